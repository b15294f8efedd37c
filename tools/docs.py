"""Writes the pages of docs/ that are made from tables of the program: docs/query.md and docs/keys.md.

Run it with ``make docs``. A test holds the pages against the tables, so none can fall behind.
"""

from __future__ import annotations

from pathlib import Path

from briefing.tui.actions import ACTIONS
from briefing.tui.bindings import MODES, shown_keys
from index.query import FIELDS, MAX_DEPTH, MAX_LENGTH, MAX_TERMS, SYNTAX

DOCS = Path(__file__).parents[1] / "docs"

QUERY_INTRO = """\
# The search language

*Made from the tables of `index/query.py` by `make docs`.*

The same language works in the search line of the reader and in `briefing search`. Nothing that you type is an error:
the row under the search line (`read_as` in the command line) says how it was read, and what was left out and why.

Words are read case-blind and without accents: `Sudani` finds `sudani`, `cafe` finds `café`. Possessives and dots of
abbreviations go: `Iraq` finds `Iraq's`, `US` finds `U.S.`. `F-16` and `al-Sudani` find their parts side by side. There are no
stop words. Chinese and Japanese characters are looked for one by one, side by side.

| write | for example | finds |
|---|---|---|
"""

QUERY_DATES = """
## Dates

`after:` includes the first day of the time that it names, `before:` excludes it, `on:` is within it. An article that is dated
less exactly than a day is found only where that is certain: `on:2024-04` finds an article dated `2024-04`, `on:22-apr-2024` does not.
Undated articles match none of the three. With several copies the date of the earliest counts.

| write | is |
|---|---|
| `2024` | that year |
| `2024-04`, `apr-2024` | that month |
| `2024-04-22`, `22-apr-2024`, `"22 april 2024"` | that day |
| `april`, `22-apr` | the most recent one |
| `today`, `yesterday`, `monday` | a weekday is the most recent one, today included |
| `"this week"`, `"last week"`, `"last month"`, `"last year"` | weeks begin on Monday |
| `"3 days ago"`, `"last 7 days"` | counted from today |

`03/04/2024` is not read: it can be 3 April and 4 March.

## Order

Without words the newest come first. With words the most relevant come first: rare words count more than common ones, words
of the title more than those of the text, and short texts more than long ones (BM25). `o` in the reader and `--sort` choose another order.
"""


def query_page() -> str:
    """The page on the search language."""
    rows = [f"| {write} | `{example}` | {finds} |" for write, example, finds in SYNTAX]
    rows += [f"| `{rule.name}:` | `{rule.example}` | {rule.help} |" for rule in FIELDS]
    limits = (
        f"\nOf a very long query the first {MAX_LENGTH:,} characters, {MAX_TERMS} words and {MAX_DEPTH} levels of"
        " brackets are read, and that is said.\n"
    )
    return QUERY_INTRO + "\n".join(rows) + "\n" + limits + QUERY_DATES


def keys_page() -> str:
    """The page on the keys."""
    lines = [
        "# Keys",
        "",
        "*Made from the table of `briefing/tui/actions.py` by `make docs`.*",
        "",
        "One key has one meaning. A small letter goes on, its capital goes back. A key that can do nothing says why",
        "in the status line.",
        "",
        "| keys | name | what it does |",
        "|---|---|---|",
    ]
    for action in ACTIONS:
        keys = " ".join(f"`{key}`" for key in shown_keys(action).split(" ")) if action.keys else ""
        if not action.keys or action.takes:
            keys = f"{keys} `:{action.command}{f' {action.takes}' if action.takes else ''}`".strip()
        lines.append(f"| {keys} | {action.name} | {action.help} |")
    for place, keys in MODES.items():
        lines += ["", _MODE_WORDS[place], ""]
        lines += ["| key | what it does |", "|---|---|"]
        lines += [f"| `{key}` | {does} |" for key, does in keys]
    return "\n".join(lines) + "\n"


_MODE_WORDS = {
    "search": "While typing in the search line, letters are letters:",
    "note": "While typing in a note, letters are letters:",
    "select": "While selecting a passage:",
}

PAGES = {"query.md": query_page, "keys.md": keys_page}


def main() -> None:
    """Write the pages."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
