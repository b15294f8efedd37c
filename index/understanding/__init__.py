"""What the articles of a corpus name, when and by whom it is said: read behind, kept, asked for.

Articles are read for names in processes of their own (``reading``), after they are searchable and the newest
first; names that belong together are tied (``tying``), and the whole is held as columns (``register``), of
which ``Entities`` is the face.
"""
