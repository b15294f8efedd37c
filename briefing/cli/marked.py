"""Grades and markings around what a command prints: looked up once, and a banner above and below."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.casebook import Grades, Labels, Scheme, load_scheme
from briefing.casebook.judged import judged
from briefing.cli.printer import Strong
from briefing.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.casebook import Casebook
    from briefing.cli.printer import Printer
    from briefing.workspace import Workspace
    from index import Corpus


def graded_and_marked(casebook: Casebook | None, corpus: Corpus, scheme: Scheme) -> tuple[Grades, Labels]:
    """All grades and markings, those of earlier versions for the newest too; none without a casebook."""
    if casebook is None:
        return Grades({}, {}), Labels("", {})
    return judged(casebook, corpus, scheme)


def scheme_of(workspace: Workspace) -> Scheme:
    """The marking scheme that the settings choose.

    Raises:
        WorkspaceError: The settings or the scheme cannot be used.
    """
    return load_scheme(read_settings(workspace.settings_path).markings, workspace.path)


@contextmanager
def banners(printer: Printer, marking: str) -> Iterator[Printer]:
    """Print a marking above and below what is printed inside; nothing where there is none."""
    if marking:
        printer.line(Strong(marking))
    yield printer
    if marking:
        printer.line(Strong(marking))
