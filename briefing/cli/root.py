"""The command ``briefing`` and the table of its commands; errors become sentences and exit codes here.

A command is loaded when it is typed. This module runs none of the work itself.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

import click

from briefing import __version__
from briefing.cli.printer import drop_unwritten, err, out, soften_streams
from briefing.errors import BriefingError, WorkspaceError, reason_of
from briefing.workspace import resolve
from index.errors import CorpusError
from index.errors import WorkspaceError as CorpusWorkspaceError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, PARTLY, USAGE, WORKSPACE, INTERRUPTED = 0, 1, 2, 3, 130

#: Name of the command -> module and function, in the order of the help.
COMMANDS = {
    "add": "briefing.cli.add:add",
    "search": "briefing.cli.search:search",
    "show": "briefing.cli.show:show",
    "entities": "briefing.cli.entities:entities",
    "entity": "briefing.cli.ruling:entity",
    "said": "briefing.cli.said:said",
    "moment": "briefing.cli.moment:moment",
    "extract": "briefing.cli.extract:extract",
    "note": "briefing.cli.note:note",
    "grade": "briefing.cli.judging:grade",
    "mark": "briefing.cli.judging:mark",
    "article": "briefing.cli.article:article",
    "undo": "briefing.cli.judging:undo",
    "redo": "briefing.cli.judging:redo",
    "check": "briefing.cli.safety:check",
    "backup": "briefing.cli.safety:backup",
    "restore": "briefing.cli.safety:restore",
    "status": "briefing.cli.status:status",
    "rebuild": "briefing.cli.status:rebuild",
    "demo": "briefing.cli.demo:demo",
}


class Commands(click.Group):
    """A group whose commands are loaded when they are typed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,
        cmd_name: str,
    ) -> click.Command | None:
        """Load one command."""
        module, _, function = COMMANDS.get(cmd_name, "").partition(":")
        if not module:
            return None
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)  # noqa: S101  (for the type checker: see the table)
        return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog="\b\nExample:\n  briefing add ~/inbox\n  briefing search rockets after:feb-2024\n  briefing",
)
@click.option("--workspace", metavar="DIR", help="Folder with articles and notes [$BRIEFING_WORKSPACE].")
@click.version_option(__version__, "-V", "--version", message="briefing %(version)s")
@click.pass_context
def briefing(ctx: click.Context, workspace: str | None) -> int | None:
    """Search, read and note articles on a machine with no network.

    Without a command it opens the reader.
    """
    ctx.obj = resolve(workspace, os.environ)
    if ctx.invoked_subcommand is not None:
        return None
    from briefing.cli.read import read  # noqa: PLC0415  (a command that is not the reader does not pay for it)

    return read(ctx.obj)


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Args:
        arguments: What was typed after ``briefing``.

    Returns:
        The exit code: 0 done, 1 partly failed or not found, 2 usage, 3 workspace, 130 interrupted.

    Raises:
        BrokenPipeError: The reader of the output has gone.
    """
    try:
        soften_streams()
        code = _invoke(arguments)
        out().flush()
    except click.exceptions.Exit as stopped:
        return stopped.exit_code
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        _complain("stopped", "What was kept before is still there.")
        return INTERRUPTED
    except (click.ClickException, BriefingError, CorpusError, OSError) as error:
        message, hint, code = _explained(error)
        _complain(message, hint)
        drop_unwritten()
    return code


def _invoke(arguments: Sequence[str]) -> int:
    # Not briefing.main(): it would turn errors into click's own words and a broken pipe into a failure.
    with briefing.make_context("briefing", list(arguments)) as ctx:
        result = briefing.invoke(ctx)
    return result if isinstance(result, int) else DONE


def _explained(error: Exception) -> tuple[str, str, int]:
    """What happened, what to do now, and the exit code."""
    message, hint, code = str(error), "", PARTLY
    match error:
        case BriefingError():
            message, hint, code = error.message, error.hint, error.exit_code
        case CorpusError():
            code = WORKSPACE if isinstance(error, CorpusWorkspaceError) else PARTLY
            message, hint = error.message, error.hint
        case click.ClickException():
            words = error.format_message().rstrip(".")
            command = (
                error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "briefing"
            )
            message, hint = words[:1].lower() + words[1:], f"{command} --help shows how it is used."
            code = USAGE
        case OSError():
            what = f"cannot use {os.fsdecode(error.filename)}" if error.filename else "cannot go on"
            message, hint = f"{what}: {reason_of(error)}", "What was kept before is still there."
            code = WORKSPACE
    return message, hint, code


def _complain(message: str, hint: str) -> None:
    printer = err()
    try:
        printer.prose(f"briefing: {message}{'' if message.endswith(('.', '?')) else '.'}")
        if hint:
            printer.prose(hint)
        printer.flush()
    except (OSError, WorkspaceError):
        # Standard error is gone too; the exit code still says it.
        return
