"""The index: files that lie, and sequences of writes against a plain list."""
