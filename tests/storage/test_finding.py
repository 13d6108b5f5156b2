"""Words are found in the comments of a whole library."""

from __future__ import annotations

import pytest

from nfmaturity.domain.rubric import RubricPack
from nfmaturity.storage.finding import find_comments
from nfmaturity.storage.library import Library
from nfmaturity.storage.writer import AssessmentWriter
from tests.edits import comment
from tests.storage.conftest import store

ONE, OTHER = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["台账"], {ONE: "看过台账", OTHER: "台账缺三月"}),
        (["台账", "三月"], {OTHER: "台账缺三月"}),
        (["SEEN"], {ONE: "Seen on site: 100%"}),
        (["100%"], {ONE: "Seen on site: 100%"}),
        (["1_0"], {}),
        (["三月", "site"], {}),
        ([], {}),
    ],
)
def test_a_comment_that_holds_every_word(
    library: Library, pack: RubricPack, words: list[str], found: dict[str, str]
) -> None:
    said = {ONE: {"G-D-01.1a": "看过台账", "G-D-01.2a": "Seen on site: 100%"}, OTHER: {"G-D-01.1b": "台账缺三月"}}
    for ident, comments in said.items():
        stored = store(library, pack, ident)
        writer = AssessmentWriter(library, pack, ident)
        writer.write([comment(stored, name, text) for name, text in comments.items()])
    assert find_comments(library, words) == found
