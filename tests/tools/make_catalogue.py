"""Write the catalogue of the Chinese interface anew: what is said in the source, with the translations there are.

python tests/tools/make_catalogue.py

New texts come without a translation: write it into the .po file, and run this once more for the .mo file.
"""

from __future__ import annotations

import inspect
import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import dlterms
from dlterms import model
from dlterms.cli import group
from dlterms.loader.fields import TERM
from dlterms.study.standing import Standing

PACKAGE = Path(dlterms.__file__).parent
PO = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES" / "dlterms.po"
MO = PO.with_suffix(".mo")
_OURS = {"tr": None, "marked": None, "counted": (2, 3)}
_CLICKS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_CODES = {  # words of the format and of JSON that are said where they are shown
    *model.KINDS,
    *get_args(model.TermStatus),
    *get_args(model.LabelStatus),
    *get_args(model.ProblemLevel),
    *get_args(model.VerdictName),
    *get_args(Standing),
    *("config", "data", "cache"),  # folders
    "required",  # click's
    *TERM.fields["notes"].item.fields["kind"].choices,  # type: ignore[union-attr]
}

Said = str | tuple[str, ...]  # one text, or that for one thing and that for many


class _Plain(Catalog):
    """A catalogue whose file is the same whenever it is written."""

    @property  # type: ignore[misc]
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "zh_CN"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]


def texts() -> dict[Said, set[str]]:
    """All that can be said, with the files that say it."""
    found: dict[Said, set[str]] = {}
    for folder, keywords in ((PACKAGE, _OURS), (Path(click.__file__).parent, _CLICKS)):
        with redirect_stderr(io.StringIO()):  # Babel warns of f-strings among the values, too
            for file, _, said, *_ in extract_from_dir(folder, [("**.py", "python")], keywords=keywords):
                found.setdefault(said, set()).add(f"{folder.name}/{file}")
    for said in (*_explained(group), *_CODES):
        found.setdefault(said, set()).add("dlterms")
    return {said: files for said, files in found.items() if said}


def _explained(command: click.Command) -> Iterator[str]:
    """What the help of a command, and of those below it, says."""
    context = click.Context(command)
    yield inspect.cleandoc(command.help or "")
    yield from filter(None, (command.options_metavar, getattr(command, "subcommand_metavar", "")))
    for parameter in command.get_params(context):
        yield parameter.make_metavar(context)
        if isinstance(parameter, click.Option):
            yield parameter.help or ""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _explained(below)


def catalogue() -> Catalog:
    """All texts with the translations that the .po file has for them."""
    there = read_po(io.BytesIO(PO.read_bytes())) if PO.exists() else Catalog()
    made = _Plain(
        locale="zh_CN",
        charset="utf-8",
        header_comment=f"# dlterms in Chinese, and click {version('click')}",
        fuzzy=False,
    )
    for said, files in sorted(texts().items(), key=lambda item: (sorted(item[1]), str(item[0]))):
        known = there.get(said[0] if isinstance(said, tuple) else said)
        string = known.string if known else ""
        made.add(said, string, locations=[(file, 0) for file in sorted(files)])
    return made


def translated(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def po_text(made: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, made, width=120, include_lineno=False, omit_header=False)
    return written.getvalue()


def mo_bytes(made: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, made)
    return written.getvalue()


if __name__ == "__main__":
    made = catalogue()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_text(made))
    MO.write_bytes(mo_bytes(made))
    print(sum(not translated(message) for message in made if message.id), "texts without Chinese")
