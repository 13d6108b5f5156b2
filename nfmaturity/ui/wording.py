"""Texts of widgets that follow the language: said once, told again when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable


class Wording:
    """The fixed texts of a widget, each with the setter that takes it.

    What a text depends on besides the language belongs into the widget's own `refresh`, not in here.
    """

    def __init__(self) -> None:
        """Begin without texts."""
        self._said: list[tuple[Callable[[str], object], str]] = []

    def say(self, setter: Callable[[str], object], template: str) -> None:
        """Give a setter a text marked with `N_`, now and whenever the language changes."""
        self._said.append((setter, template))
        setter(_(template))

    def retell(self) -> None:
        """Give every setter its text in the language in force."""
        for setter, template in self._said:
            setter(_(template))
