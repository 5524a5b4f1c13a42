"""Who said it: quotations, utterances, and the speaker of each.

The pipeline, a file a stage::

    marks ─▶ quotations ─▶ utterances (turns of transcripts)
                  │
                  └─▶ prose ─▶ names ─▶ cues ─▶ pronouns ─▶ resolve        claims (is it who the caller says?)

Plain Python and word lists: no language model, no compiled code. Public names are those below; all else is private to
the package.
"""

from matcher.attribution.quotations import Quotation, find_quotations

__all__ = ["Quotation", "find_quotations"]
