"""The noun phrase that a reporting verb has for its subject.

Without a tagger, structure carries: what stands between the clause's start and the verb, minus openings ("On
Monday,"), appositions (", 51, a former captain,") and prepositional tails ("a spokesman *for the ministry*").
"""

from __future__ import annotations

from dataclasses import replace

from matcher.attribution.grammar import strip_elision
from matcher.attribution.lexicon import is_given_name, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting, is_unnamed
from matcher.attribution.reporting.prose import CAPITAL, NUMBER, WORD
from matcher.attribution.reporting.telling import find_owned, find_telling


def find_subject_before(reading: Reading, verb: int, floor: int) -> Phrase | None:
    """Find the subject that stands before a verb, not beyond token ``floor``."""
    prose, grammar = reading.prose, reading.grammar
    j = skip_adverbs_back(reading, verb - 1, floor)
    if j < floor:
        return None
    if prose.lower[j] in grammar.relative:
        return _find_antecedent(reading, j, floor)
    if prose.lower[j] == "that" and grammar.language == "en" and prose.lower[verb] not in grammar.cues.bases:
        return _find_antecedent(reading, j, floor)  # "a sign that read"
    if prose.words[j] == "," and j > floor and prose.words[j - 1] == ")":
        j -= 1
    if prose.words[j] in (",", ")", "—", "–"):
        opening = _find_aside(reading, j, floor)
        if opening > floor and prose.lower[opening - 1] in grammar.relative:
            return _find_antecedent(reading, opening - 1, floor)  # "Venn, who, on Monday, called"
        aside = find_phrase_ending(reading, opening - 1, floor) if opening > floor else None
        if aside is not None and prose.words[j] == ")" and aside.kind == "name":
            is_body = reading.cast.mentions[aside.mention].looks == "organization"
            return climb(reading, aside, floor) if is_body else aside  # "Venn of the Harbour Agency (NHA) said"
        opener = prose.lower[aside.first - 1] if aside is not None and aside.first - 1 > floor else ""
        if opener in grammar.relative or opener == "what":
            return aside  # "a tape in which someone, seemingly Orr, says", "in what Ada Venn, the mayor, called"
        return find_clause_head(reading, floor, j) or aside
    phrase = find_phrase_ending(reading, j, floor)
    if phrase is None:
        return find_clause_head(reading, floor, verb)
    if phrase.kind == "nominal" and phrase.first > 0 and prose.lower[phrase.first - 1] in grammar.ago:
        return None  # "Hace un año había declarado"
    if phrase.kind == "name" and _is_tail(reading, phrase, floor):
        head = find_clause_head(reading, floor, verb)
        if head is not None and head.kind == "name" and reading.cast.mentions[head.mention].looks == "person":
            return head
    subject = climb(reading, phrase, floor)
    if subject == phrase and _is_governed(reading, phrase, floor):
        done = phrase.first - 2  # "The notice [published] by Corvid Works said"
        head = find_clause_head(reading, floor, done if prose.lower[done].endswith(("ed", "en", "nt")) else verb)
        return head if head is not None and head.last < phrase.first else None
    if subject == phrase and not prose.lower[verb].endswith("ing"):
        subject = find_telling(reading, phrase, floor) or find_owned(reading, phrase, floor) or phrase
    return _find_unclosed(reading, subject, verb, floor) or subject


# Prepositions that bring in whom something is done by, for or to, or on what it stands: nobody who speaks.
_GOVERNING = split_words("to by on in via into")


def _is_governed(reading: Reading, phrase: Phrase, floor: int) -> bool:
    """Tell what stands behind a preposition, and no head before it: "published by Corvid Works", "and on Twitter"."""
    prose, before = reading.prose, phrase.first - 1
    if before <= floor or phrase.kind == "pronoun" or prose.lower[before] not in _GOVERNING:
        return False
    if phrase.kind == "nominal":
        return prose.lower[before] == "by"
    return reading.cast.mentions[phrase.mention].looks != "person" or prose.lower[before] in ("to", "by")


def _is_tail(reading: Reading, phrase: Phrase, floor: int) -> bool:
    """Tell a state behind its town, and a body's last word, from who speaks: "of Ely, Iowa", "for Law and Justice"."""
    prose, grammar, before = reading.prose, reading.grammar, phrase.first - 1
    if before <= floor or phrase.first != phrase.last:
        return False
    lower = prose.lower[phrase.last]
    if prose.words[before] == ",":
        return lower in grammar.places and before - 1 in reading.cast.at
    return prose.lower[before] == "and" and lower in grammar.organization_names and before - 1 in reading.cast.at


def _find_unclosed(reading: Reading, office: Phrase, verb: int, floor: int) -> Phrase | None:
    """Find who has an apposition that no comma closes: "Ada Venn, a spokeswoman for the mayor told the Herald"."""
    prose, name = reading.prose, reading.cast.at.get(office.first - 2, -1)
    if office.kind != "nominal" or name < 0 or prose.words[office.first - 1] != "," or prose.words[verb + 1] == ",":
        return None
    mention = reading.cast.mentions[name]
    opens = mention.first == floor and mention.looks == "person" and len(mention.name) > 1
    return Phrase(mention.first, mention.last, "name", name) if opens else None


def skip_adverbs_back(reading: Reading, j: int, floor: int) -> int:
    """Skip auxiliaries and adverbs to the left."""
    prose, grammar = reading.prose, reading.grammar
    while j >= floor and prose.kinds[j] in (WORD, CAPITAL) and j not in reading.cast.at:
        lower = prose.lower[j]
        adverb = lower.endswith("ly") and prose.kinds[j] == WORD and lower not in ("family", "ally", "rally")
        if lower in ("this", "the", "that") and prose.lower[j + 1] in _TIMES:
            pass  # "who this week published"
        elif lower in grammar.prepositions and j + 1 < len(prose) and prose.lower[j + 1] in grammar.days:
            pass  # "which Tarr on Friday declared"
        elif lower not in grammar.between and lower not in grammar.clitics and not adverb:
            break
        j -= 1
    return j


# Nouns of time that stand before a verb as adverbs do.
_TIMES = split_words("week month year night morning evening afternoon weekend day hour minute moment time decade")


def _find_antecedent(reading: Reading, j: int, floor: int) -> Phrase | None:
    """Find what "who" refers to."""
    prose = reading.prose
    relative = j
    j -= 1
    while j >= floor and (prose.words[j] in (",", ")", "—", "–", "-", "--") or prose.kinds[j] == NUMBER):
        j -= 1
    phrase = find_phrase_ending(reading, j, floor) if j >= floor else None
    if phrase is not None and prose.lower[phrase.first - 1] == "not" and prose.words[phrase.first - 2] == ",":
        phrase = find_phrase_ending(reading, phrase.first - 3, floor)  # "It was Ben Orr, not Ada Venn, [who]"
    if phrase is None:
        return None
    sent = phrase.first - 2
    if sent >= floor and prose.lower[sent + 1] == "to" and prose.lower[sent] in reading.grammar.documents:
        return replace(phrase, relative=relative)  # "wrote a letter to Ben Orr, who replied"
    bearer = _find_apposed(reading, phrase, floor) if prose.lower[relative] == "who" else None
    return replace(bearer or climb(reading, phrase, floor), relative=relative)


def is_plural(word: str) -> bool:
    """Tell a noun in the plural."""
    return (word.endswith("s") and not word.endswith("ss")) or word in ("people", "police", "men", "women", "children")


# Words of an apposition before a relative clause: "a marine ecologist and professor at the University of Ely".
_MAX_APPOSITION = 14


def _find_apposed(reading: Reading, phrase: Phrase, floor: int) -> Phrase | None:
    """Find who has the apposition that ends in a phrase: "Ada Venn, a marine ecologist at Ely, [who]"."""
    prose, grammar = reading.prose, reading.grammar
    comma = next(
        (k for k in range(phrase.first, max(floor, phrase.last - _MAX_APPOSITION), -1) if prose.words[k] == ","), -1
    )
    number = reading.cast.at.get(comma - 1, -1)
    if comma < 0 or number < 0 or reading.cast.mentions[number].looks != "person":
        return None
    opening = prose.lower[comma + 1]
    describes = opening in grammar.unnamed_articles or opening in grammar.definite
    roles = grammar.roles.intersection(prose.lower[comma + 1 : comma + 4])
    is_office = any(not is_plural(role) for role in roles) and not is_given_name(opening)
    mention = reading.cast.mentions[number]
    if prose.lower[mention.first - 1] == "and":
        return None  # "Ben Orr and Ada Venn, a couple at Ely, who"
    return Phrase(mention.first, mention.last, "name", number) if mention.name and (describes or is_office) else None


def _find_aside(reading: Reading, j: int, floor: int) -> int:
    """Find the token that opens an aside in brackets, dashes or commas, which ends at token ``j``; ``floor`` or less if
    none does.
    """
    prose = reading.prose
    opening = {")": "(", ",": ",", "—": "—", "–": "–"}[prose.words[j]]
    i = j - 1
    while i >= floor and prose.words[i] != opening:
        i -= 1
    return i


def climb(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """Go from a prepositional tail to its head: "a spokesman for Mr. Tarr", "Venn of Britain's Harbour Agency"."""
    prose, grammar = reading.prose, reading.grammar
    before = phrase.first - 1
    if before <= floor or phrase.kind == "pronoun":
        return phrase
    if prose.words[before] == "'s":
        owner = find_phrase_ending(reading, before - 1, floor)
        before = owner.first - 1 if owner is not None else floor
    if phrase.kind == "name" and not is_given_name(prose.lower[phrase.first]):
        before = _skip_body(reading, before, floor)
        if before - 1 > floor and prose.kinds[before] == WORD and prose.lower[before - 1] in grammar.determiners:
            before -= 2  # "a source within [the central] Interior Ministry"
    if before <= floor or prose.lower[before] not in grammar.prepositions:
        return phrase
    busy = _find_busy(reading, before - 1, floor)
    if busy is not None:
        return busy
    head = find_phrase_ending(reading, before - 1, floor)
    if head is None:
        return phrase
    busy = _find_busy(reading, head.first - 1, floor) if head.kind == "nominal" else None
    if busy is not None:
        return busy
    if prose.lower[before] == "for" and _is_campaign(reading, head, phrase):
        return Phrase(head.first, phrase.last, "nominal", tail=phrase.last - head.last)
    head = climb(reading, head, floor)
    if not _can_speak(reading, head, of=prose.lower[before]):
        return phrase
    if head.kind == "nominal" and prose.lower[before] in _TAIL_PREPOSITIONS:
        return Phrase(head.first, phrase.last, "nominal", tail=phrase.last - head.head)
    return head


def _is_campaign(reading: Reading, runner: Phrase, office: Phrase) -> bool:
    """Tell "Venn for Senate", which is no person, by the office or body behind the name."""
    word, grammar = reading.prose.lower[office.last], reading.grammar
    is_office = word in grammar.titles or word in grammar.organizations or word in grammar.roles
    return runner.kind == "name" and office.first == office.last == runner.last + 2 and is_office


# Words before a body's name that say what it is: "the worldwide victims' group".
_MAX_BODY_WORDS = 6
_APOSTROPHES = frozenset(("'s", "'", "’"))


def _skip_body(reading: Reading, noun: int, floor: int) -> int:
    """Skip what a body is, before its name, back to a preposition: Ada Venn of [the victims' group] End It Now."""
    prose, grammar = reading.prose, reading.grammar
    if noun <= floor or prose.kinds[noun] != WORD or prose.lower[noun] not in grammar.organizations:
        return noun
    for k in range(noun - 1, max(floor, noun - _MAX_BODY_WORDS), -1):
        if prose.lower[k] in grammar.prepositions:
            return k
        if prose.kinds[k] != WORD and prose.words[k] not in _APOSTROPHES:
            break
    return noun


def _find_busy(reading: Reading, participle: int, floor: int) -> Phrase | None:
    """Find who does what a participle tells, right behind the name: "Ada Venn speaking to the council [said]"."""
    prose = reading.prose
    name = participle - 1 - (prose.lower[participle - 1] in ("in", "while", "when", "on", "upon"))
    number = reading.cast.at.get(name, -1)
    if name < floor or number < 0 or not prose.lower[participle].endswith("ing"):
        return None
    mention = reading.cast.mentions[number]
    is_busy = prose.kinds[participle] == WORD and mention.looks == "person" and mention.name
    return Phrase(mention.first, mention.last, "name", number) if is_busy else None


# Prepositions that tie a body to whoever speaks for it: the tail belongs to the mention.
_TAIL_PREPOSITIONS = frozenset(("for", "of", "at", "from", "with"))


def _can_speak(reading: Reading, phrase: Phrase, *, of: str) -> bool:
    """Tell whether the head of a prepositional phrase is somebody."""
    prose, grammar = reading.prose, reading.grammar
    if phrase.kind == "name":
        return of != "to" and prose.lower[phrase.last] not in grammar.places
    if phrase.kind == "pronoun":
        return False
    lower = strip_elision(prose.lower[phrase.head])
    return lower in grammar.roles or lower in grammar.organizations or lower in grammar.documents


# Words that a clause opens with before its subject.
_OPENINGS = split_words("but and so yet still then however meanwhile later that because today yesterday")


def find_clause_head(reading: Reading, first: int, end: int) -> Phrase | None:
    """Find the phrase that a clause opens with, its adverbial openings and asides left out.

    "On Monday, Ada Venn, the minister, [said]" gives Ada Venn; "Its chief executive, Ben Orr, [said]" gives
    Ben Orr.
    """
    prose, grammar = reading.prose, reading.grammar
    segments = _split_at_commas(reading, first, end)
    held: Phrase | None = None
    named = False
    for number, (begin, stop) in enumerate(segments):
        while begin < stop and prose.lower[begin] in _OPENINGS:
            begin += 1
        if begin >= stop:
            continue
        if prose.lower[begin] in grammar.relative or prose.lower[begin] in ("whose", "where"):
            continue
        follows = number + 1 < len(segments)
        if (prose.lower[begin] in grammar.adverbials or _is_participial(reading, begin)) and (stop < end or follows):
            named = stop - 1 in reading.cast.at
            continue
        phrase = find_phrase_starting(reading, begin, stop)
        if phrase is None:
            continue
        if phrase.kind == "name" and number + 1 < len(segments) and _is_place(reading, phrase):
            continue
        if phrase.kind == "nominal" and _is_time(reading, phrase):
            continue
        if phrase.kind == "nominal" and named and follows:
            held, named = phrase, False  # "Preceded by Ben Orr, the sheriff, Ada Venn said"
            continue
        if _modifies(reading, phrase, stop):
            phrase = Phrase(phrase.first, stop - 1, "nominal")
        if is_unnamed(reading, phrase) and follows and not _goes_on_with_verb(reading, phrase, stop):
            return _name_in_apposition(reading, segments[number + 1]) or phrase
        return phrase
    return held


def _modifies(reading: Reading, phrase: Phrase, stop: int) -> bool:
    """Tell a name that only says which "librarian" is meant: "the Ely librarian, Ben Orr, …"."""
    prose, grammar = reading.prose, reading.grammar
    if phrase.kind != "name" or grammar.language != "en" or prose.lower[phrase.first] not in grammar.determiners:
        return False
    nouns, others = range(phrase.last + 1, stop), grammar.prepositions | grammar.openers | grammar.cues.all_cues
    is_noun = (prose.kinds[k] == WORD and prose.lower[k] not in others for k in nouns)
    return 0 < len(nouns) <= _MAX_NOUNS and all(is_noun) and not prose.lower[stop - 1].endswith(("ed", "s"))


# Words behind a name that it belongs to, at most: "the Ely chief hydrologist".
_MAX_NOUNS = 3


def _goes_on_with_verb(reading: Reading, phrase: Phrase, stop: int) -> bool:
    """Tell "The firm wrote to the dean, Ben Orr, …" from "The head of the firm, Ben Orr, …", who has an apposition."""
    prose, grammar, after = reading.prose, reading.grammar, phrase.last + 1
    if after >= stop or grammar.language != "en" or prose.kinds[after] != WORD:
        return False
    lower = prose.lower[after]
    if lower in grammar.prepositions or lower in grammar.relative or lower.endswith("ing"):
        return False
    return lower in grammar.cues.speech or (lower in grammar.cues.all_cues and not lower.endswith("ed"))


def _is_participial(reading: Reading, begin: int) -> bool:
    """Tell a participle that opens the sentence: "Preceded at the lectern by Ben Orr, …"."""
    prose, after = reading.prose, begin + 1
    if prose.kinds[begin] != CAPITAL or not prose.lower[begin].endswith("ed") or is_given_name(prose.lower[begin]):
        return False
    return after < len(prose) and prose.lower[after] in reading.grammar.prepositions


def _is_place(reading: Reading, phrase: Phrase) -> bool:
    """Tell "[Speaking in Salem,] New Hampshire, …" from a speaker."""
    word = reading.prose.words[phrase.last]
    return word.lower() in reading.grammar.places or (len(word) == 2 and word.isupper())


def _is_time(reading: Reading, phrase: Phrase) -> bool:
    """Tell "a few days later" from somebody."""
    return reading.prose.lower[phrase.head].removesuffix("s") in _TIMES


def _split_at_commas(reading: Reading, first: int, end: int) -> list[tuple[int, int]]:
    """Split a stretch of tokens at commas and dashes, and leave out what stands in brackets."""
    first = _after_dateline(reading, first, end)
    words = reading.prose.words
    segments, begin, closing = [], first, -1
    for i in range(first, end):
        if i <= closing:
            begin = i + 1
        elif words[i] == "(" and i > first:
            closing = next((k for k in range(i + 1, end) if words[k] == ")"), -1)
            segments.append((begin, i))
            begin = i + 1
        elif words[i] in (",", "—", "–", "(", ")", ";"):
            segments.append((begin, i))
            begin = i + 1
    segments.append((begin, end))
    return [segment for segment in segments if segment[0] < segment[1]]


_DASHES = frozenset(("—", "–", "-", "--"))
# The longest dateline, in tokens: a town, a state, a day and an agency.
_MAX_DATELINE = 10


def _after_dateline(reading: Reading, first: int, end: int) -> int:
    """Skip "CALDER, May 2 (AGN) —" and "ST. CALDER, MO –" at the head of a report."""
    prose = reading.prose
    for i in range(first + 1, min(first + _MAX_DATELINE, end - 1)):
        if prose.words[i] == ")" and prose.words[i + 1] in _DASHES:
            return i + 2
        if prose.words[i] in _DASHES:
            is_town = prose.words[first].isupper() and WORD not in prose.kinds[first:i]
            return i + 1 if is_town and prose.kinds[i + 1] == CAPITAL else first
    return first


# What brings in some of those who are spoken of, and not their names.
_EXAMPLES = split_words("including like among notably especially particularly chiefly e.g")


def _name_in_apposition(reading: Reading, segment: tuple[int, int]) -> Phrase | None:
    """Find a name that makes up a segment: "…, Ben Orr, …" or "…, the goalkeeper Ben Orr, …"."""
    begin, stop = segment
    if reading.prose.lower[begin] in _EXAMPLES:
        return None  # "Fifty officials, including Ben Orr, …"
    phrase = find_phrase_starting(reading, begin, stop)
    if phrase is not None and phrase.kind == "name" and phrase.last >= stop - 2:
        return phrase
    return None
