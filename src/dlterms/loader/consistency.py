"""What an entry says in one place and not in another: checks of `advice`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from dlterms.i18n import tr
from dlterms.labels import has_han, key
from dlterms.links import LINK
from dlterms.loader.messages import quoted
from dlterms.loader.scope import Finding, Scope, Span
from dlterms.model import LANGUAGES, Term

MAX_REACH = 256  # entries that are looked through for one; who requires more is believed

# The head of an English definition: an article, what qualifies the genus, the genus. Links are filled with nulls.
_START = re.compile(
    r"(?:(?:an?|the|any|one|another)\s+)(?:(?:kind|type|sort|form|branch|case|variant|field|subfield)\s+of\s+)?|(?=\0)",
    re.IGNORECASE,
)
_END = re.compile(
    r"[^\w\s\0'’/-]|\b(?:about|against|among|and|are|as|at|between|by|for|from|how|in|inside|into|is|of|on|or|outside|"
    r"over|than|that|through|to|under|using|what|when|where|which|who|whose|with|without|\w+ing(?=\s+(?:an?\b|the\b|\0)))\b"
)
_LETTER = "A-Za-zÀ-ÖØ-öø-ſΑ-Ωα-ωℓḀ-ỿ"
_MARK = "\u0300-\u036f"  # a hat, a tilde
_SUBSCRIPT = rf"_(?:\{{[^{{}}]*\}}|[{_LETTER}0-9]+)"
_SYMBOL = re.compile(rf"{_SUBSCRIPT}|((?<![{_LETTER}])[{_LETTER}][{_MARK}]*)(?![{_LETTER}{_MARK}])")
_USUAL = {"Σ", "Π", "e", "P"}  # a sum, a product, Euler's number, a probability: nobody explains them
_QUOTED = re.compile("“([^“”]+)”|「([^「」]+)」|‘([^‘’]+)’|\"([^\"]+)\"|(?<!\\w)'([^']+)'(?!\\w)")
_RIGHT = re.compile(r"(?:是|应[为作]|应[写译][为作]|\b(?:be|is|for|of))\s*$")
_CLAUSE = re.compile("[^，。；：,;:.]+")
_SLIP = re.compile(
    r"误(?![解会差])|错|不宜|不应|不当|\b(?:slip|mistake|misspel|mistransl|misnomer|wrong|incorrect|erroneous)",
    re.IGNORECASE,
)


def broader_required(scope: Scope) -> Iterator[Finding]:
    """A broader term that is not to be learnt before."""
    for term in scope.terms:
        for ref in term.broader:
            if _unmet(scope, term, ref):
                message = tr(
                    "{ref} is not among what the entry requires: add it there, or fix `broader`", ref=quoted(ref)
                )
                yield Finding(term, "broader", ref, message)


def genus_required(scope: Scope) -> Iterator[Finding]:
    """What a definition says that the term is, where the term can be met before it. What is broader is told above."""
    for definition in scope.definitions:
        genus = _genus(definition.text) if definition.lang == "en" else None
        if genus and genus[2] not in definition.term.broader and _unmet(scope, definition.term, genus[2]):
            message = tr(
                "the definition builds on {ref}, which is not among what the entry requires: add it",
                ref=quoted(genus[2]),
            )
            yield definition.finding(message, genus.span())


def _genus(definition: str) -> re.Match[str] | None:
    """The last link before the first comma, preposition or `that` of an English definition."""
    bare = LINK.sub(lambda link: "\0" * len(link[0]), definition)
    start = _START.match(bare)
    if not start:
        return None
    end = _END.search(bare, start.end())
    return next(reversed(list(LINK.finditer(definition, start.end(), end.start() if end else len(bare)))), None)


def _unmet(scope: Scope, term: Term, wanted: str) -> bool:
    """Whether an entry does not lead to another through what it requires."""
    terms = scope.by_id
    if wanted not in terms or wanted == term.id:
        return False
    seen, waiting = {term.id}, [term.id]
    for name in waiting:
        # What requires an entry that is not there may have meant this one.
        if name not in terms or wanted in terms[name].requires or len(waiting) > MAX_REACH:
            return False
        waiting += [ref for ref in dict.fromkeys(terms[name].requires) if ref not in seen]
        seen.update(terms[name].requires)
    return True


def symbol(scope: Scope) -> Iterator[Finding]:
    """A letter of a formula that an explanation of it does not name."""
    for term in scope.terms:
        for formula in term.formulas:
            text = formula["text"]
            for lang in LANGUAGES:
                named = {name for name, _ in _symbols(formula[lang] or "")} | _USUAL
                missing = [found for found in _symbols(text) if found[0] not in named] if formula[lang] else []
                if missing:
                    name, span = missing[0]
                    message = tr(
                        "the explanation in `{lang}` does not say what {symbol} is: name it there",
                        lang=lang, symbol=quoted(name),
                    )  # fmt: skip
                    yield Finding(term, "formulas", text, message, span)
                    break


def _symbols(text: str) -> Iterator[tuple[str, Span]]:
    """The single letters of a text, hats and the like included, without subscripts; and where they are."""
    for found in _SYMBOL.finditer(text):
        if found[1]:
            yield unicodedata.normalize("NFC", found[1]), found.span(1)


def slip_accepted(scope: Scope) -> Iterator[Finding]:
    """A name that the entry's own correction calls a slip, accepted without a word."""
    for term in scope.terms:
        notes = scope.original(term).notes  # a name is not wrong for a note that was added to its entry
        slips = {slip for note in notes if note["kind"] == "correction" for slip in _slips(note)}
        for lang in LANGUAGES if slips else ():
            wording = term.wording(lang)
            accepted = [(name, "`status: deprecated`") for name in wording.aliases if name.status == "admitted"]
            accepted += [(name, "`find_only: true`") for name in wording.hidden if not name.find_only]
            for name, field in accepted:
                if any(_is_in(slip, name.term) and not _is_in(slip, wording.term) for slip in slips):
                    message = tr(
                        "the entry's own correction calls {label} a mistake: give it {field}",
                        label=quoted(name.term), field=field,
                    )  # fmt: skip
                    yield Finding(term, lang, name.term, message)


def _is_in(slip: str, label: str) -> bool:
    """Whether a label is the slip or, in Chinese, holds it: 雅达里游戏 is as wrong as 雅达里."""
    return key(slip) == key(label) or (has_han(slip) and key(slip) in key(label))


def _slips(note: Mapping[str, str]) -> Iterator[str]:
    """What a correction quotes in a clause that speaks of a mistake, unless it is what should be written."""
    for clause in (clause[0] for lang in LANGUAGES for clause in _CLAUSE.finditer(note[lang] or "")):
        if _SLIP.search(clause):
            for found in _QUOTED.finditer(clause):
                if not _RIGHT.search(clause, max(0, found.start() - 12), found.start()):
                    yield next(filter(None, found.groups()))
