"""Where things lie, and what is said when they cannot lie there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefing.errors import WorkspaceError
from briefing.workspace import Workspace, in_data_folder, resolve


def test_the_option_wins_over_the_variable_and_the_variable_over_the_default() -> None:
    environ = {"BRIEFING_WORKSPACE": "/data/b", "XDG_DATA_HOME": "/data/xdg", "HOME": "/home/a"}
    assert resolve("/data/a", environ).path == Path("/data/a")
    assert resolve(None, environ).path == Path("/data/b")
    assert resolve(None, {**environ, "BRIEFING_WORKSPACE": ""}).path == Path("/data/xdg/briefing/default")
    assert resolve(None, {"HOME": "/home/a"}).path == Path("/home/a/.local/share/briefing/default")


def test_a_relative_data_folder_is_ignored_as_its_rules_say() -> None:
    environ = {"XDG_DATA_HOME": "some/where", "HOME": "/home/a"}
    assert resolve(None, environ).path == Path("/home/a/.local/share/briefing/default")


def test_a_relative_option_counts_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve("case", {}).path == tmp_path / "case"


def test_a_home_of_nobody_is_a_sentence() -> None:
    with pytest.raises(WorkspaceError, match="cannot tell which folder"):
        resolve("~nobody-has-this-name/x", {})


def test_all_files_lie_in_the_folder(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.corpus_path == tmp_path
    assert workspace.casebook_path == tmp_path / "casebook.db"
    assert workspace.settings_path == tmp_path / "settings.toml"


def test_a_new_folder_and_its_new_parents_are_closed_to_others_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        workspace = in_data_folder("default", {"XDG_DATA_HOME": str(tmp_path / "data")}).make()
    finally:
        os.umask(before)
    for folder in (workspace.path, workspace.path.parent, workspace.path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_empty_folder_is_closed_and_a_used_one_keeps_its_rights(tmp_path: Path) -> None:
    empty, used = tmp_path / "empty", tmp_path / "used"
    for folder in (empty, used):
        folder.mkdir()
        folder.chmod(0o755)
    (used / "file").touch()
    Workspace(empty).make()
    Workspace(used).make()
    assert stat.S_IMODE(empty.stat().st_mode) == 0o700
    assert stat.S_IMODE(used.stat().st_mode) == 0o755
    assert [path.name for path in used.iterdir()] == ["file"]


def test_a_missing_parent_is_taken_for_a_missing_disk(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        Workspace(tmp_path / "usb" / "case").make()
    assert f"the folder {tmp_path / 'usb'} is not there" in caught.value.message
    assert "mounted" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    for use in (Workspace(path).make, Workspace(path).exists, Workspace(path).require):
        with pytest.raises(WorkspaceError, match="it is a file, not a folder"):
            use()


def test_below_a_file_there_is_no_workspace(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    with pytest.raises(WorkspaceError) as caught:
        Workspace(path / "case").make()
    assert caught.value.exit_code == 3


def test_a_link_to_nowhere_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to(tmp_path / "missing")
    with pytest.raises(WorkspaceError, match="something else has this name"):
        Workspace(path).make()


def test_what_is_not_there_is_required_in_vain_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "case"
    with pytest.raises(WorkspaceError) as caught:
        Workspace(path).require()
    assert caught.value.message == f"there is no workspace at {path} yet"
    assert caught.value.hint == f"briefing --workspace {path} add FOLDER makes it."
    assert not path.exists()


def test_an_empty_folder_or_one_with_other_things_is_not_a_workspace_yet(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").touch()
    assert not Workspace(tmp_path).exists()
    (tmp_path / "corpus.db").touch()
    assert Workspace(tmp_path).exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WorkspaceError, match="you have no permission"):
        Workspace(tmp_path).make()


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a file system that takes no files")
def test_a_file_system_that_takes_no_files_is_a_sentence() -> None:
    with pytest.raises(WorkspaceError) as caught:
        Workspace(Path("/proc/case")).make()
    assert caught.value.message.startswith("cannot use /proc/case as a workspace: ")
