"""A StarDict dictionary, for sdcv, GoldenDict and KOReader.

`.idx` has the preferred names, and the words that lead to several entries, with where in `.dict` their articles lie;
`.syn` has all other names and which word of `.idx` each stands for. A word stands once in the two. Numbers are of 32
bits, the most significant byte first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from dlterms.errors import DltermsError
from dlterms.exporters.article import NOT_CARRIED, Section, Span, article, heading
from dlterms.exporters.content import Content, Exported, lost, title
from dlterms.exporters.translators import names
from dlterms.i18n import tr
from dlterms.labels import both, qualified, toneless
from dlterms.model import LANGUAGES, Entry

_LONGEST = 255  # bytes of a word
_LARGEST = 2**32 - 1  # bytes of all articles


def dictionary(content: Content) -> Exported:
    """The four files, by the ends of their names; the one that readers look for comes last."""
    preferred = {entry["id"]: _words(_preferred(entry)) for entry in content.entries}
    others = {entry["id"]: [*_other_words(entry)] for entry in content.entries}
    owners = _owners(preferred, {name: _words(words) for name, words in others.items()})
    leads = _leads(owners)
    articles = {entry["id"]: _html(entry, content, leads).encode() for entry in content.entries}
    headwords = {word for words in preferred.values() for word in words} | {*leads.values()}
    index = sorted(headwords.union(_no_synonyms(owners)), key=_order)
    texts, idx = _placed(index, owners, articles)
    place = {word: number for number, word in enumerate(index)}
    synonyms = sorted(owners.keys() - place.keys(), key=_order)
    syn = b"".join(word.encode() + b"\0" + struct.pack(">I", place[leads[owners[word][0]]]) for word in synonyms)
    ifo = _about(content, len(index), len(synonyms), len(idx)).encode()
    names_of = ({*others[entry["id"]], *(entry[x]["term"] for x in LANGUAGES)} for entry in content.entries)
    too_long = sum(len(word.encode()) > _LONGEST for words in names_of for word in words)
    counts = lost(content.entries, "find-only names", *NOT_CARRIED)
    counts |= {"names over 255 bytes": too_long} if too_long else {}
    return Exported({".dict": texts, ".idx": idx, ".syn": syn, ".ifo": ifo}, counts)


def _owners(*by_entry: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Of each word the entries that it leads to, those first that it is the preferred name of."""
    owners: dict[str, dict[str, None]] = {}
    for words_of in by_entry:
        for name, words in words_of.items():
            for word in words:
                owners.setdefault(word, {})[name] = None
    return {word: [*ids] for word, ids in owners.items()}


def _leads(owners: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Of each entry the word that stands for it: the first that leads nowhere else, if there is one."""
    leads: dict[str, str] = {}
    for word, ids in sorted(owners.items(), key=lambda item: len(item[1]) > 1):
        for name in ids:
            leads.setdefault(name, word)
    return leads


def _no_synonyms(owners: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words of several entries, and those that sdcv would mix up.

    It seeks a word among synonyms first, with all letters folded, and takes the folded form to be as long as the word.
    """
    meant: dict[str, set[tuple[str, ...]]] = {}
    for word, ids in owners.items():
        meant.setdefault(word.casefold(), set()).add(tuple(ids))
    for word, ids in owners.items():
        form = word.casefold()
        if len(ids) > 1 or len(meant[form]) > 1 or len(form.encode()) != len(word.encode()):
            yield word


def _placed(
    index: Sequence[str], owners: Mapping[str, Sequence[str]], articles: Mapping[str, bytes]
) -> tuple[bytes, bytes]:
    """`.dict` and `.idx`. Some readers show one article for a word: so one of several entries holds them all."""
    texts: list[bytes] = []
    where: dict[tuple[str, ...], tuple[int, int]] = {}
    end = 0
    for word in index:
        ids = tuple(owners[word])
        if ids not in where:
            texts.append(b"<hr>\n".join(articles[name] for name in ids))
            where[ids] = end, len(texts[-1])
            end += len(texts[-1])
            if end > _LARGEST:
                raise DltermsError(tr("more than 4 GB of articles: choose fewer terms"))
    idx = b"".join(word.encode() + b"\0" + struct.pack(">II", *where[tuple(owners[word])]) for word in index)
    return b"".join(texts), idx


def _order(word: str) -> tuple[bytes, bytes]:
    """Readers search by halves: A to Z count as a to z, all other bytes as they are."""
    form = word.encode()
    return form.lower(), form


def _words(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if 0 < len(text.encode()) <= _LONGEST]


def _preferred(entry: Entry) -> Iterator[str]:
    """The preferred names, and with what tells each apart, if it has that."""
    for lang in LANGUAGES:
        yield entry[lang]["term"]
        yield qualified(entry[lang])


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


def _html(entry: Entry, content: Content, leads: Mapping[str, str]) -> str:
    sections = article(entry, content.contexts.get(entry["id"], {}))
    body = "".join(_section(section, leads) for section in sections)
    return f"<div><b>{escape(heading(entry), quote=False)}</b></div>\n{body}"


def _section(section: Section, leads: Mapping[str, str]) -> str:
    name = f"<i>{section.name}</i> " if section.name else ""
    paragraphs = ("".join(_span(span, leads) for span in said) for _, said in section.paragraphs)
    return "".join(f"<div>{name}{text}</div>\n" for text in paragraphs)


def _span(span: Span, leads: Mapping[str, str]) -> str:
    text = escape(span[0], quote=False).replace("\n", "<br>\n")
    word = leads.get(span[1])
    return f'<a href="bword://{escape(word)}">{text}</a>' if word else text
