"""Entities across articles: kept, tied, counted, and told of."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from corpora import write_lines
from three import ARTICLES, counted, named, rule

from index import Corpus, open_corpus
from index.entities.model import Name, Ruled
from index.model import Decided, Kind
from index.understanding import passages, reading
from index.understanding.entities import Entities
from index.understanding.tying import is_spelling, short_forms, tie_new


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        assert corpus.read_for_names(workers=0) == 3
        yield corpus


def test_spellings_short_forms_and_acronyms_are_one_entity(corpus: Corpus) -> None:
    found = counted(corpus)
    assert found["Baghdad"] == ("place", 3, 3)
    assert found["Mohammed Shia al-Sudani"] == ("person", 3, 2)
    assert found["Security Media Cell"] == ("organisation", 3, 2)
    assert found["Kestrel Brigade"][2] == 2
    assert "SMC" not in found
    dossier = corpus.entities.dossier(named(corpus, "SMC"))
    assert dossier is not None
    assert (dossier.entry.name, [alias.text for alias in dossier.aliases]) == ("Security Media Cell", ["SMC"])
    assert [published.value for published in (dossier.first, dossier.last) if published] == [
        "2024-04-22",
        "2024-04-23",
    ]
    assert dossier.sources == {"Courier": 1, "Wire": 1}


def test_how_far_entities_are_spread_is_counted_for_names_in_one_go(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [Name("organisation", "Security Media Cell"), Name("place", "Baghdad"), Name("person", "Nobody")]
    assert corpus.entities.spread(names, at_once=True) is None, "nothing was counted yet"
    assert corpus.entities.spread(names) == {names[0]: 2, names[1]: 3}
    assert corpus.entities.spread(names[:1], at_once=True) == {names[0]: 2}
    listed = corpus.entities.listed()
    assert corpus.entities.spread([each.lead for each in listed]) == {
        each.lead: each.articles for each in listed
    }
    # What was decided since is counted anew, what came since a moment later.
    rule(corpus, Ruled("merged", str(names[0]), str(names[1])))
    assert corpus.entities.spread(names, at_once=True) is None
    assert corpus.entities.spread(names) == {names[0]: 3, names[1]: 3}
    corpus.rule(list)
    corpus.entities.spread(names)
    (third,) = [corpus.article(hit.id) for hit in corpus.search("claimed").hits]
    corpus.decide(lambda: [Decided(third.id, "removed", "yes")])
    assert corpus.entities.spread(names, at_once=True) == {names[0]: 2, names[1]: 3}
    monkeypatch.setattr("index.understanding.entities._WILL_DO_SECONDS", 0.0)
    assert corpus.entities.spread(names, at_once=True) is None
    assert corpus.entities.spread(names) == {names[0]: 2, names[1]: 2}


def test_what_is_known_of_an_entity_can_be_asked_of_some_articles(corpus: Corpus) -> None:
    cell = named(corpus, "SMC")
    (second,) = [hit.number for hit in corpus.search("left").hits]
    dossier = corpus.entities.dossier(cell, among=[second])
    assert dossier is not None
    assert (dossier.entry.times, dossier.entry.articles, dossier.in_all) == (1, 1, 2)
    assert dossier.sources == {"Courier": 1}
    assert [each.source for each in corpus.entities.appearances(cell, among=[second])] == ["Courier"]
    assert {each.source for each in corpus.entities.said(by=cell, among=[second])} == {"Courier"}
    assert len(corpus.entities.said(by=cell)) == 2
    beside = {each.name: count for each, count in corpus.entities.beside(cell, among=[second])}
    assert "Kestrel Brigade" not in beside
    none = corpus.entities.dossier(cell, among=[])
    assert none is not None
    assert (none.entry.times, none.entry.articles, none.in_all, none.first) == (0, 0, 2, None)
    assert none.names == dossier.names


@pytest.mark.parametrize(
    ("one", "other", "kind", "same"),
    [
        ("17th Desert Brigade", "30th Desert Brigade", "organisation", False),
        ("Kata'ib Hezbollah", "Kataib Hizballah", "organisation", True),
        ("the United Nations", "United Nations", "organisation", True),
        ("Niger", "Nigeria", "place", False),
        ("Iran", "Iraq", "place", False),
        ("Karim", "Karimi", "person", False),
        ("Kim Jong Il", "Kim Dae Jung", "person", False),
        ("Colombo", "Colombia", "place", False),
        ("Iranian Government", "Ivorian Government", "organisation", False),
        ("Non-Aligned Movement", "Non- aligned Movement", "organisation", True),
        ("Nursultan Nazarbaev", "Nursultan A. Nazarbayev", "person", True),
        ("Abdel Fattah el-Sisi", "Abdul Fattah al-Sissi", "person", True),
    ],
)
def test_only_spellings_of_a_name_are_tied(one: str, other: str, kind: Kind, same: bool) -> None:
    assert is_spelling(one, other, kind) is same


def test_a_short_form_that_is_far_more_frequent_stands_for_itself() -> None:
    names = [(1, Name("organisation", "Kestrel Brigade"), 1, 2), (2, Name("organisation", "KB"), 2, 10)]
    assert short_forms(names, {"KB": {1}}, {1: 2, 2: 10}) == {2: 1}
    assert short_forms(names, {"KB": {1}}, {1: 1, 2: 10}) == {}
    assert short_forms(names, {"KB": {1, 3}}, {1: 2, 2: 10, 3: 2}) == {}


def test_names_are_not_tied_by_way_of_a_third(tmp_path: Path) -> None:
    texts = ("Hasan Karimi", "Hassen Karimi", "Hussein Karimi")
    assert is_spelling(texts[0], texts[1], "person")
    assert is_spelling(texts[1], texts[2], "person")
    assert not is_spelling(texts[0], texts[2], "person")
    with open_corpus(tmp_path / "corpus") as corpus:
        catalog = corpus._catalog
        with catalog.transaction():
            numbers = [catalog.number_of_name(Name("person", text)) for text in texts]
        assert tie_new(catalog, lambda: False) == 3
        spelling = {row[0]: row[3] for row in catalog.name_rows(0)}
        assert [spelling[number] for number in numbers] == [numbers[0], numbers[0], numbers[2]]


def test_entities_of_some_articles_are_counted_in_these(corpus: Corpus) -> None:
    numbers = [hit.number for hit in corpus.search("SMC").hits]
    found = {each.name: each.times for each in corpus.entities.listed(among=numbers)}
    assert found == {
        "Baghdad": 2,
        "Mohammed Shia al-Sudani": 3,
        "Security Media Cell": 3,
        "Kestrel Brigade": 1,
    }
    assert [each.name for each in corpus.entities.listed(kind="place")] == ["Baghdad"]
    assert [each.name for each in corpus.entities.listed(matching="kest")] == ["Kestrel Brigade"]
    assert corpus.entities.listed(order="newest")[0].name in ("Kestrel Brigade", "Baghdad", "Torav Herald")


PARTS = (
    {
        "title": "Network",
        "text": "The Haqqani network denied the attack. Colonel Omar Haqqani did not. The Haqqani network left.",
    },
    {"title": "Group", "text": "The Security Media Cell met Colonel Omar Varga in Baraca."},
    {
        "title": "Body",
        "text": "The SMC said on Monday that Minister Joe Varga was in South Karsa. The base in Karsa was safe.",
    },
)


def test_people_go_by_a_part_of_their_name_and_bodies_and_places_do_not(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *PARTS)])
        corpus.read_for_names(workers=0)

        def found(text: str, kind: Kind | None = None) -> set[str]:
            return {each.name for each in corpus.entities.found(text, kind)}

        assert found("omar") == {"Omar Haqqani", "Omar Varga"}
        assert found("karsa") == {"Karsa"}
        assert found("network") == {"Haqqani network"}
        # What has these words is meant before what sounds alike.
        assert corpus.entities.sounding("varca")
        assert found("varg") == {"Omar Varga", "Joe Varga"}
        assert corpus.entities.found_by("varca")[0] == "sounding"


def test_all_that_can_be_meant_is_offered_the_same_kind_first(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *PARTS)])
        corpus.read_for_names(workers=0)
        (network,) = corpus.entities.named_exactly("Haqqani network")
        (omar,) = corpus.entities.named_exactly("Omar Haqqani")
        assert [each.name for each in corpus.entities.choices("haq", network)] == [network.name, omar.name]
        assert [each.name for each in corpus.entities.choices("haq", omar)] == [omar.name, network.name]


def test_what_is_akin_stands_for_it_or_has_its_name_and_is_nothing_else(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *PARTS)])
        corpus.read_for_names(workers=0)

        def akin(name: str) -> list[list[str]]:
            (entry,) = corpus.entities.named_exactly(name)
            return [[each.name for each in some] for some in corpus.entities.akin(entry)]

        assert akin("Security Media Cell") == [["SMC"], []]
        assert akin("SMC") == [["Security Media Cell"], []]
        assert akin("Karsa") == [[], ["South Karsa"]]
        assert akin("Haqqani network") == [[], []]


def test_what_is_akin_to_a_name_of_very_many_words_is_found_in_a_moment(corpus: Corpus) -> None:
    (cell,) = corpus.entities.named_exactly("Security Media Cell")
    (minister,) = corpus.entities.named_exactly("Mohammed Shia al-Sudani")
    rule(corpus, Ruled("renamed", str(minister.lead), "Omar " * 2000 + "Shia"))
    (renamed,) = corpus.entities.named_exactly("Omar " * 2000 + "Shia")
    began = time.perf_counter()
    corpus.entities.akin(renamed)
    corpus.entities.akin(cell)
    assert time.perf_counter() - began < 10


def test_mentions_stand_with_the_words_around_them(corpus: Corpus) -> None:
    found = corpus.entities.appearances(named(corpus, "Security Media Cell"))
    assert [(each.text, each.title) for each in found] == [
        ("SMC", "Cell speaks"),
        ("Security Media Cell", "Minister speaks"),
        ("SMC", "Minister speaks"),
    ]
    assert found[0].before == "The "
    assert found[0].after.startswith(" said that")
    article = corpus.article(found[1].article)
    assert article.text[found[1].span.start : found[1].span.end] == "Security Media Cell"
    later = corpus.entities.appearances(named(corpus, "Security Media Cell"), limit=1, offset=1)
    assert later == found[1:2]


def test_who_said_what_about_whom_is_found_across_articles(corpus: Corpus) -> None:
    cell, minister = named(corpus, "SMC"), named(corpus, "al-Sudani")
    said = corpus.entities.said(by=cell)
    assert [(each.stance, each.title) for each in said] == [
        ("asserts", "Cell speaks"),
        ("denies", "Minister speaks"),
    ]
    assert {each.speaker for each in said} == {"Security Media Cell"}
    (about,) = corpus.entities.said(by=cell, about=minister)
    assert about.title == "Cell speaks"
    assert [each.title for each in corpus.entities.said(about=minister)] == ["Cell speaks"]
    assert corpus.entities.said() == ()
    assert len(corpus.entities.speaking(cell)) == 2
    assert len(corpus.entities.spoken_about(minister)) == 1


def test_what_is_said_of_a_pronoun_alone_is_shown_with_its_sentence(tmp_path: Path) -> None:
    record = {
        "title": "A",
        "text": "The Kestrel Brigade fired. The Harbour Guard denied it on Monday. It left.",
    }
    with open_corpus(tmp_path / "it") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", record)])
        corpus.read_for_names(workers=0)
        (said,) = corpus.entities.said(by=named(corpus, "Harbour Guard"))
        assert (said.stance, said.text) == ("denies", "The Harbour Guard denied it on Monday.")


def test_a_people_and_its_country_are_related_and_two(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        text = "Iraqi officials met in Iraq. The Iraqis left."
        corpus.add([write_lines(tmp_path / "a.jsonl", {"title": "T", "text": text})])
        corpus.read_for_names(workers=0)
        (people,) = corpus.entities.listed(kind="demonym")
        assert (people.name, people.times) == ("Iraqi", 2)
        dossier = corpus.entities.dossier(people.id)
        assert dossier is not None
        (country,) = dossier.related
        assert (country.name, country.kind, country.times) == ("Iraq", "place", 1)
        back = corpus.entities.dossier(country.id)
        assert back is not None
        assert back.related == (people,)


def test_what_stands_beside_it_is_counted_by_sentences(corpus: Corpus) -> None:
    found = {entry.name: count for entry, count in corpus.entities.beside(named(corpus, "SMC"))}
    assert found == {"Kestrel Brigade": 1, "Mohammed Shia al-Sudani": 1, "Baghdad": 1}


def test_moments_come_in_the_order_of_time(corpus: Corpus) -> None:
    found = corpus.entities.times(corpus.everything())
    assert [each.moment.value for each in found] == ["2024-04-21", "2024-04-22"]
    assert found[1].speaker == "Security Media Cell"
    assert found[1].clause.startswith("The SMC said")


def test_the_same_time_of_one_sentence_comes_once(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        text = "On 3 May 2024 they met, and on 3 May 2024 they left. On 3 May 2024 it rained."
        corpus.add([write_lines(tmp_path / "a.jsonl", {"title": "T", "text": text, "date": "2024-05-09"})])
        corpus.read_for_names(workers=0)
        found = corpus.entities.times(corpus.everything())
        assert [(each.moment.value, each.clause[:13]) for each in found] == [
            ("2024-05-03", "On 3 May 2024"),
            ("2024-05-03", "On 3 May 2024"),
        ]


def test_other_spellings_come_from_the_corpus(corpus: Corpus) -> None:
    assert corpus.entities.variants("al-Soudani") == ("al-Sudani",)
    assert "Mohammed Shia al-Soudani" in corpus.entities.variants("mohammed shia al-sudani")
    assert corpus.entities.variants("baghdad") == ()


def test_layers_are_kept_and_come_back_as_they_were(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    from index import extraction

    for number in corpus.everything():
        article = corpus.article(corpus.search("", limit=9).hits[number - 1].id)
        fresh = extraction.extract(article)
        kept = corpus.layers(article)
        assert [(m.span, m.text, m.kind, m.name) for m in kept.mentions] == [
            (m.span, m.text, m.kind, m.name) for m in fresh.mentions
        ]
        assert [e.aliases for e in kept.entities] == [e.aliases for e in fresh.entities]
        assert (kept.moments, kept.statements) == (fresh.moments, fresh.statements)
    monkeypatch.setattr(extraction, "extract", lambda *_, **__: pytest.fail("it was read again"))
    corpus.layers(article)


def test_a_short_form_is_let_go_when_another_has_it_too(tmp_path: Path) -> None:
    """Also where all names are known already: the order in which articles come changes nothing."""
    texts = [
        "The Security Media Cell (SMC) denied that rockets fell on Baghdad.",
        "The SMC said that the base was safe.",
        "The Supreme Military Council denied it in Baghdad.",
        "The Supreme Military Council (SMC) denied it again in Baghdad.",
    ]
    lines = [{"title": f"T{at}", "date": f"2024-04-{10 + at}", "text": text} for at, text in enumerate(texts)]
    with open_corpus(tmp_path / "together") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *lines)])
        corpus.read_for_names(workers=0)
        together = counted(corpus)
    with open_corpus(tmp_path / "apart") as corpus:
        for most in range(1, 5):
            corpus.add([write_lines(tmp_path / "a.jsonl", *lines[:most])])
            corpus.read_for_names(workers=0)
            assert ("SMC" in counted(corpus)) is (most == 4)
        assert counted(corpus) == together
        corpus.add([write_lines(tmp_path / "a.jsonl", *lines[:2])], prune=True)
        corpus.read_for_names(workers=0)
        assert "SMC" not in counted(corpus)


def test_a_family_name_that_an_article_keeps_apart_is_not_tied_across_articles(tmp_path: Path) -> None:
    texts = [
        "President Varou has not commented. Aminata Varou, a resident, said that shelling went on.",
        "Mr Varou said no. Mrs Olstad said yes.",
        "Dr Wemba Olstad said that shelling went on.",
    ]
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *({"title": text, "text": text} for text in texts))])
        corpus.read_for_names(workers=0)
        found = counted(corpus)
        assert (found["Varou"][1], found["Aminata Varou"][1]) == (2, 1)
        assert found["Wemba Olstad"][1] == 2


def test_names_are_tied_by_what_is_known_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where somebody asked between the reading and the tying."""
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        monkeypatch.setattr(reading, "_FIRST_TIE", 10**9)
        tie = corpus.entities.tie

        def asked_before(stop: Callable[[], bool]) -> None:
            corpus.entities.listed()
            tie(stop)

        monkeypatch.setattr(corpus.entities, "tie", asked_before)
        corpus.read_for_names(workers=0)
        view = corpus.entities._register.view()
        spelled = view.number(Name("person", "Mohammed Shia al-Soudani"))
        assert spelled is not None
        assert view.called(int(view.spelling[spelled])) == "Mohammed Shia al-Sudani"
        assert corpus.entities.variants("al-Soudani") == ("al-Sudani",)


# -- much of it -------------------------------------------------------------------------------------


def test_what_one_says_of_another_is_found_as_fast_in_many_articles(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entities, "_numbers", lambda *_, **__: list(range(30_000)))
    monkeypatch.setattr(passages, "said", lambda *_, **__: iter(()))
    began = time.process_time()
    assert corpus.entities.said(by=named(corpus, "SMC"), about=named(corpus, "Baghdad")) == ()
    assert time.process_time() - began < 1


def test_others_can_write_while_names_are_tied(corpus: Corpus) -> None:
    catalog = corpus._catalog
    with catalog.transaction():
        for at in range(250):
            catalog.number_of_name(Name("person", f"Ilse Varga{at}"))
    asked: list[int] = []
    assert tie_new(catalog, lambda: bool(asked) or asked.append(1)) == 100  # type: ignore[func-returns-value]
    assert tie_new(catalog, lambda: False) == 150


def test_a_row_of_letters_without_end_is_no_name(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        text = f"The {'A' * 100_000} Front came to Ostrel. The Kestrel Brigade left."
        corpus.add([write_lines(tmp_path / "a.jsonl", {"title": "T", "text": text})])
        corpus.read_for_names(workers=0)
        assert set(counted(corpus)) == {"Ostrel", "Kestrel Brigade"}
