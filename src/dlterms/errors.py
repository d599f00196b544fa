"""The one exception that reaches a user."""


class DltermsError(Exception):
    """A fault that the user can mend; its text is the one line shown on stderr, exit code 1."""
