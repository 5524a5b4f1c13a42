"""How others find a passage again: W3C selectors, and links that a browser scrolls to it by."""

from __future__ import annotations
