"""The command ``briefing``, before anything is loaded.

It asks for nothing but ``sys`` and ``os``, so that ``briefing --version`` answers at once; whatever else is
typed goes to ``briefing.cli``. It decides nothing about commands or messages.
"""

import os
import sys

from briefing import __version__


def main() -> int:
    """Run the command line that the process was started with.

    Returns:
        The exit code: 0 done, 1 partly failed or not found, 2 usage, 3 workspace, 130 interrupted.
    """
    os.umask(0o077)
    try:
        if sys.argv[1:] in (["--version"], ["-V"]) and _has_printed(f"briefing {__version__}\n"):
            return 0
        # Here and not above: loading the commands takes ten times as long as the answer to --version.
        from briefing.cli.root import run  # noqa: PLC0415

        return run(sys.argv[1:])
    except BrokenPipeError:
        from briefing.cli.printer import drop_unwritten  # noqa: PLC0415

        drop_unwritten()
        return 0
    except KeyboardInterrupt:
        return 130


def _has_printed(text: str) -> bool:
    """Print a text; false when that failed, for then the long way round says why."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (AttributeError, OSError):  # closed, full or broken
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
