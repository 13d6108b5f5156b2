"""Tables of the keys of a pack, read from the classes that are its schema."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from docs.generator.markdown import table
from nfmaturity.domain.rubric import (
    Action,
    CapabilityDomain,
    Degree,
    Group,
    Level,
    LevelContent,
    Requirement,
    Rubric,
    Scoring,
    Segment,
    SubIndicator,
    Term,
)
from nfmaturity.domain.rubric_fields import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

PACK_OBJECTS: Mapping[str, type[BaseModel]] = {
    "the file itself": Rubric,
    "levels": Level,
    "segments": Segment,
    "scoring": Scoring,
    "degrees": Degree,
    "groups": Group,
    "glossary": Term,
}
DOMAIN_OBJECTS: Mapping[str, type[BaseModel]] = {
    "the file itself": CapabilityDomain,
    "sub_indicators": SubIndicator,
    "levels": LevelContent,
    "requirements": Requirement,
    "actions": Action,
}
_HEAD = ("key", "what it is", "form", "required")


def object_tables(objects: Mapping[str, type[BaseModel]]) -> Iterator[str]:
    """Give heading, sentence and table of each object, by the key that it stands under."""
    for key, kind in objects.items():
        yield from ("", f"### {_heading(key)}", "", _first_line(kind), "", *table(_HEAD, _rows(kind)))


def _heading(key: str) -> str:
    if " " in key:
        return key.capitalize()
    return f"`{key}`" if key == "scoring" else f"An entry of `{key}`"


def _first_line(kind: type[BaseModel]) -> str:
    return (kind.__doc__ or "").splitlines()[0].partition(" Source:")[0]


def _rows(kind: type[BaseModel]) -> Iterator[tuple[str, str, str, str]]:
    hints = get_type_hints(kind, include_extras=True)
    for name, field in kind.model_fields.items():
        form = "list of ids" if kind is Group and name == "domains" else form_of(hints[name])
        yield f"`{field.alias or name}`", field.description or "", form, _presence(field)


def _presence(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    if field.default in (None, ()):
        return "optional"
    return f"optional, default `{_written(field.default)}`"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def form_of(hint: Any) -> str:
    """Tell how a value of a type is written in a file."""
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin is Annotated:
        forms = [extra.words for extra in arguments[1:] if isinstance(extra, Form)]
        return forms[0] if forms else form_of(arguments[0])
    if origin is Literal:
        *first, last = (f"`{value}`" for value in arguments)
        return f"{', '.join(first)} or {last}" if first else last
    if origin in {Union, types.UnionType}:
        return form_of(next(part for part in arguments if part is not type(None)))
    if origin is tuple:
        return _list_of(arguments[0])
    return f"object, its keys each a {form_of(arguments[0])}" if origin is dict else "object"


def _list_of(hint: Any) -> str:
    form = form_of(hint)
    return f"list of {form}" if form.startswith("`") else f"list of {form}s"
