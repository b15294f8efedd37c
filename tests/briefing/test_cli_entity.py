"""Claims about decisions on the command line: what is made of names, and taken back."""

from __future__ import annotations

import json
import time
from pathlib import Path

from told import Briefing, call_all, id_of, names, workspace

from briefing.cli.taking_back import about
from index import open_corpus
from index.entities.model import Ruled


def test_two_are_merged_and_the_step_is_undone(named: Briefing) -> None:
    outcome = named("entity", "merge", "Omar Haddad", "Sami Haddad")
    assert outcome.code == 0
    said = " ".join(outcome.out.split())
    assert said == (
        "Omar Haddad is merged into Sami Haddad. It is Sami Haddad (person), 2 times in 1 article."
        " briefing undo takes it back."
    )
    assert "Omar Haddad 1 (you)" in named("entity", "haddad").out
    assert "Omar Haddad is merged into Sami Haddad" in named("entity", "haddad").out
    assert "are one already: Sami Haddad" in named("entity", "merge", "omar haddad", "sami haddad").err
    assert "merged" in named("undo").out
    assert named("entity", "haddad").code == 1


def test_a_name_is_split_off(named: Briefing) -> None:
    assert named("entity", "split", "mohammed shia al-soudani").code == 0
    found = named("entities", "--kind", "person", "--json").json["entities"]
    counts = {each["name"]: each["times"] for each in found}
    assert (counts["Mohammed Shia al-Sudani"], counts["Mohammed Shia al-Soudani"]) == (2, 1)
    assert "has one name" in named("entity", "split", "Baghdad").err


def test_what_was_merged_is_parted_by_its_name(named: Briefing) -> None:
    named("entity", "merge", "Omar Haddad", "Sami Haddad")
    assert "Omar Haddad is split off" in named("entity", "split", "Omar Haddad").out
    assert named("entity", "omar").out.startswith("Omar Haddad  person")
    assert "Nothing was decided" in named("entity", "undo", "Omar Haddad").out
    named("undo")
    assert named("entity", "omar").out.startswith("Sami Haddad  person")


def test_what_was_merged_stays_when_it_is_merged_once_more(named: Briefing) -> None:
    named("entity", "merge", "Kestrel Brigade", "Omar Haddad", "--across-kinds")
    named("entity", "merge", "Omar Haddad", "Sami Haddad")
    record = named("entity", "Sami Haddad", "--json").json
    assert {each["text"] for each in record["also"]} == {"Omar Haddad", "Kestrel Brigade"}
    assert record["times"] == 4


def test_either_of_two_that_were_merged_is_parted(named: Briefing) -> None:
    named("entity", "merge", "Kestrel Brigade", "Omar Haddad", "--across-kinds")
    outcome = named("entity", "split", "Omar Haddad")
    assert "Omar Haddad is split off. It is Omar Haddad (person), 1 time" in outcome.out
    assert named("entity", "Kestrel Brigade").out.startswith("Kestrel Brigade  group\n2 times")


def test_all_is_taken_back_by_any_name_also_of_what_is_ignored(named: Briefing) -> None:
    said = "“smc” is Security Media Cell. Security Media Cell (organisation, 3 times in 2 articles) is not an"
    assert named("entity", "ignore", "smc").out.startswith(said)
    assert named("entity", "smc").code == 1
    assert "Nothing was decided" in named("entity", "undo", "SMC", "--kind", "person").out
    assert named("entity", "undo", "SMC", "--kind", "group").out == (
        "Taken back: Security Media Cell is not an entity.\n"
    )
    assert named("entity", "smc").code == 0


def test_who_is_meant_by_a_name_to_take_back_is_asked(named: Briefing) -> None:
    call_all("The Colonel", "Omar Haddad", "Sami Haddad")
    outcome = named("entity", "undo", "the colonel")
    assert (outcome.code, outcome.out) == (1, "")
    assert "“the colonel” can be Omar Haddad (person); Sami Haddad (person)" in outcome.err
    assert "“person:Omar Haddad” is one of them alone" in outcome.err
    assert named("entity", "undo", "person:Omar Haddad").out == (
        "Taken back: Omar Haddad is called The Colonel.\n"
    )
    assert "Sami Haddad" in named("entity", "undo", "the colonel").out


def test_two_things_of_one_name_are_told_apart_by_their_kinds(named: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "karsa.jsonl"
    texts = (
        "Colonel Omar Karsa left. Karsa said so. Colonel Karsa was there.",
        "He was born in Karsa, Iraq.",
    )
    path.write_text("".join(json.dumps({"title": "x", "text": each}) + "\n" for each in texts))
    named("add", path)
    with open_corpus(workspace()) as corpus:
        corpus.read_for_names(workers=0)
    for name in ("Omar Karsa", "Karsa"):
        named("entity", "retype", name, "person" if " " in name else "place")
    named("entity", "rename", "Omar Karsa", "Karsa")
    same = named("entity", "merge", "Karsa", "Karsa", "--kind", "person")
    assert (same.code, "--into-kind" in same.err) == (1, True)
    merged = named(
        "entity", "merge", "Karsa", "Karsa", "--kind", "person", "--into-kind", "place", "--across-kinds"
    )
    assert merged.out.startswith("Karsa (person) is merged into Karsa (place). It is Karsa (place)")


def test_two_of_one_name_and_kind_are_told_apart_by_the_names_that_lead_them(named: Briefing) -> None:
    call_all("The Colonel", "Omar Haddad", "Sami Haddad")
    both = named("entity", "The Colonel")
    assert (both.code, both.out) == (1, "")
    assert "The Colonel (person:Omar Haddad, " in both.err
    assert "The Colonel (person:Sami Haddad, " in both.err
    assert " is one of them alone." in both.err
    listed = named("entities", "--matching", "colonel", "--json").json["entities"]
    assert {each["lead"] for each in listed} == {"person:Omar Haddad", "person:Sami Haddad"}
    shown = named("entity", "person:Sami Haddad", "--json").json
    assert (shown["name"], shown["lead"]) == ("The Colonel", "person:Sami Haddad")
    assert named("entity", "rename", "person:Sami Haddad", "The Major").code == 0
    assert named("entity", "The Colonel", "--json").json["lead"] == "person:Omar Haddad"
    assert named("entity", "person:Nobody").code == 1


def test_a_thing_is_renamed_retyped_and_rejected_and_all_of_it_taken_back(named: Briefing) -> None:
    assert "is called The Cell" in named("entity", "rename", "smc", "The Cell").out
    assert "(group)" in named("entity", "retype", "the cell", "group").out
    assert names(named("entities", "--kind", "group", "--matching", "cell", "--json")) == ["The Cell"]
    assert "is not an entity" in named("entity", "ignore", "The Cell").out
    assert names(named("entities", "--matching", "cell", "--json")) == []
    outcome = named("entity", "undo", "the cell")
    assert outcome.out.count("Taken back: Security Media Cell") == 3
    assert names(named("entities", "--matching", "cell", "--json")) == ["Security Media Cell"]
    assert "Nothing was decided" in named("entity", "undo", "the cell").out
    named("undo")
    assert names(named("entities", "--matching", "cell", "--json")) == []


def test_nothing_is_renamed_to_a_name_of_any_length(named: Briefing) -> None:
    outcome = named("entity", "rename", "smc", "word " * 60)
    assert (outcome.code, outcome.out) == (2, "")
    assert "a name has at most 200 characters, and this one has 299" in " ".join(outcome.err.split())
    assert names(named("entities", "--matching", "cell", "--json")) == ["Security Media Cell"]


def test_a_chain_of_merges_is_taken_back_in_a_moment() -> None:
    chain = [Ruled("merged", f"person:P{at}", f"person:P{at + 1}") for at in range(500)]
    apart = Ruled("merged", "person:Q", "person:R")
    began = time.perf_counter()
    assert about([apart, *chain], "p500", ["person:P500"]) == chain
    assert about(chain, "p0", []) == chain
    assert time.perf_counter() - began < 10


def test_taking_back_takes_only_what_is_about_it(named: Briefing) -> None:
    named("entity", "ignore", "Omar Haddad")
    named("entity", "merge", "Kestrel Brigade", "SMC", "--why", "as a test")
    named("entity", "not-here", id_of(named, "Minister speaks"), "Baghdad")
    assert named("entity", "undo", "baghdad").out.startswith("Taken back: not this one here: “")
    assert "    as a test\n" in named("entity", "smc").out.partition("What you decided")[2]
    assert named("entity", "smc", "--json").json["decided"][0]["why"] == "as a test"
    assert named("entity", "undo", "kestrel brigade").out == (
        "Taken back: Kestrel Brigade is merged into Security Media Cell.\n"
    )
    assert "Omar Haddad" in named("entity", "undo", "omar haddad").out


def test_a_mention_is_said_to_be_none(named: Briefing) -> None:
    id = id_of(named, "Minister speaks")
    outcome = named("entity", "not-here", id[:8], "SMC")
    # Whole words stand around it.
    place = "“The Security Media Cell (SMC) denied that the Kestrel”"
    said = " ".join(outcome.out.split())
    assert (outcome.code, said) == (0, f"not this one here: {place}. briefing undo takes it back.")
    there = named("entity", "smc", "--json").json["mentions"]
    assert [each["text"] for each in there] == ["SMC", "Security Media Cell"]
    assert named("entity", "not-here", id, "smc").code == 1
    again = named("entity", "not-here", id_of(named, "Brigade"), "Colonel", "--which", "2")
    assert again.code == 1


def test_a_mention_of_several_is_chosen(named: Briefing) -> None:
    id = id_of(named, "Brigade")
    with open_corpus(workspace()) as corpus:
        text = corpus.article(id).text
    assert text.count("Kestrel Brigade") == 1
    assert named("entity", "not-here", id, "Kestrel Brigade", "--which", "2").code == 2


def test_which_of_several_mentions_is_meant_is_asked_with_the_words_around_them(
    named: Briefing, tmp_path: Path
) -> None:
    path = tmp_path / "varga.jsonl"
    text = "President Ilse Varga met Omar Haddad in Baghdad. Varga said that he left. On Monday Varga denied the attack."
    path.write_text(json.dumps({"title": "Varga", "text": text}))
    named("add", path)
    with open_corpus(workspace()) as corpus:
        corpus.read_for_names(workers=0)
    id = id_of(named, "Varga")
    for asked in (("not-here", id, "Varga"), ("here", id, "Varga", "--is", "Omar Haddad")):
        outcome = named("entity", *asked)
        assert outcome.code == 2
        first, second = outcome.out.splitlines()
        assert first.startswith("  1  …")
        assert "Varga said that he left." in first
        assert "Varga denied the attack." in second
        assert "“Varga” is named 2 times" in outcome.err
        assert "--which N" in outcome.err
    given = named("entity", "here", id, "Varga", "--is", "Omar Haddad", "--which", "2", "--why", "a test")
    assert given.code == 0
    said = " ".join(given.out.split())
    assert said.startswith("Varga is Omar Haddad here: “")
    assert "It is Omar Haddad (person), 3 times in 2 articles. briefing undo takes it back." in said
    assert "Omar Haddad (Varga) denies" in named("said", id).out
    assert "Omar Haddad denies" in named("said", "--by", "Omar Haddad").out
    again = named("entity", "here", id, "Varga", "--is", "Omar Haddad", "--which", "2")
    assert (again.code, "is Omar Haddad (person) there already" in again.err) == (1, True)
    for name in ("Omar Haddad", "Ilse Varga"):
        shown = named("entity", name).out
        assert "Varga is Omar Haddad here: “" in shown
        assert "a test" in shown
    assert named("undo").code == 0
    assert "Ilse Varga (Varga) denies" in named("said", id).out
    named("redo")
    assert "Omar Haddad (Varga) denies" in named("said", id).out
    assert "Taken back: Varga is Omar Haddad here" in named("entity", "undo", "Omar Haddad").out
    assert "Ilse Varga (Varga) denies" in named("said", id).out


def test_nothing_is_renamed_to_what_another_one_is_called(named: Briefing) -> None:
    refused = named("entity", "rename", "Omar Haddad", "sami haddad")
    assert (refused.code, refused.out) == (1, "")
    said = refused.err.replace("\n", " ")
    assert "Sami Haddad (person, 1 time) is there already" in said
    assert "briefing entity merge 'Omar Haddad' 'Sami Haddad' makes them one." in said
    assert "Nothing was decided about entities." in named("entity", "decisions").out
    assert named("entity", "rename", "Omar Haddad", "OMAR HADDAD").code == 0
    assert named("entity", "rename", "Omar Haddad", "Baghdad").code == 0, "one of another kind is told apart"


def test_what_was_rejected_is_found_again(named: Briefing) -> None:
    named("entity", "ignore", "smc", "--why", "a desk")
    for name in ("smc", "Security Media Cell"):
        shown = named("entity", name)
        assert (shown.code, shown.out) == (1, "")
        said = shown.err.replace("\n", " ")
        assert f"“{name}” was said not to be an entity on" in said
        assert "(a desk)" in said
        assert f"briefing entity undo '{name}' takes that back" in said
    assert "no person is called" in named("entity", "smc", "--kind", "person").err
    assert named("entity", "undo", "smc").code == 0
    assert named("entity", "smc").code == 0


def test_all_decisions_are_listed_the_newest_first(named: Briefing) -> None:
    named("entity", "ignore", "smc", "--why", "a desk")
    named("entity", "merge", "Omar Haddad", "Sami Haddad")
    named("entity", "here", id_of(named, "Brigade"), "Kestrel Brigade", "--is", "Baghdad")
    rows = [row for row in named("entity", "decisions").out.splitlines() if row.strip()]
    assert rows[0] == "3 decisions"
    assert "Kestrel Brigade is Baghdad here: “" in " ".join(rows[1:3])
    assert "Omar Haddad is merged into Sami Haddad" in "".join(rows[2:4])
    assert "Security Media Cell is not an entity" in rows[-2]
    assert rows[-1].strip() == "a desk"
    listed = named("entity", "decisions", "--json").json["decisions"]
    assert [each["ruling"] for each in listed] == ["here", "merged", "ignored"]
    assert set(listed[0]) == {"ruling", "subject", "value", "why", "decided"}


def test_quantities_are_promised_nowhere(named: Briefing) -> None:
    assert named("entities", "--kind", "quantity").code == 2
    assert "where --kind asks" in " ".join(named("entities", "--help").out.split())
    assert "briefing extract has them" in " ".join(named("entities", "--help").out.split())


def test_a_decision_needs_a_name_for_sure(named: Briefing) -> None:
    assert named("entity", "ignore", "haddad").code == 1
    assert named("entity", "Muhammad Shiya as-Sudany").out.startswith("Mohammed Shia al-Sudani  person")
    refused = named("entity", "ignore", "Muhammad Shiya as-Sudany")
    assert (refused.code, "Did you mean “Mohammed Shia al-Sudani”?" in refused.err) == (1, True)
    assert named("entity", "rename", "baghdad", "  ").code == 2
    assert named("entity", "retype", "baghdad", "city").code == 2
