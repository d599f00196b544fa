"""Foreign files -> records in a glossary's own words. Bytes in, values out."""
