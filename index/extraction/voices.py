"""Who makes each statement: from spans to a name that can be shown, grouped, and asked for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text import clean_line

if TYPE_CHECKING:
    from index.model import Kind, Layers, Statement


_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement and who makes it.

    Attributes:
        statement: What is said.
        name: What the speaker is called: the name of the entity, else the words that stand in the text for
            somebody without a name (``a witness``); empty where there is nobody.
        kind: What sort of entity speaks; ``None`` where it is none.
        words: How the text names the speaker beside the cue (``He``); empty where it does not.
    """

    statement: Statement
    name: str
    kind: Kind | None
    words: str

    @property
    def called(self) -> str:
        """The name, and behind it the words of the text where they are others: ``Hassan Fadhem (He)``."""
        if not self.words or _ARTICLE.sub("", self.words, count=1).casefold() == self.name.casefold():
            return self.name
        return self.name if self.words == self.name else f"{self.name} ({self.words})"


def voices(text: str, layers: Layers) -> tuple[Voice, ...]:
    """Each statement of a text with its speaker, in the order of the layer."""
    named = {mention.span: mention for mention in layers.mentions}
    found = []
    for statement in layers.statements:
        mention = named.get(statement.named) if statement.named is not None else None
        # A pronoun that takes up "a farmer" is called by those words.
        described = statement.named or statement.speaker
        words = clean_line(text[statement.speaker.start : statement.speaker.end]) if statement.speaker else ""
        name = clean_line(text[described.start : described.end]) if described else ""
        found.append(
            Voice(statement, mention.name, mention.kind, words)
            if mention is not None
            else Voice(statement, name, None, words)
        )
    return tuple(found)
