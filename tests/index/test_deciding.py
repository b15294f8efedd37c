"""Entities as somebody decided: put together, parted, renamed, of another kind, none, here or everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import write_lines
from three import ARTICLES, counted, named, rule

from index import Article, Corpus, open_corpus
from index.entities.model import Name, Ruled, lead_of
from index.entities.ruling import place_of
from index.extraction import recogniser
from index.model import Mention


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        assert corpus.read_for_names(workers=0) == 3
        yield corpus


BRIGADE = str(Name("organisation", "Kestrel Brigade"))
CELL = str(Name("organisation", "Security Media Cell"))
SMC = str(Name("organisation", "SMC"))


def test_merged_entities_are_one_and_come_apart_again(corpus: Corpus) -> None:
    before = counted(corpus)
    rule(corpus, Ruled("merged", BRIGADE, CELL))
    assert counted(corpus)["Security Media Cell"][1:] == (before["Security Media Cell"][1] + 2, 3)
    assert "Kestrel Brigade" not in counted(corpus)
    dossier = corpus.entities.dossier(named(corpus, "Kestrel Brigade"))
    assert dossier is not None
    assert [a.text for a in dossier.aliases if a.decided is True] == ["Kestrel Brigade"]
    assert dossier.rulings == (Ruled("merged", BRIGADE, CELL),)
    article = corpus.article(corpus.search("claimed").hits[0].id)
    assert ("organisation", "Security Media Cell") in {
        (m.kind, m.name) for m in corpus.layers(article).mentions
    }
    corpus.rule(list)
    assert counted(corpus) == before


def test_what_is_merged_into_another_is_of_the_kind_of_that(corpus: Corpus) -> None:
    baghdad = str(Name("place", "Baghdad"))
    rule(corpus, Ruled("merged", baghdad, CELL))
    assert counted(corpus)["Security Media Cell"][0] == "organisation"
    article = corpus.article(corpus.search("Baghdad claimed").hits[0].id)
    assert ("organisation", "Security Media Cell") in {
        (m.kind, m.name) for m in corpus.layers(article).mentions
    }


def test_a_name_that_was_split_off_stands_for_itself(corpus: Corpus) -> None:
    rule(corpus, Ruled("split", SMC))
    found = counted(corpus)
    assert found["SMC"][1:] == (1, 1)
    assert found["Security Media Cell"][1:] == (2, 1)


def test_renamed_and_of_another_kind_everywhere(corpus: Corpus) -> None:
    rule(corpus, Ruled("renamed", CELL, "Media Cell of the Army"), Ruled("retyped", BRIGADE, "organisation"))
    found = counted(corpus)
    assert found["Media Cell of the Army"][1:] == (3, 2)
    assert found["Kestrel Brigade"][0] == "organisation"
    assert corpus.entities.of("organisation", "Media Cell of the Army") == corpus.entities.found("SMC")[0]
    article = corpus.article(corpus.search("denied").hits[0].id)
    layers = corpus.layers(article)
    assert ("organisation", "Media Cell of the Army") in {(e.kind, e.name) for e in layers.entities}


def test_what_is_no_entity_is_nowhere(corpus: Corpus) -> None:
    rule(corpus, Ruled("ignored", CELL))
    assert "Security Media Cell" not in counted(corpus)
    assert corpus.entities.found("Security Media Cell") == ()
    (said,) = corpus.entities.said(about=named(corpus, "al-Sudani"))
    assert (said.entity, said.title) == (None, "Cell speaks")
    article = corpus.article(corpus.search("denied").hits[0].id)
    layers = corpus.layers(article)
    assert "Security Media Cell" not in {mention.name for mention in layers.mentions}
    places = {mention.span for mention in layers.mentions}
    assert all(statement.named in places for statement in layers.statements if statement.named)


def test_who_merges_it_says_that_it_is_something(corpus: Corpus) -> None:
    rule(corpus, Ruled("ignored", CELL), Ruled("merged", BRIGADE, CELL))
    assert counted(corpus)["Security Media Cell"][2] == 3


def test_a_decision_holds_by_a_name_that_nobody_put_there(corpus: Corpus) -> None:
    """Else what is merged once more would take the place of the first merge."""
    herald = named(corpus, "Torav Herald")
    assert corpus.entities.leading(named(corpus, "SMC")) == Name("organisation", "Security Media Cell")
    rule(corpus, Ruled("merged", BRIGADE, str(Name("organisation", "Torav Herald"))))
    dossier = corpus.entities.dossier(herald)
    assert dossier is not None
    assert dossier.names[0] == Name("organisation", "Kestrel Brigade"), "it is used more"
    assert corpus.entities.leading(herald) == Name("organisation", "Torav Herald")


def test_what_is_of_another_kind_is_known_by_each_spelling(corpus: Corpus) -> None:
    rule(corpus, Ruled("retyped", "person:Mohammed Shia al-Sudani", "group"))
    article = corpus.article(corpus.search("left").hits[0].id)
    (mention,) = (m for m in corpus.layers(article).mentions if m.kind == "group")
    assert mention.name == "Mohammed Shia al-Soudani"
    entry = corpus.entities.of(mention.kind, mention.name)
    assert entry is not None
    assert (entry.name, entry.articles) == ("Mohammed Shia al-Sudani", 2)


def test_two_that_are_called_the_same_are_told_apart_by_the_names_that_lead_them(corpus: Corpus) -> None:
    renamed = Ruled("renamed", "organisation:Torav Herald", "Kestrel Brigade")
    rule(corpus, renamed, Ruled("retyped", "organisation:Torav Herald", "group"))
    article = corpus.article(corpus.search("claimed").hits[0].id)
    layers = corpus.layers(article)
    there = [m for m in layers.mentions if m.name == "Kestrel Brigade"]
    assert [(mention.text, mention.kind) for mention in there] == [
        ("Kestrel Brigade", "group"),
        ("Torav Herald", "group"),
    ]
    leads = [lead_of(mention) for mention in there]
    assert [lead.text for lead in leads] == ["Kestrel Brigade", "Torav Herald"]
    # In the article too they are two.
    both = [entity for entity in layers.entities if entity.name == "Kestrel Brigade"]
    assert [lead_of(entity) for entity in both] == leads
    entries = [corpus.entities.named(lead) for lead in leads]
    assert [(each.name, each.articles, each.lead) for each in entries if each] == [
        ("Kestrel Brigade", 2, leads[0]),
        ("Kestrel Brigade", 1, leads[1]),
    ]
    listed = [each for each in corpus.entities.listed() if each.name == "Kestrel Brigade"]
    assert {each.lead for each in listed} == set(leads)
    assert corpus.entities.named(Name("person", "Kestrel Brigade")) is None


def test_what_was_put_together_is_one_thing_in_its_article(corpus: Corpus) -> None:
    rule(corpus, Ruled("merged", "organisation:Torav Herald", BRIGADE))
    article = corpus.article(corpus.search("claimed").hits[0].id)
    (entity,) = [e for e in corpus.layers(article).entities if e.name == "Kestrel Brigade"]
    assert [mention.text for mention in entity.mentions] == ["Kestrel Brigade", "Torav Herald"]
    assert lead_of(entity) == Name("organisation", "Kestrel Brigade")


def test_one_mention_is_none_here_and_all_others_are(corpus: Corpus) -> None:
    article = corpus.article(corpus.search("denied").hits[0].id)
    mention = next(m for m in corpus.layers(article).mentions if m.text == "SMC")
    before = counted(corpus)["Security Media Cell"]
    rejection = Ruled("not_here", str(place_of(mention, article.text)), article.id)
    rule(corpus, rejection)
    assert counted(corpus)["Security Media Cell"] == (before[0], before[1] - 1, before[2])
    dossier = corpus.entities.dossier(named(corpus, "SMC"))
    assert dossier is not None
    assert dossier.rulings == (rejection,)
    assert sum(alias.times for alias in dossier.aliases) == 1
    assert [m.text for m in corpus.layers(article).mentions if m.name == mention.name] == [
        "Security Media Cell"
    ]
    assert len(corpus.entities.appearances(named(corpus, "SMC"))) == 2


def test_what_is_rejected_where_it_stands_alone_is_nowhere(corpus: Corpus) -> None:
    article = corpus.article(corpus.search("claimed").hits[0].id)
    for mention in corpus.layers(article).mentions:
        if mention.name == "Baghdad":
            rule(corpus, Ruled("not_here", str(place_of(mention, article.text)), article.id))
    assert counted(corpus)["Baghdad"] == ("place", 2, 2)
    assert article.number not in corpus.entities.articles(named(corpus, "Baghdad"))
    corpus.rule(list)
    assert counted(corpus)["Baghdad"] == ("place", 3, 3)


TWO_OF_ONE_NAME = {
    "title": "Two",
    "date": "2024-05-03",
    "text": "President Ilse Varga met Colonel Omar Karim in Baghdad. Varga said that the base was safe. On Monday"
    " Varga denied the attack. Karim left.",
}


def test_one_mention_is_of_another_entity_and_all_others_stay(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add([write_lines(tmp_path / "two.jsonl", TWO_OF_ONE_NAME)])
    corpus.read_for_names(workers=0)
    article = corpus.article(corpus.search("title:two").hits[0].id)
    layers = corpus.layers(article)
    second = [each for each in layers.mentions if each.text == "Varga"][1]
    before = counted(corpus)
    assert (before["Ilse Varga"][1], before["Omar Karim"][1]) == (3, 2)
    assert [each.speaker for each in corpus.entities.said(by=named(corpus, "Ilse Varga"))] == [
        "Ilse Varga"
    ] * 2
    given = Ruled("here", str(place_of(second, article.text)), f"{article.id} person:Omar Karim")
    rule(corpus, given)

    def holds() -> None:
        found = counted(corpus)
        assert found["Ilse Varga"] == ("person", 2, 1)
        assert found["Omar Karim"] == ("person", 3, 1)
        (mine,) = corpus.entities.said(by=named(corpus, "Omar Karim"))
        assert (mine.stance, mine.speaker) == ("denies", "Omar Karim")
        (hers,) = corpus.entities.said(by=named(corpus, "Ilse Varga"))
        assert hers.stance == "asserts"
        now = {mention.span: mention.name for mention in corpus.layers(article).mentions}
        assert [now[each.span] for each in layers.mentions if each.text == "Varga"] == [
            "Ilse Varga",
            "Omar Karim",
        ]
        entry = corpus.entities.at(article, second.span)
        assert entry is not None
        assert entry.name == "Omar Karim"
        for name in ("Omar Karim", "Ilse Varga"):
            dossier = corpus.entities.dossier(named(corpus, name))
            assert dossier is not None
            assert given in dossier.rulings, "both say that it was decided"
        assert len(corpus.search('by:"omar karim"').hits) == 1

    holds()
    rule(corpus, given, Ruled("renamed", "person:Omar Karim", "The Colonel"))
    assert {mention.name for mention in corpus.layers(article).mentions} >= {"The Colonel", "Ilse Varga"}
    assert counted(corpus)["The Colonel"][1] == 3
    # What was decided later about the same mention holds.
    rule(corpus, given, Ruled("not_here", given.subject, article.id))
    assert (counted(corpus)["Ilse Varga"][1], counted(corpus)["Omar Karim"][1]) == (2, 2)
    rule(corpus, Ruled("not_here", given.subject, article.id), given)
    holds()
    with corpus._catalog.transaction():
        corpus._catalog._db().execute("UPDATE layers SET version = 'older'")
    corpus.read_for_names(workers=0)
    holds()
    rule(corpus)
    assert counted(corpus) == before


def test_a_decision_about_one_mention_holds_for_no_other_that_looks_like_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    same = "Minister Ilse Varga met Colonel Omar Karim there. On Monday at the port Karim denied all of it."
    texts = (f"{same}\n\n{same}", f"{same} Nobody else spoke, and the ships lay still for days.")
    lines = [{"title": f"Port {number}", "text": text} for number, text in enumerate(texts)]
    corpus.add([write_lines(tmp_path / "port.jsonl", *lines)])
    corpus.read_for_names(workers=0)
    twice, once = (corpus.article(corpus.search(f"title:{number}").hits[0].id) for number in range(2))
    first, second = (each for each in corpus.layers(twice).mentions if each.text == "Karim")
    (other,) = (each for each in corpus.layers(once).mentions if each.text == "Karim")
    before = counted(corpus)

    def name_at(article: Article, mention: Mention) -> str:
        return next(each.name for each in corpus.layers(article).mentions if each.span == mention.span)

    given = Ruled("here", str(place_of(second, twice.text, twice.id)), f"{twice.id} person:Ilse Varga")
    rule(corpus, given)
    assert [name_at(twice, each) for each in (first, second)] == ["Omar Karim", "Ilse Varga"]
    assert name_at(once, other) == "Omar Karim"
    assert counted(corpus)["Ilse Varga"][1] == before["Ilse Varga"][1] + 1
    away = Ruled("not_here", str(place_of(other, once.text, once.id)), once.id)
    assert away.subject != given.subject
    rule(corpus, given, away)
    assert [name_at(twice, each) for each in (first, second)] == ["Omar Karim", "Ilse Varga"]
    assert other.span not in {each.span for each in corpus.layers(once).mentions}
    assert counted(corpus)["Omar Karim"][1] == before["Omar Karim"][1] - 2


def test_who_speaks_once_and_is_somebody_else_does_not_speak(corpus: Corpus, tmp_path: Path) -> None:
    text = "Colonel Omar Karim left Baghdad. Minister Ilse Varga met the Kestrel Brigade. Karim denied the attack."
    corpus.add([write_lines(tmp_path / "one.jsonl", {"title": "One", "text": text})])
    corpus.read_for_names(workers=0)
    article = corpus.article(corpus.search("title:one").hits[0].id)
    (spoke,) = (each for each in corpus.layers(article).mentions if each.text == "Karim")
    assert corpus.entities.speaking(named(corpus, "Omar Karim"))
    rule(corpus, Ruled("here", str(place_of(spoke, article.text)), f"{article.id} group:nobody of that name"))
    assert counted(corpus)["Omar Karim"][1] == 1
    assert not corpus.entities.speaking(named(corpus, "Omar Karim"))
    brigade = f"{article.id} organisation:Kestrel Brigade"
    rule(corpus, Ruled("here", str(place_of(spoke, article.text)), brigade))
    assert counted(corpus)["Kestrel Brigade"][0] == "group", (
        "a mention that is given says nothing of the kind"
    )
    (now,) = (each for each in corpus.layers(article).mentions if each.span == spoke.span)
    assert (now.kind, now.name) == ("group", "Kestrel Brigade")


def test_decisions_in_a_circle_end(corpus: Corpus) -> None:
    rule(
        corpus,
        Ruled("merged", BRIGADE, CELL),
        Ruled("merged", CELL, BRIGADE),
        Ruled("merged", SMC, SMC),
        Ruled("renamed", "no name", "x"),
        Ruled("merged", "organisation:Nobody", "organisation:Nobody Here"),
        Ruled("not_here", "{", "x"),
        Ruled("here", "{", "x"),
        Ruled("here", '["Baghdad", "", ""]', "x"),
    )
    assert sum(articles for _, _, articles in counted(corpus).values()) > 0


def test_decisions_hold_when_articles_are_read_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:

    rule(corpus, Ruled("merged", BRIGADE, CELL))
    before = counted(corpus)
    monkeypatch.setattr(recogniser, "_fingerprint", lambda: "another")
    with open_corpus(corpus.path) as again:
        again.read_for_names(workers=0)
        assert counted(again) == before


def test_a_removed_article_names_nothing(corpus: Corpus, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", *ARTICLES[:2])
    corpus.add([tmp_path / "a.jsonl"], prune=True)
    assert "Torav Herald" not in counted(corpus)
    assert corpus.unread() == 0


def test_what_was_decided_about_mentions_is_not_worked_out_again_while_names_are_read(
    corpus: Corpus, tmp_path: Path
) -> None:
    articles = [corpus.article(hit.id) for hit in corpus.search("").hits]
    rulings = []
    for each in articles:
        (mention, *_) = (one for one in corpus.layers(each).mentions if one.text == "Baghdad")
        rulings.append(Ruled("not_here", str(place_of(mention, each.text, each.id)), each.id))
    rule(corpus, *rulings[:2])
    asked: list[str] = []

    def texts_read() -> int:
        asked.clear()
        assert counted(corpus)["Baghdad"][1] == 3 - len(corpus._catalog.ruled())
        return sum("title, text FROM articles" in each for each in asked)

    corpus._catalog._db().set_trace_callback(asked.append)
    assert texts_read() == 1
    corpus.add([write_lines(tmp_path / "b.jsonl", {"title": "x", "text": "Omar Varga met Ilse Varga."})])
    corpus.read_for_names(workers=0)
    assert texts_read() == 0
    rule(corpus, rulings[0])
    assert texts_read() == 0
    rule(corpus, *rulings[:2])
    assert texts_read() == 1
