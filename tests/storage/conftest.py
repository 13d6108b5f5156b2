"""A small rubric, an assessment of it and libraries to keep them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nfmaturity.domain.assessment import Assessment, RubricRef
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scoring import score
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from tests import rubrics

AT = "2026-11-22T08:00:00Z"
OpenLibrary = Callable[..., Library]


@pytest.fixture(scope="session")
def pack() -> RubricPack:
    return rubrics.pack(
        [rubrics.group("G", [rubrics.domain("G-D", [rubrics.item(f"G-D-0{n}", [2] * 5) for n in (1, 2)])])]
    )


@pytest.fixture
def opened() -> Iterator[OpenLibrary]:
    """Open libraries that are closed when the test ends."""
    libraries: list[Library] = []

    def open_at(place: Path | str, *, create: bool = True) -> Library:
        libraries.append(open_library(parse_place(str(place)), create=create))
        return libraries[-1]

    yield open_at
    for library in libraries:
        library.close()


@pytest.fixture
def library(tmp_path: Path, opened: OpenLibrary) -> Library:
    return opened(tmp_path / "library")


@pytest.fixture
def stored(library: Library, pack: RubricPack) -> Assessment:
    return store(library, pack)


def store(library: Library, pack: RubricPack, ident: str = "00000000-0000-4000-8000-000000000001") -> Assessment:
    """Put an assessment with one grade into a library."""
    reference = RubricRef(pack.rubric.id, pack.rubric.version, pack.sha256)
    state = replace(rubrics.assessment({"G-D-01.1a": "partial"}), id=ident, rubric=reference)
    Repository(library).add(pack, Record(state, state), score(pack.rubric, state), AT)
    return state
