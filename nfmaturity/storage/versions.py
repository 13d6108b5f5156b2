"""Which version a library's tables have, and bringing older ones up to date; Alembic is imported only for that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0001"
MIGRATIONS = Path(__file__).with_name("migrations")
_OURS = {"alembic_version", "assessments", "rubrics"}


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
    return str(found or "")


def is_newer(version: str) -> bool:
    """Tell whether the tables were written by a newer version of the program."""
    return version > HEAD


def migrate(connection: Connection, *more_versions: Path) -> None:
    """Bring the tables to the newest version inside the connection's transaction.

    `more_versions` are folders of further revisions, for trying out a migration that is not released yet.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    folders = (MIGRATIONS / "versions", *more_versions)
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(folder).replace("%", "%%") for folder in folders))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
