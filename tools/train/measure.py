"""What the recogniser finds in sets that it has not learned from.

Whole sources are held out, and a model is fitted to the rest for each fold, so that the figures say something
about texts from elsewhere. What is scored is what a reader would see: the whole recogniser, not the tagger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from documents import Document, Labelled
from fit import fit
from scores import Score, reliability, score

from index.extraction.document import link
from index.extraction.events import with_events
from index.extraction.features import Features
from index.extraction.lexicon import lexicon
from index.extraction.rules import candidates
from index.extraction.tagger import Tagger, opened
from index.extraction.wordbook import load

#: What is scored -> the sources that its model has not seen. Sets in one row share a model.
FOLDS: tuple[dict[str, tuple[str, ...]], ...] = (
    {"news, out of domain (gmb)": ("gmb",)},
    {
        "conflict reports (re3d, two publishers)": ("re3d/UK Government", "re3d/US State Department"),
        "politics (CrossNER dev)": ("politics/dev",),
        "encyclopedia (wikigold)": ("wikigold",),
    },
)

LABELS_OF_KINDS = {"person": "PER", "organisation": "ORG", "group": "ORG", "place": "LOC", "facility": "LOC"}


class Measured(NamedTuple):
    """One row of figures.

    Attributes:
        name: What was measured.
        scores: By label, and for all.
        sure: Tenth of the confidence -> how many names, and how many of them are right.
    """

    name: str
    scores: dict[str, Score]
    sure: dict[int, tuple[int, int]]


def folds(documents: Sequence[Document]) -> Iterator[Measured]:
    """Fit a model for each fold, and score what it has not seen."""
    with TemporaryDirectory() as folder:
        for number, fold in enumerate(FOLDS):
            held = tuple(source for sources in fold.values() for source in sources)
            path = Path(folder) / f"{number}.crfsuite"
            features = Features(load(), lexicon())
            fit([one for one in documents if not one.source.startswith(held)], features, path)
            tagger = opened(path, load())
            for name, sources in fold.items():
                unseen = [one for one in documents if one.source.startswith(sources)]
                either = _countries() if "re3d" in name else frozenset[str]()
                names = [surely(one.text, tagger) for one in unseen]
                yield Measured(
                    name,
                    score(unseen, [[one for one, _ in spans] for spans in names], either=either),
                    reliability(unseen, names, either=either),
                )


def found(text: str, tagger: Tagger | None) -> list[Labelled]:
    """The people, bodies and places of a text as the recogniser sees them."""
    return [one for one, _ in surely(text, tagger)]


def surely(text: str, tagger: Tagger | None) -> list[tuple[Labelled, float]]:
    """The people, bodies and places of a text, each with how sure the recogniser is of it."""
    mentions, _ = link(text, with_events(text, candidates(text, tagger=tagger)))
    return [
        (Labelled(one.span.start, one.span.end, LABELS_OF_KINDS[one.kind]), one.confidence)
        for one in mentions
        if one.kind in LABELS_OF_KINDS
    ]


def _countries() -> frozenset[str]:
    """A country that acts is marked as a place or as an organisation, as whoever marked it saw it."""
    return frozenset(
        phrase.lower()
        for phrase, entry in lexicon().phrases.items()
        if entry.sort in ("countries", "nations") and entry.kind == "place"
    )


def table(rows: Sequence[Measured]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| set | names | precision | recall | F1 | person | organisation | place |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, scores, _ in rows:
        whole = scores["all"]
        figures = [f"{whole.names:,}", f"{whole.precision:.1f}", f"{whole.recall:.1f}", f"{whole.f1:.1f}"]
        figures += [f"{scores[label].f1:.1f}" for label in ("PER", "ORG", "LOC")]
        lines.append(" | ".join(("| " + name, *figures)) + " |")
    return "\n".join(lines)


def reliability_table(rows: Sequence[Measured]) -> str:
    """How many of the names of each confidence are right, as a Markdown table."""
    lines = [
        "| confidence | " + " | ".join(row.name for row in rows) + " |",
        "|---" * (len(rows) + 1) + "|",
    ]
    for tenth in range(10):
        cells = [row.sure.get(tenth, (0, 0)) for row in rows]
        if any(given for given, _ in cells):
            shown = (f"{100 * right / given:.0f} of {given:,}" if given else "" for given, right in cells)
            lines.append(f"| 0.{tenth} | " + " | ".join(shown) + " |")
    return "\n".join(lines)
