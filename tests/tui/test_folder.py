"""The folder tree: what it lists, what it hands back, and names that were made to do harm."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from reader import NARROW, WIDE, shown
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens import folder as module
from briefing.tui.screens.folder import Folders, FolderScreen
from briefing.tui.theme import load_look

LOOK = load_look("dark")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    top = tmp_path / "files"
    for name in (
        "inbox/a.txt",
        "inbox/deep/b.md",
        "outbox/c.html",
        "d.jsonl",
        "e.pdf",
        ".hidden/f.txt",
        ".g.txt",
    ):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("words")
    return top


async def opened(
    pilot: Pilot[None], start: Path, workspace: Path | None = None
) -> tuple[Folders, list[Path | None]]:
    closed_with: list[Path | None] = []
    pilot.app.push_screen(FolderScreen(LOOK, start, workspace), closed_with.append)
    await settle(pilot)
    return pilot.app.screen.query_one(Folders), closed_with


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause(0.1)


def listed(tree: Folders) -> list[str]:
    return [node.data.path.name for node in tree.root.children if node.data]


async def test_it_lists_folders_and_what_is_read(reader: Callable[..., BriefingApp], files: Path) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        tree, _ = await opened(pilot, files)
        assert listed(tree) == ["inbox", "outbox", "d.jsonl"]
        rows = "\n".join(shown(pilot))
        assert "inbox/" in rows
        assert "a adds it   enter opens   h up   esc closes" in rows


async def test_enter_opens_and_closes_and_a_adds(reader: Callable[..., BriefingApp], files: Path) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        tree, closed_with = await opened(pilot, files)
        await pilot.press("j", "enter")
        await settle(pilot)
        inbox = tree.root.children[0]
        assert inbox.is_expanded
        assert [node.data.path.name for node in inbox.children if node.data] == ["deep", "a.txt"]
        await pilot.press("enter")
        await settle(pilot)
        assert not inbox.is_expanded
        await pilot.press("a")
        await pilot.pause()
        assert closed_with == [files / "inbox"]


async def test_enter_on_a_file_adds_it(reader: Callable[..., BriefingApp], files: Path) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        _, closed_with = await opened(pilot, files)
        await pilot.press("G", "enter")
        await settle(pilot)
        assert closed_with == [files / "d.jsonl"]


async def test_h_goes_up_and_above_where_it_began(reader: Callable[..., BriefingApp], files: Path) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        tree, closed_with = await opened(pilot, files / "inbox")
        await pilot.press("j", "l")
        await settle(pilot)
        await pilot.press("j", "h")  # from a file in the folder to the folder
        assert tree.cursor_node is tree.root.children[0]
        await pilot.press("h", "h", "h")  # closed, to the first line, and above
        await settle(pilot)
        assert tree.path == files
        assert "inbox" in listed(tree)
        await pilot.press("escape")
        await pilot.pause()
        assert closed_with == [None]


async def test_a_folder_that_is_gone_is_said(reader: Callable[..., BriefingApp], files: Path) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        _, closed_with = await opened(pilot, files)
        (files / "outbox" / "c.html").unlink()
        (files / "outbox").rmdir()
        await pilot.press("j", "j", "enter")
        await settle(pilot)
        assert any("cannot open outbox" in row for row in shown(pilot))
        assert closed_with == []


async def test_a_folder_that_cannot_be_opened_is_said(
    reader: Callable[..., BriefingApp], files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who runs the tests may be allowed to read everything: the system is made to refuse.
    real = os.scandir

    def refuse(path: str | os.PathLike[str] = ".") -> object:
        if os.fspath(path) == str(files / "outbox"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    async with reader().run_test(size=WIDE) as pilot:
        await opened(pilot, files)
        monkeypatch.setattr(os, "scandir", refuse)
        await pilot.press("j", "j", "enter")
        await settle(pilot)
        assert any("outbox: you have no permission for it" in row for row in shown(pilot))
        await pilot.press("k")
        await settle(pilot)
        assert any("a adds it" in row for row in shown(pilot))


async def test_the_workspace_is_not_listed_and_not_added(
    reader: Callable[..., BriefingApp], files: Path
) -> None:
    own = files / "workspace"
    own.mkdir()
    (files / "link").symlink_to(own)
    async with reader().run_test(size=WIDE) as pilot:
        tree, _ = await opened(pilot, files, own)
        assert listed(tree) == ["inbox", "outbox", "d.jsonl"]
        await pilot.press("escape")
        _, closed_with = await opened(pilot, own, own)
        await pilot.press("a")
        await settle(pilot)
        assert closed_with == []
        assert any("this is the workspace itself" in row for row in shown(pilot))


async def test_names_that_were_made_to_do_harm(reader: Callable[..., BriefingApp], tmp_path: Path) -> None:
    top = tmp_path / "harm"
    top.mkdir()
    names = [
        "\x1b[31mred\x1b]0;title\x07",
        "\u202egnp.evil",
        "[bold]markup[nothing",
        "line\nbreak",
        "wide \u200b\U0001f4a3",
    ]
    for name in names:
        (top / name).mkdir()
        (top / name / "in.txt").write_text("x")
    os.mkdir(os.fsencode(top) + b"/bad\xff\xfebytes")
    async with reader().run_test(size=WIDE) as pilot:
        tree, closed_with = await opened(pilot, top)
        assert len(listed(tree)) == len(names) + 1
        text = "\n".join(shown(pilot))
        assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(text)
        assert not any(0xD800 <= ord(c) <= 0xDFFF for c in text)
        assert "[bold]markup[nothing/" in text
        for node in list(tree.root.children):
            tree.move_cursor(node)
            await pilot.press("enter")
            await settle(pilot)
        shown(pilot)
        bad = next(node for node in tree.root.children if node.data and "bad" in node.data.path.name)
        tree.move_cursor(bad)
        await pilot.press("a")
        await pilot.pause()
        assert os.fsencode(str(closed_with[0])) == os.fsencode(top) + b"/bad\xff\xfebytes"


async def test_trouble_with_a_name_full_of_markup_is_said_as_it_stands(
    reader: Callable[..., BriefingApp], tmp_path: Path
) -> None:
    top = tmp_path / "top"
    (top / "[bold]x[").mkdir(parents=True)
    async with reader().run_test(size=WIDE) as pilot:
        await opened(pilot, top)
        (top / "[bold]x[").rmdir()
        await pilot.press("j", "enter")
        await settle(pilot)
        assert any("cannot open [bold]x[" in row for row in shown(pilot))


async def test_a_huge_folder_is_listed_in_part_and_that_is_said(
    reader: Callable[..., BriefingApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_LISTED", 5)
    top = tmp_path / "many"
    top.mkdir()
    for number in range(8):
        (top / f"{number}.txt").write_text("x")
    async with reader().run_test(size=WIDE) as pilot:
        tree, _ = await opened(pilot, top)
        assert len(listed(tree)) == 5
        assert any("only 5 of its entries are listed" in row for row in shown(pilot))


async def test_it_begins_at_the_nearest_folder_that_is_there(
    reader: Callable[..., BriefingApp], files: Path
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        tree, _ = await opened(pilot, files / "gone" / "further")
        assert tree.path == files
