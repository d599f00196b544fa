"""`dlterms config`."""

from __future__ import annotations

import click


@click.command("config")
def command() -> None:
    """Print the defaults in force, and where each comes from."""
