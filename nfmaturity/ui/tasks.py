"""Long work in child processes: named progress, and a cancel that ends the process."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from nfmaturity.domain.spot import Spot

_PATIENCE_MS = 1_000
"""How long a child that was asked to end may clear away what is half-written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a task does now; `part` of `of` steps, None where that is not known."""

    said: str
    part: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A task that did its work, with what it has to tell."""

    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault of a file: the place there, what is wrong, and in a workbook the place as a value."""

    place: str
    reason: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A task that met a fault of the user's: sentences that say what to do, and what else it told."""

    sentences: tuple[str, ...]
    told: Mapping[str, Any]

    @property
    def faults(self) -> tuple[FileFault, ...]:
        """The faults of a file; none where something else is at fault."""
        places = self.told.get("places", ())
        return tuple(FileFault(place, reason, Spot(*spot) if spot else None) for place, reason, spot in places)

    @property
    def count(self) -> int:
        """How many faults the file has, where not each of them is told, too."""
        return int(self.told.get("count", 0))


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A task that the user ended."""


@dataclass(frozen=True, slots=True)
class Crashed:
    """A task that broke, with the text of the fault."""

    text: str


Ending = Done | Refused | Cancelled | Crashed


class Task(QObject):
    """One child process that tells what it does, a line of JSON at a time."""

    progressed = Signal(object)
    """A `Progress`."""

    ended = Signal(object)
    """An `Ending`, once."""

    def __init__(
        self, arguments: Sequence[str], *, library: str | None, language: str, parent: QObject | None = None
    ) -> None:
        """Prepare `nfmaturity task …` with these arguments, on a library and in a language."""
        super().__init__(parent)
        self._line = self._faults = b""
        self._closing: dict[str, Any] | None = None
        self._cancelled = False
        self._process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        if library is not None:
            surroundings.insert("NFMATURITY_LIBRARY", library)  # not an argument: an address may hold a password
        surroundings.insert("PYTHONIOENCODING", "utf-8")
        self._process.setProcessEnvironment(surroundings)
        self._process.setProgram(sys.executable)
        frozen = bool(getattr(sys, "frozen", False))
        self._process.setArguments([*([] if frozen else ["-m", "nfmaturity"]), "--lang", language, "task", *arguments])
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_faults)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail_to_start)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._process.kill)

    def start(self) -> None:
        """Begin."""
        self._process.start()

    def cancel(self) -> None:
        """End the process; what it would have written stays as it was.

        A child that waits in the library for its turn does not hear the signal, so it is killed soon after: files are
        written beside and renamed, and the library takes back what was not committed.
        """
        self._cancelled = True
        self._process.terminate()
        self._patience.start(_PATIENCE_MS)
        if sys.platform == "win32":
            self._process.kill()

    def wait(self) -> None:
        """Wait until the process is gone, as one that was cancelled at the end of the app must be."""
        running = self._process.state() != QProcess.ProcessState.NotRunning
        if running and not self._process.waitForFinished(_PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(-1)

    def _read(self) -> None:
        *lines, self._line = (self._line + self._process.readAllStandardOutput().data()).split(b"\n")
        for line in lines:
            if line.strip():
                self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            told: dict[str, Any] = json.loads(line)
        except ValueError:  # something else than the task wrote it; it is shown if the task breaks
            self._faults += line + b"\n"
            return
        if "progress" in told:
            self.progressed.emit(Progress(told["progress"], told.get("part"), told.get("of")))
        else:
            self._closing = told

    def _read_faults(self) -> None:
        self._faults += self._process.readAllStandardError().data()

    def _finish(self) -> None:
        self._patience.stop()
        self._read()
        if self._line.strip():
            self._take(self._line)
        self._read_faults()
        self.ended.emit(self._ending())

    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.ended.emit(Crashed(self._process.errorString()))

    def _ending(self) -> Ending:
        told = self._closing
        if told and "done" in told:
            return Done(told["done"])
        if self._cancelled:
            return Cancelled()
        if told and "fault" in told:
            return Refused((*told.get("faults", ()), told["fault"]), told)
        return Crashed(f"{self._faults.decode('utf-8', 'replace')}\n{self._how_it_ended()}".strip())

    def _how_it_ended(self) -> str:
        """Say for whoever mends it how the process went, as one that was killed writes nothing."""
        broke = self._process.exitStatus() == QProcess.ExitStatus.CrashExit
        return f"nfmaturity task {'was ended by signal' if broke else 'ended with status'} {self._process.exitCode()}"
