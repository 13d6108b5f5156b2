"""A wheel carries everything: built from the checkout, unpacked elsewhere, it runs the demonstration."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEMO = """
import itertools, sys
from nfmaturity.workspace import demo
every_page = demo.page_pictures
demo.page_pictures = lambda pdf, width: itertools.islice(every_page(pdf, width), 2)
from nfmaturity.__main__ import main
sys.exit(main())
"""
"""The demonstration with pictures of two pages of each report: hundreds of the same kind take a minute."""


def test_a_wheel_runs_the_demo_elsewhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    surroundings = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "LC_ALL": "zh_CN.UTF-8"}
    command = [sys.executable, "-c", DEMO, "demo", "--headless", "out"]
    done = subprocess.run(command, cwd=elsewhere, env=surroundings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    written = [elsewhere / line for line in done.stdout.split()]
    assert all(path.stat().st_size > 0 for path in written)
    assert {path.suffix for path in written} == {".json", ".pdf", ".png"}
    where = [sys.executable, "-c", "import nfmaturity; print(nfmaturity.__file__)"]
    found = subprocess.run(where, cwd=elsewhere, env=surroundings, capture_output=True, text=True, check=True).stdout
    assert found.startswith(str(tmp_path / "site"))
