"""What a careful editor would mend: problem code -> check."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, islice, pairwise

from dlterms.i18n import counted, series, tr
from dlterms.labels import han_count, has_han, key, occurrence, syllable_count
from dlterms.links import CLOZE, LINK
from dlterms.loader.consistency import broader_required, genus_required, slip_accepted, symbol
from dlterms.loader.messages import quoted
from dlterms.loader.scope import Check, Finding, Scope, relations
from dlterms.model import LANGUAGES, Term
from dlterms.variants import written

MAX_HAN = 160
MAX_WORDS = 60
SYMMETRIC = ("related", "contrast", "near")
LONGEST_LABEL = 64  # labels beyond that hide no use of a shorter one
MAX_BLANKS = 20  # of one text that are sought in the rest of it
MAX_USES = 10  # of a term in its own definition that are looked at

_CLOZE = re.compile(CLOZE)
_HALF_WIDTH = re.compile(r"[㐀-鿿](?:\]\(#[^()\s]*\))?([,.:;?!()])(?=\[?[㐀-鿿])")  # links are looked through
_RELATIVE_DATE = re.compile(
    r"近年|近几年|近来|最近(?![邻点])|目前|当前最|如今|现今|时下"
    r"|\b(?:recently|nowadays|currently|these days|in recent years|to date|state of the art)\b",
    re.IGNORECASE,
)


def leak(scope: Scope) -> Iterator[Finding]:
    """The preferred label inside its own definition, other than in a link or as part of a longer label."""
    labels = {name.label.casefold() for names in scope.names for name in names.names}
    for definition in scope.definitions:
        word = definition.term.wording(definition.lang).term
        if not word or word.casefold() not in definition.text.casefold():  # mostly, and far cheaper than what follows
            continue
        edge = r"\b" if definition.lang == "en" else ""
        text = LINK.sub(lambda link: "\n" * len(link[0]), definition.text)
        for found in islice(re.finditer(edge + re.escape(word) + edge, text, re.IGNORECASE), MAX_USES):
            if not _inside_longer_label(text, *found.span(), labels):
                message = tr("the definition uses {term} itself: say it in other words", term=quoted(word))
                yield definition.finding(message, found.span())
                break


def _inside_longer_label(text: str, start: int, end: int, labels: set[str]) -> bool:
    return any(
        text[a:b].casefold() in labels
        for a in range(max(0, end - LONGEST_LABEL), start + 1)
        for b in range(end, min(len(text), a + LONGEST_LABEL) + 1)
        if b - a > end - start
    )


def cloze_leak(scope: Scope) -> Iterator[Finding]:
    """What a blank hides, shown outside of it by any of its names: by itself, or in the text of another blank."""
    owners = _owners(scope)
    for term in scope.terms:
        for text in (record["text"] for record in term.cloze):
            for blank in islice(_CLOZE.finditer(text), MAX_BLANKS):
                shown = _shown(text, blank[1])
                if found := re.search(occurrence(*written(blank[2])), shown, re.IGNORECASE):
                    message = tr(
                        "{text} also appears outside its blank: write {blank} there too, or other words",
                        text=quoted(found[0]), blank=quoted(f"{{{{c{blank[1]}::{found[0]}}}}}"),
                    )  # fmt: skip
                    yield Finding(term, "cloze", text, message, found.span())
                elif found := _another_name(shown, owners[key(blank[2])]):
                    message = tr(
                        "{text} says what the blank {hidden} hides: use other words",
                        text=quoted(found[0]), hidden=quoted(blank[2]),
                    )  # fmt: skip
                    yield Finding(term, "cloze", text, message, found.span())


def cloze_number(scope: Scope) -> Iterator[Finding]:
    """A blank with the number of one in a text before it: of those the first alone is a card."""
    for term in scope.terms:
        before: set[int] = set()
        for record in term.cloze:
            numbers = {int(blank[1]) for blank in _CLOZE.finditer(record["text"])}
            for number in sorted(numbers & before):
                message = tr(
                    "an earlier text has a blank {blank} and is asked instead: give this one another number",
                    blank=f"{{{{c{number}::...}}}}",
                )
                yield Finding(term, "cloze", record["text"], message)
            before |= numbers


def _owners(scope: Scope) -> dict[str, list[Term]]:
    """For the key of each text behind a blank the entries that it names."""
    texts = (record["text"] for term in scope.terms for record in term.cloze)
    wanted = {key(blank[2]) for text in texts for blank in _CLOZE.finditer(text)} - {""}
    owners: dict[str, list[Term]] = defaultdict(list)
    for term, _, names in scope.names if wanted else ():
        if any(name.key in wanted for name in names):
            original = scope.original(term)  # a text is not wrong for a name that was added to its entry
            for form in wanted.intersection(map(key, original.accepted())):
                owners[form].append(original)
    return owners


def _another_name(text: str, terms: list[Term]) -> re.Match[str] | None:
    labels = dict.fromkeys(label for term in terms for label in term.accepted())
    found = (re.search(occurrence(*written(label)), text, re.IGNORECASE) for label in labels)
    return next(filter(None, found), None)


def _shown(text: str, number: str) -> str:
    """A cloze while one of its blanks is asked for; what is not shown is nulls, so that all else keeps its place."""

    def show(blank: re.Match[str]) -> str:
        start, end = blank.span(2) if blank[1] != number else (blank.end(), blank.end())
        return "\0" * (start - blank.start()) + text[start:end] + "\0" * (blank.end() - end)

    return _CLOZE.sub(show, text)


def shared_alias(scope: Scope) -> Iterator[Finding]:
    first: dict[tuple[str, str, str | None], tuple[Term, str]] = {}
    for term, lang, names in scope.names:
        qualifier = term.wording(lang).qualifier
        for label, sort, form in names:
            if sort == "hidden":
                continue
            earlier, earlier_sort = first.setdefault((lang, form, qualifier), (term, sort))
            if earlier.id != term.id and not sort == earlier_sort == "term":  # which is an error
                message = tr(
                    "{label} is also a name of {id}: drop one, or give a `qualifier`",
                    label=quoted(label),
                    id=earlier.id,
                )
                yield Finding(term, lang, label, message)


def length(scope: Scope) -> Iterator[Finding]:
    for definition in scope.definitions:
        if definition.lang == "zh" and (han := han_count(definition.text)) > MAX_HAN:
            yield definition.finding(tr("{number} Chinese characters: shorten it to {most}", number=han, most=MAX_HAN))
        elif definition.lang == "en" and (words := len(definition.text.split())) > MAX_WORDS:
            yield definition.finding(tr("{number} words: shorten it to {most}", number=words, most=MAX_WORDS))


def _prose(scope: Scope) -> Iterator[tuple[Term, str, str, str]]:
    """(entry, field, language, text) of every sentence."""
    for definition in scope.definitions:
        yield definition.term, f"{definition.lang}.definition", definition.lang, definition.text
    for term in scope.terms:
        for name in ("examples", "notes", "formulas"):
            for record in getattr(term, name):
                yield from ((term, name, lang, record[lang]) for lang in LANGUAGES if record[lang])


def half_width(scope: Scope) -> Iterator[Finding]:
    for term, where, lang, text in _prose(scope):
        if lang == "zh" and (found := _HALF_WIDTH.search(text)):
            message = tr("half-width {sign} between Chinese characters: use the full-width form", sign=quoted(found[1]))
            yield Finding(term, where, text, message, found.span(1))


def relative_date(scope: Scope) -> Iterator[Finding]:
    for term, where, _, text in _prose(scope):
        if found := _RELATIVE_DATE.search(text):
            message = tr("{text} will age: give a year", text=quoted(found[0]))
            yield Finding(term, where, text, message, found.span())


def isolated(scope: Scope) -> Iterator[Finding]:
    if not scope.whole:
        return
    known = scope.declared["entry"]
    related = ((term.id, ref) for term in scope.terms for _, ref in relations(term))
    linked = ((definition.term.id, ref) for definition in scope.definitions for ref in definition.refs)
    touched: set[str] = set()
    for name, ref in chain(related, linked):
        if ref != name and ref in known:
            touched |= {name, ref}
    for term in scope.terms:
        if term.id in known and term.id not in touched and term.status != "draft":
            yield Finding(term, "", term.id, tr("no other entry is linked with this one: link or relate it"))


def links_differ(scope: Scope) -> Iterator[Finding]:
    known = scope.declared["entry"]
    for zh, en in pairwise(scope.definitions):
        if zh.term is not en.term:
            continue
        if odd := {ref for ref in set(zh.refs) ^ set(en.refs) if ref in known and ref != zh.term.id}:
            one = next(d for d in (zh, en) if odd & set(d.refs))
            span = next(span for ref, span in one.links() if ref in odd)
            message = tr("only one language's definition links {ids}: link the same in both", ids=series(sorted(odd)))
            yield one.finding(message, span)


def pinyin(scope: Scope) -> Iterator[Finding]:
    for term in scope.terms:
        zh = term.zh
        for label, spelt in chain([(zh.term, zh.pinyin)], ((n.term, n.pinyin) for n in zh.aliases + zh.hidden)):
            if spelt and has_han(label):
                wanted, got = syllable_count(label, spelt)
                if wanted != got:
                    message = counted(
                        wanted,
                        "{label} needs {n} syllable, its pinyin has {got}: one for each character",
                        "{label} needs {n} syllables, its pinyin has {got}: one for each character",
                        label=quoted(label), got=got,
                    )  # fmt: skip
                    yield Finding(term, "zh", spelt, message)


def stated_twice(scope: Scope) -> Iterator[Finding]:
    stated: set[tuple[str, str, str]] = set()
    for term in scope.terms:
        for name, ref in relations(term):
            if name in SYMMETRIC and (name, ref, term.id) in stated and ref != term.id:
                message = tr(
                    "{ref} names this entry in `{field}` already, which goes both ways: remove it here",
                    ref=quoted(ref), field=name,
                )  # fmt: skip
                yield Finding(term, name, ref, message)
            stated.add((name, term.id, ref))


WARNINGS: Mapping[str, Check] = {
    "leak": leak,
    "cloze-leak": cloze_leak,
    "cloze-number": cloze_number,
    "shared-alias": shared_alias,
    "length": length,
    "half-width": half_width,
    "relative-date": relative_date,
    "isolated": isolated,
    "links-differ": links_differ,
    "pinyin": pinyin,
    "stated-twice": stated_twice,
    "broader-required": broader_required,
    "genus-required": genus_required,
    "symbol": symbol,
    "slip-accepted": slip_accepted,
}
