"""An answer that is accepted from now on, as an addition in one's own glossary."""

from __future__ import annotations

from dlterms.errors import DltermsError
from dlterms.i18n import marked
from dlterms.quiz.talk import Accept, Written

_ADD_TO_ANOTHER = marked(
    "your own glossary is not in use: omit --glossary and DLTERMS_GLOSSARY, or add to another file with "
    "`dlterms history accept --to FILE`"
)


def write(wanted: Accept, to: str | None = None) -> Written:
    """Add the name to the file `to`, or else to one's own; or say why not."""
    from dlterms.cli import own_glossary  # the loader and yaml: most sessions accept nothing

    addition = {"of": f"{wanted.term.glossary}/{wanted.term.id}", wanted.lang: {"aliases": [wanted.alias]}}
    try:
        path = own_glossary.target(to, _ADD_TO_ANOTHER)
        own_glossary.extend(path, {"additions": [addition]})
    except DltermsError as fault:
        return Written("", str(fault))
    return Written(path)
