"""Claims about entities on the command line: read for, listed, told of, and who said what."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from told import ARTICLES, Briefing, id_of, names, workspace

from briefing.cli.dossier import months_of, said_ruling, sparkline
from index import open_corpus
from index.entities.model import Ruled
from index.fulltext.turns import turn

# Reading for names


def test_articles_are_read_for_names_once(unread: Briefing) -> None:
    outcome = unread("extract", "--pending", "--workers", "1")
    assert (outcome.code, outcome.out) == (
        0,
        "3 articles read for names. Names are known of 3 of 3 articles.\n",
    )
    assert unread("extract", "--pending").out.startswith("0 articles read for names.")
    assert "Names           known of all articles" in unread("status").out


def test_how_far_names_are_known_is_said_where_it_matters(unread: Briefing) -> None:
    said = "Names are known of 0 of 3 articles: briefing extract --pending reads the rest."
    outcome = unread("entities")
    assert (outcome.code, outcome.out.strip(), outcome.err.strip()) == (0, "No name was found.", said)
    assert said in unread("said", "--by", "nobody").err
    assert "known of 0 of 3 articles; briefing extract --pending" in unread("status").out
    names = unread("status", "--json").json["names"]
    assert (names["known"], names["failures"]) == (0, [])


def test_an_article_that_cannot_be_read_is_named_and_does_not_stop_the_rest(
    unread: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.understanding import reading

    right = reading.recognised

    def broken(article: Any, *by: Any) -> Any:
        if "Haddad" in article.text:
            raise RuntimeError("a fault")
        return right(article, *by)

    with monkeypatch.context() as patch, open_corpus(workspace()) as corpus:
        patch.setattr(reading, "recognised", broken)
        corpus.read_for_names(workers=0)
    assert "1 article could not be read" in unread("status").out
    (failure,) = unread("status", "--json").json["names"]["failures"]
    assert "RuntimeError" in failure["reason"]
    assert unread("extract", "--pending").code == 0  # nothing new failed


def test_one_process_at_a_time_reads(unread: Briefing) -> None:
    with turn(workspace() / "names", patience=0.0, stop=lambda: False):
        outcome = unread("extract", "--pending")
    assert outcome.code == 3
    assert "another briefing is reading these articles for names" in outcome.err


def test_what_does_not_go_together_is_refused(unread: Briefing) -> None:
    assert unread("extract", "--pending", "--json").code == 2
    assert unread("extract", "--workers", "2", "-", stdin=b"x").code == 2
    assert unread("extract", "--pending", "--workers", "0").code == 2


def test_ctrl_c_keeps_what_was_read(unread: Briefing, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    text = " ".join(each["text"] for each in ARTICLES)
    with many.open("w", encoding="utf-8") as lines:
        lines.writelines(
            json.dumps({"title": f"{n}", "text": f"{text} {n}. " * 20}) + "\n" for n in range(300)
        )
    assert unread("add", many).code == 0
    command = [sys.executable, "-m", "briefing", "extract", "--pending", "--workers", "1"]
    environment = {**os.environ, "BRIEFING_WORKSPACE": str(workspace())}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with open_corpus(workspace()) as corpus:
        until = time.monotonic() + 60
        while not corpus.entities.coverage().done and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        done = corpus.entities.coverage().done
    assert process.returncode == 130, said
    assert 0 < done < 303
    assert f"Stopped with {303 - done} articles to go" in said


# Lists


def test_entities_are_listed_with_kind_times_and_articles(named: Briefing) -> None:
    outcome = named("entities")
    lines = [line.split() for line in outcome.out.splitlines()[1:]]
    assert outcome.err == ""
    assert ["person", "Mohammed", "Shia", "al-Sudani", "3", "in", "2", "articles"] in lines
    assert ["place", "Baghdad", "3", "in", "3", "articles"] in lines
    assert names(named("entities", "--kind", "place", "--json")) == ["Baghdad"]
    assert names(named("entities", "--matching", "kest", "--json")) == ["Kestrel Brigade"]
    assert names(named("entities", "--order", "name", "--limit", "1", "--json")) == ["Baghdad"]
    assert "1 shown" in named("entities", "--limit", "1").out


def test_those_of_a_search_are_counted_in_it(named: Briefing) -> None:
    outcome = named("entities", "smc", "-kestrel", "--json")
    assert "In 1 article: smc; not kestrel" in outcome.err
    assert outcome.json["articles"] == 1
    found = {each["name"]: each["times"] for each in outcome.json["entities"]}
    assert found == {"Security Media Cell": 1, "Mohammed Shia al-Sudani": 1, "Baghdad": 1}
    assert named("entities", "nothing-has-this").out == "No name was found.\n"


def test_a_pipe_that_is_closed_early_is_no_error(named: Briefing) -> None:
    command = f"{sys.executable} -m briefing entities | head -1; echo ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "BRIEFING_WORKSPACE": str(workspace())}
    done = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[0].endswith("shown") or "entities" in done.stdout


# A dossier


def test_a_dossier_says_what_is_known(named: Briefing) -> None:
    said = named("entity", "SMC").out
    for part in (
        "Security Media Cell  organisation",
        "3 times in 2 articles",
        "also: SMC 2",
        "first 22 Feb 2024 · last 23 Apr 2024",
        "articles by month: █ █  Feb 2024 to Apr 2024, at most 1",
        "sources: Courier 1, Wire 1",
        "asserts: Mohammed Shia al-Soudani had left Baghdad on Monday",
    ):
        assert part in said, said
    mentions = [line for line in said.splitlines() if " SMC " in line and "2024  " in line]
    assert mentions
    assert "beside: " in said


def test_the_names_of_a_concordance_stand_in_one_column(named: Briefing) -> None:
    said = named("entity", "baghdad").out.splitlines()
    places = [
        line.index("Baghdad") for line in said if line.startswith("  ") and "2024" in line and "Bagh" in line
    ]
    assert len(places) == 3
    assert len(set(places)) == 1


def test_a_dossier_for_programs(named: Briefing) -> None:
    record = named("entity", "SMC", "--json", "--mentions", "1").json
    assert (record["name"], record["kind"], record["times"], record["articles"]) == (
        "Security Media Cell",
        "organisation",
        3,
        2,
    )
    assert record["months"] == {"2024-02": 1, "2024-03": 0, "2024-04": 1}
    (mention,) = record["mentions"]
    text = named("show", mention["article"], "--json").json["text"]
    assert text[mention["start"] : mention["end"]] == mention["text"] == "SMC"
    for each in (*record["says"], *record["about"]):
        text = named("show", each["article"], "--json").json["text"]
        assert " ".join(text[each["start"] : each["end"]].split()) == each["text"]
    assert {each["name"] for each in record["beside"]} == {
        "Mohammed Shia al-Sudani",
        "Baghdad",
        "Kestrel Brigade",
    }


def test_a_name_of_several_is_a_sentence_with_all_of_them(named: Briefing) -> None:
    outcome = named("entity", "haddad")
    assert (outcome.code, outcome.out) == (1, "")
    assert "“haddad” can be Omar Haddad (person, 1 time); Sami Haddad (person, 1 time)" in outcome.err
    assert named("entity", "omar").code == 0


def test_a_name_that_is_not_there_brings_the_nearest(named: Briefing) -> None:
    outcome = named("entity", "Kestral")
    assert (outcome.code, outcome.out) == (1, "")
    assert "no entity is called “Kestral”" in outcome.err
    assert "Did you mean “Kestrel Brigade”?" in outcome.err
    assert "no person is called “baghdad”" in named("entity", "baghdad", "--kind", "person").err


def test_who_is_called_so_far_more_often_goes_before_who_goes_by_that_name(
    named: Briefing, tmp_path: Path
) -> None:
    full = "President Ilse Varga spoke in Baghdad. " + "Varga said that the base was safe. " * 11
    alone = "Minister Varga spoke in Baghdad. Omar Haddad did not. Haddad left."
    other = "Minister Ana Varga spoke in Baghdad. Varga left."
    path = tmp_path / "varga.jsonl"
    texts = (full, alone, other)
    path.write_text(
        "".join(json.dumps({"title": f"{n}", "text": each}) + "\n" for n, each in enumerate(texts))
    )
    named("add", path)
    with open_corpus(workspace()) as corpus:
        corpus.read_for_names(workers=0)
    for command in (("entity", "Varga"), ("said", "--by", "varga")):
        outcome = named(*command)
        assert (outcome.code, "Ilse Varga" in outcome.out.splitlines()[0]) == (0, True)
        assert (
            "is taken for Ilse Varga (person, 12 times), not for Ana Varga (person, 2 times)" in outcome.err
        )
    # A decision is about the one that goes by the name.
    assert "It is Ana Varga (person), 3 times" in " ".join(
        named("entity", "merge", "Varga", "Ana Varga").out.split()
    )


def test_a_name_is_found_by_a_part_of_it_and_chosen_by_kind_or_in_marks(
    named: Briefing, tmp_path: Path
) -> None:
    assert named("entity", "mohammed").out.startswith("Mohammed Shia al-Sudani  person")
    assert "Type more of the name, or its kind before it" in named("entity", "haddad").err.replace("\n", " ")
    assert named("entity", "person:omar").out.startswith("Omar Haddad  person")
    assert named("said", "--by", "organisation:smc").code == 0
    assert named("entity", "place:omar").code == 1
    path = tmp_path / "omar.jsonl"
    path.write_text(json.dumps({"title": "x", "text": "Colonel Omar Haddad left. " * 8 + "Omar said so."}))
    named("add", path)
    path = tmp_path / "only.jsonl"
    path.write_text(json.dumps({"title": "y", "text": "Colonel Omar left. The Kestrel Brigade force left."}))
    named("add", path)
    with open_corpus(workspace()) as corpus:
        corpus.read_for_names(workers=0)
    by_part = named("entity", "omar")
    assert by_part.out.startswith("Omar Haddad  person")
    assert "“omar” is taken for Omar Haddad (person" in by_part.err
    assert "not for Omar (person, 1 time)" in by_part.err.replace("\n", " ")
    assert named("entity", '"omar"').out.startswith("Omar  person")


def test_things_of_kinds_that_are_never_one_are_merged_only_when_that_is_said(named: Briefing) -> None:
    refused = named("entity", "merge", "Omar Haddad", "Baghdad")
    assert (refused.code, refused.out) == (1, "")
    assert "Omar Haddad is a person, and Baghdad a place: nothing was merged" in refused.err
    assert "--across-kinds" in refused.err
    assert named("entity", "Omar Haddad").code == 0
    assert named("entity", "merge", "Omar Haddad", "Baghdad", "--across-kinds").code == 0


def test_what_is_spelled_otherwise_is_said(named: Briefing) -> None:
    outcome = named("entity", "Muhammad Shiya as-Sudany")
    assert outcome.out.startswith("Mohammed Shia al-Sudani  person")
    assert "“Muhammad Shiya as-Sudany”; it is read as Mohammed Shia al-Sudani." in outcome.err.replace(
        "\n", " "
    )
    named("entity", "split", "mohammed shia al-soudani")
    both = named("entity", "Muhammad Shiya as-Sudany")
    assert (both.code, both.out) == (1, "")
    said = both.err.replace("\n", " ")
    assert "nothing is called “Muhammad Shiya as-Sudany”; sounds like: Mohammed Shia al-Sudani" in said
    assert "Mohammed Shia al-Soudani (person, 1 time)" in said


def test_an_entity_that_is_called_like_a_command_is_shown(named: Briefing) -> None:
    assert named("entity", "show", "baghdad").out == named("entity", "baghdad").out
    assert named("entity", "show", "merge").code == 1


# Who said what


def test_statements_are_found_across_articles(named: Briefing) -> None:
    outcome = named("said", "--by", "smc")
    assert outcome.out.splitlines()[0] == "2 statements by Security Media Cell"
    assert "Security Media Cell denies (denied): the Kestrel Brigade fired rockets" in outcome.out
    assert named("said", "--by", "smc", "--about", "kestrel brigade", "--json").json["statements"][0][
        "stance"
    ] == ("denies")
    assert "Cell speaks · 23 Apr 2024 · Courier · " in outcome.out
    first = named("said", "--by", "smc", "--limit", "1")
    assert first.out.splitlines()[0] == "1 of 2 statements by Security Media Cell"
    assert "--limit 2 prints all of them." in first.out
    assert "prints" not in outcome.out
    assert named("said", "--by", "smc", "--limit", "1", "--json").json["total"] == 2
    assert named("said", "--about", "sudani", "--json").json["by"] is None


def test_what_is_left_out_is_said_with_the_way_to_all_of_it(
    named: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.cli.said._MOST_COUNTED", 1)
    first = named("said", "--by", "smc", "--limit", "1").out.splitlines()
    assert first[0] == "1 statement or more by Security Media Cell"
    assert first[-1] == "A greater --limit prints more of them, where there are any."
    assert named("said", "--by", "smc", "--limit", "3").out.startswith("2 statements by Security Media Cell")
    listed = named("entities", "--limit", "2").out.splitlines()
    total = named("entities", "--json").json["total"]
    assert listed[0] == f"{total} entities, 2 shown"
    assert listed[-1] == f"--limit {total} prints all of them."
    assert "prints" not in named("entities", "--limit", str(total)).out
    some = named("entity", "baghdad", "--mentions", "2").out
    assert "Mentions, 2 of 3\n" in some
    assert "--mentions 3 prints all of them." in some
    assert "\nMentions\n" in named("entity", "baghdad").out
    more = "briefing said --by 'Security Media Cell' prints more of them."
    assert more not in named("entity", "smc").out
    monkeypatch.setattr("briefing.cli.entity._STATEMENTS", 1)
    assert more in named("entity", "smc").out
    assert len(named("entity", "smc", "--json").json["says"]) == 1


def test_a_denial_in_its_own_words_is_not_said_as_a_double_one(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "denials.jsonl"
    texts = (
        "The Kestrel Brigade said that it had not fired the rockets.",
        "The Kestrel Brigade denied that its men had fired on people who were not armed.",
    )
    path.write_text(
        "".join(json.dumps({"title": f"{n}", "text": each}) + "\n" for n, each in enumerate(texts))
    )
    briefing("add", path)
    with open_corpus(workspace()) as corpus:
        corpus.read_for_names(workers=0)
    for printed in (
        briefing("said", "--by", "kestrel brigade").out,
        briefing("said", id_of(briefing, "0")).out + briefing("said", id_of(briefing, "1")).out,
    ):
        said = " ".join(printed.split())
        assert "Kestrel Brigade denies, saying: it had not fired the rockets" in said
        assert "Kestrel Brigade denies (denied): its men had fired on people who were not armed" in said
    stances = briefing("said", "--by", "kestrel brigade", "--json").json["statements"]
    assert [each["stance"] for each in stances] == ["denies", "denies"]


def test_statements_of_one_article_or_by_somebody_but_not_both(named: Briefing) -> None:
    nothing, both = named("said"), named("said", "3f2a9c1d", "--by", "smc")
    assert (nothing.code, both.code) == (2, 2)
    assert "Name an article; or somebody with --by, --about or both of them." in nothing.err
    assert "leave them out, or the article" in both.err


def test_markings_stand_around_what_is_told_of_an_entity(named: Briefing) -> None:
    assert named("mark", id_of(named, "Cell speaks"), "TLP:AMBER").code == 0
    assert named("entity", "smc").out.splitlines()[0] == "TLP:AMBER"
    assert named("entity", "haddad", "--kind", "person").code == 1
    assert named("entity", "omar", "--json").json["marking"] is None
    assert named("said", "--by", "smc", "--json").json["marking"] == "TLP:AMBER"
    assert named("entities").out.splitlines()[0] == "TLP:AMBER"


# Searches


def test_a_search_finds_names_as_others_spell_them_unless_it_is_told_not_to(named: Briefing) -> None:
    assert named("search", "soudani", "--json").json["total"] == 2
    assert named("search", "soudani", "--exact-names", "--json").json["total"] == 1
    assert "soudani; also: Sudani" in named("search", "soudani").out
    (workspace() / "settings.toml").write_text("variants = false\n")
    assert named("search", "soudani", "--json").json["total"] == 1
    assert named("search", "soudani~", "--json").json["total"] == 2


def test_what_was_found_is_counted(named: Briefing) -> None:
    said = named("search", "--facets", "kestrel").out
    for part in ("Outlets\n  Courier 1, Wire 1", "Months\n  Feb 2024 1, May 2024 1", "Baghdad 2"):
        assert part in said, said
    record = named("search", "--facets", "--json", "--limit", "0").json
    assert {each["name"]: each["articles"] for each in record["entities"]}["Baghdad"] == 3
    assert "entities" not in named("search", "kestrel", "--json").json
    assert named("search", "--facets", "--csv").code == 2
    assert named("search", "--facets", "nothing-has-this").code == 0


def test_the_fields_about_entities_are_part_of_every_search(named: Briefing) -> None:
    assert named("search", "person:soudani", "--json").json["total"] == 2
    assert "by Security Media Cell" in named("search", "by:smc").out


# Plain values


def test_months_have_no_gaps_and_years_alone_are_left_out() -> None:
    assert months_of({"2023": 4, "2023-11-02": 1, "2024-01": 2}) == {"2023-11": 1, "2023-12": 0, "2024-01": 2}
    assert months_of({}) == {}


def test_anything_at_all_shows_in_a_sparkline() -> None:
    assert sparkline([0, 1, 400, 800]) == " ▁▄█"
    assert sparkline([]) == ""


def test_a_decision_that_cannot_be_read_is_said_as_it_is_kept() -> None:
    assert said_ruling(Ruled("merged", "x", "place:Y")) == "x is merged into Y"


# Hostile names


def test_no_name_drives_the_terminal(briefing: Briefing, tmp_path: Path) -> None:
    text = (
        "Colonel Omar [red]Haddad[/] spoke. General \u202eAbu\u202c Dura \x1b[31mleft\x1b]52;c;eA==\x07. " * 3
    )
    path = tmp_path / "hostile.jsonl"
    path.write_text(json.dumps({"title": "\x1b[2J", "text": text, "source": "\x1b]0;x\x07Wire"}) + "\n")
    assert briefing("add", path).code == 0
    assert briefing("extract", "--pending", "--workers", "1").code == 0
    briefing("entity", "rename", "Dura", "\x1b[31m[bold]x\u202e")
    for arguments in (
        ("entities",),
        ("entities", "--json"),
        ("entity", "haddad"),
        ("said", "--by", "\x1b]0;x\x07"),
    ):
        outcome = briefing(*arguments)
        for bad in ("\x1b", "\x07", "\u202e", "\x9b"):
            assert bad not in outcome.out + outcome.err
