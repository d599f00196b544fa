"""`dlterms sync`."""

from __future__ import annotations

from pathlib import Path

import click

from dlterms import history
from dlterms.cli import own_history
from dlterms.i18n import counted
from dlterms.labels import printable


@click.command("sync")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Share the history with your other machines through FOLDER.

    Each machine writes one file of its own there; git, Syncthing or a cloud drive carries the folder.
    """
    with own_history.writable_history() as log, own_history.replayed(log):
        added, warnings = history.sync(log, folder)
    for warning in warnings:
        click.echo(f"dlterms: {printable(warning)}", err=True)
    click.echo(counted(added, "{n} event came in", "{n} events came in"))
