"""The sentences that a module of the program can say, read from its source."""

from __future__ import annotations

import ast
import inspect
import re
from typing import TYPE_CHECKING

from docs.generator.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def sentences_of(module: ModuleType) -> Iterator[str]:
    """Give every text that is marked with `N_` in a module, once, in the order of the source."""
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call))
    marked = sorted((call for call in calls if _is_mark(call)), key=lambda call: (call.lineno, call.col_offset))
    yield from dict.fromkeys(str(ast.literal_eval(call.args[0])) for call in marked)


def shown(sentence: str) -> str:
    """Give a sentence for a page: what is filled in when it is said stands in ‹ ›."""
    return plain(_PLACEHOLDER.sub(r"‹\1›", sentence))


def _is_mark(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "N_"
