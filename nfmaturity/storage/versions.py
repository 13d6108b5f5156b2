"""Which version a library's tables have, and bringing older ones up to date; Alembic is imported only for that."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).with_name("migrations")
_OURS = {"alembic_version", "assessments", "rubrics"}


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that are known, oldest first, and the folders with the steps between them."""

    known: tuple[str, ...]
    folders: tuple[Path, ...]

    @property
    def head(self) -> str:
        """The newest version that is known."""
        return self.known[-1]

    def is_newer(self, version: str) -> bool:
        """Tell whether tables of a version were written by a newer version of the program."""
        return version.isdigit() and version > self.head


RELEASED = Versions(("0001", "0002", "0003", "0004", "0005", "0006"), (MIGRATIONS / "versions",))
_ONE_AT_A_TIME = threading.Lock()  # Alembic keeps what it works on in the process


class NoLibrary(Exception):
    """The database holds tables, but not those of a library."""


def version_of(connection: Connection) -> str:
    """Give the version of the tables, "" for a database without any; `NoLibrary` for somebody else's."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return ""
    if not names >= _OURS:
        raise NoLibrary
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if not found:
        raise NoLibrary
    return str(found)


def migrate(connection: Connection, versions: Versions) -> None:
    """Bring the tables to the newest version inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option(
        "version_locations", "\n".join(str(folder).replace("%", "%%") for folder in versions.folders)
    )
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, versions.head)
