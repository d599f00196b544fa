"""Write constraints.txt: a version of every development tool, and of none of the packages that dlterms itself needs.

    python3.11 tests/tools/make_constraints.py

The oldest Python makes it, so that the versions are there for every newer one too.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
HEAD = "# Versions of the development tools alone; python tests/tools/make_constraints.py writes them anew."


def versions(python: Path, what: str) -> dict[str, str]:
    """The packages that there are once `what` is installed too, but for dlterms: name -> line of `pip freeze`."""
    subprocess.run([python, "-m", "pip", "install", "--quiet", what], check=True)
    shown = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    return {line.partition("==")[0]: line for line in shown.splitlines() if not line.startswith("dlterms")}


def main() -> None:
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = Path(folder, "bin", "python")
        needed = versions(python, f"{ROOT}[anki]")
        tools = [line for name, line in versions(python, f"{ROOT}[dev]").items() if name not in needed]
    (ROOT / "constraints.txt").write_text("\n".join([HEAD, *sorted(tools, key=str.lower), ""]))


if __name__ == "__main__":
    main()
