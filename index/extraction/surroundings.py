"""What the words around a name say of it, counted over the whole article.

One place seldom tells what an unknown name is, and what the tagger guesses there differs from place to
place. ``Kesmark's parliament`` tells it for every ``Kesmark`` of the article, ``shares of Brisco`` for
every ``Brisco``, ``Karu fighters`` for every ``Karu``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from index.extraction.expressions import expression
from index.extraction.peoples import roots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.extraction.candidate import Candidate
    from index.extraction.lexicon import Lexicon
    from index.model import Kind

_STATE = (
    r"(?:prime|foreign|defen[cs]e|interior|finance|health|justice|energy|oil|trade|economy|education)"
    r" minist(?:er|ry)|parliament|capital|navy|air force|armed forces|coast(?:line)?|borders?|airspace"
    r"|territory|waters|economy|population|constitution|central bank|supreme court|airport|port|streets"
    r"|currency|ambassador|embassy|mayor|governor|president|neighbou?rs?|independence|citizens"
)
#: Who rules has these as well as what is ruled.
_RULE = r"army|government|military|ruling party|opposition|troops|forces|soldiers|coalition|allies"
_FIRM = (
    r"shares?|shareholders|chief executive|chairman|chairwoman|headquarters|board|offices?|customers"
    r"|employees|workers|profits?|sales|revenues?|products|factory|factories|plants?|subsidiary|founder|co-founder"
    r"|reporters|correspondent|newsroom|editor|website|members|spokes(?:man|woman|person)|executives"
)
_ARMED = (
    r"fighters?|militants?|rebels?|insurgents?|guerrillas?|gunmen|militia(?:men)?|commanders?|armed wing"
    r"|military wing|strongholds?|hideouts?|MPs|lawmakers|deputies|candidates?|voters"
)
_KIN = (
    r"wife|husband|widow|mother|father|parents|son|sons|daughter|brother|sister|family|lawyers?|career|death"
    r"|body|funeral|childhood|predecessor|successor|memoir"
)
#: What somebody or something has.
_OWNED = expression(
    r"['’]s? (?:(?:new|former|deputy|acting|own|main|northern|southern|eastern|western) )?"
    rf"(?:(?P<kin>{_KIN})|(?P<state>{_STATE})|(?P<rule>{_RULE})|(?P<firm>{_FIRM})|(?P<armed>{_ARMED}))(?![\w-])"
)
_AFTER = expression(
    rf"(?:(?P<appointed>, (?:chairman|chairwoman|chief executive|CEO|editor|founder|co-founder))"
    rf"|,? (?:(?P<himself>himself|herself)|(?P<fighters>{_ARMED})|(?P<claims>claimed responsibility)"
    r"|(?P<shares>shares|shareholders|executives|employees|engineers|headquarters|chairman|chairwoman"
    r"|chief executive|CEO|editor|founder|co-founder)"
    r"|(?P<authorities>government|authorities|province|district|region|peninsula|coast|harbour|airport"
    r"|parliament|embassy|navy|airspace|territory|council|police|garrison)|(?P<troops>army|soldiers|troops))"
    r"|(?P<aged>, (?:aged )?\d\d,)|(?P<based>-based|-born)"
    r"|(?P<listed>(?:(?:, which)? is| was|,) (?:based|headquartered|listed))"
    r"|(?P<seats> (?:won|took|lost|gained|holds?|has|have|had|fell to) \d+ (?:of (?:the |its )?\d+ )?seats)"
    r"|(?P<silent> (?:has |have )?declined to comment)"
    r"|(?P<thing>, which| (?:said|says|announced|warned|insisted)(?: that)? its?)"
    r"|(?P<town>, (?:an?|the|its) (?:[\w-]+ ){0,2}"
    r"(?:town|city|village|port|island|province|district|suburb|country|nation|region|capital)))(?![\w-])"
)
_BEFORE = expression(
    r"(?<!\w)(?:(?P<town>residents|people|inhabitants|town|city|village|province|region|district|port|capital"
    r"|coast|outskirts|streets|islands?|north|south|east|west|suburb|mayor|kingdom|government|border|ministry"
    r"|army|parliament|president|mouth|banks?|shores?|valley|hills|mountains|marshes|soldiers"
    r"|citizens) (?:of|with)"
    r"|(?P<there>(?:people|residents|civilians|families|houses|hospitals|streets) in"
    r"|(?:shallows|waters|coast|boats?|ships?|miles|kilometres) off)"
    r"|(?P<shares>shares|shareholders|customers|employees|subsidiary|headquarters|newsroom|stake"
    r"|takeover|plant|stakes) (?:of|in|at)"
    r"|(?P<fighters>fighters|gunmen|militants|rebels|commanders?|insurgents) (?:of|from)"
    r"|(?P<militants>armed|rebel|militant|insurgent|jihadist|separatist|terrorist?|hacking|opposition) group"
    r"|(?P<club>rights|aid|advocacy|lobby|campaign|business|industry|media|monitoring|environmental|energy"
    r"|banking|mining|shipping|technology|retail|\w+s['’]) group"
    r"|(?P<spoken>spokes(?:man|woman|person)) (?:for|of)"
    r"|(?P<served>work(?:s|ed)? for)"
    r"|(?P<bought>(?:per ?cent|%) of|to buy|to acquire|has bought|has acquired|merger with|merge with)"
    r"|(?P<ruling>ruling|governing|opposition|(?:candidates?|deputies|MPs|lawmakers) of)"
    r"|(?P<themselves>calling (?:themselves|itself)|ceasefire with|truce with)) (?:the )?$",
    re.IGNORECASE,
)
_DATELINE = expression(r"(?:, \d{1,2} [A-Z][a-z]{2,8})? [-–—] ?[A-Z]")
_RELATIVE = expression(r"(?:son|daughter|wife|husband|brother|sister|mother|father|widow), $")
_KINDS: dict[str, Kind] = {
    "kin": "person",
    "himself": "person",
    "appointed": "person",
    "aged": "person",
    "state": "place",
    "rule": "place",
    "authorities": "place",
    "troops": "place",
    "based": "place",
    "town": "place",
    "there": "place",
    "firm": "organisation",
    "listed": "organisation",
    "spoken": "organisation",
    "thing": "organisation",
    "shares": "organisation",
    "armed": "group",
    "fighters": "group",
    "claims": "group",
    "bought": "organisation",
    "served": "organisation",
    "ruling": "group",
    "seats": "group",
    "themselves": "group",
    "militants": "group",
    "club": "organisation",
}
_PREPOSITIONS = frozenset(("in", "into", "near", "inside", "outside", "across", "throughout"))
#: What stands behind these is one of many, and a place is one.
_ONE_OF_MANY = frozenset(("a", "an", "each", "every", "another"))
#: As much of the text before a name is looked at.
_REACH = 32
#: One hint outweighs a tagger that is less sure than this on the average.
_WEIGHT = 0.9
_WEAK = 0.5
#: A noun that says what is named right after it: ``the newspaper Halden Courier``.
_NAMED = 1.2
#: These say something only where a name stands before them, and not an adjective or an ordinary word.
_OF_NAMES = frozenset(("authorities", "fighters", "based", "thing", "rule", "troops"))
#: Who decided so can be wrong about a name; all others know better.
_OPEN = frozenset(("tagged", "open", "other", "context", "repeated"))

_SURE = 0.8
_CONFIDENCE = 0.8
#: The words right before a name at which it is worth to look at what stands before them.
_LAST_BEFORE = frozenset(
    (
        "buy",
        "acquire",
        "bought",
        "acquired",
        "ruling",
        "opposition",
        "group",
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "off",
        "themselves",
        "itself",
        "the",
    )
)

Words = tuple[str, ...]


def by_surroundings(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Give the names that no list knows the kind that most speaks for in the whole article."""
    open_ones = [one for one in found if _may_be_decided(one)]
    hinted: dict[Words, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    guessed: dict[Words, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    places = Counter(one.words for one in open_ones)
    for one in open_ones:
        for kind, weight in _hints(text, one, lists, often=places[one.words] > 1):
            hinted[one.words][kind] += weight
        if one.kind is not None:
            guessed[one.words][one.kind] += one.confidence / places[one.words]
    for words in _with_peoples(found, places):
        hinted[words]["place"] += 2 * _WEIGHT
    for words, kind in _with_bodies(found, places, lists):
        hinted[words][kind] += _WEAK
    for words in _with_full_names(found, places):
        hinted[words]["person"] += 2 * _WEIGHT
    kinds = {words: _kind(hints, guessed[words]) for words, hints in hinted.items()}

    def decided(one: Candidate) -> Candidate:
        if one.words not in kinds or not _may_be_decided(one):
            return one
        kind = kinds[one.words]
        if kind is None or kind == one.kind:
            return one
        return one._replace(kind=kind, how="context", confidence=_CONFIDENCE)

    return [decided(one) for one in found]


def _may_be_decided(one: Candidate) -> bool:
    return one.how in _OPEN and not one.doubtful and len(one.words[0]) > 1


def _kind(hints: Mapping[Kind, float], guessed: Mapping[Kind, float]) -> Kind | None:
    """What most speaks for; ``None`` where no hint does, or two kinds have as much for them."""
    total = dict(guessed)
    for kind, weight in hints.items():
        total[kind] = total.get(kind, 0.0) + weight
    best, *others = sorted(total, key=lambda kind: -total[kind])
    if hints.get(best, 0.0) <= 0 or (others and total[others[0]] == total[best]):
        return None
    return "group" if best == "organisation" and guessed.get("group", 0.0) > 0 else best


def _hints(text: str, one: Candidate, lists: Lexicon, *, often: bool) -> Iterator[tuple[Kind, float]]:
    """What the words beside one place of a name say, and how much that weighs."""
    after = (_OWNED if text[one.end : one.end + 1] in ("'", "’") else _AFTER).match(text, one.end)
    if after is not None and after.lastgroup is not None:
        # What nobody took for a name may be an adjective, unless the article has it again.
        if one.kind is not None or after.lastgroup not in _OF_NAMES or (often and one.how == "open"):
            yield from _hints_after(after.lastgroup, one, lists)
    elif one.before in _PREPOSITIONS and _may_be_in(one, lists):
        yield "place", _WEAK
    if one.before.lower() in _ONE_OF_MANY:
        yield "place", -_WEAK
    yield from _hints_beside(text, one, lists)
    if one.before in lists.lists["organisation_nouns"]:
        yield "organisation", _NAMED
    elif one.before in lists.lists["group_nouns"]:
        yield "group", _NAMED
    elif one.how == "context" and one.kind in ("organisation", "group"):
        yield one.kind, _WEIGHT
    if one.before in _LAST_BEFORE:
        before = _BEFORE.search(text, max(0, one.start - _REACH), one.start)
        if before is not None and before.lastgroup is not None:
            yield _KINDS[before.lastgroup], _WEAK if before.lastgroup == "served" else _WEIGHT


def _hints_beside(text: str, one: Candidate, lists: Lexicon) -> Iterator[tuple[Kind, float]]:
    """What a dateline, a relative before a comma and the first word of a name say."""
    if (one.start == 0 or text[one.start - 1] == "\n") and _DATELINE.match(text, one.end):
        yield "place", _WEIGHT
    elif not one.before and len(one.words) == 1 and _RELATIVE.search(text, max(0, one.start - 11), one.start):
        yield "person", _WEIGHT
    elif len(one.words) == 2 and one.words[0].lower() in lists.lists["place_openings"]:
        yield "place", _WEIGHT
    elif len(one.words) > 1 and one.words[0].lower() in lists.lists["organisation_openings"]:
        yield "organisation", _WEIGHT


def _hints_after(hint: str, one: Candidate, lists: Lexicon) -> Iterator[tuple[Kind, float]]:
    if hint == "thing":
        entry = lists.phrases.get(" ".join(one.words))
        yield "person", -_WEIGHT
        yield "place", _WEIGHT if entry is not None and entry.kind == "place" else _WEIGHT / 3
        # Where nothing else speaks for a place it is rather a body: a place is also somewhere, of somebody.
        yield "organisation", _WEIGHT / 2.5
    elif hint == "silent":
        yield "place", -_WEIGHT
    else:
        yield _KINDS[hint], _WEAK if hint in ("rule", "troops", "fighters") else _WEIGHT


def _may_be_in(one: Candidate, lists: Lexicon) -> bool:
    """Whether a preposition of place before a name says something of it."""
    first = one.words[0].lower()
    return one.kind is not None and len(one.words) == 1 and first not in lists.lists["never_places"]


def _with_peoples(found: list[Candidate], places: Mapping[Words, int]) -> Iterator[Words]:
    """The single names that the article has with an ending of peoples as well: Ulvaria, for Ulvarian."""
    names = {one.words[-1] for one in found if one.kind == "person" and len(one.words) > 1}
    singles = {one.words[0] for one in found if len(one.words) == 1 and one.how in _OPEN}
    for word in singles - names:
        for root in roots(word):
            if (root,) in places and root not in names:
                yield (root,)
                break


def _with_bodies(
    found: list[Candidate], places: Mapping[Words, int], lists: Lexicon
) -> Iterator[tuple[Words, Kind]]:
    """The single names that begin the name of a body of the article: Tidewater, for Tidewater Systems.

    A radio, a council or a university is mostly called after its town.
    """
    towns = lists.lists["heads_of_places"] | lists.lists["houses"] | lists.lists["outlets_of_places"]
    bodies = {
        one.words: one.kind
        for one in found
        if len(one.words) == 2
        and (one.kind == "group" or (one.kind == "organisation" and one.words[1].lower() not in towns))
    }
    for words, kind in bodies.items():
        if words[:1] in places and kind is not None:
            yield words[:1], kind


def _with_full_names(found: list[Candidate], places: Mapping[Words, int]) -> Iterator[Words]:
    """The single names that end the name of a person of the article, with or without an article: al-Tayeb."""
    names = {
        without_article(one.words[-1])
        for one in found
        if one.kind == "person" and len(one.words) > 1 and one.confidence > _SURE
    }
    return (words for words in places if len(words) == 1 and without_article(words[0]) in names)


def without_article(word: str) -> str:
    """A family name without its article: ``al-Sudani`` and ``Sudani`` are one."""
    return word[3:] if word[:3] in ("al-", "Al-", "el-", "El-") and len(word) > 4 else word
