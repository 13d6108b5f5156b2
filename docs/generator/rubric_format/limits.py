"""The limits of a pack, read from the constants that keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.generator.markdown import table
from nfmaturity.domain.rubric_consistency import MAX_LEVELS
from nfmaturity.domain.rubric_fields import MAX_DIGITS, MAX_ID, MAX_NAME, MAX_TEXT
from nfmaturity.files.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator


def limits() -> Iterator[str]:
    """Give the table."""
    return table(
        ("of", "limit"),
        (
            ("a text", f"{MAX_TEXT:,} characters in each language"),
            ("a name", f"{MAX_NAME} characters in each language, on one line"),
            ("an id", f"{MAX_ID} characters"),
            ("a decimal", f"{MAX_DIGITS} digits before the point and {MAX_DIGITS} after it"),
            ("levels", f"1 to {MAX_LEVELS}"),
            ("degrees", "at least 2"),
            ("requirements of a sub-indicator at one level", "1 to 26, lettered a to z"),
            ("a file", f"{MAX_BYTES // 1_000_000} MB; objects and lists nest at most {MAX_DEPTH} deep"),
            ("faults told of one file's form", f"{MAX_FAULTS}, then reading stops"),
        ),
    )
