"""The model card: what the tagger was made from, under which licences, whom it thanks, and what it can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from documents import Document
from measure import Measured, reliability_table, table
from running import TEXTS
from sets import SETS
from wordlists import SOURCES

_CARD = """\
# The tagger: what it is made from, and what it can do

Made by `make train`; do not edit. The tagger is a linear-chain CRF (L-BFGS, L1 2.5, L2 0.1) that says person,
organisation, place or other name; rules, word lists and the rest of the article make mentions and entities
of it (`index/extraction`). It was trained on English. In other languages only the word lists speak.

| file | bytes |
|---|---|
{files}

## Scores

Exact place and label, of the whole recogniser, in percent. Each model was fitted without the source that it
is scored on; the shipped model was fitted to all, and stands in the rows with marks of our own. Groups count
as organisations, facilities as places. In `re3d` a country may be place or organisation, and what its
annotators did not agree on is not counted. The weights of rules against tagger were chosen with these sets in
view, so the figures are somewhat too good. That is most so for politics: the list of parties was written
after the mistakes in that set had been read, and without some ninety names that stood among them or close to
them, its F1 was about three points lower when that was measured. Rules were written after the mistakes in
every second sentence of it had been read; they helped the others as much. Some acronyms and bodies were added
after the mistakes in `gmb` were read, for half a point on its organisations. The word clusters were counted
on the texts of all sets, without labels.

{scores}

No model reaches 100 on these marks. Those of `gmb` were made by a machine and mended in part: some 480 of the
1,700 mistakes that are counted for organisations there contradict the lists, such as `West Bank` and `Tehran`
marked as organisations, `U.N.` as a place, `al-Qaida` not at all. They are counted as they stand. What the
shipped model learned from had such slips mended first.

So 43 articles of Wikinews were annotated for this project (`tests/gold/news`, without their texts), with no
look at what is found in them; eight of them twice, and 99.6 % of the names were the same. The mistakes in 23
of them were read and mended; the other 20 were looked at as a total only.

## How sure is sure

Percent of the names that are right, by the confidence that the recogniser gives them, in the same sets. Names
below 0.6 are shown faint.

{sure}

What it is known to get wrong: companies of one word that nothing else in the article explains; bodies named
after their city; buildings, which some sets call organisations; names in verse, lists and tables.

## Annotated texts

No text is passed on, only weights. Labels were made to agree: countries are places everywhere, words of
peoples (`Iraqi`) none of the three, titles stand outside names. Three in five of the texts, without those
from Twitter, were learned from a second time with names put together anew from the beginnings and ends of
others, so that a name that nobody has is read by what stands around it.

| set | words | names | licence | thanks to |
|---|---|---|---|---|
{sets}

Not used, because of their licences: the part of re3d with articles of the BBC (CC BY-NC), CoNLL-2003,
WikiNEuRal, MultiNERD.

## Running text

Counted for which words are ordinary and which are used alike; nothing else of it is kept.

| text | licence |
|---|---|
{texts}

## Lists in the word book

| package | what | licence |
|---|---|---|
{lists}

The lists of the rules (`index/extraction/lexicon`) were written for this project.
"""


def card(documents: Sequence[Document], rows: Sequence[Measured], model: Path) -> str:
    """The card of the model that lies in a folder."""
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for one in documents:
        source = one.source.split("/", maxsplit=1)[0]
        words[source] += len(one.text.split())
        names[source] += len(one.spans)
    return _CARD.format(
        files="\n".join(
            f"| `{path.name}` | {path.stat().st_size:,} |"
            for path in sorted(model.iterdir())
            if path.is_file()
        ),
        scores=table(rows),
        sure=reliability_table(rows),
        sets="\n".join(
            f"| {one.name} | {words[one.name]:,} | {names[one.name]:,} | {one.licence} | {one.thanks} |"
            for one in SETS
        ),
        texts="\n".join(f"| {thanks} | {licence} |" for licence, thanks in TEXTS.values()),
        lists="\n".join(f"| {name} | {what} | {licence} |" for name, (licence, what) in SOURCES.items()),
    )
