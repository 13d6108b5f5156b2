"""The language in force: by block, by thread, by system."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from nfmaturity.domain.errors import message
from nfmaturity.i18n import _, current_language, language, say, system_language

CATALOGUE = Path(__file__).parents[1] / "resources" / "i18n" / "zh" / "LC_MESSAGES" / "nfmaturity.po"


def test_a_block_changes_the_language_and_gives_it_back() -> None:
    assert _("Score") == "Score"
    with language("zh"):
        assert _("Score") == "得分"
        with language("en"):
            assert _("Score") == "Score"
        assert current_language() == "zh"
    assert current_language() == "en"


def test_another_thread_keeps_its_own_language() -> None:
    seen: list[str] = []
    with language("zh"):
        thread = threading.Thread(target=lambda: seen.append(current_language()))
        thread.start()
        thread.join()
    assert seen == ["en"]


def test_messages_inside_messages_are_translated_too() -> None:
    inner = message("must be a list")
    with language("zh"):
        assert say(message("{option}: {reason}", option="--x", reason=inner)) == "--x：应是列表"


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE"}, "en"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_system_chooses(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], name: str) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert system_language() == name


@pytest.mark.parametrize(
    ("word", "ours"),
    [
        ("规则包", "指标体系"),
        ("裁剪", "不适用"),
        ("恢复适用", "改为适用"),
        ("评估要点", "评定要点"),
        ("缺口", "差距"),
        ("存盘", "保存"),
    ],
)
def test_one_word_a_thing_in_chinese(word: str, ours: str) -> None:
    with CATALOGUE.open("rb") as file:
        said = [str(entry.string) for entry in read_po(file) if entry.id]
    assert any(ours in text for text in said)
    assert [text for text in said if word in text] == []


@pytest.mark.parametrize(
    ("word", "ours"),
    [
        ("Answered", "Graded"),
        ("Threshold {tau}", "met at {tau}"),
        ("Share reached", "Share met"),
        ("evels reached", "evels met"),
        ("✓ reached", "✓ met"),
    ],
)
def test_one_word_a_thing_in_english(word: str, ours: str) -> None:
    """A share meets a level at τ, as it is scored; a requirement is graded. A level is reached by whoever has it."""
    with CATALOGUE.open("rb") as file:
        said = [str(entry.id) for entry in read_po(file) if entry.id]
    assert any(ours in text for text in said)
    assert [text for text in said if word in text] == []
