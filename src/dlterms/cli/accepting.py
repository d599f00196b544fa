"""An answer that is accepted from now on, as an addition in one's own glossary."""

from __future__ import annotations

from dlterms.errors import DltermsError
from dlterms.quiz.talk import Accept, Written


def write(wanted: Accept, to: str | None = None) -> Written:
    """Add the name to the file `to`, or else to one's own; or say why not."""
    from dlterms.cli import own_glossary  # the loader and yaml: most sessions accept nothing

    addition = {"of": f"{wanted.term.glossary}/{wanted.term.id}", wanted.lang: {"aliases": [wanted.alias]}}
    try:
        path = own_glossary.target(to, ", or add to another file with `dlterms history accept --to FILE`")
        own_glossary.extend(path, {"additions": [addition]})
    except DltermsError as fault:
        return Written("", str(fault))
    return Written(path)
