"""What stands on the page when there is nothing to list, in words and rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.layers import cells
from briefing.tui.notices import WIDEST, Sheet, first_run, laid_out, nothing_found, sentence
from index import Page, Span, Suggestion
from index.page import Wanted

TYPED = "kestral brigade source:halden after:apr-2024"
SUGGESTIONS = (
    Suggestion("kestrel brigade source:halden after:apr-2024", 4, "spelling", "kestral", (Span(0, 7),)),
    Suggestion("brigade source:halden after:apr-2024", 4, "without", "without kestral"),
    Suggestion("kestrel brigade after:apr-2024", 9, "without", "any source", (Span(0, 7),)),
    Suggestion("kestrel brigade", 14, "without", "any source, any date", (Span(0, 7),)),
)


def page(
    query: str = TYPED,
    *,
    unknown: tuple[str, ...] = ("kestral",),
    words: bool = True,
    **more: tuple[str, ...],
) -> Page:
    wanted = Wanted(frozenset({"kestral"})) if words else Wanted()
    ignored = more.get("ignored", ())
    return Page(query, "", ignored, (), 0, {}, 1.0, "relevance", wanted, 412, unknown=unknown)


def said(sheet: Sheet, width: int = 80) -> list[str]:
    return ["".join(text for text, _ in row.parts).rstrip() for row in laid_out(sheet, width)]


def test_a_spelling_then_conditions_let_go_with_their_counts() -> None:
    assert said(nothing_found(page(), SUGGESTIONS)) == [
        "No article has all of these words.",
        "",
        "No article has the word kestral. Did you mean",
        "kestrel brigade source:halden after:apr-2024                  4",
        "",
        "Or let one condition go",
        "brigade source:halden after:apr-2024  without kestral         4",
        "kestrel brigade after:apr-2024        any source              9",
        "kestrel brigade                       any source, any date   14",
    ]


def test_only_what_is_new_in_a_spelling_is_strong() -> None:
    rows = laid_out(nothing_found(page(), SUGGESTIONS), 80)
    strong = [[text for text, role in row.parts if role == "strong"] for row in rows if row.query]
    assert strong == [["kestrel"], [], [], []]
    alone = laid_out(nothing_found(page(), SUGGESTIONS[2:]), 80)
    assert [text for text, role in alone[-1].parts if role == "strong"] == ["kestrel"], (
        "nothing said it before"
    )


def test_while_suggestions_are_looked_for_the_words_stand_where_they_stay() -> None:
    before, after = nothing_found(page(), None), nothing_found(page(), SUGGESTIONS)
    assert said(before) == ["No article has all of these words.", "", "No article has the word kestral."]
    assert before.top == after.top
    assert all(late.startswith(early) for early, late in zip(said(before), said(after), strict=False))
    assert not any(row.query for row in laid_out(before, 80))


@pytest.mark.parametrize(
    ("unknown", "words"),
    [
        (("a", "b"), "No article has the words a or b."),
        (("a", "b", "c"), "No article has the words a, b or c."),
        (("source:haldan",), "No source has the word haldan."),
        (("a", "source:haldan"), "No article has the word a. No source has the word haldan."),
    ],
)
def test_words_that_no_article_has_are_named(unknown: tuple[str, ...], words: str) -> None:
    assert said(nothing_found(page(unknown=unknown), None))[2] == words


def test_a_search_without_words_speaks_of_conditions_and_what_was_left_out_is_said() -> None:
    sheet = nothing_found(page("lang:xx", unknown=(), words=False, ignored=('read without "lang:xx"',)), ())
    assert said(sheet) == [
        "No article meets all of these conditions.",
        'read without "lang:xx"',
    ]


def test_one_word_is_called_a_word_and_another_way_of_searching_is_offered() -> None:
    assert said(nothing_found(page("zzzz", unknown=()), ()))[0] == "No article has this word."
    assert "OR finds either word" in said(nothing_found(page("zzzz yyyy", unknown=()), ()))[-1]


def test_a_first_run_names_three_commands_the_formats_and_the_samples() -> None:
    rows = said(first_run(["text", "HTML", "JSON"], 12))
    assert rows[0] == "Add a folder of articles"
    assert rows[2] == "Text, HTML and JSON are read where they lie. Your files are"
    assert rows[3] == "never changed."
    assert "here        :add ~/articles" in rows
    assert "or outside  briefing add ~/articles" in rows
    assert "to look     :add sample   twelve made-up articles to try the keys on" in rows
    assert "   31 made-up articles" in "\n".join(said(first_run(["text"], 31)))
    assert ":add sample   made-up articles to try" in "\n".join(said(first_run()))


def test_the_formats_of_the_program_are_named_where_none_are_given() -> None:
    from index.readers import FORMATS

    rows = " ".join(said(first_run()))
    assert all(format.name.lower() in rows.lower() for format in FORMATS)


def test_both_notices_fit_into_the_smallest_full_screen() -> None:
    most = (*SUGGESTIONS, *(Suggestion(f"word{n}", n + 1, "without", "any date") for n in range(2)))
    assert len(laid_out(nothing_found(page(), most), 78)) <= 18 - 2
    assert len(laid_out(first_run(sample_count=15), 78)) <= 18


hostile = st.text(min_size=1, max_size=90).map(lambda text: text.replace("\n", " "))


@given(st.lists(st.tuples(hostile, hostile, st.integers(0, 10**7)), max_size=6), hostile, st.integers(8, 130))
def test_any_text_makes_rows_of_one_width_and_nothing_that_drives_a_terminal(
    found: list[tuple[str, str, int]], word: str, room: int
) -> None:
    suggestions = [Suggestion(query, total, "without", about) for query, about, total in found]
    rows = laid_out(nothing_found(page(unknown=(word,)), suggestions), room)
    widths = {sum(cells(text) for text, _ in row.parts) for row in rows}
    assert [row.query for row in rows if row.query] == [query for query, _, _ in found]
    assert all("\x1b" not in text and "\u202e" not in text for row in rows for text, _ in row.parts)
    if room >= 60:
        assert len(widths) == 1
        assert widths.pop() <= min(room, WIDEST) - 3


def test_a_sentence_is_a_sheet() -> None:
    assert said(sentence("Briefing needs 50 by 16; this window is 46 by 20."), 46) == [
        "Briefing needs 50 by 16; this window is 46",
        "by 20.",
    ]
