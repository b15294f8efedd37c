"""``briefing entity merge``, ``split``, ``rename`` and the like: what the analyst decides about entities.

A decision holds by name, now and whenever articles are read again. Each says what holds now, and how to take
it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.casebook.curation import part, ruled_in
from briefing.cli.deciding import deciding, handed_over, mention_of, which_option
from briefing.cli.dossier import said_ruling
from briefing.cli.entity import entity
from briefing.cli.naming import entity_named, kind_option, name_as_kept
from briefing.cli.opening import layers_of
from briefing.cli.printer import out
from briefing.cli.taking_back import about
from briefing.cli.words import counted, with_article
from briefing.errors import BriefingError, UsageError
from index.entities.model import Name, Ruled, family
from index.entities.ruling import place_of
from index.model import KINDS
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.casebook import Casebook
    from briefing.workspace import Workspace
    from index import Corpus
    from index.entities.model import Alias, Entry, Ruling
    from index.model import Kind

#: Other words for an entity that are named where nothing can be split off.
_FORMS = 5
_why = click.option("--why", metavar="TEXT", default="", help="The reason; it is kept with the decision.")


@entity.command(epilog="\b\nExample:\n  briefing entity merge CTS 'Counter Terrorism Service'")
@click.argument("name", metavar="NAME")
@click.argument("into", metavar="INTO")
@kind_option
@click.option("--into-kind", type=click.Choice(KINDS), help="The kind of INTO, where it is another one.")
@click.option(
    "--across-kinds", is_flag=True, help="Also where the two are of kinds that are never one thing."
)
@_why
@click.pass_obj
def merge(
    workspace: Workspace,
    *,
    name: str,
    into: str,
    kind: Kind | None,
    into_kind: Kind | None,
    across_kinds: bool,
    why: str,
) -> int:
    """Say that NAME is the same as INTO.

    It is called INTO from now on, in all articles. --kind is that of both, unless --into-kind says another.
    A person is merged into a place, and so on, only with --across-kinds.
    """
    with deciding(workspace) as (corpus, casebook):
        one, other = (
            entity_named(corpus.entities, name, kind, for_sure=True),
            entity_named(corpus.entities, into, into_kind or kind, for_sure=True),
        )
        if one.id == other.id:
            same = clean_line(name).casefold() == clean_line(into).casefold()
            raise BriefingError(
                f"“{clean_line(name)}” and “{clean_line(into)}” are one already: {other.name} ({other.kind})",
                "--kind and --into-kind say which two are meant that are called so."
                if same
                else "briefing entity split NAME takes a name out of it.",
            )
        if family(one.kind) != family(other.kind) and not across_kinds:
            raise BriefingError(
                f"{one.name} is {with_article(one.kind)}, and {other.name} {with_article(other.kind)}:"
                " nothing was merged",
                "--across-kinds merges them all the same; --into-kind says which INTO is meant.",
            )
        into_name = corpus.entities.leading(other.id)
        casebook.rule("merged", corpus.entities.leading(one.id), str(into_name), why=why)
        holds = handed_over(casebook, corpus)
        kinds = f"{one.name} ({one.kind})", f"{other.name} ({other.kind})"
        said = kinds if one.kind != other.kind else (one.name, other.name)
        _tell(f"{said[0]} is merged into {said[1]}", corpus, into_name, holds=holds)
    return 0


@entity.command(epilog="\b\nExample:\n  briefing entity split 'Hassan Karim'")
@click.argument("name", metavar="NAME")
@kind_option
@_why
@click.pass_obj
def split(workspace: Workspace, *, name: str, kind: Kind | None, why: str) -> int:
    """Split off NAME: it is an entity of its own.

    It was put together with other names, and stands alone from now on.
    """
    with deciding(workspace) as (corpus, casebook):
        found = entity_named(corpus.entities, name, kind, for_sure=True)
        dossier = corpus.entities.dossier(found.id)
        names = dossier.names if dossier is not None else ()
        words = clean_line(name).casefold()
        meant = [each for each in names if each.text.casefold() == words]
        if len(names) < 2:
            raise _nothing_to_split(found, dossier.aliases if dossier is not None else ())
        if not meant:
            listed = ", ".join(f"“{each.text}”" for each in names)
            raise BriefingError(
                f"“{clean_line(name)}” is no name that was put together with {found.name}",
                f"Its names are {listed}.",
            )
        leading = corpus.entities.leading(found.id)
        gone = part(casebook, corpus, meant, why=why)
        _tell_parted(meant, leading, gone, corpus, holds=handed_over(casebook, corpus))
    return 0


@entity.command(epilog="\b\nExample:\n  briefing entity rename 'Brigade' 'Kestrel Brigade'")
@click.argument("name", metavar="NAME")
@click.argument("new", metavar="NEW")
@kind_option
@_why
@click.pass_obj
def rename(workspace: Workspace, *, name: str, new: str, kind: Kind | None, why: str) -> int:
    """Call an entity NEW. It is found by its other names as before.

    Where another thing of that kind is called so already, nothing is done: then they may be one.
    """
    called = clean_line(new)
    if not called:
        raise UsageError("the new name is empty", "briefing entity undo NAME takes a decision back.")
    with deciding(workspace) as (corpus, casebook):
        found = entity_named(corpus.entities, name, kind, for_sure=True)
        other = corpus.entities.called_the_same(called, found)
        if other is not None:
            raise BriefingError(
                f"{other.name} ({other.kind}, {counted(other.times, 'time')}) is there already, and two of"
                " that name could not be told apart: nothing was renamed",
                f"briefing entity merge '{found.name}' '{other.name}' makes them one.",
            )
        _keep("renamed", found, corpus, casebook, value=called, why=why)
    return 0


@entity.command(epilog="\b\nExample:\n  briefing entity retype 'Marsh Front' group")
@click.argument("name", metavar="NAME")
@click.argument("new", metavar="KIND", type=click.Choice(KINDS))
@kind_option
@_why
@click.pass_obj
def retype(workspace: Workspace, *, name: str, new: Kind, kind: Kind | None, why: str) -> int:
    """Say of which kind an entity is.

    --kind is the one that it was taken for.
    """
    return _rule(workspace, "retyped", name, kind, value=new, why=why)


@entity.command(epilog="\b\nExample:\n  briefing entity ignore 'Operations Room'")
@click.argument("name", metavar="NAME")
@kind_option
@_why
@click.pass_obj
def ignore(workspace: Workspace, *, name: str, kind: Kind | None, why: str) -> int:
    """Say that something is not an entity, wherever it stands.

    Its other names go with it.
    """
    with deciding(workspace) as (corpus, casebook):
        found = entity_named(corpus.entities, name, kind, for_sure=True)
        casebook.rule("ignored", corpus.entities.leading(found.id), why=why)
        handed_over(casebook, corpus)
    words = clean_line(name)
    called = f"“{words}” is {found.name}. " if words.casefold() != found.name.casefold() else ""
    counts = f"{counted(found.times, 'time')} in {counted(found.articles, 'article')}"
    out().prose(
        f"{called}{found.name} ({found.kind}, {counts}) is not an entity. briefing undo takes it back."
    )
    return 0


@entity.command("not-here", epilog="\b\nExample:\n  briefing entity not-here 3f2a9c1d Jordan --which 2")
@click.argument("id", metavar="ID")
@click.argument("words", metavar="WORDS")
@which_option
@_why
@click.pass_obj
def not_here(workspace: Workspace, *, id: str, words: str, which: int | None, why: str) -> int:
    """Say of WORDS in an article: not this one here.

    They were taken for a name there. It holds for the mention with the words around it, also in a newer
    version of the article. Where they stand there several times, it lists them.
    """
    with deciding(workspace) as (corpus, casebook):
        article = corpus.article(clean_line(id))
        mentions = layers_of(workspace, corpus, article).mentions
        place = place_of(mention_of(mentions, article, words, which), article.text, article.id)
        casebook.rule("not_here", place, article.id, why=why)
        handed_over(casebook, corpus)
    out().prose(f"{said_ruling(Ruled('not_here', str(place)))}. briefing undo takes it back.")
    return 0


@entity.command(epilog="\b\nExample:\n  briefing entity here 3f2a9c1d Biden --is 'Joe Biden' --which 2")
@click.argument("id", metavar="ID")
@click.argument("words", metavar="WORDS")
@click.option("--is", "whom", metavar="NAME", required=True, help="The entity that is meant there.")
@which_option
@kind_option
@_why
@click.pass_obj
def here(
    workspace: Workspace, *, id: str, words: str, whom: str, which: int | None, kind: Kind | None, why: str
) -> int:
    """Say of WORDS in an article that this one here is another entity.

    It holds for this mention with the words around it, also in a newer version of the article, and what it
    says there is said by that entity. Where the words stand there several times, it lists them. --kind is
    that of NAME.
    """
    with deciding(workspace) as (corpus, casebook):
        article = corpus.article(clean_line(id))
        mention = mention_of(layers_of(workspace, corpus, article).mentions, article, words, which)
        meant = entity_named(corpus.entities, whom, kind, for_sure=True)
        already = corpus.entities.at(article, mention.span)
        if already is not None and already.id == meant.id:
            raise BriefingError(f"“{clean_line(words)}” is {meant.name} ({meant.kind}) there already")
        leading, place = corpus.entities.leading(meant.id), place_of(mention, article.text, article.id)
        value = f"{article.id} {leading}"
        casebook.rule("here", place, value, why=why)
        holds = handed_over(casebook, corpus)
        _tell(said_ruling(Ruled("here", str(place), value)), corpus, leading, holds=holds)
    return 0


@entity.command(epilog="\b\nExample:\n  briefing entity undo 'Kestrel Brigade'")
@click.argument("name", metavar="NAME")
@kind_option
@click.pass_obj
def undo(workspace: Workspace, *, name: str, kind: Kind | None) -> int:
    """Take back all decisions about an entity.

    NAME is any name of it, also of one that was said to be none. That is one step, which briefing undo takes
    back in turn.
    """
    words = clean_line(name)
    with deciding(workspace) as (corpus, casebook):
        mine = about(ruled_in(casebook), words, _names_of(corpus, words, kind), kind)
        casebook.revoke_all([(each.ruling, each.subject) for each in mine])
        handed_over(casebook, corpus)
    if not mine:
        out().line("Nothing was decided about this entity.")
    for each in mine:
        out().prose(f"Taken back: {said_ruling(each)}.")
    return 0


def _rule(
    workspace: Workspace, ruling: Ruling, name: str, kind: Kind | None, *, value: str = "", why: str
) -> int:
    """Decide something about the entity of a name, and say what holds now."""
    with deciding(workspace) as (corpus, casebook):
        found = entity_named(corpus.entities, name, kind, for_sure=True)
        _keep(ruling, found, corpus, casebook, value=value, why=why)
    return 0


def _keep(ruling: Ruling, found: Entry, corpus: Corpus, casebook: Casebook, *, value: str, why: str) -> None:
    """Keep a decision about an entity, and say what holds now."""
    leading = corpus.entities.leading(found.id)
    casebook.rule(ruling, leading, value, why=why)
    holds = handed_over(casebook, corpus)
    _tell(said_ruling(Ruled(ruling, str(leading), value)), corpus, leading, holds=holds)


def _tell(said: str, corpus: Corpus, name: Name, also: str = "", *, holds: bool) -> None:
    """Say what was decided, what holds now if it ``holds``, what ``also`` was done, and the way back."""
    entry = corpus.entities.named(name) if holds else None
    now = (
        f" It is {entry.name} ({entry.kind}), {counted(entry.times, 'time')} in"
        f" {counted(entry.articles, 'article')}."
        if entry is not None
        else ""
    )
    out().prose(f"{said}.{now}{also} briefing undo takes it back.")


def _nothing_to_split(found: Entry, aliases: Sequence[Alias]) -> BriefingError:
    """Say why nothing can be split off an entity that has one name, and what can be done."""
    forms = [f"“{each.text}”" for each in aliases]
    if not forms:
        return BriefingError(
            f"{found.name} has one name, and nothing was put together with it",
            "briefing entity not-here ID WORDS says that a mention is not of it.",
        )
    listed = ", ".join(forms[:_FORMS]) + (f" and {len(forms) - _FORMS:,} more" if len(forms) > _FORMS else "")
    return BriefingError(
        f"{found.name} has one name, and nothing can be split off: it is also {listed} where an article says"
        " so itself",
        "briefing entity not-here ID WORDS says that a single mention is not of it, and briefing entity here"
        " ID WORDS --is NAME of what it is.",
    )


def _tell_parted(
    meant: Sequence[Name], leading: Name, gone: Sequence[Ruled], corpus: Corpus, *, holds: bool
) -> None:
    """Say what was split off, and which merges of other names were taken back for it."""
    parted = next((each for each in meant if each != leading), leading)
    with_it = corpus.entities.named(leading) if holds and parted != leading else None
    now = corpus.entities.named(parted)
    if with_it is not None and now is not None and with_it.id == now.id:
        out().prose(f"{parted.text} is with {now.name} as before: something else was decided meanwhile.")
        return
    others = [said_ruling(each) for each in gone if each.subject not in map(str, meant)]
    also = f" Taken back: {', '.join(others)}." if others else ""
    _tell(f"{parted.text} is split off", corpus, parted, also, holds=holds)


def _names_of(corpus: Corpus, words: str, kind: Kind | None) -> frozenset[str]:
    """All names, as they are kept, of the entity that is called so and that somebody decided about.

    Raises:
        BriefingError: It can be several.
    """
    name = name_as_kept(words)
    if name is not None:
        entry = corpus.entities.named(name)
        dossier = corpus.entities.dossier(entry.id) if entry is not None else None
        return frozenset(map(str, (name, *(dossier.names if dossier is not None else ()))))
    found = corpus.entities.decided(words, kind)
    found = tuple(each for each in found if each.name.casefold() == words.casefold()) or found
    if len(found) > 1:
        listed = "; ".join(f"{each.names[0].text} ({each.kind})" for each in found)
        raise BriefingError(
            f"“{words}” can be {listed}",
            f"Type more of the name, or give --kind; “{found[0].names[0]}” is one of them alone.",
        )
    return frozenset(str(name) for each in found for name in each.names)
