"""Where a report or another file is put: a name that every file system takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment

SUFFIX = ".pdf"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MOST_BYTES = 180
"""What a name may take, so that the suffix, a number after it and what is written beside it still fit 255 bytes."""


def report_name(assessment: Assessment, language: str, kind: str = "") -> str:
    """Name the file of a report: enterprise, title, what else it is and language."""
    profile = assessment.enterprise
    names = (profile.name, profile.name_en) if language == "zh" else (profile.name_en, profile.name)
    enterprise = next((name for name in names if name), "")
    parts = [part for part in (enterprise, assessment.title, kind) if part] or ["nfmaturity"]
    return safe_name(f"{' '.join(parts)}", f" {language}{SUFFIX}")


def safe_name(words: str, ending: str) -> str:
    """Make a file's name of words; what systems forbid becomes a blank, and what is too long is cut."""
    name = " ".join(_FORBIDDEN.sub(" ", words).split()).strip(". ")
    name = f"_{name}" if _DEVICES.match(name) else name
    name = name.encode()[:_MOST_BYTES].decode(errors="ignore").strip(". ")
    return f"{name or 'nfmaturity'}{ending}"


def wanted_path(written: str, folder: Path) -> Path | None:
    """Give the file that a person wrote, in the folder where none is named, as a PDF; None for nothing."""
    if not written.strip():
        return None
    path = folder / _at_home(Path(written.strip()))
    if not path.name:
        return None
    return with_ending(path, SUFFIX)


def with_ending(path: Path, ending: str) -> Path:
    """Give a file as a person named it, with the ending of its kind."""
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def is_there(path: Path) -> bool:
    """Say whether a file stands at a path; none does where no file could."""
    try:
        return path.is_file()
    except OSError:
        return False


def _at_home(path: Path) -> Path:
    """Read ~ as the user's folder; that of somebody who is not known is a name like any other."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path
