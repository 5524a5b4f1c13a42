"""A whole draft: its quotations, who the draft says spoke them, and what the archive says to each.

The stages, a file each::

    text (blocks or markup to one reading text) ─▶ tags, markdown, shortcodes ─▶ quotations (with claimed
    speakers, less the asides in their marks) ─▶ check (verified)

A draft is read by the same attribution as the documents. `docs/draft.md` says what is verified as what, and why.
"""

from matcher.draft.check import CheckedQuotation, check_quotations
from matcher.draft.markdown import read_markdown
from matcher.draft.quotations import DraftQuotation, find_draft_quotations
from matcher.draft.shortcodes import read_shortcodes
from matcher.draft.tags import read_tags
from matcher.draft.text import Block, DraftText, DraftWriter, Place, read_blocks

__all__ = [
    "Block",
    "CheckedQuotation",
    "DraftQuotation",
    "DraftText",
    "DraftWriter",
    "Place",
    "check_quotations",
    "find_draft_quotations",
    "read_blocks",
    "read_markdown",
    "read_shortcodes",
    "read_tags",
]
