"""`dlterms config`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import cast

import click

from dlterms import paths
from dlterms.cli import language
from dlterms.cli.defaults import KEYS, Setting, read_config
from dlterms.cli.glossary import config_file, folder, named_roots, roots
from dlterms.cli.options import warn_of_low
from dlterms.errors import DltermsError
from dlterms.fsrs import DEFAULTS
from dlterms.history.tuned import Tuned
from dlterms.i18n import marked, tr
from dlterms.views.page import Section, Spans, plain

DEFAULT = marked("default")


@click.command("config")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Print the defaults in use, and where each comes from.

    They are set in config.toml in the config folder, one a line: retention = 0.85
    """
    path = config_file()
    settings, problems = read_config(path) if path else ({}, [])
    tuned = _tuned()
    sections = [*_settings(path, settings), _schedule(tuned), *_folders(), _glossaries()]
    if sys.stdout.isatty():
        from dlterms.terminal import styled

        styled.print_page(styled.console(sys.stdout), sections)
    else:
        for line in plain(sections):
            click.echo(line)
    for problem in problems:
        click.echo(f"dlterms: {problem}", err=True)
    if "retention" in settings:
        warn_of_low(cast("float", settings["retention"].value), lambda: tuned.parameters if tuned else DEFAULTS)
    if problems:
        ctx.exit(1)


def _tuned() -> Tuned | None:
    """The learner's own schedule; None where there is no history that can be read."""
    from dlterms.cli.own_history import history_path
    from dlterms.history import OutdatedError, read_history

    try:
        with read_history(history_path()) as history:
            return history.tuned()
    except OutdatedError:  # nothing was fitted yet
        return Tuned(DEFAULTS, None)
    except DltermsError:
        return None


def _schedule(tuned: Tuned | None) -> Section:
    if tuned is None:
        said = _said(tr("unknown"), tr("the history cannot be read"))
    elif tuned.since is None:
        said = _said("FSRS-6", tr(DEFAULT))
    else:
        day = f"{datetime.fromtimestamp(tuned.since):%Y-%m-%d}"
        said = _said(tr("fitted to you on {day}", day=day), "dlterms history tune")
    return Section(marked("schedule"), [said])


def _ui(path: str | None, settings: dict[str, Setting]) -> Spans:
    value, source = language.decided(sys.argv[1:], os.environ)
    return _said(value, f"{path}:{settings['ui'].line}" if source == "config.toml" else source or tr(DEFAULT))


def _settings(path: str | None, settings: dict[str, Setting]) -> Iterator[Section]:
    for name, key in KEYS.items():
        if name == "ui":
            said = _ui(path, settings)
        elif setting := settings.get(name):
            said = _said(_shown(setting.value), f"{path}:{setting.line}")
        else:
            unset = language.explanations() if name == "lang" else _shown(key.unset)
            said = _said(tr(key.said) if key.said else unset, tr(DEFAULT))
        yield Section(name, [said], is_code=True)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else f"{value}"


def _folders() -> Iterator[Section]:
    for kind in ("config", "data", "cache"):
        source = paths.source(kind, os.environ, sys.platform)
        paragraph = _said(str(folder(kind)), tr(DEFAULT) if source == DEFAULT else source)
        yield Section(kind, [paragraph], apart=kind == "config")


def _glossaries() -> Section:
    bundled = paths.bundled_glossary()
    named = "--glossary" if named_roots() else "DLTERMS_GLOSSARY"
    default = not named_roots() and not os.environ.get("DLTERMS_GLOSSARY", "").strip(os.pathsep)
    found = roots(named_roots())
    sources = [(tr("bundled") if root == bundled else tr("yours")) if default else named for root in found]
    return Section(marked("glossaries"), [_said(root, source) for root, source in zip(found, sources, strict=True)])


def _said(value: str, source: str) -> Spans:
    return [(value, ""), (f" · {source}", "dim")]
