"""Engines and transactions: how a library's database is spoken to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from nfmaturity.storage.faults import faults_told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_TIMEOUT_MS = 10_000


def sqlite_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Speak to a SQLite file: every commit on disk before it is told, foreign keys kept.

    A migration goes without foreign keys, as it may drop a table whose rows others point to.
    """
    from sqlalchemy import URL

    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are ours, not the driver's
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def server_engine(url: str) -> Engine:
    """Speak to a PostgreSQL server; a connection is made when one is needed."""
    return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 5})


def abandon_connections(engine: Engine) -> None:
    """Let go of what is open without ever closing it.

    SQLite that closes the last connection to a file deletes the write-ahead log *by its name*: where another file took
    the place of the one that was opened, that would be the log of the new one, with what others committed there.
    """
    import ctypes

    for _ in range(engine.pool.checkedin()):  # type: ignore[attr-defined]
        pooled = engine.raw_connection()
        kept = pooled.dbapi_connection
        pooled.detach()
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(kept))  # the end of the process closes files, not connections
    engine.dispose()


@contextmanager
def reading(engine: Engine, place: str) -> Iterator[Connection]:
    """Open one consistent view of the library."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with faults_told(place), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, place: str) -> Iterator[Connection]:
    """Open a transaction that holds the right to write from its beginning, and commit it at the end."""
    with faults_told(place), engine.connect() as connection, connection.execution_options(writes=True).begin():
        yield connection
