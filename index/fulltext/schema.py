"""What the index holds of an article, and the number of that layout."""

from __future__ import annotations

from datetime import date
from typing import Any

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema

from index.fulltext.analysis import BREAK, PlacesFormat, WordAnalyzer
from index.model import Searchable
from index.when import bounds

#: Raised with every change of the schema, the analysis or the files: an index of another format is
#: made again from the catalogue.
FORMAT = 4

NUMBER, TITLE, BODY = "number", "title", "body"
SOURCE, AUTHOR, LANGUAGE = "source", "author", "language"
FIRST_DAY, LAST_DAY = "first_day", "last_day"


class WordsField(TEXT):  # type: ignore[misc]
    """A text whose words are those of ``index.words``, with their places."""

    def __init__(self) -> None:
        super().__init__(analyzer=WordAnalyzer())
        self.format = PlacesFormat()


def make_schema() -> Schema:
    """The fields of the index. Texts are not stored: the catalogue has them."""
    return Schema(
        **{
            NUMBER: _column(),
            TITLE: WordsField(),
            BODY: WordsField(),
            SOURCE: WordsField(),
            AUTHOR: WordsField(),
            LANGUAGE: ID(),
            FIRST_DAY: _column(),
            LAST_DAY: _column(),
        }
    )


def _column() -> COLUMN:
    return COLUMN(NumericColumn("q"))


def document(number: int, article: Searchable) -> dict[str, Any]:
    """The index's document of an article. ``body`` holds the title too, so that one field ranks both.

    Days are proleptic Gregorian ordinals, 1 being 1 January of the year 1. An article that is dated
    less exactly than a day has the first and the last day that it can mean; an undated one has 0.
    """
    values: dict[str, Any] = {
        NUMBER: number,
        TITLE: article.title,
        BODY: f"{article.title}{BREAK}{article.text}",
        SOURCE: BREAK.join(article.sources),
        AUTHOR: BREAK.join(article.authors),
    }
    if article.language:
        values[LANGUAGE] = article.language
    if article.published is not None:
        period = bounds(article.published)
        values[FIRST_DAY] = day_number(period.first)
        values[LAST_DAY] = day_number(period.last)
    return values


def day_number(day: date) -> int:
    """The day as the index counts it."""
    return day.toordinal()
