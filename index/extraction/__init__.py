"""Text to layers of spans."""
