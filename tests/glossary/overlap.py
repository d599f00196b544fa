"""Runs of Chinese characters in a text, as short hashes."""

from __future__ import annotations

import re
from hashlib import blake2b

RUN = 10


def runs(text: str) -> set[str]:
    """Every run of ten Chinese characters; what stands between them (punctuation, Latin, line ends) does not count."""
    han = "".join(re.findall("[㐀-鿿]", text))
    return {han[i : i + RUN] for i in range(len(han) - RUN + 1)}


def hash_of(run: str) -> str:
    return blake2b(run.encode(), digest_size=5).hexdigest()


def hashes(text: str) -> set[str]:
    return {hash_of(run) for run in runs(text)}
