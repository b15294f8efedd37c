"""Who makes each statement: from spans to a name that can be shown, grouped, and asked for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.extraction.cues import cues
from index.extraction.expressions import expression
from index.model import Span
from index.text import clean_line

if TYPE_CHECKING:
    from index.model import Kind, Layers, Statement


_MANY = ("they", "we", "i", "you", "others", "some", "many", "most", "both", "few", "all")
#: Nouns that are many without an ``s`` at their end.
_MANY_NOUNS = ("people", "police", "men", "women", "children", "media")
_ONE_NOUNS = ("ss", "us", "is", "news", "press", "'s", "’s")
_OF = expression(r",| (?:of|for|in|at|from|with|who|which|that|near|on|by|close) ")
#: With one of them begins what is said of what stands before: ``a field, which they said was lost``.
_OF_BEFORE = ("were", "was", "is", "are", "has", "had", "have", "would", "will", "could", "might", "may")
#: Cues that say no more than that it was said.
_PLAIN = ("say", "tell", "add", "according to")
_ARTICLE = expression(r"(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement and who makes it.

    Attributes:
        statement: What is said.
        name: What the speaker is called: the name of the entity, else the words that stand in the text for
            somebody without a name (``a witness``); empty where there is nobody.
        kind: What sort of entity speaks; ``None`` where it is none.
        words: How the text names the speaker beside the cue (``He``); empty where it does not.
        cue: The words that bring it in (``denied``); empty for a quotation that goes on.
        open: Whether what is said is of something that stands before it in the text: ``were under control``.
        lead: That of the entity; two can be called the same.
    """

    statement: Statement
    name: str
    kind: Kind | None
    words: str
    cue: str = ""
    open: bool = False
    lead: str = ""

    @property
    def called(self) -> str:
        """The name, and behind it the words of the text where they are others: ``Hassan Fadhem (He)``."""
        if not self.words or _ARTICLE.sub("", self.words, count=1).casefold() == self.name.casefold():
            return self.name
        return self.name if self.words == self.name else f"{self.name} ({self.words})"

    @property
    def told(self) -> str:
        """The words that bring it in where they say more than that it was said; else nothing."""
        known = cues().forms.get(self.cue.lower())
        lemma = known.lemma if known is not None else self.cue.lower()
        return "" if lemma in _PLAIN else self.cue

    @property
    def opening(self) -> str:
        """What stands before the words in a list: ``denied: ``, ``… ``, or nothing."""
        return opening(self.told, is_open=self.open)


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
        cue = clean_line(text[statement.cue.start : statement.cue.end]) if statement.cue else ""
        words_said = text[statement.content.start : statement.content.end]
        is_open = not statement.direct and words_said.partition(" ")[0].lower() in _OF_BEFORE
        found.append(
            Voice(statement, mention.name, mention.kind, words, cue, is_open, mention.lead)
            if mention is not None
            else Voice(statement, name, None, words, cue, is_open)
        )
    return tuple(found)


def parts(statement: Statement) -> tuple[Span, ...]:
    """What is said, without speaker and cue where they part it: ``Nobody, | Varga said, | was hurt``."""
    content, speaker, cue = statement.content, statement.speaker, statement.cue
    if speaker is None or cue is None or not content.start <= speaker.start < content.end:
        return (content,)
    first, last = min(speaker.start, cue.start), max(speaker.end, cue.end)
    return (Span(content.start, first), Span(last, content.end)) if last <= content.end else (content,)


def opening(told: str, *, is_open: bool) -> str:
    """What stands in a list before the words of a statement, with the space behind it.

    Args:
        told: The words that bring it in where they say more than that it was said.
        is_open: Whether what is said is of something that stands before it in the text.
    """
    return (f"{told}: " if told else "") + ("… " if is_open else "")


def are_many(name: str, kind: Kind | None) -> bool:
    """Whether a speaker takes a verb in the plural: ``they assert``, ``officials in Halden deny``.

    Args:
        name: What the speaker is called.
        kind: What sort of entity it is; what is one is one.
    """
    if kind is not None or not name:
        return False
    head = _OF.split(name.lower(), maxsplit=1)[0].split()
    last = head[-1] if head else ""
    return (
        "and" in head
        or last in (*_MANY, *_MANY_NOUNS)
        or (last.endswith("s") and not last.endswith(_ONE_NOUNS))
    )
