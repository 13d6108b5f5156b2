"""What can be done in the app by name and by key: the one list that keys, the palette and the sheet of keys go by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nfmaturity.i18n import _

if TYPE_CHECKING:
    from PySide6.QtCore import Qt


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done: its words are marked with `N_`, `params` fill them.

    `cap` is the key as it is drawn, `key` the single key of a page that does it. `do` is None for what a widget does
    with a key by itself. `refused` says why it cannot be done now, "" where it can.
    """

    name: str
    word: str
    cap: str = ""
    do: Callable[[], object] | None = None
    key: Qt.Key | None = None
    refused: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What it does, in the language in force."""
        return _(self.word).format(**self.params)


@dataclass(frozen=True, slots=True)
class ActGroup:
    """Acts that belong together, under a heading marked with `N_`."""

    heading: str
    acts: tuple[Act, ...]
