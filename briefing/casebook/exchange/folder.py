"""Notes as a folder of Markdown files or as one JSON file, written whole, and read again.

A folder holds one file a note and, in ``evidence/``, one file an article, so that it can be read where the
articles are not. A folder or file from outside may hold anything: what cannot be read is named and left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefing.casebook.exchange.markdown import file_name, from_markdown, to_markdown
from briefing.casebook.exchange.record import (
    Draft,
    Record,
    WrongRecordError,
    draft_of,
    evidence_of,
    evidence_record,
    note_record,
)
from briefing.errors import BriefingError, WorkspaceError, reason_of
from briefing.files import write_whole
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from briefing.casebook.note import Evidence, Note

#: First key of the JSON file.
FORMAT = "briefing notes 1"

EVIDENCE = "evidence"

_LARGEST = 512_000_000


@dataclass(slots=True)
class Found:
    """What was read from outside.

    Attributes:
        drafts: Where each note stands, and the note.
        evidence: The articles, by id.
        failures: What could not be read, and why, as a clause.
    """

    drafts: list[tuple[str, Draft]] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)


def write_folder(
    folder: Path, notes: Sequence[tuple[Note, Evidence]], markings: Mapping[str, str] | None = None
) -> None:
    """Write notes as Markdown files into a folder that is made, or is empty.

    ``markings`` says by its id which label holds for a note.

    Raises:
        BriefingError: There is something in the folder.
        WorkspaceError: It cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if any(folder.iterdir()):
            raise BriefingError(f"cannot write into {folder}: it is not empty", "Name a new folder.")
        (folder / EVIDENCE).mkdir(mode=0o700)
    except OSError as error:
        raise WorkspaceError(f"cannot make the folder {folder}: {reason_of(error)}") from error
    for evidence in _each_once(notes):
        content = json.dumps(evidence_record(evidence), indent=1)
        write_whole(folder / EVIDENCE / f"{evidence.article}.json", content.encode())
    for note, evidence in notes:
        write_whole(
            folder / file_name(note, evidence),
            to_markdown(note, evidence, (markings or {}).get(note.id, "")).encode(),
        )


def to_json(notes: Sequence[tuple[Note, Evidence]], marking: str) -> Record:
    """Notes and their evidence as one value, under their high-water mark."""
    return {
        "format": FORMAT,
        "marking": marking or None,
        "notes": [note_record(note) for note, _ in notes],
        "evidence": [evidence_record(evidence) for evidence in _each_once(notes)],
    }


def read_path(path: Path) -> Found:
    """Read a folder of Markdown files, one such file, or a JSON file.

    Raises:
        BriefingError: It is not there, or is none of these.
        WorkspaceError: It cannot be read.
    """
    found = Found()
    try:
        if path.is_dir():
            for file in sorted((path / EVIDENCE).glob("*.json")):
                _take(found, str(file), lambda file=file: _read_evidence(found, _json(file)))
            for file in sorted(path.glob("*.md")):
                _take(found, str(file), lambda file=file: _read_note(found, file))
        elif path.suffix == ".md":
            for file in sorted((path.parent / EVIDENCE).glob("*.json")):
                _take(found, str(file), lambda file=file: _read_evidence(found, _json(file)))
            _take(found, str(path), lambda: _read_note(found, path))
        else:
            _read_json(found, path)
    except OSError as error:
        raise WorkspaceError(f"cannot read {path}: {reason_of(error)}") from error
    return found


def _read_json(found: Found, path: Path) -> None:
    try:
        table = _json(path)
    except WrongRecordError as error:
        raise BriefingError(f"cannot read notes from {path}: {error.message}") from error
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise BriefingError(
            f"cannot read notes from {path}: it is not what briefing note export --format json writes",
            "It can also be a folder of Markdown files, or one such file.",
        )
    for key, read in (("evidence", _read_evidence), ("notes", _read_record)):
        records = table.get(key)
        for number, record in enumerate(records if isinstance(records, list) else [], 1):
            where = f"{path}, {key} {number}"
            _take(found, where, lambda read=read, record=record, where=where: read(found, record, where))


def _read_evidence(found: Found, record: Any, _: str = "") -> None:
    if not isinstance(record, dict):
        raise WrongRecordError("it holds no keys")
    evidence = evidence_of(record)
    found.evidence[evidence.article] = evidence


def _read_record(found: Found, record: Any, where: str) -> None:
    if not isinstance(record, dict):
        raise WrongRecordError("it holds no keys")
    found.drafts.append((where, draft_of(record)))


def _read_note(found: Found, path: Path) -> None:
    found.drafts.append((str(path), from_markdown(_text(path))))


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise WrongRecordError(f"it is not JSON: {clean_line(str(error))}") from error


def _text(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        raise WrongRecordError(f"it is larger than {_LARGEST // 1_000_000} MB")
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise WrongRecordError("it is not UTF-8 text") from error


def _take(found: Found, where: str, read: Any) -> None:
    try:
        read()
    except WrongRecordError as error:
        found.failures.append((where, error.message))
    except OSError as error:
        found.failures.append((where, reason_of(error)))


def _each_once(notes: Iterable[tuple[Note, Evidence]]) -> list[Evidence]:
    return list({evidence.article: evidence for _, evidence in notes}.values())
