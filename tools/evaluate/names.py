"""How well spellings of one name are told from names that only look alike.

``[pairs]`` of a gold file are spellings of one name; every name of ``[distinct]`` and of the pairs is another
thing than every other, and the likest of those are hard pairs that must not merge: two for every true one.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from rapidfuzz import fuzz

from index.extraction.names import name_keys, same_name

GOLD = Path(__file__).parents[2] / "tests" / "gold" / "names"


def pairs(path: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """True pairs, and twice as many hard pairs of different names."""
    true: list[tuple[str, str]] = []
    distinct: list[str] = []
    section = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif section == "[pairs]":
            one, other = line.split(" | ")
            true.append((one, other))
        else:
            distinct += [name.strip() for name in line.split(",")]
    known = {frozenset(pair) for pair in true}
    names = dict.fromkeys(distinct + [one for one, _ in true])
    others = [pair for pair in itertools.combinations(names, 2) if frozenset(pair) not in known]
    others.sort(key=lambda pair: (-fuzz.ratio(*pair), pair))
    return true, others[: 2 * len(true)]


def score(path: Path) -> tuple[float, list[tuple[str, str]], list[tuple[str, str]]]:
    """F1 of merging, the true pairs that were missed, and the pairs that were merged wrongly."""
    true, others = pairs(path)
    missed = [pair for pair in true if not _merge(*pair)]
    wrong = [pair for pair in others if _merge(*pair)]
    right = len(true) - len(missed)
    return 2 * right / (2 * right + len(missed) + len(wrong)), missed, wrong


def _merge(one: str, other: str) -> bool:
    """As the catalogue would: only names that share a key are compared at all."""
    return bool(set(name_keys(one)) & set(name_keys(other))) and same_name(one, other, ("person", "person"))


def main() -> None:
    """Print the score of every file, with the errors of the first on ``--errors``."""
    for half in ("development", "held-back", "scripts-development", "scripts-held-back"):
        value, missed, wrong = score(GOLD / f"{half}.txt")
        print(f"names {half}: F1 {value:.1%}, {len(missed)} missed, {len(wrong)} merged wrongly")
        if "--errors" in sys.argv and half == "development":
            print("  missed:", missed, "\n  wrong:", wrong)


if __name__ == "__main__":
    main()
