"""A terminal that shows nothing but ASCII: every sign around the articles has a likeness there."""

from __future__ import annotations

import pytest
from quick import Reader, paste, quiet
from reader import NARROW, WIDE, shown
from textual.pilot import Pilot


def odd(pilot: Pilot[None]) -> list[str]:
    """The rows that hold anything else."""
    return [row for row in shown(pilot) if not row.isascii()]


@pytest.mark.parametrize("size", [WIDE, NARROW, (200, 60)], ids=["wide", "narrow", "large"])
async def test_every_place_is_drawn_in_ascii(reader: Reader, size: tuple[int, int]) -> None:
    app = reader(glyphs="ascii")
    async with app.run_test(size=size) as pilot:
        await paste(pilot, "kestrel forgery")
        assert odd(pilot) == []
        for keys in (
            ("e", "enter"),
            ("escape", "v"),
            ("escape", "a", "x"),
            ("escape", "h"),
            ("question_mark",),
            ("escape", "colon"),
            ("escape", "f"),
            ("escape", "L"),
            ("escape", "C"),
            ("escape", "slash"),
        ):
            await pilot.press(*keys)
            await quiet(pilot)
            assert odd(pilot) == [], keys
        await paste(pilot, "kestral forgery", take=False)
        assert odd(pilot) == []


async def test_arrows_are_printed_by_name(reader: Reader) -> None:
    async with reader(glyphs="ascii").run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("slash")
        assert "down to the results   up earlier searches" in shown(pilot)[-1]
