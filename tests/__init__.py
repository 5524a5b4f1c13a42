"""The tests, a folder a package; `reference.py` is the oracle they share."""
