"""What an app that opens anew hands to the process that takes its place."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path

from nfmaturity.ui.settings import Location

_NAME = "NFMATURITY_REOPEN"


@dataclass(frozen=True, slots=True)
class Handover:
    """Where the app was: handed on in the surroundings, as a library's address may hold a password."""

    ready: str
    """The file that the new process makes once its window is seen."""

    language: str
    location: Location
    library: str | None = None
    """The user's library, None for their own place."""

    demo: str = ""
    """The folder of the demonstration's library, where that is open."""

    settings: str = ""
    """The folder of throw-away settings."""

    process: str = ""
    """The run of the program that hands over, as the library names it."""

    def surroundings(self) -> dict[str, str]:
        """Give the environment for the new process."""
        import json

        return {**os.environ, _NAME: json.dumps(asdict(self))}

    def tell_ready(self) -> None:
        """Say that the window is seen."""
        Path(self.ready).touch()


def take_handover() -> Handover | None:
    """Take what an app handed to this process, once; None where a person started it."""
    handed = os.environ.pop(_NAME, "")
    if not handed:
        return None
    import json

    told = json.loads(handed)
    return Handover(**{**told, "location": Location(**told["location"])})
