from __future__ import annotations

import pytest

from anki_engine import Packages, write_packages


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """What Anki's own engine has written; a second."""
    return write_packages(tmp_path_factory.mktemp("anki"))
