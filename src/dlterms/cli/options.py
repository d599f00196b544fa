"""Options of more than one command, and kinds of values that they take."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Any

import click

from dlterms.fsrs import Parameters
from dlterms.i18n import tr
from dlterms.schedule import RETENTION, stretch

_LOW = 0.8


class Retention(click.FloatRange):
    """A share to be remembered, in whole percents; with others FSRS gives intervals that help nobody."""

    def __init__(self) -> None:
        super().__init__(0.7, 0.97)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        share = float(super().convert(value, param, ctx))
        if isnan(share):  # which click finds in any range
            self.fail(tr("nan is not a share"), param, ctx)
        return round(share, 2)  # no learner could tell finer ones apart, and percents are what is said of it


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
