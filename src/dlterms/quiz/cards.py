"""What is asked: the cards of a term, and their prompts with the answer masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from dlterms.labels import both, key
from dlterms.links import CLOZE
from dlterms.model import LANGUAGES, Lang, Language, Term
from dlterms.quiz.masking import BLANK, blanked, masked
from dlterms.quiz.needs import Lexicon

Direction: TypeAlias = Literal["zh-en", "en-zh", "definition-term", "term-definition", "cloze"]

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
USUAL: tuple[Direction, ...] = ("zh-en", "en-zh", "definition-term", "cloze")  # unless something else is asked for

_CARD = re.compile(r"([a-z0-9-]+)/([a-z0-9-]+):([a-z-]+(?:\.[0-9]+)?)")  # glossary/term:direction
_CLOZE = re.compile(CLOZE)
_TRANSLATED: dict[Direction, tuple[Language, Language]] = {"zh-en": ("zh", "en"), "en-zh": ("en", "zh")}


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to remember about a term; its id is what review history hangs on."""

    glossary: str
    term: str
    direction: str  # a Direction; a cloze with the number of its blank: cloze.1

    @property
    def id(self) -> str:
        return f"{self.glossary}/{self.term}:{self.direction}"

    @property
    def kind(self) -> Direction:
        """The direction without the number."""
        return cast("Direction", self.direction.partition(".")[0])


def card_of(card_id: str) -> Card:
    """The card with this id; ValueError if it is no card id."""
    if not (parts := _CARD.fullmatch(card_id)):
        raise ValueError(card_id)
    return Card(*parts.groups())


def is_card(card_id: str) -> bool:
    """Whether this is the id of a card, be it one that some glossary has or not."""
    return _CARD.fullmatch(card_id) is not None


def term_of(card_id: str) -> str:
    """The `glossary/term` of a card."""
    return card_id.rpartition(":")[0]


def cards_of(term: Term, directions: Iterable[Direction] = USUAL) -> tuple[Card, ...]:
    """The cards of a term, in the order of DIRECTIONS."""
    cards = (Card(term.glossary, term.id, direction) for direction in directions_of(term))
    return tuple(card for card in cards if card.kind in directions)


def directions_of(term: Term) -> list[str]:
    """The directions of the cards that a term has, in that order; of a cloze with the number of its blank."""
    # Where one key is the term in both languages (PyTorch, Keras), the prompt would be the answer.
    translatable = term.zh.term and term.en.term and key(term.zh.term) != key(term.en.term)
    directions = ["zh-en", "en-zh"] if translatable else []
    if term.zh.definition or term.en.definition:
        directions += ["definition-term", "term-definition"]
    numbers = {int(n) for record in term.cloze for n, _, _ in _CLOZE.findall(record["text"])}
    return directions + [f"cloze.{n}" for n in sorted(numbers)]


def answer_languages(card: Card, term: Term) -> tuple[Language, ...]:
    """In which languages an answer to the card is right."""
    if card.kind in _TRANSLATED:
        return (_TRANSLATED[card.kind][1],)
    if card.kind == "cloze":
        return (_cloze(card, term)[0],)
    return LANGUAGES


def prompt(card: Card, term: Term, lang: Lang, right: Iterable[str] = ()) -> str:
    """What is shown; `lang` chooses among definitions. `right` are other names for what a blank hides."""
    if card.kind in _TRANSLATED:
        return term.wording(_TRANSLATED[card.kind][0]).qualified
    if card.kind == "cloze":
        _, text, answer = _cloze(card, term)
        return blanked(text, {answer, *right})
    if card.kind == "term-definition":
        return both(term.zh.term, term.en.term, between=" · ")
    return "\n".join(masked(term.wording(x).definition or "", term) for x in shown_languages(term, lang))


def shown_languages(term: Term, lang: Lang) -> list[Language]:
    """The languages among those wanted in which there is a definition, or else the one there is."""
    defined = [x for x in LANGUAGES if term.wording(x).definition]
    return [x for x in defined if lang in (x, "both")] or defined[:1]


def cloze_answer(card: Card, term: Term) -> str:
    """The text behind the blank."""
    return _cloze(card, term)[2]


def asks_for_term(card: Card, lexicon: Lexicon) -> bool:
    """Whether all names of the card's term are right: behind a blank there may be something else."""
    if card.kind != "cloze":
        return True
    hidden = key(cloze_answer(card, lexicon.term(card.term)))
    return any(owner.term == card.term for owner in lexicon.owners(hidden))


def _cloze(card: Card, term: Term) -> tuple[Language, str, str]:
    """(language, text with the blank, text behind the blank)."""
    number = card.direction.partition(".")[2]
    for record in term.cloze:
        blanks = {n: (text, hint) for n, text, hint in _CLOZE.findall(record["text"])}
        if number in blanks:
            answer, hint = blanks[number]
            shown = _with_blank(record["text"], number, f"{BLANK}({hint})" if hint else BLANK)
            return record["lang"], shown, answer
    raise KeyError(card.id)


def _with_blank(text: str, number: str, blank: str) -> str:
    return _CLOZE.sub(lambda found: blank if found[1] == number else found[2], text)
