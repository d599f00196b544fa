"""What a person sees and types. The only importer of rich, and that only in `styled`."""
