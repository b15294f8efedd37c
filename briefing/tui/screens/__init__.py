"""The screens: each lays out its panes and answers their messages."""
