"""Who said it: quotations, utterances, and the speaker of each.

The pipeline, a file a stage::

    marks ─▶ quotations ─▶ turns (labelled speech), asides (reporting clauses within utterances)
                  │
                  └─▶ prose ─▶ names ─▶ cast ─▶ phrases ─▶ cues ─▶ pronouns ─▶ resolve ─▶ speakers, claims

Plain Python and word lists (``data/``): no language model, no compiled code. ``find_quotations`` and
``find_utterances`` run on every document at import and look at marks and labels only; ``attribute`` reads the
prose and is for later. Public names are those below; all else is private to the package.
"""

from matcher.attribution.claims.labelled import is_labelled_otherwise
from matcher.attribution.claims.made import claim_made
from matcher.attribution.claims.matching import match_claim
from matcher.attribution.kept import KeptSpeakers, Memory, row_of
from matcher.attribution.quoted import Attributed, AttributedAs
from matcher.attribution.speakers import Speakers, attribute, attribute_turn
from matcher.attribution.structure.asides import find_reporting_clauses
from matcher.attribution.structure.marks import has_opening_mark
from matcher.attribution.structure.quotations import Quotation, find_quotations
from matcher.attribution.structure.turns import Turn, Voices, find_utterances

__all__ = [
    "Attributed",
    "AttributedAs",
    "KeptSpeakers",
    "Memory",
    "Quotation",
    "Speakers",
    "Turn",
    "Voices",
    "attribute",
    "attribute_turn",
    "claim_made",
    "find_quotations",
    "find_reporting_clauses",
    "find_utterances",
    "has_opening_mark",
    "is_labelled_otherwise",
    "match_claim",
    "row_of",
]
