"""The time expressions of the gold set: ranges, decades, lengths of time, and what stays open."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from index.extraction.dates import moments
from index.model import Published

MAY = Published("2024-05-22", "day")


def evaluation() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "evaluate" / "dates.py"
    spec = importlib.util.spec_from_file_location("evaluate_dates", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("half", ["development", "held-back"])
def test_the_gold_set_is_read_as_well_as_the_gates_ask(half: str) -> None:
    dates = evaluation()
    score = dates.score(dates.GOLD / f"{half}.txt")
    assert score.strict >= 0.84
    assert score.overlap >= 0.91
    assert score.value >= 0.82


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 3 to 5 May", [("3", "2024-05-03"), ("5 May", "2024-05-05")]),
        ("between 3 and 5 May", [("3", "2024-05-03"), ("5 May", "2024-05-05")]),
        ("He killed 3 and 5 May follow.", [("5 May", "2024-05-05")]),
        ("from 5 to 3 May", [("5", ""), ("3 May", "2024-05-03")]),
        ("It opened in the 1990s.", [("the 1990s", "199")]),
        ("It is now shut.", [("now", "PRESENT_REF")]),
        ("It froze in early 2012.", [("early 2012", "2012")]),
        ("Ships waited for a month.", [("a month", "P1M")]),
        ("He came a month too soon.", []),
        ("The day before, he wrote.", [("The day before", "")]),
    ],
)
def test_what_an_expression_of_the_list_means(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(moment.text, moment.value) for moment in moments(text, MAY)] == expected
