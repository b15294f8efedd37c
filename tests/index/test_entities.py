"""Entities across articles: kept, tied, counted, and as somebody decided."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from corpora import write_lines

from index import Article, Corpus, open_corpus
from index.catalog import Catalog, understood
from index.entities.model import Name, Ruled, lead_of
from index.entities.ruling import place_of
from index.errors import BusyError
from index.extraction import recogniser
from index.extraction.recogniser import Recogniser
from index.fulltext.turns import turn
from index.model import Decided, Kind, Mention
from index.understanding import passages, reading
from index.understanding.entities import Entities
from index.understanding.tying import is_spelling, short_forms, tie_new

ARTICLES = (
    {
        "title": "Minister speaks",
        "date": "2024-04-22",
        "source": "Wire",
        "text": "Prime Minister Mohammed Shia al-Sudani said the base in Baghdad was safe. Al-Sudani spoke on"
        " Sunday. The Security Media Cell (SMC) denied that the Kestrel Brigade fired rockets.",
    },
    {
        "title": "Cell speaks",
        "date": "2024-04-23",
        "source": "Courier",
        "text": "The SMC said that Mohammed Shia al-Soudani had left Baghdad on Monday.",
    },
    {
        "title": "Brigade",
        "date": "2024-05-01",
        "source": "Courier",
        "text": "The Kestrel Brigade, an armed group, claimed the attack near Baghdad. The Torav Herald did not.",
    },
)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        assert corpus.read_for_names(workers=0) == 3
        yield corpus


def named(corpus: Corpus, name: str) -> int:
    """The number of the entity that is called so."""
    (entry, *_) = corpus.entities.found(name)
    return entry.id


def counted(corpus: Corpus) -> dict[str, tuple[str, int, int]]:
    return {each.name: (each.kind, each.times, each.articles) for each in corpus.entities.listed()}


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


# -- reading again ----------------------------------------------------------------------------------


def test_only_what_changed_is_read_again(corpus: Corpus, tmp_path: Path) -> None:
    assert corpus.unread() == 0
    assert corpus.read_for_names(workers=0) == 0
    changed = [*ARTICLES[:2], {**ARTICLES[2], "text": "Nothing was claimed near Basra."}]
    corpus.add([write_lines(tmp_path / "a.jsonl", *changed)])
    assert corpus.unread() == 1
    assert corpus.read_for_names(workers=0) == 1
    found = counted(corpus)
    assert found["Baghdad"] == ("place", 2, 2)
    assert found["Basra"] == ("place", 1, 1)
    assert "Torav Herald" not in found


def test_another_date_resolves_moments_anew(corpus: Corpus, tmp_path: Path) -> None:
    before = counted(corpus)
    moved = [{**ARTICLES[0], "date": "2024-05-06"}, *ARTICLES[1:]]
    corpus.add([write_lines(tmp_path / "a.jsonl", *moved)])
    assert corpus.unread() == 1
    corpus.read_for_names(workers=0)
    assert "2024-05-05" in [each.moment.value for each in corpus.entities.times(corpus.everything())]
    assert counted(corpus) == before


def test_another_recogniser_reads_all_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:

    before = counted(corpus)
    monkeypatch.setattr(recogniser, "_fingerprint", lambda: "another")
    with open_corpus(corpus.path) as again:
        assert again.unread() == 3
        assert again.read_for_names(workers=0) == 3
        assert counted(again) == before


def test_processes_find_the_same(corpus: Corpus, tmp_path: Path) -> None:
    seen = []
    with open_corpus(tmp_path / "apart") as apart:
        apart.add([tmp_path / "a.jsonl"])
        assert apart.read_for_names(workers=2, progress=lambda *done: seen.append(done)) == 3
        assert counted(apart) == counted(corpus)
    assert seen[-1] == (3, 3)


def test_an_article_that_breaks_the_recogniser_costs_its_own_names_only(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reading.recognised

    def breaks(unread: understood.Unread, recogniser: Recogniser) -> understood.Recognised:
        if "claimed" in unread.text:
            raise RecursionError
        return whole(unread, recogniser)

    monkeypatch.setattr(reading, "recognised", breaks)
    with open_corpus(tmp_path / "other") as other:
        other.add([tmp_path / "a.jsonl"])
        assert other.read_for_names(workers=0) == 3
        assert other.unread() == 0
        ((_, fault),) = other.entities.faults()
        assert fault == "finding its names failed (RecursionError)"
        assert counted(other)["Baghdad"] == ("place", 2, 2)


def test_what_was_stopped_goes_on_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_BATCH_ARTICLES", 1)
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        seen: list[int] = []
        read = corpus.read_for_names(
            workers=0, progress=lambda done, _: seen.append(done), stop=lambda: bool(seen)
        )
        assert 0 < read < 3
        # The newest first: a reader wants today's names.
        assert "Kestrel Brigade" in counted(corpus)
        assert corpus.read_for_names(workers=0) == 3 - read
        assert counted(corpus)["Security Media Cell"] == ("organisation", 3, 2)


def test_an_article_that_takes_long_is_broken_off(tmp_path: Path) -> None:
    long = " ".join(f"Ilse Varga {at} told the Kestrel Brigade that Ostrel fell." for at in range(60_000))
    lines = [{**ARTICLES[0], "date": "2024-04-22"}, {"title": "L", "date": "2023-01-01", "text": long}]
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *lines)])
        began = time.monotonic()
        asked: list[float] = []

        def stop() -> bool:
            late = time.monotonic() - began > 6
            if late and not asked:
                asked.append(time.monotonic())
            return late

        corpus.read_for_names(workers=1, stop=stop)
        assert asked, "it takes longer than that"
        assert time.monotonic() - asked[0] < 5
        assert corpus.unread() >= 1
        assert corpus.entities.faults() == []


def test_texts_are_in_memory_one_at_a_time(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    whole = Catalog.to_read

    def to_read(catalog: Catalog, number: int) -> understood.Unread | None:
        asked.append(number)
        return whole(catalog, number)

    monkeypatch.setattr(Catalog, "to_read", to_read)
    texts = reading._texts(corpus._catalog, [3, 99, 1])
    assert next(texts).number == 3
    assert asked == [3]
    assert [unread.number for unread in texts] == [1]


def test_one_process_at_a_time_reads(corpus: Corpus) -> None:
    with turn(corpus.path / "names"), pytest.raises(BusyError):
        corpus.read_for_names(workers=0)


# -- decisions --------------------------------------------------------------------------------------


def rule(corpus: Corpus, *rulings: Ruled) -> None:
    assert corpus.rule(lambda: list(rulings))
    assert not corpus.rule(lambda: list(rulings))


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
