"""What the articles of a corpus name, across articles: people, bodies and places with all that is said of them.

One article says ``Hassan Fadhem`` and then ``Fadhem``; ``index.extraction`` sees that. Here the names of all
articles come together: spellings of one name, acronyms and family names of others are proposed as one entity,
and what the analyst decided about entities has the last word. Nothing here reads an article anew.
"""
