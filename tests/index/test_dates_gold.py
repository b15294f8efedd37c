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
        ("at 0600 GMT on 3 May", [("0600 GMT on 3 May", "2024-05-03T06:00Z")]),
        ("at 0300Z on 3 May", [("0300Z on 3 May", "2024-05-03T03:00Z")]),
        ("210300Z APR 24", [("210300Z APR 24", "2024-04-21T03:00Z")]),
        ("at 6 a.m. EST on 3 May", [("6 a.m. EST on 3 May", "2024-05-03T06:00-05:00")]),
        ("at 6 PM ET on 3 May", [("6 PM ET on 3 May", "2024-05-03T18")]),
        ("at 18:30 UTC+3 on 3 May", [("18:30 UTC+3 on 3 May", "2024-05-03T18:30+03:00")]),
        ("at 18:30 UTC-03:30 on 3 May", [("18:30 UTC-03:30 on 3 May", "2024-05-03T18:30-03:30")]),
        ("at 21:50 local time on Sunday", [("21:50 local time on Sunday", "2024-05-19T21:50")]),
        ("at 18:30 UTC+3 nobody slept", [("18:30 UTC+3", "")]),
        ("The siege went on for months.", [("months", "PXM")]),
        ("He worked months at a time.", []),
        ("Several years passed.", [("Several years", "PXY")]),
        ("It took more than a decade.", [("more than a decade", "P1DE")]),
        ("He left about two years ago.", [("about two years ago", "2022")]),
        ("It was calm in recent weeks.", [("recent weeks", "PAST_REF")]),
        ("The depot burned overnight.", [("overnight", "2024-05-21TNI")]),
        ("It burned overnight into Sunday.", [("overnight into Sunday", "2024-05-18TNI")]),
        ("An overnight raid failed.", []),
        ("It fell in the early hours of Sunday.", [("the early hours of Sunday", "2024-05-19TMO")]),
        ("It ends by the end of June.", [("the end of June", "2024-06")]),
        ("By the end of the year it was over.", [("the end of the year", "2024")]),
        ("In the late 1990s it rained.", [("the late 1990s", "199")]),
        ("Until the 19th century it was a fort.", [("the 19th century", "18")]),
        ("about 40 men, over the river, at least", []),
    ],
)
def test_what_an_expression_of_the_list_means(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(moment.text, moment.value) for moment in moments(text, MAY)] == expected
