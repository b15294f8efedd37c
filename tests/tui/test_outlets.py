"""Outlets in little room: short forms that stay apart."""

from __future__ import annotations

import pytest

from briefing.tui.layers import cells
from briefing.tui.outlets import Outlets, outlets_of

SHOWN = (
    "Exercise Wire (exercise)",
    "Halden Courier (exercise)",
    "Northmark Radio (exercise)",
    "Northmark Defence Ministry (exercise)",
    "Senn Valley Digest (exercise)",
    "The Lighthouse (exercise)",
)


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [
        ("Exercise Wire (exercise)", 24, "Exercise Wire (exercise)"),
        ("Exercise Wire (exercise)", 23, "Exercise Wire"),
        ("Exercise Wire (exercise)", 13, "Exercise Wire"),
        ("Exercise Wire (exercise)", 12, "Exercise…"),
        ("Halden Courier (exercise)", 12, "Halden Cour…"),
        ("Halden Courier (exercise)", 9, "Halden…"),
        ("Halden Courier (exercise)", 5, "Hald…"),
        ("Northmark Radio (exercise)", 15, "Northmark Radio"),
        ("Northmark Radio (exercise)", 12, "N. Radio"),
        ("Northmark Defence Ministry (exercise)", 20, "N. Defence Ministry"),
        ("Northmark Defence Ministry (exercise)", 12, "N. Defence…"),
        ("Northmark Defence Ministry (exercise)", 9, "N. Defen…"),
        ("Senn Valley Digest (exercise)", 12, "Senn Valley…"),
        ("Senn Valley Digest (exercise)", 9, "Senn Val…"),
        ("The Lighthouse (exercise)", 12, "Lighthouse"),
        ("", 12, ""),
    ],
)
def test_as_much_of_an_outlet_is_shown_as_tells_it_from_the_others(name: str, width: int, shown: str) -> None:
    assert outlets_of(SHOWN).fit(name, width) == shown


@pytest.mark.parametrize("width", range(4, 40))
def test_nothing_is_wider_than_its_room(width: int) -> None:
    outlets = outlets_of([*SHOWN, "半島新聞社 東京 (演習)", "X", "(exercise)", "The", "a  b"])
    for name in [*SHOWN, "半島新聞社 東京 (演習)", "X", "(exercise)", "The", "a  b", "of another list"]:
        shown = outlets.fit(name, width)
        assert cells(shown) <= width
        assert shown or not name


def test_what_only_its_brackets_tell_apart_keeps_them() -> None:
    outlets = outlets_of(["Radio Karsa (FM)", "Radio Karsa (web)", "The Courier", "Courier"])
    assert outlets.form("Radio Karsa (FM)") == "Radio Karsa (FM)"
    assert outlets.form("The Courier") == "The Courier"
    assert outlets_of(["Radio Karsa (FM)", "The Courier"]).form("Radio Karsa (FM)") == "Radio Karsa"


def test_without_others_an_outlet_is_itself() -> None:
    assert Outlets().fit("Halden Courier", 20) == "Halden Courier"
    assert outlets_of(["Halden Courier"]) == Outlets({}, frozenset())
