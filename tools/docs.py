"""Writes the pages of docs/ that are made from tables of the program: docs/query.md and docs/keys.md.

Run it with ``make docs``. A test holds the pages against the tables, so none can fall behind.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from briefing.casebook.fields import RULES as CASEBOOK_RULES
from briefing.tui.actions import ACTIONS, GROUPS, Action
from briefing.tui.bindings import MODES, mode_keys, print_key
from index.query import FIELDS, MAX_DEPTH, MAX_LENGTH, MAX_TERMS, SYNTAX
from index.understanding.fields import RULES as ENTITY_RULES

DOCS = Path(__file__).parents[1] / "docs"

QUERY_INTRO = """\
# The search language

*Made from the tables of `index/query.py` by `make docs`.*

The same language works in the search line of the reader and in `briefing search`. Nothing that you type is an error:
the row under the search line (`read_as` in the command line) says how it was read, and what was left out and why.

Words are read case-blind and without accents: `Sudani` finds `sudani`, `cafe` finds `café`. Possessives and dots of
abbreviations go: `Iraq` finds `Iraq's`, `US` finds `U.S.`. `F-16` and `al-Sudani` find their parts side by side. There are no
stop words. Chinese and Japanese characters are looked for one by one, side by side.
Forms of a word are found in the languages that the articles are in: `Regierung` finds `Regierungen`; in quotes a word is only itself.

| write | for example | finds |
|---|---|---|
"""

QUERY_DATES = """
## Names

A name is found as other articles spell it, too; how it was read lists these spellings after `also:`. They are those of names that the articles use for one thing. What is denied,
and what is asked of outlets and authors, stays as typed. `briefing search --exact-names`, or `variants = false` in `settings.toml`, leaves them out; `sudani~` asks for them for one word.

`person:`, `org:`, `group:`, `place:`, `entity:`, `by:` and `about:` take a name as it stands in any article, in any spelling, or a part of it: people go by any word of theirs
(`person:joe`). `person:zholnarow~` is whoever is called so or sounds alike, `place:ost*` what begins so. How it was read says for whom it was
taken. Of several that are called so all are found. `by:a about:b` finds articles in which a says something and somebody says something about b; `briefing said --by a --about b` lists
what one says of the other. Such a statement is shown below the title of each article, and `n` goes from one to the next. `said:` takes words as they are written, side by side, or the beginning of one with `*`. They look at articles that were read for names: of how
many these are, how it was read says as long as it is not all. What lights up are the mentions of what was meant: `place:ostrel` leaves `Ostrel base` dark.

## Patterns

`/…/` and `literal:` are not looked up but read for: in all articles that the other conditions leave, so one word beside them makes them fast.
Capitals count, except in `/…/i`; `^` and `$` are the beginning and the end of a paragraph; `\\s`, `\\b`, `\\d` and what else regular expressions of Python
and Perl have can be used. A stroke inside is written `\\/`. A pattern that would take too long is left out, and that is said.

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
Relevant and recent first (`recent`) is the same with half as much for every 180 days of age; undated articles count as the oldest found.
"""


KEYS_INTRO = """\
# Keys

*Made from the table of `briefing/tui/actions.py` by `make docs`.*

One key has one meaning. A small letter goes on, its capital goes back. A key that can do nothing says why in the status line.
`?` shows this table in the reader, and `:` does anything by its name. Every key can be changed: the last column is what an action
is called under `[keys]` in the [settings](guide.md#settings). Where two stand in a row, they stand in the order of their keys.
"""


def query_page() -> str:
    """The page on the search language."""
    rows = [f"| {write} | `{example}` | {finds} |" for write, example, finds in SYNTAX]
    rows += [
        f"| `{rule.name}:` | `{rule.example}` | {rule.help} |"
        for rule in (*FIELDS, *ENTITY_RULES, *CASEBOOK_RULES)
    ]
    limits = (
        f"\nOf a very long query the first {MAX_LENGTH:,} characters, {MAX_TERMS} words and {MAX_DEPTH} levels of"
        " brackets are read, and that is said.\n"
    )
    return QUERY_INTRO + "\n".join(rows) + "\n" + limits + QUERY_DATES


def keys_page() -> str:
    """The page on the keys: grouped as the help on ``?``, with neighbours that share a brief in one row."""
    lines = [KEYS_INTRO.rstrip()]
    for group in GROUPS:
        lines += [
            "",
            f"## {group}",
            "",
            "| keys | for | what it does | under `[keys]` |",
            "|---|---|---|---|",
        ]
        members = [action for action in ACTIONS if action.group == group]
        lines += [_keys_row(tuple(row)) for _, row in groupby(members, key=lambda action: action.brief)]
    for place in MODES:
        lines += ["", f"## {_MODE_TITLES[place]}", "", _MODE_WORDS[place], ""]
        lines += ["| keys | what it does |", "|---|---|"]
        lines += [f"| {_ticked(key.split('/'))} | {does} |" for key, does in mode_keys(place)]
    return "\n".join(lines) + "\n"


def _keys_row(row: tuple[Action, ...]) -> str:
    keys = ", ".join(filter(None, map(_keys_and_command, row)))
    ids = ", ".join(f"`{action.id}`" for action in row)
    return f"| {keys} | {row[0].brief} | {' '.join(action.help for action in row)} | {ids} |"


def _keys_and_command(action: Action) -> str:
    """Its keys, and how to type it where that is the only way or can say more."""
    keys = [print_key(key) for key in action.keys]
    if not keys or action.takes:
        keys.append(f":{action.command} {action.takes}".rstrip())
    return _ticked(keys)


def _ticked(keys: list[str]) -> str:
    return " ".join(f"`{key}`" for key in keys)


_MODE_TITLES = {"search": "Typing a search", "note": "Writing a note", "select": "Selecting"}
_MODE_WORDS = {
    "search": "Letters are letters. These keys are always the same.",
    "note": "Letters are letters. These keys are always the same.",
    "select": "`v` begins it. Here only the keys of `note` and `copy` can be changed.",
}

PAGES = {"query.md": query_page, "keys.md": keys_page}


def main() -> None:
    """Write the pages."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
