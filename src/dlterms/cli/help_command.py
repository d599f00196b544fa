"""`dlterms help`."""

from __future__ import annotations

import click

from dlterms.i18n import tr
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
            from dlterms.loader.messages import mended  # only a fault needs it

            said = tr("no command `{name}` in `{above}`", name=printable(name), above=above.command_path)
            known = ", ".join(group.list_commands(above)) if isinstance(group, click.Group) else ""
            raise click.UsageError(mended(said, known), ctx)
        above = click.Context(found, above, name)
    click.echo(above.get_help())
