"""What the tagger sees of a word: its letters, what it may be, its neighbours, the rest of the article.

Only the neighbourhood of capital letters is looked at: no other word can be part of a name, and half of a
text is passed over by that. What depends on a word alone is made once and kept, up to a limit. The same
functions serve training and reading; a change here needs a new model.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.extraction.lexicon import Lexicon
    from index.extraction.wordbook import Known, Wordbook

#: So many words in lower case may stand inside a name: "Front for the Liberation of".
_BRIDGE = 2
_CONTEXTS = 4
_MOST_KEPT = 60_000
#: Small words between the head of a name and the rest of it: "Ministry of".
_LINKS = frozenset(("of", "for", "the", "on", "and"))
_QUOTES = frozenset("\"“”‘'`(-–—:•«[")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")
_LOWER = re.compile(r"[a-zß-öø-ÿ]")
_DIGIT = re.compile(r"\d")
_REPEATED = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"(?:al|el|ash|an|as|ar|ad|az|bin|de|van|von)-", re.IGNORECASE)


class _Seen(NamedTuple):
    """What depends on one word alone.

    Attributes:
        low: It in lower case.
        folded: It as phrases are spelled: in capital letters only where a phrase begins so.
        capital: Whether it has a capital letter.
        phrases: What follows it in known phrases -> letters for what they may name.
        longest: The most words of a phrase that it may begin; 0 without a capital letter.
        shape: Its letters as ``X``, ``x`` and ``0``, of a row of the same one.
        flags: What it may be on its own, a letter each.
        coarse: The number of its coarsest cluster.
        own: What is seen of it.
        before: What the piece after it sees of it; likewise the others.
    """

    low: str
    folded: str
    capital: bool
    phrases: Mapping[str, str]
    longest: int
    shape: str
    flags: str
    coarse: str
    own: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    long_before: tuple[str, ...]
    long_after: tuple[str, ...]


class Stretch(NamedTuple):
    """A part of a sentence that may hold names.

    Attributes:
        first: The place of its first piece in the sentence.
        features: What is seen of each of its pieces.
    """

    first: int
    features: list[list[str]]


class Features:
    """Sees; keeps what it has seen of words."""

    def __init__(self, book: Wordbook, lists: Lexicon) -> None:
        """Look words up in ``book`` and ``lists``."""
        self._book = book
        self._lists = lists
        self._kept: dict[str, _Seen] = {}

    def of(self, sentences: Sequence[Sequence[str]]) -> list[list[Stretch]]:
        """What is seen of one article, a list for every sentence.

        Args:
            sentences: Its pieces.
        """
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        seen = [[self._word(piece) for piece in sentence] for sentence in sentences]
        rest = _Article(sentences, seen)
        return [self._sentence(at, sentence, seen[at], rest) for at, sentence in enumerate(sentences)]

    # -- a sentence ---------------------------------------------------------------------------

    def _sentence(
        self, number: int, sentence: Sequence[str], seen: Sequence[_Seen], rest: _Article
    ) -> list[Stretch]:
        stretches = list(_stretches(seen))
        if not stretches:
            return []
        codes = self._codes(seen)
        style = _style(seen)
        opening = next((at for at, piece in enumerate(sentence) if piece not in _QUOTES), 0)
        found: list[Stretch] = []
        for first, last in stretches:
            features = [_in_sentence(at, seen, codes) for at in range(first, last)]
            _in_run(first, last, seen, features)
            for at, of_piece in enumerate(features, first):
                of_piece.append(f"style={style}{seen[at].shape[:2]}")
                if at == opening:
                    of_piece.append("opens=" + seen[at].shape[:3])
                if seen[at].capital:
                    of_piece.extend(rest.witness(number, at, sentence[at], seen[at], opens=at == opening))
            found.append(Stretch(first, features))
        return found

    def _codes(self, seen: Sequence[_Seen]) -> list[str]:
        """What each piece may be by the longest known phrase that it belongs to, with its place in it."""
        codes = [""] * len(seen)
        folded = [one.folded for one in seen]
        at, end = 0, len(seen)
        while at < end:
            one = seen[at]
            for length in range(min(one.longest, end - at), 0, -1):
                code = one.phrases.get(" ".join(folded[at + 1 : at + length]))
                if code is not None:
                    if length == 1:
                        codes[at] = code + "1"
                    else:
                        codes[at : at + length] = [code + "B", *[code + "I"] * (length - 1)]
                    at += length - 1
                    break
            at += 1
        return codes

    # -- a word -------------------------------------------------------------------------------

    def _word(self, word: str) -> _Seen:
        seen = self._kept.get(word)
        if seen is None:
            seen = self._kept[word] = self._look(word)
        return seen

    def _look(self, word: str) -> _Seen:
        low = word.lower()
        full = _DIGIT.sub("0", _LOWER.sub("x", _UPPER.sub("X", word)))
        shape = _REPEATED.sub(r"\1", full)
        book = self._book
        known = book.look(word)
        of_title = book.look(word.capitalize()) if word.isupper() else known
        of_low = book.look(low) if low != word else known
        like = _DIGIT.sub("0", word)
        clusters = (
            known.clusters
            or (book.look(like).clusters if like != word else ())
            or of_title.clusters
            or of_low.clusters
            or ("-", "-", "-")
        )
        capital = word[0].isupper() or ("-" in word and _ARTICLE.match(word) is not None)
        titled = word.isupper() and len(word) > 3
        folded = titled and not known.longest
        opening = of_title if folded else known
        flags = ""
        if capital or low in self._lists.lists["titles"]:
            flags = self._flags(word, low, of_title if titled else known, ordinary=of_low.ordinary)
        own = ["w=" + word, "l=" + low, "s=" + shape]
        if len(full) < 7:
            own.append("f=" + full)
        for length in (1, 2, 3, 4):
            if len(low) > length:
                own += (f"p{length}={low[:length]}", f"e{length}={low[-length:]}")
        own += (f"k0={clusters[0]}", f"k1={clusters[1]}", f"k2={clusters[2]}", f"k0={clusters[0]}{shape[:2]}")
        own += ["g=" + flag for flag in flags.split()]
        return _Seen(
            low,
            word.capitalize() if folded else word,
            capital,
            opening.phrases,
            opening.longest if capital else 0,
            shape,
            flags.replace(" ", ""),
            clusters[0],
            tuple(own),
            ("-l=" + low, "-s=" + shape, "-e=" + low[-3:], "-k0=" + clusters[0], "-k1=" + clusters[1]),
            ("+l=" + low, "+s=" + shape, "+e=" + low[-3:], "+k0=" + clusters[0], "+k1=" + clusters[1]),
            ("--l=" + low, "--s=" + shape, "--k0=" + clusters[0]),
            ("++l=" + low, "++s=" + shape, "++k0=" + clusters[0]),
        )

    def _flags(self, word: str, low: str, known: Known, *, ordinary: bool) -> str:
        """What a word with a capital letter may be on its own, a letter each with a space behind it."""
        lists = self._lists
        flags = ""
        if known.given:
            flags += "g "
        if known.family:
            flags += "f "
        head = lists.heads.get(low, "")
        if head != "":
            flags += f"h{(head or 'no')[:2]} "
        if low.rstrip(".") in lists.lists["titles"]:
            flags += "t "
        flags += "o " if ordinary else "u "
        if "-" in word:
            parts = word.split("-")
            people = any(self._book.code(part).startswith("D") for part in (parts[0], parts[-1]))
            flags += "- " if not people else "-D "
        return flags


def _in_sentence(at: int, seen: Sequence[_Seen], codes: Sequence[str]) -> list[str]:
    """What is seen of a piece by itself and by its neighbours."""
    here = seen[at]
    last = len(seen) - 1
    shape = here.shape
    found = [*here.own, f"is={here.flags}{codes[at]}{shape[:2]}"]
    if codes[at]:
        found.append("code=" + codes[at])
    if at:
        one = seen[at - 1]
        found += one.before
        found.append(f"-is={one.flags}{codes[at - 1]}/{shape[:2]}")
        found.append(f"-shape={one.shape}/{shape}")
        found.append(f"-two={one.low}|{here.low}")
        found.append(f"-like={one.coarse}/{here.coarse}")
        if at > 1:
            found += seen[at - 2].long_before
        if at < last:
            found.append(f"shapes={one.shape}/{shape}/{seen[at + 1].shape}")
    else:
        found.append("-end")
    if at < last:
        one = seen[at + 1]
        found += one.after
        found.append(f"+is={one.flags}{codes[at + 1]}/{shape[:2]}")
        found.append(f"+shape={one.shape}/{shape}")
        found.append(f"+two={here.low}|{one.low}")
        found.append(f"+like={here.coarse}/{one.coarse}")
        if at + 1 < last:
            found += seen[at + 2].long_after
    else:
        found.append("+end")
    return found


def _in_run(first: int, last: int, seen: Sequence[_Seen], features: list[list[str]]) -> None:
    """Add what is seen of the whole row of capitals that a piece stands in: its ends and its neighbours."""
    at = first
    led_by = ""
    while at < last:
        if not seen[at].capital:
            at += 1
            continue
        begin = at
        while at < last and seen[at].capital:
            at += 1
        before = seen[begin - 1] if begin else None
        after = seen[at] if at < len(seen) else None
        shared = _of_row(seen[begin:at], before, after)
        if led_by and before and before.low in _LINKS:
            shared.append("rp=" + led_by)
        for place in range(begin, at):
            features[place - first] += shared
            features[place - first].append(f"r@{min(place - begin, 3)}{min(at - 1 - place, 3)}")
        led_by = f"{seen[at - 1].low} {after.low}" if after else ""


def _of_row(row: Sequence[_Seen], before: _Seen | None, after: _Seen | None) -> list[str]:
    """What all pieces of a row of capitals share."""
    shared = [f"r<={before.low}" if before else "r<", f"r>={after.low}" if after else "r>"]
    shared += [f"r<k={before.coarse}" if before else "r<", f"r>k={after.coarse}" if after else "r>"]
    shared.append(f"rn={min(len(row), 5)}")
    shared.append("r=" + "|".join([one.flags for one in row[:4]]))
    if len(row) > 1:
        shared += ["rl=" + row[-1].low, "re=" + row[-1].low[-3:], "rk=" + row[-1].coarse, "rf=" + row[0].low]
    return shared


def _stretches(seen: Sequence[_Seen]) -> Iterator[tuple[int, int]]:
    """Ranges around capital letters, with one piece more on each side."""
    first = last = -1
    for at, one in enumerate(seen):
        if not one.capital:
            continue
        if first >= 0 and at - last <= _BRIDGE + 1:
            last = at
            continue
        if first >= 0:
            yield max(first - 1, 0), last + 2
        first = last = at
    if first >= 0:
        yield max(first - 1, 0), min(last + 2, len(seen))


def _style(seen: Sequence[_Seen]) -> str:
    """Whether a sentence is set in capital letters (U), in title case (T) or as usual (n)."""
    letters = [one for one in seen if one.low[0].isalpha()]
    capitals = sum(one.capital for one in letters)
    upper = sum(one.shape in ("X", "X.X", "X.X.") or one.shape.strip("X-'") == "" for one in letters)
    if len(letters) > 1 and upper > 0.6 * len(letters):
        return "U"
    return "T" if len(letters) > 3 and capitals > 0.75 * len(letters) else "n"


class _Article:
    """The article as a witness for each of its words."""

    def __init__(self, sentences: Sequence[Sequence[str]], seen: Sequence[Sequence[_Seen]]) -> None:
        self._lower: set[str] = set()
        self._inside: set[str] = set()
        self._contexts: Mapping[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        self._alone = len(sentences) < 2
        for number, (sentence, words) in enumerate(zip(sentences, seen, strict=True)):
            usual = _style(words) == "n"
            for at, (piece, one) in enumerate(zip(sentence, words, strict=True)):
                if not one.capital:
                    self._lower.add(piece)
                elif usual:
                    if at and sentence[at - 1] not in _QUOTES:
                        self._inside.add(piece)
                    contexts = self._contexts[piece]
                    if len(contexts) <= _CONTEXTS:
                        before = words[at - 1].low if at else "<"
                        after = words[at + 1].low if at + 1 < len(words) else ">"
                        contexts.append((number, at, before, after))

    def witness(self, number: int, at: int, piece: str, one: _Seen, *, opens: bool) -> list[str]:
        """What the rest of the article says of a word with a capital letter."""
        if self._alone:
            return []
        found = ["d-lower"] if one.low in self._lower else []
        if piece in self._inside:
            found.append("d-inside")
        elif opens:
            found.append("d-never")
        for where, place, before, after in self._contexts.get(piece, ())[:_CONTEXTS]:
            if (where, place) != (number, at):
                found.append("D-=" + before)
                found.append("D+=" + after)
        return found
