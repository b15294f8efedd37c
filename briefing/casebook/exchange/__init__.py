"""Notes as files for other programs, and back: Markdown, JSON, CSV, W3C annotations.

Markdown and JSON hold everything and are read again without loss; CSV and annotations are for others to read.
"""
