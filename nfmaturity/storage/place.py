"""Where a library lies: a folder, or a database on a server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nfmaturity.domain.errors import N_
from nfmaturity.storage.faults import LibraryFault

DATABASE = "library.db"
BACKUPS = "backups"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_SERVERS = {"postgresql", "postgres", "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class Place:
    """A library's place; exactly one of `folder` and `url` is given. `shown` holds no password."""

    shown: str
    folder: Path | None = None
    url: str = ""

    @property
    def named(self) -> str:
        """What opens it again, from a folder as well as from an address with its password."""
        return str(self.folder) if self.folder else self.url

    @property
    def database(self) -> Path | None:
        """The SQLite file of a library folder."""
        return self.folder / DATABASE if self.folder else None

    @property
    def backups(self) -> Path | None:
        """The folder of a library folder's copies."""
        return self.folder / BACKUPS if self.folder else None


def parse_place(text: str) -> Place:
    """Read what a user gave as library: a folder or a PostgreSQL URL."""
    if not text.strip() or "\0" in text:
        raise LibraryFault(N_("No library was named: give a folder or a database address."))
    scheme = _SCHEME.match(text)
    if scheme is None:
        try:
            folder = Path(text).expanduser()
        except RuntimeError:
            raise LibraryFault(N_("{place} begins with the home of a user who is not known."), place=text) from None
        return Place(str(folder), folder)
    if scheme[1].lower() not in _SERVERS:
        raise LibraryFault(
            N_("A library is a folder or an address that begins with postgresql://, not {scheme}://."), scheme=scheme[1]
        )
    return _server(text[scheme.end() :])


def _server(rest: str) -> Place:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        raise LibraryFault(N_("The database address is not written as postgresql://user@host/name.")) from None
    shown = url.set(drivername="postgresql", query={}).render_as_string()  # a query may hold a password as well
    return Place(shown, url=url.render_as_string(hide_password=False))
