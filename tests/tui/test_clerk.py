"""The clerk: order, and nothing that ends in silence."""

from __future__ import annotations

import threading
from pathlib import Path

from clerks import Listening

from briefing.casebook import Casebook, open_casebook
from briefing.errors import BriefingError
from briefing.tui.clerk import Clerk
from briefing.tui.screens.marks_desk import MarksDesk
from briefing.workspace import Workspace


def test_what_is_asked_for_is_done_in_order_and_told_where_it_was_asked() -> None:
    screen, done, told = Listening(), [], []
    clerk = Clerk(screen)
    for number in range(50):
        clerk.do(lambda number=number: done.append(number) or number, told.append)
    clerk.close()
    assert done == told == list(range(50))
    assert screen.answers == []


def test_what_comes_while_the_screen_closes_is_done_all_the_same() -> None:
    done: list[int] = []
    clerk = Clerk(Listening())
    clerk.do(lambda: done.append(1))
    clerk.close()
    clerk.do(lambda: done.append(2)).result(0)
    assert done == [1, 2]


def test_every_error_is_said_and_the_next_task_is_done() -> None:
    def refuse() -> None:
        raise BriefingError("the disk is full", "Free some space.")

    def break_down() -> None:
        raise ZeroDivisionError("a fault of ours")

    screen, done, failed = Listening(), [], []
    clerk = Clerk(screen)
    clerk.do(refuse, failed=failed.append)
    clerk.do(break_down, failed=failed.append)
    clerk.do(lambda: done.append(1))
    clerk.close()
    assert screen.answers == [
        ("the disk is full. Free some space.", "error"),
        ("not done, by a fault of the program (ZeroDivisionError: a fault of ours)", "error"),
    ]
    assert failed == [
        "the disk is full",
        "not done, by a fault of the program (ZeroDivisionError: a fault of ours)",
    ]
    assert done == [1]


def test_a_mark_that_is_being_written_is_not_turned_back_by_reading(
    casebook: Casebook, workspace: Workspace
) -> None:
    screen = Listening()
    clerk = Clerk(screen)
    desk = MarksDesk(casebook, clerk, screen)
    gate = threading.Event()
    clerk.do(lambda: gate.wait(10))
    desk.turn_reviewed("a")
    with open_casebook(workspace) as other:
        other.mark_opened("a")
        other.mark_opened("b")
    desk.load(["a", "b"])
    assert desk.marks["a"].reviewed
    assert desk.marks["b"].opened
    gate.set()
    clerk.close()
    desk.load(["a", "b"])
    assert desk.marks["a"].reviewed
    assert desk.marks["a"].opened
    assert screen.answers == []


def test_a_mark_that_no_disk_takes_is_said(casebook: Casebook, tmp_path: Path) -> None:
    screen = Listening()
    clerk = Clerk(screen)
    desk = MarksDesk(casebook, clerk, screen)
    casebook.close()
    desk.opened("a")
    clerk.close()
    ((words, role),) = screen.answers
    assert role == "error"
    assert words.startswith("cannot use the casebook")
