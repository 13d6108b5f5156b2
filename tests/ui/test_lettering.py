"""Words whose letters are kept look as Qt draws them anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from nfmaturity.ui.fonts import load_fonts, sized_font
from nfmaturity.ui.lettering import Align, draw_line, draw_within
from nfmaturity.ui.text_size import SIZES

FLAGS: dict[Align, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
WORDS = ("完全满足", "数据治理委员会已经成立，并有书面的职责", "Strategy, office AVA", "2.787", "<b>&amp;</b>")
TYPES = ((11, False), (12, False), (12, True), (13, False), (13, True), (17, True))


@pytest.fixture(scope="module", autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


def picture(draw: Callable[[QPainter], object], scale: float) -> QImage:
    image = QImage(round(400 * scale), round(60 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize(("pixels", "bold"), TYPES)
@pytest.mark.parametrize("words", WORDS)
def test_a_line_stands_where_qt_puts_it(words: str, pixels: int, bold: bool, scale: int) -> None:
    def anew(painter: QPainter) -> None:
        painter.setFont(sized_font(pixels, bold=bold))
        painter.drawText(at, words)

    for at in (QPointF(10, 30), QPointF(10.5, 20.5), QPointF(7.75, 33.25)):
        kept = picture(lambda painter, at=at: draw_line(painter, at, words, pixels, bold=bold), scale)  # type: ignore[misc]
        assert kept == picture(anew, scale)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pixels", [11, 12, 13])
def test_lines_stand_on_the_same_pixels_at_every_size_of_text(pixels: int, size: int) -> None:
    def anew(painter: QPainter) -> None:
        painter.setFont(sized_font(pixels))
        painter.drawText(at, "数据 H")

    for half in range(16):
        at = QPointF(10, 20.5 + half / 2)
        kept = picture(lambda painter, at=at: draw_line(painter, at, "数据 H", pixels), size / 100)  # type: ignore[misc]
        assert _lines_with_ink(kept) == _lines_with_ink(picture(anew, size / 100))


def _lines_with_ink(image: QImage) -> tuple[int, int]:
    """Give the first and the last line of a picture on which something stands."""
    white = QColor(Qt.GlobalColor.white).rgb()
    lines = [y for y in range(image.height()) if any(image.pixel(x, y) != white for x in range(image.width()))]
    return lines[0], lines[-1]


@pytest.mark.parametrize("align", FLAGS)
@pytest.mark.parametrize(("pixels", "bold"), TYPES)
@pytest.mark.parametrize("words", WORDS)
def test_a_word_stands_within_its_box_as_qt_puts_it(words: str, pixels: int, bold: bool, align: Align) -> None:
    box = QRectF(5, 5, 380, 32)

    def anew(painter: QPainter) -> None:
        painter.setFont(sized_font(pixels, bold=bold))
        painter.drawText(box, FLAGS[align] | Qt.AlignmentFlag.AlignVCenter, words)

    kept = picture(lambda painter: draw_within(painter, box, words, pixels, bold=bold, align=align), 1)
    assert kept == picture(anew, 1)


def test_letters_follow_the_colour_of_the_pen() -> None:
    def draw(colour: Qt.GlobalColor) -> QImage:
        def within(painter: QPainter) -> None:
            painter.setPen(colour)
            draw_line(painter, QPointF(10, 30), "满足", 13)

        return picture(within, 1)

    assert draw(Qt.GlobalColor.red) != draw(Qt.GlobalColor.black)
    assert draw(Qt.GlobalColor.red) == draw(Qt.GlobalColor.red)
