"""The formats that are read: which one a file is of, and what reads it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping

from dlterms.errors import DltermsError
from dlterms.i18n import marked, series, tr
from dlterms.importers import anki_text, apkg, glosario, lines, markdown, own_json, tables
from dlterms.importers.decoding import decode
from dlterms.importers.package import is_package
from dlterms.importers.records import Imported

# Format -> what reads it. Each gives every row of the file in one of its two lists; DltermsError for a file of which
# nothing can be read.
TEXT: Mapping[str, Callable[..., Imported]] = {
    "csv": tables.read,
    "tsv": tables.read_tabs,
    "markdown": markdown.read,
    "lines": lines.read,
    "anki-text": anki_text.read,
    "glosario": glosario.read,
    "json": own_json.read,
}
BYTES: Mapping[str, Callable[[bytes], Imported]] = {"apkg": apkg.read}
FORMATS = (*TEXT, *BYTES)
_TABLES = ("csv", "tsv")  # of which it matters whether they begin with a byte order mark

_OWN = re.compile(r"(?m)\A(?:\s*(?:#.*)?\n)*schema:\s*[\"']?dlterms/")
_GLOSARIO = re.compile(r"(?m)\A(?:\s*(?:#.*|---)?\n)*-\s+(?:slug|ref|[a-z]{2}):")
_SEEN = 200  # lines by which lines of terms are told
_HEAD = 2**17  # characters that are looked at
_FOR_READING = marked(
    "this is dlterms' own Markdown, which is for reading only; export csv, json or yaml, and import that"
)
_UNKNOWN = marked(
    "its content does not tell its format: name the columns of a table in its first line, such as `中文,英文`, or the "
    "format with --format ({formats})"
)


def read(content: bytes, wanted: str | None) -> tuple[str, Imported]:
    """The format of a file, told by its content unless it is named, and what it holds."""
    if wanted is None and is_package(content):
        wanted = "apkg"
    if wanted is not None and wanted in BYTES:
        return wanted, BYTES[wanted](content)
    text, encoding = decode(content)
    if markdown.is_own(text):
        raise DltermsError(tr(_FOR_READING))
    form = wanted or form_of(text)
    mark = {"with_mark": content.startswith(BOM_UTF8)} if form in _TABLES else {}
    found = TEXT[form](text, **mark)
    if encoding != "utf-8":
        found = found._replace(remarks=[tr("read as {encoding}", encoding=encoding.upper()), *found.remarks])
    return form, found


def form_of(text: str) -> str:
    """The format of a text; DltermsError if that is not certain."""
    head = text[:_HEAD]
    if _OWN.match(head):
        raise DltermsError(tr("it is a dlterms glossary already: copy it into your glossary folder"))
    if tables.is_own_table(head):
        return "csv"
    for form, is_it in _SIGNS.items():
        if is_it(head):
            return form
    raise DltermsError(tr(_UNKNOWN, formats=series(FORMATS)))


def _has_lines(text: str) -> bool:
    """Whether most lines, headings apart, are lines of terms."""
    first = [line for line in text.split("\n") if line.strip() and not line.startswith("#")][:_SEEN]
    return bool(first) and sum(not isinstance(lines.parts_of(line), str) for line in first) * 2 > len(first)


_SIGNS: Mapping[str, Callable[[str], bool]] = {
    "anki-text": anki_text.is_anki,
    "json": lambda text: text.lstrip().startswith(("[{", "[]", "[\n", "[ ")),
    "glosario": lambda text: _GLOSARIO.match(text) is not None,
    "markdown": markdown.has_table,
    "csv": lambda text: not lines.is_list(text) and tables.is_certain(text),
    "lines": _has_lines,
}
