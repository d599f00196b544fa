"""`dlterms completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

INSTALL = {
    "bash": """put this line into ~/.bashrc: eval "$(dlterms completion bash)\"""",
    "zsh": """put this line into ~/.zshrc, after compinit: eval "$(dlterms completion zsh)\"""",
    "fish": "run once: dlterms completion fish > ~/.config/fish/completions/dlterms.fish",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(INSTALL)))
def command(shell: str) -> None:
    """Print what makes a shell complete commands, options, topics and terms.

    The first line says how to install it.
    """
    kind = get_completion_class(shell)
    assert kind is not None
    root = click.get_current_context().find_root().command
    click.echo(f"# {INSTALL[shell]}")
    click.echo(kind(root, {}, "dlterms", "_DLTERMS_COMPLETE").source())
