"""Any keys, in windows of any size, on articles that were written against the reader: nothing breaks."""

from __future__ import annotations

import asyncio

import pytest
from corpora import write_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quick import quiet
from reader import shown

from briefing.casebook import open_casebook
from briefing.settings import Settings
from briefing.tui.actions import ACTIONS
from briefing.tui.app import BriefingApp
from briefing.workspace import Workspace
from index import open_corpus

POISON = "\x1b\x07\x9b\u202e\u2066\x00"
ATTACK = f"{POISON}]52;c;aGFjaw=="

#: Leaving is left out, since nothing could follow it.
KEYS = sorted(
    {key for action in ACTIONS if action.id != "leave" for key in action.keys}
    | {"escape", "p", "w", "r", "e", "plus", "exclamation_mark", "delete", "ctrl+n"}
)
STEPS = st.lists(
    st.one_of(
        st.sampled_from(KEYS), st.tuples(st.integers(30, 210), st.integers(10, 62)), st.sampled_from(KEYS)
    ),
    min_size=10,
    max_size=25,
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("random")
    file = write_lines(
        folder / "a.jsonl",
        *(
            {
                "title": f"Report {number} {ATTACK}",
                "source": f"Outlet {number % 3} {ATTACK}",
                "date": f"2024-04-{number + 1:02}",
                "text": f"Tomas Reik of the Harbour{ATTACK} Guard spoke on 14 April in Halden. " * number,
            }
            for number in range(9)
        ),
    )
    workspace = Workspace(folder / "workspace")
    with open_corpus(workspace.corpus_path) as corpus:
        corpus.add([file])
        corpus.read_for_names(workers=0)
    return workspace


async def walk(workspace: Workspace, steps: list[str | tuple[int, int]]) -> None:
    with open_corpus(workspace.corpus_path, catch_up=False) as corpus, open_casebook(workspace) as casebook:
        app = BriefingApp(corpus, casebook, Settings(copy="file"))
        async with app.run_test(size=(120, 36)) as pilot:
            await quiet(pilot)
            for step in steps:
                if isinstance(step, str):
                    await pilot.press(step)
                else:
                    await pilot.resize_terminal(*step)
                assert app.is_running
                rows = shown(pilot)
                assert not any(sign in row for row in rows for sign in POISON)
            await pilot.pause()


@pytest.mark.slow
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_no_keys_break_it_at_any_size(hostile: Workspace, steps: list[str | tuple[int, int]]) -> None:
    asyncio.run(walk(hostile, steps))
