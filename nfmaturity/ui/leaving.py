"""The question before edits are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def leaves_unsaved(window: QWidget, waiting: int) -> bool:
    """Ask whether to leave although so many edits are not on disk."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(window)
    box.setObjectName("unsaved")
    box.setWindowTitle("nfmaturity")
    box.setText(_("Edits that are not on disk yet: {n}.").format(n=waiting))
    box.setInformativeText(_("Stay until the library can be written again, or leave and lose these edits."))
    stay = box.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(_("Leave and lose them"), QMessageBox.ButtonRole.DestructiveRole)
    leave.setObjectName("leave")
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave
