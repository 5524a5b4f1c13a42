"""The sentence to the left of a quotation: X said: “…”, X called it “…”, X left, adding that “…”.

The nearest verb that reports decides; a participle or infinitive speaks for the subject of its clause, a noun that
reports for its owner, and right before a comma or colon any verb will do.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.accounts import (
    accounts_for,
    find_after_first_person,
    find_clause_start,
    governs,
    may_be_inner,
)
from matcher.attribution.reporting.bystanders import find_bystander
from matcher.attribution.reporting.evidence import MAX_REACH, Evidence, Place, find_printed, find_subject_after
from matcher.attribution.reporting.frames import opens_frame, read_frame_before
from matcher.attribution.reporting.introduced import find_label, find_narrated, find_verb_at_mark, read_colon
from matcher.attribution.reporting.objects import find_object, has_object
from matcher.attribution.reporting.owners import find_owner
from matcher.attribution.reporting.participles import find_caused, find_own_subject, find_starter
from matcher.attribution.reporting.prose import CAPITAL, QUOTE, WORD
from matcher.attribution.reporting.subjects import (
    find_clause_head,
    find_subject_before,
    skip_adverbs_back,
)
from matcher.attribution.reporting.verbs import agrees, is_passive, is_relayed, is_verb

# Whatever verb stands right before a colon and a whole sentence in quotation marks, its subject speaks.
AT_COLON = 0.75

# A phrase that reports ("made clear that") does so as surely as a verb.
AT_PHRASE = 0.75


def find_before(reading: Reading, q: int, *, is_full: bool) -> Evidence | None:
    """Read the sentence to the left of a quotation: the nearest verb that reports, and its subject."""
    floor = max(reading.prose.bounds[reading.prose.sentence[q]][0], q - MAX_REACH)
    opening = _find_opening_dash(reading, q, floor)
    found = find_before_from(reading, opening, floor, is_full=is_full) if opening > floor else None
    return found or find_before_from(reading, q, floor, is_full=is_full)


_DASHES = frozenset(("—", "–", "--"))


def _find_opening_dash(reading: Reading, q: int, floor: int) -> int:
    """Token of the dash that opens a relative clause between a verb and its words, -1 without one.

    "Ada Venn commented on it — which the Herald noted as unusual — “x”"
    """
    prose = reading.prose
    if prose.words[q - 1] not in _DASHES:
        return -1
    opening = next((k for k in range(q - 2, floor, -1) if prose.words[k] in _DASHES), -1)
    return opening if opening >= 0 and prose.lower[opening + 1] in reading.grammar.relative else -1


def find_before_from(reading: Reading, q: int, floor: int, *, is_full: bool) -> Evidence | None:
    """Read a stretch of tokens from ``floor`` up to ``q`` as what introduces a quotation there."""
    prose, grammar = reading.prose, reading.grammar
    i = q - 1
    if i < floor:
        return None
    label = find_label(reading, q, floor)
    if label is not None and prose.words[label.subject.first - 1] in ("-", "–", "—"):
        return label  # "Pollsters agree – Ada Venn: “…”"
    narrated = find_narrated(reading, q, floor) if grammar.infinitive_marks else None
    if narrated is not None:
        return narrated
    bystander = find_bystander(reading, q, floor)
    if bystander is not None:
        return bystander
    near = find_verb_at_mark(reading, q, floor)
    weak: Evidence | None = None
    for c in range(i, floor - 1, -1):
        lower = prose.lower[c]
        may_frame = lower in grammar.frames or lower in grammar.frames_behind or c == floor
        frame = read_frame_before(reading, c, floor, q) if may_frame else None
        if frame is not None and ";" in prose.words[frame.subject.last : q]:
            frame = None  # "According to the embassy, one died; officials called him “x”"
        elif frame is not None or (grammar.language == "en" and opens_frame(reading, c)):
            return frame
        is_phrase = c != near and is_phrase_cue(reading, c)
        if lower not in grammar.cues.all_cues and c != near and not is_phrase:
            continue
        if lower.startswith("continu") and prose.lower[c + 1] == "to":
            continue
        if not is_verb(reading, c) and c != near:
            continue
        found = _read_cue(reading, c, q, floor)
        if found is None:
            continue
        if is_phrase:
            return replace(found, strength=max(found.strength, AT_PHRASE))
        outer = _find_outer(reading, found, floor) if c == near and lower not in grammar.cues.all_cues else None
        if outer is not None:
            return outer  # "Venn adds that the mills have two ways: “…”"
        if c == near and is_full and prose.words[i] == ":":
            return replace(found, strength=max(found.strength, AT_COLON))
        if weak is not None:
            if lower in grammar.cues.speech and accounts_for(reading, c, weak):
                subject = weak.subject if weak.subject.first <= c else found.subject
                return replace(found, subject=subject, strength=min(found.strength, MAX_ACCOUNT))
        elif lower in grammar.cues.speech or c == near:
            return found if is_full or c == near else _find_outer(reading, found, floor) or found
        else:
            weak = found
    owner = find_owner(reading, q, floor)
    if weak is not None and prose.lower[weak.cue_first] in grammar.cues.reporting:
        return weak if is_full else _find_outer(reading, weak, floor) or weak
    if owner is not None or weak is not None:
        return owner or weak
    return read_colon(reading, q, floor, is_full=is_full)


# The strength of "Venn said that …" where another verb, of somebody else perhaps, stands nearer to the quotation.
MAX_ACCOUNT = 0.7


def is_phrase_cue(reading: Reading, c: int) -> bool:
    """Tell the verb of a phrase that reports: "made clear", "puts it"."""
    lower, phrases = reading.prose.lower, reading.grammar.cues.phrases
    if lower[c + 1 : c + 2] == ["on"] and lower[c + 2 : c + 3] in (["for"], ["until"], ["despite"]):
        return False  # "the strike went on for “years”"
    return any(tuple(lower[c : c + len(phrase)]) == phrase for phrase in phrases.get(lower[c], ()))


def _find_outer(reading: Reading, inner: Evidence, floor: int) -> Evidence | None:
    """Find the outer speaker of "Venn said that Tarr called it “x”": the clause is Venn's account."""
    prose, grammar = reading.prose, reading.grammar
    first = inner.subject.first
    c = first - 1
    if has_object(reading, c, inner.subject, inner.cue_first, floor):
        perceiver = find_subject_before(reading, c, floor)
        if perceiver is None or perceiver.kind != "pronoun":
            return None
        return _find_outer(
            reading, replace(inner, subject=perceiver, cue_first=c, cue_last=c), floor
        )  # "said she heard"
    cues = grammar.cues.speech
    if c > floor and prose.lower[c] == "that":
        c, cues = c - 1, grammar.cues.all_cues
    if c <= floor or prose.lower[c] not in cues or not is_verb(reading, c):
        return None
    follows = prose.words[c - 1] == "," or prose.kinds[c - 1] == QUOTE
    has_verb = skip_adverbs_back(reading, inner.cue_first - 1, first) == inner.subject.last
    if follows and inner.subject.kind != "pronoun" and not (has_verb and prose.words[c - 1] == ","):
        return None  # "…, said Tarr, adding": Tarr is who said, but not in "Venn, who knows, said Tarr called it “x”".
    return _read_cue(reading, c, inner.cue_last, floor)


def _read_cue(reading: Reading, c: int, q: int, floor: int) -> Evidence | None:
    """Find the subject of one cue to the left of a quotation."""
    prose, grammar = reading.prose, reading.grammar
    lower = prose.lower[c]
    strength = 0.9 if lower in grammar.cues.speech else 0.75 if lower in grammar.cues.reporting else 0.45
    if q - c > 12:
        strength -= 0.15
    place: Place = "before" if q - c <= 3 else "reach"
    if (
        grammar.language != "en"
        and c + 1 < q
        and (prose.lower[c + 1] in grammar.he or prose.lower[c + 1] in grammar.she)
    ):
        return Evidence(Phrase(c + 1, c + 1, "pronoun"), c, c, place, strength)  # "Der Agentur sagte er: „…“"
    if prose.lower[c + 1] == "by" and is_relayed(reading, c, q):
        subject = find_subject_before(reading, c, find_clause_start(reading, c, floor))
        return Evidence(subject, c, c, "reach", strength) if subject else None
    if prose.lower[c + 1] == "by" and lower.endswith(("ed", "en", "wn")):
        agent = find_phrase_starting(reading, c + 2, q)  # "seen by Ada Venn as a “wet rope”"
        return Evidence(agent, c, c, "reach", strength - 0.1) if agent else None
    own = find_printed(reading, c, floor) or find_object(reading, c, floor)
    if own is not None:
        return Evidence(own, c, c, place, strength)
    before = skip_adverbs_back(reading, c - 1, floor)
    by = q + 1 < len(prose) and prose.lower[q + 1] == "by"
    if by and q - c <= 3 and lower.endswith("ed") and before >= floor and prose.words[before] in (",", "—", "–", "("):
        agent = _find_agent(reading, c, q)  # "the talks, labeled a “farce” by Ada Venn"
        return Evidence(agent, c, c, "reach", strength - 0.1) if agent else None
    if before < floor or prose.kinds[before] == QUOTE or _follows_quote(reading, before, floor):
        opens = before < floor and lower not in grammar.cues.speech
        inverted = None if opens or lower.endswith("ing") else find_subject_after(reading, c)
        if inverted is not None and inverted.last < q:
            return Evidence(inverted, c, c, "before", strength)
        if before < floor:
            return None
    if _names_thing(reading, c, q, floor) or _is_byname(reading, c, q, before, floor):
        return None
    inverts = lower in grammar.cues.speech and lower not in _ADDRESSING and not lower.endswith("ing")
    if inverts and prose.words[c - 1] == ",":
        inverted = find_subject_after(reading, c)
        is_set_off = (
            inverted is not None and inverted.kind != "nominal" and prose.words[inverted.last + 1] in (",", ":")
        )
        if inverted is not None and is_set_off and (lower not in _NAMING or inverted.last == q - 2):
            # "In a dry year, explained Ada Venn, “…”", "Ben Orr, said Ada Venn, was “…”"
            return Evidence(inverted, c, c, "before" if inverted.last == q - 2 else place, strength)
    if is_passive(reading, c, floor):
        agent = None if lower in ("said", "reported") else _find_agent(reading, c, q)
        return Evidence(agent, c, c, "reach", strength - 0.1) if agent else None
    if (lower in grammar.cues.bases or lower.endswith("s")) and not agrees(reading, c, before, floor):
        return None
    if lower.endswith("ing"):
        own = find_own_subject(reading, c, floor)
        if own is not None:
            return Evidence(own, c, c, place, strength)  # "with Senator Venn telling reporters …"
    fronted = _find_behind_fronted(reading, c, q, floor) if grammar.inverts else None
    if fronted is not None:
        return Evidence(fronted, c, c, place, strength)
    joins = prose.lower[c - 1] in ("to", "and", "or", "but", "by", "than", "as")
    if lower.endswith("ing") or joins or prose.lower[before] == "and":
        return _controlled(reading, c, q, floor, strength)
    subject = _find_before_aside(reading, before, floor)
    if subject is None:
        subject = find_subject_before(reading, c, find_clause_start(reading, c, floor))
    if subject is None and prose.words[before] == ",":
        subject = find_clause_head(reading, floor, before)  # "Venn, the author of “Low Tide”, said"
    if subject is None or (_is_addressee(reading, subject, before)):
        return None
    return Evidence(subject, c, c, place, strength)


def _find_before_aside(reading: Reading, before: int, floor: int) -> Phrase | None:
    """Find the subject whose one aside ends right before the verb, whatever clauses are in it.

    "Venn, who asked whether it was late, [said]".
    """
    prose = reading.prose
    if prose.words[before] != ",":
        return None
    head = find_clause_head(reading, floor, before)
    if head is None:
        return None
    opening = head.last + 1
    if prose.words[opening] == "(":
        opening = next((k + 1 for k in range(opening, before) if prose.words[k] == ")"), opening)
    if prose.words[opening] != "," or prose.lower[opening + 1] not in reading.grammar.relative:
        return None
    return None if "," in prose.words[opening + 1 : before] else head


def _find_behind_fronted(reading: Reading, c: int, q: int, floor: int) -> Phrase | None:
    """Find the subject behind the verb of a Dutch or Swedish clause that something else opens, up to a colon.

    "Tegen het ANP zegt Mira Stam: „…”"
    """
    prose, grammar = reading.prose, reading.grammar
    if prose.words[q - 1] != ":" or prose.lower[floor] not in grammar.prepositions | grammar.between:
        return None
    subject = find_subject_after(reading, c)
    return subject if subject is not None and subject.last == q - 2 else None


# Participles that give a thing its name: a box labelled “fragile”, a formula called the “chained index”.
_NAMING = frozenset(("called", "named", "titled", "entitled", "dubbed", "labeled", "labelled", "marked"))


# Verbs that take whoever is spoken to: "…, told Tarr, “…”" has its speaker before the verb.
_ADDRESSING = split_words("told tells asked asks advised advises warned warns urged reminded")


def _names_thing(reading: Reading, c: int, q: int, floor: int) -> bool:
    """Tell a thing's name right after it from what somebody calls somebody."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[c] not in _NAMING or q - c > 2 or prose.kinds[c - 1] not in (WORD, CAPITAL):
        return False
    if prose.lower[c - 1] in grammar.between:
        return False  # "was called", "has called"
    thing = find_phrase_ending(reading, c - 1, floor)
    if thing is None:
        return prose.kinds[c - 1] == WORD and prose.lower[c - 1].endswith("s")  # "items labelled"
    head = prose.lower[thing.head]
    return thing.kind == "nominal" and head not in grammar.roles and head not in grammar.organizations


# What may stand between a participle that gives somebody a name and the name.
_BEFORE_BYNAME = frozenset(("to", "as", "a", "an", "the"))
# Relative pronouns that may be a verb's object, before its subject.
_OBJECTS = frozenset(("that", "which", "whom", "what"))


def _is_byname(reading: Reading, c: int, q: int, before: int, floor: int) -> bool:
    """Tell what others call whoever stands before the comma: "Ben Orr, often referred to as “The Lion Man”"."""
    prose = reading.prose
    names = prose.lower[c] in _NAMING or prose.lower[c] in ("nicknamed", "referred", "known", "described")
    if not names or prose.words[before] != "," or not _BEFORE_BYNAME.issuperset(prose.lower[c + 1 : q]):
        return False
    return _OBJECTS.isdisjoint(prose.lower[floor:before])  # "a town that its mayor, Ada Venn, called “x”"


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


def _opening_end(reading: Reading, floor: int, c: int) -> int:
    """End of an adverbial opening ("In a statement released on Monday, …"), whose verbs have no say."""
    prose = reading.prose
    if prose.lower[floor] not in reading.grammar.adverbials:
        return floor
    return next((k for k in range(floor, c) if prose.words[k] == ","), floor)


def _controlled(reading: Reading, c: int, q: int, floor: int, strength: float) -> Evidence | None:
    """Find the subject of a participle or infinitive: that of the verb before, or its clause's head."""
    prose, grammar = reading.prose, reading.grammar
    if prose.words[c - 1] == ",":  # "Tarr said that Venn had left, adding that": the main clause's subject goes on.
        trailing = _find_trailing(reading, c - 1, floor)
        if trailing is not None:
            return Evidence(trailing, c, c, "reach", strength)
        head = find_clause_head(reading, floor, c)
        if head is not None:
            return Evidence(head, c, c, "reach", min(strength, MAX_CONTROLLED))
    own = find_caused(reading, c, floor) or find_starter(reading, c, floor)
    if own is not None:
        return Evidence(own, c, c, "reach", strength)
    opening = _opening_end(reading, floor, c)
    inner: Evidence | None = None
    for v in range(c - 1, floor - 1, -1):
        if prose.lower[v] in grammar.cues.all_cues and not prose.lower[v].endswith("ing") and is_verb(reading, v):
            if prose.lower[v - 1] in ("to", "and", "or", "but") or v < opening:
                continue
            found = _read_cue(reading, v, q, floor)
            if found is not None and inner is not None and not governs(reading, v, inner.subject):
                break
            if found is not None:
                subject = find_after_first_person(reading, found.subject, c) or found.subject
                inner = Evidence(subject, c, c, "reach", min(strength, found.strength))
                if not may_be_inner(reading, subject, c):
                    break
    if inner is not None:
        return inner
    head = find_clause_head(reading, floor, c)
    return Evidence(head, c, c, "reach", strength - 0.15) if head else None


# A participle's subject, found at the other end of its sentence, is less sure than a verb's own.
MAX_CONTROLLED = 0.78


def _find_trailing(reading: Reading, comma: int, floor: int) -> Phrase | None:
    """Find the subject of "…, Tarr said, adding" and "…, said Tarr, the mayor, adding"."""
    prose, speech = reading.prose, reading.grammar.cues.speech
    if prose.lower[comma - 1] in speech and is_verb(reading, comma - 1):
        return find_subject_before(reading, comma - 1, _segment_start(reading, comma - 1, floor))
    for k in range(comma - 1, floor, -1):
        if prose.lower[k] in speech and (prose.words[k - 1] == "," or prose.kinds[k - 1] == QUOTE):
            return find_subject_after(reading, k)
    return None


def _segment_start(reading: Reading, verb: int, floor: int) -> int:
    """Start of what stands between the last comma or quotation and a verb."""
    prose = reading.prose
    return next(
        (k + 1 for k in range(verb - 1, floor - 1, -1) if prose.words[k] == "," or prose.kinds[k] == QUOTE), floor
    )
