"""The text layer against the oracle, and its rules by example."""
