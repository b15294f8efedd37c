"""Makes as many articles as a measurement needs: invented, reproducible, and shaped like news.

Words, names, outlets and dates follow the laws that searching and counting depend on: Zipf for words,
names and outlets, lognormal lengths, words and people that come back inside one article, acronyms that
are defined once, quotations, relative and absolute dates, copies in other outlets, missing metadata. The
text reads roughly as prose and means nothing, so it can show how fast a search is, never how good.

    python tools/bench/generate.py OUT --articles 5000 --seed 1 [--format jsonl|files|mixed]

The same seed gives the same bytes on every Python from 3.11 on, and fewer articles are the beginning of
more. So it takes nothing but ``random()`` from ``random.Random``, the one method whose sequence is promised
to stay, and makes its tables from whole numbers: ``exp`` and ``log`` may differ between machines in the last
digit, ``shuffle``, ``choices`` and ``sum`` between versions.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from string import Formatter
from typing import TypeVar

PSEUDO_WORDS = 60_000
OUTLETS = 40
FIRST_DAY, DAYS = date(2023, 1, 1), 731

SHARE_OF_COPIES = 0.01
SHARE_UNDATED = 0.02
SHARE_BY_MONTH = 0.04
SHARE_BY_MINUTE = 0.35
SHARE_UNSIGNED = 0.2

#: A copy is a copy of one of so many articles before it.
_WINDOW = 400

#: Words of an article at every 40th of the distribution: lognormal, mean 395, sigma 0.55. It ends with
#: the paragraph in which it comes to them, less half a paragraph.
_HALF_A_PARAGRAPH = 18
_LENGTHS = (
    70, 112, 133, 149, 162, 174, 186, 196, 207, 217, 227, 237, 247, 257, 267, 277, 288, 298, 309, 320, 332,
    344, 356, 369, 383, 397, 412, 428, 446, 465, 485, 508, 533, 562, 595, 633, 680, 740, 822, 955, 1540,
)  # fmt: skip


def _listed(text: str, mark: str | None = None) -> tuple[str, ...]:
    return tuple(text.strip().split(mark))


# The commonest words of each sort; invented ones follow them. Verbs are those that take a plain -ed.
_NOUNS = _listed("""
government minister force attack official president police group war security army leader country state city
report year people party court law vote election soldier border talk statement region council plan company
worker market price service school hospital family child road bridge port ship aircraft drone rocket missile
weapon bomb fire fighter commander militia rebel faction alliance truce ceasefire agreement deal treaty
sanction embargo convoy patrol checkpoint base camp tent shelter refugee migrant crossing river dam coast
island mountain valley desert village town district province capital street square shop factory plant mine
field farm crop harvest drought flood storm earthquake rescue victim survivor body wound doctor nurse patient
disease vaccine outbreak clinic judge lawyer prosecutor trial charge sentence prison prisoner detainee hostage
ransom suspect witness crime theft murder raid arrest search operation mission campaign offensive assault
ambush clash battle blast explosion strike casualty toll damage building house home tower station line train
bus truck car vehicle engine fuel oil gas pipeline refinery power grid reactor water supply shortage queue
food grain bread aid agency donor fund budget tax debt loan bank currency rate export import tariff trade
contract investor owner union protest march rally crowd banner speech interview journalist newspaper broadcast
channel website post video image document letter message call meeting summit visit delegation envoy ambassador
embassy consulate spokesman adviser deputy chairman secretary director member lawmaker parliament cabinet
ministry office department committee commission inquiry review audit decision order decree ban rule limit
permit licence right claim denial threat warning alert risk danger fear hope effort attempt step move role
part side front position zone area site target source detail figure number share half quarter week month hour
night morning evening dawn weekend holiday season winter summer spring autumn student teacher university class
exam book history museum church mosque temple ceremony festival match team player coach league cup goal record
victory defeat loss gain rise fall change reform project programme system network cable satellite phone
computer device software password expert analyst scientist study survey poll result sample test
""")
_VERBS = _listed("""
attack report claim deny accuse warn announce order launch destroy damage target kill wound injure arrest
detain release rescue search visit support oppose reject accept approve sign delay extend suspend resume start
end open close reopen block seize capture secure protect defend guard escort deploy return move deliver supply
receive provide offer request demand urge ask answer discuss review study examine inspect test measure monitor
watch observe record film photograph publish print post share remove replace repair restore improve increase
reduce raise lower double limit allow prevent avoid cause follow join enter reach cross pass approach surround
bombard fire intercept track locate identify name call describe explain confirm verify question doubt suggest
propose recommend adopt draft amend repeal enforce ignore violate respect honour praise criticise condemn
welcome reassure threaten punish sentence charge acquit convict appeal investigate interview quote cite
mention address face handle manage lead direct command train equip arm fund finance sponsor invest purchase
export import load unload store collect gather count estimate value compare calculate expect predict
anticipate fear hope plan prepare organise arrange schedule cancel postpone abandon evacuate displace shelter
house treat vaccinate infect contain trigger provoke escalate ease calm settle resolve mediate negotiate host
invite consult brief inform notify alert contact greet remember mark celebrate mourn bury award elect appoint
nominate dismiss sack
""")
_ADJECTIVES = _listed("""
new former military local national foreign political armed senior northern southern eastern western central
main large small major minor early late recent last first second third high low long short heavy light strong
weak public private official unofficial regional federal international global civil civilian economic
financial industrial agricultural medical legal illegal joint separate several many few other same different
similar serious severe dangerous safe deadly fatal violent peaceful quiet calm tense fragile temporary
permanent immediate sudden gradual rapid slow daily weekly monthly annual domestic rural urban coastal remote
nearby distant old young elderly free independent loyal rival hostile friendly neutral religious secular
conservative liberal democratic royal historic modern traditional key vital crucial critical basic special
general common rare unusual unprecedented unexpected planned alleged suspected reported disputed contested
occupied abandoned damaged empty full crowded cold hot dry wet dark bright clear uncertain likely unlikely
possible impossible difficult easy direct indirect partial total final initial ongoing further additional
extra limited broad narrow deep wide open closed
""")
_ADVERBS = _listed("""
also still already now again later often reportedly allegedly repeatedly quietly openly publicly partly
mostly nearly largely formally briefly quickly slowly suddenly finally initially recently previously
immediately effectively
""")
_FIRST_NAMES = _listed("""
Hassan Maria Ahmed Anna John Elena Omar Fatima David Irina Ali Sara Michael Leila Ivan Nadia Peter Amina Paul
Yusuf Olga Karim Laura Viktor Zahra Daniel Mona Andrei Huda Thomas Layla Marek Rania Samuel Aisha Robert Dina
Sergei Salma George Noor Stefan Hana Martin Iman Lukas Mariam James Rasha Anton Samira Carlos Lina Pavel Dalia
Jonas Farah Mikhail Nour Erik Yara Hugo Zainab Felix Rima Oscar Hala Simon Suha Adam Inas Bruno
""")
_BODIES = _listed("Council Agency Committee Authority Commission Union Institute Federation Office Bank")
_FIELDS = _listed("Water Relief Security Trade Health Energy Transport Border Media Justice Grain Labour")
_REACHES = _listed("National Northern Southern Regional Joint Federal Coastal Central United Eastern Western")
_BANDS = _listed("Front Brigades Movement Army Battalion Resistance League Legion")
_CAUSES = _listed("Liberation People's Freedom Revolutionary Unity Homeland Dignity Salvation")
_PAPERS = _listed("Courier Post Herald Times Gazette Wire Monitor Observer Tribune Radio Standard Dispatch")
_ROLES = _listed(
    "Prime Minister|Foreign Minister|President|Governor|Mayor|General|Colonel|Judge|Dr|analyst|lawyer", "|"
)
_MONTHS = _listed("January February March April May June July August September October November December")
_WEEKDAYS = _listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_COUNTS = _listed(
    "two|three|four|five|six|seven|nine|dozens of|hundreds of|at least ten|a dozen|about 40", "|"
)

#: What stands in braces is another rule, a list of words, or a thing of the article at hand. A capital
#: letter asks for one at the beginning. Alternatives stand between bars and on lines of their own.
_RULES = {
    "sentence": """{Clause}.|{Clause}.|{Clause}, {speaker} {said}.|{Speaker} {said} that {clause}.
        "{Clause}," {speaker} {said}.|"{Clause}. {Clause}," {speaker} {said}.|{When}, {clause}.
        {Clause} {when}.|{Clause} after {clause}.|{Org} denied that {clause}.|{Clause}, but {clause}.
        {Clause}, according to {org}.|It was not clear whether {clause}.|In {place}, {clause} while {clause}.
        {Count} {plural} were {past} and {count} {past} when {clause}.
        "{Clause}," {org} {said} in a statement {when}.|{Group} said it had {past} {thing} {where}.
        {Speaker} told {outlet} that {clause}, and that {clause}.""",
    "clause": """{thing} {does}|{thing} {does} {where}|{thing} {does} {when}|{thing}, which {does}, {does}
        {speaker} {does}|{group} {does}|{org} {does}|{count} {plural} {past} {thing} {where}
        there was no {noun} of {plural} {where}|{thing} is to {verb} {thing} by {month}""",
    "does": """{past} {thing}|{past} {thing}|{past} {thing} {where}|was {past} {where}|will {verb} {thing}
        has {past} {thing}|is {ing} {thing}|{adverb} {past} {thing}|had been {past} by {thing}
        agreed to {verb} {thing}|would not {verb} {thing}|could {verb} {thing} if they {verb} {thing}""",
    "thing": """the {noun}|the {noun}|the {adjective} {noun}|a {adjective} {noun}|{adjective} {plural}
        their {plural}|{count} {plural}|the {plural} of {place}|the {noun} of the {noun}|the {people} {noun}
        its {noun} and {plural}|a {noun} from {place}|{amount} {plural}|some of the {plural}|this {noun}
        all {plural} {where}""",
    "where": """in {place}|near {place}|at the {noun} in {place}|on the {noun} to {place}|for the {plural}
        with {thing}|against the {noun}|under the {adjective} {noun}|between {place} and {place}
        outside the {noun}|about the {plural}|{amount} kilometres from {place}""",
    "when": """on {weekday}|on {weekday}|at {clock} on {weekday}|earlier on {weekday}|last week|yesterday
        last {month}|since early {month}|{count} days ago|on {day}|on {day}|in {month} {year}|in {year}
        two weeks before {day}""",
    "said": "said|said|said|told reporters|added|noted|explained|insisted",
    "title": """{Place} {plural} {verb} {thing}|{Thing} {past} {where}|{Speaker} {past} {thing}
        {Count} {plural} {past} {where}|{Org}: {plural} {past} {where}|{Group} {past} {thing} {where}
        {Thing} to {verb} {thing} {when}""",
}

#: One article in a hundred is in each of these. Its commonest words, then the syllables of the others.
_FOREIGN = {
    "fr": ("le la les de des du un une et est dans pour que qui sur au", "bé cha dou gra jou lan mé pré tré"),
    "de": ("der die das und ist in den von zu mit auf für ein", "bau feld gür heim kra mün nacht über zei"),
    "ru": ("и в не на что с по как это из за от для был", "ба вор го дро жен кар лу мо нов пра рас сту хол"),
    "ar": ("في من على إلى أن عن مع هذا التي كان بعد قبل لم", "با تو جي حر دن را سا شم صو عل فا قر كت مي نو"),
}  # fmt: skip

_SYLLABLES = _listed("""
ba be bo bra cal co cru da de dor el fa fen fi ga gor gra ha hel in ja ka kel kor la len li lo lu ma mar mel
mi mon na nor o or pa pel pi por ra rel ri ros sa sen si so sta sul ta tel ti tor tu u va ver vi vor wa wen ya
yor za
""")

_A_VOWEL = re.compile(r"\b([Aa]) (?=[aeiou])")

T = TypeVar("T")
Draw = Callable[[], float]
_Rules = Mapping[str, Sequence[Sequence[tuple[str, str, bool]]]]


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: a name, the name as part of a path, its place in the list, its offset from UTC."""

    name: str
    slug: str
    number: int
    offset: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One publication of one invented text.

    Attributes:
        number: From 0; a copy has a number of its own.
        title: One line.
        text: Paragraphs with blank lines between.
        outlet: Who publishes it. Every other outlet says in its files which language they are in.
        author: Empty when unsigned.
        published: ISO 8601, a month, a day or a minute; empty when undated.
        language: ISO 639-1 code.
    """

    number: int
    title: str
    text: str
    outlet: Outlet
    author: str
    published: str
    language: str

    def fields(self, name_of_date: str = "date") -> dict[str, str]:
        """What a file says about it. What is not known is left out; the address is a reserved one."""
        values = {
            "id": f"g{self.number:06d}",
            "title": self.title,
            "source": self.outlet.name,
            "author": self.author,
            name_of_date: self.published,
            "language": self.language if self.outlet.number % 2 else "",
            "url": f"https://{self.outlet.slug}.example/news/{self.number}",
        }
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class World:
    """All that articles are made of. Lists hold their members as often as they are to be drawn."""

    words: Mapping[str, Sequence[str]]
    people: list[tuple[str, str]]
    places: list[str]
    bodies: list[tuple[str, str]]
    groups: list[tuple[str, str]]
    outlets: list[Outlet]
    foreign: Mapping[str, list[str]]


def articles(count: int, seed: int) -> Iterator[Piece]:
    """Invent ``count`` articles. The first of them do not depend on how many are asked for."""
    draw = Random(seed).random
    world, rules = make_world(draw), _compiled()
    recent: deque[Piece] = deque(maxlen=_WINDOW)
    languages = dict(enumerate(_FOREIGN))
    for number in range(count):
        outlet, day = _pick(draw, world.outlets), _day(draw)
        if recent and draw() < SHARE_OF_COPIES:
            original = _pick(draw, recent)
            while outlet == original.outlet:
                outlet = _pick(draw, world.outlets)
            later = _two_days_later_at_most(draw, original.published)
            yield replace(original, number=number, outlet=outlet, author="", published=later)
            continue
        language = languages.get(int(draw() * 100), "en")
        if language == "en":
            title, text = _Writer(world, rules, draw, outlet, day).write()
        else:
            title, text = _foreign(draw, world.foreign[language])
        author = "" if draw() < SHARE_UNSIGNED else " ".join(_pick(draw, world.people))
        published = _published(draw, day, outlet.offset)
        recent.append(Piece(number, title, text, outlet, author, published, language))
        yield recent[-1]


def make_world(draw: Draw) -> World:
    """Invent words, names and outlets."""
    invented = _invented(draw, PSEUDO_WORDS, longest=4)
    to_nouns, to_verbs = PSEUDO_WORDS * 6 // 10, PSEUDO_WORDS * 7 // 10
    nouns = _deck([*_NOUNS, *invented[:to_nouns]])
    verbs = _deck([*_VERBS, *invented[to_nouns:to_verbs]])
    names = [word.capitalize() for word in _invented(draw, 12_000, longest=3)]
    surnames = _deck([f"al-{name}" if at % 9 == 4 else name for at, name in enumerate(names[:6_000])])
    first_names = _deck(_FIRST_NAMES, 20)
    countries = names[11_900:]
    places = _deck([*countries[:8], *names[6_000:11_900]])
    papers = [f"{town} {_PAPERS[at % len(_PAPERS)]}" for at, town in enumerate(names[6_000:][:OUTLETS])]
    bodies = [
        f"{_pick(draw, _REACHES)} {_pick(draw, _FIELDS)} {_pick(draw, _BODIES)} of {_pick(draw, places)}"
        for _ in range(1_200)
    ]
    groups = [f"{_pick(draw, places)} {_pick(draw, _CAUSES)} {_pick(draw, _BANDS)}" for _ in range(300)]
    return World(
        words={
            "noun": nouns,
            "plural": [_plural(word) for word in nouns],
            "verb": verbs,
            "past": [_with_ending(word, "ed") for word in verbs],
            "ing": [_with_ending(word, "ing") for word in verbs],
            "adjective": _deck([*_ADJECTIVES, *invented[to_verbs:]]),
            "adverb": _ADVERBS,
            "people": [f"{country}ian" for country in _deck(countries)],
            "count": _COUNTS,
            "month": _MONTHS,
            "weekday": _WEEKDAYS,
        },
        people=_deck([(_pick(draw, first_names), _pick(draw, surnames)) for _ in range(12_000)]),
        places=places,
        bodies=_deck([(name, _initials(name)) for name in dict.fromkeys(bodies)]),
        groups=_deck([(name, _initials(name)) for name in dict.fromkeys(groups)]),
        outlets=_deck(
            [
                Outlet(name, name.lower().replace(" ", "-"), at, ("", "+03:00", "Z", "")[at % 4])
                for at, name in enumerate(papers)
            ]
        ),
        foreign={
            language: _deck([*between.split(), *_invented(draw, 3_000, longest=4, syllables=made_of.split())])
            for language, (between, made_of) in _FOREIGN.items()
        },
    )


class _Writer:
    """Writes one article: who and what it is about, and who was named before."""

    def __init__(self, world: World, rules: _Rules, draw: Draw, outlet: Outlet, day: date) -> None:
        self.rules, self.draw, self.day = rules, draw, day
        self.people = [_pick(draw, world.people) for _ in range(4)]
        self.places = [_pick(draw, world.places) for _ in range(4)]
        self.bodies = [_pick(draw, world.bodies) for _ in range(2)]
        self.group = _pick(draw, world.groups)
        self.topics = [int(draw() * len(world.words["noun"])) for _ in range(5)]
        self.named: set[str] = set()
        self.scope: dict[str, Sequence[str] | Callable[[], str]] = {
            **world.words,
            "noun": lambda: self.topical(world.words["noun"]),
            "plural": lambda: self.topical(world.words["plural"]),
            "speaker": self.speaker,
            "place": lambda: _few(draw, self.places),
            "org": lambda: self.body(_few(draw, self.bodies)),
            "group": lambda: self.body(self.group),
            "outlet": [outlet.name],
            "clock": lambda: f"{int(draw() * 24):02}:{int(draw() * 12) * 5:02}",
            "amount": lambda: f"{int(3 / (draw() + 0.0004)) + int(draw() * 9):,}",
            "day": self.near_day,
            "year": lambda: str(day.year + 1 - int(1 / (draw() + 0.05))),
        }

    def write(self) -> tuple[str, str]:
        """Title and text."""
        draw, wanted, written = self.draw, _length(self.draw), 0
        start = f"{self.places[0].upper()}, {self.day.day} {_MONTHS[self.day.month - 1]} - "
        start = start if draw() < 0.6 else ""
        paragraphs: list[str] = []
        while written < wanted:
            sentences = [self.sentence("sentence") for _ in range(1 + int(draw() * 3))]
            paragraphs.append(start + " ".join(sentences))
            written += paragraphs[-1].count(" ") + 1
            start = ""
        # By now most were named in full, so the title has the short names, as titles do.
        return self.sentence("title"), _A_VOWEL.sub(r"\1n ", "\n\n".join(paragraphs))

    def sentence(self, rule: str) -> str:
        """One sentence by a rule."""
        out: list[str] = []
        self.expand(rule, out)
        return "".join(out)

    def expand(self, rule: str, out: list[str]) -> None:
        """Write what one of the alternatives of a rule says."""
        draw, choices = self.draw, self.rules[rule]
        for literal, name, capital in choices[int(draw() * len(choices))]:
            if literal:
                out.append(literal)
            if not name:
                continue
            at = len(out)
            found = self.scope.get(name)
            if found is None:
                self.expand(name, out)
            elif callable(found):
                out.append(found())
            else:
                out.append(found[int(draw() * len(found))])
            if capital:
                out[at] = out[at][:1].upper() + out[at][1:]

    def topical(self, deck: Sequence[str]) -> str:
        """A word of the list, every third time one that this article is about."""
        return deck[_few(self.draw, self.topics)] if self.draw() < 0.33 else _pick(self.draw, deck)

    def speaker(self) -> str:
        """A person: in full with a role at first, then mostly by the last name."""
        first, last = _few(self.draw, self.people)
        full = f"{first} {last}"
        if full in self.named:
            return last if self.draw() < 0.75 else full
        self.named.add(full)
        role = _pick(self.draw, _ROLES)
        if role[0].isupper():
            return f"{role} {full}"
        return f"{full}, a {role} from {_few(self.draw, self.places)},"

    def body(self, names: tuple[str, str]) -> str:
        """An organisation or a group: its name with the acronym in brackets, then mostly the acronym."""
        full, acronym = names
        if full in self.named:
            return f"the {acronym}" if self.draw() < 0.7 else f"the {full}"
        self.named.add(full)
        return f"the {full} ({acronym})"

    def near_day(self) -> str:
        """A day of the last two months, in one of the ways in which papers write it."""
        day = self.day - timedelta(days=int(self.draw() * 60))
        month = _MONTHS[day.month - 1]
        return _pick(self.draw, (f"{day.day} {month}", f"{month} {day.day}", f"{day.day} {month} {day.year}"))


def _compiled() -> _Rules:
    """The rules as parts: words, the name of what follows them if anything does, whether with a capital."""
    return {
        rule: [
            [
                (before, (name or "").lower(), (name or "")[:1].isupper())
                for before, name, _, _ in Formatter().parse(alternative.strip())
            ]
            for alternative in re.split(r"\||\n", text)
        ]
        for rule, text in _RULES.items()
    }


def _foreign(draw: Draw, words: list[str]) -> tuple[str, str]:
    """Title and text in another language: sentences of its words, without its grammar."""

    def sentence(most: int) -> str:
        return " ".join(_pick(draw, words) for _ in range(5 + int(draw() * most))).capitalize()

    wanted, paragraphs = _length(draw), [sentence(20) + "."]
    while sum(map(len, paragraphs)) < wanted * 6:
        paragraphs.append(f"{sentence(20)}. {sentence(20)}. {sentence(20)}.")
    return sentence(4), "\n\n".join(paragraphs)


def _invented(draw: Draw, count: int, longest: int, syllables: Sequence[str] = _SYLLABLES) -> list[str]:
    """Different words of two to ``longest`` syllables, none of them a word of the lists above."""
    taken = {*_NOUNS, *_VERBS, *_ADJECTIVES}
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(_pick(draw, syllables) for _ in range(2 + int(draw() * (longest - 1))))
        if word not in taken:
            found[word] = None
    return list(found)


def _deck(things: Sequence[T], offset: int = 3) -> list[T]:
    """Each thing as often as Zipf's law has it at its place in the list, the last one once."""
    most = len(things) + offset - 1
    return [thing for rank, thing in enumerate(things, offset) for _ in range(most // rank)]


def _pick(draw: Draw, things: Sequence[T]) -> T:
    return things[int(draw() * len(things))]


def _few(draw: Draw, things: Sequence[T]) -> T:
    """One of a few, the first ones more often."""
    return things[int(draw() * draw() * len(things))]


def _length(draw: Draw) -> int:
    """Words of an article."""
    place = draw() * (len(_LENGTHS) - 1)
    below = int(place)
    length = _LENGTHS[below] + (place - below) * (_LENGTHS[below + 1] - _LENGTHS[below])
    return int(length) - _HALF_A_PARAGRAPH


def _plural(noun: str) -> str:
    if noun.endswith(("s", "sh", "ch", "x")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"


def _with_ending(verb: str, ending: str) -> str:
    if ending == "ed" and verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return (verb.removesuffix("e")) + ending


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word != "of").upper()


def _day(draw: Draw) -> date:
    """A day of the two years; half of the weekend's news falls on another one."""
    day = FIRST_DAY + timedelta(days=int(draw() * DAYS))
    return day if day.weekday() < 5 or draw() < 0.5 else FIRST_DAY + timedelta(days=int(draw() * DAYS))


def _published(draw: Draw, day: date, offset: str) -> str:
    chance = draw()
    if chance < SHARE_UNDATED:
        return ""
    if chance < SHARE_UNDATED + SHARE_BY_MONTH:
        return f"{day:%Y-%m}"
    if chance < SHARE_UNDATED + SHARE_BY_MONTH + SHARE_BY_MINUTE:
        return f"{day}T{int(draw() * 24):02}:{int(draw() * 60):02}{offset}"
    return str(day)


def _two_days_later_at_most(draw: Draw, published: str) -> str:
    if len(published) < len("2024-04-22"):
        return published
    return str(date.fromisoformat(published[:10]) + timedelta(days=int(draw() * 3)))


def write_jsonl(pieces: Iterable[Piece], out: Path) -> None:
    """One file, one article a line."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_as_json(piece) + "\n" for piece in pieces)


def write_files(pieces: Iterable[Piece], out: Path) -> None:
    """One text file with header lines for each article, one folder for each outlet."""
    for piece in pieces:
        _write(_place(out, piece).with_suffix(".txt"), _as_text(piece))


def write_mixed(pieces: Iterable[Piece], out: Path) -> None:
    """Every format that is read: each outlet has its own, alone or many in a file."""
    together: dict[Path, list[str]] = {}
    for piece in pieces:
        path = _place(out, piece)
        match piece.outlet.number % 5:
            case 0:
                _write(path.with_suffix(".txt"), _as_text(piece))
            case 1:
                _write(path.with_suffix(".md"), _as_markdown(piece))
            case 2:
                _write(path.with_suffix(".json"), _as_json(piece, "published", "text") + "\n")
            case 3:
                together.setdefault(path.with_name("articles.json"), []).append(_as_json(piece))
            case _:
                together.setdefault(path.with_name("articles.jsonl"), []).append(_as_json(piece))
    for path, records in together.items():
        one_list = path.suffix == ".json"
        _write(path, "[\n" + ",\n".join(records) + "\n]\n" if one_list else "\n".join(records) + "\n")


def _place(out: Path, piece: Piece) -> Path:
    return out / piece.outlet.slug / f"{piece.number:06d}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _as_json(piece: Piece, name_of_date: str = "date", name_of_text: str = "body") -> str:
    return json.dumps({**piece.fields(name_of_date), name_of_text: piece.text}, ensure_ascii=False)


def _as_text(piece: Piece) -> str:
    header = [f"{name.title()}: {value}" for name, value in piece.fields().items() if name != "id"]
    return "\n".join([*header, "", piece.text, ""])


def _as_markdown(piece: Piece) -> str:
    # A JSON string is a YAML string, whatever stands in it.
    header = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in piece.fields().items()]
    return "\n".join(["---", *header, "---", "", piece.text, ""])


WRITERS = {"jsonl": write_jsonl, "files": write_files, "mixed": write_mixed}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="generate.py", description="Make invented articles to measure with."
    )
    parser.add_argument("out", type=Path, help="file to make (jsonl) or folder to make (files, mixed)")
    parser.add_argument("--articles", type=int, default=5_000, help="how many (5000)")
    parser.add_argument("--seed", type=int, default=1, help="the same number gives the same articles (1)")
    parser.add_argument("--format", choices=WRITERS, default="jsonl")
    chosen = parser.parse_args(arguments)
    if chosen.out.exists():
        print(f"generate.py: {chosen.out} is there already. Name another, or remove it.", file=sys.stderr)
        return 2
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[chosen.format](articles(chosen.articles, chosen.seed), chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
