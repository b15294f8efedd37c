"""Passages about entities, from the articles themselves: mentions, statements, neighbours, moments.

Each question goes through articles, the newest first, unpacks what was recognised in them, and stops when it
has enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from index.entities.dating import with_dates
from index.entities.model import Appearance, Name, Said, Timed, family
from index.entities.packing import unpacked, unpacked_places
from index.entities.ruling import placed_mentions, spots_in
from index.entities.within import Sieve, touches
from index.extraction.stances import is_denied_in_its_words
from index.extraction.voices import parts, voices
from index.intervals import interval
from index.model import Layers, Passage, Span
from index.understanding.newest import dates_by_article, mentions_by_article
from index.units import sentence_at
from index.words import folded_words

if TYPE_CHECKING:
    from index.catalog import Catalog, Summary
    from index.extraction.voices import Voice
    from index.model import Kind, Mention
    from index.understanding.register import View
    from index.when import Period

#: What is left out of words when they are folded, and the quotation marks and dashes of most texts.
_SIGNS = dict.fromkeys(map(ord, ".,'’‘“”«»–—…\xa0"), "")
_BEFORE, _AFTER = 80, 120
_AT_A_TIME = 64
#: Statements that lie inside each other.
_DEEPEST = 8
#: Contents that say nothing without the words around them: ``denied it``.
_PRONOUNS = frozenset(("it", "this", "that", "them", "these", "those", "him", "her", "so"))
#: Most articles that are looked through for what stands beside an entity.
MOST_BESIDE = 500


@dataclass(frozen=True, slots=True)
class _Opened:
    """An article with what was recognised in it."""

    summary: Summary
    layers: Layers


def appearances(
    catalog: Catalog, view: View, entity: int, numbers: Sequence[int], *, limit: int, offset: int
) -> Iterator[Appearance]:
    """Mentions of an entity in these articles, in their order."""
    passed = 0
    for article in _opened(catalog, view, numbers):
        text, summary = article.summary.text, article.summary
        for mention in article.layers.mentions:
            if _entity(view, mention) != entity:
                continue
            passed += 1
            if passed <= offset:
                continue
            before, after = _around(text, mention.span)
            yield Appearance(
                summary.id,
                summary.title,
                summary.source,
                summary.published,
                mention.span,
                _line(mention.text),
                before,
                after,
            )
            if passed == offset + limit:
                return


def beside(catalog: Catalog, view: View, entity: int, numbers: Sequence[int]) -> Counter[int]:
    """What stands in the same sentences as an entity, with the number of those sentences."""
    found: Counter[int] = Counter()
    for article in _opened(catalog, view, numbers[:MOST_BESIDE]):
        text, mentions = article.summary.text, article.layers.mentions
        entities = [_entity(view, mention) for mention in mentions]
        own = {
            sentence_at(text, mention.span.start)
            for mention, number in zip(mentions, entities, strict=True)
            if number == entity
        }
        sentences = sorted(span for span in own if span is not None)
        starts = [span.start for span in sentences]
        together: set[tuple[int, int]] = set()
        for mention, number in zip(mentions, entities, strict=True):
            place = bisect_right(starts, mention.span.start) - 1
            if place >= 0 and mention.span.start < sentences[place].end and number not in (None, entity):
                together.add((place, number or 0))
        found.update(number for _, number in together)
    return found


def said(
    catalog: Catalog, view: View, numbers: Sequence[int], *, by: int | None, about: int | None
) -> Iterator[Said]:
    """Statements in these articles, in their order: by an entity, about an entity, or both."""
    for article in _opened(catalog, view, numbers):
        text, layers, summary = article.summary.text, article.layers, article.summary
        named = {mention.span: _entity(view, mention) for mention in layers.mentions}
        spoken_of = [mention.span for mention in layers.mentions if named[mention.span] == about]
        for voice in voices(text, layers):
            statement = voice.statement
            speaker = named.get(statement.named) if statement.named else None
            if by is not None and speaker != by:
                continue
            if about is not None and not any(_any_inside(spoken_of, part) for part in parts(statement)):
                continue
            content = statement.content
            name, kind = _speaker(view, named, voice)
            yield Said(
                summary.id,
                summary.title,
                summary.source,
                summary.published,
                name,
                kind,
                speaker,
                statement.stance,
                statement.direct,
                content,
                _words_of(text, content),
                is_denied_in_its_words(statement, text),
                voice.cue,
                voice.told,
                voice.opening,
                voice.open,
            )


def mentioned(catalog: Catalog, view: View, number: int, entities: Collection[int]) -> Iterator[Passage]:
    """The mentions of some entities in an article, in order."""
    for article in _opened(catalog, view, [number]):
        for mention in article.layers.mentions:
            if _entity(view, mention) in entities:
                yield Passage(mention.span, mention.span)


def stated(
    catalog: Catalog, view: View, number: int, entities: Collection[int], *, by: bool
) -> Iterator[Passage]:
    """The statements of an article ``by`` some entities, or else about them; without any their mentions."""
    for article in _opened(catalog, view, [number]):
        named = {mention.span: _entity(view, mention) for mention in article.layers.mentions}
        mine = sorted(span for span, entity in named.items() if entity in entities)
        speaks = frozenset(mine)
        found = []
        for each in article.layers.statements:
            whole = [span for span in (each.speaker, each.cue, each.content) if span is not None]
            begins, ends = min(whole).start, max(span.end for span in whole)
            lit: Sequence[Span]
            if by:
                at = (
                    each.named
                    if each.named and each.speaker and _is_inside(each.named, each.speaker)
                    else whole[0]
                )
                lit = [at] if each.named in speaks else []
            else:
                lit = [span for part in parts(each) for span in _inside(mine, part)]
            found += [Passage(Span(begins, ends), span) for span in lit]
        yield from found or [Passage(span, span) for span in mine]


def timed(
    catalog: Catalog,
    view: View,
    numbers: Sequence[int],
    *,
    within: Period | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Timed]:
    """The moments of these articles, in their order; the same value in one sentence once.

    One that somebody decided stands for itself: a decision is never out of sight.

    Args:
        catalog: Where articles and moments are.
        view: Names and decisions.
        numbers: The articles.
        within: A period that the moments have to touch; those without a date are left out then.
        stop: Asked between articles, of which many may have none that is wanted.
    """
    for article in _opened(catalog, view, numbers, within=within, stop=stop):
        text, summary = article.summary.text, article.summary
        spoken = voices(text, article.layers)
        named = {mention.span: _entity(view, mention) for mention in article.layers.mentions}
        starts = [voice.statement.content.start for voice in spoken]
        seen: set[tuple[str, int, bool]] = set()
        for moment in article.layers.moments:
            if within is not None and not touches(moment.value, within):
                continue
            sentence = sentence_at(text, moment.span.start) or moment.span
            key = (moment.value or moment.text, sentence.start, moment.decided)
            if key in seen:
                continue
            seen.add(key)
            last = bisect_right(starts, moment.span.start)
            around = reversed(spoken[max(0, last - _DEEPEST) : last])
            voice = next((each for each in around if _is_inside(moment.span, each.statement.content)), None)
            yield Timed(
                summary.id,
                summary.title,
                summary.source,
                summary.published,
                moment,
                sentence,
                _line(text[sentence.start : sentence.end]),
                *_speaker(view, named, voice),
            )


def in_time(found: Sequence[Timed]) -> list[Timed]:
    """Moments by when they begin, the wider before the narrower; those without a date last, as they came."""

    def key(each: Timed) -> tuple[bool, datetime, float]:
        stretch = interval(each.moment.value)
        if stretch is None:
            return (True, datetime.max, 0.0)  # noqa: DTZ901  (compared with dates of texts, which have no zone)
        return (False, stretch.start, -(stretch.end - stretch.start).total_seconds())

    return sorted(found, key=key)


def is_said(sought: str, text: str, places: bytes) -> bool:
    """Whether a statement of a text has these words, folded and with a space on both sides."""
    longest = max(sought.split(), key=len).translate(_SIGNS)
    return any(
        sought in f" {' '.join(folded_words(said))} "
        for place in unpacked_places(places)
        if _may_have(said := text[place.start : place.end], longest)
    )


def _may_have(text: str, word: str) -> bool:
    """Whether a text may have a folded word: folding it all takes twenty times as long as this."""
    plain = text.lower().translate(_SIGNS)
    return word in plain or not plain.isascii()


# -- inside -----------------------------------------------------------------------------------------


def _opened(
    catalog: Catalog,
    view: View,
    numbers: Sequence[int],
    *,
    within: Period | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[_Opened]:
    """Articles with what was recognised in them; with a period those that may have a moment in it."""
    decided = mentions_by_article(catalog, view.rulings)
    dates = dates_by_article(catalog, view.rulings)
    sieve = Sieve(within) if within is not None else None
    dated = frozenset(catalog.numbers(list(dates)))
    for first in range(0, len(numbers), _AT_A_TIME):
        if stop():
            return
        some = numbers[first : first + _AT_A_TIME]
        bodies = catalog.bodies(some)
        if sieve is not None:
            some = [
                number
                for number in some
                if number in dated or (number in bodies and sieve.lets_through(bodies[number]))
            ]
        for summary in catalog.summaries(some):
            body = bodies.get(summary.number)
            if body is None:
                continue
            layers = unpacked(body, summary.text)
            if about := decided.get(summary.id):
                spots = spots_in(about, summary.id, summary.text, layers.mentions)
                kept = tuple(placed_mentions(layers.mentions, spots))
                layers = Layers(kept, layers.moments, layers.statements, ())
            if rulings := dates.get(summary.id):
                layers = with_dates(layers, summary.id, summary.text, rulings)
            yield _Opened(summary, layers)


def _entity(view: View, mention: Mention) -> int | None:
    """The entity of a mention; ``None`` where it is none."""
    number = view.number(Name(family(mention.kind), mention.name))
    if number is None:
        return None
    lead = int(view.lead[number])
    return None if view.ignored[lead] else lead


def _speaker(view: View, named: Mapping[Span, int | None], voice: Voice | None) -> tuple[str, Kind | None]:
    """What a speaker is called, and what sort of entity it is, if it is one."""
    if voice is None:
        return "", None
    entity = named.get(voice.statement.named) if voice.statement.named else None
    return (voice.name, voice.kind) if entity is None else (view.called(entity), view.kind(entity))


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a place inside its paragraph, each on one line."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _BEFORE)
    end = text.find("\n", span.end, span.end + _AFTER)
    before = text[start : span.start]
    after = text[span.end : end if end >= 0 else span.end + _AFTER]
    return _line(before, keep_end=True), _line(after, keep_start=True)


def _words_of(text: str, content: Span) -> str:
    """The words of a content on one line; of a pronoun, which says nothing elsewhere, its sentence."""
    words = _line(text[content.start : content.end])
    if words.lower() not in _PRONOUNS:
        return words
    sentence = sentence_at(text, content.start) or content
    return _line(text[sentence.start : sentence.end])


def _line(text: str, *, keep_start: bool = False, keep_end: bool = False) -> str:
    """Text on one line; a space at an end that meets a name stays."""
    line = " ".join(text.split())
    if keep_start and text[:1].isspace():
        line = f" {line}"
    return f"{line} " if keep_end and text[-1:].isspace() and line else line


def _is_inside(span: Span, content: Span) -> bool:
    return content.start <= span.start and span.end <= content.end


def _inside(spans: Sequence[Span], content: Span) -> Sequence[Span]:
    """Those of these spans, in order, that lie inside another."""
    first = bisect_left(spans, Span(content.start, 0))
    last = bisect_left(spans, Span(content.end, 0))
    return [span for span in spans[first:last] if span.end <= content.end]


def _any_inside(spans: Sequence[Span], content: Span) -> bool:
    """Whether one of these spans, in order, lies inside another."""
    at = bisect_right(spans, Span(content.start, 0))
    return at < len(spans) and spans[at].end <= content.end
