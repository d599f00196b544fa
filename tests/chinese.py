"""What of a Chinese text is English and no name."""

from __future__ import annotations

import re

# Between backquotes or brackets, values, options, paths, codes and capitals: the same in every language.
_NAMES = re.compile(
    r"`[^`]*`|\[[^\]]*\]|\{[^{}]*\}|--?[A-Za-z][\w-]*|[~\w.*$/-]*[./_=#$~][\w./*~=#$-]*|\b[A-Z0-9]{2,}\b"
    r"|\b(?:dlterms|git|id|csv|tsv|html|anki|stardict|yomitan|tbx|babeldoc|deepl|omegat|glosario|zh|en)\b"
    r"|\b(?:Anki|Excel|GoldenDict|KOReader|Graphviz|Markdown|Mermaid|Python|Yomitan|Enter|Ctrl|Unicode)\b"
)


def english_words(text: str) -> list[str]:
    return re.findall("[A-Za-z]{2,}", _NAMES.sub("", text))
