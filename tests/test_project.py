"""What the project claims about itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import nfmaturity
from nfmaturity.cli import run
from nfmaturity.cli.app import build
from nfmaturity.i18n import LANGUAGES, language
from nfmaturity.resources import resource, shipped_rubrics

ROOT = Path(__file__).parents[1]
SOURCE_LANGUAGE = "en"


def texts() -> set[str]:
    """Every text of the program, as the source has it."""
    keywords = {"_": None, "N_": None}
    found = extract_from_dir(ROOT / "nfmaturity", keywords=keywords, comment_tags=())
    return {message for _file, _line, message, _comments, _context in found if isinstance(message, str)}


def catalogue(name: str) -> Catalog:
    with resource("i18n", name, "LC_MESSAGES", "nfmaturity.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("name", [name for name in LANGUAGES if name != SOURCE_LANGUAGE])
def test_every_text_is_in_every_catalogue_and_no_other(name: str) -> None:
    translated = {str(message.id): str(message.string) for message in catalogue(name) if message.id}
    assert sorted(texts() - translated.keys()) == []
    assert sorted(translated.keys() - texts()) == []
    for text, translation in translated.items():
        assert translation, text
        assert placeholders(translation) == placeholders(text), text


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_chinese_texts_use_chinese_punctuation() -> None:
    wrong = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")
    for message in catalogue("zh"):
        assert not wrong.search(str(message.string)), message.string


def commands() -> Iterator[str]:
    app = build()
    yield from (str(command.name) for command in app.registered_commands)
    for group in app.registered_groups:
        assert group.typer_instance is not None
        if group.hidden:  # for the app
            continue
        yield from (f"{group.name} {command.name}" for command in group.typer_instance.registered_commands)


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_in_the_readme_and_has_help_in_both_languages(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"nfmaturity {command}" in readme or command.endswith(("demo", "undelete"))
    for name in LANGUAGES:
        with language(name):
            build()([*command.split(), "--help"], standalone_mode=False)
        printed = capsys.readouterr().out
        assert bool(re.search(r"[\u4e00-\u9fff]", printed)) == (name == "zh")


def test_the_lock_names_no_address_and_covers_every_dependency() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for wanted in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        name = re.split(r"[\[<>=]", wanted)[0].lower().replace("_", "-")
        assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), name
    assert project["project"]["version"] == nfmaturity.__version__


def test_nothing_names_this_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    hosts = re.compile("pypi" + r"\.org|files\.python" + "hosted|registry\\.npm" + "js|deb\\.deb" + "ian")
    assert listed
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".ttf", ".png"}:
            content = path.read_text(encoding="utf-8", errors="replace")
            assert not hosts.search(content), name
            assert str(ROOT) not in content or len(ROOT.parts) < 3, name


def test_the_commands_of_the_readme_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line of the quick tour in its order, with the id that the first one prints."""
    tour = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[3]
    lines = [line.split("#")[0].split() for line in tour.splitlines() if line.startswith("nfmaturity ")]
    assert len(lines) > 10
    shutil.copytree(shipped_rubrics() / "nonferrous-dx", tmp_path / "my-pack")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NFMATURITY_LIBRARY", str(tmp_path / "library"))
    ident = ""
    for words in lines:
        status = run([ident if word == "0190" else word for word in words[1:]])
        printed = capsys.readouterr()
        assert status == 0, (words, printed.err)
        ident = ident or printed.out.strip()[:8]
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
