"""Expressions that are compiled when they are first asked: the same answers, and nothing before."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from index import extraction
from index.extraction import counted, events
from index.extraction.expressions import expression

FOLDER = Path(extraction.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
#: Every article needs the expressions of these. Names across articles have theirs in the last two.
COMPILED_AT_ONCE = {"features", "tokens", "names", "scripts"}


@pytest.mark.parametrize("again", [False, True])
def test_an_expression_answers_as_a_compiled_one(*, again: bool) -> None:
    pattern, text = r"(?P<first>[a-c]+)|(\d)", "xx Abc 4 b"
    one, compiled = expression(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
    if again:
        one.search(text)
    assert one.pattern == compiled.pattern
    assert one.groupindex == compiled.groupindex
    assert one.match(text) is None
    assert [found.span() for found in one.finditer(text, 4)] == [(4, 6), (7, 8), (9, 10)]
    assert one.split(text) == compiled.split(text)
    assert one.findall(text) == compiled.findall(text)
    assert one.sub("-", text) == "xx - - -"
    (found, expected) = one.search(text), compiled.search(text)
    assert found is not None
    assert expected is not None
    assert found.groupdict() == expected.groupdict() == {"first": "Abc"}
    assert one.fullmatch("cab") is not None


def test_an_expression_that_is_none_says_so_when_it_is_asked() -> None:
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_every_expression_of_the_package_can_be_compiled() -> None:
    made = [
        value
        for name in MODULES
        for value in vars(importlib.import_module(f"index.extraction.{name}")).values()
        if type(value) is type(expression(""))
    ]
    made += [value for value in (*counted.counted(), *events._words()) if type(value) is type(expression(""))]
    assert len(made) > 100
    for one in made:
        assert one.groups >= 0


def test_loading_the_recogniser_compiles_nothing_that_an_article_may_do_without() -> None:
    program = f"""
import importlib, re, sys
seen = set()
compile = re.compile
def watched(pattern, flags=0):
    seen.add(sys._getframe(1).f_globals["__name__"])
    return compile(pattern, flags)
re.compile = watched
for name in {MODULES!r}:
    importlib.import_module("index.extraction." + name)
print(*sorted(one.rpartition(".")[2] for one in seen if one.startswith("index.extraction.")))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == COMPILED_AT_ONCE
