"""A StarDict dictionary, for sdcv, GoldenDict and KOReader.

`.idx` has the preferred names and where in `.dict` their articles lie, `.syn` all other names and which word of `.idx`
each stands for. Numbers are of 32 bits, the most significant byte first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from dlterms.errors import DltermsError
from dlterms.exporters.article import NOT_CARRIED, Section, Span, article, heading
from dlterms.exporters.content import Content, Exported, lost, title
from dlterms.exporters.translators import names
from dlterms.labels import both, toneless
from dlterms.model import LANGUAGES, Entry

_LONGEST = 255  # bytes of a word
_LARGEST = 2**32 - 1  # bytes of all articles


def dictionary(content: Content) -> Exported:
    """The four files, by the ends of their names; the one that readers look for comes last."""
    preferred = {entry["id"]: _words(entry[lang]["term"] for lang in LANGUAGES) for entry in content.entries}
    articles = [_html(entry, content, preferred).encode() for entry in content.entries]
    index, synonyms = [], []
    offset = left_out = 0
    for entry, text in zip(content.entries, articles, strict=True):
        words, others = preferred[entry["id"]], list(_other_words(entry))
        index += [(word, offset, len(text)) for word in words]
        # Any of an entry's words leads to its article.
        synonyms += [(word, words[0], offset) for word in _words(others) if words and word not in words]
        left_out += sum(len(word.encode()) > _LONGEST for word in {*others, *(entry[x]["term"] for x in LANGUAGES)})
        offset += len(text)
    if offset > _LARGEST:
        raise DltermsError("more than 4 GB of articles: choose fewer terms")
    index.sort(key=lambda row: (_order(row[0]), row[1]))
    place = {(word, start): number for number, (word, start, _) in enumerate(index)}
    synonyms.sort(key=lambda row: (_order(row[0]), place[row[1:]]))
    idx = b"".join(word.encode() + b"\0" + struct.pack(">II", *where) for word, *where in index)
    syn = b"".join(word.encode() + b"\0" + struct.pack(">I", place[of, start]) for word, of, start in synonyms)
    ifo = _about(content, len(index), len(synonyms), len(idx)).encode()
    counts = lost(content.entries, "find-only names", *NOT_CARRIED)
    counts |= {"names over 255 bytes": left_out} if left_out else {}
    return Exported({".dict": b"".join(articles), ".idx": idx, ".syn": syn, ".ifo": ifo}, counts)


def _order(word: str) -> tuple[bytes, bytes]:
    """Readers search by halves: A to Z count as a to z, all other bytes as they are."""
    form = word.encode()
    return form.lower(), form


def _words(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if 0 < len(text.encode()) <= _LONGEST]


def _other_words(entry: Entry) -> Iterator[str]:
    """Names in both languages, and the Chinese ones in pinyin, with tones and as it is typed without."""
    for lang in LANGUAGES:
        yield from names(entry, lang)[1:]
    for label in (entry["zh"], *entry["zh"]["aliases"], *entry["zh"]["hidden"]):
        if label["pinyin"] and not label.get("find_only"):
            yield label["pinyin"]
            yield toneless(label["pinyin"])


def _about(content: Content, words: int, synonyms: int, size: int) -> str:
    lines = {
        "version": "2.4.2",
        "bookname": " ".join(both(*title(content).values()).split()),
        "wordcount": words,
        "synwordcount": synonyms,
        "idxfilesize": size,
        "sametypesequence": "h",
    }
    return "StarDict's dict ifo file\n" + "".join(f"{name}={value}\n" for name, value in lines.items())


def _html(entry: Entry, content: Content, preferred: Mapping[str, Sequence[str]]) -> str:
    sections = article(entry, content.contexts.get(entry["id"], {}))
    body = "".join(_section(section, preferred) for section in sections)
    return f"<div><b>{escape(heading(entry), quote=False)}</b></div>\n{body}"


def _section(section: Section, preferred: Mapping[str, Sequence[str]]) -> str:
    name = f"<i>{section.name}</i> " if section.name else ""
    paragraphs = ("".join(_span(span, preferred) for span in said) for _, said in section.paragraphs)
    return "".join(f"<div>{name}{text}</div>\n" for text in paragraphs)


def _span(span: Span, preferred: Mapping[str, Sequence[str]]) -> str:
    text = escape(span[0], quote=False).replace("\n", "<br>\n")
    words = preferred.get(span[1])
    return f'<a href="bword://{escape(words[0])}">{text}</a>' if words else text
