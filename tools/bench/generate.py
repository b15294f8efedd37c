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

#: Words of an article at every 40th of the distribution: lognormal, mean 395, sigma 0.55.
_LENGTHS = (
    70, 112, 133, 149, 162, 174, 186, 196, 207, 217, 227, 237, 247, 257, 267, 277, 288, 298, 309, 320, 332,
    344, 356, 369, 383, 397, 412, 428, 446, 465, 485, 508, 533, 562, 595, 633, 680, 740, 822, 955, 1540,
)  # fmt: skip

# The commonest words of each sort; invented ones follow them. Verbs are those that take a plain -ed.
_NOUNS = """
government minister force attack official president police group war security army leader country state city
report year people party court law vote election soldier border talk statement region council plan company
worker market price service school hospital family child road bridge port ship aircraft drone rocket missile
weapon bomb fire fighter commander militia rebel faction alliance truce ceasefire agreement deal treaty
sanction embargo convoy patrol checkpoint base camp tent shelter refugee migrant crossing river dam coast
island mountain valley desert village town district province capital street square shop factory plant mine
field farm crop harvest drought flood storm earthquake rescue victim survivor body wound doctor nurse patient
disease vaccine outbreak clinic judge lawyer prosecutor trial charge sentence prison prisoner detainee
hostage ransom suspect witness crime theft murder raid arrest search operation mission campaign offensive
assault ambush clash battle blast explosion strike casualty toll damage building house home tower station
line train bus truck car vehicle engine fuel oil gas pipeline refinery power grid reactor water supply
shortage queue food grain bread aid agency donor fund budget tax debt loan bank currency rate export import
tariff trade contract investor owner union protest march rally crowd banner speech interview journalist
newspaper broadcast channel website post video image document letter message call meeting summit visit
delegation envoy ambassador embassy consulate spokesman adviser deputy chairman secretary director member
lawmaker parliament cabinet ministry office department committee commission inquiry review audit decision
order decree ban rule limit permit licence right claim denial threat warning alert risk danger fear hope
effort attempt step move role part side front position zone area site target source detail figure number
share half quarter week month hour night morning evening dawn weekend holiday season winter summer spring
autumn student teacher university class exam book history museum church mosque temple ceremony festival match
team player coach league cup goal record victory defeat loss gain rise fall change reform project programme
system network cable satellite phone computer device software password expert analyst scientist study survey
poll result sample test
"""
_VERBS = """
attack report claim deny accuse warn announce order launch destroy damage target kill wound injure arrest
detain release rescue search visit meet support oppose reject accept approve sign delay extend suspend resume
start end open close reopen block seize capture retake secure control protect defend guard escort deploy
withdraw return move transfer deliver supply receive provide offer request demand urge ask answer discuss
review study examine inspect test measure monitor watch observe record film photograph publish broadcast
print post share remove replace repair rebuild restore improve increase reduce raise lower double limit ban
allow prevent avoid cause follow join enter reach cross pass approach surround shell bombard fire intercept
down track locate identify name call describe explain confirm verify question doubt suggest propose recommend
adopt draft amend repeal enforce ignore violate break respect honour praise criticise condemn welcome
reassure threaten punish sentence charge acquit convict appeal investigate interview quote cite mention
address face handle manage lead direct command train equip arm pay fund finance sponsor invest purchase
export import ship load unload store collect gather count estimate value compare calculate expect predict
anticipate fear hope plan prepare organise arrange schedule cancel postpone abandon evacuate displace shelter
house feed treat vaccinate infect contain spread trigger provoke escalate ease calm settle resolve mediate
negotiate host invite consult brief inform notify alert contact greet remember mark celebrate mourn bury
award elect appoint nominate dismiss sack
"""
_ADJECTIVES = """
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
"""
_ADVERBS = """
also still already now again later often reportedly allegedly repeatedly quietly openly publicly partly
mostly nearly largely formally briefly quickly slowly suddenly finally initially recently previously
immediately effectively
"""
_FIRST_NAMES = """
Hassan Maria Ahmed Anna John Elena Omar Fatima David Irina Ali Sara Michael Leila Ivan Nadia Peter Amina Paul
Yusuf Olga Karim Laura Viktor Zahra Daniel Mona Andrei Huda Thomas Layla Marek Rania Samuel Aisha Robert Dina
Sergei Salma George Noor Stefan Hana Martin Iman Lukas Mariam James Rasha Anton Samira Carlos Lina Pavel
Dalia Jonas Farah Mikhail Nour Erik Yara Hugo Zainab Felix Rima Oscar Hala Simon Suha Adam Inas Bruno Maha
Tariq Vera Jamal Clara Bilal Julia Khalid Emma Mahmoud Sofia Rashid Ines Walid Petra Faisal Greta Nabil Alma
Sami Edith Ziad Ruth Munir Agnes Hamid Judith
"""
_BODIES = "Council Agency Committee Authority Commission Union Institute Federation Office Bank".split()
_FIELDS_OF_WORK = "Water Relief Security Trade Health Energy Transport Border Media Justice Grain Labour".split()
_REACHES = "National Northern Southern Regional Joint Federal Coastal Central United Eastern Western".split()
_BANDS = "Front Brigades Movement Army Battalion Resistance League Legion".split()
_CAUSES = "Liberation People's Freedom Revolutionary Unity Homeland Dignity Salvation".split()
_PAPERS = "Courier Post Herald Times Gazette Wire Monitor Observer Tribune Radio Standard Dispatch".split()
_ROLES = (
    "Prime Minister|Foreign Minister|General|Colonel|Governor|Mayor|Dr|Judge|President|Commander|spokesman|analyst|"
    "lawmaker|resident|lawyer|Deputy Minister"
).split("|")
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_COUNTS = "two|three|four|five|six|seven|nine|dozens of|hundreds of|at least ten|a dozen|about 40".split("|")

#: What stands in braces is another rule, a list of words, or a thing of the article at hand. A capital
#: letter asks for one at the beginning.
_RULES = {
    "sentence": """{Clause}.|{Clause}.|{Clause}, {speaker} {said}.|{Speaker} {said} that {clause}.
        "{Clause}," {speaker} {said}.|"{Clause}. {Clause}," {said} {speaker}.|{When}, {clause}.|{Clause} {when}.
        {Clause} after {clause}.|{Org} denied that {clause}.|{Clause}, but {clause}.|{Clause}, according to {org}.
        {Count} {plural} were {past} and {count} {past} when {clause}.|It was not clear whether {clause}.
        "{Clause}," {org} {said} in a statement {when}.|{Group} {said} it had {past} {thing} {where}.
        In {place}, {clause} while {clause}.|{Speaker} told {outlet} that {clause}, and that {clause}.""",
    "clause": """{thing} {does}|{thing} {does} {where}|{thing} {does} {when}|{thing}, which {does}, {does}
        {speaker} {does}|{group} {does}|{org} {does}|{count} {plural} {past} {thing} {where}
        there was no {noun} of {plural} {where}|{thing} is to {verb} {thing} by {month}""",
    "does": """{past} {thing}|{past} {thing}|{past} {thing} {where}|was {past} {where}|will {verb} {thing}
        has {past} {thing}|is {ing} {thing}|{adverb} {past} {thing}|had been {past} by {thing}
        agreed to {verb} {thing}|would not {verb} {thing}|could {verb} {thing} if they {verb} {thing}""",
    "thing": """the {noun}|the {noun}|the {adjective} {noun}|a {adjective} {noun}|{adjective} {plural}|their {plural}
        {count} {plural}|the {plural} of {place}|the {noun} of the {noun}|the {people} {noun}|its {noun} and {plural}
        a {noun} from {place}|{amount} {plural}|some of the {plural}|this {noun}|all {plural} {where}""",
    "where": """in {place}|near {place}|at the {noun} in {place}|on the {noun} to {place}|for the {plural}
        with {thing}|against the {noun}|under the {adjective} {noun}|between {place} and {place}
        outside the {noun}|about the {plural}|{amount} kilometres from {place}""",
    "when": """on {weekday}|on {weekday}|at {clock} on {weekday}|earlier on {weekday}|last week|yesterday|last {month}
        since early {month}|{count} days ago|on {day}|on {day}|in {month} {year}|in {year}|two weeks before {day}""",
    "said": "said|said|said|told reporters|added|noted|explained|insisted",
    "title": """{Place} {plural} {verb} {thing}|{Thing} {past} {where}|{Speaker} {past} {thing}|{Org}: {clause}
        {Count} {plural} {past} {where}|{Group} {past} {thing} {where}|{Thing} to {verb} {thing} {when}""",
}  # fmt: skip

#: Sentences in other languages are strings of words: what stands between, and what words are made of.
_OTHER_LANGUAGES = {
    "fr": (
        "le la les de des du un une et est dans pour que qui sur avec par au aux ce cette il ont été mais plus selon",
        "bé cha dou fer gra jou lan mé nou pré quai ré sou tré vau",
    ),
    "de": (
        "der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an werden aus hat nach bei",
        "bau der feld gür heim kra land mün nacht ober rück schaf trä ver zei",
    ),
    "ru": (
        "и в не на что с по как это из у за от для к но о при был его она они также после",
        "ба вор го дро жен за кар лу мо нов пра рас сту тер хол",
    ),
    "ar": (
        "في من على إلى أن عن مع هذا هذه التي الذي كان قال بعد قبل بين كما لم لا قد أو ثم حيث",
        "با تو جي حر دن را سا شم صو عل فا قر كت لم نو",
    ),
}

_SYLLABLES = (
    "ba be bo bra cal co cru da de dor el fa fen fi ga gor gra ha hel in ja ka kel kor la len li lo lu ma mar mel mi mon "
    "na nor o or pa pel pi por ra rel ri ros sa sen si so sta sul ta tel ti tor tu u va ver vi vor wa wen ya yor za zel"
).split()

