"""What a command makes, to stdout or into a file that it must not overwrite unasked."""

from __future__ import annotations

import os
from collections.abc import Mapping

import click

from dlterms.errors import DltermsError, reason
from dlterms.i18n import marked, tr

_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def place(file: str | None, suffix: str, option: str = "-o") -> str | None:
    """The file that an option names, None for stdout; a folder is none, nor is nothing."""
    if file is None or file == "-":
        return None
    if not file.strip():
        text = marked("{option} names no file: write `{option} dlterms{suffix}`, or `{option} -` for stdout")
        raise click.UsageError(tr(text, option=option, suffix=suffix))
    if file.endswith(_SEPARATORS) or os.path.isdir(file):
        text = marked("{file} is a folder: name a file in it, as in `{option} {named}`")
        raise click.UsageError(tr(text, file=file, option=option, named=_fit(file, suffix)))
    return file


def fitting_place(file: str | None, suffix: str, option: str = "-o") -> str | None:
    """As `place`, for what its readers know by the end of its name."""
    named = place(file, suffix, option)
    if named and not named.endswith(suffix):
        text = marked("{file} does not end in {suffix}, by which its readers know it: `{option} {named}`")
        raise click.UsageError(tr(text, file=named, suffix=suffix, option=option, named=_fit(named, suffix)))
    return named


def binary_place(file: str | None, suffix: str, what: str) -> str:
    """As `fitting_place`, for what is no text and so never goes to stdout."""
    if file is None or file == "-" or not file.strip():
        raise click.UsageError(
            tr("{format} is not text: name a file with -o, as in `-o dlterms{suffix}`", format=what, suffix=suffix)
        )
    return fitting_place(file, suffix) or file


def _fit(file: str, suffix: str) -> str:
    """What may have been meant by a name that does not do."""
    if file.endswith(_SEPARATORS) or os.path.isdir(file):
        return os.path.join(file, f"dlterms{suffix}")
    if file.startswith("-"):  # an option that was taken for the file
        return f"dlterms{suffix}"
    return os.path.splitext(file)[0] + suffix


def put(
    data: str | bytes | Mapping[str, bytes], file: str | None, suffix: str, force: bool, *, nothing: bool = False
) -> None:
    """Print a text, or write all files that there are to write, none if one of them is there already.

    `nothing` is in them if no term was chosen: no file is written then.
    """
    if nothing:
        written = tr("no such term") if file is None else tr("no such term; no file was written")
        click.echo(f"dlterms: {written}", err=True)
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
            raise DltermsError(tr("{path}: not a regular file; name another", path=path))
        if not force:
            raise DltermsError(tr("{path}: already exists; use --force to replace it, or name another", path=path))


def _write(path: str, content: bytes) -> None:
    from dlterms.files import written_anew

    try:
        with written_anew(path) as file:
            file.write(content)
    except OSError as error:
        raise DltermsError(tr("{path}: cannot be written: {fault}", path=path, fault=reason(error))) from None
