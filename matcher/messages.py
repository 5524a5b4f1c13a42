"""One plain sentence for an answer, naming the fact that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.types import Attribution, Change, Match, Verdict

# Longer texts are cut in a message; the spans have them whole.
SHOWN: Final = 80

FLAG_SENTENCES: Final = {
    "omission_hides_negation": "what the quote leaves out or replaces holds a negation",
    "omission_crosses_speakers": "somebody else speaks in what the quote leaves out",
    "omission_is_long": "more than 300 characters are left out",
    "inside_negation": "the sentence around the words negates them",
    "truncated_sentence": "a condition, hedge, quantity or contrast was cut off the sentence",
    "not_in_quotation_marks": "the document says this in its own words; nobody is quoted there",
    "several_speakers": "the words belong to more than one person",
    "common_phrase": "the words are too common to prove anything",
    "ambiguous": "equally good passages differ in speaker or wording",
}


def compose(verdict: Verdict, matches: Sequence[Match], attribution: Attribution) -> str:
    """Compose the message of an answer."""
    if verdict == "unverifiable":
        return "There is nothing to check: the quote has no letters or digits."
    if verdict == "not_found":
        return "No passage in the documents searched resembles the quote."
    match = matches[0]
    title = f"“{_shown(match.document.title)}”"
    if verdict == "spliced":
        return _splice(matches)
    if match.changes:
        return _change(match.changes)
    if attribution.status == "contradicted":
        return f"{title} gives these words to {attribution.speaker}, not to {attribution.claimed}."
    if match.flags:
        reason = FLAG_SENTENCES[match.flags[0]]
        return f"{reason[0].upper()}{reason[1:]} ({title})."
    if match.setting == "mixed":
        return f"The words stand in {title}, partly outside its quotation marks."
    if attribution.status in ("uncertain", "unattributed"):
        return f"The words stand in {title}; the document leaves open who said them."
    how = "with what it leaves out marked" if verdict == "elided" else "word for word"
    return f"The quote stands in {title}, {how}."


def _change(changes: Sequence[Change]) -> str:
    deciding = next((c for c in changes if c.severity == "material"), changes[0])
    further = len(changes) - 1
    more = f" ({further} more {'change' if further == 1 else 'changes'})" if further else ""
    quote, document = _shown(deciding.quote.text), _shown(deciding.document.text)
    if deciding.operation == "dropped":
        return f"“{document}” was dropped ({deciding.kind}){more}."
    if deciding.operation == "added":
        return f"“{quote}” was added ({deciding.kind}){more}."
    if deciding.operation == "moved":
        return f"“{quote or document}” was moved ({deciding.kind}){more}."
    return f"The quote has “{quote}” where the document has “{document}” ({deciding.kind}){more}."


def _splice(matches: Sequence[Match]) -> str:
    titles = list(dict.fromkeys(match.document.title for match in matches))
    if len(titles) > 1:
        return f"The quote joins words from several documents: {'; '.join(_shown(t) for t in titles)}."
    if "several_speakers" in matches[0].flags:
        return f"The quote joins words of more than one person in “{_shown(titles[0])}”."
    return f"The quote joins words that do not stand together or in this order in “{_shown(titles[0])}”."


def _shown(text: str) -> str:
    is_flat = text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "
    flat = text if is_flat else " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"
