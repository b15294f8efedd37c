"""The command line: one module for each family of commands. Only ``read`` ever opens a screen."""
