"""What `dlterms list --json` prints -> records that say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dlterms.errors import DltermsError
from dlterms.i18n import tr
from dlterms.importers.records import Imported, LeftOut, Record
from dlterms.labels import UNSAFE
from dlterms.loader.fields import TERM, Spec
from dlterms.loader.messages import quoted
from dlterms.loader.tree import MAX_TEXT
from dlterms.model import LANGUAGES

_SHAPES: Mapping[str, tuple[type, ...]] = {
    "list": (list,), "record": (dict,), "table": (dict,), "number": (int, str), "flag": (bool,)
}  # fmt: skip
_NOT_ITS_OWN = ("glossary",)  # of which glossary an entry is: it will be another's
_FILLERS: Sequence[object] = (None, False, [], {}, "admitted")  # what the long form says where the format has no field
_ABSENT = object()
_DEEPEST = 20  # levels within a field of one's own


def read(text: str) -> Imported:
    """The entries, without what they only say because the long form says everything; DltermsError for no such list."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DltermsError(tr("line {n}: not JSON", n=getattr(error, "lineno", 1))) from None
    if not isinstance(entries, list):
        raise DltermsError(tr("not a list of entries, as `dlterms list --json` prints it"))
    records: list[Record] = []
    left: list[LeftOut] = []
    for number, entry in enumerate(entries, 1):
        place = f"entry {number}"
        try:
            records.append(Record(place, _entry(entry)))
        except DltermsError as fault:
            left.append(LeftOut(place, str(fault)))
    return Imported(records, left)


def _entry(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DltermsError(tr("not an entry: write it as `field: value`"))
    entry: Any = _short({name: inner for name, inner in value.items() if name not in _NOT_ITS_OWN}, TERM, "")
    for lang in LANGUAGES if isinstance(entry, dict) else ():
        if isinstance(entry.get(lang), str):
            entry[lang] = {"term": entry[lang]}
    if not isinstance(entry, dict) or not any("term" in entry.get(lang, ()) for lang in LANGUAGES):
        raise DltermsError(tr("no Chinese or English name in it"))
    return entry


def _short(value: Any, spec: Spec, way: str) -> Any:
    """A value as it is written in a glossary: without what is meant anyhow, short where there is a short form."""
    if value is None or value == spec.default:
        return _ABSENT
    if isinstance(value, str):
        _check(value, way)
        if value in spec.choices and spec.shape == "number":
            return int(value)
    if spec.short and isinstance(value, str):
        return value
    if not isinstance(value, _SHAPES.get(spec.shape, (str,))) or (isinstance(value, bool) and spec.shape != "flag"):
        raise DltermsError(tr("`{field}` is not of the type that the format asks for", field=way.strip(".")))
    if isinstance(value, list):
        assert spec.item
        items = (_short(item, spec.item, f"{way}[{n}]") for n, item in enumerate(value, 1))
        return [item for item in items if item is not _ABSENT] or _ABSENT
    if isinstance(value, dict):
        return _record(value, spec, way)
    return value


def _check(text: str, way: str) -> None:
    field = way.strip(".")
    if unsafe := re.search(UNSAFE, text):
        code = f"U+{ord(unsafe[0]):04X}"
        raise DltermsError(
            tr("`{field}` has a control or invisible character, {code}: remove it", field=field, code=code)
        )
    if len(text) > MAX_TEXT:
        raise DltermsError(
            tr("`{field}` has {n:,} characters: at most {most:,}, shorten it", field=field, n=len(text), most=MAX_TEXT)
        )


def _free(value: Any, way: str, depth: int = 0) -> Any:
    """A value of one's own, of whatever shape, as texts, lists and mappings of them."""
    if depth > _DEEPEST:
        raise DltermsError(tr("`{field}` is nested deeper than {most} levels", field=way.strip("."), most=_DEEPEST))
    if isinstance(value, list):
        return [_free(inner, way, depth + 1) for inner in value]
    if isinstance(value, dict):
        return {_free(name, way): _free(inner, way, depth + 1) for name, inner in value.items()}
    text = value if isinstance(value, str) else json.dumps(value)
    _check(text, way)
    return text


def _record(value: Mapping[str, Any], spec: Spec, way: str) -> Any:
    short: dict[str, Any] = {}
    for name, inner in value.items():
        if name.startswith("x-"):
            short[name] = _free(inner, f"{way}.{name}")
            continue
        if name not in spec.fields and inner in _FILLERS:
            continue
        if name not in spec.fields:
            raise DltermsError(tr("{field} is not a field of the format", field=quoted(f"{way}.{name}".strip("."))))
        if (made := _short(inner, spec.fields[name], f"{way}.{name}")) is not _ABSENT:
            short[name] = made
    return short[spec.short] if spec.short and [*short] == [spec.short] and way else short
