"""Options of more than one command, and kinds of values that they take."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

import click

from dlterms.fsrs import Parameters
from dlterms.i18n import marked, tr
from dlterms.schedule import RETENTION, stretch

_LOWEST, _HIGHEST = 0.7, 0.97
_LOW = 0.8  # under which a warning is given


class Retention(click.FloatRange):
    """A share to be remembered, as 0.85, 85 or 85%, in whole percents; others give intervals that help nobody."""

    def __init__(self) -> None:
        super().__init__(_LOWEST, _HIGHEST)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        text = f"{value}".strip()
        share = _share(text)
        if not _LOWEST <= share <= _HIGHEST:  # nan is in no range
            fault = marked("expected {low} to {high}, or {low:.0%} to {high:.0%}, got {value}")
            self.fail(tr(fault, low=_LOWEST, high=_HIGHEST, value=f"{text:.40}"), param, ctx)
        return round(share, 2)  # no learner could tell finer ones apart, and percents are what is said of it


def _share(text: str) -> float:
    """What is over 1 is percents, with their sign or without; nan for no number."""
    try:
        share = float(text.removesuffix("%"))
    except ValueError:
        return nan
    return share / 100 if text.endswith("%") or share > 1 else share


topic_option = click.option(
    "--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic, by id or name. Repeatable."
)
source_option = click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="SOURCE",
    help="Only what comes from this source. Repeatable.",
)
retention_option = click.option(
    "--retention", type=Retention(), default=RETENTION, show_default=True, help="Share to be remembered."
)


def warn_of_low(retention: float, parameters: Callable[[], Parameters]) -> None:
    """Say how much longer cards wait, where few are to be remembered."""
    if retention < _LOW:
        warning = tr(
            "retention {retention:g}: cards wait {times:.1f} times as long as at 0.9, and {forgotten:.0%} of them are "
            "forgotten when they come",
            retention=retention,
            times=stretch(retention, parameters()),
            forgotten=1 - retention,
        )
        click.echo(f"dlterms: {warning}", err=True)
