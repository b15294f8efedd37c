"""What the keys do in the article: going from span to span, looking at a name, selecting, copying.

It knows nothing of the list that the article comes from, and nothing of what is written on it.
"""

from __future__ import annotations

import os

from briefing.tui.kit import Kit
from briefing.tui.layers import Layer
from briefing.tui.parts import Part
from briefing.tui.reading import describe, describe_moment, describe_voice
from briefing.tui.rowlist import RowList
from briefing.tui.screens.open_article import OpenArticle
from briefing.tui.screens.panes import PanesScreen
from briefing.tui.widgets.article import GUTTER
from briefing.tui.widgets.said import Said
from briefing.tui.widgets.side import Entities, Notes
from briefing.tui.widgets.times import Times
from briefing.tui.words import have_this_name
from index import Article, Span
from index.model import Entity
from index.units import count_words, sentence_at


class ArticleScreen(PanesScreen, inherit_bindings=True):
    """The panes with an article that is open.

    Attributes:
        open: The article that is open, and what was recognised in it.
    """

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        panes = (self.head, self.text, self.entities, self.said, self.times)
        self.open = OpenArticle(kit.corpus, kit.look, self, panes, kit.own)

    def facts_of(self, article: Article) -> tuple[Part, ...]:
        """What is said of an article below its title."""
        raise NotImplementedError  # pragma: no cover

    def say_standing(self) -> None:
        """Say what there is to decide about the note that one is at."""
        raise NotImplementedError  # pragma: no cover

    def run_on(self, by: int) -> bool:
        """Go on to the hits of another article; false when there is none to go to."""
        raise NotImplementedError  # pragma: no cover

    @property
    def article(self) -> Article | None:
        """The article that is open."""
        return self.open.article

    @property
    def open_id(self) -> str:
        """Id of the article that is open, or empty."""
        return self.open.id

    # -- spans -----------------------------------------------------------------------------------

    def action_go(self, layer: Layer, by: int, noun: str) -> None:
        """Another span of a layer."""
        if layer == "hit" and not self.open.hits_known:
            self.answer("the hits of this long article come in a moment")
            self.open.when_hits_are_known(lambda: self.action_go(layer, by, noun))
            return
        lights = self.text.lit.get(layer, ())
        if self.text.go(layer, by):
            if self.pane != "article":
                self.go_to_pane("article")
            self.answer(self._described(layer))
            if layer == "note":
                self.say_standing()
        elif layer == "hit" and self.run_on(by):
            return
        elif not lights:
            self.answer(f"no {noun} in this article")
        else:
            end = "last" if by > 0 else "first"
            self.answer(f"this is the {end} {noun} of {len(lights)} in this article")

    def _described(self, layer: Layer) -> str:
        span = self.text.span
        if span is None:
            return ""
        place, total = self.text.here(layer)
        if layer == "note" and total > 1:
            return f"note {place} of {total} here"
        if layer == "statement" and self.text.current is not None:
            # Its lights are in the order of the layer, and either all of them are there or none.
            self.said.move_to_place(self.text.current.place)
            return describe_voice(self.open.voices[self.text.current.place])
        if layer == "moment" and self.text.current is not None:
            self.times.move_to_place(self.text.current.place)
            moment = self.open.recognised.moments[self.text.current.place]
            return describe_moment(self.times.whens[self.text.current.place], moment)
        entity = self._entity_here()
        if entity is not None and layer == "entity" and entity in self.entities.entities:
            self.entities.move_to(self.entities.entities.index(entity), tell=False)
        return describe(self.open.recognised, span)

    def jump_from(self, list_: RowList) -> None:
        """From a name, a note, a statement or a time to its place in the text."""
        if isinstance(list_, Entities) and list_.entities:
            self._jump(list_.entities[list_.cursor].mentions[0].span)
        elif isinstance(list_, Notes) and list_.view and list_.view.standing.place:
            self._jump(list_.view.standing.place)
        elif isinstance(list_, Said) and list_.place is not None:
            self._jump_in_layer("statement", list_.place)
        elif isinstance(list_, Times) and list_.place is not None:
            self._jump_in_layer("moment", list_.place)

    def _jump_in_layer(self, layer: Layer, place: int) -> None:
        """To a span of a layer of which either all are lit up or none."""
        if not self.text.lit.get(layer):
            what = "times" if layer == "moment" else "statements"
            self.answer(f"{what} are switched off in the text: {self.key('layers')}")
            return
        self.go_to_pane("article")
        self.text.go_to(layer, place)
        self.answer(self._described(layer))

    def _jump(self, span: Span) -> None:
        layers: tuple[Layer, ...] = ("entity", "note")
        for layer in layers:
            for place, light in enumerate(self.text.lit.get(layer, ())):
                if light.start == span.start:
                    self.go_to_pane("article")
                    self.text.go_to(layer, place)
                    return
        self.answer(f"this kind is switched off in the text: {self.key('layers')}")

    def _entity_here(self) -> Entity | None:
        """The entity of the current span, or of the row of the names."""
        if self.pane == "entities":
            found = self.entities.entities
            return found[self.entities.cursor] if found else None
        span = self.text.span
        if span is None or span.layer != "entity":
            return None
        for entity in self.open.recognised.entities:
            if any(mention.span.start == span.start for mention in entity.mentions):
                return entity
        return None

    def action_search_entity(self) -> None:
        """Search for the name that one is at."""
        entity = self._entity_here()
        if entity is None:
            self.answer(
                f"no name here: {self.key('next_entity')} goes to the next one, "
                f"{self.key('search_entity')} then searches for it"
            )
            return
        # A quantity is called by what no text says ("40,000,000 USD"): its words are looked for.
        self.search_for_name(entity.mentions[0].text if entity.kind == "quantity" else entity.name)

    def search_for_name(self, name: str) -> None:
        """Search for the articles that have a name."""
        name = " ".join(name.replace('"', " ").split())
        self.search_for(f'"{name}"', say=have_this_name)

    def _show_card(self) -> None:
        from briefing.tui.screens.entity_card import EntityCard  # noqa: PLC0415  (not before it is asked for)

        entity, span = self._entity_here(), self.text.span
        if self.article is None or entity is None or span is None:
            self.answer(
                f"nothing to look at here: {self.key('next_entity')} goes to the next name, "
                f"{self.key('next_hit')} to the next hit"
            )
            return
        row = self.text.region.y + self.text.row_on_screen(span.start)
        place = (self.text.region.x + GUTTER, row)
        card = EntityCard(
            self.look,
            self.about_entity,
            self.article,
            self.open.recognised,
            self.open.voices,
            entity,
            place=place,
            year=self.corpus.year(),
            actions=self.actions,
        )
        self.app.push_screen(card, self._card_closed)

    async def _card_closed(self, action: str | None) -> None:
        if action:
            await self.run_action(action)
            if action.startswith("go("):
                self._show_card()

    def action_copies(self) -> None:
        """Show where the article was published."""
        from briefing.tui.screens.copies import CopiesScreen  # noqa: PLC0415  (not before it is asked for)

        if self.article is None:
            self.answer("there is no article")
        else:
            self.app.push_screen(CopiesScreen(self.look, self.article, self.actions))

    def action_layers(self) -> None:
        """Switch kinds of names and other layers on and off."""
        from briefing.tui.screens.layer_menu import LayerMenu  # noqa: PLC0415  (not before it is asked for)

        off = self.open.off if self.text.show_letters else self.open.off | {"margin"}
        self.app.push_screen(LayerMenu(self.look, off, self._switched, self.actions))

    def _switched(self, layer: str, on: bool) -> None:
        self.open.switch(layer, on=on)

    # -- selecting and copying -------------------------------------------------------------------

    def action_select(self) -> None:
        """Select a passage, beginning with the sentence."""
        self.clear_answer()
        if self.article is None:
            self.answer("there is no article to select from")
            return
        self.go_to_pane("article")
        if self.text.selection is not None:
            self.text.select(None)
        else:
            self.text.select_here()

    def action_copy(self) -> None:
        """Copy the selection, the sentence that one is at, or the title, with its source."""
        article = self.article
        if article is None:
            self.answer("there is no article to copy from")
            return
        span: Span | None = None
        if self.text.selection is not None:
            span = self.text.selection.span
        elif self.pane == "article":
            span = sentence_at(article.text, self.text.position)
        from briefing.tui.clip import Clip, with_source  # noqa: PLC0415

        passage = article.text[span.start : span.end] if span else article.title
        clip = Clip(self.corpus.path, self.app.copy_to_clipboard, self.kit.copies, os.environ)
        words, role = clip.copy(with_source(article, passage), count_words(passage))
        self.text.select(None)
        self.answer(words, role)
