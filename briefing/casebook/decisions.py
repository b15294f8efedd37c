"""What the analyst decided about articles, outlets, entities, times: grades, labels, what was taken wrongly.

A decision has a kind (``reliability``), what it is about (an outlet or the id of an article), a value and a
reason. There is one of a kind about one thing; earlier ones are in the history. An outlet is known by its
name, capitals aside; an entity by a name of it and its family (``index.entities.model``), a time by its words
and their place (``index.entities.dating``). Nothing here reads the corpus: what concerns it is handed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from briefing.casebook.grades import Grades, outlet_key
from briefing.casebook.markings import Labels
from briefing.casebook.steps import Change, Fields, Steps, take
from briefing.casebook.store import now
from briefing.errors import UsageError
from briefing.value_words import value_words
from index.entities.model import RULINGS, Name, Place, Ruling
from index.text import clean, clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from index.entities.dating import Spot

DecisionKind = (
    Literal["credibility", "reliability", "marking", "source", "published", "title", "language", "removed"]
    | Ruling
)

#: The kinds that change what the corpus says of an article.
ABOUT_THE_CORPUS: tuple[DecisionKind, ...] = ("source", "published", "title", "language", "removed")

#: The subject of a marking of the whole workspace.
WORKSPACE = "workspace"

#: How many characters a name that somebody gives has at most.
LONGEST_NAME = 200

_DECISIONS = "SELECT kind, subject, name, value, why, decided FROM decisions"

_SAID = {
    "credibility": "graded {value}",
    "reliability": "{name} graded {value}",
    "marking": "{name} marked {value}",
    "source": "outlet set to {value}",
    "published": "date set to {value}",
    "title": "title set to {value}",
    "language": "language set to {value}",
    "removed": "article removed",
    "merged": "{name} merged into {value}",
    "split": "{name} is split off",
    "renamed": "{name} renamed {value}",
    "retyped": "{name} is of kind {value}",
    "ignored": "{name} is not an entity",
    "not_here": "not this one here: {name}",
    "dated": "“{name}” dated {value}",
    "here": "{name} is {value} here",
}


#: The decisions about entities whose value holds a name as it is kept.
_WITH_A_NAME: tuple[Ruling, ...] = ("merged", "here")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it stands.

    Attributes:
        kind: What sort of decision it is.
        subject: What it is about: id of an article, name of an outlet in small letters, ``workspace``, a
            name of an entity as ``str(Name)``, a mention as ``str(Place)``, or a time as ``str(Spot)``.
        name: The same as it is shown: the outlet as it was written, the name without its family.
        value: What was decided.
        why: The reason; may be empty.
        decided: When: ISO 8601 in UTC, to the second.
    """

    kind: DecisionKind
    subject: str
    name: str
    value: str
    why: str
    decided: str


class Decisions(Steps):
    """The part of a casebook that keeps decisions."""

    def decide(self, kind: DecisionKind, about: str, value: str, *, why: str = "") -> None:
        """Decide something, or decide it anew.

        Args:
            kind: What sort of decision it is.
            about: Full id of an article, name of an outlet, or ``workspace``.
            value: ``A`` to ``F``, ``1`` to ``6``, a label, or what holds in place of what the file says.
            why: The reason.

        Raises:
            UsageError: It is about nothing, or says nothing.
            WorkspaceError: It could not be kept.
        """
        self.decide_all(about, {kind: value}, why=why)

    def decide_all(self, about: str, values: Mapping[DecisionKind, str], *, why: str = "") -> None:
        """Decide several things about one, as one step; the arguments are those of ``decide``.

        Raises:
            UsageError: It is about nothing, or one of them says nothing.
            WorkspaceError: They could not be kept; everything is as it was.
        """
        self._keep([_wanted(kind, clean_line(about), value, why) for kind, value in values.items()])

    def rule(
        self,
        ruling: Ruling,
        subject: Name | Place | Spot,
        value: str = "",
        *,
        why: str = "",
    ) -> None:
        """Decide something about an entity or a time, or decide it anew.

        Args:
            ruling: What sort of decision it is.
            subject: The name that it is about; with ``not_here`` and ``here`` the mention, with ``dated`` the
                words.
            value: The name merged into as ``str(Name)``, the new name, the new kind; with ``not_here`` the
                id of the article, with ``here`` that and behind a space the name that the mention is of, as
                ``str(Name)``, with ``dated`` when it is, in TIMEX3 notation; else nothing.
            why: The reason.

        Raises:
            UsageError: It says nothing, or the new name is longer than ``LONGEST_NAME``.
            WorkspaceError: It could not be kept.
        """
        name = clean_line(subject.text if isinstance(subject, Name) else subject.exact)
        value = value if ruling in _WITH_A_NAME else clean_line(value)
        if not name or (not value and ruling in ("merged", "renamed", "retyped", "here", "dated")):
            raise UsageError("cannot keep a decision without words")
        if ruling == "renamed" and len(value) > LONGEST_NAME:
            raise UsageError(
                f"a name has at most {LONGEST_NAME} characters, and this one has {len(value)}:"
                " nothing was renamed"
            )
        into = clean_line(_into(ruling, value))
        fields = {"name": name, "value": value or name, "why": clean(why), "decided": now()}
        said = _SAID[ruling].format(name=name, value=into)
        self._keep([_Wanted(ruling, str(subject), fields, said)])

    def revoke_ruling(self, ruling: Ruling, subject: str) -> bool:
        """Take a decision about an entity or a time back; returns whether there was one.

        Args:
            ruling: What sort of decision it is.
            subject: What it is about, as it is kept.

        Raises:
            WorkspaceError: It could not be taken back.
        """
        return bool(self.revoke_all([(ruling, subject)]))

    def part(self, merges: Iterable[str], split: Sequence[Name], *, why: str = "") -> None:
        """Take merges back and split names off, all of it as one step.

        Args:
            merges: Their subjects, as they are kept.
            split: The names.
            why: The reason for splitting them off.

        Raises:
            WorkspaceError: It could not be kept; everything is as it was.
        """
        wanted = [
            _Wanted(
                "split",
                str(name),
                {"name": name.text, "value": name.text, "why": clean(why), "decided": now()},
                _SAID["split"].format(name=name.text),
            )
            for name in split
        ]
        self._keep(wanted, [("merged", subject) for subject in merges])

    def ruling(self, ruling: Ruling, subject: str) -> Decision | None:
        """The decision of this sort about this entity, mention or time, as it is kept."""
        with self._store.reading() as connection:
            row = connection.execute(
                f"{_DECISIONS} WHERE kind = ? AND subject = ?", (ruling, subject)
            ).fetchone()
        return Decision(*row) if row else None

    def rulings(self) -> list[Decision]:
        """All decisions about entities and times, the oldest first."""
        marks = ", ".join("?" * len(RULINGS))
        with self._store.reading() as connection:
            rows = connection.execute(
                # By the steps that made them: a clock may go back.
                f"{_DECISIONS} d WHERE kind IN ({marks}) ORDER BY (SELECT max(step) FROM step_changes c"
                " JOIN steps ON number = step WHERE c.kind = d.kind AND c.subject = d.subject"
                " AND state = 'done'), decided",
                RULINGS,
            )
            return [Decision(*row) for row in rows]

    def revoke(self, kind: DecisionKind, about: str) -> bool:
        """Take a decision back; returns whether there was one.

        Raises:
            WorkspaceError: It could not be taken back.
        """
        return bool(self.revoke_all([(kind, _subject(kind, clean_line(about)))]))

    def revoke_all(self, about: Iterable[tuple[DecisionKind, str]]) -> int:
        """Take decisions back, all of them as one step; returns how many there were.

        One transaction: whoever breaks it off, or decides in another window meanwhile, leaves no part of it.

        Args:
            about: The kind of each and what it is about, as it is kept.

        Raises:
            WorkspaceError: They could not be taken back; everything is as it was.
        """
        return self._keep((), about)

    def decision(self, kind: DecisionKind, about: str) -> Decision | None:
        """The decision of this kind about this thing."""
        with self._store.reading() as connection:
            row = connection.execute(
                f"{_DECISIONS} WHERE kind = ? AND subject = ?",
                (kind, _subject(kind, clean_line(about))),
            ).fetchone()
        return Decision(*row) if row else None

    def decisions(self, *kinds: DecisionKind) -> list[Decision]:
        """All decisions of these kinds, in the order of what they are about."""
        marks = ", ".join("?" * len(kinds))
        with self._store.reading() as connection:
            rows = connection.execute(
                f"{_DECISIONS} WHERE kind IN ({marks}) ORDER BY subject, kind",
                kinds,
            )
            return [Decision(*row) for row in rows]

    def values(self, kind: DecisionKind) -> dict[str, str]:
        """What was decided about each thing: subject to value. One query, for lists of results.

        The subject of ``reliability`` is the outlet's name as ``outlet_key`` writes it.
        """
        with self._store.reading() as connection:
            return dict(connection.execute("SELECT subject, value FROM decisions WHERE kind = ?", (kind,)))

    def grades(self) -> Grades:
        """All grades of outlets and articles. Two short queries."""
        return Grades(self.values("reliability"), self.values("credibility"))

    def labels(self) -> Labels:
        """All markings of articles, and that of the workspace. One short query."""
        given = self.values("marking")
        return Labels(given.pop(WORKSPACE, ""), given)

    def _keep(self, wanted: Sequence[_Wanted], gone: Iterable[tuple[DecisionKind, str]] = ()) -> int:
        """Keep decisions and take others back, as one step; returns how many that changed."""
        with self._store.writing() as connection:
            back = _gone(connection, gone)
            changes: list[Change] = []
            said: list[str] = []
            for each in wanted:
                before = _fields(connection, each.kind, each.subject)
                if _says(before) != _says(each.fields):
                    changes.append(Change(each.kind, each.subject, before, each.fields))
                    said.append(each.said)
            if back or changes:
                # What is taken back for something else goes without saying.
                take(connection, _said_together(said or _said_back(back)), [*back, *changes])
            return len(back) + len(changes)


class _Wanted(NamedTuple):
    """A decision that is to be kept, and what that does, in words."""

    kind: DecisionKind
    subject: str
    fields: Fields
    said: str


def _wanted(kind: DecisionKind, name: str, value: str, why: str) -> _Wanted:
    """A decision about an article, an outlet or the workspace.

    Raises:
        UsageError: It is about nothing, or says nothing.
    """
    value = clean_line(value)
    if not name or not value:
        raise UsageError(f"cannot keep a decision about {kind} without words")
    fields = {"name": name, "value": value, "why": clean(why), "decided": now()}
    return _Wanted(kind, _subject(kind, name), fields, _SAID[kind].format(name=name, value=value))


def _gone(connection: sqlite3.Connection, about: Iterable[tuple[DecisionKind, str]]) -> list[Change]:
    """The changes that take decisions back, of those that are there."""
    known = ((kind, subject, _fields(connection, kind, subject)) for kind, subject in dict.fromkeys(about))
    return [Change(kind, subject, before, {}) for kind, subject, before in known if before]


def _said_back(changes: Iterable[Change]) -> list[str]:
    """Each of some decisions that are taken back, in words."""
    return [_said_one_back(cast("DecisionKind", each.kind), each.before) for each in changes]


def _said_together(said: Sequence[str]) -> str:
    """What one step does, in words."""
    return f"{said[0]}, and {len(said) - 1} more" if len(said) > 1 else said[0]


def _said_one_back(kind: DecisionKind, before: Fields) -> str:
    if kind == "removed":
        return "article brought back"
    if kind not in RULINGS:
        return f"decision about {kind} taken back"
    said = _SAID[kind].format(name=before["name"], value=_into(kind, before["value"]))
    return f"taken back: {said}"


def _into(ruling: Ruling, value: str) -> str:
    """The value of a decision about an entity, as it is shown."""
    if ruling == "dated":
        return value_words(value)
    return value.partition(":")[2] if ruling in _WITH_A_NAME else value


def _subject(kind: DecisionKind, name: str) -> str:
    return outlet_key(name) if kind == "reliability" else name


def _fields(connection: sqlite3.Connection, kind: DecisionKind, subject: str) -> Fields:
    row = connection.execute(
        "SELECT name, value, why, decided FROM decisions WHERE kind = ? AND subject = ?", (kind, subject)
    ).fetchone()
    return dict(zip(("name", "value", "why", "decided"), row, strict=True)) if row else {}


def _says(fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(fields.get(name, "") for name in ("value", "why"))
