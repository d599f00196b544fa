"""Choices: 10,000 seeded questions over the bundled glossary, and the order of distractors."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import key
from dlterms.model import Lang
from dlterms.quiz.cards import Card, Direction, answer_languages, cards_of, cloze_answer, prompt
from dlterms.quiz.choices import Option, choose, either_or, names_term
from lookup_support import bundled, bundled_glossary, entry, index_of
from quiz_support import words

LEXICON = IndexLexicon(bundled())
DIRECTIONS: tuple[Direction, ...] = ("zh-en", "en-zh", "definition-term")
ANSWERED_IN: dict[str, Lang] = {"zh-en": "en", "en-zh": "zh"}
CARDS = [card for term in bundled_glossary().terms.values() for card in cards_of(term, DIRECTIONS)]
QUESTIONS = 2_000


def asked(card: Card, seed: int) -> tuple[Option, ...]:
    term = LEXICON.term(card.term)
    languages = answer_languages(card, term)
    lang = languages[0] if len(languages) == 1 else "both"
    return choose(card, term, lang, prompt(card, term, "both"), LEXICON, (), Random(seed))


@pytest.fixture(scope="module")
def questions() -> list[tuple[Card, tuple[Option, ...]]]:
    cards = Random(0).choices(CARDS, k=QUESTIONS)
    return [(card, asked(card, seed)) for seed, card in enumerate(cards)]


def test_one_right_option(questions: list[tuple[Card, tuple[Option, ...]]]) -> None:
    """No option but the answer is a label of the asked term, nor shares a label with another option."""
    keys = {
        name: {key(label) for w in (term.zh, term.en) for label in w.accepted()}
        for name, term in bundled_glossary().terms.items()
    }
    for card, options in questions:
        if not options:
            continue
        assert len(options) == 3
        names = [option.term for option in options]
        assert names.count(card.term) == 1
        for n, name in enumerate(names):
            assert all(keys[name].isdisjoint(keys[other]) for other in names[n + 1 :]), (card, names)


def test_nothing_that_the_question_names(questions: list[tuple[Card, tuple[Option, ...]]]) -> None:
    """No wrong option is named in the question."""
    pairs = {(card, option.term) for card, options in questions for option in options if option.term != card.term}
    for card, name in pairs:
        assert not names_term(prompt(card, LEXICON.term(card.term), "both"), LEXICON.term(name))


def test_nearly_every_card_has_choices(questions: list[tuple[Card, tuple[Option, ...]]]) -> None:
    """Where there are no two good distractors the answer is typed: that is rare."""
    assert sum(not options for _, options in questions) < QUESTIONS / 50


def test_position_is_uniform(questions: list[tuple[Card, tuple[Option, ...]]]) -> None:
    """The answer stands in each of the three places equally often: chi-square below 13.8, its 0.001 quantile."""
    places = Counter([option.term for option in options].index(card.term) for card, options in questions if options)
    expected = places.total() / 3
    assert sum((places[place] - expected) ** 2 / expected for place in range(3)) < 13.8


def test_same_seed_same_question() -> None:
    """A seed gives the same options each time, in the same order."""
    assert [asked(card, 7) for card in CARDS[:100]] == [asked(card, 7) for card in CARDS[:100]]


def of(name: str, direction: str = "zh-en", confused: tuple[str, ...] = (), seed: int = 0) -> set[str]:
    lexicon = words()
    term = lexicon.term(name)
    card = Card(term.glossary, name, direction)
    lang = ANSWERED_IN.get(direction, "both")
    options = choose(card, term, lang, prompt(card, term, "both"), lexicon, confused, Random(seed))
    return {option.term for option in options} - {name}


@pytest.mark.parametrize("seed", [pytest.param(seed, id=str(seed)) for seed in range(5)])
def test_what_was_confused_comes_first(seed: int) -> None:
    """What this learner took for the answer is among the options, and then what the glossary warns of."""
    assert of("overfitting", confused=("recall",), seed=seed) == {"recall", "underfitting"}


@pytest.mark.parametrize(
    ("name", "never"),
    [
        pytest.param("l1", "regularization", id="a broader term"),
        pytest.param("regularization", "l1", id="a narrower term"),
        pytest.param("inference", "reasoning", id="a term of the same name"),
    ],
)
def test_never_an_option(name: str, never: str) -> None:
    """Not even a recorded confusion brings in what would be right as well."""
    assert all(never not in of(name, confused=(never,), seed=seed) for seed in range(20))


SYNONYMS = (
    entry("family", "模型族", "model family", near=["space"]),
    entry("space", "假设空间", "hypothesis space"),
    entry("risk", "风险", "risk", near=["error"]),
    entry("error", "误差", "error"),
    entry("capacity", "容量", "capacity"),
)


@pytest.mark.parametrize("name", [pytest.param(each["id"], id=each["id"]) for each in SYNONYMS])
def test_nothing_nearly_the_same(name: str) -> None:
    """Of two terms that mean nearly the same one at most is an option, be it the answer or not, and once confused."""
    lexicon = IndexLexicon(index_of(*SYNONYMS))
    term = lexicon.term(name)
    for seed in range(20):
        confused = [each["id"] for each in SYNONYMS]
        Random(seed).shuffle(confused)
        options = choose(Card("user", name, "zh-en"), term, "en", term.zh.term, lexicon, confused, Random(seed))
        assert len(options) == 3
        names = {option.term for option in options}
        assert not names >= {"family", "space"}
        assert not names >= {"risk", "error"}


ACROSS_TOPICS = (
    entry("keras", "Keras", kind="framework"),
    entry("torch", "Torch", kind="framework"),
    entry("gluon", "Gluon", kind="library"),
    entry("graph", "Graph"),
    entry("mujoco", "MuJoCo", kind="library", topic="u"),
    entry("numpy", "NumPy", kind="library", topic="u"),
    entry("go", "Go", kind="environment", topic="u"),
    entry("chess", "Chess", kind="environment", topic="u"),
)


@pytest.mark.parametrize(
    ("name", "among"),
    [
        pytest.param("mujoco", {"numpy", "gluon"}, id="libraries, of another topic if need be"),
        pytest.param("gluon", {"keras", "torch", "mujoco", "numpy"}, id="a framework of its topic is as good"),
        pytest.param("keras", {"torch", "gluon"}, id="its own kind and topic first"),
    ],
)
def test_of_the_same_kind(name: str, among: set[str]) -> None:
    """Nobody is asked to tell a library from a board game."""
    topics = [{"id": topic, "zh": topic, "en": topic} for topic in ("t", "u")]
    lexicon = IndexLexicon(index_of(*ACROSS_TOPICS, topics=topics))
    term = lexicon.term(name)
    for seed in range(20):
        options = choose(Card("user", name, "definition-term"), term, "en", "", lexicon, (), Random(seed))
        assert len(options) == 3
        assert {option.term for option in options} - {name} <= among


@pytest.mark.parametrize(
    ("count", "options"),
    [pytest.param(1, 0, id="alone"), pytest.param(2, 0, id="two terms"), pytest.param(3, 3, id="three terms")],
)
def test_too_few_distractors(count: int, options: int) -> None:
    """Without two good distractors there is no choice."""
    names = ["数据", "模型", "算法"][:count]
    lexicon = IndexLexicon(index_of(*(entry(f"t{n}", name, f"word{n}") for n, name in enumerate(names))))
    term = lexicon.term("t0")
    assert len(choose(Card("dlterms", "t0", "zh-en"), term, "en", "数据", lexicon, (), Random(0))) == options


def test_either_or() -> None:
    """A drill shows the two terms in either order."""
    lexicon = words()
    pair = lexicon.term("overfitting"), lexicon.term("underfitting")
    orders = {tuple(option.term for option in either_or(*pair, "both", Random(seed))) for seed in range(10)}
    assert orders == {("overfitting", "underfitting"), ("underfitting", "overfitting")}


def test_either_or_of_one_name() -> None:
    """Two terms of one name are told apart by their qualifiers."""
    lexicon = IndexLexicon(
        index_of(
            entry("a", {"term": "记忆", "qualifier": "模型"}, {"term": "memory", "qualifier": "model"}),
            entry("b", {"term": "记忆", "qualifier": "人"}, {"term": "memory", "qualifier": "person"}),
        )
    )
    options = either_or(lexicon.term("a"), lexicon.term("b"), "both", Random(0))
    assert {option.text for option in options} == {"记忆 · memory (model)", "记忆 · memory (person)"}


def test_a_blank_that_hides_no_name() -> None:
    """A blank that hides something other than a name of its term is no choice between names."""
    cards = [card for term in bundled_glossary().terms.values() for card in cards_of(term, ("cloze",))]
    for card in cards:
        options = asked(card, 1)
        hidden = key(cloze_answer(card, LEXICON.term(card.term)))
        assert not options or any(owner.term == card.term for owner in LEXICON.owners(hidden)), card
    assert asked(Card("dlterms", "contrastive-learning", "cloze.1"), 1) == ()
