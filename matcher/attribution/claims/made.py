"""What a text claims by naming a speaker, and how surely: a draft, or the narration that a quote is sent with."""

from __future__ import annotations

from typing import Final

from matcher.types import Speaker

# A speaker read with less confidence is no claim: half of such guesses are wrong.
MIN_CLAIM: Final = 0.5
# A body's words may be printed as those of its spokeswoman, so its claim is no sure one (`speakers.CERTAIN_CLAIM`): it
# can be confirmed, and contradicted it leaves the question open.
BODY_CONFIDENCE: Final = 0.8
# Who has no name can be anybody: "officials said" claims nothing that a document could contradict.
NAMED: Final = frozenset(("person", "organization"))


def claim_made(speaker: Speaker | None) -> tuple[str | None, float]:
    """Give the claim that a text makes by naming a speaker, None where it makes none, and how sure it is that it does.

    Parameters
    ----------
    speaker
        Of a quotation in that text, as its attribution has it.
    """
    if speaker is None or speaker.confidence < MIN_CLAIM or speaker.kind not in NAMED:
        return None, 1.0
    if speaker.kind == "organization" or speaker.via:
        return speaker.name, min(speaker.confidence, BODY_CONFIDENCE)
    return speaker.name, speaker.confidence
