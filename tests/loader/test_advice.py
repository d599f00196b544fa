"""What a careful editor would mend: YAML in, lines of the report out."""

from __future__ import annotations

import pytest

from dlterms.loader import load
from loader.snippets import entry, lines

LONG_ZH = "字" * 161
LABEL_64 = "一对" + "的" * 62
TWO = """\
- {id: two, kind: concept, topic: t, zh: {term: 二, definition: 丙}, en: {term: two, definition: D.}, requires: [base]}
"""
LONG_EN = " ".join(["word"] * 61)


def _zh(definition: str, more: str = "") -> str:
    return f"{{term: 一对, definition: {definition}{more}}}"


def _en(definition: str, more: str = "") -> str:
    return f"{{term: one, definition: {definition}{more}}}"


def _linked(en: str) -> dict[str, str]:
    """Definitions that link `base`, the English one as given."""
    return {"zh": _zh("'关于[基](#base)。'"), "en": _en(f"'{en}'")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(entry(), [], id="none"),
        pytest.param(
            entry(zh=_zh("成双的一对。")),
            ["f:8:33: warning [leak] one: zh.definition: the definition uses `一对` itself: say it in other words"],
            id="leak",
        ),
        pytest.param(
            entry(en=_en("The One that is.")),
            ["f:9:35: warning [leak] one: en.definition: the definition uses `one` itself: say it in other words"],
            id="leak in another case",
        ),
        pytest.param(
            entry(zh=_zh("成双的一对，一对又一对。")),
            ["f:8:33: warning [leak] one: zh.definition: the definition uses `一对` itself: say it in other words"],
            id="leak, said once",
        ),
        pytest.param(entry(en=_en("None and oneness.")), [], id="part of a word is no leak"),
        pytest.param(
            entry(zh=_zh("'[一对](#base)。'"), en=_en("'Of [one](#base).'")), [], id="link text is no leak"
        ),
        pytest.param(
            entry(zh=_zh("一对一的。", ", aliases: [一对一]")), [], id="part of a longer label is no leak"
        ),
        pytest.param(
            entry(zh=_zh("一对一的一对。", ", aliases: [一对一]")),
            ["f:8:34: warning [leak] one: zh.definition: the definition uses `一对` itself: say it in other words"],
            id="leak beside a longer label",
        ),
        pytest.param(
            entry(zh=_zh(LABEL_64, f", aliases: [{LABEL_64}]")), [], id="part of a label of 64 characters is no leak"
        ),
        pytest.param(
            entry(zh=_zh(f"{LABEL_64}的", f", aliases: [{LABEL_64}的]")),
            ["f:8:30: warning [leak] one: zh.definition: the definition uses `一对` itself: say it in other words"],
            id="no label of 65 characters is sought around it",
        ),
        pytest.param(
            entry(zh=_zh("一对一" * 9 + "，一对。", ", aliases: [一对一]")),
            ["f:8:58: warning [leak] one: zh.definition: the definition uses `一对` itself: say it in other words"],
            id="leak at the tenth use",
        ),
        pytest.param(
            entry(zh=_zh("一对一" * 10 + "，一对。", ", aliases: [一对一]")), [], id="an eleventh use is not looked at"
        ),
        pytest.param(
            entry("cloze: [{lang: zh, text: '{{c1::梯度}}下降沿{{c2::负梯度}}走，{{c1::梯度}}。'}]"),
            ["f:10:49: warning [cloze-leak] one: cloze: `梯度` also appears outside its blank: "
             "write `{{c1::梯度}}` there too, or other words"],
            id="cloze leak in another blank",
        ),
        pytest.param(
            entry("cloze: [{lang: en, text: 'The {{c2::step size}}, called Step Size, is {{c1::a step::a size}}.'}]"),
            ["f:10:59: warning [cloze-leak] one: cloze: `Step Size` also appears outside its blank: "
             "write `{{c2::Step Size}}` there too, or other words"],
            id="cloze leak in another case",
        ),
        pytest.param(
            entry("cloze: [{lang: en, text: '{{c1::rate}} and {{c2::rated::rate}} rating'}]"),
            [],
            id="part of a word and a hint are no cloze leak",
        ),
        pytest.param(
            entry("cloze: [{lang: en, text: 'A step {{c1::step size}} size.'}]"),
            [],
            id="what stands around a blank is no cloze leak",
        ),
        pytest.param(
            entry("cloze:", "  - lang: en", "    text: |-", "      {{c1::step size}} is a step", "      size"),
            ["f:12:13: warning [cloze-leak] one: cloze: `step size` also appears outside its blank: "
             "write `{{c1::step size}}` there too, or other words"],
            id="cloze leak on two lines",
        ),
        pytest.param(
            entry("cloze:", "  - {lang: zh, text: '{{c1::丙}}{{c1::丁}}'}", "  - {lang: en, text: 'D {{c1::e}}'}"),
            ["f:12:24: warning [cloze-number] one: cloze: an earlier text has a blank {{c1::...}} and is asked "
             "instead: give this one another number"],
            id="cloze number",
        ),
        pytest.param(
            entry(en=_en("C.", ", aliases: [base]")),
            ["f:9:45: warning [shared-alias] one: en: `base` is also a name of base: drop one, or give a `qualifier`"],
            id="shared alias",
        ),
        pytest.param(entry(en=_en("C.", ", qualifier: x, aliases: [base]")), [], id="shared, with a qualifier"),
        pytest.param(
            entry(zh="{term: 基, definition: 乙。}"),
            ["f:8:14: error [same-term] one: zh.term: `基` is also the term of base: give one of them a `qualifier`"],
            id="shared term is an error",
        ),
        pytest.param(entry(en=_en("C.", ", hidden: [base]")), [], id="shared, but hidden"),
        pytest.param(
            entry(en=_en("C.", ", acronym: Base")),
            ["f:9:44: warning [shared-alias] one: en: `Base` is also a name of base: drop one, or give a `qualifier`"],
            id="shared acronym",
        ),
        pytest.param(
            entry(zh=_zh(LONG_ZH)),
            ["f:8:30: warning [length] one: zh.definition: 161 Chinese characters: shorten it to 160"],
            id="long zh",
        ),
        pytest.param(entry(zh=_zh(f"{LONG_ZH[1:]} and Latin words")), [], id="160 characters and Latin ones"),
        pytest.param(
            entry(en=_en(LONG_EN)),
            ["f:9:31: warning [length] one: en.definition: 61 words: shorten it to 60"],
            id="long en",
        ),
        pytest.param(entry(en=_en(LONG_EN.removesuffix(" word"))), [], id="60 words"),
        pytest.param(
            entry(zh=_zh("'你好,世界。'")),
            ["f:8:33: warning [half-width] one: zh.definition: half-width `,` between Chinese characters: "
             "use the full-width form"],
            id="half-width",
        ),
        pytest.param(
            entry(zh=_zh("'[你好](#base);[世界](#base)。'"), en=_en("'Of [C](#base).'")),
            ["f:8:42: warning [half-width] one: zh.definition: half-width `;` between Chinese characters: "
             "use the full-width form"],
            id="half-width between links",
        ),
        pytest.param(entry(zh=_zh("'函数 f(x), 见下。'")), [], id="half-width beside Latin"),
        pytest.param(
            entry("examples: [{zh: '对!错', en: A.}]"),
            ["f:10:21: warning [half-width] one: examples: half-width `!` between Chinese characters: "
             "use the full-width form"],
            id="half-width in an example",
        ),
        pytest.param(
            entry(zh=_zh("近年兴起的。")),
            ["f:8:30: warning [relative-date] one: zh.definition: `近年` will age: give a year"],
            id="relative date zh",
        ),
        pytest.param(
            entry("notes: [{kind: history, en: It was Recently found.}]"),
            ["f:10:38: warning [relative-date] one: notes: `Recently` will age: give a year"],
            id="relative date en",
        ),
        pytest.param(entry(en=_en("'你,好'")), [], id="half-width in English"),
        pytest.param(entry(zh=_zh("最近邻。")), [], id="nearest neighbour is no date"),
        pytest.param(
            entry("related: [one, one]").replace(", related: [one]", ""),
            [
                "f:4:8: warning [isolated] base: no other entry is linked with this one: link or relate it",
                "f:5:7: warning [isolated] one: no other entry is linked with this one: link or relate it",
                "f:10:13: error [self-reference] one: related: names the entry itself: remove it",
                "f:10:18: error [self-reference] one: related: names the entry itself: remove it",
            ],
            id="isolated but for itself",
        ),
        pytest.param(
            entry(zh=_zh("'[一](#one)和[乙](#bse)。'")),
            [
                "f:8:31: error [self-reference] one: zh.definition: links to the entry itself: keep the text alone",
                "f:8:41: error [unknown-reference] one: zh.definition: links to no entry `bse`, did you mean `base`?",
            ],
            id="faulty links do not differ",
        ),
        pytest.param(
            entry().replace(", related: [one]", ""),
            [
                "f:4:8: warning [isolated] base: no other entry is linked with this one: link or relate it",
                "f:5:7: warning [isolated] one: no other entry is linked with this one: link or relate it",
            ],
            id="isolated",
        ),
        pytest.param(
            entry("status: draft").replace(", related: [one]", ""),
            ["f:4:8: warning [isolated] base: no other entry is linked with this one: link or relate it"],
            id="draft on its own",
        ),
        pytest.param(
            entry(zh=_zh("'[基](#base)。'")),
            ["f:8:31: warning [links-differ] one: zh.definition: only one language's definition links base: "
             "link the same in both"],
            id="links differ",
        ),
        pytest.param(
            entry(zh=_zh("乙。", ", pinyin: yī")),
            ["f:8:42: warning [pinyin] one: zh: `一对` needs 2 syllables, its pinyin has 1: one for each character"],
            id="pinyin",
        ),
        pytest.param(
            entry(zh=_zh("乙。", ", aliases: [{term: L2 对, pinyin: L2 duì le}]")),
            ["f:8:65: warning [pinyin] one: zh: `L2 对` needs 1 syllable, its pinyin has 2: one for each character"],
            id="pinyin of an alias",
        ),
        pytest.param(entry(zh=_zh("乙。", ", aliases: [{term: L2 对, pinyin: L2 duì}]")), [], id="pinyin with Latin"),
        pytest.param(
            entry("related: [base]"),
            ["f:10:13: warning [stated-twice] one: related: `base` names this entry in `related` already, "
             "which goes both ways: remove it here"],
            id="stated twice",
        ),
        pytest.param(entry("contrast: [base]"), [], id="two relations to one entry"),
        pytest.param(
            entry("cloze: [{lang: en, text: 'A {{c1::matrix}} of matrices.'}]"),
            ["f:10:49: warning [cloze-leak] one: cloze: `matrices` also appears outside its blank: "
             "write `{{c1::matrices}}` there too, or other words"],
            id="cloze leak in the plural",
        ),
        pytest.param(
            entry(
                "cloze: [{lang: zh, text: '{{c1::一对}}（pairs）是两个。'}]",
                zh=_zh("乙。"), en=_en("C.", ", aliases: [pair]"),
            ),
            ["f:10:40: warning [cloze-leak] one: cloze: `pairs` says what the blank `一对` hides: use other words"],
            id="cloze leak by another name",
        ),
        pytest.param(
            entry("cloze: [{lang: zh, text: '{{c1::基}}（base）是两个。'}]"),
            ["f:10:39: warning [cloze-leak] one: cloze: `base` says what the blank `基` hides: use other words"],
            id="cloze leak by a name of another entry",
        ),
        pytest.param(
            entry(
                "cloze: [{lang: zh, text: '{{c1::一对}}是成双的。'}]",
                zh=_zh("乙。", ", hidden: [{term: 成双, find_only: true}]"),
            ),
            [],
            id="what is only found is no cloze leak",
        ),
        pytest.param(
            entry("broader: [base]"),
            ["f:10:13: warning [broader-required] one: broader: `base` is not among what the entry requires: "
             "add it there, or fix `broader`"],
            id="broader and not required",
        ),
        pytest.param(entry("broader: [base]", "requires: [base]"), [], id="broader and required"),
        pytest.param(
            entry("broader: [base]", "requires: [two]") + TWO, [], id="broader and required by what is required"
        ),
        pytest.param(
            entry("broader: [base]", "requires: [bse]"),
            ["f:11:14: error [unknown-reference] one: requires: no entry `bse`, did you mean `base`?"],
            id="a slip in what is required is told once",
        ),
        pytest.param(
            entry("broader: [two]", "requires: [base]") + TWO,
            ["f:10:13: warning [broader-required] one: broader: `two` is not among what the entry requires: "
             "add it there, or fix `broader`"],
            id="required the other way round",
        ),
        pytest.param(
            entry(**_linked("A plain [base](#base) that is 1.")),
            ["f:9:40: warning [genus-required] one: en.definition: the definition builds on `base`, "
             "which is not among what the entry requires: add it"],
            id="genus",
        ),
        pytest.param(
            entry(**_linked("[Base](#base) made of 1.")),
            ["f:9:32: warning [genus-required] one: en.definition: the definition builds on `base`, "
             "which is not among what the entry requires: add it"],
            id="genus without an article",
        ),
        pytest.param(
            entry(**_linked("The branch of [base](#base) in which 1 is.")),
            ["f:9:46: warning [genus-required] one: en.definition: the definition builds on `base`, "
             "which is not among what the entry requires: add it"],
            id="genus behind a branch of",
        ),
        pytest.param(entry("requires: [base]", **_linked("A [base](#base).")), [], id="genus required"),
        pytest.param(
            entry("broader: [base]", **_linked("A [base](#base).")),
            ["f:10:13: warning [broader-required] one: broader: `base` is not among what the entry requires: "
             "add it there, or fix `broader`"],
            id="genus that is broader is said once",
        ),
        *(
            pytest.param(entry(**_linked(text)), [], id=f"no genus: {text}")
            for text in (
                "A thing of a [base](#base).", "A thing, a [base](#base).", "A thing using a [base](#base).",
                "What a [base](#base) is.", "See [base](#base).",
            )
        ),
        pytest.param(
            entry("formulas: [{text: 'x̃ = Σᵢ αᵢxᵢ', zh: x 是输入，α 是权重。, en: where x̃ is y.}]"),
            ["f:10:22: warning [symbol] one: formulas: the explanation in `zh` does not say what `x̃` is: "
             "name it there"],
            id="symbol with a tilde",
        ),
        pytest.param(
            entry("formulas: [{text: 'ŷ = w x', zh: ŷ、w、x, en: where ŷ is the output and x the input.}]"),
            ["f:10:26: warning [symbol] one: formulas: the explanation in `en` does not say what `w` is: "
             "name it there"],
            id="symbol in one language",
        ),
        pytest.param(
            entry("formulas: [{text: 'max_w p_data(xᵢ) + e⁻ˣ·P(T > t_k) + ReLU(x)', en: 'p₁ to p_K, x, T, t'}]"),
            [],
            id="words, subscripts and what is usual are no symbols",
        ),
        pytest.param(entry("formulas: [a = b]"), [], id="formula without an explanation"),
        pytest.param(
            entry("notes: [{kind: correction, zh: “一双”是误写，应为“一对”。}]", zh=_zh("乙。", ", aliases: [一双]")),
            ["f:8:44: warning [slip-accepted] one: zh: the entry's own correction calls `一双` a mistake: "
             "give it `status: deprecated`"],
            id="slip accepted",
        ),
        pytest.param(
            entry("notes: [{kind: correction, en: '“Ones” is a common mistake; it should be “one”.'}]",
                  en=_en("C.", ", hidden: [ones, {term: the one, find_only: true}]")),
            ["f:9:44: warning [slip-accepted] one: en: the entry's own correction calls `ones` a mistake: "
             "give it `find_only: true`"],
            id="hidden slip accepted",
        ),
        pytest.param(
            entry(
                "notes: [{kind: correction, zh: “双”是误写。}]",
                zh=_zh("乙。", ", aliases: [一双, {term: 双, status: deprecated}]"),
            ),
            ["f:8:44: warning [slip-accepted] one: zh: the entry's own correction calls `一双` a mistake: "
             "give it `status: deprecated`"],
            id="slip in a longer name",
        ),
        pytest.param(
            entry("notes: [{kind: correction, zh: 误写作“两个”，应为“一双”；“成双”也通行。}]",
                  zh=_zh("乙。", ", aliases: [一双, 成双, {term: 两个, status: superseded}]")),
            [],
            id="what should be written is no slip",
        ),
        pytest.param(
            entry("notes: [{kind: usage, zh: “一双”是误写。}]", zh=_zh("乙。", ", aliases: [一双]")),
            [],
            id="a note of another kind",
        ),
    ],
)  # fmt: skip
def test_warnings(text: str, expected: list[str]) -> None:
    """Each warning is one line, at the word that it is about."""
    assert lines(text) == expected


def test_errors_alone() -> None:
    """Without `warn` warnings are not looked for."""
    assert load([[("f", entry(zh=_zh("近年兴起的。")))]], warn=False)[1] == []


@pytest.mark.parametrize(("length", "told"), [pytest.param(250, True, id="short"), pytest.param(300, False, id="long")])
def test_long_ways_are_believed(length: int, told: bool) -> None:
    """Of an entry that requires hundreds of others it is not said that a broader one is not among them."""
    fields = "kind: concept, topic: t, zh: {{term: 词{0}}}, en: {{term: w{0}}}, status: draft"
    chain = [f"- {{id: e{n}, {fields.format(n)}, requires: [e{n + 1}]}}\n" for n in range(length)]
    last = f"- {{id: e{length}, {fields.format(length)}}}\n"
    found = lines(entry("broader: [base]", "requires: [e0]") + "".join(chain) + last)
    assert any("[broader-required]" in line for line in found) == told
