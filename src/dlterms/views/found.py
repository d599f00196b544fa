"""What a look-up found: for a terminal in several layouts, of which the first that fits is shown, and for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dlterms.i18n import tr
from dlterms.index.find import Match, is_pair
from dlterms.views import page
from dlterms.views.page import Part, Section

if TYPE_CHECKING:  # a look-up does without the model
    from dlterms.model import Lang

MANY = 3  # matches that a pipe gets as whole pages; more are a list
_GUESSED = ("initials", "prefix", "substring", "definition")  # of these a pipe gets one page, or a list
_RULE = Section("", [[("-------------", "dim")]], apart=True)


def layouts(matches: Sequence[Match], lang: Lang, full: bool) -> Iterator[list[Part]]:
    """Pages, then names with definitions, or with one each, then lines; of one match, a page in any case."""
    if full:
        yield _shown_for(matches, _pages(matches, lang))
    elif is_pair(matches):
        yield _compared(matches, lang)
    else:
        yield _shown_for(matches, _stacked([page.short(match.entry, match.context, lang) for match in matches]))
        if len(matches) > 1:
            for explained in dict.fromkeys((lang, page.languages(lang)[0])):
                digests = [page.digest(match.entry, explained) for match in matches]
                yield _shown_for(matches, [section for digest in digests for section in _apart(digest)])
            yield _shown_for(matches, _list(matches))


def plain(matches: Sequence[Match], lang: Lang, full: bool) -> Iterator[str]:
    """Whole entries where they are few, for a program or a person that reads them at leisure."""
    few = len(matches) == 1 or (len(matches) <= MANY and matches[-1].match not in _GUESSED)
    if is_pair(matches) and not full:
        yield from page.plain(_compared(matches, lang))
        return
    yield from page.plain(_shown_for(matches, []))
    if not (few or full):
        yield from page.plain(_list(matches))
        return
    for number, match in enumerate(matches):
        yield from [""] * bool(number)
        yield from page.plain(page.page(match.entry, match.context, lang))


def _compared(matches: Sequence[Match], lang: Lang) -> list[Part]:
    from dlterms.views.compare import Described, comparison

    one, other = (Described(match.entry, match.context) for match in matches)
    return comparison(one, other, lang)


def _shown_for(matches: Sequence[Match], sections: Sequence[Section]) -> list[Part]:
    """Sections, below a line that says which words of a phrase they are for."""
    names = dict.fromkeys(match.label for match in matches if match.match == "phrase")
    if not names:
        return [*sections]
    below = [sections[0]._replace(apart=False), *sections[1:]] if sections else []
    return [Section("", [[(tr("shown for {names}", names=page.SEPARATOR.join(names)), "dim")]]), *below]


def _pages(matches: Sequence[Match], lang: Lang) -> list[Section]:
    return _stacked([page.page(match.entry, match.context, lang) for match in matches])


def _list(matches: Sequence[Match]) -> list[Section]:
    return [Section("", [page.one_line(match.entry, match.label) for match in matches])]


def _stacked(found: Sequence[Sequence[Section]]) -> list[Section]:
    return [section for number, each in enumerate(found) for section in ([_RULE, *_apart(each)] if number else each)]


def _apart(sections: Sequence[Section]) -> list[Section]:
    return [sections[0]._replace(apart=True), *sections[1:]]
