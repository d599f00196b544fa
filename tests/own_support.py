"""One's own glossary beside a bundled one of a few terms."""

from __future__ import annotations

from pathlib import Path

from lookup_support import entry, yaml_of

TOPICS = [{"id": "t", "zh": "主题", "en": "topic"}, {"id": "train", "zh": "训练", "en": "training"}]
BUNDLED = yaml_of(
    entry("learning-rate", {"term": "学习率", "pinyin": "xué xí lǜ"}, "learning rate", topic="train"),
    entry("weight-decay", {"term": "权重衰减", "pinyin": "quán zhòng shuāi jiǎn"}, "weight decay", topic="train",
          kind="method"),
    entry("dropout", {"term": "暂退法", "aliases": ["随机失活"]}, "dropout", former_ids=["drop-out"]),
    glossary={"id": "dlterms"}, topics=TOPICS,
)  # fmt: skip


def lay_out(place: Path) -> Path:
    """Puts the bundled glossary into a folder, and returns where one's own file will be, whose folder is there."""
    (place / "bundled.yaml").write_text(BUNDLED, encoding="utf-8")
    own = place / "config" / "glossary" / "own.yaml"
    own.parent.mkdir(parents=True)
    return own
