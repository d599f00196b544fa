"""Look-up in sentences: definitions, examples and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from dlterms.index import Index
from dlterms.index.find import Result, match_of
from dlterms.index.tiers import LIMIT, LONGEST, MATCHES
from dlterms.labels import has_han, key
from dlterms.links import unlinked


def search_definitions(db: Index, query: str) -> Result:
    """Entries in whose definitions, examples or notes all the words stand, in their script: 总 does not find 總."""
    words = [form for word in query.split() if (form := key(word))][:LONGEST]
    if not words:
        return Result(query)
    # Reading all the entries, half a second at 100,000, costs less than compiling an index of their sentences would.
    # A Chinese word is sought by its characters, for a link may begin or end within it.
    parts = [piece for part in re.findall(r"\w+", query) for piece in (part if has_han(part) else [part])][:LONGEST]
    where = " AND ".join(["(instr(replace(lower(entry), '-', ''), ?) OR instr(entry, ?))"] * len(parts) or ["1"])
    sql = f"SELECT n FROM entry WHERE {where} ORDER BY n"
    found = db.execute(sql, [spelt for part in parts for spelt in (key(part) or part, part)])
    matches = (match_of(db, n, MATCHES.index("definition"), query) for (n,) in found)
    return Result(query, list(islice((match for match in matches if _says(match.entry, words)), LIMIT)))


def _says(entry: dict[str, Any], words: Sequence[str]) -> bool:
    texts = [unlinked(entry[lang]["definition"] or "") for lang in ("zh", "en")]
    texts += [record.get(lang) or "" for record in (*entry["examples"], *entry["notes"]) for lang in ("zh", "en")]
    said = "\n".join(map(key, texts))
    return all(word in said for word in words)
