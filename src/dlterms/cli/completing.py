"""What the shells complete besides commands and options: topics, sources, and terms in Chinese, English or pinyin."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, Sequence

import click
from click.shell_completion import CompletionItem

from dlterms.cli.glossary import ask_quietly
from dlterms.cli.text import Text
from dlterms.errors import DltermsError
from dlterms.index import Index, find
from dlterms.labels import both, key, printable

SEVERAL = ("compare", "learn")  # commands that take several terms whose words need no quotes
LIMIT = 60  # more than a screen of them helps nobody
# Shells differ in what they do with quotes, commas and brackets; a look-up is asked the same without them.
_FORBIDDEN = re.compile(r"[^\w\s+#*./-]")

_Complete = Callable[[click.Context, Sequence[str], str], list[CompletionItem]]


def prepared(command: click.Command) -> click.Command:
    """A copy of a command whose parameters that stand for terms, topics, sources or commands complete them."""
    command = copy.copy(command)
    command.params = list(map(copy.copy, command.params))
    kinds = {"terms": one_term, "path": one_term, "topics": topics, "topic": topics, "sources": sources}
    kinds |= {"glossary_ids": glossaries, "names": commands}
    kinds["words"] = several_terms if command.name in SEVERAL else terms
    for parameter in command.params:
        if parameter.name in kinds:
            parameter.type = _Completed(kinds[parameter.name])
    return command


class _Completed(Text):
    def __init__(self, complete: _Complete) -> None:
        self._complete = complete

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before = ctx.params.get(param.name or "") if isinstance(param, click.Argument) else None
        return self._complete(ctx, before or (), incomplete)


def topics(ctx: click.Context, before: Sequence[str], incomplete: str) -> list[CompletionItem]:
    def items(db: Index) -> list[CompletionItem]:
        from dlterms.index import selection

        found = []
        for name, zh, en, _ in selection.topics(db):
            typed = next((label for label in (name, zh, en) if label.casefold().startswith(incomplete.casefold())), "")
            if typed:  # fish offers only what begins as the word does
                found.append(CompletionItem(typed if _shell() == "fish" else name, help=_help(zh, en)))
        return found

    return _asked(ctx, items)


def sources(ctx: click.Context, before: Sequence[str], incomplete: str) -> list[CompletionItem]:
    def items(db: Index) -> list[CompletionItem]:
        from dlterms.index import selection

        return [CompletionItem(name) for name in selection.sources(db) if name.startswith(incomplete)]

    return _asked(ctx, items)


def glossaries(ctx: click.Context, before: Sequence[str], incomplete: str) -> list[CompletionItem]:
    def items(db: Index) -> list[CompletionItem]:
        from dlterms.index import selection

        return [CompletionItem(name) for name in selection.glossaries(db) if name.startswith(incomplete)]

    return _asked(ctx, items)


def terms(ctx: click.Context, before: Sequence[str], incomplete: str) -> list[CompletionItem]:
    """The labels that begin with the words typed so far: of each what is still to be typed from the last word on."""
    typed = key(" ".join([*before, incomplete]))

    def items(db: Index) -> list[CompletionItem]:
        found: dict[str, CompletionItem] = {}
        for form, label, zh, en in find.completions(db, typed, LIMIT):
            # fish offers only what begins as the word does: there pinyin is completed to pinyin.
            by_sound = not key(label).startswith(typed)
            text = form if by_sound and _shell() == "fish" else _FORBIDDEN.sub("", printable(label))
            rest = _after(text.split(), before)
            if rest:
                found.setdefault(rest, CompletionItem(rest, help=_help(zh, en)))
        return list(found.values())

    return _asked(ctx, items)


def several_terms(ctx: click.Context, before: Sequence[str], incomplete: str) -> list[CompletionItem]:
    """As `terms`, where the first of the words may be terms of their own: of the last term the most words that do."""
    ways = (terms(ctx, before[start:], incomplete) for start in range(len(before) + 1))
    return next(filter(None, ways), [])


def one_term(ctx: click.Context, before: Sequence[str], incomplete: str) -> list[CompletionItem]:
    """As `terms`, where each word of the command line is a term: its own words are joined by hyphens."""
    return [CompletionItem("-".join(item.value.split()), help=item.help) for item in terms(ctx, (), incomplete)]


def commands(ctx: click.Context, before: Sequence[str], incomplete: str) -> list[CompletionItem]:
    """The commands, or those below the one that was typed."""
    above = _below(ctx, ctx.find_root().command, before)
    known = above.list_commands(ctx) if isinstance(above, click.Group) else ()
    names = [name for name in known if name.startswith(incomplete)]
    found = [(name, _below(ctx, above, [name])) for name in names]
    return [CompletionItem(name, help=command.get_short_help_str(200)) for name, command in found if command]


def _below(ctx: click.Context, command: click.Command | None, names: Sequence[str]) -> click.Command | None:
    for name in names:
        command = command.get_command(ctx, name) if isinstance(command, click.Group) else None
    return command


def _after(words: list[str], before: Sequence[str]) -> str:
    """What of a label follows the words already typed; nothing where they are not its first words."""
    own, typed = words[: len(before)], list(before)
    return " ".join(words[len(before) :]) if [key(w) for w in own] == [key(w) for w in typed] else ""


def _asked(ctx: click.Context, items: Callable[[Index], list[CompletionItem]]) -> list[CompletionItem]:
    try:
        return ask_quietly(ctx.find_root().params.get("glossaries") or (), items)
    except DltermsError:  # which on a line that is being typed would only disturb
        return []


def _help(zh: str, en: str) -> str:
    return printable(both(zh, en))


def _shell() -> str:
    return os.environ.get("_DLTERMS_COMPLETE", "").partition("_")[0]
