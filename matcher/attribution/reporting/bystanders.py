"""Sentences whose subject has not said the words: it gets or reads out another's letter, or denies another's claim.

"Venn received a note from Orr: “…”" is Orr's, "Venn received a note: “…”" the note's, and "Venn rejected the claim that
“…”" of whoever has made it, whom nobody names: such words stay without a speaker, and the subject is not asked again.
"""

from __future__ import annotations

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.evidence import Evidence
from matcher.attribution.reporting.objects import REMEMBERS
from matcher.attribution.reporting.owners import OWNERS
from matcher.attribution.reporting.prose import WORD
from matcher.attribution.reporting.verbs import is_passive, is_verb

_LISTS: dict[str, dict[str, frozenset[str]]] = {
    name: {language: split_words(words) for language, words in section.items()}
    for name, section in load("bystanders").items()
    if name != "objects"
}
_VERBS = ("receives", "passes", "denies", "accuses", "told")
_NONE: frozenset[str] = frozenset()
# Tokens between such a verb and the words at most: "received a late-night note from the mayor of Ely, Ben Orr: “…”".
_REACH = 14
# Participles behind a letter that lead to what stands in it.
_LEADS = split_words("saying reading stating")
# What may stand behind a letter that is read out.
_ALOUD = frozenset(("aloud", "out", "back", "today", "yesterday", "later"))
_GERMAN_RELATIVES = frozenset(("der", "die"))
_GERMAN_ENDS = frozenset(("hat", "hatte", "habe", "haben", "hatten"))
# What brings in what somebody was told or asked.
_OF_WHAT = frozenset(("that", "whether", "if", "it", "he", "she", "they"))
# How verbs begin that have whom they quote for their object.
_QUOTES = ("quot", "cit", "zit", "процит", "retweet", "repost", "paraphras")
# How sure a reading is that stands on a noun and a verb (see ``Evidence``).
_STRENGTH = 0.9


def find_bystander(reading: Reading, q: int, floor: int) -> Evidence | None:
    """Read the stretch of tokens from ``floor`` to ``q`` as one whose subject has not said what follows."""
    language = reading.grammar.language
    receives, passes, denies, accuses, told = (_LISTS[name].get(language, _NONE) for name in _VERBS)
    lower = reading.prose.lower
    relative = _read_german_relative(reading, q, floor) if language == "de" else None
    if relative is not None:
        return relative
    for verb in range(q - 2, max(floor, q - 1 - _REACH), -1):
        if lower[verb] in receives or lower[verb] in passes:
            return (
                None if _goes_on(reading, verb, q) else _read_letter(reading, verb, q, is_got=lower[verb] in receives)
            )
        if lower[verb] in denies:
            return None if _goes_on(reading, verb, q) else _read_denial(reading, verb, q)
        if lower[verb] in accuses:
            return _read_accused(reading, verb, q)
        if lower[verb] in told and is_passive(reading, verb, floor):
            return open_evidence(verb) if _is_what_was_told(reading, verb, q) else None
    return None


def _is_what_was_told(reading: Reading, verb: int, q: int) -> bool:
    """Tell "Venn was told: “…”" and "was told that it was “…”" from "was asked about it: “…”", which she answers."""
    lower = reading.prose.lower
    is_clause = lower[verb + 1] in _OF_WHAT and reading.prose.words[q - 1] != ":"
    return (verb == q - 2 or is_clause) and not _reports(reading, verb + 1, q)


def _read_german_relative(reading: Reading, q: int, floor: int) -> Evidence | None:
    """Read "kritisierte [Ben Orr], der gesagt hatte: „…“", where the pronoun has an article's form."""
    prose = reading.prose
    comma = next((k for k in range(q - 2, floor, -1) if prose.words[k] == ","), -1)
    number = reading.cast.at.get(comma - 1, -1)
    if comma < 0 or number < 0 or prose.words[q - 1] != ":" or prose.lower[comma + 1] not in _GERMAN_RELATIVES:
        return None
    ends = prose.lower[q - 2] in _GERMAN_ENDS or prose.lower[q - 2] in reading.grammar.cues.speech
    mention = reading.cast.mentions[number]
    if prose.kinds[comma + 2] != WORD:
        return None  # "…, die Mannschaft sagte: „…“"
    reports = not reading.grammar.cues.reporting.isdisjoint(prose.lower[comma + 2 : q])
    if not ends or prose.kinds[q - 2] != WORD or mention.looks != "person" or not reports:
        return None
    return Evidence(Phrase(mention.first, mention.last, "name", number), q - 2, q - 2, "reach", _STRENGTH)


def _read_accused(reading: Reading, verb: int, q: int) -> Evidence | None:
    """Read "a reproché à [Ben Orr] d'avoir dit : « … »" and "oyó decir a [Ben Orr]: «…»"; English has objects."""
    prose, grammar = reading.prose, reading.grammar
    end = q - 1
    people = [k for k in range(verb + 1, end) if _is_person(reading, k)]
    if len(people) != 1 or prose.words[end] != ":":
        return None
    whom = find_phrase_starting(reading, people[0], end)
    behind = range(reading.cast.mentions[reading.cast.at[people[0]]].last + 1, end)
    he = grammar.he | grammar.she
    joins = (k for k in behind if prose.lower[k] in _JOINS and prose.lower[k + 1] not in he)
    return None if whom is None or any(joins) else Evidence(whom, verb, verb, "reach", _STRENGTH)


def _is_person(reading: Reading, k: int) -> bool:
    """Tell the first token of a person's name."""
    mention = reading.cast.mentions[reading.cast.at[k]] if k in reading.cast.at else None
    return mention is not None and mention.first == k and mention.looks == "person"


def _reports(reading: Reading, first: int, q: int) -> bool:
    """Tell whether a verb that reports stands between two tokens."""
    reporting = reading.grammar.cues.reporting
    return any(reading.prose.lower[k] in reporting and is_verb(reading, k) for k in range(first, q))


_JOINS = frozenset((",", ";", "and", "but", "und", "et", "y", "и", "та"))


def _goes_on(reading: Reading, verb: int, q: int) -> bool:
    """Tell "denied the claim that it was late, saying" and "got a letter and wrote", where another verb reports."""
    joined = next((k for k in range(verb + 1, q - 1) if reading.prose.lower[k] in _JOINS), q)
    return _reports(reading, joined + 1, q)


def _read_letter(reading: Reading, verb: int, q: int, *, is_got: bool) -> Evidence | None:
    """Read "received a note: “…”" and "read Orr's letter aloud: “…”"; None where the subject may have spoken."""
    prose, grammar = reading.prose, reading.grammar
    end = q - 1 if prose.words[q - 1] in (":", ",") else q
    end -= prose.lower[end - 1] in _LEADS
    if end == q or (prose.words[q - 1] == "," and prose.lower[end] not in _LEADS):
        return None
    papers = grammar.documents | _LISTS["papers"].get(grammar.language, _NONE)
    noun = next((k for k in range(verb + 1, end) if prose.lower[k] in papers), -1)
    if noun < 0:
        opening = verb + 1 + (grammar.language == "es" and prose.lower[verb + 1] == "a")
        quoted = find_phrase_starting(reading, opening, end)
        is_person = quoted is not None and quoted.kind == "name" and quoted.last == end - 1
        is_quoted = prose.lower[verb].startswith(_QUOTES) and is_person
        return Evidence(quoted, verb, verb, "reach", _STRENGTH) if quoted is not None and is_quoted else None
    author = _find_owner(reading, verb, noun) or _find_sender(reading, noun, end)
    if not _ends_so(reading, noun if author is None else max(noun, author.last), end):
        return None
    if author is not None:
        return Evidence(author, verb, verb, "reach", _STRENGTH)
    if not is_got or not OWNERS.isdisjoint(prose.lower[verb + 1 : noun]):
        return None
    letter = find_phrase_starting(reading, verb + 1, end)
    if letter is not None and letter.kind == "nominal" and prose.lower[letter.head] in grammar.documents:
        return Evidence(letter, verb, verb, "reach", _STRENGTH)
    return open_evidence(verb)


def _ends_so(reading: Reading, last: int, end: int) -> bool:
    """Tell "read Orr's letter aloud: “…”" from "found Orr's letter troubling: “…”" and "read it with care: “…”"."""
    lower, grammar = reading.prose.lower, reading.grammar
    behind = lower[last + 1 : end]
    if not behind or behind[0] in _ALOUD:
        return True
    told = grammar.days | grammar.relative | {"that", "on", "in", "at", "to"}
    return grammar.language != "en" or (behind[0] in told)


def _read_denial(reading: Reading, verb: int, q: int) -> Evidence | None:
    """Read "rejected the claim that “…”", "disputed that “…”" and "denied calling it “…”"."""
    prose, grammar = reading.prose, reading.grammar
    behind = prose.lower[verb + 1]
    if prose.words[q - 1] == ":":
        return None  # "Venn denied that it was late: “…”" goes on with her own words.
    that = _LISTS["that"].get(grammar.language, _NONE)
    claims = grammar.cues.nouns | _LISTS["claims"].get(grammar.language, _NONE)
    if behind in that and prose.lower[min(verb + 2, q)] not in claims:  # "dismissed that claim as"
        return open_evidence(verb)
    if grammar.language == "en" and behind.endswith("ing") and prose.lower[verb].startswith("den"):
        return open_evidence(verb)
    noun = next((k for k in range(verb + 1, q) if prose.lower[k] in claims), -1)
    if noun < 0:
        return None
    is_apposed = grammar.language != "en" and prose.words[q - 1] == ","  # "wies die Behauptung zurück, „…“"
    if that.isdisjoint(prose.lower[noun + 1 : q]) and not is_apposed:
        return None
    author = _find_owner(reading, verb, noun) or _find_sender(reading, noun, q)
    return Evidence(author, verb, verb, "reach", _STRENGTH) if author is not None else open_evidence(verb)


def is_told_so(reading: Reading, verb: int) -> bool:
    """Tell a verb whose passive has whoever hears it for its subject: "was told", not "was repeated"."""
    return reading.prose.lower[verb] in _LISTS["told"].get(reading.grammar.language, _NONE)


def find_heard(reading: Reading, verb: int, end: int) -> Evidence | None:
    """Read "“…,” Venn recalls Orr saying", and of nobody "“…,” Venn remembers being told"."""
    prose = reading.prose
    if prose.lower[verb] not in REMEMBERS or verb + 2 >= end:
        return None
    if prose.lower[verb + 1] == "being" and is_told_so(reading, verb + 2):
        return open_evidence(verb)
    whom = find_phrase_starting(reading, verb + 1, end)
    saying = whom.last + 1 if whom is not None else end
    if whom is None or saying >= end or not prose.lower[saying].endswith("ing"):
        return None
    return (
        Evidence(whom, saying, saying, "after", _STRENGTH)
        if prose.lower[saying] in reading.grammar.cues.speech
        else None
    )


def undergoes(reading: Reading, verb: int) -> bool:
    """Tell a verb whose subject only hears what it takes: "faced chants of"."""
    language, lower = reading.grammar.language, reading.prose.lower
    is_met = lower[verb] in _LISTS["undergoes"].get(language, _NONE)
    return is_met and not _LISTS["shouts"].get(language, _NONE).isdisjoint(lower[verb + 1 : verb + 5])


def open_evidence(verb: int) -> Evidence:
    """Evidence that somebody has spoken whom nobody names."""
    return Evidence(Phrase(verb, verb, "nominal"), verb, verb, "open", _STRENGTH)


def _find_owner(reading: Reading, verb: int, noun: int) -> Phrase | None:
    """Find whose it is: "[Ben Orr]'s letter"."""
    words = reading.prose.words
    mark = next((k for k in range(noun - 1, verb + 1, -1) if words[k] == "'s"), -1)
    return find_phrase_ending(reading, mark - 1, verb + 1) if mark > 0 else None


def _find_sender(reading: Reading, noun: int, end: int) -> Phrase | None:
    """Find from whom it is: "a note from [Ben Orr]"."""
    prose, grammar = reading.prose, reading.grammar
    before = noun + 1
    if before + 1 >= end or prose.lower[before] not in _LISTS["from"].get(grammar.language, _NONE):
        return None
    sender = find_phrase_starting(reading, before + 1, end)
    return sender if sender is not None and sender.kind != "pronoun" else None
