"""Claims about files that are broken or do harm: a sentence comes back, never a crash, never a hang."""

from __future__ import annotations

import json
import os
import socket
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.language import detect
from index.readers import FORMATS, Draft, Problem, UnreadableError, files, format_of, json_lines
from index.text import clean_line

NAMES = ["a.txt", "a.md", "a.json", "a.jsonl"]


def read(path: Path) -> list[Draft | Problem]:
    format = format_of(path)
    assert format is not None
    return list(format.read(path))


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(path)
    return str(caught.value)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


# What lies under the name is not a file


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_blank_lines_are_an_empty_file(tmp_path: Path, name: str) -> None:
    assert refusal(written(tmp_path / name, "\n \r\n\n")) == "it is empty"


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, name: str) -> None:
    assert refusal(written(tmp_path / name, "")) == "it is empty"


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_with_a_files_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert refusal(tmp_path / name) == "it is a folder"


@pytest.mark.parametrize("name", NAMES)
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert refusal(tmp_path / name) == "it is a pipe, not a file"


def test_a_pipe_behind_a_link_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").symlink_to("pipe")
    assert refusal(tmp_path / "a.txt") == "it is a pipe, not a file"


def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    assert refusal(tmp_path / "a.txt") == "it is a device, not a file"


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may be 108 bytes long, the path to it longer
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("a.txt")
        assert refusal(Path("a.txt")) == "it is a socket, not a file"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert refusal(tmp_path / "a.txt") == "its link leads back to itself"


@pytest.mark.parametrize("name", NAMES)
def test_a_link_to_nothing_is_said_to_be_so(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("nowhere")
    assert refusal(tmp_path / name) == "it is not there"


@pytest.mark.parametrize("name", NAMES)
def test_names_that_no_system_has_are_refused(name: str) -> None:
    assert refusal(Path("x\0" + name)) == "its name cannot be used on this system"
    assert refusal(Path("x" * 5000 + name)) == "its name is too long"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path: Path, name: str) -> None:
    written(tmp_path / name, "text").chmod(0)
    assert refusal(tmp_path / name) == "permission denied"


def test_a_refusal_of_the_system_is_put_in_plain_words() -> None:
    assert files.in_plain_words(PermissionError(13, "Permission denied", "a.txt")) == "permission denied"
    assert files.in_plain_words(OSError(75, "Value too large for defined data type")) == (
        "value too large for defined data type"
    )
    assert files.in_plain_words(OSError()) == "the system refuses"


def test_a_file_name_of_wild_bytes_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m\n.txt"))
    assert len(read(written(path, "Text."))) == 1


# Too large, too deep, too long


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json"])
def test_a_file_that_would_fill_the_memory_is_refused_with_a_way_out(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(files.LARGEST + 1)
    assert refusal(tmp_path / name) == (
        "it is larger than 256 MB. Split it, or make JSON Lines of it, which may be of any size"
    )


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"text":'])
def test_json_of_endless_depth_is_refused(tmp_path: Path, opening: str) -> None:
    assert refusal(written(tmp_path / "a.json", opening * 100_000)) == "it is nested too deeply"


def test_a_line_of_endless_depth_never_stops_the_rest(tmp_path: Path) -> None:
    items = read(
        written(tmp_path / "a.jsonl", '{"text": "One."}\n' + "[" * 100_000 + '\n{"text": "Three."}\n')
    )
    assert [type(item) for item in items] == [Draft, Problem, Draft]
    assert items[1] == Problem("line 2", "line 2 is nested too deeply")


def test_a_record_as_deep_as_can_be_parsed_gives_a_draft_or_a_problem(tmp_path: Path) -> None:
    for depth in range(sys.getrecursionlimit() - 250, sys.getrecursionlimit(), 10):
        content = '[{"text": "One."}, {"text": "Two.", "x": ' + "[" * depth + "]" * depth + "}]"
        check(written(tmp_path / "a.json", content))


def test_fields_of_endless_depth_are_left_out(tmp_path: Path) -> None:
    deep = '{"name": ' * 50 + '"x"' + "}" * 50
    (draft,) = read(
        written(tmp_path / "a.json", f'{{"text": "One.", "author": {deep}, "title": {"[" * 50}{"]" * 50}}}')
    )
    assert isinstance(draft, Draft)
    assert (draft.author, draft.title) == ("", "")


@pytest.mark.parametrize("name", NAMES)
def test_one_line_of_ten_megabytes_is_read(tmp_path: Path, name: str) -> None:
    text = "Five rockets were launched. " * 375_000
    content = json.dumps({"text": text}) if name.startswith("a.json") else text
    (draft,) = read(written(tmp_path / name, content))
    assert isinstance(draft, Draft)
    assert draft.text.strip() == text.strip()
    assert draft.title == ""


def test_a_line_that_is_too_long_is_passed_over_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 1024 * 1024)
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(b'{"text": "One."}\n{"text": "')
        file.writelines(b"x" * 1024 * 1024 for _ in range(40))
        file.write(b'"}\n{"text": "Three."}\n')
    tracemalloc.start()
    try:
        items = read(tmp_path / "a.jsonl")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [item.record for item in items] == ["line 1", "line 2", "line 3"]
    assert items[1] == Problem("line 2", "line 2 is longer than 1 MB")
    assert peak < 10 * 1024 * 1024


def test_a_line_of_just_the_longest_length_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"text": "One."}'
    monkeypatch.setattr(json_lines, "LONGEST_LINE", len(line))
    for end in (b"\n", b"\r\n"):
        items = read(written(tmp_path / "a.jsonl", line + end + line.replace(b"One", b"Four") + end + line))
        assert [type(item) for item in items] == [Draft, Problem, Draft]


def test_a_long_line_of_utf16_never_stops_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 400)
    lines = ['{"text": "One."}', f'{{"text": "{"x" * 3_000_000}"}}', '{"text": "Three."}']
    items = read(written(tmp_path / "a.jsonl", "\r\n".join(lines).encode("utf-16")))
    assert [type(item) for item in items] == [Draft, Problem, Draft]


def test_the_lines_of_a_large_file_are_not_held(tmp_path: Path) -> None:
    line = json.dumps({"text": "Five rockets were launched. " * 400}) + "\n"
    with (tmp_path / "a.jsonl").open("w") as file:
        file.writelines(line for _ in range(1500))
    format = format_of(tmp_path / "a.jsonl")
    assert format is not None
    tracemalloc.start()
    try:
        count = sum(1 for _ in format.read(tmp_path / "a.jsonl"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 1500
    assert peak < 6 * 1024 * 1024 < (tmp_path / "a.jsonl").stat().st_size


@pytest.mark.parametrize(
    "markdown", [">" * 10_000 + " hidden", "- " * 5_000 + "hidden", "1. " * 5_000 + "hidden"]
)
def test_nesting_hides_no_words(tmp_path: Path, markdown: str) -> None:
    (draft,) = read(written(tmp_path / "a.md", markdown))
    assert isinstance(draft, Draft)
    assert "hidden" in draft.text
    assert draft.remark == "its Markdown is too long or nested too deeply, so its marks were left in"


def test_markdown_of_a_book_is_left_as_it_is_written(tmp_path: Path) -> None:
    (draft,) = read(written(tmp_path / "a.md", "*words* " * 200_000))
    assert isinstance(draft, Draft)
    assert draft.text.startswith("*words* *words*")
    assert draft.remark


# Front matter that wants to do something


def test_a_yaml_bomb_is_refused(tmp_path: Path) -> None:
    levels = "".join(
        f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n" for a, b in pairwise("abcdefghi")
    )
    (problem,) = read(written(tmp_path / "a.md", f"---\na: &a [x,x,x]\n{levels}---\ntext"))
    assert problem == Problem("", "its front matter uses YAML aliases, which are not read")


def test_front_matter_of_endless_depth_or_length_is_refused(tmp_path: Path) -> None:
    for deep in ("x: " + "[" * 30_000, "- " * 20_000, "? " * 20_000, "{a: " * 10_000):
        (problem,) = read(written(tmp_path / "a.md", f"---\n{deep}\n---\ntext"))
        assert isinstance(problem, Problem)
    (problem,) = read(written(tmp_path / "b.md", "---\n" + "a: b\n" * 20_000 + "---\ntext"))
    assert problem == Problem("", "its front matter is longer than 64 kB")


def test_tags_of_yaml_make_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "made"
    for tag in (
        "!!python/object/apply:os.mkdir",
        "!!python/object/new:os.mkdir",
        "!!python/name:os.mkdir",
        "!x",
    ):
        items = read(written(tmp_path / "a.md", f"---\ntitle: {tag} [{str(marker)!r}]\n---\ntext"))
        assert len(items) == 1
        assert not marker.exists()


def test_control_characters_in_front_matter_do_no_harm(tmp_path: Path) -> None:
    content = "---\ntitle: x\x1b]52;c;AAAA\x07\x1b[31mred\x00 \u202ebidi\x9b1m \ud800\nsource: S\n---\ntext"
    (draft,) = read(written(tmp_path / "a.md", content))
    assert isinstance(draft, Draft)
    assert draft.source == "S"
    assert "red bidi" in clean_line(draft.title)


# Bytes and characters


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "content",
    [b"\0" * 100, b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, b"\x7fELF\x02\x01\x01" + b"\0" * 60],
)
def test_what_is_not_text_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert refusal(written(tmp_path / name, content)) == "it is not text"


@pytest.mark.parametrize("name", NAMES)
def test_a_few_zero_bytes_and_escapes_are_text(tmp_path: Path, name: str) -> None:
    text = "Five rockets\0 were \x1b[31mlaunched\x1b[0m on Sunday."
    content = '{"text": "' + text + '"}' if name.startswith("a.json") else text
    (draft,) = read(written(tmp_path / name, content))
    assert isinstance(draft, Draft)
    assert "launched" in draft.text


@pytest.mark.parametrize("name", NAMES)
def test_lone_surrogates_get_through_to_where_they_are_cleaned(tmp_path: Path, name: str) -> None:
    content = r'{"text": "a\ud800b", "id": "\udc00"}' if name.startswith("a.json") else "a\ud800b"
    (draft,) = read(written(tmp_path / name, content))
    assert isinstance(draft, Draft)
    assert draft.text == "a\ud800b"
    assert detect(draft.text) == ""


def test_numbers_that_python_refuses_do_no_harm(tmp_path: Path) -> None:
    huge = "9" * 10_000
    fields = f'"id": {huge}, "title": {huge}, "date": {huge}, "x": [NaN, -Infinity, 1e999, -{huge}]'
    content = f'{{{fields}, "text": "One."}}'
    for name in ("a.json", "a.jsonl"):
        (draft,) = read(written(tmp_path / name, content))
        assert isinstance(draft, Draft)
        assert (draft.text, draft.published) == ("One.", None)
        assert len(draft.remark) < 200


@pytest.mark.parametrize(
    "date", ["NaN", "Infinity", "-1e308", "1e12", "true", "null", "[]", '{"a": 1}', '"\\u001b[31m"']
)
def test_a_strange_date_is_no_date(tmp_path: Path, date: str) -> None:
    (draft,) = read(written(tmp_path / "a.json", f'{{"text": "One.", "date": {date}}}'))
    assert isinstance(draft, Draft)
    assert draft.remark == clean_line(draft.remark)


def test_what_files_say_is_shown_clean_and_short(tmp_path: Path) -> None:
    evil = "\x1b]52;c;AAAA\x07\u202e\n" * 100
    (draft,) = read(
        written(tmp_path / "a.json", json.dumps([{"id": "\x1b[2Jid\u202e", "date": evil, "text": "One."}]))
    )
    assert isinstance(draft, Draft)
    assert draft.record == "id"
    assert draft.remark == clean_line(draft.remark)
    assert len(draft.remark) < 150


def read_or_refused(path: Path) -> list[Draft | Problem]:
    """What is in the file; for a file that is refused, a problem with that reason."""
    try:
        return read(path)
    except UnreadableError as error:
        return [Problem("", str(error))]


def check(path: Path) -> None:
    """Whatever it is: drafts and problems that keep their promises, or one plain refusal."""
    items = read_or_refused(path)
    drafts = [item for item in items if isinstance(item, Draft)]
    assert items
    assert len({draft.record for draft in drafts}) == len(drafts)
    for draft in drafts:
        assert draft.record == clean_line(draft.record)
        assert draft.remark == clean_line(draft.remark)
        assert clean_line(draft.text)
        assert len(draft.raw_sha256) == 64
    for problem in items:
        if isinstance(problem, Problem):
            assert problem.record == clean_line(problem.record)
            assert problem.reason == clean_line(problem.reason) != ""


_PIECES = st.sampled_from(
    [
        *(
            b"---\n",
            b"\n",
            b"\r\n",
            b"title: ",
            b"# ",
            b"- ",
            b"> ",
            b"&a ",
            b"*a",
            b"[",
            b"]",
            b"{",
            b"}",
            b"|",
        ),
        *(
            b'"text"',
            b'"id"',
            b"null",
            b"1e9",
            b"<b>",
            b"<!--",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"\xe9",
            b"\xd0\xbf",
        ),
        *(
            b'{"text": "x"}\n',
            b"\\ud800",
            b"\x1b[31m",
            b"Date: 03/04/2024\n",
            b"Source: x",
            b"`",
            b"![",
            b"](",
        ),
        *(b'"', b":", b",", b"\0", b"a", b" "),
    ]
)


@pytest.mark.parametrize("format", FORMATS, ids=[format.name for format in FORMATS])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(min_size=1)
    | st.text(min_size=1).map(str.encode)
    | st.lists(_PIECES, min_size=1).map(b"".join)
)
@example(data=b"---\n? ? ?\n---\n")
@example(data=b"---\n[a]: b\n---\nx")
@example(data=b"\xff\xfe\x00")
@example(data=b"[]\n" * 3)
def test_any_bytes_are_read_or_refused(tmp_path: Path, format, data: bytes) -> None:
    check(written(tmp_path / f"a{format.suffixes[0]}", data))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["id", "title", "text", "date", "name"]) | st.text(), inner)
    ),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=_JSON)
def test_any_json_is_read_or_refused(tmp_path: Path, value: object) -> None:
    check(written(tmp_path / "a.json", json.dumps(value)))
    check(written(tmp_path / "b.json", json.dumps([value, {"id": "x", "text": "x"}])))
    check(written(tmp_path / "c.jsonl", json.dumps(value) + "\n"))
