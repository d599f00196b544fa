"""The quiz: cards, grading, choices, plan and session. Values in, values out; no clock, no terminal."""
