"""What a command makes, to stdout or into a file that it must not overwrite unasked."""

from __future__ import annotations

import os
from collections.abc import Mapping

import click

from dlterms.errors import DltermsError


def put(
    data: str | bytes | Mapping[str, bytes], file: str | None, suffix: str, force: bool, *, nothing: bool = False
) -> None:
    """Print a text, or write all files that there are to write, none if one of them is there already.

    `nothing` is in them if no term was chosen: no file is written then.
    """
    if nothing:
        click.echo("dlterms: there is no such term" + ("; no file was written" if file is not None else ""), err=True)
        if file is not None:
            return
    if file is None:
        click.echo(data, nl=False)
        return
    if isinstance(data, Mapping):
        files = {file.removesuffix(suffix) + end: content for end, content in data.items()}
    else:
        files = {file: data.encode() if isinstance(data, str) else data}
    for path in files:
        _check_place(path, force)
    for path, content in files.items():
        _write(path, content)


def _check_place(path: str, force: bool) -> None:
    if os.path.lexists(path):
        if not os.path.isfile(path):
            raise DltermsError(f"{path}: not a regular file; name another")
        if not force:
            raise DltermsError(f"{path}: there is such a file; --force replaces it, or name another")


def _write(path: str, content: bytes) -> None:
    from dlterms.files import written_anew

    try:
        with written_anew(path) as file:
            file.write(content)
    except OSError as error:
        raise DltermsError(f"{path}: cannot be written: {error.strerror or error}") from None
