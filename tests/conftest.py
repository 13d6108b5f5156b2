"""What holds for every test: English unless it says otherwise, and no library but its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nfmaturity.i18n import current_language


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Iterator[None]:
    monkeypatch.setenv("NFMATURITY_LIBRARY", f"{tmp_path}/library")
    monkeypatch.delenv("LANGUAGE", raising=False)
    yield
    assert current_language() == "en", "a test left another language in force"
