"""The documents say what the program does."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from index.query import FIELDS, SYNTAX, parse

ROOT = Path(__file__).parents[1]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["query.md", "keys.md"])
def test_the_made_pages_are_as_the_tables_are(page: str) -> None:
    assert (ROOT / "docs" / page).read_text("utf-8") == _tool().PAGES[page](), "run make docs"


@pytest.mark.parametrize("example", [row[1] for row in SYNTAX] + [rule.example for rule in FIELDS])
def test_every_example_of_the_search_language_is_read_whole(example: str) -> None:
    assert parse(example, date(2024, 5, 1)).ignored == ()


def test_every_way_to_write_a_date_is_read() -> None:
    table = (ROOT / "docs" / "query.md").read_text("utf-8").split("## Dates")[1].split("## Order")[0]
    dates = [
        found
        for row in re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
        for found in re.findall("`(.+?)`", row)
    ]
    assert len(dates) > 12
    for written in dates:
        assert parse(f"on:{written}", date(2024, 5, 1)).ignored == (), written


def test_the_readme_begins_with_the_two_commands() -> None:
    head = (ROOT / "README.md").read_text("utf-8").split("##")[0]
    assert head.index("make demo") < head.index("make test")


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_architecture_explains_every_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=]", requirement)[0]
        assert f"| {name} |" in page, name
