"""What ``--json`` prints, as plain data: one function for each thing. ``docs/cli.md`` describes every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli.dossier import months_of
from index.extraction.voices import voices
from index.text import clean

if TYPE_CHECKING:
    from briefing.casebook import Decision, Grades, Labels, Note
    from briefing.cli.dossier import Known
    from index.entities.model import Appearance, Entry, Said
    from index.extraction.voices import Voice
    from index.model import Article, Copy, Layers, Mention, Moment, Span
    from index.page import Hit, Page
    from index.preparing import Loose
    from index.report import AddReport, Failure

Record = dict[str, Any]


def page_record(page: Page, grades: Grades, labels: Labels, marking: str) -> Record:
    """A page of search results, with the grades and markings of its hits and the highest of these."""
    return {
        "query": page.query,
        "read_as": page.read_as,
        "ignored": list(page.ignored),
        "total": page.total,
        "sort": page.sort,
        "elapsed_ms": round(page.elapsed_ms, 2),
        "facets": page.facets,
        "marking": marking or None,
        "hits": [hit_record(hit, grades, labels) for hit in page.hits],
    }


def hit_record(hit: Hit, grades: Grades, labels: Labels) -> Record:
    """One article that a search found."""
    # The door to the terminal cleans; positions only hold in a snippet that is clean already.
    marks = hit.marks if clean(hit.snippet) == hit.snippet else ()
    return {
        "id": hit.id,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published.value if hit.published else None,
        "precision": hit.published.precision if hit.published else None,
        "language": hit.language,
        "score": None if hit.score is None else round(hit.score, 4),
        "snippet": hit.snippet,
        "marks": [[mark.start, mark.end] for mark in marks],
        "copies": hit.copies,
        "hits": hit.hits,
        "grade": grades.code(hit.source, hit.id) or None,
        "marking": labels.of_article(hit.id) or None,
    }


def article_record(article: Article, grades: Grades, labels: Labels) -> Record:
    """An article with its copies, its grades and its marking."""
    return {
        "id": article.id,
        "number": article.number,
        "title": article.title,
        "title_derived": article.title_derived,
        "replaced_by": article.replaced_by,
        "language": article.language,
        "text": article.text,
        "source": article.source,
        "author": article.author,
        "published": article.published.value if article.published else None,
        "precision": article.published.precision if article.published else None,
        "url": article.url,
        "reliability": grades.reliability(article.source) or None,
        "credibility": grades.credibility(article.id) or None,
        "marking": labels.of_article(article.id) or None,
        "copies": [copy_record(copy) for copy in article.copies],
    }


def copy_record(copy: Copy) -> Record:
    """One publication of an article."""
    return {
        "source": copy.source,
        "author": copy.author,
        "published": copy.published.value if copy.published else None,
        "precision": copy.published.precision if copy.published else None,
        "url": copy.url,
        "language": copy.language,
        "path": copy.origin.path,
        "record": copy.origin.record,
        "gone": copy.origin.gone,
        "raw_sha256": copy.raw_sha256,
        "added": copy.added,
    }


def note_record(note: Note, title: str, state: str = "held") -> Record:
    """A note, with the title of its article and the state of its anchor."""
    anchor = note.anchor
    return {
        "id": note.id,
        "article": note.article,
        "title": title,
        "body": note.body,
        "tags": list(note.tags),
        "grade": note.grade,
        "marking": note.marking or None,
        "anchor": None
        if anchor is None
        else {
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "start": anchor.start,
            "end": anchor.end,
            "state": state,
        },
        "created": note.created,
        "changed": note.changed,
        "version": note.version,
    }


def report_record(report: AddReport) -> Record:
    """What came of adding."""
    return {
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "gone": report.gone,
        "pruned": report.pruned,
        "stopped": report.stopped,
        "failures": [_failure(each) for each in report.failures],
        "remarks": [_failure(each) for each in report.remarks],
        "left_out": dict(report.left_out),
        "gone_paths": list(report.gone_paths),
    }


def _failure(failure: Failure) -> Record:
    return {"path": failure.path, "reason": failure.reason}


def layers_record(loose: Loose, layers: Layers) -> Record:
    """What was recognised in a text; with the text where positions do not count in what was given."""
    text = loose.article.text
    return {
        "id": loose.article.id if loose.key is None else loose.key,
        **({} if loose.as_given else {"text": text}),
        "entities": [_mention(mention) for mention in layers.mentions],
        "moments": [moment_record(moment) for moment in layers.moments],
        "statements": [statement_record(text, voice) for voice in voices(text, layers)],
    }


def statement_record(text: str, voice: Voice) -> Record:
    """Who said what."""
    statement = voice.statement
    speaker = _passage(text, statement.speaker)
    return {
        "speaker": speaker and {**speaker, "entity": voice.name if voice.kind else None},
        "cue": _passage(text, statement.cue),
        "content": _passage(text, statement.content),
        "stance": statement.stance,
    }


def _mention(mention: Mention) -> Record:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "kind": mention.kind,
        "entity": mention.name,
        "confidence": round(mention.confidence, 3),
    }


def moment_record(moment: Moment) -> Record:
    """A time expression."""
    return {
        "start": moment.span.start,
        "end": moment.span.end,
        "text": moment.text,
        "value": moment.value or None,
        "precision": moment.precision,
        "decided": moment.decided,
        "recognised": (moment.recognised if moment.decided else moment.value) or None,
    }


def _passage(text: str, span: Span | None) -> Record | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def entry_record(entry: Entry) -> Record:
    """An entity in a list."""
    return {
        "name": entry.name,
        "kind": entry.kind,
        "times": entry.times,
        "articles": entry.articles,
        "lead": str(entry.lead),
    }


def dossier_record(known: Known) -> Record:
    """What is known of an entity."""
    dossier = known.dossier
    return {
        **entry_record(dossier.entry),
        "also": [
            {"text": alias.text, "times": alias.times, "decided": alias.decided} for alias in dossier.aliases
        ],
        "first": dossier.first.value if dossier.first else None,
        "last": dossier.last.value if dossier.last else None,
        "days": dossier.days,
        "months": months_of(dossier.days),
        "sources": dossier.sources,
        "mentions": [appearance_record(each) for each in known.appearances],
        "says": [said_record(each) for each in known.says],
        "about": [said_record(each) for each in known.about],
        "beside": [{**entry_record(each), "sentences": count} for each, count in known.beside],
        "sounds_like": [entry_record(each) for each in dossier.suggestions],
        "decided": [
            {
                "ruling": each.ruling,
                "subject": each.subject,
                "value": each.value,
                "why": known.why.get((each.ruling, each.subject), ""),
            }
            for each in dossier.rulings
        ],
    }


def decision_record(each: Decision) -> Record:
    """A decision about an entity or a mention."""
    return {
        "ruling": each.kind,
        "subject": each.subject,
        "value": each.value,
        "why": each.why,
        "decided": each.decided,
    }


def appearance_record(each: Appearance) -> Record:
    """A mention of an entity with the words around it."""
    return {
        **_where(each),
        "start": each.span.start,
        "end": each.span.end,
        "text": each.text,
        "before": each.before,
        "after": each.after,
    }


def said_record(each: Said) -> Record:
    """A statement in some article."""
    return {
        **_where(each),
        "speaker": each.speaker or None,
        "kind": each.kind,
        "cue": each.cue or None,
        "stance": each.stance,
        "direct": each.direct,
        "start": each.content.start,
        "end": each.content.end,
        "text": each.text,
    }


def _where(each: Appearance | Said) -> Record:
    return {
        "article": each.article,
        "title": each.title,
        "source": each.source,
        "published": each.published.value if each.published else None,
        "precision": each.published.precision if each.published else None,
    }
