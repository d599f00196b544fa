"""What the tests of a quiz's pages share: two defined terms that are taken for one another."""

from __future__ import annotations

from dlterms.index.lexicon import IndexLexicon
from dlterms.quiz.cards import Card
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Mode
from dlterms.views import page
from lookup_support import entry, index_of

DEFINED = IndexLexicon(
    index_of(
        entry(
            "over", {"term": "过拟合", "definition": "把偶然当规律。"},
            {"term": "overfitting", "definition": "Taking chance for [rule](#under)."}, contrast=["under"],
            examples=[{"zh": "例一", "en": "example one"}],
            notes=[{"kind": "usage", "zh": "用法", "en": "use"}, {"kind": "correction", "zh": "更正", "en": "correct"}],
        ),
        entry("under", {"term": "欠拟合", "definition": "没学到规律。"},
              {"term": "underfitting", "definition": "Missing the rule."}),
    )
)  # fmt: skip

OVER, UNDER = DEFINED.term("over"), DEFINED.term("under")


def lines(sections: list[page.Section]) -> list[str]:
    return list(page.plain(sections))


def over(direction: str, mode: Mode = "type", against: str | None = None) -> QueuedCard:
    return QueuedCard(Card("dlterms", "over", direction), mode, against=against)
