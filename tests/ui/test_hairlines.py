"""Hairlines at the sizes of text that make a point smaller than a pixel of the screen."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
from PySide6.QtWidgets import QApplication, QWidget
from nfmaturity.ui.pages.assess_standing import Hairline
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.frame import Ground

application = QApplication([])
window = QWidget()
window.resize(300, 300)
window.show()
makers = {edge: lambda edge=edge: Ground("page", edge, window) for edge in "ltrb"}
makers["between"] = lambda: Hairline(window)
for name, make in makers.items():
    for place in range(40):
        part = make()
        part.setGeometry(place, place, 60, 25)
        part.show()
        picture = window.grab().toImage()
        assert picture.devicePixelRatio() != 1
        pixels = {picture.pixel(x, y) for x in range(140) for y in range(140)}
        assert colour("line").rgb() in pixels, (name, place)
        part.deleteLater()
        part.hide()
"""


@pytest.mark.parametrize("size", [0.8, 0.9, 1.25])
def test_a_hairline_is_seen_wherever_it_stands(size: float) -> None:
    surroundings = os.environ | {"QT_SCALE_FACTOR": str(size), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=surroundings, check=False)
    assert done.returncode == 0, done.stderr
