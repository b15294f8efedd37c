"""How figures and dates are said."""

from __future__ import annotations

import pytest

from briefing.cli.words import counted, joined, said_date, said_published, said_size, said_time
from index.model import Published


def test_one_is_singular_and_thousands_have_commas() -> None:
    assert [counted(n, "article") for n in (0, 1, 4120)] == ["0 articles", "1 article", "4,120 articles"]
    assert counted(2, "copy", "copies") == "2 copies"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2024", "2024"),
        ("2024-04", "Apr 2024"),
        ("2024-04-02", "2 Apr 2024"),
        ("2024-04-22T21:50", "22 Apr 2024 21:50"),
        ("2024-04-22T21:50+03:00", "22 Apr 2024 21:50 +03:00"),
        ("", "no date"),
        ("sometime", "sometime"),
        ("2024-13", "2024"),
    ],
)
def test_a_date_is_said_in_its_own_precision(value: str, said: str) -> None:
    assert said_date(value) == said


def test_no_date_is_said_so() -> None:
    assert said_published(None) == "no date"
    assert said_published(Published("2024", "year")) == "2024"


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (8_123_456, "8.1 MB"),
     (2_500_000_000, "2.5 GB"), (4_000_000_000_000, "4,000.0 GB")],
)  # fmt: skip
def test_sizes_have_units(size: int, said: str) -> None:
    assert said_size(size) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "about 1 s"), (40.2, "about 40 s"), (200, "about 3 min"), (9000, "about 2 h")]
)
def test_times_are_rough(seconds: float, said: str) -> None:
    assert said_time(seconds) == said


def test_empty_parts_leave_no_separators() -> None:
    assert joined(["22 Apr 2024", "", "Courier"]) == "22 Apr 2024 · Courier"
