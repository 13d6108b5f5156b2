"""Qt for Python is imported without what it describes itself with, which is there as soon as it is wanted."""

import subprocess
import sys
from textwrap import dedent

import pytest

_BEFORE = """
    import builtins, sys
    finders, python = list(sys.meta_path), builtins.__import__
    import nfmaturity.ui
    from nfmaturity.ui.qt_import import PUT_OFF
    from PySide6.QtWidgets import QWidget
    from PySide6.QtCore import QSize, Qt

    def waiting():
        return {name for name in PUT_OFF if "__getattr__" in vars(sys.modules[name])}
"""


def told(script: str) -> str:
    """Give what a fresh interpreter prints that has imported the app's package."""
    whole = dedent(_BEFORE) + dedent(script)
    return subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True).stdout


def test_what_describes_it_is_not_read_at_the_start() -> None:
    assert told("print(sorted(waiting()) == sorted(PUT_OFF), QSize(1, 2), Qt.Key.Key_A.name)") == (
        "True PySide6.QtCore.QSize(1, 2) Key_A\n"
    )


def test_python_imports_as_before() -> None:
    assert told("print(builtins.__import__ is python, sys.meta_path == finders)") == "True True\n"


def test_an_error_says_what_would_have_been_right() -> None:
    said = told("""
        try:
            QSize().setWidth("wide")
        except TypeError as error:
            print(error)
        print(len(waiting()) < len(PUT_OFF))
    """)
    assert "Supported signatures" in said
    assert "QSize.setWidth(w: int" in said
    assert said.endswith("True\n")


def test_signatures_are_told() -> None:
    said = told("from shibokensupport.signature import get_signature; print(get_signature(QSize.setWidth))")
    assert said == "(self, w: int, /) -> None\n"


@pytest.mark.parametrize(
    ("module", "name"),
    [("parser", "pyside_type_init"), ("layout", "create_signature"), ("errorhandler", "seterror_argument")],
)
def test_several_threads_may_ask_at_once(module: str, name: str) -> None:
    said = told(f"""
        from concurrent.futures import ThreadPoolExecutor
        sys.setswitchinterval(1e-6)
        module = sys.modules["shibokensupport.signature.{module}"]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: module.{name}, range(8)))
        print(len(set(map(id, found))), hasattr(module, "no such thing"))
    """)
    assert said == "1 False\n"
