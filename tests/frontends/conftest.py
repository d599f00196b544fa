from said import language, said, spoken
from terminal.conftest import start

__all__ = ["language", "said", "spoken", "start"]
