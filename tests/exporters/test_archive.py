from __future__ import annotations

import io
import zipfile

from dlterms.exporters.archive import zipped


def test_the_same_files_give_the_same_bytes() -> None:
    """An archive holds the files in their order, and nothing of when and where it was made."""
    files = {"b.json": b"b" * 1000, "a.json": b"a"}
    made = zipped(files)
    assert made == zipped(files)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {about.filename: archive.read(about) for about in archive.infolist()} == files
        assert archive.namelist() == ["b.json", "a.json"]
        assert {about.date_time for about in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
