"""Python loads this by itself when it starts with this folder on its path, as every child of a test does."""

import no_network  # noqa: F401  (what counts is that it was imported)
