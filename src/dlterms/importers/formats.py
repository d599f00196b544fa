"""The formats that are read: which one a file is of, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dlterms.importers.records import Imported

# Format -> what reads it. Each gives every row of the file in one of its two lists; DltermsError for a file of which
# nothing can be read.
TEXT: Mapping[str, Callable[[str], Imported]] = {}
BYTES: Mapping[str, Callable[[bytes], Imported]] = {}
