"""Writing glossary files, with all that stands in them kept. Text in, text out."""
