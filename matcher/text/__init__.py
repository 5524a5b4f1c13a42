"""Text: from original characters to folded tokens and back.

The first stage of every verification and of every indexing; quotes and documents go through the very same code.
``tokenize`` answers what the index needs (hashes and offsets), ``tokens`` and ``fold`` give readable forms.
What folds and what does not is listed in ``docs/matching.md``; equal values in other clothes (5 = five) are the
business of the diff layer.
"""

from __future__ import annotations

from matcher.text.stream import TokenStream, fold, readable, tokenize, tokens

__all__ = ["TokenStream", "fold", "readable", "tokenize", "tokens"]
