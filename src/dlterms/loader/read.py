"""A tree and the field table -> plain values in their long form, every fault on the way reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from dlterms.loader.fields import Spec
from dlterms.loader.tree import Fields, Items, Node, Text
from dlterms.model import Problem

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAMES = {Text: "text", Items: "a list", Fields: "a mapping"}

BAD: Any = object()  # a value that could not be read; it is left out


def read(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    """The value of `node` in the long form that `spec` asks for, or BAD.

    Texts stay `Text`, which knows its place. `where` leads to the value in messages: `dropout.zh.aliases[2]`.
    """
    return _READERS[spec.shape](node, spec, where, problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`, did you mean ...?`, or nothing."""
    import difflib  # only a faulty file needs it

    near = difflib.get_close_matches(word, list(known), n=1)
    return f", did you mean `{near[0]}`?" if near else ""


def _report(node: Node, code: str, where: str, message: str, problems: list[Problem]) -> Any:
    problems.append(Problem(*node.at, "error", code, f"{where}: {message}" if where else message))
    return BAD


def _wrong_type(node: Node, expected: str, where: str, problems: list[Problem]) -> Any:
    got = "an empty value" if node == "" else _NAMES[type(node)]
    return _report(node, "type", where, f"expected {expected}, got {got}", problems)


def _read_text(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    if not isinstance(node, Text):
        return _wrong_type(node, "text", where, problems)
    if not node or node.isspace():
        return _report(node, "empty", where, "the text is empty: fill it in or remove the key", problems)
    if spec.choices and node not in spec.choices:
        hint = did_you_mean(node, spec.choices) or f": one of {', '.join(spec.choices)}"
        return _report(node, "choice", where, f"`{node}` is not allowed here{hint}", problems)
    if node[0].isspace() or node[-1].isspace():
        trimmed = Text(node.strip())
        trimmed.at = node.at
        return trimmed
    return node


def _read_id(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    value = _read_text(node, spec, where, problems)
    if value is not BAD and not ID.fullmatch(value):
        mended = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
        hint = f": write `{mended}`" if mended else ": lower-case letters, digits and single hyphens"
        return _report(node, "bad-id", where, f"`{value}` is not an id{hint}", problems)
    return value


def _read_number(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    value = _read_text(node, spec, where, problems)
    if value is not BAD and not re.fullmatch("[0-9]{1,9}", value):
        return _report(node, "type", where, f"expected a whole number, got `{value[:40]}`", problems)
    return value if value is BAD else int(value)


def _read_flag(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    if node not in ("true", "false"):
        return _report(node, "type", where, "expected true or false", problems)
    return node == "true"


def _read_list(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    if not isinstance(node, Items):
        return _wrong_type(node, "a list", where, problems)
    assert spec.item is not None
    values = [
        read(child, spec.item, _item_name(child, f"{where}[{number}]", spec.item), problems)
        for number, child in enumerate(node, 1)
    ]
    return [value for value in values if value is not BAD]


def _item_name(child: Node, place: str, spec: Spec) -> str:
    """An entry is named by its id, all else by its place."""
    if "id" in spec.fields and isinstance(child, Fields) and isinstance(child.get("id"), Text):
        return str(child["id"])
    return place


def _read_record(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    if spec.short and isinstance(node, Text):
        fields: dict[Any, Node] = {spec.short: node}
    elif isinstance(node, Fields):
        fields = node
    else:
        return _wrong_type(node, "text or a mapping" if spec.short else "a mapping", where, problems)
    known = spec.fields
    for name in fields:
        if name not in known and not name.startswith("x-"):
            _report(name, "unknown-key", where, f"unknown key `{name}`{did_you_mean(name, known)}", problems)
    values: dict[str, Any] = {}
    complete = True
    for name, inner in known.items():
        child = fields.get(name)
        if child is None:
            values[name] = [] if inner.shape == "list" else inner.default
            if name in spec.required:
                _report(node, "missing-field", where, f"`{name}` is missing", problems)
                complete = False
            continue
        value = read(child, inner, f"{where}.{name}" if where else name, problems)
        if value is BAD:
            complete = complete and name not in spec.required
            value = [] if inner.shape == "list" else inner.default
        values[name] = value
    return values if complete else BAD


def _read_table(node: Node, spec: Spec, where: str, problems: list[Problem]) -> Any:
    if not isinstance(node, Fields):
        return _wrong_type(node, "a mapping", where, problems)
    assert spec.item is not None
    values = {}
    for name, child in node.items():
        if not ID.fullmatch(name):
            _report(name, "bad-id", where, f"`{name}` is not an id", problems)
        elif (value := read(child, spec.item, f"{where}.{name}", problems)) is not BAD:
            values[name] = value
    return values


_READERS: dict[str, Callable[[Node, Spec, str, list[Problem]], Any]] = {
    "text": _read_text,
    "id": _read_id,
    "number": _read_number,
    "flag": _read_flag,
    "list": _read_list,
    "record": _read_record,
    "table": _read_table,
}
