"""Entries and other records as YAML text, as a person would have written them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_SHORT = 100  # characters of a list that stands on one line
_ENDLESS = 2**31 - 1  # no line is folded: between Chinese characters a fold would be no space


_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # in C, for whoever adds 100,000


class _Block(_Dumper):  # type: ignore[misc]
    pass


class _Flow(_Dumper):  # type: ignore[misc]
    pass


def _mapping(dumper: Any, value: Mapping[str, Any]) -> Any:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=isinstance(dumper, _Flow))


def _sequence(dumper: Any, value: Sequence[Any]) -> Any:
    short = all(isinstance(item, str) for item in value) and sum(map(len, value)) < _SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=short or isinstance(dumper, _Flow))


def _text(dumper: Any, value: str) -> Any:
    style = "|" if "\n" in value and not isinstance(dumper, _Flow) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=style)


for _kind, _represent in {dict: _mapping, list: _sequence, tuple: _sequence, str: _text}.items():
    for _style in (_Block, _Flow):
        _style.add_representer(_kind, _represent)


def items(records: Sequence[Mapping[str, Any]], indent: int = 2, *, one_line: bool = False) -> str:
    """Records as items of a block list whose dashes stand `indent` columns in, each on one line if it is asked for."""
    dumper = _Flow if one_line else _Block
    texts = (yaml.dump(dict(record), Dumper=dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS)
             for record in records)  # fmt: skip
    return "".join(_item(text, indent) for text in texts)


def _item(text: str, indent: int) -> str:
    first, *rest = text.rstrip("\n").split("\n")
    lines = [f"{' ' * indent}- {first}", *(f"{' ' * (indent + 2)}{line}" if line else "" for line in rest)]
    return "\n".join(lines) + "\n"
