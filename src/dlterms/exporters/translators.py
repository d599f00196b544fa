"""Word lists for those who translate papers, and their programs: what a name in one language is in the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from dlterms.exporters.content import Content, Exported, lost
from dlterms.links import unlinked
from dlterms.model import Entry, Language

_TARGET: Language = "zh"


def babeldoc(content: Content, *, target: Language = _TARGET) -> Exported:
    """CSV with the header `source,target`."""
    pairs, left_out = _pairs(content, target)
    return Exported(_csv([("source", "target"), *(pair[:2] for pair in pairs)]), left_out)


def deepl(content: Content, *, target: Language = _TARGET) -> Exported:
    """CSV of two columns without a header, which other machine translation takes, too."""
    pairs, left_out = _pairs(content, target)
    return Exported(_csv(pair[:2] for pair in pairs), left_out)


def omegat(content: Content, *, target: Language = _TARGET) -> Exported:
    """Source, target and the definition as a comment, tab separated."""
    pairs, left_out = _pairs(content, target)
    left_out = {part: count for part, count in left_out.items() if part != "definitions"}
    lines = ("\t".join(" ".join(text.split()) for text in pair) + "\n" for pair in pairs)
    return Exported("".join(lines), left_out)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _pairs(content: Content, target: Language) -> tuple[list[tuple[str, str, str]], dict[str, int]]:
    """Every name in the other language with the preferred one in this, and the definition in this; what is left out.

    Of terms of one name the first has it: these programs take one translation for a name.
    """
    source: Language = "en" if target == "zh" else "zh"
    found: dict[str, tuple[str, str, str]] = {}
    taken = 0
    for entry in content.entries:
        wording = entry[target]
        for name in names(entry, source):
            row = (name, wording["term"], unlinked(wording["definition"] or ""))
            taken += found.setdefault(name, row)[1] != row[1]
    left_out = lost(content.entries, "definitions", "formulas", "examples", "notes", "links", "citations")
    return list(found.values()), left_out | ({"second translations": taken} if taken else {})


def names(entry: Entry, lang: Language) -> list[str]:
    """Every name that is right as an answer, the preferred one first."""
    wording = entry[lang]
    labels = [label["term"] for label in (*wording["aliases"], *wording["hidden"]) if not label.get("find_only")]
    return list(dict.fromkeys(filter(None, (wording["term"], wording.get("acronym"), *labels))))
