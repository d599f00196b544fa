"""`dlterms new`."""

from __future__ import annotations

import os
from contextlib import suppress

import click

from dlterms.authoring.drafts import glossary_start
from dlterms.cli import own_glossary
from dlterms.cli.text import text_of
from dlterms.errors import DltermsError, reason
from dlterms.i18n import tr


@click.command("new")
@click.argument("file", metavar="FILE", type=click.Path())
def command(file: str) -> None:
    """Start a glossary in FILE, with comments on what it can hold.

    Folders on the way to it are made. Beside it comes dlterms.schema.json, by which editors complete and check it.
    """
    path = own_glossary.named_file(file)
    name = text_of(os.path.splitext(os.path.basename(path))[0])
    try:
        with suppress(FileExistsError):  # a file in the place of a folder: the next line tells it better
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path, "x", encoding="utf-8") as new:
            new.write(own_glossary.MODELINE + glossary_start(name))
        own_glossary.write_schema(os.path.dirname(path))
    except FileExistsError:
        raise DltermsError(tr("{path}: there already; name another file", path=path)) from None
    except OSError as error:
        raise DltermsError(f"{path}: {reason(error)}") from None
    click.echo(
        tr("{path}: started; `dlterms add --to {path}` adds to it, `dlterms check {path}` finds faults", path=path)
    )
