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
        if sys.argv[1:] in (["--version"], ["-V"]):
            sys.stdout.write(f"briefing {__version__}\n")
            sys.stdout.flush()
            return 0
        # Here and not above: loading the commands takes ten times as long as the answer to --version.
        from briefing.cli.root import run  # noqa: PLC0415

        return run(sys.argv[1:])
    except BrokenPipeError:
        # What is still in the buffer would fail once more when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
