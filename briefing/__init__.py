"""The reading room: what an analyst does with a corpus.

It knows screens, notes and commands; reading files and searching them is the business of ``index``.
"""

__version__ = "0.1.0"
