"""Values in, lines or JSON out: what is shown of entries, of a quiz and of a past."""
