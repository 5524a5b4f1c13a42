"""Is it who the caller says? A claimed name, office or body against the document's speaker."""
