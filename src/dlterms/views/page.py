"""An entry as a page: labelled paragraphs of spans, and their form as plain lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dlterms.i18n import clauses, marked, tr
from dlterms.labels import both, printable, qualified
from dlterms.links import RELATION_NAMES, spans

if TYPE_CHECKING:  # a look-up does without the model
    from dlterms.model import Lang, Language

LEVELS = {1: marked("core"), 2: marked("useful"), 3: marked("look-up")}
SEPARATOR = " · "

SHORT = ("", "definition", "also called", "example", "learn first", "confused with")  # sections of a short page

_MARKED = {"missing": "[+{}]", "extra": "[-{}]"}  # what colour says on a terminal

Spans: TypeAlias = list[tuple[str, str]]  # (text, role); a role is "", term, link, or dim


class Section(NamedTuple):
    label: str  # English, said in the language of the interface where it is shown
    paragraphs: list[Spans]
    apart: bool = False  # an empty line before it, on a terminal
    is_code: bool = False  # the label is the same in every language

    def said(self) -> str:
        """The label in the language of the interface."""
        return self.label if self.is_code else tr(self.label)


class Beside(NamedTuple):
    """Sections that stand beside others where a terminal is wide enough for both, and above them elsewhere."""

    left: Sequence[Section]
    right: Sequence[Section]


Part: TypeAlias = Section | Beside


def page(entry: Mapping[str, Any], context: Mapping[str, Any], lang: Lang = "both") -> list[Section]:
    """An entry from top to bottom. `lang` says which definitions, examples and notes are shown."""
    return [section for group in _groups(entry, context, languages(lang)) for section in set_apart(group)]


def short(entry: Mapping[str, Any], context: Mapping[str, Any], lang: Lang = "both") -> list[Section]:
    """What a look-up is for, so that it fits a screen; its last line says what the whole page has besides."""
    langs = languages(lang)
    groups = _groups(entry, context, langs)
    kept = [[_shortened(section, entry, langs) for section in group if section.label in SHORT] for group in groups]
    said = [section for group in kept for section in group]
    left_out = [s.label for group in groups for s in group if s.paragraphs and s not in said]
    more = f"--full: {SEPARATOR.join(map(tr, dict.fromkeys(left_out)))}"
    kept[-1].append(Section(marked("more"), [[(more, "dim")]] if left_out else []))
    return [section for group in kept for section in set_apart(group)]


def _shortened(section: Section, entry: Mapping[str, Any], langs: Iterable[Language]) -> Section:
    """Of the examples the first, in one language."""
    if section.label != "example":
        return section
    first = [entry["examples"][0][x] for x in langs if entry["examples"][0].get(x)]
    return section._replace(paragraphs=[[(text, "")] for text in first[:1]])


def digest(entry: Mapping[str, Any], lang: Lang = "both") -> list[Section]:
    """The names of an entry and its definitions."""
    definitions = [p for x in languages(lang) for p in _definition(entry, x)]
    return [Section("", [_title(entry)]), *set_apart([Section(marked("definition"), definitions)])]


def languages(lang: Lang) -> tuple[Language, ...]:
    return ("zh", "en") if lang == "both" else (lang,)


def _definition(entry: Mapping[str, Any], lang: Language) -> list[Spans]:
    text = entry[lang]["definition"]
    return [definition_spans(text)] if text else []


def _groups(
    entry: Mapping[str, Any], context: Mapping[str, Any], langs: tuple[Language, ...]
) -> tuple[list[Section], ...]:
    """All sections of a page; what belongs together is a group."""
    links = context["links"]
    return (
        [Section("", [_title(entry)]), Section("", [[(_classification(entry, context, langs), "dim")]])],
        [Section("definition", [p for x in langs for p in _definition(entry, x)])],
        [
            Section(marked("also called"), _aliases(entry)),
            Section(marked("formula"), [p for formula in entry["formulas"] for p in _formula(formula, langs)]),
            *_grouped(marked("example"), entry["examples"], langs),
            *(s for note in entry["notes"] for s in _grouped(note["kind"], [note], langs)),
        ],
        [
            *(
                Section(name, [links_spans(links[relation])])
                for relation, name in RELATION_NAMES.items()
                if links.get(relation)
            ),
            Section(marked("cited"), [[(line, "")] for line in context["cite"]]),
        ],
    )


def set_apart(group: Iterable[Section]) -> list[Section]:
    """The sections that have something to say, the first of them after an empty line."""
    full = [section for section in group if section.paragraphs]
    return [section._replace(apart=not n) for n, section in enumerate(full)]


def plain(parts: Iterable[Part]) -> Iterator[str]:
    """The page as unwrapped lines, each behind its label; sections beside one another become two pages."""
    for part in parts:
        if isinstance(part, Section):
            for paragraph in part.paragraphs:
                text = plain_line(paragraph)
                yield tr("{label}: {text}", label=part.said(), text=text) if part.label else text
        else:
            yield from [*plain(part.left), "", *plain(part.right), ""]


def plain_line(spans: Spans) -> str:
    text = "".join(_MARKED.get(role, "{}").format(piece) for piece, role in spans)
    return printable(text.replace("\n", " "))


def one_line(entry: Mapping[str, Any], label: str = "") -> Spans:
    """An entry as one line of a list, with the label by which it was found if that is another name of it.

    A hidden label finds and is never shown.
    """
    zh, en = name_of(entry, "zh"), name_of(entry, "en")
    line = [(zh, "term")] if zh == en else [(zh, "term"), (SEPARATOR, "dim"), (en, "")]
    others = [alias["term"] for lang in ("zh", "en") for alias in entry[lang]["aliases"]]
    return [*line, (f"  ({label})", "dim")] if label in (*others, entry["en"]["acronym"]) else line


def name_of(entry: Mapping[str, Any], lang: Language) -> str:
    """The preferred label, with what tells it apart from others of the same name."""
    return qualified(entry[lang])


def definition_spans(definition: str) -> Spans:
    """A definition with its linked terms marked."""
    return [(text, "link" if ref else "") for text, ref in spans(definition)]


def _title(entry: Mapping[str, Any]) -> Spans:
    pinyin, acronym = entry["zh"]["pinyin"], entry["en"]["acronym"]
    spans = [(name_of(entry, "zh"), "term"), (f"  {pinyin}" if pinyin else "", "dim")]
    if name_of(entry, "en") != name_of(entry, "zh"):
        spans += [(SEPARATOR, "dim"), (name_of(entry, "en"), "term")]
    return [*spans, (f" ({acronym})" if acronym else "", "")]


def _classification(entry: Mapping[str, Any], context: Mapping[str, Any], langs: Iterable[Language]) -> str:
    topic = dict(zip(("zh", "en"), context["topic"], strict=True))
    parts = [tr(entry["kind"]), both(*(topic[x] for x in langs)), tr(LEVELS[entry["level"]])]
    return SEPARATOR.join(parts + [tr(entry["status"])] * (entry["status"] != "approved"))


def _aliases(entry: Mapping[str, Any]) -> list[Spans]:
    shown = []
    for lang in ("zh", "en"):
        for alias in entry[lang]["aliases"]:
            remarks = [r for r in (tr(alias["status"].replace("admitted", "")), alias["note"]) if r]
            shown.append(f"{alias['term']} ({clauses(remarks)})" if remarks else alias["term"])
    return [[(SEPARATOR.join(shown), "")]] if shown else []


def _formula(formula: Mapping[str, Any], langs: Iterable[Language]) -> list[Spans]:
    return [[(formula["text"], "term")], *([(formula[x], "")] for x in langs if formula.get(x))]


def _grouped(label: str, records: Iterable[Mapping[str, Any]], langs: Iterable[Language]) -> list[Section]:
    paragraphs: list[Spans] = [[(record[x], "")] for record in records for x in langs if record.get(x)]
    return [Section(label, paragraphs)] if paragraphs else []


def links_spans(links: Iterable[Sequence[str]]) -> Spans:
    return [(SEPARATOR.join(both(zh, en) for _, zh, en in links), "")]
