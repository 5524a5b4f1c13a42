"""The laws that hold for every text, quote and archive."""
