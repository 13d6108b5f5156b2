"""The user of this machine, whom the log names where no name was given."""

from __future__ import annotations

from functools import cache

from nfmaturity.domain.signature import Signature


@cache  # asked for at every edit, and the system looks it up in a file
def system_user() -> str:
    """Give the name of this machine's user, "" where it knows none."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""


@cache
def system_device() -> str:
    """Give what this machine calls itself."""
    import platform

    return platform.node()


def account() -> Signature:
    """Give with what an edit is signed here where no name was given."""
    return Signature(system_user(), system_device())
