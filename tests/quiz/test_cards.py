"""Cards: which ones a term has, and what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dlterms.model import Lang, Term
from dlterms.quiz.cards import (
    DIRECTIONS,
    Card,
    Direction,
    answer_languages,
    cards_of,
    cloze_answer,
    prompt,
    shown_languages,
)
from lookup_support import entry, glossary_of

CLOZE = [
    {"lang": "zh", "text": "用{{c1::梯度}}更新{{c2::参数}}。"},
    {"lang": "en", "text": "{{c3::Gradients::what}} update parameters."},
]
LEAKING = [
    {"lang": "zh", "text": "{{c1::梯度}}下降沿{{c2::负梯度}}走。"},
    {"lang": "en", "text": "A {{c3::matrix}} of MATRICES, no matrixlike {{c4::submatrix::of a matrix}}."},
]


def term(zh: str | Mapping[str, Any] = "过拟合", en: str | Mapping[str, Any] = "overfitting", **fields: Any) -> Term:
    return glossary_of(entry("x", zh, en, **fields), entry("other")).terms["x"]


DRAFT = term({"term": "过拟合", "definition": None}, {"term": "overfitting", "definition": None}, status="draft")


@pytest.mark.parametrize(
    ("made", "directions", "cards"),
    [
        pytest.param(term(), DIRECTIONS, ["zh-en", "en-zh", "definition-term", "term-definition"], id="two names"),
        pytest.param(term("Keras", "Keras"), DIRECTIONS, ["definition-term", "term-definition"], id="one name"),
        pytest.param(term("Gluon API", "gluon-api"), DIRECTIONS, ["definition-term", "term-definition"], id="one key"),
        pytest.param(
            term(cloze=CLOZE), ["cloze"], ["cloze.1", "cloze.2", "cloze.3"], id="a card for each number of a blank"
        ),
        pytest.param(DRAFT, DIRECTIONS, ["zh-en", "en-zh"], id="a draft of two names"),
        pytest.param(
            term({"term": "Keras", "definition": None}, {"term": "Keras", "definition": None}, status="draft"),
            DIRECTIONS,
            [],
            id="a draft of one name",
        ),
        pytest.param(
            term({"term": "过拟合", "definition": None}, "overfitting", status="draft"),
            DIRECTIONS,
            ["zh-en", "en-zh", "definition-term", "term-definition"],
            id="a draft with a definition",
        ),
        pytest.param(term(), ["en-zh", "zh-en"], ["zh-en", "en-zh"], id="always in the same order"),
        pytest.param(term(), [], [], id="no direction"),
    ],
)
def test_cards_of(made: Term, directions: list[Direction], cards: list[str]) -> None:
    """A term has a card for each direction that makes sense for it."""
    assert [card.direction for card in cards_of(made, directions)] == cards


def card(direction: str) -> Card:
    return Card("g", "x", direction)


QUALIFIED = term({"term": "记忆", "qualifier": "模型"}, {"term": "memory", "qualifier": "model"}, cloze=CLOZE)
DEFINED = term(
    {"term": "过拟合", "definition": "[模型](#other)过拟合时，训练误差很小。"},
    {"term": "overfitting", "definition": "With overfitting, [models](#other) fit noise."},
)


@pytest.mark.parametrize(
    ("made", "direction", "lang", "shown"),
    [
        pytest.param(QUALIFIED, "zh-en", "both", "记忆 (模型)", id="Chinese name with its qualifier"),
        pytest.param(QUALIFIED, "en-zh", "both", "memory (model)", id="English name with its qualifier"),
        pytest.param(QUALIFIED, "term-definition", "both", "记忆 · memory", id="both names"),
        pytest.param(term("Keras", "Keras"), "term-definition", "both", "Keras", id="one name once"),
        pytest.param(QUALIFIED, "cloze.1", "both", "用____更新参数。", id="first blank"),
        pytest.param(QUALIFIED, "cloze.2", "both", "用梯度更新____。", id="second blank"),
        pytest.param(QUALIFIED, "cloze.3", "both", "____(what) update parameters.", id="a blank with a hint"),
        pytest.param(DEFINED, "definition-term", "zh", "模型____时，训练误差很小。", id="Chinese definition"),
        pytest.param(DEFINED, "definition-term", "en", "With ____, models fit noise.", id="English definition"),
        pytest.param(term(cloze=LEAKING), "cloze.1", "both", "____下降沿负____走。", id="answer in another blank"),
        pytest.param(term(cloze=LEAKING), "cloze.2", "both", "梯度下降沿____走。", id="part of the answer"),
        pytest.param(
            term(cloze=LEAKING),
            "cloze.3",
            "both",
            "A ____ of ____, no matrixlike submatrix.",
            id="answer in the plural",
        ),
        pytest.param(
            term(cloze=LEAKING),
            "cloze.4",
            "both",
            "A matrix of MATRICES, no matrixlike ____(of a matrix).",
            id="answer nowhere else",
        ),
        pytest.param(
            DEFINED, "definition-term", "both", "模型____时，训练误差很小。\nWith ____, models fit noise.", id="both"
        ),
    ],
)
def test_prompt(made: Term, direction: str, lang: Lang, shown: str) -> None:
    """A prompt shows the one side of a card and blanks the other."""
    assert prompt(card(direction), made, lang) == shown


@pytest.mark.parametrize(
    ("right", "shown"),
    [
        pytest.param((), "用____（gradient）更新参数的梯度下降。", id="its text alone"),
        pytest.param(("梯度", "gradient", "gradients"), "用____（____）更新参数的____下降。", id="its names"),
    ],
)
def test_other_names_of_what_a_blank_hides(right: tuple[str, ...], shown: str) -> None:
    """What is right besides the text behind the blank stands nowhere in the prompt either."""
    made = term(cloze=[{"lang": "zh", "text": "用{{c1::梯度向量}}（gradient）更新参数的梯度下降。"}])
    assert prompt(card("cloze.1"), made, "both", right) == shown


@pytest.mark.parametrize(
    ("direction", "answer", "languages"),
    [
        pytest.param("cloze.1", "梯度", ("zh",), id="Chinese"),
        pytest.param("cloze.2", "参数", ("zh",), id="second blank"),
        pytest.param("cloze.3", "Gradients", ("en",), id="English"),
    ],
)
def test_cloze(direction: str, answer: str, languages: tuple[str, ...]) -> None:
    """A blank knows what was behind it, and in which language it is."""
    assert (cloze_answer(card(direction), QUALIFIED), answer_languages(card(direction), QUALIFIED)) == (
        answer,
        languages,
    )


def test_no_such_blank() -> None:
    """A blank that the entry no longer has is an error."""
    with pytest.raises(KeyError):
        prompt(card("cloze.9"), QUALIFIED, "both")


@pytest.mark.parametrize(
    ("direction", "languages"),
    [
        pytest.param("zh-en", ("en",), id="into English"),
        pytest.param("en-zh", ("zh",), id="into Chinese"),
        pytest.param("definition-term", ("zh", "en"), id="either"),
    ],
)
def test_answer_languages(direction: str, languages: tuple[str, ...]) -> None:
    """A direction says in which languages an answer is right."""
    assert answer_languages(card(direction), DEFINED) == languages


@pytest.mark.parametrize(
    ("lang", "languages"),
    [
        pytest.param("zh", ["zh"], id="Chinese"),
        pytest.param("en", ["en"], id="English"),
        pytest.param("both", ["zh", "en"], id="both"),
    ],
)
def test_shown_languages(lang: Lang, languages: list[str]) -> None:
    """Definitions are shown in the language that is wanted."""
    assert shown_languages(DEFINED, lang) == languages


def test_the_one_definition_there_is() -> None:
    """Where the wanted language has no definition, the other one is shown."""
    made = term({"term": "过拟合", "definition": None}, "overfitting", status="draft")
    assert shown_languages(made, "zh") == ["en"]
