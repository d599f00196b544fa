"""The names in an entry as it is read: each a text, or a mapping with the text under `term`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dlterms.labels import key
from dlterms.model import LANGUAGES, Language

QUALIFIED = re.compile(r"(.*\S)(?: +\(|（)(.+)[)）]")


def labels_of(wording: Mapping[str, Any]) -> list[str]:
    """All names of a wording."""
    names = [wording["term"], wording.get("acronym", ""), *wording.get("aliases", []), *wording.get("hidden", [])]
    return [*filter(None, map(label_of, names))]


def label_of(name: Any) -> str:
    return name if isinstance(name, str) else str(name.get("term", ""))


def further(entry: Mapping[str, Any], *languages: str) -> list[Any]:
    """The names of an entry besides the preferred ones."""
    wordings = [entry.get(lang, {}) for lang in languages or LANGUAGES]
    return [name for one in wordings for name in (*one.get("aliases", ()), one.get("acronym")) if name]


def distinct(wording: Mapping[str, Any], respelt: Callable[[str], None]) -> dict[str, Any]:
    """A wording in which no name stands twice, and nothing is empty; the first of a name stays.

    `respelt` is told of each that another of the same key, but of another spelling, stands before.
    """
    kept = {_form(name): name for name in filter(None, [wording.get("term", "")])}

    def new(names: Sequence[Any]) -> list[Any]:
        found = []
        for name in names:
            label = label_of(name)
            if (form := _form(name)) not in kept:
                kept[form] = label
                found.append(name)
            elif kept[form] != label:
                respelt(label)
        return found

    values = dict(wording)
    values["acronym"] = "".join(new([name for name in [wording.get("acronym")] if name]))
    values["aliases"] = new(wording.get("aliases", []))
    return {field: value for field, value in values.items() if value}


def is_complete(entry: Mapping[str, Any]) -> bool:
    """Whether an entry has both definitions."""
    return all(entry[lang].get("definition") for lang in LANGUAGES)


def told_apart(entry: dict[str, Any], qualifiers: Callable[[Language, str], Iterable[str]]) -> dict[str, Any]:
    """An entry in which `padding (convolution)` is `padding` with a qualifier, if there is such a term.

    `qualifiers` are those of the terms of a name in a language, each as its key.
    """
    values = dict(entry)
    for lang in LANGUAGES:
        wording = entry.get(lang, {})
        found = None if "qualifier" in wording else QUALIFIED.fullmatch(wording.get("term", ""))
        if found and (form := key(found[2])) and form in qualifiers(lang, found[1]):
            values[lang] = {**wording, "term": found[1], "qualifier": found[2].strip()}
    return values


def _form(name: Any) -> str:
    return key(label_of(name)) or label_of(name)
