"""Cards: which ones a term has, and what is shown of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from dlterms.labels import has_han
from dlterms.model import Lang, Term
from dlterms.quiz.cards import (
    BLANK,
    DIRECTIONS,
    Card,
    Direction,
    answer_languages,
    cards_of,
    cloze_answer,
    masked,
    prompt,
    shown_languages,
)
from lookup_support import bundled_glossary, entry, glossary_of

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


@pytest.mark.parametrize(
    ("made", "directions", "cards"),
    [
        pytest.param(term(), DIRECTIONS, ["zh-en", "en-zh", "definition-term", "term-definition"], id="two names"),
        pytest.param(term("Keras", "Keras"), DIRECTIONS, ["definition-term", "term-definition"], id="one name"),
        pytest.param(term("Gluon API", "gluon-api"), DIRECTIONS, ["definition-term", "term-definition"], id="one key"),
        pytest.param(
            term(cloze=CLOZE), ["cloze"], ["cloze.1", "cloze.2", "cloze.3"], id="a card for each number of a blank"
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
    ("labels", "text", "shown"),
    [
        pytest.param(("层", "layer"), "网络的层与层之间", "网络的____与____之间", id="every time"),
        pytest.param(("批量", "batch"), "A batch, batches and Batch.", "A ____, ____ and ____.", id="plural and case"),
        pytest.param(("批量", "batch"), "A batching minibatch.", "A batching minibatch.", id="whole words only"),
        pytest.param(("图形处理器", "GPU"), "在GPU上训练", "在____上训练", id="Latin between Chinese"),
        pytest.param(("C++", "C++"), "Written in C++.", "Written in ____.", id="a sign at the end"),
        pytest.param(("模型", "model"), "[模型](#other)是函数。", "____是函数。", id="links are taken out"),
        pytest.param(("混淆矩阵", "confusion matrix"), "Of Confusion matrices.", "Of ____.", id="matrices"),
        pytest.param(("假设", "hypothesis"), "Two hypotheses or one hypothesis.", "Two ____ or one ____.", id="-ses"),
        pytest.param(("准则", "criterion"), "The criteria.", "The ____.", id="criteria"),
        pytest.param(("熵", "entropy"), "Their entropies.", "Their ____.", id="-ies"),
        pytest.param(("权重", "weights"), "A weight.", "A ____.", id="singular"),
        pytest.param(("记忆", "memory (model)"), "Of memories.", "Of ____.", id="a parenthesis left out"),
        pytest.param(("批量", "batch norm"), "batch-norm, batch\nnorms", "____, ____", id="a hyphen, another line"),
        pytest.param(("空", "→"), "a → b", "a ____ b", id="nothing but a sign"),
    ],
)
def test_masked(labels: tuple[str, str], text: str, shown: str) -> None:
    """All that names the term is blanked in what is shown, and nothing else."""
    assert masked(text, term(*labels)) == shown


def test_longer_labels_are_masked_first() -> None:
    """Of two labels, one inside the other, no half is left over."""
    made = term({"term": "损失", "aliases": ["损失函数"]}, "loss")
    assert masked("损失函数是函数。", made) == f"{BLANK}是函数。"


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in bundled_glossary().terms])
def test_no_definition_gives_itself_away(name: str) -> None:
    """No label of a bundled term is left in its own definition as a question shows it."""
    made = bundled_glossary().terms[name]
    for lang in shown_languages(made, "both"):
        shown = masked(made.wording(lang).definition or "", made)
        words = f" {re.sub(r'[^a-z0-9-]+', ' ', shown.lower())} "
        for label in made.wording(lang).accepted():
            assert label not in shown if has_han(label) else f" {label.lower()} " not in words


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
