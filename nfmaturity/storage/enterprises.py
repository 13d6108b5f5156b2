"""Enterprises in and out of a library; rows never leave this module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from nfmaturity.domain.enterprise import KeptEnterprise
from nfmaturity.domain.errors import N_, NotFound
from nfmaturity.storage import tables
from nfmaturity.storage.faults import damage_told

if TYPE_CHECKING:
    from nfmaturity.storage.library import Library

_E = tables.enterprises.c
_A = tables.assessments.c
_GONE = N_("The enterprise {id} is no longer in the library.")


class EnterpriseRow(NamedTuple):
    """One line of the list of enterprises; times are UTC in ISO 8601."""

    id: str
    name: str
    name_en: str
    credit_code: str
    changed_at: str
    trashed_at: str | None


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """What a library keeps of an enterprise: the profile, and entries as typed that it cannot take yet, by field."""

    profile: KeptEnterprise
    unfinished: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class StoredEnterprise:
    """An enterprise as the library holds it; `revision` counts the writes."""

    id: str
    kept: KeptProfile
    revision: int
    changed_at: str
    trashed_at: str | None = None


@dataclass(frozen=True, slots=True)
class WriteOutcome:
    """What is stored after a write; where it was not taken, that is what somebody else wrote meanwhile."""

    stored: StoredEnterprise
    is_taken: bool


class AssessedEnterprise(NamedTuple):
    """The profile that an assessment holds a copy of, as far as it is needed to know the enterprise again."""

    assessment_id: str
    changed_at: str
    is_trashed: bool
    profile: Mapping[str, Any]


class EnterpriseRepository:
    """The enterprises of an open library."""

    def __init__(self, library: Library) -> None:
        """Work on an open library."""
        self._library = library

    def rows(self, *, trashed: bool = False) -> list[EnterpriseRow]:
        """List enterprises, last changed first."""
        columns = [_E[name] for name in EnterpriseRow._fields]
        which = _E.trashed_at.is_not(None) if trashed else _E.trashed_at.is_(None)
        with self._library.reading() as connection:
            found = connection.execute(select(*columns).where(which).order_by(_E.changed_at.desc(), _E.id))
            return [EnterpriseRow._make(row) for row in found]

    def read(self, ident: str) -> StoredEnterprise:
        """Give an enterprise, from the trash too; `NotFound` where there is none."""
        with self._library.reading() as connection, damage_told(self._library.place.shown):
            return _read(connection, ident)

    def add(self, ident: str, kept: KeptProfile, at: str) -> bool:
        """Store an enterprise; False, and nothing stored, if the library has the id."""
        with self._library.writing() as connection:
            if connection.execute(select(_E.id).where(_E.id == ident)).first() is not None:
                return False
            values = {"id": ident, "revision": 1, "created_at": at, "changed_at": at}
            connection.execute(insert(tables.enterprises), values | _columns(ident, kept))
        return True

    def write(self, ident: str, kept: KeptProfile, *, revision: int, at: str) -> WriteOutcome:
        """Store another profile if `revision` is still the one stored; the same profile stored already is taken."""
        with self._library.writing() as connection:
            columns = _columns(ident, kept)
            values = columns | {"revision": revision + 1, "changed_at": at}
            mine = update(tables.enterprises).where(_E.id == ident, _E.revision == revision).values(values)
            is_taken = bool(connection.execute(mine).rowcount)
            with damage_told(self._library.place.shown):
                stored = _read(connection, ident)
        return WriteOutcome(stored, is_taken or _columns(ident, stored.kept) == columns)

    def trash(self, ident: str, at: str | None) -> None:
        """Move an enterprise to the trash, or back with None."""
        with self._library.writing() as connection:
            done = connection.execute(update(tables.enterprises).where(_E.id == ident).values(trashed_at=at))
            if not done.rowcount:
                raise NotFound(_GONE, id=ident)

    def assessed(self) -> list[AssessedEnterprise]:
        """Give whom the library's assessments are of, those in the trash among them, last changed first."""
        query = select(_A.id, _A.changed_at, _A.trashed_at, _A.header).order_by(_A.changed_at.desc(), _A.id)
        with self._library.reading() as connection, damage_told(self._library.place.shown):
            return [
                AssessedEnterprise(
                    row.id, row.changed_at, row.trashed_at is not None, json.loads(row.header)["enterprise"]
                )
                for row in connection.execute(query)
            ]


def _read(connection: Connection, ident: str) -> StoredEnterprise:
    row = connection.execute(select(tables.enterprises).where(_E.id == ident)).first()
    if row is None:
        raise NotFound(_GONE, id=ident)
    profile = KeptEnterprise.model_validate_json(row.profile)
    unfinished = json.loads(row.unfinished)
    if not isinstance(unfinished, dict):
        raise TypeError(ident)
    kept = KeptProfile(profile, MappingProxyType(unfinished))
    return StoredEnterprise(row.id, kept, row.revision, row.changed_at, row.trashed_at)


def _columns(ident: str, kept: KeptProfile) -> dict[str, object]:
    profile = kept.profile.model_copy(update={"id": ident})
    return {
        "profile": _json(profile.model_dump(mode="json", exclude_defaults=True)),
        "unfinished": _json(dict(kept.unfinished)),
        "name": profile.name,
        "name_en": profile.name_en,
        "credit_code": profile.credit_code,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
