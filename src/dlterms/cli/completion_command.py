"""`dlterms completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from dlterms.i18n import marked, tr

INSTALL = {
    "bash": marked("""put this line into ~/.bashrc: eval "$(dlterms completion bash)\""""),
    "zsh": marked(
        """put this line into ~/.zshrc, after compinit: eval "$(dlterms completion zsh)"
# or, before compinit, this page into a folder of fpath: dlterms completion zsh > FOLDER/_dlterms"""
    ),
    "fish": marked("run once: dlterms completion fish > ~/.config/fish/completions/dlterms.fish"),
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(INSTALL)))
def command(shell: str) -> None:
    """Print what makes your shell complete commands and terms.

    What is printed begins with how to install it.
    """
    kind = get_completion_class(shell)
    assert kind is not None
    root = click.get_current_context().find_root().command
    script = kind(root, {}, "dlterms", "_DLTERMS_COMPLETE").source().lstrip()
    # click's would cut a description at its first comma.
    script = script.replace('(string split "," $completion)', '(string split --max 1 "," $completion)')
    first, _, rest = script.partition("\n")
    installed = f"# {tr(INSTALL[shell])}"
    # zsh knows what a file of fpath is by its first line.
    click.echo("\n".join([first, installed, rest] if first.startswith("#compdef") else [installed, script]))
