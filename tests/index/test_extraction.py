"""The rules: who and what is named, and which names are one thing, without the tagger.

Most texts here come from a world that does not exist, so that the rules and not the word lists are tested.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.extraction import extract
from index.extraction.lexicon import lexicon
from index.extraction.tokens import plain, words
from index.model import Article, Copy, Entity, Layers, Origin, Published
from index.text import clean


def article(text: str, published: str = "", language: str = "en") -> Article:
    when = Published(published, "day") if published else None
    copy = Copy(
        "Halden Courier", "", when, "", language, Origin("/somewhere"), "0" * 64, "2024-04-22T10:00:00Z"
    )
    return Article(1, "0" * 20, "A title", False, clean(text), language, (copy,))


def read(text: str, language: str = "en") -> Layers:
    return extract(article(text, language=language), rules_alone=True)


def kinds(text: str, language: str = "en") -> dict[str, str]:
    return {mention.text: mention.kind for mention in read(text, language).mentions}


def entity(layers: Layers, name: str) -> Entity:
    (match,) = [entity for entity in layers.entities if entity.name == name]
    return match


# -- people ---------------------------------------------------------------------------------------


def test_a_title_makes_a_person_and_stays_outside() -> None:
    assert kinds("Defence Minister Ilsabet Vargo met Col. Orun Tesk and Prof Wemba Olstad.") == {
        "Ilsabet Vargo": "person",
        "Orun Tesk": "person",
        "Wemba Olstad": "person",
    }


def test_a_title_may_hold_its_office() -> None:
    assert kinds(
        "They asked Secretary of State Orun Tesk and Emergency Situations Minister Wemba Olstad."
    ) == {
        "Orun Tesk": "person",
        "Wemba Olstad": "person",
    }


def test_a_nation_before_a_title_is_a_mention_of_its_own() -> None:
    assert kinds("Iraqi Prime Minister Orun al-Tesk spoke.") == {"Iraqi": "demonym", "Orun al-Tesk": "person"}


def test_a_given_name_makes_a_person() -> None:
    assert kinds("The talks with Mustafa Brennick ended.") == {"Mustafa Brennick": "person"}


def test_a_verb_of_saying_makes_a_person_of_two_unknown_words() -> None:
    assert kinds("The road is shut, Wemba Olstad said.") == {"Wemba Olstad": "person"}


def test_a_role_or_an_age_makes_a_person() -> None:
    assert kinds("The brigade's commander Wemba Olstad fled. They buried Orun Tesk, 34, at noon.") == {
        "Wemba Olstad": "person",
        "Orun Tesk": "person",
    }


def test_a_family_name_is_tied_to_the_full_name() -> None:
    layers = read("Dr Wemba Olstad came. Nobody met Olstad. “I came,” Olstad said. Olstad’s car was gone.")
    olstad = entity(layers, "Wemba Olstad")
    assert [mention.text for mention in olstad.mentions] == ["Wemba Olstad", "Olstad", "Olstad", "Olstad"]
    assert olstad.aliases == ("Olstad",)


def test_the_arabic_article_does_not_part_a_name() -> None:
    layers = read("Munir al-Dakwani spoke. Al-Dakwani left. Later Dakwani came back with Mr Al Dakwani.")
    assert len(entity(layers, "Munir al-Dakwani").mentions) == 4


def test_a_family_name_that_two_bear_just_now_is_a_guess() -> None:
    layers = read("Mr Anton Vell spoke. Vell left. Mrs Sara Vell stayed. Vell slept.")
    assert [one.confidence < 0.6 for one in entity(layers, "Anton Vell").mentions] == [False, False, True]
    assert len(entity(layers, "Sara Vell").mentions) == 1


def test_a_relative_does_not_take_over_the_family_name() -> None:
    layers = read("Mr Anton Vell spoke. His wife Sara Vell came. Later Vell left.")
    assert [mention.text for mention in entity(layers, "Anton Vell").mentions] == ["Anton Vell", "Vell"]


def test_a_shorter_form_of_a_full_name_is_the_same_person() -> None:
    layers = read("Mohammed Shia al-Brenni arrived. Later Mohammed al-Brenni left.")
    assert len(entity(layers, "Mohammed Shia al-Brenni").mentions) == 2


def test_a_month_can_be_a_family_name() -> None:
    assert kinds("Yesterday Theresa May spoke.")["Theresa May"] == "person"


def test_a_title_alone_is_no_mention() -> None:
    assert kinds("The Prime Minister met the President and the Foreign Secretary.") == {}


# -- bodies, groups, facilities, places -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kestrel Brigade", "group"),
        ("Marsh Liberation Front", "group"),
        ("27th Heron Battalion", "group"),
        ("Coastal Unity Party", "group"),
        ("Kataib al-Zahran", "group"),
        ("Harbour Ministry", "organisation"),
        ("Ministry of Dykes and Harbours", "organisation"),
        ("Varrow Media Cell", "organisation"),
        ("Central Bank of Brennia", "organisation"),
        ("Northmark Border Agency", "organisation"),
        ("Syrian Army", "organisation"),
        ("Heron College London", "organisation"),
        ("Committee to Protect Shepherds", "organisation"),
        ("Western Varrow Operations Sector", "facility"),
        ("Ostrel Air Base", "facility"),
        ("Brenn Border Crossing", "facility"),
        ("Camp Heron", "facility"),
        ("Varrow Province", "place"),
        ("Lake Senn", "place"),
        ("Strait of Varrow", "place"),
        ("Heron Island", "place"),
        ("Third Desert Regiment", "organisation"),
        ("Brenn Mountain Brigade", "organisation"),
        ("Straits Security Alliance", "organisation"),
        ("Halden Ledger", "organisation"),
        ("Senn Ferries", "organisation"),
        ("Harrow & Finch", "organisation"),
        ("Banco Miro", "organisation"),
        ("Northgate Courthouse", "facility"),
    ],
)
def test_the_head_noun_decides(name: str, kind: str) -> None:
    assert kinds(f"Nobody knew the {name} then.") == {name: kind}


def test_lower_case_words_can_make_a_facility() -> None:
    assert kinds("They shelled Ostrel air base and the Brenn border crossing.") == {
        "Ostrel air base": "facility",
        "Brenn border crossing": "facility",
    }


def test_the_last_noun_of_a_facility_counts() -> None:
    assert kinds("They shelled Ostrel harbour hospital.") == {"Ostrel harbour hospital": "facility"}


def test_that_many_of_something_is_no_name() -> None:
    assert "Ferries of Old Brenn" not in kinds("Ferries of Old Brenn were stopped.")


def test_a_last_initial_keeps_its_full_stop() -> None:
    assert kinds("They asked Captain O. about it.") == {"O.": "person"}


def test_a_letter_is_a_name_with_a_rank_alone() -> None:
    layers = read("They asked Capt. O. and Maj. L. about it. Captain O. said nothing. K. was not asked.")
    assert [(mention.text, mention.name) for mention in layers.mentions] == [
        ("O.", "Captain O."),
        ("L.", "Major L."),
        ("O.", "Captain O."),
    ]


def test_a_base_of_an_army_is_no_name() -> None:
    assert kinds("a US military base and a Global Coalition base") == {
        "US": "place",
        "Global Coalition": "organisation",
    }


def test_words_around_an_unknown_name_make_it_a_place() -> None:
    text = "War in Zubrin, near Karsa and in the town of Old Brenn. The Senn valley and Tabrin district."
    assert kinds(text) == dict.fromkeys(("Zubrin", "Karsa", "Old Brenn", "Senn", "Tabrin"), "place")


def test_a_dateline_names_a_place_for_the_whole_article() -> None:
    layers = read("HALDEN, 26 February - The ministers met.\n\nAll roads to Halden are shut.")
    assert [mention.text for mention in entity(layers, "Halden").mentions] == ["HALDEN", "Halden"]


def test_a_name_before_a_compound_is_found_inside_it() -> None:
    layers = read("An Iran-backed group on the Iraqi-Syrian border and pro-Russian men met a non-EU envoy.")
    assert [(mention.text, mention.kind) for mention in layers.mentions] == [
        ("Iran", "place"),
        ("Iraqi", "demonym"),
        ("Syrian", "demonym"),
        ("Russian", "demonym"),
        ("EU", "organisation"),
    ]


def test_an_apposition_can_make_a_group() -> None:
    assert kinds("Fighters of Zahrat, an Iran-backed militia, left.")["Zahrat"] == "group"


def test_what_names_an_event_or_a_law_is_no_mention() -> None:
    text = "The Varrow War, the Halden Agreement, Hurricane Ilse, Operation Red Heron and the Kestrel Prize."
    assert kinds(text) == {}


def test_a_possessive_mark_and_a_leading_article_are_outside() -> None:
    layers = read(
        "The Kestrel Brigade’s men crossed Iraq's border, the Guardian said; The Guardian said so twice."
    )
    assert [mention.text for mention in layers.mentions][:2] == ["Kestrel Brigade", "Iraq"]
    assert all(not mention.text.startswith(("The ", "the ")) for mention in layers.mentions)


# -- acronyms and short forms ---------------------------------------------------------------------


def test_an_acronym_in_brackets_stands_for_the_long_form() -> None:
    layers = read("The Varrow Media Cell (VMC) said so. Later the VMC was silent.")
    assert [mention.text for mention in entity(layers, "Varrow Media Cell").mentions] == [
        "Varrow Media Cell",
        "VMC",
        "VMC",
    ]


def test_the_long_form_may_stand_in_the_brackets() -> None:
    layers = read("The NRF (Northern Reed Front) left. The NRF is small.")
    assert entity(layers, "Northern Reed Front").aliases == ("NRF",)


def test_a_definition_wins_over_the_word_lists() -> None:
    layers = read("The Straits Defence Force (SDF) sailed. The SDF has a harbour.")
    assert [mention.name for mention in layers.mentions] == ["Straits Defence Force"] * 3


def test_a_definition_finds_a_name_that_no_rule_would() -> None:
    layers = read("The Union for Reed and Water (URW) met. The URW is old.")
    assert len(entity(layers, "Union for Reed and Water").mentions) == 3


def test_an_acronym_of_another_language_follows_its_group() -> None:
    layers = read("The Reed Workers' Party (PKZ) denied it. PKZ men left.")
    assert entity(layers, "Reed Workers' Party").aliases == ("PKZ",)


def test_a_treaty_or_a_weapon_with_an_acronym_is_no_body() -> None:
    assert (
        kinds("The Varrow Fishing Agreement (VFA) and the Long Range Missile (LRM) were named. VFA, LRM.")
        == {}
    )


def test_a_short_form_with_the_article_is_tied_to_the_full_name() -> None:
    layers = read(
        "The Kestrel Brigade and the Ministry of Dykes met. The Brigade left. He told the Ministry so."
    )
    assert entity(layers, "Kestrel Brigade").aliases == ("Brigade",)
    assert entity(layers, "Ministry of Dykes").aliases == ("Ministry",)


def test_a_short_form_may_be_the_word_before_of_or_for() -> None:
    layers = read("The Lume Observatory for Reed Rights wrote so. The Observatory is small.")
    assert entity(layers, "Lume Observatory for Reed Rights").aliases == ("Observatory",)


def test_an_office_may_be_named_either_way_round() -> None:
    layers = read("The Ministry of Dykes said so. Later the Dykes Ministry denied it.")
    assert entity(layers, "Ministry of Dykes").aliases == ("Dykes Ministry",)


def test_forms_of_a_known_name_share_it() -> None:
    layers = read("The US and Daesh; the United States and ISIS; the Islamic State.")
    assert [(entity.name, len(entity.mentions)) for entity in layers.entities] == [
        ("United States", 2),
        ("Islamic State", 3),
    ]


def test_entities_stand_in_order_of_appearance_with_all_their_mentions() -> None:
    layers = read("Mr Orun Tesk flew to Iraq. In Iraq, Tesk met the Kestrel Brigade.")
    assert [entity.name for entity in layers.entities] == ["Orun Tesk", "Iraq", "Kestrel Brigade"]
    gathered = [mention for entity in layers.entities for mention in entity.mentions]
    assert sorted(gathered, key=lambda mention: mention.span) == list(layers.mentions)


# -- what is left alone ---------------------------------------------------------------------------


def test_an_ordinary_word_that_opens_a_sentence_is_no_mention() -> None:
    assert kinds(
        "Rescuers came. Talks failed. Labour was short. However nobody asked. Many Russians left."
    ) == {"Russians": "demonym"}


def test_a_headline_in_title_case_gives_known_names_only() -> None:
    assert kinds("Rockets Strike Base Near Baghdad as Old Tensions Rise Again\n\nThe talks went on.") == {
        "Baghdad": "place"
    }


def test_a_line_in_capital_letters_gives_known_names_only() -> None:
    assert kinds("ROCKETS HIT BASE IN IRAQ: WHO IS TO BLAME FOR US AND IT NOW\n\nThe talks went on.") == {
        "IRAQ": "place"
    }


def test_a_text_of_another_language_gives_known_names_only() -> None:
    text = "Der Minister sprach in Kraft und Würde mit der Partei in Bagdad und in Berlin."
    assert kinds(text, language="de") == {"Berlin": "place"}


def test_a_text_in_arabic_script_gives_no_mention_and_no_error() -> None:
    layers = read("قال رئيس الوزراء محمد شياع السوداني إن القوات العراقية ستبقى.", language="ar")
    assert layers == Layers()


def test_dollars_are_no_country() -> None:
    assert kinds("It cost US$5 million.") == {"US$5 million": "quantity"}


def test_calendar_words_belong_to_no_name() -> None:
    assert kinds("On Monday Iraq and in April Syria voted.") == {"Iraq": "place", "Syria": "place"}


def test_statements_come_with_the_mention_that_speaks() -> None:
    text = '"We left," Mr Orun Tesk said. He denied that it was late.'
    layers = read(text)
    assert [(one.stance, text[one.content.start : one.content.end]) for one in layers.statements] == [
        ("asserts", "We left,"),
        ("denies", "it was late"),
    ]
    (speaker,) = layers.mentions
    assert [one.named for one in layers.statements] == [speaker.span, speaker.span]


def test_a_text_of_another_language_has_no_statements() -> None:
    assert read('"We left," Mr Orun Tesk said.', language="de").statements == ()


# -- moments come with it -------------------------------------------------------------------------


def test_moments_are_resolved_against_the_date_of_the_article() -> None:
    layers = extract(article("It fell at 21:50 on Sunday.", published="2024-04-22"))
    assert [(moment.text, moment.value) for moment in layers.moments] == [
        ("21:50 on Sunday", "2024-04-21T21:50")
    ]
    assert extract(article("It fell on Sunday.")).moments[0].value == ""


# -- any text -------------------------------------------------------------------------------------


def holds(text: str) -> None:
    layers = read(text)
    cleaned = clean(text)
    for layer in (layers.mentions, layers.moments):
        end = 0
        for item in layer:
            assert end <= item.span.start < item.span.end <= len(cleaned)
            assert cleaned[item.span.start : item.span.end] == item.text
            end = item.span.end
    for mention in layers.mentions:
        assert mention.name
        assert 0 < mention.confidence <= 1
    assert sum(len(entity.mentions) for entity in layers.entities) == len(layers.mentions)


def _pieces(listed: str) -> list[str]:
    """The words of a list; an underscore stands for a space inside one. A line end is always among them."""
    return [*(piece.replace("_", " ") for piece in listed.split()), "\n"]


_PIECES = """
Iraq US U.S. the The Mr Gen. Ministry of for and Brigade ( ) SMC Security_Media_Cell al- al-Sudani Iran-backed
's said in , . Prime Minister Ahmed May Monday - “ ” / & HALDEN I I'm de bin 27th base air border King Party
Workers' Kestrel party a an Iran-backed_militia ' ’ IS who 1 A É ß 东京 محمد ǅ
"""


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    holds(text)


@given(st.lists(st.sampled_from(_pieces(_PIECES)), max_size=40), st.sampled_from([" ", "", "  "]))
@settings(max_examples=300)
def test_any_mixture_of_telling_words_is_read_without_an_error(pieces: list[str], between: str) -> None:
    holds(between.join(pieces))


_UNITS = """
A_ Kestrel_Brigade_ ( " “Iraq”_ a- A- al-A A. Aa_Bb_(AB)_ AB_(Aa_Bb)_ Mr_Ab_Cd._ X_Y,_a_
Ministry_of_the_Ministry_of_ 1: 19 in_1999_to_ Monday_ the_ aaaaaaaaaa 's_ Workers'_
' ,_ Iraq's_Iraq-Iran's_ Aa_bin_ in_Xyz_
"""


@pytest.mark.parametrize("unit", [*_pieces(_UNITS), "X\n"])
def test_repetition_is_read_to_the_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    layers = read(text)
    assert all(mention.span.end <= len(text) for mention in layers.mentions)


def test_a_hundred_thousand_different_names_are_read() -> None:
    text = " ".join(f"Mr A{number:x}x B{number % 97:x}y said." for number in range(20_000))
    assert len(read(text).mentions) == 20_000


# -- the package ----------------------------------------------------------------------------------


def test_importing_the_package_reads_no_word_list() -> None:
    script = (
        "import sys, index.extraction\n"
        "assert 'index.extraction.rules' not in sys.modules and 'index.extraction.dates' not in sys.modules\n"
        "assert 'pycrfsuite' not in sys.modules and 'index.extraction.tagger' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])


def test_the_word_lists_are_sound() -> None:
    lists = lexicon()
    assert all(entry.name for entry in lists.phrases.values())
    for phrase in lists.phrases:
        assert phrase == " ".join(plain(word.text + word.tail) for word in words(phrase)) != ""
    assert not lists.given & lists.given_places
    assert all(
        word == word.lower() for section in ("titles", "roles", "saying") for word in lists.lists[section]
    )


def test_a_body_ends_where_somebody_else_begins() -> None:
    found = kinds("He lost to the Liberal Party of Canada Martin Viau, and left the House.")
    assert found["Liberal Party of Canada"] == "group"
    assert found["Martin Viau"] == "person"


def test_a_party_for_another_is_not_one_name() -> None:
    found = kinds("She left the Varrow Liberal Party for the Harbour Unity Party in May.")
    assert "Varrow Liberal Party" in found
    assert "Harbour Unity Party" in found


def test_an_acronym_that_is_a_word_too_is_a_body_where_it_is_used_as_one() -> None:
    assert kinds("The aid went to the WHO on Monday.").get("WHO") == "organisation"
    assert "WHO" not in kinds("AND WHO ARE YOU, asked the boy on Monday of the old man.")


def test_a_country_is_one_under_its_long_name() -> None:
    layers = read("The Republic of Poland signed. Poland was praised. The Kingdom of Norway and Norway too.")
    assert [mention.name for mention in layers.mentions] == ["Poland", "Poland", "Norway", "Norway"]
    assert [mention.name for mention in read("The Republic of China protested.").mentions] == ["Taiwan"]


def test_a_ministry_keeps_the_state_that_it_is_of() -> None:
    name = "Ministry of Foreign Affairs of the Republic of Poland"
    assert kinds(f"{name} said so. The Republic of Moldova did not.") == {
        name: "organisation",
        "Republic of Moldova": "place",
    }
    layers = read("The Ministry of Defence of Ukraine said so. Then the Ministry of Defence left.")
    assert len(entity(layers, "Ministry of Defence of Ukraine").mentions) == 2
    assert kinds("The Ministry of Foreign Affairs in Poland said so.")["Poland"] == "place"
