"""Notes as W3C web annotations in JSON-LD, for other programs. Positions count Unicode code points.

The model is https://www.w3.org/TR/annotation-model/; a target is named by the SHA-256 of the file that the
article was read from, and positions count in the text of the article, from 0, the end exclusive.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.casebook.note import Evidence, Note

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"

# Notes keep their name in every export: this space is our own, the name is the note's id.
_SPACE = uuid.UUID("5b2a4c1e-7c55-4d57-9a0e-6f2f3f6f0c11")


def annotation_page(
    notes: Iterable[tuple[Note, Evidence]], markings: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A page of annotations, one a note; ``markings`` says by its id which label holds for a note."""
    holds = markings or {}
    items = [_annotation(note, evidence, holds.get(note.id, note.marking)) for note, evidence in notes]
    page = uuid.uuid5(_SPACE, "\n".join(item["id"] for item in items))
    return {"@context": _CONTEXT, "id": f"urn:uuid:{page}", "type": "AnnotationPage", "items": items}


def _annotation(note: Note, evidence: Evidence, marking: str) -> dict[str, Any]:
    body = [_textual(note.body, "commenting", format="text/markdown")]
    body += [_textual(tag, "tagging") for tag in note.tags]
    if note.grade is not None:
        body.append(_textual(f'admiralty-scale:information-credibility="{note.grade}"', "assessing"))
    if marking:
        body.append(_textual(marking, "classifying"))
    return {
        "id": f"urn:uuid:{uuid.uuid5(_SPACE, note.id)}",
        "type": "Annotation",
        "motivation": "commenting",
        "created": note.created,
        "modified": note.changed,
        "body": body,
        "target": _target(note, evidence),
    }


def _textual(value: str, purpose: str, **more: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, **more, "purpose": purpose}


def _target(note: Note, evidence: Evidence) -> str | dict[str, Any]:
    source = f"urn:briefing:article:{note.article}"
    if evidence.copies:
        source = f"urn:sha256:{evidence.copies[0].raw_sha256}"
    if note.anchor is None:
        return source
    anchor = note.anchor
    return {
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        ],
    }
