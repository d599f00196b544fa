"""The review history: a log of answers in SQLite, and what follows from it.

In reading order: `faults` (errors as one line) · `events` (a line of JSON) · `event_files` (files of such lines) ·
`tables` · `database` (the file) · `backup` · `merging` (events into the log) · `names` (renamed terms) · `replay`
(memories) · `reader` (what can be asked) · `said` (of cards besides answers) · `latest` (answers) · `overridden` ·
`undoing` · `store` (writing) · `opening` · `sync` (two machines).
"""

from dlterms.history.backup import restore
from dlterms.history.event_files import read_file, read_lines
from dlterms.history.events import LogRow, event_from_json, event_to_json
from dlterms.history.faults import DamagedError
from dlterms.history.latest import Given, Latest, Rated, latest, rated
from dlterms.history.opening import OutdatedError, open_history, read_history
from dlterms.history.overridden import overridden
from dlterms.history.reader import Reader
from dlterms.history.said import buried, known, to_learn
from dlterms.history.store import History
from dlterms.history.sync import Synced, sync
from dlterms.history.undoing import as_before

__all__ = [
    "DamagedError", "Given", "History", "Latest", "LogRow", "OutdatedError", "Rated", "Reader", "Synced", "as_before",
    "buried", "event_from_json", "event_to_json", "known", "latest", "open_history", "overridden", "rated", "read_file",
    "read_history", "read_lines", "restore", "sync", "to_learn",
]  # fmt: skip
