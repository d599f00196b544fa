"""The one exception that reaches a user, and why the system refused something."""

from dlterms.i18n import marked, tr


class DltermsError(Exception):
    """A fault that the user can mend; its text is the one line shown on stderr, exit code 1."""


REASONS = (  # the system's own words, which it says in English to whoever has set no locale
    marked("No such file or directory"),
    marked("Permission denied"),
    marked("Operation not permitted"),
    marked("Is a directory"),
    marked("Not a directory"),
    marked("File exists"),
    marked("File name too long"),
    marked("Read-only file system"),
    marked("No space left on device"),
    marked("Disk quota exceeded"),
    marked("File too large"),
    marked("Input/output error"),
    marked("Too many levels of symbolic links"),
    marked("Too many open files"),
    marked("Resource temporarily unavailable"),
    marked("Device or resource busy"),
    marked("Broken pipe"),
    marked("Bad file descriptor"),
    marked("No such device or address"),
    marked("Exec format error"),
    marked("Invalid argument"),
    marked("Cannot allocate memory"),
    marked("Directory not empty"),
    marked("Text file busy"),
    marked("Invalid cross-device link"),
    marked("Stale file handle"),
)


def reason(error: OSError) -> str:
    """Why the system refused, in the language of the interface."""
    return tr(error.strerror or "") or str(error)
