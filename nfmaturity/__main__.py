"""Start the program."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and give the exit status."""
    # We have no pydantic plugin, and looking for one reads the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from nfmaturity.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
