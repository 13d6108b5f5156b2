"""Read a PDF back: its text, its lines as they are printed, its links and bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from pypdf import PdfReader


@dataclass(frozen=True)
class PrintedLine:
    text: str
    left: float
    right: float
    bottom: float
    top: float


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def text_of(pdf: bytes) -> str:
    """All characters of a report without spaces and line ends."""
    return "".join("".join(page_texts(pdf)).split()).replace("\ufffe", "")


def printed_lines(pdf: bytes) -> Iterator[tuple[int, PrintedLine]]:
    """The lines as printed, put together from the boxes of their characters, so that neighbouring cells stay apart."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        said = text.get_text_range()
        for line in _lines([(char, text.get_charbox(place, loose=True)) for place, char in enumerate(said)]):
            yield number, line
    document.close()


def _lines(chars: list[tuple[str, tuple[float, float, float, float]]]) -> Iterator[PrintedLine]:
    line: PrintedLine | None = None
    for char, (left, bottom, right, top) in chars:
        if char in "\r\n":
            continue
        if line is not None and abs(left - line.right) < 2 and bottom < (line.bottom + line.top) / 2 < top:
            line = PrintedLine(line.text + char, line.left, right, line.bottom, line.top)
            continue
        if line is not None and line.text.strip():
            yield line
        line = PrintedLine(char, left, right, bottom, top)
    if line is not None and line.text.strip():
        yield line


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """Title and page of every bookmark."""
    source = reader(pdf)

    def walk(nodes: list[object]) -> Iterator[tuple[str, int]]:
        for node in nodes:
            if isinstance(node, list):
                yield from walk(node)
            else:
                yield node.title, source.get_destination_page_number(node) + 1

    return list(walk(source.outline))
