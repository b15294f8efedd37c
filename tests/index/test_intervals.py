"""From values of time expressions to the stretches of time that they mean."""

from __future__ import annotations

from datetime import datetime

import pytest

from index.intervals import interval


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("18", "1800-01-01", "1900-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("2024", "2024-01-01", "2025-01-01"),
        ("2024-Q2", "2024-04-01", "2024-07-01"),
        ("2023-WI", "2023-12-01", "2024-03-01"),
        ("2024-02", "2024-02-01", "2024-03-01"),
        ("2024-W16", "2024-04-15", "2024-04-22"),
        ("2024-04-21", "2024-04-21", "2024-04-22"),
        ("2024-04-21TNI", "2024-04-21T20:00", "2024-04-22T06:00"),
        ("2024-04-21T21:50+03:00", "2024-04-21T21:50", "2024-04-21T21:51"),
        ("2024-04-21T06", "2024-04-21T06:00", "2024-04-21T07:00"),
    ],
)
def test_a_value_is_a_stretch_of_time(value: str, start: str, end: str) -> None:
    found = interval(value)
    assert found is not None
    assert (found.start, found.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize(
    "value", ["", "00", "0000", "9", "P6W", "PXW", "PRESENT_REF", "2024-02-31", "2024-W60"]
)
def test_what_has_no_place_in_time_is_none(value: str) -> None:
    assert interval(value) is None
