"""Enterprises of a library: listed, kept, and known again in assessments, which hold copies of their profiles."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.documents import new_id
from nfmaturity.domain.enterprise import Enterprise, KeptEnterprise, Site
from nfmaturity.storage.enterprises import EnterpriseRepository, EnterpriseRow, KeptProfile, StoredEnterprise
from nfmaturity.workspace.opening import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.storage.enterprises import WriteOutcome
    from nfmaturity.workspace.opening import Workspace

_NAMES = uuid.UUID("6e666d61-7475-5269-9479-656e74727072")
"""The space in which an enterprise that only assessments name gets its id, the same wherever that is worked out."""


@dataclass(frozen=True, slots=True)
class KnownEnterprise:
    """One line of the list of enterprises, with how many assessments are of it."""

    row: EnterpriseRow
    assessments: int = 0


@dataclass(frozen=True, slots=True)
class EnterpriseList:
    """The enterprises of a library, last changed first, and those in its trash."""

    kept: tuple[KnownEnterprise, ...] = ()
    trashed: tuple[KnownEnterprise, ...] = ()


class _Index:
    """Knows an enterprise again: by its id, else by its credit code, else by its name."""

    def __init__(self, rows: Iterable[EnterpriseRow]) -> None:
        self._ids: set[str] = set()
        self._codes: dict[str, str] = {}
        self._names: dict[str, tuple[str, str]] = {}
        for row in rows:
            self.add(row.id, row.name, row.credit_code)

    def add(self, ident: str, name: str, code: str) -> None:
        self._ids.add(ident)
        if code:
            self._codes.setdefault(code, ident)
        if name:
            self._names.setdefault(name, (ident, code))

    def find(self, profile: Mapping[str, Any]) -> str:
        """Give the id, "" where none fits; the same name with another credit code is another enterprise."""
        if profile.get("id", "") in self._ids:
            return str(profile["id"])
        code = profile.get("credit_code", "")
        if code in self._codes:
            return self._codes[code]
        ident, its_code = self._names.get(profile.get("name", ""), ("", ""))
        if code and its_code:
            return ""
        if code and ident:
            self._codes[code] = ident
            self._names[profile["name"]] = (ident, code)
        return ident


def list_enterprises(workspace: Workspace) -> EnterpriseList:
    """List the enterprises; those that only assessments name so far come in as their newest assessment states them."""
    repository = EnterpriseRepository(workspace.library)
    rows, trashed = repository.rows(), repository.rows(trashed=True)
    index = _Index((*rows, *trashed))
    counts: dict[str, int] = {}
    is_new = False
    assessed = [one for one in repository.assessed() if not one.is_trashed]
    # Those with a code first: what has the same name and no code is then of the same enterprise, whatever its date.
    for found in sorted(assessed, key=lambda one: not one.profile.get("credit_code")):
        ident = index.find(found.profile)
        if not ident and (ident := _named_by_itself(found.profile)):
            profile = KeptEnterprise.model_validate(found.profile)
            is_new |= repository.add(ident, KeptProfile(profile), found.changed_at)
            index.add(ident, profile.name, profile.credit_code)
        if ident:
            counts[ident] = counts.get(ident, 0) + 1
    if is_new:
        rows = repository.rows()
    known = [tuple(KnownEnterprise(row, counts.get(row.id, 0)) for row in part) for part in (rows, trashed)]
    return EnterpriseList(*known)


def _named_by_itself(profile: Mapping[str, Any]) -> str:
    """Give the id of an enterprise that is not kept yet; "" for a profile that names none."""
    said = profile.get("credit_code") or profile.get("name") or ""
    return profile.get("id") or (str(uuid.uuid5(_NAMES, said)) if said else "")


def read_enterprise(workspace: Workspace, ident: str) -> StoredEnterprise:
    """Give an enterprise with its profile."""
    return EnterpriseRepository(workspace.library).read(ident)


def add_enterprise(workspace: Workspace, kept: KeptProfile) -> StoredEnterprise:
    """Keep a new enterprise."""
    repository, ident = EnterpriseRepository(workspace.library), new_id()
    repository.add(ident, kept, now())
    return repository.read(ident)


def write_enterprise(workspace: Workspace, ident: str, kept: KeptProfile, revision: int) -> WriteOutcome:
    """Store a profile over the one of `revision`; what somebody else stored meanwhile stays, and is given."""
    return EnterpriseRepository(workspace.library).write(ident, kept, revision=revision, at=now())


def trash_enterprise(workspace: Workspace, ident: str, *, back: bool = False) -> None:
    """Move an enterprise to the trash, or back; its assessments stay as they are."""
    EnterpriseRepository(workspace.library).trash(ident, None if back else now())


def enterprise_of(workspace: Workspace, profile: Enterprise) -> StoredEnterprise | None:
    """Give the enterprise whose profile an assessment holds a copy of; None where none is kept outside the trash."""
    listed = list_enterprises(workspace)
    ident = _Index(known.row for known in listed.kept).find(_named(profile))
    return read_enterprise(workspace, ident) if ident else None


def with_enterprise(workspace: Workspace, assessment: Assessment) -> Assessment:
    """Give a new assessment with the id of its enterprise; one not known yet is kept as stated there.

    Its site is then the first one of the enterprise.
    """
    profile, repository = assessment.enterprise, EnterpriseRepository(workspace.library)
    ident = _Index((*repository.rows(), *repository.rows(trashed=True))).find(_named(profile))
    if not (ident or profile.name or profile.credit_code):
        return assessment
    if not ident and assessment.site and not profile.sites:
        profile = profile.model_copy(update={"sites": (Site(name=assessment.site),)})
    ident = ident or profile.id or new_id()
    repository.add(ident, kept_from(profile), now())
    repository.trash(ident, None)
    return replace(assessment, enterprise=profile.model_copy(update={"id": ident}))


def kept_from(profile: Enterprise) -> KeptProfile:
    """Give a profile as an enterprise keeps it."""
    return KeptProfile(KeptEnterprise.model_validate(profile.model_dump(mode="json", exclude_defaults=True)))


def _named(profile: Enterprise) -> dict[str, str]:
    return {"id": profile.id, "name": profile.name, "credit_code": profile.credit_code}
