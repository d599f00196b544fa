"""The values that the rest of dlterms passes around. No I/O, no clock."""

from dlterms.model.log import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    Bury,
    Event,
    EventKind,
    Learn,
    Memory,
    Override,
    Rating,
    Review,
    Suspend,
    Tune,
    Undo,
    VerdictName,
)  # fmt: skip
from dlterms.model.terms import (
    KINDS,
    LANGUAGES,
    RELATIONS,
    Cloze,
    Entry,
    Glossary,
    Kind,
    Label,
    LabelStatus,
    Lang,
    Language,
    Problem,
    ProblemLevel,
    Term,
    TermStatus,
    Topic,
    Wording,
)  # fmt: skip

__all__ = [
    "AGAIN", "EASY", "GOOD", "HARD", "KINDS", "LANGUAGES", "RELATIONS", "Bury", "Cloze", "Entry", "Event",
    "EventKind", "Glossary", "Kind", "Label", "LabelStatus", "Lang", "Language", "Learn", "Memory", "Override",
    "Problem", "ProblemLevel", "Rating", "Review", "Suspend", "Term", "TermStatus", "Topic", "Tune", "Undo",
    "VerdictName", "Wording",
]  # fmt: skip
