"""Which levels of the sub-indicators are unfolded, without Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Folds:
    """Keeps what a person folded: once for everything, and once for what a filter leaves."""

    def __init__(self, is_narrowed: Callable[[], bool]) -> None:
        """Begin with nothing folded by anybody; what is asked each time tells whether there is a filter."""
        self._usual: dict[tuple[str, int], bool] = {}
        self._narrowed: dict[tuple[str, int], bool] = {}
        self._is_narrowed = is_narrowed

    def begin(self, item: str, level: int, *, is_open: bool) -> None:
        """Say how a level begins, where it is seen for the first time."""
        self._usual.setdefault((item, level), is_open)

    def clear(self) -> None:
        """Forget everything, as for another assessment."""
        self._usual.clear()
        self._narrowed.clear()

    def clear_narrowed(self) -> None:
        """Unfold all that another filter leaves; without a filter everything is as it was."""
        self._narrowed.clear()

    def is_open(self, item: str, level: int) -> bool:
        """Tell whether a level is unfolded: with a filter every one, but for those folded since."""
        return self._now.get((item, level), True)

    def put(self, item: str, level: int, *, is_open: bool) -> None:
        """Fold or unfold a level."""
        self._now[item, level] = is_open

    @property
    def _now(self) -> dict[tuple[str, int], bool]:
        return self._narrowed if self._is_narrowed() else self._usual


def nearest_shown(names: Sequence[tuple[str, bool]], current: str) -> str | None:
    """Give the requirement in sight nearest to one that was folded away, "" for none; None where it is in sight itself.

    Each comes with whether it is in sight; what stands below is nearer than what stands above.
    """
    at = next((place for place, (name, _shown) in enumerate(names) if name == current), len(names))
    if at == len(names) or names[at][1]:
        return None
    return next((name for name, is_shown in (*names[at:], *reversed(names[:at])) if is_shown), "")
