"""A catalogue of a test's own, and what of a Chinese text is English and no name."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from dlterms import i18n

# The same in every language: what stands between backquotes or brackets, values, commands, options, paths, capitals.
_NAMES = re.compile(
    r"`[^`]*`|\[[^\]]*\]|%\([a-z]+\)s|\{[^{}]*\}|\bdlterms [ -~]+|--?[A-Za-z][\w-]*"
    r"|[~\w.*$/-]*[./_=#$~][\w./*~=#$-]*|\bJSON Lines\b|\b[A-Z0-9]{2,}\b"
    r"|\b(?:compinit|dlterms|eval|fpath|git|id|pip|shell|std(?:in|out|err)|ti1 du4|zip|zstd)\b"
    r"|\b(?:Anki|Bash|Ctrl|Enter|Excel|genanki|GoldenDict|Graphviz|KOReader|LaTeX|Markdown|Mermaid|Python|SQLite"
    r"|Syncthing|Unicode|Windows|Yomitan)\b"
    # formats, values of options and of files, as they are written
    r"|\b(?:anki|babeldoc|choice|csv|deepl|en|glosario|html|json|nan|NaN|omegat|retention|stardict|svg|tbx|true|false|tsv"
    r"|type|user|yaml|yomitan|zh|gradient checkpointing)\b"
)


def compiled(texts: Mapping[str | tuple[str, str], str]) -> i18n.Catalogue:
    """A catalogue of English texts, or texts for one thing and for many, and what they are in Chinese."""
    made = Catalog(locale="zh_CN")
    for english, chinese in texts.items():
        made.add(english, (chinese,) if isinstance(english, tuple) else chinese)
    written = io.BytesIO()
    write_mo(written, made)
    return i18n.Catalogue(written.getvalue())


def english_words(text: str) -> list[str]:
    return re.findall("[A-Za-z]{2,}", _NAMES.sub("", text))
