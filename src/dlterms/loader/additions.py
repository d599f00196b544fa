"""What files add to entries of any glossary: other names, notes, and what has to be understood first.

The entry itself stays as it is where it was written, so a fault of what was added is told here, at the addition: the
checks of the whole, which see the two as one, could take it for the entry's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dlterms.i18n import tr
from dlterms.labels import key
from dlterms.loader.messages import did_you_mean, mended, nearest, quoted
from dlterms.loader.rules import MAX_GUESSES, spelt_circle
from dlterms.loader.source import place_of
from dlterms.model import LANGUAGES, Label, Language, Problem, Term
from dlterms.order import after_below

# The id of the first entry of which a form is a name that is right as an answer, by language and form.
_Owners = dict[tuple[Language, str], str]


def applied(
    additions: Sequence[Mapping[str, Any]], entries: Sequence[Term], *, whole: bool
) -> tuple[list[Term], list[Problem]]:
    """The entries with what the additions (records of the field table) bring them, and what of these is at fault.

    A faulty part is left out. Where not `whole`, nobody knows all entries, and one that is not there is no fault.
    """
    problems: list[Problem] = []
    places = _places(entries)
    owners = _owners(additions, entries)
    terms = [*entries]
    first: dict[str, Term] = {}
    for term in entries:
        first.setdefault(term.id, term)
    for addition in additions:
        of = addition["of"]
        if of in places:
            term = terms[places[of]]
            added = _with_names(term, addition, owners, problems)
            requires = _requires(term, addition["requires"], first, problems)
            terms[places[of]] = replace(added, requires=requires, notes=(*term.notes, *addition["notes"]))
            if first[term.id] is term:
                first[term.id] = terms[places[of]]
        elif whole or "/" not in of:
            problems.append(_unknown(of, places if len(problems) < MAX_GUESSES else ()))
    return terms, problems


def taken_up(addition: Mapping[str, Any], term: Term) -> Mapping[str, Any] | None:
    """Of an addition (a record of the field table) what its entry, as it is served, has; None where it has nothing."""
    requires = [ref for ref in addition["requires"] if ref in term.requires and ref != term.id]
    kept: dict[str, Any] = {**addition, "requires": requires}
    for lang in LANGUAGES:
        if wording := addition[lang]:
            forms = {*map(_form, term.wording(lang).accepted())}
            aliases = [alias for alias in wording["aliases"] if _form(alias["term"]) in forms]
            kept[lang] = {**wording, "aliases": aliases} if aliases else None
    return kept if kept == addition or any(kept[name] for name in (*LANGUAGES, "notes", "requires")) else None


def _places(entries: Sequence[Term]) -> dict[str, int]:
    """Where among the entries each `glossary/id` is, one that an entry had formerly included."""
    places: dict[str, int] = {}
    for place, term in enumerate(entries):
        places.setdefault(f"{term.glossary}/{term.id}", place)
    for place, term in enumerate(entries):
        for former in term.former_ids:
            places.setdefault(f"{term.glossary}/{former}", place)
    return places


def _unknown(of: str, known: Iterable[str]) -> Problem:
    by_id = {name.partition("/")[2]: name for name in known}
    near = by_id.get(nearest(of.rpartition("/")[2], by_id), "")
    if "/" not in of:
        right = quoted(near or "glossary/id")
        message = tr("{id} does not name its glossary: write {right}", id=quoted(of), right=right)
        return _problem(of, "bad-id", f"additions: {message}")
    fault = tr("no entry {ref}", ref=quoted(of))
    message = did_you_mean(fault, near) or mended(fault, tr("remove the addition, or name another entry"))
    return _problem(of, "unknown-reference", f"additions: {message}")


def _problem(value: str, code: str, message: str) -> Problem:
    return Problem(*place_of(value), "error", code, message)


def _aliases(addition: Mapping[str, Any]) -> Iterator[tuple[Language, tuple[Label, ...]]]:
    for lang in LANGUAGES:
        yield lang, tuple([Label(**alias) for alias in (addition[lang] or {}).get("aliases", ())])


def _form(label: str) -> str:
    return key(label) or label


def _owners(additions: Iterable[Mapping[str, Any]], entries: Iterable[Term]) -> _Owners:
    """Of what is added alone."""
    wanted = {_form(alias.term) for addition in additions for _, aliases in _aliases(addition) for alias in aliases}
    owners: _Owners = {}
    for term in entries if wanted else ():
        for lang in LANGUAGES:
            for label in term.wording(lang).accepted():
                if (form := _form(label)) in wanted:
                    owners.setdefault((lang, form), term.id)
    return owners


def _with_names(term: Term, addition: Mapping[str, Any], owners: _Owners, problems: list[Problem]) -> Term:
    """A name that the entry has is left out without a word: a later version of its glossary may have taken it up."""
    wordings = {}
    for lang, aliases in _aliases(addition):
        wording = term.wording(lang)
        kept: dict[str, Label] = {}
        for alias in aliases:
            form = _form(alias.term)
            owner = owners.setdefault((lang, form), term.id)
            if owner != term.id:
                message = tr(
                    "{label} is a name of {id}: remove it, for an answer can be right for one of them only",
                    label=quoted(alias.term), id=owner,
                )  # fmt: skip
                problems.append(_problem(alias.term, "label-taken", f"{term.id}: {lang}: {message}"))
            elif form not in map(_form, wording.accepted()):
                kept.setdefault(form, alias)
        hidden = tuple([name for name in wording.hidden if _form(name.term) not in kept])  # it was only found
        wordings[lang] = replace(wording, aliases=(*wording.aliases, *kept.values()), hidden=hidden)
    return replace(term, zh=wordings["zh"], en=wordings["en"])


def _requires(
    term: Term, added: Collection[str], terms: Mapping[str, Term], problems: list[Problem]
) -> tuple[str, ...]:
    """What a term requires, with what is added, each once; what leads back to the term is left out."""
    kept = [*term.requires]
    for ref in dict.fromkeys(added):
        if ref in term.requires:
            continue
        if ref != term.id and (circle := _circle(term.id, ref, terms)):  # that it names itself is told as of any entry
            message = tr("a circle, {circle}: remove {ref}", circle=circle, ref=quoted(ref))
            problems.append(_problem(ref, "cycle", f"{term.id}: requires: {message}"))
        else:
            kept.append(ref)
    return tuple(kept)


def _circle(name: str, ref: str, terms: Mapping[str, Term]) -> str:
    """The way from an id by `ref` back to it, along what each requires, or nothing."""
    found: list[str] = []

    def circle(path: list[str], start: int, back: str) -> None:
        if back == name:
            found.append(spelt_circle(path, start))

    def below(one: str) -> Iterator[str]:
        return filter(terms.__contains__, [ref] if one == name else terms[one].requires)

    for _ in after_below([name], below, circle):
        if found:
            break
    return found[0] if found else ""
