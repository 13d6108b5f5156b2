"""The question before edits are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def leaves_unsaved(window: QWidget, waiting: int, save: Callable[[], bool] | None = None) -> bool:
    """Ask whether to leave although so many edits are not on disk.

    `save` writes what is in memory as files and tells whether it did; one may leave then, and nothing is lost.
    """
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(window)
    box.setObjectName("unsaved")
    box.setWindowTitle("nfmaturity")
    box.setText(_("Edits that are not on disk yet: {n}.").format(n=waiting))
    box.setInformativeText(_("Stay until the library can be written again, or leave and lose these edits."))
    stay = box.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(_("Leave and lose them"), QMessageBox.ButtonRole.DestructiveRole)
    leave.setObjectName("leave")
    file = box.addButton(_("Save as file…"), QMessageBox.ButtonRole.AcceptRole) if save else None
    if file:
        file.setObjectName("save-as-file")
        box.setInformativeText(
            _("Stay until the library can be written again, save them as a file, or leave and lose these edits.")
        )
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave or bool(save and box.clickedButton() is file and save())
