"""Questions of a screen: the newest about a topic is answered, and one that fails is said."""

from __future__ import annotations

import threading

from clerks import Listening

from briefing.errors import BriefingError
from briefing.tui.asker import Asker, Wanted


def test_the_newest_question_about_a_topic_is_answered_and_others_stop() -> None:
    begun, told = threading.Event(), []

    def look_for_long(wanted: Wanted) -> str:
        begun.set()
        while wanted():
            pass
        return "old"

    asker = Asker(Listening())
    asker.ask("times", look_for_long, told.append)
    assert begun.wait(10)
    asker.ask("times", lambda _: "passed over", told.append)
    asker.ask("names", lambda _: "of another topic", told.append)
    done = threading.Event()
    asker.ask("times", lambda _: "new", lambda found: (told.append(found), done.set()))
    assert done.wait(10)
    assert told == ["of another topic", "new"]
    assert asker.is_idle
    asker.close()


def test_a_question_that_fails_is_said_and_not_waited_for() -> None:
    def refuse(_: Wanted) -> None:
        raise BriefingError("cannot use the corpus", "Close the other reader.")

    screen, told, done = Listening(), [], threading.Event()
    asker = Asker(screen)
    asker.ask("list", refuse, told.append)
    asker.ask("cover", lambda _: None, lambda _: done.set())
    assert done.wait(10)
    assert asker.is_idle
    assert told == []
    assert screen.answers == [("cannot use the corpus. Close the other reader.", "error")]
    asker.close()


def test_closing_stops_what_takes_long() -> None:
    begun, told = threading.Event(), []

    def look_for_long(wanted: Wanted) -> None:
        begun.set()
        while wanted():
            pass

    asker = Asker(Listening())
    asker.ask("times", look_for_long, told.append)
    assert begun.wait(10)
    asker.close()
    assert told == []
