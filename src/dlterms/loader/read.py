"""A tree and the field table -> plain values in their long form, every fault on the way reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from dlterms.i18n import marked, series, tr
from dlterms.loader.fields import FULL_ID, ID, Shape, Spec
from dlterms.loader.messages import did_you_mean, lookalike, mended, nearest, quoted, too_long
from dlterms.loader.source import Fields, Node, Text, name_in, place_of
from dlterms.model import Problem

BAD: Any = object()  # a value that could not be read; it is left out


class Partial(dict[str, Any]):
    """What could be read of a record that lacks something required; `node` is where it was read from."""

    def __init__(self, values: dict[str, Any], node: Node) -> None:
        super().__init__(values)
        self.node = node


# What leads to a value: the way to what holds it, and its name or number there. Spelt out only where there is a fault.
Way: TypeAlias = tuple[Any, str | int] | None

_ID = re.compile(ID)
_FULL_ID = re.compile(FULL_ID)
_NUMBER = re.compile("[0-9]{1,9}")
NULL = "null"  # for an optional field the same as leaving it out
_TEXT, _LIST, _MAPPING, _EITHER = marked("text"), marked("a list"), marked("a mapping"), marked("text or a mapping")
_NAMES = {str: _TEXT, list: _LIST, dict: _MAPPING}


def read(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    """The value of `node` in the long form that `spec` asks for, or BAD. Texts know their places if `node` does."""
    return _READERS[spec.shape](node, spec, way, problems)


def _spelt(way: Way) -> str:
    """`dropout.zh.aliases[2]`"""
    if way is None:
        return ""
    before, name = _spelt(way[0]), way[1]
    if isinstance(name, int):
        return f"{before}[{name}]"
    return f"{before}.{name}" if before else quoted(name)[1:-1]


def _report(node: Node, code: str, way: Way, message: str, problems: list[Problem]) -> Any:
    where = _spelt(way)
    problems.append(Problem(*place_of(node), "error", code, f"{where}: {message}" if where else message))
    return BAD


def _wrong_type(node: Node, expected: str, way: Way, problems: list[Problem]) -> Any:
    """`expected` is one of the names above, in English."""
    if node == "":
        message = tr("expected {expected}, got nothing: fill it in or remove the key", expected=tr(expected))
    else:
        got = next(name for kind, name in _NAMES.items() if isinstance(node, kind))
        fault = tr("expected {expected}, got {got}", expected=tr(expected), got=tr(got))
        message = mended(fault, lookalike(node) if isinstance(node, str) else "")
    return _report(node, "type", way, message, problems)


def _read_text(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    if not isinstance(node, str):
        return _wrong_type(node, _TEXT, way, problems)
    length = len(node.strip())
    if not length:
        return _report(node, "empty", way, tr("the text is empty: fill it in or remove the key"), problems)
    if length < len(node):
        node = node.trimmed() if isinstance(node, Text) else node.strip()
    if spec.choices and node not in spec.choices:
        fault = tr("{value} is not allowed here", value=quoted(node))
        mend = tr("write one of {choices}", choices=series(spec.choices))
        message = did_you_mean(fault, nearest(node, spec.choices)) or mended(fault, mend)
        return _report(node, "choice", way, message, problems)
    return node


def _read_line(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    value = _read_text(node, spec, way, problems)
    if value is not BAD and ("\n" in value or "\t" in value):
        message = tr("{value} holds a line break or a tab: write it on one line, with spaces", value=quoted(value))
        return _report(node, "line", way, message, problems)
    if value is not BAD and spec.most and len(value) > spec.most:
        return _report(node, "size", way, too_long(value, spec.most), problems)
    return value


def _read_id(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    value = _read_text(node, spec, way, problems)
    return value if value is BAD or _ID.fullmatch(value) else _bad_id(value, way, problems)


def _bad_id(value: str, way: Way, problems: list[Problem]) -> Any:
    right = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    if right:
        message = tr("{value} is not an id: write {right}", value=quoted(value), right=quoted(right))
    else:
        message = tr("{value} is not an id: use lower-case letters, digits and single hyphens", value=quoted(value))
    return _report(value, "bad-id", way, message, problems)


def _read_full_id(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    """A bare id passes: what is missing can be said where all entries are known."""
    value = _read_text(node, spec, way, problems)
    if value is BAD or _FULL_ID.fullmatch(value) or _ID.fullmatch(value):
        return value
    message = tr("{value} is not a `glossary/id`: write both ids, as in `dlterms/dropout`", value=quoted(value))
    return _report(value, "bad-id", way, message, problems)


def _read_number(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    value = _read_text(node, spec, way, problems)
    if value is not BAD and not _NUMBER.fullmatch(value):
        message = tr("expected a whole number, got {value}", value=quoted(value))
        return _report(node, "type", way, message, problems)
    return value if value is BAD else int(value)


def _read_flag(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    if node not in ("true", "false"):
        return _report(node, "type", way, tr("expected true or false"), problems)
    return node == "true"


def _read_list(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    if not isinstance(node, list):
        return _wrong_type(node, _LIST, way, problems)
    item = spec.item
    assert item is not None
    reader = _READERS[item.shape]
    of_file = way is not None and way[0] is None  # an entry is named by its id, all else by its number
    values = []
    for number, child in enumerate(node, 1):
        name = child.get("id") if of_file and isinstance(child, dict) else None
        values.append(reader(child, item, (None, name) if isinstance(name, str) else (way, number), problems))
    return tuple([value for value in values if value is not BAD])


def _read_record(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    if isinstance(node, dict):
        fields = node
    elif spec.short and isinstance(node, str):
        fields = {spec.short: node}
    else:
        return _wrong_type(node, _EITHER if spec.short else _MAPPING, way, problems)
    values = dict(spec.defaults)
    for name, child in fields.items():
        inner = spec.fields.get(name)
        if inner is None:
            _check_name(name, node, spec, way, problems)
        elif child != NULL or name in spec.required:
            value = _READERS[inner.shape](child, inner, (way, name), problems)
            if value is not BAD:
                values[name] = value
    if not all(map(fields.__contains__, spec.required)):
        for name in spec.required:
            if name not in fields:
                _report(node, "missing-field", way, tr("`{field}` is missing: add it", field=name), problems)
    if spec.unless_draft:
        _check_finished(fields, spec, way, problems)
    if all(map(values.__contains__, spec.required)):
        return values
    return Partial(values, node) if spec.partial else BAD


def _check_name(name: str, node: Node, spec: Spec, way: Way, problems: list[Problem]) -> None:
    """`x-` names are the writer's own; any other that is not in the table is a fault."""
    if not name.startswith("x-"):
        fault = tr("unknown key {key}", key=quoted(name))
        if mend := lookalike(name):
            message = mended(fault, mend)
        else:
            mend = tr("remove it, or begin it with `x-` (known: {known})", known=series(spec.fields))
            message = did_you_mean(fault, nearest(name, spec.fields)) or mended(fault, mend)
        _report(name_in(node, name), "unknown-key", way, message, problems)


def _check_finished(fields: dict[str, Node], spec: Spec, way: Way, problems: list[Problem]) -> None:
    """What only a draft may lack. The record is kept without it."""
    if fields.get("status") == "draft":
        return
    for name, wanted in spec.unless_draft.items():
        node = fields.get(name)
        if not isinstance(node, str | dict):
            continue
        for inner in wanted:
            if isinstance(node, str) or node.get(inner, NULL) == NULL:
                message = tr("`{field}` is missing: write it, or set `status: draft`", field=inner)
                _report(node, "missing-field", (way, name), message, problems)


def _read_table(node: Node, spec: Spec, way: Way, problems: list[Problem]) -> Any:
    if not isinstance(node, dict):
        return _wrong_type(node, _MAPPING, way, problems)
    assert spec.item is not None
    values = {}
    for name, child in node.items():
        key = node.name(name) if isinstance(node, Fields) else name
        if not _ID.fullmatch(name):
            _bad_id(key, way, problems)
        elif (value := read(child, spec.item, (way, name), problems)) is not BAD:
            values[key] = value
    return values


_READERS: dict[Shape, Callable[[Node, Spec, Way, list[Problem]], Any]] = {
    "text": _read_text,
    "line": _read_line,
    "id": _read_id,
    "full-id": _read_full_id,
    "number": _read_number,
    "flag": _read_flag,
    "list": _read_list,
    "record": _read_record,
    "table": _read_table,
}
