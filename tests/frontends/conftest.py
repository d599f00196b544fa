from terminal.conftest import start

__all__ = ["start"]
