"""Small rubrics built straight from the classes, for tests of the domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.documents import canonical_json, sha256_of
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.rubric import Rubric, RubricPack

DEGREES = {"full": "1", "most": "0.8", "partial": "0.5", "none": "0"}
BY_VALUE = {Fraction(value): name for name, value in DEGREES.items()}


def text(words: str) -> dict[str, str]:
    return {"zh": words, "en": words}


def pack_source(
    groups: Sequence[object], *, rule: str = "first_unmet", tau: str = "0.8", levels: int = 5
) -> dict[str, object]:
    """The source of a pack with these groups and our scale."""
    return {
        "format": "nfmaturity-rubric",
        "schema": "1",
        "id": "test",
        "version": "1.0.0",
        "languages": ["zh", "en"],
        "title": text("test"),
        "provenance": text("made up"),
        "levels": [
            {"level": str(n), "name": text(f"level {n}"), "summary": text(f"s {n}")} for n in range(1, levels + 1)
        ],
        "segments": [{"id": s, "name": text(s)} for s in ("mining", "beneficiation", "smelting", "processing")],
        "scoring": {
            "degrees": [{"id": d, "value": v, "name": text(d)} for d, v in DEGREES.items()],
            "level_threshold": tau,
            "accumulate": rule,
        },
        "groups": list(groups),
    }


def item(
    ident: str, counts: Sequence[int], *, weight: str = "1", applies: Mapping[str, list[str]] | None = None
) -> dict[str, object]:
    """A sub-indicator with so many requirements at each level; `applies` limits single requirements to segments."""
    levels = {}
    for level, count in enumerate(counts, start=1):
        names = [f"{ident}.{level}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"[:count]]
        levels[str(level)] = {
            "requirements": [
                {"id": n, "text": text(n), "effort_days": "10"}
                | ({"applies_to": applies[n]} if n in (applies or {}) else {})
                for n in names
            ]
        }
    return {"id": ident, "name": text(ident), "definition": text(ident), "weight": weight, "levels": levels}


def group(ident: str, domains: Sequence[object], weight: str = "1") -> dict[str, object]:
    return {"id": ident, "name": text(ident), "weight": weight, "domains": list(domains)}


def domain(ident: str, items: Sequence[object], weight: str = "1", tailorable: str = "true") -> dict[str, object]:
    return {
        "id": ident,
        "name": text(ident),
        "weight": weight,
        "tailorable": tailorable,
        "sub_indicators": list(items),
    }


def rubric(source: object) -> Rubric:
    return Rubric.model_validate(source, context={"languages": ("zh", "en")})


def assessment(
    grades: Mapping[str, str], segments: Sequence[str] = ("smelting",), exclusions: Mapping[str, str] | None = None
) -> Assessment:
    return Assessment(
        id="00000000-0000-4000-8000-000000000001",
        rubric=RubricRef("test", "1.0.0", "0" * 64),
        enterprise=Enterprise.model_validate({"segments": list(segments)}),
        answers={name: Answer(grade) for name, grade in grades.items()},
        exclusions=exclusions or {},
    )


def pack(groups: Sequence[object], **more: str) -> RubricPack:
    """A pack with its identity, as a loader gives it."""
    source = pack_source(groups, **more)  # type: ignore[arg-type]
    written = canonical_json(source)
    return RubricPack(rubric(source), sha256_of(written), written)


def write_pack(folder: Path, source: Mapping[str, Any]) -> Path:
    """Write a pack's source as the folder of YAML files that a loader reads."""
    folder.mkdir(parents=True)
    groups = []
    for group_source in source["groups"]:
        for found in group_source["domains"]:
            (folder / f"{found['id']}.yaml").write_text(_yaml(found), encoding="utf-8")
        groups.append({**group_source, "domains": [found["id"] for found in group_source["domains"]]})
    (folder / "pack.yaml").write_text(_yaml({**source, "groups": groups}), encoding="utf-8")
    return folder


def _yaml(tree: object) -> str:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
