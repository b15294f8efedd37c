"""Titles before names: where they begin, where they end, and when such a word is a name itself."""

from __future__ import annotations

from index.extraction.runs import Scene, known


def title_in(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The first title inside a run, with the words that belong to it."""
    at = first
    while at < last:
        phrase = known(scene, at, last)
        if phrase is not None and phrase[0] > 1:
            at += phrase[0]
            continue
        if _opens_title(scene, first, at) and not _is_surname(scene, first, at, last):
            begin = at
            while begin > first and scene.has("title_parts", begin - 1):
                begin -= 1
            return begin, _title_end(scene, at, last)
        at += 1
    return None


def _opens_title(scene: Scene, first: int, at: int) -> bool:
    """Whether a word is a title, or the role of a person at the beginning of a sentence: ``Scientist``."""
    return scene.has("titles", at) or (at == first and scene.opens(at) and scene.has("roles", at))


def _is_surname(scene: Scene, first: int, at: int, last: int) -> bool:
    """Whether a word that could be a title is a family name: Stephen King."""
    return at > first and at == last - 1 and scene.sentence[at - 1].text in scene.lexicon.given


def _title_end(scene: Scene, at: int, last: int) -> int:
    """One past the words that belong to the title at ``at``: Minister of State for Defence."""
    lists = scene.lexicon.lists
    after_small_word = False
    at += 1
    while at < last:
        low = scene.low(at)
        if low in ("first", "second", "third") and at + 1 < last and scene.low(at + 1) == "class":
            at += 2  # Sergeant First Class
            continue
        if low in ("of", "for", "the", "and"):
            after_small_word = True
        elif low in lists["titles"] or low in ("general", "executive"):
            after_small_word = False
        elif low not in lists["title_parts"] or not (after_small_word or _leads_to_title(scene, at, last)):
            break
        at += 1
    return at


def _leads_to_title(scene: Scene, at: int, last: int) -> bool:
    """Whether the words from ``at`` on lead up to a title: Emergency Situations Minister."""
    while at < last and scene.has("title_parts", at):
        at += 1
    return at < last and scene.has("titles", at)
