"""The review history: a log of answers in SQLite, and what follows from it.

In reading order: `faults` (errors as one line) · `events` (a line of JSON) · `database` (the file) · `backup` ·
`reader` (what can be asked) · `store` (writing) · `sync` (two machines).
"""

from dlterms.history.backup import restore
from dlterms.history.events import event_from_json, event_to_json, read_events
from dlterms.history.reader import Reader, read_history
from dlterms.history.store import History, open_history
from dlterms.history.sync import Synced, sync

__all__ = [
    "History", "Reader", "Synced", "event_from_json", "event_to_json", "open_history", "read_events", "read_history",
    "restore", "sync",
]  # fmt: skip
