"""The one way to do anything with a checkout: `python3 dev.py demo | test | run … | lint | bench | docs | …`.

Does all the set-up that the work needs on a fresh machine first. Standard library only.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CATALOGUES = ROOT / "resources" / "i18n"
DEBIAN = {  # what Qt loads, and the package of Debian and Ubuntu that has it
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def main() -> None:
    """Set up, then do what was asked for."""
    works = (demo, test, run, lint, bench, docs, shots, texts)
    work = {function.__name__: function for function in works}
    if len(sys.argv) < 2 or sys.argv[1] not in work:
        sys.exit(f"usage: python3 dev.py {' | '.join(work)}")
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or later is needed: call dev.py with one, such as python3.11 dev.py")
    os.chdir(ROOT)
    set_up()
    work[sys.argv[1]](sys.argv[2:])


def demo(rest: list[str]) -> None:
    """Show the program on made-up enterprises: the app where there is a screen, else the same work unseen."""
    call(PYTHON, "-m", "nfmaturity", "demo", *rest)


def test(rest: list[str]) -> None:
    """Check everything."""
    if sys.platform == "linux" and Path("/etc/debian_version").exists() and os.geteuid() == 0:
        has_server = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        wanted = {"postgresql": has_server, "xvfb": shutil.which("Xvfb")}
        if missing := [package for package, found in wanted.items() if not found]:
            apt_get(missing)
    lint([])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    call(PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *rest)


def lint(_rest: list[str]) -> None:
    """Check format, style, types and layers."""
    call(PYTHON, "-m", "ruff", "format", "--check", ".")
    call(PYTHON, "-m", "ruff", "check", ".")
    call(PYTHON, "-m", "mypy")
    call(BIN / "lint-imports", "--no-cache")


def run(rest: list[str]) -> None:
    """Run the program with the arguments that follow."""
    call(PYTHON, "-m", "nfmaturity", *rest)


def bench(rest: list[str]) -> None:
    """Measure, each figure beside its floor, into docs/benchmarks.md."""
    call(PYTHON, "-m", "tests.bench", *rest)


def docs(_rest: list[str]) -> None:
    """Write the documentation that is generated: the format of a pack, and the shipped pack as pages."""
    call(PYTHON, "-m", "docs.generator")


def shots(_rest: list[str]) -> None:
    """Write pictures of every page into docs/pictures, and those of the guide into docs/guide."""
    call(PYTHON, "-m", "nfmaturity", "demo", "--headless", "docs/pictures")
    call(PYTHON, "-m", "docs.generator.guide_pictures")


def texts(_rest: list[str]) -> None:
    """Take new texts of the program into the catalogues."""
    template = VENV / "nfmaturity.pot"
    babel = [PYTHON, "-m", "babel.messages.frontend"]
    call(*babel, "-q", "extract", "-k", "N_", "--no-location", "--sort-output", "-o", template, "nfmaturity")
    options = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--no-wrap")
    call(*babel, "-q", "update", *options, "-D", "nfmaturity", "-i", template, "-d", CATALOGUES)


def set_up() -> None:
    """Make the environment, unless it stands already."""
    if not PYTHON.exists():
        uv = shutil.which("uv")
        call(*([uv, "venv", "--quiet", VENV] if uv else [sys.executable, "-m", "venv", VENV]))
    inputs = b"".join((ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    stamp, wanted = VENV / "set-up", hashlib.sha256(inputs).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        install()
        stamp.write_text(wanted)
    if any(is_stale(catalogue) for catalogue in CATALOGUES.glob("*/LC_MESSAGES/*.po")):
        call(PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-D", "nfmaturity", "-d", CATALOGUES)
    call(PYTHON, "-m", "compileall", "-q", "nfmaturity")
    if sys.platform == "linux" and Path("/etc/debian_version").exists():
        missing = [package for library, package in DEBIAN.items() if not loads(library)]
        if missing:
            apt_get(missing)


def install() -> None:
    """Install the locked dependencies and the checkout itself."""
    if uv := shutil.which("uv"):
        pip = [uv, "pip", "install", "--quiet", "--python", PYTHON]
        call(*pip, "--compile-bytecode", "--require-hashes", "-r", "requirements.lock")
    else:
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        call(*pip, "--require-hashes", "-r", "requirements.lock")
    call(*pip, "--no-deps", "--no-build-isolation", "-e", ".")


def is_stale(catalogue: Path) -> bool:
    """Tell whether a catalogue was changed since it was compiled."""
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def loads(library: str) -> bool:
    """Tell whether the system has a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_get(packages: list[str]) -> None:
    """Install packages of Debian or Ubuntu, or say which command does."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        sys.exit(f"System libraries are missing. Install them, then try again:\n  sudo {' '.join(command)}")
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    call("apt-get", *wait, "-qq", "update")
    call("apt-get", *wait, "-qq", *command[1:])


def call(*command: object) -> None:
    """Run a command and stop with its status if it fails."""
    status = subprocess.run([str(word) for word in command], check=False).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main()
