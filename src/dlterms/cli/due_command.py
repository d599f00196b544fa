"""`dlterms due`.

What it says stays true until something is answered, a card becomes due or a glossary or the configuration changes. So
it is kept in the cache folder, and a prompt that asks for it again and again costs little more than starting.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from dlterms.cli.glossary import config_file, fingerprint, folder
from dlterms.cli.language import json_option
from dlterms.errors import DltermsError

if TYPE_CHECKING:
    from dlterms.index import Index


@click.command("due")
@json_option("Print one JSON object.")
def command(as_json: bool) -> None:
    """Print how many cards a quiz would ask now, new terms left out.

    For a prompt or a status line. It follows config.toml as `dlterms quiz` does.
    """
    found = to_study()
    if as_json:
        click.echo(json.dumps({name: found[name] for name in ("due", "new", "next")}))
    else:
        click.echo(found["due"])


def now() -> float:
    return time.time()


def to_study() -> dict[str, Any]:
    """What a quiz would ask: cards that are `due`, `new` terms, and when the `next` card comes if none is due."""
    moment = now()
    stamp = _stamp(moment)
    found = _kept(stamp, moment)
    if found is None:
        found = _outlook(moment)
        _keep({"stamp": stamp, "from": moment, **found})
    return found


def _stamp(moment: float) -> str:
    """What changes whenever anything does that the number hangs on, but for the time."""
    zone = f"{time.localtime(moment).tm_gmtoff}"
    history = os.path.join(folder("data"), "reviews.db")
    return "\n".join([fingerprint(), zone, _state(config_file()), _state(history), _changes(history)])


def _state(path: str | None) -> str:
    try:
        status = os.stat(path or "")
    except OSError:
        return "absent"
    return f"{path} {status.st_ino} {status.st_size} {status.st_mtime_ns}"


def _changes(path: str) -> str:
    """The number of transactions, as SQLite counts them in the file's header, and whether one is under way."""
    with suppress(OSError), open(path, "rb") as file:
        return f"{file.read(28)[24:].hex()} {os.path.exists(path + '-journal')}"
    return ""


def _place() -> str:
    return os.path.join(folder("cache"), "due.json")


def _kept(stamp: str, moment: float) -> dict[str, Any] | None:
    try:
        with open(_place(), encoding="utf-8") as file:
            found = json.load(file)
        if found["stamp"] == stamp and found["from"] <= moment < found["until"]:
            return {name: found[name] for name in ("due", "new", "next")}
    except (DltermsError, OSError, ValueError, LookupError, TypeError, RecursionError):  # none, or none that is whole
        pass
    return None


def _keep(found: dict[str, Any]) -> None:
    """Put it there at once, so that nobody reads half of it; where that cannot be done, it is worked out anew."""
    with suppress(DltermsError, OSError):
        path = _place()
        part = f"{path}.{os.getpid()}.tmp"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(part, "w", encoding="utf-8") as file:
            json.dump(found, file)
        os.replace(part, path)


def _outlook(moment: float) -> dict[str, Any]:
    from dlterms.cli import own_history
    from dlterms.cli.defaults import in_force
    from dlterms.cli.glossary import ask
    from dlterms.index.lexicon import IndexLexicon
    from dlterms.index.selection import Wanted
    from dlterms.study.upcoming import outlook

    said = in_force()
    wanted = Wanted(levels=said["levels"], directions=said["directions"])

    def answer(db: Index) -> dict[str, Any]:
        lexicon = IndexLexicon(db)
        with own_history.readable_history() as history:
            history.follow(lexicon.renamed())
            return outlook(history, lexicon, wanted, said["retention"], said["new"], moment)._asdict()

    return ask(answer)
