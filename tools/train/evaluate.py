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

from gold import Gold, links, mentions, read_gold  # noqa: E402  (shared with the tests)
from measure import folds, table  # noqa: E402
from train import annotated  # noqa: E402

from index.extraction import extract  # noqa: E402
from index.model import Article  # noqa: E402


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the recogniser.")
    parser.add_argument("--data", type=Path, default=_ROOT.parent / "shared" / "data")
    parser.add_argument("--gold-alone", action="store_true", help="measure the shipped model only")
    options = parser.parse_args()
    gold = read_gold(_ROOT / "tests" / "gold")
    for alone in (False, True):
        _print_gold(gold, rules_alone=alone)
    if not options.gold_alone:
        print(table(list(folds(annotated(options.data)))))


def _print_gold(gold: list[Gold], *, rules_alone: bool) -> None:
    begin = time.process_time()
    found = [
        extract(Article(1, "0" * 20, "", True, one.text, "en", ()), rules_alone=rules_alone) for one in gold
    ]
    spent = time.process_time() - begin
    words = sum(len(one.text.split()) for one in gold)
    print(
        f"own gold, {'rules alone' if rules_alone else 'tagger and rules'}: "
        f"mentions {mentions(gold, found):.1f}, links (B3) {links(gold, found):.1f}, "
        f"{len(gold)} articles, {words / spent:,.0f} words a CPU second"
    )


if __name__ == "__main__":
    main()
