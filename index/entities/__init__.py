"""Entities across articles as data: their words, how they are kept, what was decided about them. Pure.

One article says ``Hassan Fadhem`` and then ``Fadhem``; ``index.extraction`` sees that. When the names of all
articles come together (``index.understanding``), spellings of one name, acronyms and family names are
proposed as one entity, and what the analyst decided has the last word. Nothing here reads a file.
"""
