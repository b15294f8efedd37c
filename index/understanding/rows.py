"""From the layers of an article to its names as rows: how often, in which words, in which part. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from index.catalog import NameRow
from index.entities.model import Name, family
from index.extraction.voices import parts

if TYPE_CHECKING:
    from index.model import Kind, Layers

#: Characters of a name: the longest of a body that anybody has are shorter by half.
_LONGEST = 300


def rows_of(layers: Layers) -> tuple[NameRow, ...]:
    """The names of an article; quantities are no things, and a row of letters without end is no name."""
    speaking = {statement.named for statement in layers.statements}
    contents = sorted(part for statement in layers.statements for part in parts(statement))
    at = reach = 0
    rows: dict[tuple[str, str, Kind], list[Any]] = defaultdict(lambda: [0, False, False])
    for mention in layers.mentions:
        while at < len(contents) and contents[at].start <= mention.span.start:
            reach = max(reach, contents[at].end)
            at += 1
        if mention.kind == "quantity" or max(len(mention.name), len(mention.text)) > _LONGEST:
            continue
        row = rows[mention.name, " ".join(mention.text.split()), mention.kind]
        row[0] += 1
        row[1] |= mention.span in speaking
        row[2] |= mention.span.end <= reach
    return tuple(
        NameRow(Name(family(kind), name), form, kind, times, speaks, about)
        for (name, form, kind), (times, speaks, about) in rows.items()
    )
