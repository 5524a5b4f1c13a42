"""One plain sentence for an answer, naming the fact that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.types import Attribution, Change, Flag, Match, Verdict

# Longer texts are cut in a message; the spans have them whole.
SHOWN: Final = 80

FLAG_SENTENCES: Final = {
    "omission_hides_negation": "what the quote leaves out or replaces holds a negation",
    "omission_crosses_speakers": "somebody else speaks in what the quote leaves out",
    "omission_is_long": "more than 300 characters are left out",
    "inside_negation": "the sentence around the words negates them",
    "truncated_sentence": "a condition, hedge, quantity or contrast was cut off the sentence",
    "not_in_quotation_marks": "the document says this in its own words and quotes nobody there",
    "several_speakers": "the words belong to more than one person",
    "common_phrase": "the words are too common to prove anything",
    "ambiguous": "equally good passages differ in speaker or wording",
}
# In place of the sentence on ``not_in_quotation_marks`` where a document has none of these.
MARKS: Final = (*'"“”„‟«»‹›「」『』＂‘', " '")
WITHOUT_MARKS: Final = "the document has no quotation marks to tell whether these are somebody's words"


def compose(verdict: Verdict, matches: Sequence[Match], attribution: Attribution, *, is_idle: bool = False) -> str:
    """Compose the message of an answer: the fact that decided it, then what every flag means.

    Parameters
    ----------
    is_idle
        Nothing was found because no document could be searched, as where a filter is misspelt.
    """
    if verdict == "unverifiable":
        return "There is nothing to check: the quote has no letters or digits."
    if is_idle:
        return "No document was searched: there is none, or none passes the request's filters."
    if verdict == "not_found":
        return "No passage in the documents searched resembles the quote."
    match = matches[0]
    flags = [_flag(flag, match) for flag in match.flags]
    facts = [_splice(matches)] if verdict == "spliced" else _charges(match, attribution)
    if facts:
        return _sentence([*facts, *flags])
    title = _titled(match)
    if attribution.is_chance:
        flags.insert(0, f"the words are too few to tell whose they are; {_names(attribution)[0]} has them")
    if flags:
        return _sentence([f"{'; '.join(flags)} ({title})"])
    return _sentence([_standing(verdict, match, attribution, title)])


def _flag(flag: Flag, match: Match) -> str:
    if flag == "not_in_quotation_marks":
        text = match.document.text
        if not any(mark in text for mark in MARKS):
            return WITHOUT_MARKS
    return FLAG_SENTENCES[flag]


def _charges(match: Match, attribution: Attribution) -> list[str]:
    """Return what speaks against the quote, the weightier first: a material change, another speaker, a minor change."""
    change = [_change(match.changes)] if match.changes else []
    if attribution.status != "contradicted":
        return change
    speaker, claimed = _names(attribution)
    other = f"{_titled(match)} gives these words to {speaker}, not to {claimed}"
    is_material = any(c.severity == "material" for c in match.changes)
    return [*change, other] if is_material else [other, *change]


def _standing(verdict: Verdict, match: Match, attribution: Attribution, title: str) -> str:
    """Return how a quote stands that nothing speaks against."""
    if match.setting == "mixed":
        return f"the words stand in {title}, partly outside its quotation marks"
    if attribution.status == "uncertain" and attribution.speaker:
        speaker, claimed = _names(attribution)
        return f"the words stand in {title}, which names {speaker} and leaves open whether {claimed} said them"
    if attribution.status in ("uncertain", "unattributed"):
        return f"the words stand in {title}, which leaves open who said them"
    marked = " but for what it marks as cut or inserted" if verdict == "elided" else ""
    return f"the quote stands in {title}, word for word{marked}"


def _names(attribution: Attribution) -> tuple[str, str]:
    """Return the speaker and the claimed one as a message shows them."""
    return _shown(attribution.speaker or ""), _shown(attribution.claimed or "")


def _change(changes: Sequence[Change]) -> str:
    deciding = next((c for c in changes if c.severity == "material"), changes[0])
    further = len(changes) - 1
    more = f" ({further} more {'change' if further == 1 else 'changes'})" if further else ""
    quote, document = _shown(deciding.quote.text), _shown(deciding.document.text)
    kind = deciding.kind.replace("_", " ")
    if deciding.operation == "dropped":
        return f"“{document}” was dropped ({kind}){more}"
    if deciding.operation == "added":
        return f"“{quote}” was added ({kind}){more}"
    if deciding.operation == "moved":
        return f"“{quote}” was moved ({kind}){more}"
    return f"the quote has “{quote}” where the document has “{document}” ({kind}){more}"


def _splice(matches: Sequence[Match]) -> str:
    titles = {match.document.id: _titled(match) for match in matches}
    if len(titles) > 1:
        return f"the quote joins words from several documents, {' and '.join(titles.values())}"
    return f"the quote joins words that do not stand together or in this order in {_titled(matches[0])}"


def _titled(match: Match) -> str:
    return f"“{_shown(match.document.title or match.document.id)}”"


def _sentence(facts: Sequence[str]) -> str:
    text = "; ".join(facts)
    return f"{text[0].upper()}{text[1:]}."


def _shown(text: str) -> str:
    is_flat = text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "
    flat = text if is_flat else " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"
