"""Notes out and in: what is read again is the same to the letter, and nothing here is overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.casebook import Casebook, Evidence, Note, Scheme, make_anchor, open_casebook
from briefing.casebook.exchange.annotation import annotation_page
from briefing.casebook.exchange.folder import read_path, to_json, write_folder
from briefing.casebook.exchange.markdown import from_markdown, to_markdown
from briefing.casebook.exchange.record import WrongRecordError
from briefing.casebook.filtering import NoteFilter
from briefing.errors import BriefingError
from briefing.workspace import Workspace
from index.model import Article, Copy, Origin, Published, Span
from index.text import article_id, clean

TEXT = "Six “rockets” fell: on the base.\n\nNobody — no: one — was hurt."


def make_article(text: str = TEXT, title: str = "Rockets: 'six'") -> Article:
    copies = (
        Copy("Courier", "A. Writer", Published("2024-04-22", "day"), "https://c.example/1", "en",
             Origin("/data/with\udcffbyte.txt", "3"), "ab" * 32, "2024-05-01T10:00:00Z"),
    )  # fmt: skip
    return Article(1, article_id(title, text), title, False, text, "en", copies)


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with open_casebook(Workspace(tmp_path / "ws").make()) as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Casebook]:
    with open_casebook(Workspace(tmp_path / "other").make()) as opened:
        yield opened


def with_evidence(casebook: Casebook) -> list[tuple[Note, Evidence]]:
    return [(note, casebook.evidence(note.article)) for note in casebook.notes()]


def fill(casebook: Casebook) -> None:
    article = make_article()
    casebook.add_note(
        article, "hard  \nbreak\n\n\n\ttab\n---\n- 'x': [y]", Span(4, 13), tags=["a", "null", "1"], grade=2,
        marking="TLP:AMBER",
    )  # fmt: skip
    note = casebook.add_note(article, "…on all of it: كتاب\u200cها 👩\u200d🔬 e\u0301")
    casebook.change_note(note.id, "changed once")
    casebook.let_go(note.id, "0" * 20)


@pytest.mark.parametrize("way", ["folder", "json"])
def test_notes_go_out_and_into_an_empty_casebook_without_loss(
    casebook: Casebook, other: Casebook, tmp_path: Path, way: str
) -> None:
    fill(casebook)
    target = tmp_path / "out"
    if way == "folder":
        write_folder(target, with_evidence(casebook))
    else:
        target.write_text(json.dumps(to_json(with_evidence(casebook), "TLP:AMBER")))
    found = read_path(target)
    taken = other.take_in(found.drafts, found.evidence)
    assert (taken.new, taken.changed, taken.same, taken.failures, found.failures) == (2, 0, 0, (), [])
    assert sorted(other.notes(), key=lambda note: note.id) == sorted(
        casebook.notes(), key=lambda note: note.id
    )
    assert with_evidence(other)[0][1] == with_evidence(casebook)[0][1]
    again = other.take_in(found.drafts, found.evidence)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert other.undo() == "2 notes taken in"
    assert other.notes() == []


@given(
    body=st.text(min_size=1).filter(lambda text: bool(clean(text))),
    tags=st.lists(st.from_regex(r"[a-zé0-9][a-zé0-9:'#-]{0,8}", fullmatch=True)),
    grade=st.none() | st.integers(1, 6),
    exact=st.text(min_size=1),
)
def test_any_note_comes_back_from_markdown_as_it_was(
    body: str, tags: list[str], grade: int | None, exact: str
) -> None:
    from briefing.casebook.note import named_tags, written

    text = clean("before " + exact + " after")
    anchor = make_anchor(text, Span(0, len(text)))
    note = Note(
        "0123456789ab", "0" * 20, written(body), anchor, "2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z",
        named_tags(tags), grade, "TLP:RED", 3,
    )  # fmt: skip
    evidence = Evidence(note.article, "T: 'x' \"y\"", text, (), "2024-01-01T00:00:00Z")
    draft = from_markdown(to_markdown(note, evidence))
    for name in (
        "id",
        "article",
        "body",
        "anchor",
        "tags",
        "grade",
        "marking",
        "created",
        "changed",
        "version",
    ):
        assert getattr(draft, name) == getattr(note, name), name


def test_a_note_that_was_edited_outside_is_taken_and_can_be_undone(
    casebook: Casebook, tmp_path: Path
) -> None:
    note = casebook.add_note(make_article(), "one", Span(0, 3))
    write_folder(tmp_path / "out", with_evidence(casebook))
    (path,) = (tmp_path / "out").glob("*.md")
    path.write_text(path.read_text().replace("\none\n", "\none, edited\n").replace("tags: []", "tags: [new]"))
    found = read_path(path)
    taken = casebook.take_in(found.drafts, found.evidence)
    assert (taken.changed, taken.failures) == (1, ())
    edited = casebook.note(note.id)
    assert (edited.body, edited.tags, edited.anchor) == ("one, edited", ("new",), note.anchor)
    casebook.undo()
    assert (casebook.note(note.id).body, casebook.note(note.id).tags) == ("one", ())


def test_a_note_that_was_changed_on_both_sides_stays_as_it_is_here_and_is_named(
    casebook: Casebook, tmp_path: Path
) -> None:
    note = casebook.add_note(make_article(), "one")
    write_folder(tmp_path / "out", with_evidence(casebook))
    (path,) = (tmp_path / "out").glob("*.md")
    path.write_text(path.read_text().replace("\none\n", "\ntheirs\n"))
    casebook.change_note(note.id, "mine")
    found = read_path(tmp_path / "out")
    taken = casebook.take_in(found.drafts, found.evidence)
    assert [reason for _, reason in taken.failures] == [
        "it was changed here as well since it was written out; what is here stays"
    ]
    assert casebook.note(note.id).body == "mine"


def test_a_deleted_note_does_not_come_back_by_itself(casebook: Casebook, tmp_path: Path) -> None:
    note = casebook.add_note(make_article(), "one")
    write_folder(tmp_path / "out", with_evidence(casebook))
    casebook.delete_note(note.id)
    found = read_path(tmp_path / "out")
    ((_, reason),) = casebook.take_in(found.drafts, found.evidence).failures
    assert "it was deleted here" in reason
    assert casebook.notes() == []


def test_a_file_that_was_written_elsewhere_becomes_a_new_note(casebook: Casebook, tmp_path: Path) -> None:
    article = make_article()
    casebook.add_note(article, "one")
    path = tmp_path / "mine.md"
    path.write_text(f"---\narticle: {article.id}\ntags: [x]\n---\n\nWritten elsewhere.\n")
    found = read_path(path)
    assert casebook.take_in(found.drafts, found.evidence).new == 1
    assert [(note.body, note.tags) for note in casebook.notes()][1:] == [("Written elsewhere.", ("x",))]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("just words", "no front matter"),
        ("---\nid: x\n", "does not end"),
        ("---\n- a\n---\nbody", "holds no keys"),
        ("---\na: [\n---\nbody", "is not YAML"),
        ("---\na: &x [1]\nb: *x\n---\nbody", "is not YAML"),
        ("---\nid: [12]\n---\nbody", "id is not a text"),
        ("---\nid: zz\narticle: a\n---\nbody", "not 12 hex digits"),
        ("---\narticle: abc\n---\nbody", "not an id of 20 hex digits"),
        ("---\narticle: '00000000000000000000'\ngrade: 9\n---\nbody", "not a number from 1 to 6"),
        ("---\narticle: '00000000000000000000'\ntags: x\n---\nbody", "tags are not a list"),
        ("---\narticle: '00000000000000000000'\ncreated: today\n---\nbody", "not a time"),
        ("---\narticle: '00000000000000000000'\nanchor: {exact: a}\n---\nbody", "anchor has no place"),
        ("---\narticle: '00000000000000000000'\nversion: -1\n---\nbody", "version is not a number"),
        ("---\narticle: '00000000000000000000'\n---\n\n", "cannot keep an empty note"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(content: str, said: str) -> None:
    with pytest.raises(WrongRecordError, match=said):
        from_markdown(content)


def test_one_bad_file_does_not_stop_the_others(casebook: Casebook, other: Casebook, tmp_path: Path) -> None:
    fill(casebook)
    write_folder(tmp_path / "out", with_evidence(casebook))
    (tmp_path / "out" / "bad.md").write_bytes(b"---\n\xff")
    (tmp_path / "out" / "stray.md").write_text(f"---\narticle: {'1' * 20}\n---\n\nabout nothing\n")
    found = read_path(tmp_path / "out")
    taken = other.take_in(found.drafts, found.evidence)
    assert [reason for _, reason in found.failures] == ["it is not UTF-8 text"]
    assert len(taken.failures) == 1
    assert "is neither here nor in the evidence" in taken.failures[0][1]
    assert taken.new == 2


def test_a_passage_that_stands_elsewhere_in_the_evidence_is_put_there(
    casebook: Casebook, tmp_path: Path
) -> None:
    article = make_article()
    casebook.add_note(article, "one")
    path = tmp_path / "mine.md"
    path.write_text(
        f"---\narticle: {article.id}\nanchor: {{exact: fell, prefix: '', suffix: '', start: 1, end: 5}}\n---\nx\n"
    )
    found = read_path(path)
    casebook.take_in(found.drafts, found.evidence)
    note = casebook.notes(article.id)[-1]
    assert note.anchor == make_anchor(TEXT, Span(TEXT.index("fell"), TEXT.index("fell") + 4))
    path.write_text(path.read_text().replace("fell", "flew"))
    ((_, reason),) = casebook.take_in(read_path(path).drafts, {}).failures
    assert reason == "its passage does not stand in its article"


def test_hostile_files_reach_neither_note_nor_terminal(casebook: Casebook, tmp_path: Path) -> None:
    article = make_article()
    casebook.add_note(article, "one")
    path = tmp_path / "mine.md"
    path.write_text(f'---\narticle: {article.id}\nmarking: "\\e]52;c;x\\a\\u202eRED"\n---\n\x1b[2Jgone\x07\n')
    casebook.take_in(read_path(path).drafts, {})
    note = casebook.notes()[-1]
    assert (note.body, note.marking) == ("gone", "]52;c;xRED")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "other"}', "[" * 100_000])
def test_a_json_file_of_somebody_else_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(BriefingError, match="cannot read notes from"):
        read_path(tmp_path / "x.json")


def test_a_folder_with_something_in_it_is_not_written_into(casebook: Casebook, tmp_path: Path) -> None:
    fill(casebook)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(BriefingError, match="it is not empty"):
        write_folder(tmp_path / "out", with_evidence(casebook))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_annotations_follow_the_model(casebook: Casebook) -> None:
    fill(casebook)
    page = annotation_page(with_evidence(casebook))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    first, second = page["items"]
    quote, position = first["target"]["selector"]
    assert first["target"]["source"] == "urn:sha256:" + "ab" * 32
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "“rockets”"
    assert [body["purpose"] for body in first["body"]] == [
        "commenting", "tagging", "tagging", "tagging", "assessing", "classifying",
    ]  # fmt: skip
    assert first["body"][0]["format"] == "text/markdown"
    assert second["target"] == "urn:sha256:" + "ab" * 32
    assert first["id"].startswith("urn:uuid:")
    assert annotation_page(with_evidence(casebook)) == page, "a note keeps its name in every export"


def test_a_time_that_is_none_is_refused(casebook: Casebook) -> None:
    content = f"---\narticle: '{'0' * 20}'\ncreated: 2024-13-45T10:00:00Z\n---\nbody"
    with pytest.raises(WrongRecordError, match="created is not a time"):
        from_markdown(content)


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": 5},
        {"url": None},
        {"published": {"value": "2024-13", "precision": "month"}},
        {"published": {"value": 2024, "precision": "year"}},
        {"published": {"value": "2024-04-22", "precision": "century"}},
        {"origin": {"path": 1, "record": "", "gone": False}},
    ],
)
def test_a_copy_with_a_wrong_field_is_refused(
    casebook: Casebook, other: Casebook, tmp_path: Path, wrong: dict[str, object]
) -> None:
    casebook.add_note(make_article(), "one")
    content = to_json(with_evidence(casebook), "")
    content["evidence"][0]["copies"][0].update(wrong)
    (tmp_path / "x.json").write_text(json.dumps(content))
    found = read_path(tmp_path / "x.json")
    assert len(found.failures) == 1
    assert other.take_in(found.drafts, found.evidence).new == 0
    assert other.notes() == []


def test_a_note_of_no_day_that_is_there_already_breaks_no_query(casebook: Casebook) -> None:
    casebook.add_note(make_article(), "one")
    with casebook._store.writing() as connection:
        connection.execute("UPDATE notes SET created = '2024-13-45T10:00:00Z'")
    query = NoteFilter(casebook, Scheme("none", ())).filtered(
        casebook.notes(), "after:2024", date(2024, 5, 1)
    )
    assert query.notes == ()


def test_another_text_under_the_id_of_an_article_is_never_taken_for_it(
    casebook: Casebook, other: Casebook, tmp_path: Path
) -> None:
    article = make_article()
    casebook.add_note(article, "one")
    content = to_json(with_evidence(casebook), "")
    content["evidence"][0]["text"] = "Nothing fell."
    content["notes"][0]["id"] = ""
    (tmp_path / "x.json").write_text(json.dumps(content))
    found = read_path(tmp_path / "x.json")
    ((_, reason),) = casebook.take_in(found.drafts, found.evidence).failures
    assert "is not the one kept here" in reason
    assert other.take_in(found.drafts, found.evidence).new == 1
    with pytest.raises(BriefingError, match="keeps another text as its evidence"):
        other.add_note(article, "two", Span(0, 3))
    assert len(other.notes()) == 1
