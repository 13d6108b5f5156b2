"""Another text size: the app opens anew at the same place, and the old window goes once the new one is seen."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from nfmaturity.domain.errors import N_
from nfmaturity.i18n import current_language
from nfmaturity.ui.handover import Handover
from nfmaturity.ui.text_size import SIZES, USUAL, known_size, stepped
from nfmaturity.ui.window_place import place_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from nfmaturity.ui.main_window import MainWindow

_LOOK_MS, _PATIENCE_SECONDS = 40, 60
"""How often one looks whether the new window is there, and how long at most."""


def own_command() -> list[str]:
    """Give the command that starts this program without arguments."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "nfmaturity"]


class TextSizeActs(QObject):
    """Changes the text size by key or for the settings page; nothing is lost on the way, a failure changes nothing."""

    def __init__(self, window: MainWindow) -> None:
        """Act for a window."""
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self.command: Callable[[], list[str]] = own_command
        self._child: subprocess.Popen[bytes] | None = None
        self._ready, self._until, self._before = Path(), 0.0, USUAL
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_at_child)
        for keys, act in (
            ("Ctrl++", lambda: self.step(1)),
            ("Ctrl+=", lambda: self.step(1)),
            ("Ctrl+-", lambda: self.step(-1)),
            ("Ctrl+0", lambda: self.change(USUAL)),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(act)

    def step(self, by: int) -> None:
        """Take the next larger or smaller size; at the last one that is said."""
        size = self._desk.settings.text_size
        if (wanted := stepped(size, by)) != size:
            self.change(wanted)
        elif size == SIZES[-1]:
            self._desk.tell(N_("This is the largest text size ({size} %)."), size=size)
        else:
            self._desk.tell(N_("This is the smallest text size ({size} %)."), size=size)

    def change(self, size: int) -> None:
        """Open the app anew with everything at another size, once all that was entered is safe."""
        size = known_size(size)
        if self._child or size == self._desk.settings.text_size:
            return
        if self._window.is_working():
            self._desk.tell(N_("Something is being made: wait for it or cancel it, then change the text size."))
        elif self._window.may_leave():
            if self._desk.finish_saving():
                self._open_anew(size)
            else:
                self._desk.tell(N_("The text size stays as it is until every edit is on disk."))

    def _open_anew(self, size: int) -> None:
        import subprocess
        import tempfile

        settings = self._desk.settings
        self._before = settings.text_size
        settings.text_size, settings.window = size, place_of(self._window)
        self._ready = Path(tempfile.mkdtemp(prefix="nfmaturity-")) / "ready"
        handed = self._handover()
        self._window.setEnabled(False)  # what is entered from now on would stay behind
        try:
            self._child = subprocess.Popen(  # noqa: S603 - the program itself
                self.command(), env=handed.surroundings(), stdin=subprocess.DEVNULL
            )
        except OSError as fault:
            self._stay(fault.strerror or str(fault))
            return
        self._until = monotonic() + _PATIENCE_SECONDS
        self._look.start()

    def _handover(self) -> Handover:
        from nfmaturity.storage.drafts import this_process

        demo, settings = self._desk.throw_away, self._desk.settings.throw_away
        return Handover(
            ready=str(self._ready),
            language=current_language(),
            location=self._window.place_to_return_to,
            library=self._desk.own_place,
            demo=str(demo.path) if demo else "",
            settings=str(settings.path) if settings else "",
            process=this_process(),
        )

    def _look_at_child(self) -> None:
        """Leave once the new window is seen, or stay where it does not come."""
        if self._child is None:
            return
        status = self._child.poll()
        if self._ready.exists():
            self._leave()
        elif status is not None:
            self._stay(str(status))
        elif monotonic() > self._until:
            self._child.kill()
            self._child.wait()
            self._stay("…")

    def _leave(self) -> None:
        for folder in (self._desk.throw_away, self._desk.settings.throw_away):
            if folder:
                folder.hand_over()
        self._end_looking()
        self._window.leave_to_successor()

    def _stay(self, why: str) -> None:
        self._end_looking()
        self._child = None
        self._desk.settings.text_size = self._before
        self._window.setEnabled(True)
        self._window.take_focus_again()
        self._desk.tell(N_("The app could not be opened anew ({why}), so the text size stays as it was."), why=why)

    def _end_looking(self) -> None:
        self._look.stop()
        self._ready.unlink(missing_ok=True)
        self._ready.parent.rmdir()
