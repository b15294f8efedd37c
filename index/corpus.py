"""The corpus as one thing: add to it, search it, read from it. This is what the reading room talks to.

It keeps the catalogue, which is the truth, and the full text index, which is a cache of it, in step,
and turns what a search found into a page. Whoosh is loaded with the first search that has words.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.browsing import browse
from index.catalogued import Catalogued
from index.errors import WorkspaceError
from index.model import Article, Decided, Layers, OwnModel, Span
from index.page import Page, Sort, Status, Typing, Wanted
from index.text import CLEANER_VERSION

if TYPE_CHECKING:
    import subprocess

    from index.entities.model import Ruled
    from index.fulltext.store import FullText
    from index.query import OutsideField, Query
    from index.report import AddReport, Given, Progress
    from index.scanning import Scanner
    from index.suggest import Suggestion
    from index.tree import Word
    from index.understanding.entities import Entities
    from index.understanding.spelling import Spelled
    from index.variants import Variants

T = TypeVar("T")

_FULLTEXT = "fulltext"


def open_corpus(path: Path | str, *, catch_up: bool = True) -> Corpus:
    """Open the corpus in the workspace folder ``path`` and make it when it is missing.

    Args:
        path: The workspace folder. A new one is readable by its owner only.
        catch_up: Whether to make searchable at once what the catalogue holds and the index does not,
            after a kill for example. With ``False``, call ``Corpus.catch_up`` when there is time.

    Raises:
        WorkspaceError: The folder cannot be used, is damaged, or was made by a newer version.
    """
    corpus = Corpus(Path(path))
    if catch_up:
        try:
            corpus.catch_up()
        except BaseException:
            corpus.close()
            raise
    return corpus


class Corpus(Catalogued):
    """All articles of one workspace. Use it as a context manager; safe to use from several threads.

    Attributes:
        path: The workspace folder.
        remarks: Sentences that the user should read, such as why the index is being made again.
        variants: Whether searches look for names in other spellings where they do not say.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.remarks: list[str] = []
        self.variants = True
        self._fields: dict[str, OutsideField] = {}
        self._about_entities: dict[str, OutsideField] | None = None
        self._lock = threading.RLock()
        self._opened: FullText | None = None
        self._reading: Scanner | None = None
        self._variants: Variants | None = self._spelled
        self._spellings: Spelled | None = None
        self._entities: Entities | None = None
        self._own: OwnModel | None = None

    def _give_back(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
        super()._give_back()

    @property
    def fields(self) -> Mapping[str, OutsideField]:
        """The outside fields of the query language by name: those about entities, and registered ones."""
        from index.understanding.fields import entity_fields  # noqa: PLC0415  (as with parse)

        with self._lock:
            if self._about_entities is None:
                self._about_entities = entity_fields(
                    lambda: self.entities,
                    lambda tree: self._repaired(lambda index: index.numbers(tree)),
                    lambda: self._repaired(lambda index: index.change),
                )
            return {**self._about_entities, **self._fields}

    def register(self, field: OutsideField) -> None:
        """Let queries use a field whose articles are known outside the corpus."""
        self._fields[field.name] = field

    def register_variants(self, variants: Variants | None) -> None:
        """Let somebody else say in which other spellings searches find names; at first the articles do.

        Args:
            variants: From a word or a phrase as it was typed to other spellings of it, the likeliest first.
                It is called in the thread of each search, and has to answer at once. ``None`` for none.
        """
        self._variants = variants

    def add(
        self,
        paths: Sequence[Path],
        *,
        given: Given | None = None,
        prune: bool = False,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> AddReport:
        """Read files and folders and make their articles searchable.

        Args:
            paths: Files and folders; folders are looked through to the bottom.
            given: What the user says about files that do not say it.
            prune: Whether to remove what is not there any more below the given folders.
            progress: Called at least once a file.
            stop: Asked between articles; what was read so far is kept.

        Raises:
            CorpusError: A given path does not exist.
            WorkspaceError: The workspace cannot be written.
        """
        from index.ingest import add  # noqa: PLC0415  (a search does not pay for the readers)
        from index.report import Given  # noqa: PLC0415

        with self._sentences():
            self._fulltext()  # before there is anything for it to miss
            report = add(
                self._catalog,
                self.catch_up,
                paths,
                given=given or Given(),
                prune=prune,
                progress=progress,
                stop=stop,
            )
            if not report.stopped:
                self._repaired(lambda fulltext: fulltext.merge())  # all can be found; from now on faster
            return report

    def catch_up(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
        patience: float = 60.0,
    ) -> int:
        """Make searchable what the catalogue holds and the index does not; returns how many articles.

        Args:
            progress: Called after each commit with articles done and articles in all.
            stop: Asked between articles; the batch at hand is then left for next time.
            patience: Seconds to wait for another process that is writing to the same index.

        Raises:
            BusyError: Another process did not finish in time; what it has committed can be searched.
        """
        with self._sentences():
            if not self._catalog.last_change() and not (self.path / _FULLTEXT).exists():
                return 0
            return self._repaired(lambda fulltext: self._catch_up(fulltext, progress, stop, patience))

    def rebuild(
        self,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Make the index again from the catalogue; returns how many articles it holds."""
        with self._sentences():
            self._fulltext().start_again()
            self.catch_up(progress=progress, stop=stop)
            self._repaired(lambda fulltext: fulltext.merge())
            return self._catalog.count()

    def warm(self) -> None:
        """Load what nearly every search needs, so that the first one does not wait for it: for a thread."""
        with self._sentences():
            self._catalog.columns()
            if (self.path / _FULLTEXT).exists():
                self._repaired(lambda fulltext: fulltext.warm())
                self.search("a", typing="capped")  # loads the code, too

    def tidy(self) -> subprocess.Popen[bytes] | None:
        """Let a process of its own merge small segments, if there are many; killing it does no harm."""
        from index.fulltext import tidying  # noqa: PLC0415  (only after adding)

        with self._sentences():
            if not (self.path / _FULLTEXT).exists():
                return None
            many = self._repaired(lambda fulltext: fulltext.has_many_segments())
            return tidying.start(self.path / _FULLTEXT, self._catalog.uid()) if many else None

    def parse(self, text: str, today: date | None = None) -> Query:
        """Read a query without searching for it. Never raises."""
        from index.query import parse  # noqa: PLC0415  (the first page is there before it)

        return parse(text, today or _today(), self.fields)

    def search(
        self,
        text: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        today: date | None = None,
        facets: bool = True,
        typing: Typing = "no",
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
        variants: bool | None = None,
    ) -> Page:
        """Find articles.

        Args:
            text: A query in the language of ``index.query``; anything at all is read somehow.
            limit: Most hits of the page; the total is exact, unless the page says that it is ``capped``.
            offset: Hits to pass over.
            sort: ``relevance`` and ``recent`` become ``newest`` when there are no words to be relevant to.
            today: The day that ``yesterday`` is counted from; the present day when it is not given.
            facets: Whether to count outlets, languages, months and days.
            typing: Whether the word at the end may go on: ``capped`` while keys are coming, ``exact`` when
                they pause, ``taken`` when it goes on only where it is no word by itself, ``no`` never.
            stop: Asked between steps of a few milliseconds; when it says so, the search ends.
            variants: Whether names are looked for in other spellings, too; a name with ``~`` is in any case.
                ``None`` for as the corpus is set.
            progress: Called with articles read and articles to read, where a pattern has to be read for.

        Raises:
            SearchStoppedError: ``stop`` said so.
        """
        limit, offset = max(0, limit), max(0, offset)
        with self._sentences():
            if not text:
                return browse(self._catalog, sort=sort, limit=limit, offset=offset, facets=facets)
            from index.searching import COMPLETIONS, search  # noqa: PLC0415  (what is shown at first does not pay for it)

            day = today or _today()
            query = self.parse(text, day)
            word = None
            if typing != "no":
                from index.unfinished import last_word  # noqa: PLC0415  (as above)

                word = last_word(text, query, day, self.fields)
                if word is not None and typing == "taken" and self._is_a_word(word):
                    word = None
            return search(
                query,
                self._catalog,
                self._repaired,
                lambda: self._unknown(query, day),
                sort=sort,
                limit=limit,
                offset=offset,
                facets=facets,
                scanner=self._scanner(),
                variants=self._variants,
                all_variants=self.variants if variants is None else variants,
                progress=progress,
                unfinished=word,
                most=COMPLETIONS if typing == "capped" else None,
                stop=stop,
            )

    def _spelled(self, text: str) -> Sequence[str]:
        from index.understanding.spelling import Spelled  # noqa: PLC0415  (for words alone)

        with self._lock:
            if self._spellings is None:
                self._spellings = Spelled(self._catalog)
        return self._spellings.otherwise(text)

    def _scanner(self) -> Scanner:
        from index.scanning import Scanner  # noqa: PLC0415  (loads numpy)

        with self._lock:
            if self._reading is None:
                self._reading = Scanner(self._catalog)
            return self._reading

    def _is_a_word(self, word: Word) -> bool:
        """Whether an article has this very word, whatever its capitals; of ``al-Sudani`` the last part."""
        from index.words import folded_words  # noqa: PLC0415  (a query was read, so it is loaded)

        parts = folded_words(word.text)
        return bool(parts) and self._repaired(
            lambda index: index.is_known(parts[-1], word.field, in_any_form=False)
        )

    def _unknown(self, query: Query, today: date) -> tuple[str, ...]:
        from index.suggest import unknown_words  # noqa: PLC0415

        return self._repaired(lambda index: unknown_words(query.typed, today, index, self.fields))

    def suggest(self, text: str, today: date | None = None) -> tuple[Suggestion, ...]:
        """Searches that find something, for one that finds nothing: another spelling, a condition less.

        Each count is exact. The arguments are those of ``search``.
        """
        from index.scanning import WithPatterns  # noqa: PLC0415  (only where nothing was found)
        from index.suggest import PATIENCE, suggest  # noqa: PLC0415  (as above)

        def ask(fulltext: FullText) -> tuple[Suggestion, ...]:
            behind = fulltext.change < self._catalog.last_change()
            still = self._catalog.current if behind else None
            reading = WithPatterns(fulltext, self._scanner(), self._catalog, PATIENCE)
            return suggest(text, today or _today(), reading, self.fields, current=still)

        with self._sentences():
            return self._repaired(ask) if self._catalog.count() else ()

    def decide(self, decisions: Callable[[], Sequence[Decided]]) -> int:
        """Let these decisions about articles hold in place of what their files say, and no others.

        They hold for articles that come later too, and for newer versions; that an article was removed
        holds for its text alone. ``catch_up`` makes the change searchable.

        Args:
            decisions: Asked for the whole list, a last time while nobody else can hand one over: of two
                processes the later one has the later list.

        Returns:
            How many articles changed by it.
        """
        with self._sentences():
            if not self._catalog.differs(decisions()):
                return 0
            with self._catalog.transaction():
                return self._catalog.decide(decisions())

    @property
    def entities(self) -> Entities:
        """What the articles name, across articles."""
        from index.understanding.entities import Entities  # noqa: PLC0415  (numpy)

        with self._lock:
            if self._entities is None:
                self._entities = Entities(self._catalog, self._version_of_names, self._sentences)
            return self._entities

    def recognise_with(self, own: OwnModel | None) -> None:
        """Let a model of the user's find the names that are kept; ``None`` for the built-in tagger."""
        self._own = own

    def layers(self, article: Article, own: OwnModel | None = None) -> Layers:
        """People, bodies, groups, places and dates of an article, and who says what.

        They are those that are kept, or else are found right now; after what was decided about them.

        Args:
            article: It.
            own: A model of the user's that finds names now; without it the built-in tagger does, at once.
        """
        from index.extraction import extract  # noqa: PLC0415  (loads the lexicon)
        from index.extraction.recogniser import Recogniser  # noqa: PLC0415  (as above)

        entities = self.entities
        found = entities.kept_layers(article)
        if found is None:
            found = extract(article, recogniser=Recogniser(own))
        return entities.curated(found, article)

    def unread(self) -> int:
        """How many articles are still to be read for names."""
        coverage = self.entities.coverage()
        return coverage.articles - coverage.done

    def read_for_names(
        self,
        *,
        workers: int | None = None,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Read for names the articles that were not read so far, the newest first; keep what is found.

        Args:
            workers: Processes that read; one a core when it is not given, this process with 0.
            progress: Called after each batch with articles read now and articles to read.
            stop: Asked between articles; what was read is kept.

        Returns:
            How many articles were read.

        Raises:
            BusyError: Another process is doing it.
        """
        from index.extraction.recogniser import Recogniser  # noqa: PLC0415  (as above)
        from index.understanding.reading import read_for_names  # noqa: PLC0415  (as above)

        with self._sentences():
            return read_for_names(
                self._catalog,
                Recogniser(self._own),
                tie=self.entities.tie,
                workers=workers,
                progress=progress,
                stop=stop or (lambda: False),
            )

    def _version_of_names(self) -> str:
        """What the kept names depend on, if nothing changed since they were read for last."""
        from index.extraction.recogniser import Recogniser  # noqa: PLC0415  (a search does not pay for it)

        recogniser = Recogniser(self._own)
        choice, version = self._catalog.recogniser()
        return version if choice == recogniser.choice else recogniser.version

    def rule(self, rulings: Callable[[], Sequence[Ruled]], *, patience: float | None = None) -> bool:
        """Let these be all decisions about what is recognised, the oldest first; returns whether any changed.

        Args:
            rulings: Asked for the whole list, a last time while nobody else can hand one over.
            patience: Seconds to wait for another process that is writing, where that is not to be long.

        Raises:
            WorkspaceError: The corpus cannot be written; those that it held before hold.
        """
        with self._sentences():
            if self._catalog.ruled() == tuple(rulings()):
                return False
            with self._catalog.transaction(patience):
                self._catalog.rule(rulings())
            return True

    def hits(self, article: Article, page: Page) -> tuple[Span, ...]:
        """Where the words of a search stand in the text of an article, in order."""
        if page.wanted == Wanted():
            return ()
        from index.fulltext.lights import find_in  # noqa: PLC0415

        return find_in(article.number, article.text, page.wanted)[0]

    def status(self) -> Status:
        """The corpus in figures."""
        from index.fulltext.schema import FORMAT  # noqa: PLC0415  (loads whoosh)

        with self._sentences():
            made = (self.path / _FULLTEXT).exists()
            return self._catalog.status(
                pending=self._catalog.pending(self._repaired(lambda found: found.change) if made else 0),
                fulltext_bytes=self._fulltext().size() if made else 0,
                fulltext_version=FORMAT,
                cleaner_version=CLEANER_VERSION,
            )

    # -- inside ----------------------------------------------------------------------------------

    def _fulltext(self) -> FullText:
        from index.fulltext.store import FullText  # noqa: PLC0415  (whoosh takes 75 ms)

        with self._lock:
            if self._opened is None:
                had_changes = self._catalog.last_change() > 0
                self._opened = FullText(self.path / _FULLTEXT, self._catalog.uid(), self._catalog.last_change)
                if had_changes and self._opened.remark:
                    self.remarks.append(self._opened.remark)
            return self._opened

    def _catch_up(
        self,
        fulltext: FullText,
        progress: Callable[[int, int], None] | None,
        stop: Callable[[], bool] | None,
        patience: float,
    ) -> int:
        total = self._catalog.pending(fulltext.change)
        if progress and total:
            progress(0, total)
        return fulltext.catch_up(
            self._catalog.changes,
            progress=(lambda done: progress(done, max(total, done))) if progress else None,
            stop=stop or (lambda: False),
            patience=patience,
        )

    def _repaired(self, use: Callable[[FullText], T]) -> T:
        """Use the index; when it turns out to be damaged, make it again once and use that.

        Raises:
            WorkspaceError: It is damaged as soon as it is made.
        """
        from index.fulltext.turns import IndexDamagedError  # noqa: PLC0415

        fulltext = self._fulltext()
        # Another process may have changed it at this very moment: the first time, looking again is enough.
        remedies = (fulltext.close, lambda: self._mend(fulltext))
        try:
            for remedy in remedies:
                try:
                    return use(fulltext)
                except IndexDamagedError:
                    remedy()
            return use(fulltext)
        except IndexDamagedError as error:
            raise WorkspaceError(
                f"cannot use the search index in {self.path / _FULLTEXT}: {error}",
                "The articles and notes are kept. Check the disk, then run briefing rebuild.",
            ) from error

    def _mend(self, fulltext: FullText) -> None:
        remark = fulltext.mend()
        if remark:
            self.remarks.append(remark)
        self._catch_up(fulltext, None, None, 60.0)


def _today() -> date:
    return date.today()  # noqa: DTZ011  (the analyst's own day is meant)
