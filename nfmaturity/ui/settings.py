"""What the app remembers for its user: language, theme, the window and where one was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QStandardPaths

from nfmaturity.domain.signature import Signature
from nfmaturity.i18n import LANGUAGES, system_language
from nfmaturity.ui.text_size import known_size
from nfmaturity.ui.theme import THEMES
from nfmaturity.ui.window_place import WindowPlace, parse_place

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.ui.theme import ThemeName
    from nfmaturity.ui.throw_away import ThrowAway


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the app: a page, and what is shown there."""

    page: str = "library"
    assessment: str = ""
    node: str = ""
    requirement: str = ""
    rubric: str = ""
    """The hash of a rubric pack."""
    state: str = ""
    """What the requirements of the domain are narrowed to on coming there, one of the filter's states."""


class Settings:
    """A small file of the user's; what it holds is read once and written when it changes."""

    def __init__(self, path: Path | None = None, throw_away: ThrowAway | None = None) -> None:
        """Use the user's own file, or another one for tests and throw-away libraries, with the folder that holds it."""
        self.throw_away = throw_away
        file = str(path) if path else f"{_own_folder()}/settings.ini"
        self._kept = QSettings(file, QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The language chosen, else that of the system."""
        kept = str(self._kept.value("language", ""))
        return kept if kept in LANGUAGES else system_language()

    @language.setter
    def language(self, name: str) -> None:
        self._keep("language", name)

    @property
    def theme(self) -> ThemeName | None:
        """The theme chosen; None to follow the system."""
        kept = str(self._kept.value("theme", ""))
        return kept if kept in THEMES else None

    @theme.setter
    def theme(self, name: ThemeName | None) -> None:
        self._keep("theme", name or "")

    @property
    def text_size(self) -> int:
        """How large everything is shown, in per cent of what the system asks for."""
        return known_size(self._kept.value("text_size", ""))

    @text_size.setter
    def text_size(self, size: int) -> None:
        self._keep("text_size", size)

    @property
    def window(self) -> WindowPlace | None:
        """Where the window stood; None the first time."""
        return parse_place(str(self._kept.value("window", "")))

    @window.setter
    def window(self, place: WindowPlace) -> None:
        self._keep("window", place.text())

    @property
    def own_name(self) -> str:
        """The name that a person gave: an account such as root is nobody's name in a report."""
        return str(self._kept.value("assessor", ""))

    @property
    def assessor(self) -> str:
        """Whom the log names for edits: as kept, else the user of this machine."""
        return self.own_name or self.system_user

    @assessor.setter
    def assessor(self, name: str) -> None:
        self._keep("assessor", name)

    @property
    def device(self) -> str:
        """What the log calls this machine: as kept, else by its own name."""
        return str(self._kept.value("device", "")) or self.system_device

    @device.setter
    def device(self, name: str) -> None:
        self._keep("device", name)

    @property
    def system_user(self) -> str:
        """The name of this machine's user, "" where it knows none."""
        from nfmaturity.workspace.account import system_user

        return system_user()

    @property
    def system_device(self) -> str:
        """What this machine calls itself."""
        from nfmaturity.workspace.account import system_device

        return system_device()

    @property
    def signature(self) -> Signature:
        """What an edit made now is signed with in the log."""
        return Signature(self.assessor, self.device)

    @property
    def shows_first_steps(self) -> bool:
        """Whether the hint on the first steps is still to be shown."""
        return self._kept.value("first_steps", "true") != "false"

    @shows_first_steps.setter
    def shows_first_steps(self, wanted: bool) -> None:
        self._keep("first_steps", "true" if wanted else "false")
        self.known_steps = frozenset()

    @property
    def known_steps(self) -> frozenset[int]:
        """Which of the first steps were acknowledged."""
        kept = str(self._kept.value("known_steps", ""))
        return frozenset(int(step) for step in kept.split() if step.isdecimal())

    @known_steps.setter
    def known_steps(self, steps: frozenset[int]) -> None:
        self._keep("known_steps", " ".join(map(str, sorted(steps))))

    @property
    def reduces_motion(self) -> bool:
        """Whether nothing is to move by itself on screen."""
        return self._kept.value("reduce_motion", "") == "true"

    @reduces_motion.setter
    def reduces_motion(self, wanted: bool) -> None:
        self._keep("reduce_motion", "true" if wanted else "false")

    @property
    def report_folder(self) -> str:
        """Where the last report or export was put, "" the first time."""
        return str(self._kept.value("report_folder", ""))

    @report_folder.setter
    def report_folder(self, folder: str) -> None:
        self._keep("report_folder", folder)

    @property
    def recent_entries(self) -> tuple[str, ...]:
        """What was taken from the command palette last, newest first."""
        kept = str(self._kept.value("palette/recent", ""))
        return tuple(ident for ident in kept.split("\n") if ident)

    @recent_entries.setter
    def recent_entries(self, idents: tuple[str, ...]) -> None:
        self._keep("palette/recent", "\n".join(idents))

    @property
    def location(self) -> Location:
        """Where one was; the library the first time."""
        kept = [str(self._kept.value(f"location/{name}", "")) for name in Location.__slots__]
        return Location(*kept) if kept[0] else Location()

    @location.setter
    def location(self, at: Location) -> None:
        for name in Location.__slots__:
            self._kept.setValue(f"location/{name}", getattr(at, name))
        self._kept.sync()

    def _keep(self, name: str, value: object) -> None:
        self._kept.setValue(name, value)
        self._kept.sync()


def _own_folder() -> str:
    return f"{QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)}/nfmaturity"
