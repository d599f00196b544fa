"""What the bundled glossary's questions promise: none gives its answer away, none has two right options."""

from __future__ import annotations

import re
from itertools import combinations
from random import Random

from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import has_han, key
from dlterms.model import Term
from dlterms.quiz.attempt import Attempt
from dlterms.quiz.cards import Card, answer_languages, cards_of, prompt
from dlterms.quiz.choices import choose
from dlterms.quiz.masking import BLANK
from lookup_support import bundled, bundled_glossary

LEXICON = IndexLexicon(bundled())
TERMS = bundled_glossary().terms
CARDS = [card for term in TERMS.values() for card in cards_of(term, ("zh-en", "en-zh", "definition-term"))]
CLOZES = [card for term in TERMS.values() for card in cards_of(term, ("cloze",))]
QUESTIONS = 1_000
OTHERWISE = {"variance": "varianc"}  # which has nothing to do with variables
LITTLE = {"a", "and", "for", "in", "into", "of", "the", "to", "with"}


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _says(text: str, label: str) -> bool:
    """Whether a text holds a label, Latin ones as whole words."""
    if has_han(label):
        return label in text
    return f" {' '.join(_words(label))} " in f" {' '.join(_words(text))} "


def _spells_out(text: str, name: str) -> bool:
    """Whether all words of an English name stand in a text, in whatever form; ImageNet is no form of image."""
    stems = [OTHERWISE.get(word, word[: max(4, len(word) - 3)]) for word in _words(name) if word not in LITTLE]
    if len(stems) == 1 and not name.islower():
        return False
    return all(any(word.startswith(stem) for word in _words(text)) for stem in stems)


def _says_half(text: str, name: str) -> bool:
    """Whether the first half of a Chinese name stands in a text, or each of its parts."""
    if not has_han(name) or len(name) < 3:
        return False
    parts = name.split("-")
    return name[: max(2, (len(name) + 1) // 2)] in text or (len(parts) > 1 and all(part in text for part in parts))


def _given_away(card: Card, term: Term) -> list[str]:
    """By what a prompt gives its answer away."""
    shown = prompt(card, term, "both")
    # What stands in both names, as sigmoid does, nobody can hide.
    names = {term.zh.term.split(" ")[0], term.en.term.split(" ")[0]}
    own = names.pop() if len(names) == 1 else ""
    labels = [label for lang in answer_languages(card, term) for label in term.wording(lang).accepted()]
    labels = [label for label in labels if label != own]
    found = [label for label in labels if _says(shown, label)]
    if card.direction == "definition-term":
        zh, en = shown.split("\n")
        found += [term.en.term] * _spells_out(en, term.en.term) + [term.zh.term] * _says_half(zh, term.zh.term)
    return found


def test_no_prompt_names_its_answer() -> None:
    """A prompt holds no name of its answer, nor the words of an English one, nor the first half of a Chinese one."""
    given_away = {card.id: _given_away(card, LEXICON.term(card.term)) for card in CARDS}
    assert {card: names for card, names in given_away.items() if names} == {}


def test_no_cloze_shows_its_answer() -> None:
    """What a blank hides stands nowhere else in its text, by none of its names, and only blanks had to be hidden."""
    for card in CLOZES:
        term = LEXICON.term(card.term)
        right = Attempt("", card, term, LEXICON).labels
        shown = prompt(card, term, "both", right)
        blanks = f"{{{{c{card.direction.partition('.')[2]}::"
        assert shown.count(BLANK) == sum(record["text"].count(blanks) for record in term.cloze), card
        assert [label for label in right if _says(shown, label)] == [], card


def test_no_two_defensible_options() -> None:
    """Of two options none is broader than the other or nearly the same, and they share no name."""
    keys = {name: {key(label) for label in term.accepted()} for name, term in TERMS.items()}
    above = {name: LEXICON.broader(name) for name in TERMS}
    near = {frozenset((term.id, ref)) for term in TERMS.values() for ref in term.near}
    for seed, card in enumerate(Random(0).choices(CARDS, k=QUESTIONS)):
        term = LEXICON.term(card.term)
        languages = answer_languages(card, term)
        lang = languages[0] if len(languages) == 1 else "both"
        options = choose(card, term, lang, prompt(card, term, "both"), LEXICON, (), Random(seed))
        for one, other in combinations([option.term for option in options], 2):
            assert one not in above[other], (card, options)
            assert other not in above[one], (card, options)
            assert frozenset((one, other)) not in near, (card, options)
            assert keys[one].isdisjoint(keys[other]), (card, options)
