"""The desktop app: the only place that knows Qt."""

import builtins

# PySide reads the source of every module that is imported after it, to look for a switch that we do not use: a fifth
# of the time of all imports. What it put in the place of Python's own import is taken back.
_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _import
