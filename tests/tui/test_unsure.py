"""Names that are no more than a guess: fainter in the text, and said to be unsure wherever they are named."""

from __future__ import annotations

import pytest
from quick import Reader, page_of, paste, quiet, status, until
from reader import WIDE, screen_of, shown
from textual.pilot import Pilot

from briefing.tui.reading import SURE
from briefing.tui.theme import UNSURE, load_look
from index.model import KINDS
from index.words import folded_words


async def open_one_with_a_guess(pilot: Pilot[None]) -> None:
    """Open a sample that names something which is no more than a guess wherever it stands."""
    corpus = page_of(pilot).corpus
    for hit in corpus.search("lang:en", limit=99).hits:
        entities = corpus.layers(corpus.article(hit.id)).entities
        guessed = [each for each in entities if all(one.confidence < SURE for one in each.mentions)]
        if any(each.kind in ("person", "organisation", "group", "place", "facility") for each in guessed):
            await paste(pilot, " ".join(f'title:"{word}"' for word in folded_words(hit.title)))
            assert page_of(pilot).open_id == hit.id
            return
    pytest.fail("no sample has one")


async def at_a_guess(pilot: Pilot[None]) -> str:
    """To the first name of the article that is a guess; what it is called."""
    await open_one_with_a_guess(pilot)
    screen = screen_of(pilot)
    mentions = screen.open.recognised.mentions
    guess = next(mention for mention in mentions if mention.confidence < SURE)
    screen.text.go_to_position(max(0, guess.span.start - 1))
    while screen.text.span is None or screen.text.span.start != guess.span.start:
        await pilot.press("e")
    return guess.name


async def test_a_guess_is_said_in_the_status_line_the_card_and_the_list(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        name = await at_a_guess(pilot)
        screen = screen_of(pilot)
        assert f", unsure: {name}" in status(pilot)
        unsure = [
            each
            for each in screen.entities.entities
            if all(mention.confidence < SURE for mention in each.mentions)
        ]
        listed = [row[screen.entities.region.x :] for row in shown(pilot)]
        assert unsure
        assert any(f"{unsure[0].name} ?" in row for row in listed)
        sure = next(each for each in screen.entities.entities if each not in unsure)
        assert not any(f"{sure.name} ?" in row for row in listed)
        screen.text.go_to_position(max(0, unsure[0].mentions[0].span.start - 1))
        while screen.text.span is None or screen.text.span.start != unsure[0].mentions[0].span.start:
            await pilot.press("e")
        await pilot.press("enter")
        await until(pilot, lambda: any(f"{unsure[0].kind}, unsure" in row for row in shown(pilot)))


async def test_guesses_can_be_switched_off(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await open_one_with_a_guess(pilot)
        screen = page_of(pilot)
        before = screen.text.lit["entity"]
        guesses = [light for light in before if light.role.startswith(UNSURE)]
        assert guesses
        await pilot.press("L", "u", "escape")
        assert screen.text.lit["entity"] == tuple(light for light in before if light not in guesses)
        await pilot.press("L", "u", "escape")
        assert screen.text.lit["entity"] == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "theme", ["dark", "light", "high-contrast", "terminal", "terminal-light", "no-colour"]
)
def test_a_guess_has_the_ink_of_its_kind_and_not_its_style(kind: str, theme: str) -> None:
    look = load_look(theme)
    sure, guess = look.style(kind), look.style(f"{UNSURE}{kind}")
    assert guess.color == sure.color
    assert not any((guess.bold, guess.italic, guess.underline))
    assert look.style(f"at:{UNSURE}{kind}") == look.style(f"at:{kind}")
    assert look.letter(f"{UNSURE}{kind}") == look.letter(kind).lower()


async def test_without_colour_a_small_letter_stands_beside_a_guess(reader: Reader) -> None:
    async with reader(theme="no-colour").run_test(size=WIDE) as pilot:
        await at_a_guess(pilot)
        await quiet(pilot)
        screen = screen_of(pilot)
        span = screen.text.span
        assert span is not None
        row = shown(pilot)[screen.text.region.y + screen.text.row_on_screen(span.start)]
        beside = row[screen.text.region.x : screen.text.region.right].rstrip()[-4:]
        assert screen.look.letter(span.role) in beside
