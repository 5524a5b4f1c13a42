"""Who said it: quotations, utterances, and the speaker of each.

The pipeline, a file a stage::

    marks ─▶ quotations ─▶ utterances (turns of transcripts)
                  │
                  └─▶ prose ─▶ names ─▶ cues ─▶ pronouns ─▶ resolve        claims (is it who the caller says?)

Plain Python and word lists: no language model, no compiled code. Public names are those below; all else is private to
the package.
"""

from matcher.attribution.quotations import Quotation, find_quotations
from matcher.attribution.resolve import Attributed, attribute
from matcher.attribution.turns import Turn, Voices, find_utterances

__all__ = ["Attributed", "Quotation", "Turn", "Voices", "attribute", "find_quotations", "find_utterances"]
