"""glosario's YAML: a list of entries with a slug, and a term and a definition in each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dlterms.exporters.content import Content, Exported, lost
from dlterms.labels import key, qualified
from dlterms.links import LINK
from dlterms.model import LANGUAGES, RELATIONS, Entry, Language
from dlterms.yaml_text import items

_FIELDS = {"term": "term", "acronym": "acronym", "definition": "def"}


def glosario_yaml(content: Content) -> Exported:
    """Its slugs have underscores where ids have hyphens; of links it knows only that two terms are related.

    Of terms of one name each has its qualifier in parentheses, as glosario's own do, whether or not the others are
    exported: the name alone would not say which of them it is.
    """
    kinds = sum(len(entry[name]) for entry in content.entries for name in RELATIONS if name != "related")
    shared = _shared(content.names or [(entry["zh"]["term"], entry["en"]["term"]) for entry in content.entries])
    left_out = lost(
        content.entries, "readings", "qualifiers", "other names", "hidden names", "formulas", "examples", "cloze texts",
        "notes", "citations", "sources", "former ids",
    ) | ({"kinds of links": kinds} if kinds else {})  # fmt: skip
    told = [entry[lang]["qualifier"] for entry in content.entries for lang in LANGUAGES if _form(entry, lang) in shared]
    left_out["qualifiers"] = left_out.get("qualifiers", 0) - sum(map(bool, told))
    entries = [_entry(entry, shared) for entry in content.entries]
    return Exported(items(entries, 0), {part: count for part, count in left_out.items() if count})


def _form(entry: Entry, lang: Language) -> tuple[Language, str]:
    return _form_of(lang, entry[lang]["term"])


def _form_of(lang: Language, name: str) -> tuple[Language, str]:
    return lang, key(name) or name


def _shared(terms: Iterable[tuple[str, ...]]) -> set[tuple[Language, str]]:
    """The names that several terms have, in a form in which two spellings are equal."""
    counts = Counter(_form_of(lang, name) for names in terms for lang, name in zip(LANGUAGES, names, strict=True))
    return {form for form, count in counts.items() if count > 1}


def _entry(entry: Entry, shared: Collection[tuple[Language, str]]) -> dict[str, Any]:
    refs = dict.fromkeys(ref for name in RELATIONS for ref in entry[name])
    made: dict[str, Any] = {"slug": _slug(entry["id"])}
    if refs:
        made["ref"] = [_slug(ref) for ref in refs]
    names = {lang: qualified(entry[lang]) for lang in LANGUAGES if _form(entry, lang) in shared}
    return made | {lang: _wording({**entry[lang], "term": names.get(lang, entry[lang]["term"])}) for lang in LANGUAGES}


def _slug(name: str) -> str:
    return name.replace("-", "_")


def _wording(wording: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: wording.get(field) for field, name in _FIELDS.items()}
    if definition := texts["def"]:
        # A line break is a space there, and an empty line a new paragraph.
        paragraphs = "\n\n".join(definition.split("\n"))
        texts["def"] = LINK.sub(lambda link: f"[{link[1]}](#{_slug(link[2])})", paragraphs)
    return {name: text for name, text in texts.items() if text}
