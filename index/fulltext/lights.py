"""Where the words of a query stand in a text.

They are found in the text itself, by the forms that the search looked for, so this needs no index and can
be done for any text, one that was changed since included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from index.model import Span
from index.nearness import near_each_other, times
from index.page import Wanted
from index.patterns import Scan, places
from index.tree import All, Any, Leaf, Near, Node, Outside, Phrase, Word, leaves
from index.words import fold, folded_words, word_at, words, written_words

#: Longer texts are looked through anew each time.
_KEPT_LENGTH = 50_000

#: Runs of words by their first word, what follows that by its first, and so on.
Tree: TypeAlias = "dict[str, Tree]"

#: Stands in the tree where a run ends. No folded word is empty.
_END = ""


def wanted(tree: Node, forms: Mapping[Leaf, tuple[str, ...]], *, field: str = "") -> Wanted:
    """The words of a tree that are wanted in the text, or with ``field`` in that field."""
    singles: set[str] = set()
    runs: list[tuple[str, ...]] = []
    near: list[tuple[tuple[str, ...], int]] = []
    scans = tuple(scan for scan in _wanted_scans(tree) if scan.field in ("", field))
    for leaf in leaves(tree):
        if leaf.field not in ("", field):
            continue
        found = forms.get(leaf, ())
        parts = folded_words(leaf.text)
        if isinstance(leaf, Near):
            near.append((found, len(found) + leaf.others))
        elif isinstance(leaf, Phrase) or (isinstance(leaf, Word) and len(parts) > 1):
            runs.append(found)
        else:
            runs += [(*parts[:-1], form) for form in found]
    if field == "":
        runs += [run for each in _outside(tree) for run in each.lights]
    singles.update(run[0] for run in runs if len(run) == 1)
    passages = tuple(each.passages for each in _outside(tree) if each.passages is not None)
    many = tuple(run for run in runs if len(run) > 1)
    return Wanted(frozenset(singles), many, tuple(near), scans, passages if field == "" else ())


def _outside(node: Node) -> list[Outside]:
    match node:
        case Outside():
            return [node]
        case All(parts) | Any(parts):
            return [each for part in parts for each in _outside(part)]
        case _:
            return []


def _wanted_scans(node: Node) -> list[Scan]:
    match node:
        case Scan():
            return [node]
        case All(parts) | Any(parts):
            return [scan for part in parts for scan in _wanted_scans(part)]
        case _:
            return []


def find_in(number: int, text: str, sought: Wanted) -> tuple[tuple[Span, ...], int | None]:
    """Where what is wanted stands in the article with a number and this text, and where to begin to read it.

    Returns:
        What lights up, in order, without overlaps; and the start of the first place that is meant, ``None``
        where only words are wanted.
    """
    groups = [of(number) for of in sought.passages]
    found = find(text, sought)
    # What is a mention and no more lights up, and says nothing of where to begin.
    named = [each.lit for group in groups for each in group if each.lit == each.whole]
    found = tuple(_without_overlaps([*found, *named])) if named else found
    groups = [[each for each in group if each.lit != each.whole] for group in groups]
    wholes = [{each.whole for each in group} for group in groups if group]
    if not wholes:
        return found, None
    # Where one is by somebody and about something, that is the one to read.
    meant = set.intersection(*wholes) or set.union(*wholes)
    lit = [each.lit for group in groups for each in group if each.whole in meant]
    return tuple(_without_overlaps([*found, *lit])), min(meant).start


def find(text: str, sought: Wanted) -> tuple[Span, ...]:
    """Where the wanted words stand in ``text``, in order, without overlaps. A run is one span."""
    spellings = (_kept_spellings if len(text) <= _KEPT_LENGTH else _spellings)(text)
    found = _alone_or_in_runs(text, sought, spellings)
    for group, room in sought.near:
        if spellings.keys() >= set(group):
            found = _without_overlaps([*found, *_near(text, group, room)])
    for scan in sought.scans:
        found = _without_overlaps([*found, *places(scan, text)])
    return tuple(found)


def _alone_or_in_runs(text: str, sought: Wanted, spellings: Mapping[str, list[str]]) -> list[Span]:
    runs: Tree = {}
    for run in sought.runs:
        tree = runs
        for word in run:
            tree = tree.setdefault(word, {})
        tree[_END] = {}
    # Few words of a text are wanted: only where their spellings stand, one has to look closely.
    written = [each for word in {*sought.singles, *runs} & spellings.keys() for each in spellings[word]]
    if not written:
        return []
    found: list[Span] = []
    end = 0
    for candidate in re.finditer("|".join(map(re.escape, sorted(written, key=len, reverse=True))), text):
        start = candidate.start()
        if start < end:
            continue
        word, reached = _word_at(text, start, end)
        stop = _end_of_run(text, start, runs) if word in runs else 0
        if not stop and word in sought.singles:
            stop = reached
        if stop:
            found.append(Span(start, stop))
        end = max(reached, stop)
    return found


def _near(text: str, group: tuple[str, ...], room: int) -> list[Span]:
    """The words of a group where all of them stand in so many places."""
    wanted = times(group)
    here = [(place, *word) for place, word in enumerate(words(text)) if word[0] in wanted]
    lit = near_each_other([(place, word) for place, word, _, _ in here], wanted, room)
    return [Span(*here[at][2:]) for at in lit]


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """These spans in order; of two that overlap the one that begins first, or else the longer one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _spellings(text: str) -> dict[str, list[str]]:
    """The words of a text: how each folded one is written there."""
    found: dict[str, list[str]] = {}
    for written in set(written_words(text)):
        found.setdefault(fold(written), []).append(written)
    return found


#: The same for texts that were looked at lately: from one key to the next most of the found articles stay.
_kept_spellings = lru_cache(maxsize=256)(_spellings)


def _word_at(text: str, at: int, read: int) -> tuple[str, int]:
    """The folded word that begins at a place, or nothing, and where the word ends that is there.

    All words before ``read`` are known. So every part of a text is read once, even if it has no spaces.
    """
    # No word has white space in it, so reading may begin after any.
    if at == read or text[at - 1] in " \n":
        return word_at(text, at) or ("", at + 1)
    start = max(text.rfind(" ", read, at), text.rfind("\n", read, at)) + 1
    for word, begin, end in words(text, max(start, read)):
        if end > at:
            return (word if begin == at else ""), end
    return "", len(text)


def _end_of_run(text: str, start: int, runs: Tree) -> int:
    """Where the longest run of words ends that begins at a place; 0 when none stands there.

    All runs are looked for in one go: a beginning may have thousands of endings.
    """
    end = 0
    for word, _, stop in words(text, start):
        if word not in runs:
            break
        runs = runs[word]
        if _END in runs:
            end = stop
    return end
