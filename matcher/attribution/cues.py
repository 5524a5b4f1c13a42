"""Cues: the reporting words that go with a quotation, and where their subject stands.

Three places are looked at, nearest first: the clause after the quotation ("…," said X), the clause before it
(X said: "…"), and, for partial quotations, any verb of the sentence to the left. A verb list finds most cues,
but a third of all different cues occur once in a corpus: right before a colon or comma, any verb will do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from matcher.attribution.prose import BREAK, CAPITAL, NUMBER, PUNCT, QUOTE, WORD
from matcher.attribution.subjects import (
    Phrase,
    Reading,
    find_clause_head,
    find_phrase_ending,
    find_phrase_starting,
    find_subject_before,
    skip_adverbs_back,
)

Place = Literal["after", "inverted", "before", "reach", "according", "colon", "dash", "label"]

# How far a sentence is read in either direction, in tokens. Real sentences end sooner; the bound is for texts
# without full stops.
MAX_REACH = 120
# How far after a quotation a reporting clause is looked for, in tokens: "Transport Minister X, 51, who …,
# told reporters" takes up to 25; farther verbs belong to narration.
REACH_AFTER = 30


@dataclass(frozen=True, slots=True)
class Evidence:
    """A subject and its cue (tokens), and where they stand. ``strength`` 0–1 ranks readings of one
    quotation.
    """

    subject: Phrase
    cue_first: int
    cue_last: int
    place: Place
    strength: float


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
    if after is not None and after.place != "according" and (breaks_off or after.place == "dash"):
        return after
    before = find_before(reading, q, is_full=is_full) or _find_fronted(reading, q)
    if before is not None and after is not None and after.place == "according" and before.strength >= 0.7:
        return before
    if before is None or (after is not None and after.strength > before.strength):
        return after
    return before


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


def find_after(reading: Reading, q: int, *, breaks_off: bool, is_full: bool) -> Evidence | None:
    """Read the clause after a quotation."""
    prose, grammar = reading.prose, reading.grammar
    i, size = q + 1, len(prose)
    comma = False
    signed = _find_signature_below(reading, q) if is_full else None
    if signed is not None:
        return signed
    if not breaks_off and i < size and prose.words[i] != ",":
        trailing = _find_trailing(reading, q)
        if trailing is not None:
            return trailing
    while i < size and prose.kinds[i] == PUNCT and prose.words[i] in (",", "-", "—", "–", "--", "―", "("):
        comma = comma or prose.words[i] == ","
        if prose.words[i] in ("—", "–", "--", "―", "-") and _is_signature(reading, i + 1):
            phrase = find_phrase_starting(reading, i + 1, size)
            if phrase is not None and phrase.kind == "name" and is_full:
                return Evidence(phrase, i, i, "dash", 0.8)
        i += 1
    if i >= size or prose.kinds[i] in (QUOTE, BREAK) or prose.sentence[i] != prose.sentence[q]:
        return None
    sure = breaks_off or comma
    if prose.lower[i] == "according" and i + 2 < size:
        return _according(reading, i)
    inverted = _find_inverted(reading, i, sure=sure)
    if inverted is not None:
        return inverted
    if breaks_off and prose.kinds[i] == WORD and prose.lower[i].endswith("ed") and i + 1 in reading.cast.at:
        subject = find_subject_after(reading, i)
        if subject is not None and subject.kind == "name":
            return Evidence(subject, i, i, "inverted", 0.8)  # "…!” beamed Ada Venn."
    end = _clause_end(reading, i, q)
    if prose.lower[i].endswith("ing") and prose.kinds[i] == WORD:
        return None
    if prose.lower[i] == "as" and i + 1 < end:
        i += 1
    elif prose.lower[i] in grammar.openers or prose.lower[i] in grammar.prepositions:
        return None
    for c in range(i, end):
        if prose.lower[c] in grammar.cues.speech and is_verb(reading, c):
            subject = find_subject_before(reading, c, i)
            if subject is not None and subject.first - i <= 4:
                near = 0.9 if sure else 0.75 if c - i <= 8 else 0.4
                return Evidence(subject, c, c, "after", near)
            if sure and c - i > 1:
                head = find_clause_head(reading, i, c)
                if head is not None:
                    return Evidence(head, c, c, "after", 0.6)
            return None
    return _any_verb_after(reading, i, end) if sure else None


def _read_trailing(reading: Reading, first: int, end: int) -> Evidence | None:
    """Read "…, Ada Venn, the minister, has said." as a reporting clause: its verb ends it but for time and
    place.
    """
    prose, grammar = reading.prose, reading.grammar
    for verb in range(first + 1, min(first + 14, end)):
        if prose.lower[verb] not in grammar.cues.speech or prose.lower[verb].endswith("ing"):
            continue
        after = prose.lower[verb + 1] if verb + 1 < end else "."
        ends = after in (".", ",", "\n", "?", "!", "\n\n") or after in grammar.prepositions or after in grammar.days
        if not ends or not is_verb(reading, verb):
            return None
        subject = find_subject_before(reading, verb, first)
        if subject is not None and subject.first <= first + 1:
            return Evidence(subject, verb, verb, "after", 0.88)
        return None
    return None


def _find_trailing(reading: Reading, q: int) -> Evidence | None:
    """Read a reporting clause at the end of the sentence: “x” in the primary, said Ada Venn."""
    prose, _grammar = reading.prose, reading.grammar
    end = min(prose.bounds[prose.sentence[q]][1], q + MAX_REACH)
    for k in range(end - 3, max(q, end - REACH_AFTER), -1):
        if prose.words[k] != ",":
            continue
        if prose.lower[k + 1] == "according":
            return _according(reading, k + 1)
        inverted = _find_inverted(reading, k + 1, sure=True)
        if inverted is not None and prose.kinds[k + 1] == WORD:
            return replace(inverted, strength=0.88)
        found = _read_trailing(reading, k + 1, end)
        if found is not None:
            return found
    return None


def _find_signature_below(reading: Reading, q: int) -> Evidence | None:
    """Read a signature in a paragraph of its own: "— Ada Venn"."""
    prose = reading.prose
    if q + 3 > len(prose) or prose.kinds[q + 1] != BREAK or prose.words[q + 2] not in ("-", "—", "–", "--", "―"):
        return None
    number = reading.cast.at.get(q + 3, -1)
    if number < 0:
        return None
    mention = reading.cast.mentions[number]
    after = mention.last + 1
    if after < len(prose) and prose.words[after] == ".":
        after += 1
    if after < len(prose) and prose.kinds[after] != BREAK:
        return None
    return Evidence(Phrase(mention.first, mention.last, "name", number), q + 2, q + 2, "dash", 0.9)


def _is_signature(reading: Reading, i: int) -> bool:
    """Tell a dash and a name that end the paragraph from any other dash."""
    prose = reading.prose
    number = reading.cast.at.get(i, -1)
    if number < 0:
        return False
    last = reading.cast.mentions[number].last
    after = last + 1
    if after >= len(prose) or prose.kinds[after] in (BREAK, QUOTE) or prose.words[after] in (",", "."):
        return True
    return "\n" in prose.text[prose.ends[last] : prose.starts[after]]


def _clause_end(reading: Reading, i: int, q: int) -> int:
    """Index after the last token of the clause that begins at ``i``: its sentence's end, or the next
    quotation.
    """
    prose = reading.prose
    end = min(prose.bounds[prose.sentence[q]][1], i + REACH_AFTER)
    for k in range(i, end):
        if prose.kinds[k] in (QUOTE, BREAK) or prose.words[k] == ";":
            return k
    return end


def _find_inverted(reading: Reading, i: int, *, sure: bool) -> Evidence | None:
    """Read "said X", "a assuré X", "hat X gesagt": verb first, subject after it."""
    prose, grammar = reading.prose, reading.grammar
    cue = i
    while (
        cue < len(prose) - 1
        and prose.kinds[cue] == WORD
        and cue - i < 3
        and prose.lower[cue] not in grammar.cues.speech
    ):
        if prose.lower[cue] not in grammar.between and prose.lower[cue] not in AUXILIARIES:
            break
        cue += 1
    if prose.lower[min(cue, len(prose) - 1)].endswith("ing"):
        return None
    if cue + 1 < len(prose) and prose.lower[cue] in grammar.pronouns and prose.lower[cue - 1] in AUXILIARIES:
        return Evidence(Phrase(cue, cue, "pronoun"), cue - 1, cue + 1, "inverted", 0.9)
    if cue >= len(prose) - 1 or prose.lower[cue] not in grammar.cues.speech or prose.kinds[cue] not in (WORD, CAPITAL):
        return None
    subject = find_subject_after(reading, cue)
    if subject is None:
        return None
    return Evidence(subject, i, cue, "inverted", 0.92 if sure else 0.7)


# Verbs that stand before a participle in Romance and German clauses.
AUXILIARIES = frozenset(
    [
        "a",
        "ont",
        "avait",
        "hat",
        "haben",
        "hatte",
        "ha",
        "han",
        "había",
        "has",
        "s'est",
        "a-t-il",
        "a-t-elle",
        "ont-ils",
        "ont-elles",
    ]
)

# Whose message it is: "говорится в её сообщении".
POSSESSIVES = frozenset(["её", "ее", "его", "их", "її", "його", "їх"])

# Pronouns that own a noun in English, by the gender they tell (see resolve.py).
OWNERS = frozenset(("his", "her", "its", "their"))
# Tokens between a noun that reports and the quotation: "claim that there have been “…”".
MAX_NOUN_REACH = 10

# Words that may stand between an inverted verb and its subject ("заявил журналистам мэр", "sagte der
# Agentur").
_GAP = 4


def find_subject_after(reading: Reading, cue: int) -> Phrase | None:
    """Find the subject that stands after its verb."""
    prose, grammar = reading.prose, reading.grammar
    i = cue + 1
    end = min(prose.bounds[prose.sentence[cue]][1], cue + 25)
    while i < end and (prose.lower[i] in grammar.between or prose.lower[i].endswith("ly")) and prose.kinds[i] == WORD:
        i += 1
    phrase = find_phrase_starting(reading, i, end)
    if phrase is None and grammar.language != "en":
        for k in range(i, min(i + _GAP, end)):
            if prose.lower[k] in POSSESSIVES:
                return Phrase(k, k, "pronoun")
        for k in range(i, min(i + _GAP, end)):
            if reading.cast.at.get(k, -1) >= 0:
                return find_phrase_starting(reading, k, end)
    if phrase is None or phrase.kind != "nominal":
        return phrase
    after = phrase.last + 1
    if after < end and prose.words[after] in (",", ":"):
        named = find_phrase_starting(reading, after + 1, min(end, after + 9))
        if named is not None and named.kind == "name":
            return Phrase(phrase.first, named.last, "name", named.mention)
    return phrase


def _according(reading: Reading, i: int) -> Evidence | None:
    """Read "according to X" at token ``i``."""
    if reading.prose.lower[i + 1] != "to":
        return None
    end = reading.prose.bounds[reading.prose.sentence[i]][1]
    subject = find_phrase_starting(reading, i + 2, end)
    return Evidence(subject, i, i + 1, "according", 0.85) if subject else None


def _any_verb_after(reading: Reading, i: int, end: int) -> Evidence | None:
    """Read a clause whose verb no list has: "…," X deadpanned."""
    prose = reading.prose
    subject = find_phrase_starting(reading, i, end)
    if subject is None or subject.kind == "nominal" or subject.last + 1 >= end:
        return None
    verb = subject.last + 1
    while verb < end - 1 and prose.lower[verb] in reading.grammar.between:
        verb += 1
    if prose.kinds[verb] != WORD or not looks_like_verb(prose.lower[verb]):
        return None
    return Evidence(subject, verb, verb, "after", 0.7)


def looks_like_verb(lower: str) -> bool:
    """Guess a past or present verb from its ending."""
    return lower.endswith(("ed", "s")) and len(lower) > 3 and not lower.endswith(("ss", "us"))


def is_verb(reading: Reading, c: int) -> bool:
    """Tell a verb from a noun of the same form: "the report", "secretary of state", "his promise"."""
    prose, grammar = reading.prose, reading.grammar
    if prose.kinds[c] not in (WORD, CAPITAL) or c in reading.cast.at:
        return False
    if c == 0:
        return False
    before = prose.lower[c - 1]
    if prose.kinds[c - 1] == NUMBER:
        return False
    if prose.words[c - 1] == "'s" or before in grammar.prepositions - {"to"}:
        return prose.lower[c].endswith("ing")
    if before in grammar.determiners and before not in grammar.indefinite | {"all", "that", "this"}:
        return False
    if c + 1 < len(prose) and prose.lower[c] in grammar.roles | grammar.documents:
        return prose.lower[c + 1] in ("that", ",", ":") or prose.kinds[c + 1] == QUOTE
    return True


def find_before(reading: Reading, q: int, *, is_full: bool) -> Evidence | None:
    """Read the sentence to the left of a quotation: the nearest verb that reports, and its subject."""
    floor = max(reading.prose.bounds[reading.prose.sentence[q]][0], q - MAX_REACH)
    return find_before_from(reading, q, floor, is_full=is_full)


def find_before_from(reading: Reading, q: int, floor: int, *, is_full: bool) -> Evidence | None:
    """Read a stretch of tokens from ``floor`` up to ``q`` as what introduces a quotation there."""
    prose, grammar = reading.prose, reading.grammar
    i = q - 1
    if i < floor:
        return None
    near = _verb_at_mark(reading, q, floor)
    weak: Evidence | None = None
    for c in range(i, floor - 1, -1):
        lower = prose.lower[c]
        if lower == "to" and c > floor and prose.lower[c - 1] == "according":
            return _according(reading, c - 1)
        if lower not in grammar.cues.all_cues and c != near:
            continue
        if lower.startswith("continu") and prose.lower[c + 1] == "to":
            continue
        if not is_verb(reading, c) and c != near:
            continue
        found = _read_cue(reading, c, q, floor)
        if found is None:
            continue
        if lower in grammar.cues.reporting or c == near:
            return found if is_full or c == near else _find_outer(reading, found, floor) or found
        weak = weak or found
    owner = _find_owner(reading, q, floor)
    if owner is not None or weak is not None:
        return owner or weak
    return _colon(reading, q, floor, is_full=is_full)


def _find_outer(reading: Reading, inner: Evidence, floor: int) -> Evidence | None:
    """Find the outer speaker of "Venn said that Tarr called it “x”": the clause is Venn's account."""
    prose, grammar = reading.prose, reading.grammar
    first = inner.subject.first
    c = first - 1
    if c > floor and prose.lower[c] == "that":
        c -= 1
    if c <= floor or prose.lower[c] not in grammar.cues.speech or not is_verb(reading, c):
        return None
    return _read_cue(reading, c, inner.cue_last, floor)


def _find_owner(reading: Reading, q: int, floor: int) -> Evidence | None:
    """Read a noun that reports and its owner: "Tarr's claim that “x”", "her description of it as “x”"."""
    prose, grammar = reading.prose, reading.grammar
    for c in range(q - 1, max(floor, q - MAX_NOUN_REACH), -1):
        if prose.lower[c] not in grammar.cues.nouns or prose.kinds[c] != WORD:
            continue
        for k in range(c - 1, max(floor - 1, c - 5), -1):
            if prose.words[k] == "'s":
                owner = find_phrase_ending(reading, k - 1, floor)
                return Evidence(owner, c, c, "reach", 0.6) if owner else None
            if prose.lower[k] in OWNERS:
                return Evidence(Phrase(k, k, "pronoun"), c, c, "reach", 0.6)
            if prose.kinds[k] not in (WORD, CAPITAL):
                break
    return None


def _verb_at_mark(reading: Reading, q: int, floor: int) -> int:
    """Token of the verb right before ", “" or ": “", whatever verb it is; -1 if there is none."""
    prose, grammar = reading.prose, reading.grammar
    if prose.words[q - 1] not in (",", ":") or q - 2 <= floor:
        return -1
    for c in range(q - 2, max(floor, q - 5), -1):
        if prose.kinds[c] != WORD or prose.lower[c] in grammar.prepositions:
            return -1
        before = skip_adverbs_back(reading, c - 1, floor)
        if before >= floor and (before in reading.cast.at or prose.lower[before] in grammar.pronouns):
            return c
    return -1


def _read_cue(reading: Reading, c: int, q: int, floor: int) -> Evidence | None:
    """Find the subject of one cue to the left of a quotation."""
    prose, grammar = reading.prose, reading.grammar
    lower = prose.lower[c]
    strength = 0.9 if lower in grammar.cues.speech else 0.75 if lower in grammar.cues.reporting else 0.45
    if q - c > 12:
        strength -= 0.15
    place: Place = "before" if q - c <= 3 else "reach"
    before = skip_adverbs_back(reading, c - 1, floor)
    if before < floor or prose.kinds[before] == QUOTE or _follows_quote(reading, before, floor):
        inverted = find_subject_after(reading, c) if before >= floor and not lower.endswith("ing") else None
        if inverted is not None and inverted.last < q:
            return Evidence(inverted, c, c, "before", strength)
        if before < floor:
            return None
    if _is_passive(reading, c, floor):
        agent = _find_agent(reading, c, q)
        return Evidence(agent, c, c, "reach", strength - 0.1) if agent else None
    if (lower in grammar.cues.bases or lower.endswith("s")) and not _agrees(reading, c, before, floor):
        return None
    if lower.endswith("ing"):
        own = find_phrase_ending(reading, c - 1, floor)
        if own is not None and (own.kind == "name" or prose.lower[own.head] in grammar.roles):
            return Evidence(own, c, c, place, strength)  # "with Senator Venn telling reporters …"
    if lower.endswith("ing") or prose.lower[c - 1] in ("to", "and", "or", "but", "by", "than", "as"):
        return _controlled(reading, c, q, floor, strength)
    subject = find_subject_before(reading, c, _clause_start(reading, c, floor))
    if subject is None or (_is_addressee(reading, subject, before)):
        return None
    return Evidence(subject, c, c, place, strength)


def _is_addressee(reading: Reading, subject: Phrase, before: int) -> bool:
    """Tell "told a woman who suggested that “…”", where the woman is spoken to, from "a woman who
    suggested".
    """
    prose = reading.prose
    relative = before > subject.last and prose.lower[before] in reading.grammar.relative
    return (
        relative
        and subject.first > 0
        and prose.lower[subject.first - 1] in ("told", "tells", "telling", "asked", "asking")
    )


# What a verb in its base form may follow: elsewhere the form is a noun ("state to state", "an email
# address").
_BEFORE_BASE = frozenset(
    [
        "to",
        "i",
        "we",
        "you",
        "they",
        "who",
        "that",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "did",
        "do",
        "does",
        "not",
        "and",
        "or",
        "also",
        "both",
        "all",
    ]
)


def _agrees(reading: Reading, c: int, before: int, floor: int) -> bool:
    """Tell a present tense from a noun of its form: somebody stands right before it, in the right number."""
    prose, grammar = reading.prose, reading.grammar
    if prose.words[before] in (",", ")", "—", "–", "-", "--") or prose.lower[before] in grammar.relative:
        return True
    if prose.lower[c] in grammar.cues.bases:
        word = prose.lower[c - 1]
        if c - 1 in reading.cast.at and word not in grammar.places | grammar.roles:
            return word in _BEFORE_BASE  # One person or body: "Paris attack" has no verb.
        plural = (
            word.endswith("s") or word in grammar.indefinite or word in ("people", "police", "men", "women", "children")
        )
        return plural or word in _BEFORE_BASE or prose.words[c - 1].endswith("n't")
    subject = find_phrase_ending(reading, before, floor)
    return subject is not None and not (subject.kind == "name" and prose.lower[subject.last] in grammar.places)


def _is_passive(reading: Reading, c: int, floor: int) -> bool:
    """Tell "has been called" from "called"; "was quoted as saying" keeps its subject, who did speak."""
    prose = reading.prose
    lower = prose.lower[c]
    if not lower.endswith(("ed", "en", "wn", "ld")) or lower in (
        "quoted",
        "heard",
        "reported",
        "said",
        "overheard",
    ):
        return False
    before = c - 1
    while before > floor and prose.lower[before].endswith("ly"):
        before -= 1
    return prose.lower[before] in (
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "be",
        "gets",
        "got",
        "so-called",
        "widely",
    )


def _find_agent(reading: Reading, c: int, q: int) -> Phrase | None:
    """Find who did it in a passive: "called “x” by Ada Venn"."""
    prose = reading.prose
    end = min(prose.bounds[prose.sentence[q]][1], q + 4)
    for i in range(c + 1, end):
        if prose.lower[i] == "by":
            return find_phrase_starting(reading, i + 1, prose.bounds[prose.sentence[q]][1])
    return None


def _follows_quote(reading: Reading, before: int, floor: int) -> bool:
    prose = reading.prose
    return before > floor and prose.words[before] in (",", "—", "–", "-") and prose.kinds[before - 1] == QUOTE


def _clause_start(reading: Reading, c: int, floor: int) -> int:
    """Start of the clause a finite verb stands in: after a semicolon, colon, quotation or opener."""
    prose, _grammar = reading.prose, reading.grammar
    for i in range(c - 1, floor - 1, -1):
        if prose.words[i] in (";", ":") or prose.kinds[i] in (QUOTE, BREAK):
            return i + 1
        if (
            prose.lower[i] in ("that", "because", "while", "but", "when", "whether", "if", "although", "though")
            and i > floor
            and c - i > 1
        ):
            return i + 1
    return floor


def _opening_end(reading: Reading, floor: int, c: int) -> int:
    """End of an adverbial opening ("In a statement released on Monday, …"), whose verbs have no say."""
    prose = reading.prose
    if prose.lower[floor] not in reading.grammar.adverbials:
        return floor
    return next((k for k in range(floor, c) if prose.words[k] == ","), floor)


def _controlled(reading: Reading, c: int, q: int, floor: int, strength: float) -> Evidence | None:
    """Find the subject of a participle or infinitive: that of the verb before, or its clause's head."""
    prose, grammar = reading.prose, reading.grammar
    opening = _opening_end(reading, floor, c)
    for v in range(c - 1, floor - 1, -1):
        if prose.lower[v] in grammar.cues.all_cues and not prose.lower[v].endswith("ing") and is_verb(reading, v):
            if prose.lower[v - 1] in ("to", "and", "or", "but") or v < opening:
                continue
            found = _read_cue(reading, v, q, floor)
            if found is not None:
                return Evidence(found.subject, c, c, "reach", min(strength, found.strength))
    head = find_clause_head(reading, floor, c)
    return Evidence(head, c, c, "reach", strength - 0.15) if head else None


def _is_label(reading: Reading, first: int) -> bool:
    """Tell "More from Ada Venn: “…”" from "gave a message to Ada Venn: “…”"."""
    before = reading.prose.lower[first - 1] if first else ""
    return before in ("from", "by") or before not in reading.grammar.prepositions


def _colon(reading: Reading, q: int, floor: int, *, is_full: bool) -> Evidence | None:
    """Read a sentence that introduces a full quotation without a reporting verb: Pell was blunt: “…”."""
    prose = reading.prose
    if q - 1 <= floor or prose.words[q - 1] not in (":", ","):
        return None
    number = reading.cast.at.get(q - 2, -1)
    mention = reading.cast.mentions[number] if number >= 0 and prose.words[q - 1] == ":" else None
    if mention is not None and mention.name and _is_label(reading, mention.first):
        return Evidence(Phrase(mention.first, mention.last, "name", number), q - 1, q - 1, "label", 0.8)
    if not is_full:
        return None
    head = find_clause_head(reading, floor, q - 1)
    if head is None:
        return None
    return Evidence(head, q - 1, q - 1, "colon", 0.6 if prose.words[q - 1] == ":" else 0.45)
