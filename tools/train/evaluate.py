"""Says what the recogniser can do: on sets that it has not learned from, and on the project's own gold.

    python tools/train/evaluate.py [--data ../shared/data] [--gold-alone]

It fits a model for each fold, which takes minutes; ``--gold-alone`` measures the shipped model in seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "tests" / "support"))

from gold import (  # noqa: E402  (shared with the tests)
    Gold,
    development,
    families,
    held_back,
    links,
    mentions,
    speakers,
    stances,
)

from index.extraction import extract  # noqa: E402
from index.extraction.tagger import MODEL, opened  # noqa: E402
from index.extraction.wordbook import load  # noqa: E402

_MODEL = _ROOT / "index" / "extraction" / "model"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the recogniser.")
    parser.add_argument("--data", type=Path, default=_ROOT.parent / "shared" / "data")
    parser.add_argument("--gold-alone", action="store_true", help="measure the shipped model only")
    options = parser.parse_args()
    for half, gold in (("development", development()), ("held-back", held_back())):
        for alone in (False, True):
            _print_gold(half, gold, rules_alone=alone)
    if not options.gold_alone:
        from measure import folds, table  # noqa: PLC0415  (what training needs is not there to read gold)
        from own_news import own_news  # noqa: PLC0415
        from train import annotated  # noqa: PLC0415

        shipped = opened(_MODEL / MODEL, load())
        print(table([*own_news(options.data, shipped), *folds(annotated(options.data))]))


def _print_gold(half: str, gold: list[Gold], *, rules_alone: bool) -> None:
    begin = time.process_time()
    found = [extract(one.article, rules_alone=rules_alone) for one in gold]
    spent = time.process_time() - begin
    words = sum(len(one.text.split()) for one in gold)
    print(
        f"own gold, {half}, {'rules alone' if rules_alone else 'tagger and rules'}: "
        f"mentions {mentions(gold, found):.1f} (person, body, place: {families(gold, found):.1f}), "
        f"links (B3) {links(gold, found):.1f}, speakers {speakers(gold, found):.1f}, "
        f"stances {stances(gold, found):.1f}; "
        f"{len(gold)} articles, {sum(len(one.marked) for one in gold)} mentions, "
        f"{sum(len(one.said) for one in gold)} statements, {words / spent:,.0f} words a CPU second"
    )


if __name__ == "__main__":
    main()
