"""What is typed on the command line, read or refused: queries with ``-word`` in them, dates, languages."""

from __future__ import annotations

import click

from briefing.errors import UsageError
from index.language import normalise
from index.model import Published
from index.text import clean_line
from index.when import parse_published, reads_two_ways


class QueryCommand(click.Command):
    """Takes ``-word`` for a part of the query. An unknown ``--option`` stays an error.

    It needs ``context_settings=QUERY``, and no short option: each would swallow a query such as -rocket.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse unknown long options, and leave the rest to click."""
        known = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        for arg in args[: args.index("--")] if "--" in args else args:
            name = arg.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(name, possibilities=sorted(known), ctx=ctx)
        return super().parse_args(ctx, args)


#: The settings of every command that takes a query.
QUERY = {"ignore_unknown_options": True}


def given_date(words: str) -> Published:
    """Read a date of publication.

    Raises:
        UsageError: It is none, or can be two days.
    """
    found = parse_published(words)
    if found is None:
        raise UsageError(
            f'cannot read the date "{clean_line(words)}"',
            "Write it as 2024, 2024-04, 2024-04-22 or 22 April 2024.",
        )
    if reads_two_ways(words):
        raise UsageError(
            f'the date "{clean_line(words)}" can be two days', "Write it as 2024-04-22 or 22 April 2024."
        )
    return found


def given_language(words: str) -> str:
    """Read a language; returns its code.

    Raises:
        UsageError: It is none that is known.
    """
    code = normalise(words)
    if not code:
        raise UsageError(
            f'"{clean_line(words)}" is not a language that is known', "Write its code: en, ar, ru."
        )
    return code
