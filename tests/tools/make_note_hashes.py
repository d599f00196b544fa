"""Write tests/glossary/note_hashes.txt from the text of the note that the glossary's terms come from.

    python tests/tools/make_note_hashes.py NOTE.txt

The note is not part of this project; the hashes of its runs of ten Chinese characters are enough to tell whether an
entry copies one of them.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from glossary.overlap import hashes

HASHES = Path(__file__).parents[1] / "glossary" / "note_hashes.txt"

if __name__ == "__main__":
    note = Path(sys.argv[1]).read_text(encoding="utf-8")
    HASHES.write_text("".join(f"{value}\n" for value in sorted(hashes(note))), encoding="utf-8")
