"""Terms and topics that are named on the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from dlterms.cli.glossary import files_in_force, say_once
from dlterms.files import read_sets
from dlterms.i18n import alternatives, marked, series, tr
from dlterms.index import Index, selection
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.near import LONGEST_NAME
from dlterms.labels import both, key, printable
from dlterms.model import Term

if TYPE_CHECKING:  # the loader, which few commands need
    pass

UNKNOWN = 2  # exit code where a term to do something with is unknown
MISSED = 1  # and where to find it was all that was asked
_UNKNOWN = {  # what is said where there are others, and where there are none
    "--glossary": (
        marked("no glossary `{name}`; the glossaries are {known}"),
        marked("no glossary `{name}`; there is none"),
    ),
    "--source": (marked("no source `{name}`; the sources are {known}"), marked("no source `{name}`; there is none")),
}


def named_terms(db: Index, words: Sequence[str]) -> list[str]:
    """The ids that words name: split into the fewest names, each an id or an exact label.

    Several entries of one name are all meant; several ways to split the words are not.
    """
    found: list[str] = []
    for word in _split(db, words):
        names, near = selection.named(db, word)
        if not names:
            near = near or selection.named(db, " ".join(words))[1]
            raise click.BadParameter(_no_term(printable(word), near[:3]), param_hint=tr("TERM"))
        found += names
    return list(dict.fromkeys(found))


def _no_term(word: str, near: Sequence[str]) -> str:
    if not near:
        return tr("no term `{word}`", word=word)
    return tr("no term `{word}`, did you mean {near}?", word=word, near=alternatives(near))


def _split(db: Index, words: Sequence[str]) -> list[str]:
    """Words as the fewest names; what is left where they are none is one piece."""
    found: list[list[list[str]]] = [[[]]]  # of the words up to each place, the shortest ways to split them
    for end in range(1, len(words) + 1):
        ways = [
            [*way, name]
            for start in range(max(0, end - LONGEST_NAME), end)
            if found[start] and selection.named_exactly(db, name := " ".join(words[start:end]))
            for way in found[start][:2]
        ]
        found.append([way for way in ways if len(way) == min(map(len, ways))])
    if len(found[-1]) > 1:
        one, other = (" ".join(f"'{name}'" if " " in name else name for name in way) for way in found[-1][:2])
        unclear = tr("{one} or {other}? Put each name into quotes", one=one, other=other)
        raise click.BadParameter(unclear, param_hint=tr("TERM"))
    if found[-1]:
        return found[-1][0]
    known = max(place for place, ways in enumerate(found) if ways)
    return [*found[known][0], " ".join(words[known:])]


def one_term(lexicon: IndexLexicon, query: str, code: int = UNKNOWN) -> str:
    """The id of the one term that is meant; with none or several, what can be meant is said instead, and it ends."""
    names, near = selection.meant(lexicon.db, query)
    if len(names) == 1:
        return names[0]
    terms = {ref: lexicon.term(ref) for ref in names or near}
    if ref := _told_apart(query, terms):
        return ref
    meant = [f"{both(term.zh.qualified, term.en.qualified)} ({ref})" for ref, term in terms.items()]
    raise _unclear(query, len(names), meant, code)


def _unclear(query: str, terms: int, meant: Sequence[str], code: int) -> click.exceptions.Exit:
    """What ends a command, once it is said that a query is no name or that of so many terms, and what may be meant."""
    asked = printable(query)
    said = tr("no entry for `{query}`", query=asked)
    if terms:
        said = tr("`{query}` can be {terms} terms; name one of them", query=asked, terms=terms)
    hints = ("  " + tr("did you mean {name}?", name=name) for name in meant)
    click.echo("\n".join([f"dlterms: {said}", *hints]), err=True)
    return click.exceptions.Exit(code)


def two_terms(lexicon: IndexLexicon, words: Sequence[str]) -> tuple[str, str]:
    """The ids of the two terms that words name, in a row, with `and` between them, or, one word each, with a slip."""
    words = [word for word in words if word.strip()]
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    named = [cut for cut in cuts if all(selection.named(lexicon.db, part)[0] for part in cut)]
    if len(named) > 1:
        ways = alternatives(tr("`{one}` and `{other}`", one=one, other=other) for one, other in named)
        raise click.UsageError(tr("these may be {ways}: put a name of several words in quotes", ways=ways))
    phrase = " ".join(words)
    if not named and (pair := selection.pair(lexicon.db, phrase)):
        one, other = (_of_namesakes(lexicon, name) or ref for ref, name in pair)
        return one, other
    if not named and selection.named_exactly(lexicon.db, phrase):
        raise click.UsageError(tr("`{term}` is one term; which is the other?", term=printable(phrase)))
    if not named and len(words) != 2:
        raise click.UsageError(tr("which two terms? Put a name of several words in quotes"))
    parts = named[0] if named else words
    one, other = (_of_namesakes(lexicon, part) or one_term(lexicon, part, MISSED) for part in parts)
    if one == other:
        raise click.UsageError(tr("both are {term}", term=lexicon.name(one)))
    return one, other


def _of_namesakes(lexicon: IndexLexicon, name: str) -> str | None:
    """Of several terms of a name the one whose qualifier is given; without it, it ends. None if it is no such name.

    An id that is the name of several terms tells as little as the name.
    """
    terms = {ref: lexicon.term(ref) for ref in selection.namesakes(lexicon.db, name)}
    if not terms:
        return None
    if ref := _told_apart(name, terms):
        return ref
    meant = [both(term.zh.qualified, term.en.qualified, between=tr(" or ")) for term in terms.values()]
    raise _unclear(name, len(terms), meant, MISSED)


def _told_apart(name: str, terms: Mapping[str, Term]) -> str | None:
    """The id of the term that is called so with its qualifier, if one of them is."""
    for ref, term in terms.items():
        if any(each.qualifier and key(each.qualified) == key(name) for each in (term.zh, term.en)):
            return ref
    return None


def check_wanted(db: Index, wanted: selection.Wanted) -> selection.Wanted:
    """The same with the ids of its topics, which may be given by their names.

    A topic or a source that no glossary in use has is refused, and a glossary that is not in use; of one that has
    no terms that is said.
    """
    if wanted.glossaries:
        _check_glossaries(wanted.glossaries, selection.glossaries(db))
    if wanted.sources:
        _check_known(wanted.sources, selection.sources(db), "--source")
    if not wanted.topics:  # what there is takes a look at every entry
        return wanted
    topics = [topic[:3] for topic in selection.topics(db)]
    return replace(wanted, topics=[topic_id(name, topics) for name in wanted.topics])


def _check_glossaries(names: Sequence[str], with_terms: Sequence[str]) -> None:
    """Of glossaries without terms the index knows nothing: the files are read."""
    if {*names} <= {*with_terms}:
        return
    from dlterms.loader.written import as_written

    written = as_written(read_sets(files_in_force())[0])
    others = dict.fromkeys([*written.glossaries, *(record["glossary"] for record in written.additions)])
    _check_known(names, [*dict.fromkeys([*with_terms, *others])], "--glossary")
    for name in dict.fromkeys(names):
        if name not in with_terms:
            say_once(tr("the glossary {name} has no terms of its own", name=name))


def topic_id(given: str, topics: Sequence[tuple[str, str, str]]) -> str:
    """The id of the topic that is given by its id, its Chinese or its English name."""
    form = key(given) or given
    labels = {key(label) or label: topic[0] for place in (2, 1, 0) for topic in topics for label in [topic[place]]}
    if form in labels:
        return labels[form]
    topic = printable(given)
    if near := _near(form, labels):
        meant = printable(alternatives(f"{name} {zh}" for name, zh, _ in topics if name in near))
        fault = tr("no topic `{topic}`, did you mean {near}?", topic=topic, near=meant)
    elif topics:
        known = printable(series(name for name, *_ in topics))
        fault = tr("no topic `{topic}`; the topics are {known}", topic=topic, known=known)
    else:
        fault = tr("no topic `{topic}`; there is none", topic=topic)
    raise click.BadParameter(fault, param_hint="--topic")


def _near(form: str, labels: Mapping[str, str]) -> list[str]:
    """The ids of up to three topics with a label that what was typed is a part of, or much like."""
    from difflib import get_close_matches

    parts = [label for label in labels if form and form in label]
    return list(dict.fromkeys(labels[label] for label in [*parts, *get_close_matches(form, labels)]))[:3]


def _check_known(names: Sequence[str], known: Sequence[str], option: str) -> None:
    for name in names:
        if name not in known:
            fault = tr(_UNKNOWN[option][not known], name=printable(name), known=series(known))
            raise click.BadParameter(fault, param_hint=option)
