"""The fields of the search language that the casebook answers, such as ``note:``, ``grade:``, ``is:``.

Each turns a value into the numbers of the articles that are meant, so that it can stand in any search, inside
OR and NOT too. A note on an older version of an article counts for the newest one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from briefing.casebook.grades import outlet_key, read_condition
from briefing.casebook.markings import Labels
from briefing.errors import UsageError
from index.query import OutsideField, OutsideRule

if TYPE_CHECKING:
    from briefing.casebook.markings import Scheme
    from briefing.casebook.marks import Mark
    from index import Corpus


RULES: tuple[OutsideRule, ...] = (
    OutsideRule("note", "note:counted", "a note on it has these words; the last one may be cut off"),
    OutsideRule("tag", "tag:militia", "a note on it has this tag; `tag:mil*` is any that begins so"),
    OutsideRule(
        "grade", "grade:B2", "outlet and article are graded so; also `grade:2`, `grade:A-C`, `grade:A-C1-3`"
    ),
    OutsideRule("reliability", "reliability:A-C", "any copy is from an outlet that is graded so"),
    OutsideRule("credibility", "credibility:1-3", "the article is graded so"),
    OutsideRule("marking", "marking:TLP:AMBER", "this label holds for it; `marking:none`: no label does"),
    OutsideRule("is", "is:noted", "`noted`, `reviewed`, `opened`, `unread` or `graded`"),
)

_STATES = ("noted", "reviewed", "opened", "unread", "graded")


class Kept(Protocol):
    """What is asked of a casebook here."""

    def articles_saying(self, words: str) -> Sequence[str]:
        """The ids of the articles with a note of these words."""

    def articles_tagged(self, tag: str, *, begins: bool = False) -> Sequence[str]:
        """The ids of the articles with a note of this tag."""

    def noted(self) -> Mapping[str, int]:
        """Ids of articles with notes."""

    def marks(self) -> Mapping[str, Mark]:
        """What was done with each article."""

    def values(self, kind: Literal["reliability", "credibility"]) -> Mapping[str, str]:
        """The grades of a kind."""

    def labels(self) -> Labels:
        """The labels that were given."""


class Nothing:
    """In place of a casebook where none was made yet."""

    def articles_saying(self, words: str) -> Sequence[str]:
        """No note says anything."""
        return ()

    def articles_tagged(self, tag: str, *, begins: bool = False) -> Sequence[str]:
        """No note has a tag."""
        return ()

    def noted(self) -> Mapping[str, int]:
        """No article has a note."""
        return {}

    def marks(self) -> Mapping[str, Mark]:
        """Nothing was opened."""
        return {}

    def values(self, kind: Literal["reliability", "credibility"]) -> Mapping[str, str]:
        """Nothing was graded."""
        return {}

    def labels(self) -> Labels:
        """Nothing was marked."""
        return Labels("", {})


def register(casebook: Kept, corpus: Corpus, scheme: Scheme) -> None:
    """Let the searches of a corpus use the fields of a casebook, and its labels of this scheme."""
    answers = _Answers(casebook, corpus, scheme)
    by_name: dict[str, Callable[[str], Collection[int]]] = {
        "note": answers.note,
        "tag": answers.tag,
        "grade": answers.grade,
        "reliability": answers.reliability,
        "credibility": answers.credibility,
        "marking": answers.marking,
        "is": answers.state,
    }
    for rule in RULES:
        corpus.register(OutsideField(rule.name, rule.example, rule.help, by_name[rule.name]))


class _Answers:
    """One function a field. Each raises ``ValueError`` with a clause when it cannot read its value."""

    def __init__(self, casebook: Kept, corpus: Corpus, scheme: Scheme) -> None:
        self.casebook = casebook
        self.corpus = corpus
        self.scheme = scheme

    def note(self, value: str) -> Collection[int]:
        return self._numbers(self.casebook.articles_saying(value.rstrip("*")))

    def tag(self, value: str) -> Collection[int]:
        try:
            return self._numbers(self.casebook.articles_tagged(value.rstrip("*"), begins=value.endswith("*")))
        except UsageError as error:
            raise ValueError("not a tag") from error

    def grade(self, value: str) -> Collection[int]:
        letters, digits = read_condition(value)
        if letters and digits:
            return self._reliable(letters) & self._credible(digits)
        return self._reliable(letters) if letters else self._credible(digits)

    def reliability(self, value: str) -> Collection[int]:
        letters, digits = read_condition(value)
        if digits:
            raise ValueError("not a reliability; one is B, or A-C")
        return self._reliable(letters)

    def credibility(self, value: str) -> Collection[int]:
        letters, digits = read_condition(value)
        if letters:
            raise ValueError("not a credibility; one is 2, or 1-3")
        return self._credible(digits)

    def marking(self, value: str) -> Collection[int]:
        given = self.casebook.labels()
        labels = given.carried(self.corpus.newest(list(given.articles)), self.scheme)
        wanted = self.scheme.sought(value, {given.workspace, *given.articles.values()})
        found = set(self.corpus.numbers([id for id, label in labels.articles.items() if label == wanted]))
        if labels.workspace == wanted:
            found |= set(self.corpus.everything()) - set(self.corpus.numbers(list(labels.articles)))
        return found

    def state(self, value: str) -> Collection[int]:
        match value.casefold():
            case "noted":
                return self._numbers(self.casebook.noted())
            case "reviewed":
                return self._numbers(id for id, mark in self.casebook.marks().items() if mark.reviewed)
            case "opened":
                return self._opened()
            case "unread":
                return set(self.corpus.everything()) - self._opened()
            case "graded":
                return self._numbers(self.casebook.values("credibility"))
        raise ValueError(f"it can be {', '.join(_STATES[:-1])} or {_STATES[-1]}")

    def _opened(self) -> set[int]:
        marks = self.casebook.marks().items()
        return set(self.corpus.numbers([id for id, mark in marks if mark.opened or mark.reviewed]))

    def _numbers(self, ids: Iterable[str]) -> set[int]:
        """The numbers of the newest versions of these articles."""
        return set(self.corpus.numbers(list(self.corpus.newest(list(ids)).values())))

    def _reliable(self, letters: Collection[str]) -> set[int]:
        graded = self.casebook.values("reliability")
        sources = [each for each in self.corpus.sources() if graded.get(outlet_key(each)) in letters]
        return set(self.corpus.numbers_from(sources))

    def _credible(self, digits: Collection[str]) -> set[int]:
        graded = self.casebook.values("credibility")
        return self._numbers(id for id, digit in graded.items() if digit in digits)
