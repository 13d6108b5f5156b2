"""Taking another library for good, from wherever that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.domain.errors import UserError
    from nfmaturity.ui.desk import Desk

_USED = N_("The library {place} is open now, and the app begins with it from now on.")
_USED_NOW = N_(
    "The library {place} is open now. At its start the program is told of another one "
    "(--library or NFMATURITY_LIBRARY): change that to begin here next time."
)


def use_library(
    desk: Desk,
    chosen: str,
    then: Callable[[], object],
    failed: Callable[[UserError], None],
    *,
    create: bool = True,
) -> None:
    """Open a library and begin with it from now on, unless one is named at the start; say which of both."""
    from nfmaturity.workspace.relocating import begin_with, is_named_outside

    is_named = is_named_outside(desk.place)

    def open_it(shown: str) -> None:
        desk.open_library(chosen, lambda: used(shown))

    def used(shown: str) -> None:
        then()
        desk.tell(_USED_NOW if is_named else _USED, place=shown)

    desk.ask_apart(lambda: begin_with(chosen, remember=not is_named, create=create), open_it, failed)


def use_moved(desk: Desk, to: str, gone: Callable[[], object], failed: Callable[[UserError], None]) -> None:
    """Open a library where it was moved to; nothing is made there where it is gone from there meanwhile."""
    from nfmaturity.storage.library import NoLibraryHere

    def fail(fault: UserError) -> None:
        if isinstance(fault, NoLibraryHere):
            gone()
        else:
            failed(fault)

    use_library(desk, to, lambda: None, fail, create=False)
