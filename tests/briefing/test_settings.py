"""Settings: what is not understood is said, never skipped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from briefing.casebook.markings import SHIPPED
from briefing.errors import WorkspaceError
from briefing.settings import SETTINGS, Copy, Glyphs, Settings, Theme, read_settings, written
from index.model import OwnModel


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    assert read_settings(path) == Settings(theme="dark", glyphs="unicode", copy="auto", keys={})


def test_an_empty_file_gives_the_defaults(path: Path) -> None:
    path.write_text("# nothing yet\n")
    assert read_settings(path) == Settings()


def test_each_value_of_the_table_can_be_set(path: Path) -> None:
    for setting in SETTINGS:
        for value in setting.values:
            path.write_text(f"{setting.key} = {written(value)}\n")
            assert getattr(read_settings(path), setting.key) == value


def test_the_first_value_of_the_table_is_the_default() -> None:
    default = Settings()
    assert {s.key: s.values[0] for s in SETTINGS} == {
        "theme": default.theme,
        "glyphs": default.glyphs,
        "copy": default.copy,
        "markings": default.markings,
        "variants": default.variants,
    }


def test_the_table_has_every_value_that_the_types_allow() -> None:
    values = {setting.key: setting.values for setting in SETTINGS}
    assert values == {
        "theme": get_args(Theme),
        "glyphs": get_args(Glyphs),
        "copy": get_args(Copy),
        "markings": SHIPPED,
        "variants": (True, False),
    }


@pytest.mark.parametrize("value", ["1", "0", '"true"', "1.0", "[]"])
def test_yes_and_no_are_written_as_such(path: Path, value: str) -> None:
    path.write_text(f"variants = {value}\n")
    with pytest.raises(WorkspaceError, match="variants must be true or false"):
        read_settings(path)


def test_an_unknown_key_names_the_file_the_key_and_the_nearest_one(path: Path) -> None:
    path.write_text('them = "dark"\n')
    with pytest.raises(WorkspaceError) as caught:
        read_settings(path)
    assert str(path) in caught.value.message
    assert '"them"' in caught.value.message
    assert caught.value.hint == 'Did you mean "theme"?'
    assert caught.value.exit_code == 3


def test_a_key_unlike_any_other_lists_what_there_is(path: Path) -> None:
    path.write_text("zzzz = 1\n")
    with pytest.raises(WorkspaceError) as caught:
        read_settings(path)
    assert (
        caught.value.hint
        == 'It can be: "theme", "glyphs", "copy", "markings", "variants", "keys", "entities".'
    )


@pytest.mark.parametrize("value", ['"drak"', "1", "[]", "{}", "true", "2024-01-01"])
def test_a_value_that_does_not_exist_names_those_that_do(path: Path, value: str) -> None:
    path.write_text(f"theme = {value}\n")
    with pytest.raises(WorkspaceError) as caught:
        read_settings(path)
    assert 'theme must be "dark" or "light" or ' in caught.value.message
    assert caught.value.message.endswith(' or "no-colour"')


def test_a_near_miss_of_a_value_is_offered(path: Path) -> None:
    path.write_text('theme = "no-color"\n')
    with pytest.raises(WorkspaceError) as caught:
        read_settings(path)
    assert caught.value.hint == 'Did you mean "no-colour"?'


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("highcontrast", "high-contrast"), ("terminal_light", "terminal-light"), ("Light", "light")],
)
def test_themes_nearly_named_are_offered(path: Path, wrong: str, right: str) -> None:
    path.write_text(f'theme = "{wrong}"\n')
    with pytest.raises(WorkspaceError) as caught:
        read_settings(path)
    assert caught.value.hint == f'Did you mean "{right}"?'


def test_keys_are_one_or_several_or_none(path: Path) -> None:
    path.write_text(
        """
theme = "light"

[keys]
next_hit = "ctrl+n"
previous_hit = ["N", "]"]
undo = ""
copy = []
whatever_this_is = "é"
"""
    )
    settings = read_settings(path)
    assert settings.theme == "light"
    assert settings.keys == {
        "next_hit": ("ctrl+n",),
        "previous_hit": ("N", "]"),
        "undo": (),
        "copy": (),
        "whatever_this_is": ("é",),
    }


@pytest.mark.parametrize(
    "value", ["1", "true", "[1]", '["n", 1]', '[""]', '["n", ""]', '[["n"]]', "{}", "1.5"]
)
def test_a_key_that_is_no_text_is_said(path: Path, value: str) -> None:
    path.write_text(f"[keys]\nnext_hit = {value}\n")
    with pytest.raises(WorkspaceError) as caught:
        read_settings(path)
    assert str(path) in caught.value.message
    assert "next_hit under [keys] must be a key or a list of keys" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("value", ['"n"', "[]", "1"])
def test_keys_that_are_no_table_are_said(path: Path, value: str) -> None:
    path.write_text(f"keys = {value}\n")
    with pytest.raises(WorkspaceError, match="keys must be a table") as caught:
        read_settings(path)
    assert "[keys]" in caught.value.hint


def test_reading_settings_loads_no_screen(path: Path) -> None:
    path.write_text('[keys]\nnext_hit = "ctrl+n"\n')
    code = (
        "import sys; from pathlib import Path; from briefing.settings import read_settings; "
        f"assert read_settings(Path({str(path)!r})).keys; "
        "assert not {'textual', 'rich', 'briefing.tui'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"theme = dark\n", "line 1"), (b'theme = "d\xff"\n', "UTF-8"), (b"\x00", "cannot read")],
)
def test_a_file_that_is_not_toml_is_a_sentence(path: Path, content: bytes, reason: str) -> None:
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="cannot read") as caught:
        read_settings(path)
    assert reason in caught.value.message
    assert not caught.value.message.endswith(".")


def test_a_folder_in_its_place_is_a_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(WorkspaceError, match="it is a folder"):
        read_settings(path)


# -- who finds names ------------------------------------------------------------------------------


def test_a_model_of_the_users_own_is_named_by_sort_and_place(path: Path) -> None:
    path.write_text('[entities]\nmodel = "spacy:en_core_web_sm"\n')
    assert read_settings(path).entities == OwnModel("spacy", "en_core_web_sm", vote=False)
    path.write_text('[entities]\nmodel = "gliner:/models/news"\nvote = true\n')
    assert read_settings(path).entities == OwnModel("gliner", "/models/news", vote=True)
    path.write_text("[entities]\n")
    assert read_settings(path).entities is None


def test_a_folder_may_be_counted_from_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somebody")
    for sort in ("spacy", "gliner"):
        path.write_text(f'[entities]\nmodel = "{sort}:~/model"\n')
        entities = read_settings(path).entities
        assert entities is not None
        assert entities.where == "/somebody/model"


def test_no_workspace_brings_a_model(path: Path) -> None:
    (path.parent / "elsewhere").symlink_to(path.parent / "model")
    for where in (path.parent / "model", path.parent / "a" / ".." / "model", path.parent / "elsewhere"):
        path.write_text(f'[entities]\nmodel = "gliner:{where}"\n')
        with pytest.raises(WorkspaceError, match="names a folder inside the workspace"):
            read_settings(path)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("entities = 1", "entities must be a table", "For example"),
        ('[entities]\nmodle = "x"', 'no setting "modle" under [entities]', 'Did you mean "model"?'),
        ('[entities]\nmodel = "en_core_web_sm"', 'must be "spacy:" with a name or a folder', "For example"),
        ('[entities]\nmodel = "bert:x"', 'must be "spacy:" with a name or a folder', "For example"),
        ('[entities]\nmodel = "spacy: "', 'must be "spacy:" with a name or a folder', "For example"),
        ('[entities]\nmodel = "gliner:a\\u0000b"', 'must be "spacy:" with a name or a folder', "For example"),
        ("[entities]\nmodel = 3", 'must be "spacy:" with a name or a folder', "For example"),
        ('[entities]\nmodel = "gliner:model"', "must name the whole path of a folder", "It begins with"),
        ('[entities]\nmodel = "spacy:../model"', "must name the whole path of a folder", "It begins with"),
        ('[entities]\nmodel = "spacy:~nobody-at-all/x"', "names no folder", None),
        ('[entities]\nmodel = "spacy:x"\nvote = "yes"', "vote under [entities] must be true or false", None),
        ("[entities]\nvote = true", "vote under [entities] needs a model", "For example"),
    ],
)
def test_what_is_wrong_about_a_model_is_said(path: Path, text: str, message: str, hint: str | None) -> None:
    path.write_text(text + "\n")
    with pytest.raises(WorkspaceError) as caught:
        read_settings(path)
    assert str(path) in caught.value.message
    assert message in caught.value.message
    assert hint is None or hint in (caught.value.hint or "")
