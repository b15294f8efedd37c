"""Where the sample articles lie: inside an installed package, or in the ``seeds`` of a checkout."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import BriefingError

#: How many different articles the samples are.
SAMPLE_ARTICLES = 36


def samples_folder() -> Path:
    """Return the folder of sample articles.

    Raises:
        BriefingError: This installation came without them.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "samples", here.parent / "seeds" / "articles"):
        if folder.is_dir():
            return folder
    raise BriefingError(
        "cannot find the sample articles: this installation came without them",
        "briefing add FOLDER adds your own.",
    )
