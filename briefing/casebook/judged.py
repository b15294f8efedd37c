"""What was judged, as it holds for the corpus of today: grades and labels outlast a change of the file.

The casebook keeps both by the id of an article, which another text changes. Which article came out of which
is the corpus' knowledge; so whoever shows grades or labels asks here, with both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.casebook.casebook import Casebook
    from briefing.casebook.grades import Grades
    from briefing.casebook.markings import Labels, Scheme
    from index import Corpus


def judged(casebook: Casebook, corpus: Corpus, scheme: Scheme) -> tuple[Grades, Labels]:
    """All grades and labels, those of earlier versions for the newest ones too. A few short queries.

    Raises:
        WorkspaceError: The casebook cannot be used.
        CorpusError: The corpus cannot be used.
    """
    grades, labels = casebook.grades(), casebook.labels()
    newest = corpus.newest([*grades.articles, *labels.articles])
    return grades.carried(newest), labels.carried(newest, scheme)
