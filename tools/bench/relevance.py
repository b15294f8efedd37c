"""How good the order of results is, on sets of questions whose right answers are known.

    python tools/bench/relevance.py FOLDER

Every folder in FOLDER is a set: ``docs.jsonl`` (id, title, text), ``queries.jsonl`` (id, text) and
``qrels.tsv`` (query, document, grade). A question is an OR of its words. The weights for each set are those
that are best on the mean of the others, so that none is judged by what it was tuned on. The measure is
nDCG@10 with gains ``2**grade - 1``, grades up to 4.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import mean
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

_DEPTH = 10
_TITLE = (0.0, 0.25, 0.5, 0.75, 1.0)
_B = (0.6, 0.75, 0.9)
_K1 = (0.9, 1.2, 1.6)

#: Boost of the title, then B and K1 of BM25.
Weights = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Set:
    """Questions with their right answers: grade by document, and an index of the documents."""

    name: str
    index: Any
    documents: list[str]
    questions: list[tuple[str, dict[str, float]]]


def opened(folder: Path, scratch: Path) -> Set:
    """Index one set."""
    from whoosh.index import FileIndex  # noqa: PLC0415

    from index.fulltext import schema  # noqa: PLC0415
    from index.fulltext.codec import SegmentStorage  # noqa: PLC0415
    from index.fulltext.writer import ArrayWriter  # noqa: PLC0415
    from index.model import Searchable  # noqa: PLC0415

    place = scratch / folder.name
    place.mkdir()
    index = FileIndex.create(SegmentStorage(place), schema.make_schema())
    writer = ArrayWriter(index)
    documents = []
    for number, document in enumerate(_lines(folder / "docs.jsonl"), 1):
        article = Searchable(document.get("title") or "", document.get("text") or "", (), (), "en", None)
        writer.add_document(**schema.document(number, article))
        documents.append(document["id"])
    writer.commit()
    grades: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, *_, document, grade = line.split()
        if grade.replace(".", "").isdigit() and float(grade) > 0:
            grades[query][document] = float(grade)
    asked = ((each["text"], grades[each["id"]]) for each in _lines(folder / "queries.jsonl"))
    return Set(folder.name, index, documents, [(text, right) for text, right in asked if right])


def score(found_in: Set, weights: Weights) -> float:
    """The mean nDCG@10 of a set with these weights."""
    from whoosh import query as wq  # noqa: PLC0415
    from whoosh.scoring import BM25F  # noqa: PLC0415

    from index.fulltext import schema, translate  # noqa: PLC0415
    from index.fulltext.collector import ArrayCollector  # noqa: PLC0415
    from index.fulltext.matches import best  # noqa: PLC0415
    from index.fulltext.queries import Forms  # noqa: PLC0415
    from index.fulltext.scoring import Statistics  # noqa: PLC0415
    from index.fulltext.vocabulary import Vocabulary  # noqa: PLC0415
    from index.tree import Word  # noqa: PLC0415
    from index.words import folded_words  # noqa: PLC0415

    title, b, k1 = weights
    gained = []
    with found_in.index.searcher(weighting=BM25F(B=b, K1=k1)) as searcher:
        statistics = Statistics(searcher)
        vocabulary = Vocabulary([leaf.segment for leaf, _ in statistics.leaves])
        for text, right in found_in.questions:
            parts = []
            for word, count in Counter(folded_words(text)).items():
                forms, _ = translate.forms(vocabulary, Word(word))
                parts.append(Forms(schema.BODY, forms[Word(word)], float(count)))
                if title:
                    parts.append(Forms(schema.TITLE, forms[Word(word)], title * count))
            collector = ArrayCollector(statistics)
            searcher.search_with_collector(wq.Or(parts), collector)
            top, _ = best(collector.documents, collector.scores, _DEPTH)
            gained.append(_ndcg([found_in.documents[number] for number in top.tolist()], right))
    return mean(gained)


def _ndcg(found: list[str], right: dict[str, float]) -> float:
    def gain(grades: list[float]) -> float:
        return sum((2 ** min(grade, 4) - 1) / math.log2(place + 2) for place, grade in enumerate(grades))

    best_order = sorted(right.values(), reverse=True)[:_DEPTH]
    return gain([right.get(document, 0) for document in found[:_DEPTH]]) / gain(best_order)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main(arguments: list[str] | None = None) -> int:
    """Print a table: each set, the weights that the others chose for it, and what they give."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench") as scratch:
        sets = [opened(folder, Path(scratch)) for folder in sorted(given.folder.iterdir()) if folder.is_dir()]
        scores = {
            weights: {each.name: score(each, weights) for each in sets}
            for weights in product(_TITLE, _B, _K1)
        }
    print(
        "| set | title, B, K1 chosen by the others | nDCG@10 | title 0.5, B 0.75, K1 1.2 |\n|---|---|---|---|"
    )
    held_out = []
    for each in sets:
        others = {
            weights: mean(value for name, value in found.items() if name != each.name)
            for weights, found in scores.items()
        }
        chosen = max(others, key=lambda weights: others[weights])
        held_out.append(scores[chosen][each.name])
        print(f"| {each.name} | {chosen} | {held_out[-1]:.3f} | {scores[0.5, 0.75, 1.2][each.name]:.3f} |")
    print(f"| mean | | {mean(held_out):.4f} | {mean(scores[0.5, 0.75, 1.2].values()):.4f} |")
    top = sorted(scores, key=lambda weights: -mean(scores[weights].values()))[:5]
    print("\nThe best on all of them: " + ", ".join(f"{w} {mean(scores[w].values()):.4f}" for w in top))
    return 0


if __name__ == "__main__":
    sys.exit(main())
