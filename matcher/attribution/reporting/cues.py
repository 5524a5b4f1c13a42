"""Cues: the reporting words that go with a quotation, and where their subject stands.

Three places are looked at, nearest first: the clause after the quotation ("…," said X), the clause before it
(X said: "…"), and, for partial quotations, any verb of the sentence to the left. A verb list finds most cues,
but a third of all different cues occur once in a corpus: right before a colon or comma, any verb will do.
"""

from __future__ import annotations

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.accounts import SUBORDINATE
from matcher.attribution.reporting.after import find_after, find_trailing
from matcher.attribution.reporting.apposed import find_apposed, tells_of_laughter
from matcher.attribution.reporting.before import find_before
from matcher.attribution.reporting.evidence import MAX_REACH, Evidence
from matcher.attribution.reporting.introduced import ends_in_salutation
from matcher.attribution.reporting.owners import OWNERS
from matcher.attribution.reporting.presented import find_presented_before
from matcher.attribution.reporting.prose import BREAK, QUOTE


def find_evidence(reading: Reading, q: int, *, breaks_off: bool, is_full: bool) -> Evidence | None:
    """Find who a sentence says to have spoken the quotation at token ``q``.

    Parameters
    ----------
    reading
        The document.
    q
        Token of the quotation.
    breaks_off
        The quotation ends in a comma, question mark or the like, so that a reporting clause may follow.
    is_full
        The quotation is a whole sentence or more.
    """
    after = find_after(reading, q, breaks_off=breaks_off, is_full=is_full)
    if after is not None and after.place == "dash":
        return after
    prose = reading.prose
    is_told = prose.lower[q - 1] == "that" or (prose.words[q - 1] == "," and prose.lower[q - 2] in MAIN_SPEECH)
    subordinate = _opens_subordinate(reading, q) and (not is_full or is_told)
    if after is not None and after.place == "inverted" and prose.text[prose.ends[q] - 2] in "?!":
        subordinate = False  # "If they pay, “why not all of it?” asked Venn"
    if after is not None and _introduces_next(reading, q, after):
        own = find_before(reading, q, is_full=is_full)
        if own is not None and own.strength >= MIN_BEFORE:
            return own
    if after is not None and after.subject.kind == "pronoun" and prose.words[q - 1 : q] == [":"]:
        own = find_before(reading, q, is_full=is_full)
        is_said = own is not None and own.place not in ("label", "labels")  # "an award from Orr: “…,” she said"
        if own is not None and is_said and own.subject.kind == "name" and own.strength >= MIN_BEFORE:
            return own  # "Venn fired back: “…,” he wrote, “…”"
    if after is not None and _is_apposed(reading, q, after):
        own = find_before(reading, q, is_full=is_full)
        if own is not None and own.strength >= MIN_BEFORE:
            return own
    if after is not None and after.place != "according" and breaks_off and not subordinate:
        return _find_instead(reading, q, after) or after
    before = _find_to_the_left(reading, q, is_full=is_full)
    if before is not None and after is not None and (subordinate or after.place == "according"):
        return before if before.strength >= MIN_BEFORE else after
    if before is None and after is None and breaks_off:
        trailing = find_trailing(reading, q)  # "“x,” and the talks went on, Venn said."
        return trailing if trailing is not None and trailing.subject.kind != "nominal" else None
    if before is None or (after is not None and after.strength > before.strength):
        return after
    return before


# Verbs right before a comma and the words of a subordinate clause: When Orr said, “We pay,” Venn laughed.
MAIN_SPEECH = split_words("said says told")


def _find_instead(reading: Reading, q: int, after: Evidence) -> Evidence | None:
    """Find whose words they are where the clause behind them only tells of laughter, or has them for its subject.

    "Asked about Orr's line, “…,” Venn laughed", "Orr's slogan, “…,” made Venn laugh".
    """
    lower = reading.prose.lower
    if after.place != "after":
        return None
    is_object = lower[q + 1] not in reading.grammar.openers and after.subject.first > q + 1
    is_laughed_at = tells_of_laughter(reading, after.cue_first)
    return find_apposed(reading, q, is_laughed_at=is_laughed_at) if is_object or is_laughed_at else None


def _find_to_the_left(reading: Reading, q: int, *, is_full: bool) -> Evidence | None:
    first = reading.prose.bounds[reading.prose.sentence[q]][0]
    if first < q and ends_in_salutation(reading, first, q):
        return None
    presented = find_presented_before(reading, q) if is_full else None
    apposed = find_apposed(reading, q) if is_full else None
    found = presented or apposed or find_before(reading, q, is_full=is_full)
    return found or _find_fronted(reading, q) or _find_holder(reading, q)


# A reading to the left this strong wins over a relay, or over the main clause that follows a subordinate one.
MIN_BEFORE = 0.7


def _introduces_next(reading: Reading, q: int, after: Evidence) -> bool:
    """Tell whether the clause behind a question introduces the next quotation: Venn said, “Who?” Orr said, “We do.”"""
    prose = reading.prose
    if prose.text[prose.ends[q] - 2] not in "?!" or prose.words[q - 1 : q] not in ([","], [":"]):
        return False
    end = min(after.cue_last + MAX_REACH, len(prose))
    following = next((k for k in range(after.cue_last + 1, end) if prose.kinds[k] in (QUOTE, BREAK)), -1)
    if following < 0 or prose.kinds[following] == BREAK or prose.words[following - 1] not in (",", ":"):
        return False
    first = prose.starts[following] + 1
    return prose.text[first : first + 1].isupper()


def _is_apposed(reading: Reading, q: int, after: Evidence) -> bool:
    """Tell words between commas whose sentence says something else: The question of Venn, “Who?”, Orr said he knew."""
    prose = reading.prose
    if after.place != "after" or prose.words[q - 1 : q + 2 : 2] != [",", ","] or after.cue_last + 1 >= len(prose):
        return False
    return prose.lower[after.cue_last + 1] in reading.grammar.he | reading.grammar.she | reading.grammar.they | {"that"}


def _opens_subordinate(reading: Reading, q: int) -> bool:
    """Tell a quotation in a subordinate clause, whose comma ends the clause: When Venn called it “x,” Tarr left."""
    prose = reading.prose
    first = prose.bounds[prose.sentence[q]][0]
    opening = prose.lower[first : min(first + 3, q)]
    return any(word in SUBORDINATE for word in opening)


def _find_fronted(reading: Reading, q: int) -> Evidence | None:
    """Read a participle that opens the sentence and whose subject follows: Calling it “x”, Ada Venn left."""
    prose, grammar = reading.prose, reading.grammar
    first, end = prose.bounds[prose.sentence[q]]
    if q - first > MAX_REACH:
        return None
    end = min(end, q + MAX_REACH)
    c = first + 1 if prose.lower[first] in ("in", "by", "after", "while", "when") else first
    if c >= q or prose.lower[c] not in grammar.cues.all_cues or not prose.lower[c].endswith("ing"):
        return None
    for k in range(q, end - 2):
        if prose.words[k] == "," or (k == q and prose.text[prose.ends[q] - 2] == ","):
            subject = find_phrase_starting(reading, k + 1, end)
            if subject is not None:
                return Evidence(subject, c, c, "reach", 0.7)
    return None


def _find_holder(reading: Reading, q: int) -> Evidence | None:
    """Read a noun that reports right after the words, and whose it is: Ada Venn's “wet rope” remark."""
    prose, noun = reading.prose, q + 1
    if q < 2 or noun >= len(prose) or prose.lower[noun] not in reading.grammar.cues.nouns:
        return None
    if prose.lower[q - 1] in OWNERS:
        return Evidence(Phrase(q - 1, q - 1, "pronoun"), noun, noun, "reach", 0.6)
    if prose.words[q - 1] != "'s":
        return None
    holder = find_phrase_ending(reading, q - 2, prose.bounds[prose.sentence[q]][0])
    return Evidence(holder, noun, noun, "reach", 0.6) if holder else None
