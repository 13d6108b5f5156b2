"""Whether anything on screen may move by itself: as the system says, unless the user wants it calm."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

_calm = [False]


def put_calm(*, calm: bool) -> None:
    """Let nothing move by itself, or leave it to the system again."""
    _calm[0] = calm


def may_move() -> bool:
    """Tell whether fades and the like are wanted; what they show is shown without them all the same."""
    from PySide6.QtWidgets import QStyle  # Python builds its many enumerations then, too late for the first window

    style = QApplication.style()
    return not _calm[0] and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
