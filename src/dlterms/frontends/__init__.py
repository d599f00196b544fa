"""The faces of a session: at a terminal, on a pipe, for another program."""
