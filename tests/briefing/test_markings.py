"""Markings: the scheme is a file, what it does not know ranks highest, and what is wrong in it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.casebook.markings import SHIPPED, Labels, load_scheme
from briefing.errors import UsageError, WorkspaceError
from briefing.settings import read_settings

CLASSES = """
name = "Exercise classes"

[[levels]]
label = "OPEN"
short = "(O)"
ground = "#007A33"
ink = "#FFFFFF"

[[levels]]
label = "CLOSED"
ground = "#C8102E"
ink = "#FFFFFF"
"""


def test_tlp_has_its_labels_in_order_with_their_colours() -> None:
    scheme = load_scheme("tlp", Path())
    assert [(level.label, level.ink) for level in scheme.levels] == [
        ("TLP:CLEAR", "#FFFFFF"), ("TLP:GREEN", "#33FF00"), ("TLP:AMBER", "#FFC000"),
        ("TLP:AMBER+STRICT", "#FFC000"), ("TLP:RED", "#FF2B2B"),
    ]  # fmt: skip
    assert {level.ground for level in scheme.levels} == {"#000000"}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_schemes_are_read(name: str) -> None:
    assert load_scheme(name, Path()).name


def test_the_high_water_mark_is_the_highest_of_a_set() -> None:
    scheme = load_scheme("tlp", Path())
    assert scheme.highest(["TLP:GREEN", "", "TLP:AMBER+STRICT", "TLP:AMBER"]) == "TLP:AMBER+STRICT"
    assert scheme.highest(["", ""]) == scheme.highest([]) == ""
    assert scheme.highest(["TLP:RED", "SECRET"]) == "SECRET", "what cannot be placed is not shown as less"
    assert load_scheme("none", Path()).highest(["TLP:GREEN", "TLP:RED"]) in ("TLP:GREEN", "TLP:RED")


def test_labels_are_taken_in_any_spelling_and_a_slip_is_named() -> None:
    scheme = load_scheme("tlp", Path())
    assert scheme.named(" tlp:amber ") == "TLP:AMBER"
    with pytest.raises(UsageError) as caught:
        scheme.named("TLP:AMBRE")
    assert "Did you mean TLP:AMBER?" in caught.value.hint
    with pytest.raises(UsageError, match="uses no marking scheme") as caught:
        load_scheme("none", Path()).named("TLP:RED")
    assert 'markings = "tlp"' in caught.value.hint


def test_an_article_has_the_label_of_the_workspace_and_a_note_that_of_its_article() -> None:
    labels = Labels("TLP:GREEN", {"a": "TLP:RED"})
    assert (labels.of_article("a"), labels.of_article("b")) == ("TLP:RED", "TLP:GREEN")


def test_a_scheme_of_ones_own_is_a_file_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "classes.toml").write_text(CLASSES)
    (tmp_path / "settings.toml").write_text('markings = "classes.toml"')
    settings = read_settings(tmp_path / "settings.toml")
    scheme = load_scheme(settings.markings, tmp_path)
    assert [(level.label, level.short) for level in scheme.levels] == [("OPEN", "(O)"), ("CLOSED", "CLOSED")]
    assert scheme.highest(["CLOSED", "OPEN"]) == "CLOSED"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("#C8102E", "red"), 'ground of CLOSED is not a colour such as "#FFC000"'),
        (('label = "CLOSED"', ""), "level 2 has no label"),
        (('label = "CLOSED"', 'label = "open"'), "two levels have the same label"),
        (("short", "shrt"), "level 1 has shrt, which is not known"),
        (("[[levels]]", "[[leevls]]"), "it holds name and levels"),
        (("name =", "name"), "classes.toml"),
    ],
)
def test_what_is_wrong_in_a_scheme_is_said(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    (tmp_path / "classes.toml").write_text(CLASSES.replace(*change))
    with pytest.raises(WorkspaceError) as caught:
        load_scheme("classes.toml", tmp_path)
    assert said in caught.value.message


def test_a_scheme_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="it is not there"):
        load_scheme("missing.toml", tmp_path)
    (tmp_path / "latin.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(WorkspaceError, match="not UTF-8"):
        load_scheme("latin.toml", tmp_path)
