"""How notes stand to the corpus: through new versions, pruning, removing and coming back they keep their passage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from corpora import backdate, titles, write_text

from briefing.casebook import WORKSPACE, Casebook, Note, load_scheme, open_casebook
from briefing.casebook.curation import hand_over
from briefing.casebook.fields import RULES, register
from briefing.casebook.filtering import NoteFilter
from briefing.casebook.grades import read_condition
from briefing.casebook.standing import accept, counted_states, let_go, standings, standings_on
from briefing.workspace import Workspace
from index import Corpus, open_corpus
from index.model import Span

TLP = load_scheme("tlp", Path())

TEXT = (
    "Five rockets fell on Ostrel base on Sunday, the wire said.\n\n"
    "The guard denied that anybody had been warned before the attack.\n\n"
    "Ferries across the river sail again."
)
QUOTE = "The guard denied that anybody had been warned before the attack."


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with open_casebook(Workspace(tmp_path / "ws").make()) as opened:
        yield opened


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "ws") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "in"


def write(corpus: Corpus, folder: Path, text: str = TEXT, name: str = "a.txt", title: str = "T") -> str:
    """Put an article into the corpus, in place of what the file said before; returns its id."""
    path = write_text(folder / name, text, source="Wire", title=title)
    backdate(path)
    path.touch()
    corpus.add([folder])
    (found,) = [hit.id for hit in corpus.search("", limit=100).hits if corpus.article(hit.id).text == text]
    return found


def noted(casebook: Casebook, corpus: Corpus, id: str, quote: str = QUOTE, body: str = "Says who?") -> Note:
    article = corpus.article(id)
    at = article.text.index(quote)
    return casebook.add_note(article, body, Span(at, at + len(quote)))


def state(casebook: Casebook, corpus: Corpus) -> tuple[str, str]:
    (found,) = standings(casebook, corpus, casebook.notes())
    return found.state, found.words


def test_a_note_follows_its_passage_through_versions(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    old = write(corpus, folder)
    note = noted(casebook, corpus, old)
    assert state(casebook, corpus) == ("held", QUOTE)
    new = write(corpus, folder, "It was added later. " + TEXT)
    assert state(casebook, corpus) == ("moved", QUOTE)
    changed = QUOTE.replace("anybody", "somebody")
    newest = write(corpus, folder, TEXT.replace(QUOTE, changed))
    assert state(casebook, corpus) == ("changed", changed)
    (found,) = standings(casebook, corpus, casebook.notes())
    assert (found.article, found.differing, found.is_proposal) == (newest, 1, True)
    write(corpus, folder, TEXT.replace(QUOTE + "\n\n", ""))
    assert state(casebook, corpus) == ("orphaned", "")
    assert casebook.note(note.id) == note, "nothing was changed by looking"
    assert casebook.evidence(old).text == TEXT
    assert old != new != newest


def test_a_newer_version_shows_the_notes_of_the_older_ones(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    old = write(corpus, folder)
    first = noted(casebook, corpus, old)
    new = write(corpus, folder, "It was added later. " + TEXT)
    second = noted(casebook, corpus, new, "Five rockets")
    assert [each.note.id for each in standings_on(casebook, corpus, new)] == [second.id, first.id]
    (on_old,) = standings_on(casebook, corpus, old)
    assert (on_old.note.id, on_old.state, on_old.article) == (first.id, "held", old)


def test_an_accepted_place_becomes_the_notes_own_and_can_be_undone(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    old = write(corpus, folder)
    note = noted(casebook, corpus, old)
    new = write(corpus, folder, TEXT.replace("anybody", "somebody"))
    (proposed,) = standings_on(casebook, corpus, new)
    moved = accept(casebook, corpus, proposed)
    assert moved.anchor is not None
    assert (moved.article, moved.anchor.exact) == (new, QUOTE.replace("anybody", "somebody"))
    assert state(casebook, corpus)[0] == "held"
    assert casebook.undo() == "note moved to the new version: Says who?"
    assert casebook.note(note.id).anchor == note.anchor
    assert state(casebook, corpus)[0] == "changed"


def test_a_place_that_was_let_go_is_not_proposed_again_until_the_next_version(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    old = write(corpus, folder)
    noted(casebook, corpus, old)
    new = write(corpus, folder, TEXT.replace("anybody", "somebody"))
    (proposed,) = standings_on(casebook, corpus, new)
    let_go(casebook, proposed)
    assert state(casebook, corpus) == ("orphaned", "")
    write(corpus, folder, TEXT.replace("anybody", "nobody"))
    assert state(casebook, corpus)[0] == "changed"


@pytest.mark.parametrize("way", ["prune", "remove"])
def test_a_note_outlives_its_article_and_finds_it_again(
    casebook: Casebook, corpus: Corpus, folder: Path, way: str
) -> None:
    id = write(corpus, folder)
    note = noted(casebook, corpus, id)
    content = (folder / "a.txt").read_bytes()
    if way == "prune":
        (folder / "a.txt").unlink()
        corpus.add([folder], prune=True)
    else:
        casebook.decide("removed", id, "yes")
        hand_over(casebook, corpus)
    assert titles(corpus.search("")) == []
    assert state(casebook, corpus) == ("orphaned", "")
    evidence = casebook.evidence(id)
    assert note.anchor is not None
    assert evidence.text[note.anchor.start : note.anchor.end] == QUOTE
    assert evidence.copies[0].source == "Wire"
    if way == "prune":
        (folder / "a.txt").write_bytes(content)
        corpus.add([folder])
    else:
        casebook.undo()
        hand_over(casebook, corpus)
    assert state(casebook, corpus) == ("held", QUOTE)


def test_a_note_on_a_whole_article_is_held_while_there_is_a_version(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    casebook.add_note(corpus.article(write(corpus, folder)), "Read again.")
    write(corpus, folder, "Something else entirely stands here now.")
    found = standings(casebook, corpus, casebook.notes())
    assert counted_states(found) == {"held": 1, "moved": 0, "changed": 0, "orphaned": 0}
    assert not found[0].is_proposal


# The search language


def fill(casebook: Casebook, corpus: Corpus, folder: Path) -> list[str]:
    register(casebook, corpus, TLP)
    return [write(corpus, folder, f"Rockets number{n} fell.", f"{n}.txt", title=f"T{n}") for n in range(4)]


def found(corpus: Corpus, query: str) -> list[str]:
    page = corpus.search(query)
    assert page.ignored == (), page.ignored
    return sorted(titles(page))


def test_notes_and_tags_narrow_a_search_also_inside_or_and_not(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    ids = fill(casebook, corpus, folder)
    casebook.add_note(corpus.article(ids[0]), "Who counted them?", tags=["militia"])
    casebook.add_note(corpus.article(ids[1]), "The guard counted.", tags=["guard"])
    assert found(corpus, "note:counted") == ["T0", "T1"]
    assert found(corpus, 'note:"counted them"') == ["T0"]
    assert found(corpus, "tag:militia") == found(corpus, "tag:mil*") == ["T0"]
    assert found(corpus, "rockets -note:counted") == ["T2", "T3"]
    assert found(corpus, "tag:militia OR number3") == ["T0", "T3"]
    assert found(corpus, "rockets NOT (tag:militia OR tag:guard)") == ["T2", "T3"]
    assert found(corpus, "note:nothing") == []


def test_grades_narrow_a_search(casebook: Casebook, corpus: Corpus, folder: Path) -> None:
    ids = fill(casebook, corpus, folder)
    casebook.decide("credibility", ids[0], "2")
    casebook.decide("credibility", ids[1], "5")
    casebook.decide("reliability", "WIRE", "B")
    assert found(corpus, "grade:B2") == ["T0"]
    assert found(corpus, "grade:b1-3") == ["T0"]
    assert found(corpus, "credibility:1-3") == ["T0"]
    assert found(corpus, "reliability:A-C") == ["T0", "T1", "T2", "T3"]
    assert found(corpus, "grade:A") == []
    assert found(corpus, "-grade:2 grade:B") == ["T1", "T2", "T3"]


def test_what_was_done_with_an_article_narrows_a_search(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    ids = fill(casebook, corpus, folder)
    casebook.mark_opened(ids[0])
    casebook.mark_reviewed(ids[1], True)
    casebook.add_note(corpus.article(ids[2]), "one")
    casebook.decide("credibility", ids[3], "6")
    assert found(corpus, "is:opened") == ["T0", "T1"]
    assert found(corpus, "is:unread") == ["T2", "T3"]
    assert found(corpus, "is:reviewed") == ["T1"]
    assert found(corpus, "is:noted") == ["T2"]
    assert found(corpus, "is:graded rockets") == ["T3"]


def test_markings_narrow_a_search_by_the_label_that_holds(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    ids = fill(casebook, corpus, folder)
    casebook.decide("marking", ids[0], "TLP:AMBER")
    casebook.decide("marking", ids[1], "TLP:AMBER+STRICT")
    casebook.decide("marking", ids[2], "VS-NfD")
    assert found(corpus, "marking:TLP:AMBER") == found(corpus, "marking:tlp:amber") == ["T0"]
    assert found(corpus, "marking:TLP:AMBER+STRICT") == ["T1"]
    assert found(corpus, "marking:vs-nfd") == ["T2"], "a label of another scheme that is in use"
    assert found(corpus, "marking:none") == ["T3"]
    assert found(corpus, "rockets -marking:none") == ["T0", "T1", "T2"]
    write(corpus, folder, "Rockets number0 fell again.", "0.txt", title="T0 later")
    assert found(corpus, "marking:TLP:AMBER") == ["T0 later"], "an earlier version's label holds"
    casebook.decide("marking", WORKSPACE, "TLP:GREEN")
    assert found(corpus, "marking:TLP:GREEN") == ["T3"]
    assert found(corpus, "marking:none") == []


def test_notes_are_chosen_by_the_label_that_holds_for_them(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    ids = fill(casebook, corpus, folder)
    for number, label in enumerate(("TLP:RED", "", "")):
        note = casebook.add_note(corpus.article(ids[number]), f"n{number}")
        casebook.mark_note(note.id, label)
    casebook.decide("marking", ids[1], "TLP:AMBER")
    chooser = NoteFilter(casebook, TLP)

    def bodies(query: str) -> list[str]:
        kept = chooser.filtered(casebook.notes(), query, date(2024, 1, 1))
        assert kept.ignored == (), kept.ignored
        return [note.body for note in kept.notes]

    assert bodies("marking:TLP:RED") == ["n0"]
    assert bodies("marking:TLP:AMBER") == ["n1"]
    assert bodies("marking:none") == ["n2"]
    assert bodies("-marking:none") == ["n0", "n1"]


def test_a_note_on_an_older_version_counts_for_the_newest(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    register(casebook, corpus, TLP)
    noted(casebook, corpus, write(corpus, folder))
    new = write(corpus, folder, "It was added later. " + TEXT)
    assert [hit.id for hit in corpus.search("note:who").hits] == [new]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("grade:G9", 'read without "grade:G9": not a grade; one is B2, B, 2 or A-C'),
        ("reliability:2", "not a reliability"),
        ("credibility:B", "not a credibility"),
        ("is:nothing", "it can be noted, reviewed, opened, unread or graded"),
        ("tag:#", "not a tag"),
        ("marking:TLP:PINK", "not a label; it can be TLP:CLEAR, TLP:GREEN, TLP:AMBER"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(
    casebook: Casebook, corpus: Corpus, folder: Path, query: str, said: str
) -> None:
    fill(casebook, corpus, folder)
    (ignored,) = corpus.search(query).ignored
    assert said in ignored


def test_every_example_of_the_fields_is_read(casebook: Casebook, corpus: Corpus) -> None:
    register(casebook, corpus, TLP)
    for rule in RULES:
        assert corpus.parse(rule.example).ignored == (), rule.example


def test_a_range_of_grades_is_read_in_either_direction() -> None:
    assert read_condition("C-A 3-1") == (frozenset("ABC"), frozenset("123"))
    for wrong in ("", " ", "G", "7", "2B", "A-", "-1"):
        with pytest.raises(ValueError, match="not a grade"):
            read_condition(wrong)


# The list of notes


def test_the_list_of_notes_is_narrowed_by_the_same_language(
    casebook: Casebook, corpus: Corpus, folder: Path
) -> None:
    ids = fill(casebook, corpus, folder)
    first = noted(casebook, corpus, ids[0], "Rockets", "Who counted them?")
    casebook.tag_notes([first.id], add=["militia"])
    casebook.grade_note(first.id, 2)
    casebook.add_note(corpus.article(ids[1]), "Said by the guard.")
    casebook.decide("reliability", "Wire", "C")
    notes = casebook.notes()
    chooser = NoteFilter(casebook, TLP)
    states = {first.id: "moved"}

    def bodies(query: str) -> list[str]:
        kept = chooser.filtered(notes, query, date(2024, 1, 1), states=states)
        assert kept.ignored == (), kept.ignored
        return [note.body for note in kept.notes]

    one, other = [note.body for note in notes]
    assert bodies("") == bodies("guard OR counted") == [one, other]
    assert bodies("counted") == bodies("tag:militia") == bodies("grade:2") == bodies("is:moved") == [one]
    assert bodies("-tag:militia") == bodies("guard") == bodies("title:t1") == bodies("note:said") == [other]
    assert bodies("rockets") == [one], "the passage is sought as well"
    assert bodies("source:wire grade:C") == [one, other]
    assert bodies("gaurd~") == []
    assert bodies("guerd~") == [other]
    assert bodies('"guard said"~2') == [other]
    assert bodies('"guard said"~1') == []
    assert bodies("before:2020") == []
    assert bodies("after:2020 is:graded") == [one]
    assert bodies("lang:en") == [one, other]
    assert chooser.filtered(notes, "is:odd tag:#", date(2024, 1, 1)).notes == tuple(notes)
