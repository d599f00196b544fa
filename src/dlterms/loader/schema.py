"""The JSON Schema that editors complete and check a glossary file with, made from the field table.

Editors read `010`, `no` and `2014` as numbers and booleans where the loader takes the text as typed, so both pass.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dlterms.loader.fields import FILE, FULL_ID, ID, Shape, Spec

Schema = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]


def json_schema() -> Schema:
    """The schema of a glossary file, draft 2020-12."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_schema(FILE)}


def _schema(spec: Spec) -> Schema:
    described = {"description": spec.about} if spec.about else {}
    default = {"default": spec.default} if isinstance(spec.default, str | int) else {}
    return described | _SHAPES[spec.shape](spec) | default


def _text(spec: Spec) -> Schema:
    return {"enum": list(spec.choices)} if spec.choices else {"type": _SCALAR, "pattern": r"\S"}


def _line(spec: Spec) -> Schema:
    longest = {"maxLength": spec.most} if spec.most else {}
    return {"type": _SCALAR, "pattern": r"^\s*\S([^\n\t]*\S)?\s*$"} | longest


def _id(spec: Spec) -> Schema:
    return {"type": "string", "pattern": f"^{ID}$"}


def _full_id(spec: Spec) -> Schema:
    return {"type": "string", "pattern": f"^{FULL_ID}$"}


def _number(spec: Spec) -> Schema:
    if spec.choices:
        return {"enum": [*map(int, spec.choices), *spec.choices]}
    return {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,9}$"}


def _flag(spec: Spec) -> Schema:
    return {"enum": [False, True, "false", "true"]}


def _list(spec: Spec) -> Schema:
    assert spec.item is not None
    return {"type": "array", "items": _schema(spec.item)}


def _record(spec: Spec) -> Schema:
    fields = {name: _schema(inner) for name, inner in spec.fields.items()}
    schema: Schema = {
        "type": "object",
        "properties": {name: f if name in spec.required else _or_null(f) for name, f in fields.items()},
        "required": list(spec.required),
        "patternProperties": {"^x-": True},
        "additionalProperties": False,
    }
    if spec.unless_draft:
        draft = {"properties": {"status": {"const": "draft"}}, "required": ["status"]}
        finished = {name: {"type": "object", "required": list(inner)} for name, inner in spec.unless_draft.items()}
        schema |= {"if": {"not": draft}, "then": {"properties": finished}}
    if spec.short:
        short = spec.fields[spec.short]
        return {"anyOf": [_SHAPES[short.shape](short), schema]}
    return schema


def _table(spec: Spec) -> Schema:
    assert spec.item is not None
    items = _schema(spec.item)
    return {"type": "object", "patternProperties": {f"^{ID}$": items}, "additionalProperties": False}


def _or_null(schema: Schema) -> Schema:
    """An optional field may say `null`, which is the same as leaving it out."""
    for choices in ("type", "enum"):
        if choices in schema:
            found = schema[choices]
            null = "null" if choices == "type" else None
            return schema | {choices: [*([found] if isinstance(found, str) else found), null]}
    return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}


_SHAPES: dict[Shape, Callable[[Spec], Schema]] = {
    "text": _text,
    "line": _line,
    "id": _id,
    "full-id": _full_id,
    "number": _number,
    "flag": _flag,
    "list": _list,
    "record": _record,
    "table": _table,
}
