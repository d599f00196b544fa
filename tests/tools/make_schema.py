"""Write docs/glossary.schema.json anew from the field table.

python tests/tools/make_schema.py
"""

import json
from pathlib import Path

from dlterms.loader.schema import json_schema

FILE = Path(__file__).parents[2] / "docs" / "glossary.schema.json"


def schema_text() -> str:
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
