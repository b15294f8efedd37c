"""The names of one article that the corpus ties to one thing, shown as one. Pure but for what it is given.

An article that writes ``Hamza bin Laden`` and ``Hamza bin Ladin`` names two as far as it says itself. What it
calls a thing throughout stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from index.entities.grouping import entities_of
from index.entities.model import Name, family
from index.model import Layers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.model import Kind
    from index.understanding.register import View


def names_of(layers: Layers) -> set[Name]:
    """What an article names."""
    return {Name(family(mention.kind), mention.name) for mention in layers.mentions}


def are_apart(entities: Mapping[Name, int]) -> bool:
    """Whether all of these names stand for different entities."""
    return len(set(entities.values())) == len(entities)


def together(layers: Layers, view: View) -> Layers:
    """The layers with one kind and name for all that stands for one entity; the same value where all does."""
    names: dict[int, set[Name]] = defaultdict(set)
    for name in names_of(layers):
        number = view.number(name)
        if number is not None:
            names[int(view.lead[number])].add(name)
    called: dict[Name, tuple[Kind, str]] = {
        name: (view.kind(lead), view.called(lead))
        for lead, some in names.items()
        if len(some) > 1
        for name in some
    }
    if not called:
        return layers
    mentions = []
    for mention in layers.mentions:
        kind, text = called.get(Name(family(mention.kind), mention.name), (mention.kind, mention.name))
        mentions.append(replace(mention, kind=kind, name=text))
    return Layers(tuple(mentions), layers.moments, layers.statements, entities_of(mentions))
