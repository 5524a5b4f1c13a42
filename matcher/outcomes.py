"""The traffic light of an answer, as the contract's section 7 defines it."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.types import Attribution, Match, Outcome, Verdict


def outcome_of(verdict: Verdict, matches: Sequence[Match], attribution: Attribution) -> Outcome:
    """Return the traffic light of contract §7."""
    if verdict in ("not_found", "unverifiable"):
        return "unknown"
    match = matches[0]
    material = any(change.severity == "material" for change in match.changes)
    if material or verdict == "spliced" or attribution.status == "contradicted":
        return "problem"
    said = attribution.status in ("confirmed", "not_claimed")
    quoted = match.setting in ("quotation", "transcript")
    faithful = verdict in ("verbatim", "elided") and not match.flags
    return "ok" if faithful and quoted and said else "review"
