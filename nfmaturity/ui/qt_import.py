"""How Qt for Python is imported: without reading what it describes itself with until somebody asks for that.

PySide compiles modules of signatures, texts of errors and type stubs from source at each start, a sixth of the
time to the first window; and it reads the source of every module that is imported after it, to look for a switch that
we do not use. The first is put off until something in such a module is wanted, the second does not happen.
"""

from __future__ import annotations

import builtins
import sys
from functools import partial
from importlib.machinery import ModuleSpec
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from types import ModuleType

_PACKAGE = "shibokensupport.signature."
_NAMES = ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
PUT_OFF = frozenset(_PACKAGE + name for name in _NAMES)
"""What PySide imports at once and needs for signatures and texts of errors only."""

_lock = RLock()


class _LaterLoader:
    """Leaves a module empty until something in it is asked for, and has the real loader fill it then."""

    def __init__(self, name: str, real: Loader) -> None:
        self._name, self._real = name, real
        self._is_begun = False

    def create_module(self, _spec: ModuleSpec) -> None:
        """Leave making the module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module empty."""
        module.__getattr__ = partial(self._ask, module)  # type: ignore[method-assign]

    def _ask(self, module: ModuleType, attribute: str) -> object:
        if not attribute.startswith("__"):
            with _lock:  # another thread may be filling it
                self._fill(module)
        if attribute in vars(module):
            return vars(module)[attribute]
        msg = f"module {self._name!r} has no attribute {attribute!r}"
        raise AttributeError(msg)

    def _fill(self, module: ModuleType) -> None:
        if not self._is_begun:
            self._is_begun = True  # what it imports may ask it for something meanwhile
            module.__spec__ = ModuleSpec(self._name, self._real)  # PySide renames it, its loader wants its own
            try:
                self._real.exec_module(module)
            except BaseException:
                self._is_begun = False  # whoever asks next tries again
                raise
            del module.__getattr__


class _LaterFinder:
    """Finds what is put off where the other finders find it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in PUT_OFF:
            return None
        found = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not self)
        real = next((spec.loader for spec in found if spec and spec.loader), None)
        return ModuleSpec(name, _LaterLoader(name, real)) if real else None  # type: ignore[arg-type]


def import_qt() -> None:
    """Import PySide6.QtCore before anything else does, and put Python's own import back in its place."""
    finder, python = _LaterFinder(), builtins.__import__

    def ours_first(*args: Any, **named: Any) -> ModuleType:
        """Import with our finder before any that came meanwhile, such as the one over PySide's own archive."""
        if sys.meta_path[0] is not finder:
            sys.meta_path[:] = [finder, *(other for other in sys.meta_path if other is not finder)]
        return python(*args, **named)

    builtins.__import__ = ours_first
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.__import__ = python
        sys.meta_path[:] = [other for other in sys.meta_path if other is not finder]
