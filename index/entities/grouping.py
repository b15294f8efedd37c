"""The entities of one article, from its mentions. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.entities.model import lead_of
from index.model import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.entities.model import Name
    from index.model import Kind, Mention


def entities_of(mentions: Iterable[Mention]) -> tuple[Entity, ...]:
    """What these mentions of one article name, in order of the first mention."""
    entities: dict[tuple[Kind, str, Name], list[Mention]] = {}
    for mention in mentions:
        entities.setdefault((mention.kind, mention.name, lead_of(mention)), []).append(mention)
    return tuple(
        Entity(kind, name, _aliases(name, mentioned), tuple(mentioned), mentioned[0].lead)
        for (kind, name, _), mentioned in entities.items()
    )


def _aliases(name: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The other forms under which an article names a thing, in order of appearance."""
    forms = dict.fromkeys(" ".join(mention.text.split()) for mention in mentions)
    return tuple(form for form in forms if form != name)
