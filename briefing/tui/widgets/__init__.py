"""The panes and lines of the screens. They know themselves and the look, and talk by messages."""
