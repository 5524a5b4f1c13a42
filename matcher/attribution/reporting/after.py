"""The clause after a quotation: “…,” said X. “…,” X told reporters. “…” — X."""

from __future__ import annotations

from dataclasses import replace

from matcher.attribution.grammar import is_title
from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting
from matcher.attribution.reporting.before import is_phrase_cue
from matcher.attribution.reporting.bystanders import find_heard, is_told_so, open_evidence
from matcher.attribution.reporting.evidence import MAX_REACH, Evidence, find_printed, find_subject_after
from matcher.attribution.reporting.frames import read_frame, read_frame_beside
from matcher.attribution.reporting.inverted import read_unlisted
from matcher.attribution.reporting.objects import find_object
from matcher.attribution.reporting.prose import BREAK, CAPITAL, PUNCT, QUOTE, WORD
from matcher.attribution.reporting.replies import read_reply
from matcher.attribution.reporting.subjects import find_clause_head, find_subject_before
from matcher.attribution.reporting.verbs import has_particle, is_passive, is_verb, looks_like_verb

# How far after a quotation a reporting clause is looked for, in tokens: "Transport Minister X, 51, who …,
# told reporters" takes up to 25; farther verbs belong to narration.
REACH_AFTER = 30


# What parts two quotations, one of them another voice's.
_DASHES = frozenset(("—", "–", "--", "―", "-"))

# Verbs that stand before a participle in Romance and Germanic clauses.
AUXILIARIES = split_words(
    "a ont avait hat haben hatte heeft har hade ha hanno aveva avevano tem han había has"
    " s'est a-t-il a-t-elle ont-ils ont-elles"
)


def find_after(reading: Reading, q: int, *, breaks_off: bool, is_full: bool) -> Evidence | None:
    """Read the clause after a quotation."""
    prose, grammar = reading.prose, reading.grammar
    i, size = q + 1, len(prose)
    if i < size and prose.words[i] == ")":
        return None  # Tarr (“the Rope”) and others: what follows the bracket is no clause of the quotation's.
    comma = False
    signed = _find_signature_below(reading, q) if is_full else None
    if signed is not None:
        return signed
    if not breaks_off and i < size and prose.words[i] != ",":
        trailing = find_trailing(reading, q)
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
    frame = read_frame_beside(reading, i)
    if frame is not None:
        return frame
    inverted = _find_inverted(reading, i, sure=sure)
    if inverted is not None:
        return inverted
    end = _clause_end(reading, i, q)
    reply = read_reply(reading, i, end, is_speech=is_full or sure)
    if reply is not None:
        return reply
    if breaks_off and prose.kinds[i] == WORD and prose.lower[i].endswith("ed") and i + 1 in reading.cast.at:
        subject = find_subject_after(reading, i)
        if subject is not None and subject.kind == "name":
            return Evidence(subject, i, i, "inverted", 0.8)  # "…!” beamed Ada Venn."
    if prose.lower[i].endswith("ing") and prose.kinds[i] == WORD and not _is_before_role(reading, i):
        return None
    follows_as = prose.lower[i] == "as" and i + 1 < end
    if follows_as:
        i += 1
    elif prose.lower[i] not in grammar.definite and (
        prose.lower[i] in grammar.openers or prose.lower[i] in grammar.prepositions
    ):
        return None
    cue = _find_verb(reading, i, end, may_have_particle=sure or is_full)
    if cue >= 0 and grammar.language == "en" and is_passive(reading, cue, i):
        told = _read_told(reading, cue, end, sure=sure)
        if told is not None:
            return told
    heard = find_heard(reading, cue, end) if cue >= 0 else None
    if heard is not None:
        return heard
    if cue >= 0:
        read = _read_verb(reading, cue, i, sure=sure)
        return None if read is not None and follows_as and _is_event(reading, read.subject) else read
    found = _any_verb_after(reading, i, end) if sure else None
    if found is not None and not is_full and _takes_object(reading, found.cue_last + 1, end):
        return None  # "to his call for a “wet rope,” Venn described Tarr as"
    if found is not None and follows_as and not is_phrase_cue(reading, found.cue_first):
        return None  # "“Shame!” as Tarr left", but "as Tarr puts it"
    return found


def _read_told(reading: Reading, c: int, end: int, *, sure: bool) -> Evidence | None:
    """Read "“…,” Venn was told by Orr", of nobody without him; None where another verb reports: "was told, said"."""
    is_told = is_told_so(reading, c)
    if not (sure or is_told) or _find_verb(reading, c + 1, end, may_have_particle=False) >= 0:
        return None
    if c + 2 < end and reading.prose.lower[c + 1] == "by":
        agent = find_phrase_starting(reading, c + 2, end)
        return Evidence(agent, c, c, "after", 0.9) if agent is not None else None
    return open_evidence(c) if is_told else None


def _is_before_role(reading: Reading, i: int) -> bool:
    """Tell "“…,” [managing] director Ada Venn said" from "“…,” telling the director"."""
    grammar, lower = reading.grammar, reading.prose.lower
    if lower[i] in grammar.cues.all_cues or i + 1 >= len(lower):
        return False
    return lower[i + 1] in grammar.roles or is_title(lower[i + 1], grammar)


def _is_event(reading: Reading, subject: Phrase) -> bool:
    """Tell “x” as [the search] continued from “x” as the clerk said: a noun for nobody."""
    grammar, head = reading.grammar, reading.prose.lower[subject.head]
    if subject.kind != "nominal" or head in grammar.roles or head in grammar.organizations:
        return False
    return head not in grammar.documents and head not in grammar.unnamed_people


def _find_verb(reading: Reading, i: int, end: int, *, may_have_particle: bool) -> int:
    """Find the reporting verb of the clause that begins at ``i``, -1 if no list has it."""
    lower, speech = reading.prose.lower, reading.grammar.cues.speech
    for c in range(i, end):
        if may_have_particle and _ends_with_particle(reading, c, end):
            return c
        if lower[c] in speech and is_verb(reading, c) and not _is_noun(reading, c, i) and not _is_denied(reading, c):
            return c
    return -1


# What denies an English verb right before or behind it, "n't" apart.
_DENIED_BEFORE = frozenset(("not", "never"))
_DENIED_BEHIND = frozenset(("not", "nothing", "no"))


def _is_denied(reading: Reading, verb: int) -> bool:
    """Tell whoever was silent: “Is it late?” Tarr [did not answer], said nothing, made no reply."""
    prose = reading.prose
    if reading.grammar.language != "en" or verb + 1 >= len(prose):
        return False
    before, behind = prose.lower[verb - 1].replace("’", "'"), prose.lower[verb + 1]
    if before in _DENIED_BEFORE or before.endswith("n't") or prose.lower[verb].replace("’", "'").endswith("n't"):
        return True
    # "said no fewer than four times" has said so.
    return behind in _DENIED_BEHIND and (behind != "no" or prose.lower[verb] not in reading.grammar.cues.speech)


_DENIES = split_words("deny denies denied denying")


def _read_verb(reading: Reading, c: int, i: int, *, sure: bool) -> Evidence | None:
    """Read the subject of the verb ``c`` in the clause that begins at ``i``."""
    printed = find_printed(reading, c, i)
    if printed is not None:
        return Evidence(printed, c, c, "after", 0.9)
    following = reading.prose.lower[min(c + 1, len(reading.prose) - 1)]
    if reading.prose.lower[c] in _DENIES and following.endswith("ing"):
        return open_evidence(c)  # "“…,” Venn denied saying"
    accused = find_object(reading, c, i) if reading.prose.lower[c - 1] == "of" else None
    if accused is not None:
        return Evidence(accused, c, c, "after", 0.9)  # "“…,” Venn accused Orr of saying"
    subject = find_subject_before(reading, c, i)
    if subject is not None and _is_tail(reading, subject, i):
        return None
    last = c + 1 if has_particle(reading, c) else c
    if subject is not None and subject.first - i <= 4:
        near = 0.9 if sure else 0.75 if c - i <= 8 else 0.4
        return Evidence(subject, c, last, "after", near)
    head = find_clause_head(reading, i, c) if sure and c - i > 1 else None
    return Evidence(head, c, last, "after", 0.6) if head is not None else None


def _ends_with_particle(reading: Reading, c: int, end: int) -> bool:
    """Tell "Tarr went on" from "Tarr went on holiday": a verb with its particle, and no object behind it."""
    if not has_particle(reading, c):
        return False
    prose, grammar, after = reading.prose, reading.grammar, c + 2
    if after >= end or prose.kinds[after] in (PUNCT, QUOTE, BREAK):
        return True
    lower = prose.lower[after]
    return lower in grammar.prepositions or lower in grammar.openers or lower in grammar.days or lower.endswith("ly")


def _is_noun(reading: Reading, c: int, first: int) -> bool:
    """Tell "a Tarr tweet" and "had a statement to read" from "Tarr tweeted" and "went on to say"."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[c] in grammar.cues.bases and prose.lower[first] in ("a", "an") and c - 1 in reading.cast.at:
        return True
    return prose.lower[c - 1] == "to" and prose.lower[c - 2] in grammar.cues.nouns | grammar.documents


def _is_tail(reading: Reading, subject: Phrase, first: int) -> bool:
    """Tell "a site tied to a group called" and "a list made by Ely predicted" from "a group called"."""
    return subject.first > first and reading.prose.lower[subject.first - 1] in ("by", "to")


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


def find_trailing(reading: Reading, q: int) -> Evidence | None:
    """Read a reporting clause at the end of the sentence: “x” in the primary, said Ada Venn."""
    prose = reading.prose
    end = min(prose.bounds[prose.sentence[q]][1], q + MAX_REACH)
    if q + 2 < end and prose.words[q + 1] in _DASHES and prose.kinds[q + 2] == QUOTE:
        return None  # “x.” – “y,” said Venn: a dash alone parts what two people say.
    return find_told_last(reading, q, end)


def find_told_last(reading: Reading, q: int, end: int) -> Evidence | None:
    """Read the reporting clause behind one of the last commas of a sentence that ends before token ``end``."""
    prose = reading.prose
    for k in range(end - 3, max(q, end - REACH_AFTER), -1):
        comma_inside = prose.kinds[k] == QUOTE and prose.text[prose.ends[k] - 2] == ","
        if prose.words[k] != "," and not comma_inside:
            continue
        frame = read_frame(reading, k + 1)
        if frame is not None:
            return frame
        inverted = _find_inverted(reading, k + 1, sure=True)
        if inverted is not None and prose.kinds[k + 1] == WORD and not _is_own_clause(reading, inverted.subject):
            return replace(inverted, strength=0.88)
        found = _read_trailing(reading, k + 1, end)
        if found is not None:
            return found
    return None


# What a subject before it has for its own verb.
_FINITE = split_words("will would can could may might must shall should has have had is are was were did does do")


def _is_own_clause(reading: Reading, subject: Phrase) -> bool:
    """Tell "…, says the bill will pay" from "…, says Ada Venn": what seems the subject has a verb of its own."""
    return reading.prose.lower[min(subject.last + 1, len(reading.prose) - 1)] in _FINITE


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
    if after < len(prose) and prose.kinds[after] != BREAK and prose.words[after] != ",":
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
        if (
            prose.kinds[k] == QUOTE
            and prose.kinds[k - 1] == WORD
            and k + 1 < end
            and prose.kinds[k + 1] in (WORD, CAPITAL)
        ):
            continue  # "wearing a cowboy hat and “Venn” pins, said"
        if prose.kinds[k] in (QUOTE, BREAK) or prose.words[k] == ";":
            return k
    return end


def _find_inverted(reading: Reading, i: int, *, sure: bool) -> Evidence | None:
    """Read "said X", "a assuré X", "hat X gesagt", "chimed in X": verb first, subject after it."""
    prose, grammar = reading.prose, reading.grammar
    if has_particle(reading, i):
        subject = find_subject_after(reading, i + 1) if sure else None
        return Evidence(subject, i, i + 1, "inverted", 0.9) if subject else None
    cue = _find_cue(reading, i)
    phrase = _find_phrase(reading, cue)
    if phrase:
        subject = find_subject_after(reading, cue + phrase - 1)
        return Evidence(subject, i, cue + phrase - 1, "inverted", 0.92 if sure else 0.7) if subject else None
    if prose.lower[min(cue, len(prose) - 1)].endswith("ing") or prose.lower[i] == "having":
        return None
    if cue + 1 < len(prose) and prose.lower[cue] in grammar.pronouns and prose.lower[cue - 1] in AUXILIARIES:
        return Evidence(Phrase(cue, cue, "pronoun"), cue - 1, cue + 1, "inverted", 0.9)
    if cue >= len(prose) - 1:
        return None
    if prose.lower[cue] not in grammar.cues.speech or prose.kinds[cue] not in (WORD, CAPITAL):
        return read_unlisted(reading, i) if sure and grammar.inverted_endings else None
    subject = find_subject_after(reading, cue)
    if subject is None:
        return None
    return Evidence(subject, i, cue, "inverted", 0.92 if sure else 0.7)


def _find_cue(reading: Reading, i: int) -> int:
    """Skip what may stand before an inverted verb: "ha [detto]", "también [dijo]", "gli [risponde]"."""
    prose, grammar = reading.prose, reading.grammar
    cue = i
    while cue < len(prose) - 1 and prose.kinds[cue] == WORD and cue - i < 3:
        lower = prose.lower[cue]
        if lower in grammar.cues.speech or _find_phrase(reading, cue):
            break
        if lower not in grammar.between and lower not in AUXILIARIES and lower not in grammar.clitics:
            break
        cue += 1
    return cue


def _find_phrase(reading: Reading, cue: int) -> int:
    """Return the length of a phrase that reports with its subject behind it ("fa sapere X"), or 0; not in English."""
    grammar, lower = reading.grammar, reading.prose.lower
    if grammar.language == "en" or not grammar.cues.phrases or cue >= len(lower) - 1:
        return 0
    found = grammar.cues.phrases.get(lower[cue], ())
    return max((len(phrase) for phrase in found if tuple(lower[cue : cue + len(phrase)]) == phrase), default=0)


def is_bare_verb(reading: Reading, q: int) -> bool:
    """Tell a reporting verb after a quotation whose subject is left out: "…", ha detto ai giornalisti."""
    prose, grammar = reading.prose, reading.grammar
    i = q + 1
    while i < len(prose) and prose.words[i] in (",", "—", "–", "-"):
        i += 1
    if i == q + 1 or i >= len(prose) - 1 or prose.sentence[i] != prose.sentence[q]:
        return False
    cue = _find_cue(reading, i)
    last = cue + max(_find_phrase(reading, cue), 1) - 1
    if last == cue and (prose.lower[cue] not in grammar.cues.speech or prose.kinds[cue] != WORD):
        return False
    return last + 1 >= len(prose) or prose.kinds[last + 1] != CAPITAL


def _any_verb_after(reading: Reading, i: int, end: int) -> Evidence | None:
    """Read a clause whose verb no list has: "…," X deadpanned."""
    prose = reading.prose
    subject = find_phrase_starting(reading, i, end)
    if subject is None or subject.kind == "nominal" or subject.last + 1 >= end:
        return None
    verb = subject.last + 1
    while verb < end - 1 and prose.lower[verb] in reading.grammar.between:
        verb += 1
    if prose.kinds[verb] != WORD or _is_denied(reading, verb):
        return None
    named = subject.kind == "name" and verb == subject.last + 1
    if not looks_like_verb(prose.lower[verb]) and not (named and _can_only_be_verb(reading, verb)):
        return None
    return Evidence(subject, verb, verb, "after", 0.7)


def _takes_object(reading: Reading, after: int, end: int) -> bool:
    """Tell a verb of another clause by the name it takes for its object."""
    return after < end and after in reading.cast.at and reading.grammar.language == "en"


def _can_only_be_verb(reading: Reading, verb: int) -> bool:
    """Tell "“…,” Tarr shot back" from "“…,” Tarr of Ely": after a name, what is of no closed class is a verb."""
    grammar, lower = reading.grammar, reading.prose.lower[verb]
    closed = grammar.prepositions | grammar.openers | grammar.determiners | grammar.relative | grammar.adverbials
    return grammar.language == "en" and len(lower) > 2 and lower not in closed and lower not in grammar.roles
