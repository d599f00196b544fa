"""`dlterms help`."""

from __future__ import annotations

import click

from dlterms.i18n import marked, series, tr
from dlterms.labels import printable


@click.command("help")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Explain a command, as its --help does."""
    above = ctx.find_root()
    for name in names:
        group = above.command
        found = group.get_command(above, name) if isinstance(group, click.Group) else None
        if found is None:
            known = series(group.list_commands(above)) if isinstance(group, click.Group) else ""
            text = (
                marked("no command `{name}` in `{group}`: {known}")
                if known
                else marked("no command `{name}` in `{group}`")
            )
            raise click.UsageError(tr(text, name=printable(name), group=above.command_path, known=known), ctx)
        above = click.Context(found, above, name)
    click.echo(above.get_help())
