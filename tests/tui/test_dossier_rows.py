"""Rows of a dossier: facts, the concordance, statements, decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from briefing.tui.dossier_rows import (
    about_decisions,
    concordance,
    cut_front,
    decision,
    facts,
    ruled,
    sources,
    spoken,
    weight,
)
from briefing.tui.layers import cells
from briefing.tui.theme import load_look
from index import Published, Span
from index.entities.model import Alias, Appearance, Dossier, Entry, Name, Ruled, Said

LOOK = load_look("dark")
BRIGADE = Name("organisation", "Kestrel Brigade")
OLD = Name("organisation", "Brigade of the Kestrel")


@dataclass(frozen=True)
class Ruling:
    """A decision."""

    kind: str
    subject: str
    value: str = ""
    decided: str = "2024-11-20T06:00:00Z"
    why: str = ""


def day(value: str) -> Published:
    return Published(value, "day")


def mention(before: str, text: str, after: str, published: Published | None = None) -> Appearance:
    return Appearance("0" * 20, "Title", "Wire", published, Span(0, len(text)), text, before, after)


def plain(line: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]) -> tuple[str, str]:
    left, right = line
    return "".join(text for text, _ in left), "".join(text for text, _ in right)


def dossier(**changes: object) -> Dossier:
    known = {
        "entry": Entry(1, "group", "Kestrel Brigade", 41, 9, BRIGADE),
        "names": (BRIGADE, OLD),
        "aliases": (
            Alias("the Brigade", 17, BRIGADE),
            Alias("Brigade of the Kestrel", 1, OLD, decided=True),
        ),
        "first": day("2024-02-26"),
        "last": day("2024-04-18"),
        "days": {},
        "sources": {"Wire": 7, "Courier": 2},
        "suggestions": (),
        "rulings": (),
        "in_all": 9,
    }
    return Dossier(**(known | changes))  # type: ignore[arg-type]


def test_facts_are_three_rows() -> None:
    rows = facts(dossier(), {"C": 7, "B": 2}, 3, 90)
    said = [("".join(t for t, _ in left), "".join(t for t, _ in right)) for left, right in rows]
    assert said == [
        ("Kestrel Brigade  group", "41 times in 9 articles"),
        ("also the Brigade 17   you: Brigade of the Kestrel 1", ""),
        ("first 26 Feb 2024   last 18 Apr 2024   sources C 7  B 2   your notes 3", ""),
    ]


def test_what_is_not_known_is_not_said() -> None:
    anis = Entry(1, "person", "Anis", 1, 1, Name("person", "Anis"))
    undated = dossier(first=None, last=None, aliases=(), entry=anis, in_all=1)
    rows = facts(undated, {}, 0, 90)
    assert [("".join(t for t, _ in left)) for left, _ in rows] == ["Anis  person", "", ""]
    assert rows[0][1] == (("1 time in 1 article", "text"),)
    assert facts(dossier(entry=anis), {}, 0, 90)[0][1] == (("1 time in 1 of 9 articles", "text"),)
    once = facts(dossier(first=day("2024-02-26"), last=day("2024-02-26")), {}, 0, 90)[2][0]
    assert "".join(text for text, _ in once) == "first 26 Feb 2024   "


def test_sources_that_do_not_fit_are_left_out_and_notes_are_not() -> None:
    many = {f"Outlet number {number}": 9 - number for number in range(9)}
    (_, _, (left, _)) = facts(dossier(), many, 3, 90)
    words = "".join(text for text, _ in left)
    assert cells(words) <= 90
    assert "Outlet number 0 9" in words
    assert words.endswith(" …   your notes 3")
    (_, _, (left, _)) = facts(dossier(), many, 3, 70)
    assert "".join(text for text, _ in left).endswith("sources 9   your notes 3"), "".join(
        text for text, _ in left
    )


def test_articles_are_counted_by_grade_where_any_outlet_has_one() -> None:
    outlets = {"Wire": 7, "Courier": 2, "Radio": 1}
    assert sources(outlets, {}) == outlets
    assert sources(outlets, {"Wire": "C", "Courier": "B", "Radio": ""}) == {"B": 2, "C": 7, "not graded": 1}
    assert list(sources(outlets, {"Radio": "A"})) == ["A", "not graded"]


@pytest.mark.parametrize("width", [60, 78, 118])
def test_the_name_stands_in_one_column_whatever_is_before_it(width: int) -> None:
    lines = [
        concordance(
            mention(before, "Kestrel Brigade", " used in the marsh raids " * 5, published),
            "group",
            "C3",
            2024,
            cells("no date"),
            width,
            LOOK,
        )
        for before, published in (
            ("", None),
            ("the ", day("2024-04-18")),
            ("launchers of a pattern that the " * 3, day("2024-04-02")),
            ("ведущих переговоры с представителями ", day("2024-04-02")),
            ("", day("2024-04-02")),
        )
    ]
    starts = set()
    for left, right in lines:
        assert cells("".join(text for text, _ in (*left, *right))) <= width
        assert right == ((" C3", ("muted",)),)
        starts.add(cells(left[0][0]) + cells(left[1][0]))
    assert len(starts) == 1


def test_the_words_before_are_cut_in_front_at_a_word() -> None:
    assert cut_front("a pattern that the", 40) == "a pattern that the"
    assert cut_front("a pattern that the", 12) == "… that the"
    assert cut_front("a pattern that the", 2) == ""
    assert cut_front("unbreakable", 6) == ""


def test_a_statement_has_its_sign_its_words_and_its_day() -> None:
    one = Said(
        "0" * 20,
        "T",
        "Wire",
        day("2024-04-17"),
        "Brigade",
        "group",
        1,
        "denies",
        True,
        Span(0, 3),
        "we did it",
    )
    assert plain(spoken(one, 40, 2024, LOOK)) == ("≠ “we did it”", " 17 Apr")
    assert cells("".join(plain(spoken(one, 16, 2024, LOOK)))) <= 16


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Ruling("merged", str(OLD), str(BRIGADE)), "merged Brigade of the Kestrel into this entity"),
        (Ruling("merged", str(BRIGADE), "person:Varga"), "Kestrel Brigade merged into Varga"),
        (Ruling("split", str(OLD)), "Brigade of the Kestrel is split off"),
        (Ruling("renamed", str(BRIGADE), "The Kestrels"), "Kestrel Brigade is called The Kestrels"),
        (Ruling("retyped", str(BRIGADE), "organisation"), "Kestrel Brigade is of kind organisation"),
        (Ruling("ignored", str(BRIGADE)), "Kestrel Brigade is not an entity"),
        (Ruling("not_here", '["KB", "the ", " said"]'), "not this one here: “the KB said”"),
        (Ruling("here", '["KB", "the ", " said"]', "3f person:Omar"), "Omar is meant here: “the KB said”"),
        (Ruling("split", "of an older version"), "of an older version is split off"),
    ],
)
def test_decisions_in_words(one: Ruling, words: str) -> None:
    names = {str(BRIGADE), str(OLD)}
    assert "".join(text for text, _ in ruled(one, names, "group")) == words
    left, right = plain(decision(one, names, "group", "u"))
    assert left == f"20 Nov 2024  {words}"
    assert right == "u undo"
    because = replace(one, why="Said on the radio.")
    assert plain(decision(because, names, "group", "u"))[0] == f"{left}   Said on the radio."


def test_of_all_decisions_those_about_its_names_the_newest_first() -> None:
    early = Ruling("renamed", str(BRIGADE), "K", "2024-01-01T00:00:00Z")
    late = Ruling("merged", "person:X", str(OLD), "2024-02-01T00:00:00Z")
    other = Ruling("ignored", "person:Y")
    known = [Ruled("renamed", str(BRIGADE), "K"), Ruled("merged", "person:X", str(OLD))]
    assert about_decisions([early, other, late], known) == [late, early]


def test_a_number_as_signs() -> None:
    assert weight(14, 14, 20, "#") == "#" * 14
    assert weight(50, 100, 10, "#") == "#" * 5
    assert weight(1, 1_000, 10, "#") == "#"
    assert weight(0, 0, 10, "#") == ""
    assert weight(3, 3, 0, "#") == ""
