"""Entries -> what other programs read. Values in, text or bytes out."""
