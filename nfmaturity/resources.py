"""Find the files that are shipped with the program, in a checkout, a wheel or a bundle."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = next((place for place in (_PACKAGE / "_data", _PACKAGE.parent) if (place / "resources").is_dir()), _PACKAGE)


def resource(*parts: str) -> Path:
    """Give the path of a file or folder in `resources/`."""
    return _ROOT.joinpath("resources", *parts)


def is_shipped_rubric(ident: str) -> bool:
    """Tell whether a rubric's id is that of a shipped one; each lies in a folder of this name."""
    return ident != "" and (shipped_rubrics() / ident).is_dir()


def shipped_rubrics() -> Path:
    """Give the folder that holds the shipped rubric packs, one folder each."""
    return _ROOT / "rubrics"
