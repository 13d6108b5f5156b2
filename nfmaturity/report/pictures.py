"""Pictures of a report's pages."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator


def page_pictures(pdf: bytes, width: int) -> Iterator[bytes]:
    """Give every page as a PNG so many pixels wide, one at a time."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            image = page.render(scale=width / page.get_width()).to_pil()
            target = BytesIO()
            image.save(target, "PNG", compress_level=1)  # the same size for a page of text, in two thirds of the time
            page.close()
            yield target.getvalue()
    finally:
        document.close()
