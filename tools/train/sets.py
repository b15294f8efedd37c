"""The sets of training data: how each is read, under which licence it stands, whom it thanks.

Only sets whose licence lets the weights be passed on are in the table. A set gives documents with the four
labels of the tagger, as the set itself has them; ``labels.repaired`` makes them agree with each other.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from documents import Document, Labelled, Sentence, document, parted

_PRONOUNS = frozenset(
    re.findall(r"\w+", "i we he she it they you us them him me his her their its our my this")
)


@dataclass(frozen=True, slots=True)
class Set:
    """One set of data.

    Attributes:
        name: Its short name in scores and cards.
        read: Folder of the sets -> its documents.
        licence: Under which the annotations and texts stand.
        thanks: Whom to name, and where it comes from.
        demonyms: Whether it marks the words of peoples, or has to be given them.
    """

    name: str
    read: Callable[[Path], Iterator[Document]]
    licence: str
    thanks: str
    demonyms: bool = False


# -- formats --------------------------------------------------------------------------------------


def _columns(path: Path, *, word: int = 0, tag: int = -1) -> Iterator[list[tuple[list[str], list[str]]]]:
    """Documents of a file with a word and its tag on each line, blank lines between sentences."""
    sentences: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if word and line.startswith("#"):
                if line.startswith("# newdoc") and sentences:
                    yield sentences
                    sentences = []
                continue
            parts = line.rstrip("\n").split("\t") if "\t" in line else line.split()
            if len(parts) > max(word, 1):
                words.append(parts[word])
                tags.append(parts[tag] or "O")
            elif words:
                sentences.append((words, tags))
                words, tags = [], []
    if words:
        sentences.append((words, tags))
    if sentences:
        yield sentences


def _mapped(words: list[str], tags: list[str], labels: Mapping[str, str]) -> Sentence:
    named = [(first, last, labels.get(label, "")) for first, last, label in parted(tags)]
    return words, [one for one in named if one[2] and _has_capital(words[one[0] : one[1]])]


def _has_capital(words: Iterable[str]) -> bool:
    return any(word[:1].isupper() for word in words)


def _separate(
    folder: Path, files: Iterable[str], labels: Mapping[str, str], source: str
) -> Iterator[Document]:
    """A set of sentences that do not belong together: each is a document."""
    for file in files:
        for sentences in _columns(folder / file):
            for words, tags in sentences:
                yield document([_mapped(words, tags, labels)], source)


# -- the sets -------------------------------------------------------------------------------------


def _gmb(folder: Path) -> Iterator[Document]:
    labels = {"geo": "LOC", "per": "PER", "org": "ORG", "gpe": "MISC", "art": "MISC", "eve": "MISC"}
    words: list[str] = []
    tags: list[str] = []
    with (folder / "gmb.csv").open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.reader(lines):
            if len(row) < 4 or row[0] == "Sentence #":
                continue
            if row[0] and words:
                yield document([_mapped(words, tags, labels)], "gmb")
                words, tags = [], []
            words.append(row[1])
            tags.append(row[3])
    yield document([_mapped(words, tags, labels)], "gmb")


def _wikigold(folder: Path) -> Iterator[Document]:
    same = {label: label for label in ("PER", "ORG", "LOC", "MISC")}
    article: list[Sentence] = []
    for sentences in _columns(folder / "wikigold"):
        for words, tags in sentences:
            if words[0] == "-DOCSTART-":
                yield document(article, "wikigold")
                article = []
            else:
                article.append(_mapped(words, tags, same))
    yield document(article, "wikigold")


def _wnut(folder: Path) -> Iterator[Document]:
    labels = {
        "person": "PER",
        "location": "LOC",
        "corporation": "ORG",
        "group": "ORG",
        "creative-work": "MISC",
        "product": "MISC",
    }
    yield from _separate(folder, ("wnut_train", "wnut_dev"), labels, "wnut")


def _btc(folder: Path) -> Iterator[Document]:
    same = {label: label for label in ("PER", "ORG", "LOC")}
    for part in "abefgh":
        for sentences in _columns(folder / f"btc_{part}"):
            for words, tags in sentences:
                kept, spans = _mapped(words, tags, same)
                yield document([(kept, [one for one in spans if kept[one[0]] != "@"])], f"btc/{part}")


def _ewt(folder: Path) -> Iterator[Document]:
    same = {label: label for label in ("PER", "ORG", "LOC")}
    for part in ("dev", "test"):
        for sentences in _columns(folder / f"ewt_{part}", word=1, tag=2):
            yield document([_mapped(words, tags, same) for words, tags in sentences], f"ewt/{part}")


_CROSSNER = {
    **dict.fromkeys(("politician", "person", "researcher", "writer", "musicalartist", "scientist"), "PER"),
    **dict.fromkeys(("politicalparty", "organisation", "university", "band"), "ORG"),
    **dict.fromkeys(("country", "location"), "LOC"),
    **dict.fromkeys(
        ("event", "election", "misc", "award", "conference", "product", "magazine", "book", "poem", "song"),
        "MISC",
    ),
    **dict.fromkeys(("album", "academicjournal", "astronomicalobject", "programlang"), "MISC"),
}


def _crossner(folder: Path) -> Iterator[Document]:
    for domain in ("science", "literature", "music", "ai"):
        files = [f"cn_{domain}_{part}.txt" for part in ("train", "dev", "test")]
        yield from _separate(folder, files, _CROSSNER, f"crossner/{domain}")


def _politics(folder: Path) -> Iterator[Document]:
    for part in ("train", "dev"):
        yield from _separate(folder, [f"cn_politics_{part}.txt"], _CROSSNER, f"politics/{part}")


def _redocred(folder: Path) -> Iterator[Document]:
    for part in ("dev", "test"):
        for record in json.loads((folder / f"redocred_{part}.json").read_text("utf-8")):
            yield document(_redocred_sentences(record), f"redocred/{part}")


def _redocred_sentences(record: Mapping[str, object]) -> Iterator[Sentence]:
    named: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for mentions in record["vertexSet"]:
        for mention in mentions:
            if mention["type"] in ("PER", "ORG", "LOC", "MISC"):
                named[mention["sent_id"]].append((*mention["pos"], mention["type"]))
    for at, words in enumerate(record["sents"]):
        kept: list[tuple[int, int, str]] = []
        taken: set[int] = set()
        for first, last, label in sorted(set(named[at]), key=lambda one: (one[0] - one[1], one[0], one[2])):
            if last > len(words) or taken & set(range(first, last)):
                continue
            taken |= set(range(first, last))
            name = first + (words[first].lower() == "the" and last - first > 1)
            if _has_capital(words[name:last]):
                kept.append((name, last, label))
        yield words, kept


_REPORT_LABELS = {"Organisation": "ORG", "Person": "PER", "Location": "LOC", "Nationality": "MISC"}
_SMALL = {
    "LOC": frozenset(("of", "al", "el", "ash", "the", "and", "de")),
    "PER": frozenset(("al", "bin", "el", "von", "de", "ibn", "van")),
    "ORG": frozenset(("of", "the", "for", "al", "on", "and", "to", "de")),
    "MISC": frozenset[str](),
}
_TRIMMED = re.compile(r"^(?:(?:the|a|an|both|most)\b|[^\w(])\s*|(?:['’]s|[\s,.;:'’\"”])+$", re.IGNORECASE)


def _reports(folder: Path) -> Iterator[Document]:
    for publisher in sorted(path for path in (folder / "re3d").iterdir() if path.is_dir()):
        marked: dict[str, list[Mapping[str, object]]] = defaultdict(list)
        for entity in _json_lines(publisher / "entities.json"):
            marked[entity["documentId"]].append(entity)
        for record in _json_lines(publisher / "documents.json"):
            yield _report(record["text"], marked[record["_id"]], f"re3d/{publisher.name}")


def _json_lines(path: Path) -> Iterator[Mapping[str, object]]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


_SAME_LENGTH = str.maketrans({"\r": "\n", "\t": " ", "\xa0": " ", "\u2028": "\n", "\ufeff": " "})


def _report(text: str, marked: Iterable[Mapping[str, object]], source: str) -> Document:
    """A report with what several people agreed on; of what overlaps, the longest."""
    text = text.translate(_SAME_LENGTH)
    sure: set[Labelled] = set()
    unsure: set[tuple[int, int]] = set()
    for entity in marked:
        label = _REPORT_LABELS.get(entity["type"])
        if label is None:
            continue
        unsure.add((entity["begin"], entity["end"]))
        if entity["confidence"] >= 0.5 and entity["value"].lower() not in _PRONOUNS:
            span = _trimmed(text, entity["begin"], entity["end"], label)
            if span is not None:
                sure.add(span)
    kept: list[Labelled] = []
    for span in sorted(sure, key=lambda one: (one.start - one.end, one.start, one.label)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return Document(text, tuple(sorted(kept)), source, tuple(sorted(unsure)))


def _trimmed(text: str, start: int, end: int, label: str) -> Labelled | None:
    """A marked range as a name; ``None`` where it is a description and not a name."""
    name = text[start:end]
    while (match := _TRIMMED.search(name)) is not None and match[0]:
        if match.start() == 0:
            start += match.end()
            name = name[match.end() :]
        elif re.search(r"[A-Z]\.[A-Z]\.$", name):
            break
        else:
            end -= len(name) - match.start()
            name = name[: match.start()]
    words = re.findall(r"[\w’'-]+", name)
    if not words or "\n" in name or ("," in name and label != "LOC"):
        return None
    if any(not word[0].isupper() and "-" not in word and word not in _SMALL[label] for word in words):
        return None
    return Labelled(start, end, label)


_WIKIPEDIA = "text from Wikipedia, CC BY-SA"
SETS: tuple[Set, ...] = (
    Set(
        "gmb",
        _gmb,
        "texts of Voice of America, public domain; annotations free to use (ODbL/DbCL)",
        "Groningen Meaning Bank (J. Bos and others, University of Groningen)",
    ),
    Set("wikigold", _wikigold, "CC BY 4.0", "Wikigold (D. Balasuriya and others, 2009)", demonyms=True),
    Set(
        "redocred",
        _redocred,
        f"MIT; {_WIKIPEDIA} 3.0",
        "Re-DocRED (Q. Tan and others, 2022), after DocRED (Y. Yao and others, 2019)",
    ),
    Set("ewt", _ewt, "CC BY-SA 4.0", "Universal NER, English Web Treebank (S. Mayhew and others, 2024)"),
    Set("wnut", _wnut, "CC BY 4.0", "WNUT 2017 Emerging Entities (L. Derczynski and others, 2017)"),
    Set("btc", _btc, "CC BY 4.0", "Broad Twitter Corpus (L. Derczynski and others, 2016)"),
    Set(
        "crossner",
        _crossner,
        f"MIT; {_WIKIPEDIA} 3.0",
        "CrossNER (Z. Liu and others, 2021): science, literature, music, computing",
        demonyms=True,
    ),
    Set(
        "politics",
        _politics,
        f"MIT; {_WIKIPEDIA} 3.0",
        "CrossNER (Z. Liu and others, 2021): politics",
        demonyms=True,
    ),
    Set(
        "re3d",
        _reports,
        "by publisher: UK Open Government Licence v3; US public domain; CC BY-SA 3.0 (Wikipedia); "
        "CC BY 3.0 AU; European Union, reuse with credit",
        "re3d (Defence Science and Technology Laboratory, Aleph Insights, Committed Software, 2017)",
    ),
)


def read_all(folder: Path) -> list[Document]:
    """Every document of every set, in the order of the table.

    Raises:
        OSError: A file of a set is missing.
    """
    return [one for each in SETS for one in each.read(folder)]
