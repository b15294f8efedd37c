"""``briefing show``: one article, whole, with where it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.casebook import open_casebook_to_read
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Printer, err, out
from briefing.cli.records import article_record
from briefing.cli.words import joined, said_published
from index import Article, NotFoundError, Span
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.workspace import Workspace
    from index import Copy


@click.command(epilog="\b\nExample:\n  briefing show 3f2a9c1d")
@click.argument("id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print the article as JSON.")
@click.pass_obj
def show(workspace: Workspace, id: str, as_json: bool) -> int:
    """Print an article. Its id may be shortened while unique."""
    with opened(workspace.require(), catch_up=False) as corpus:
        try:
            article = corpus.article(clean_line(id))
        except NotFoundError:
            evidence = _noted(workspace, clean_line(id))
            if evidence is None:
                raise
            article = evidence
            err().prose(
                "This article is not in the corpus any more. It is shown as it was when you noted it."
            )
        with kept(workspace, needed=False) as casebook:
            grades, labels = graded_and_marked(casebook, corpus, scheme_of(workspace))
    if article.replaced_by:
        err().prose(f"Its file says something else by now: briefing show {article.replaced_by[:8]}")
    if as_json:
        out().json(article_record(article, grades, labels))
        return 0
    with banners(out(), labels.of_article(article.id)) as printer:
        tell(article, printer, grades.code(article.source, article.id))
    return 0


def _noted(workspace: Workspace, id: str) -> Article | None:
    """The article as the first note on it found it; ``None`` when there is no such note."""
    if not workspace.casebook_path.exists():
        return None
    with open_casebook_to_read(workspace) as casebook:
        found = [known for known in casebook.titles() if known.startswith(id.lower())] if id else []
        if len(found) != 1:
            return None
        kept = casebook.evidence(found[0])
    return Article(0, kept.article, kept.title, False, kept.text, kept.copies[0].language, kept.copies)


def tell(article: Article, printer: Printer, grade: str = "") -> None:
    """Print an article for eyes, with the grades of its outlet and of itself."""
    printer.prose(article.title, marks=(Span(0, len(article.title)),))
    printer.line(
        joined(
            [
                said_published(article.published),
                article.source or "no source",
                article.author,
                grade,
                article.language,
                article.id,
            ]
        )
    )
    if article.title_derived:
        printer.line("The title was made from the text.")
    for copy in article.copies:
        printer.prose(_place(copy) if len(article.copies) == 1 else _copy(copy), indent="  ")
    printer.line("")
    printer.prose(article.text)


def _copy(copy: Copy) -> str:
    return joined([said_published(copy.published), copy.source or "no source", copy.author, _place(copy)])


def _place(copy: Copy) -> str:
    """Where a copy was published and where it was found."""
    place = copy.origin.path
    if copy.origin.record:
        place += f", record {copy.origin.record}"
    if copy.origin.gone:
        place += " (gone)"
    return joined([copy.url, place])
