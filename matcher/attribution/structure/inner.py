"""Reporting clauses inside one pair of marks: «…, — сказал он, — …», “…, said the mayor, …”.

No mark tells such a clause from what is quoted, and a quote that skips it is faithful, while one that skips "who said
no" is not. So it has to look like one: a main clause with its reporting verb first, or its subject, and not the
speaker's own "I said".
"""

from __future__ import annotations

import re
from typing import Final

from matcher.attribution.lexicon import LANGUAGES, REPORTING_WORDS, get_cues, load, split_words

_WORD: Final = re.compile(r"[^\W\d_]+")
_DASH: Final = re.compile(r"^[\s,.!?…\"'”’»]*[—–―-]")
# Words before the verb of a clause between dashes, which set it off better than commas: "— с улыбкой сказал он —".
MAX_BEFORE_VERB: Final = 3
# Words of a name before the verb: "Transport Minister Ilse Varden said".
MAX_NAME: Final = 6

_LISTS: Final = load("reporting")["inner"]
_AUXILIARIES: Final = split_words(_LISTS["auxiliaries"])
_BEFORE_VERB: Final = _AUXILIARIES | split_words(_LISTS["inverted"])
_SUBJECTS: Final = split_words(_LISTS["subjects"])
_DETERMINERS: Final = split_words(_LISTS["determiners"])
_ARTICLES: Final = split_words(_LISTS["articles"])
# Reporting verbs that are no participles, so that their subject may be a mere noun, or far: "dodał burmistrz".
_PARTICIPLES: Final = tuple(_LISTS["participles"].split())
_FINITE: Final = frozenset(
    verb
    for language in _LISTS["finite"].split()
    for verb in (
        get_cues(language).speech if language in LANGUAGES else split_words(load("reporting")["verbs"][language])
    )
    if not verb.endswith(_PARTICIPLES)
)
_REFUSED: Final = split_words(_LISTS["refused"])
_SELVES: Final = split_words(_LISTS["selves"])
# "S'emporte-t-il": nothing but a verb stands before these behind a hyphen.
_HYPHENATED: Final = re.compile(
    rf"[\s,!?…»—–-]*(?:s[’']|(?:{'|'.join(sorted(_AUXILIARIES))}) )?"
    rf"[^\W\d_]{{3,}}-(?:t-)?(?:{'|'.join(sorted(split_words(_LISTS['inverted']) - {'t'}))})\b"
)
# "S'agace Ada Noir", "s'est réjoui le maire", "se désole l'adjointe", "a balayé la préfète": French verbs of no list
# before a name, or an article and an office or whoever has no name.
_PEOPLE: Final = split_words(load("fr")["titles"]["words"]) | split_words(load("fr")["unnamed"]["people"])
_OFFICE: Final = rf"(?:l[’']|(?:{'|'.join(load('fr')['roles']['articles'][:2])}) )(?:{'|'.join(sorted(_PEOPLE))})\b"
_WHEN: Final = rf"(?:(?:{'|'.join(sorted(split_words(load('fr')['grammar']['between'])))}) )?"
_REFLEXIVE: Final = re.compile(
    rf"[\s,!?…»—–-]*(?:s[’'](?:est )?[^\W\d_]{{3,}}(?:e|it|é|i|u)e?s? {_WHEN}(?:[^\W\d_a-zß-öø-ÿ]|{_OFFICE})"
    rf"|se [^\W\d_]{{2,}}(?:it|d|nt) {_WHEN}(?:[^\W\d_a-zß-öø-ÿ]|{_OFFICE})|se [^\W\d_]{{2,}}e {_WHEN}{_OFFICE}"
    rf"|(?:a|ont|avait) [^\W\d_]{{3,}}(?:é|i|u|it|is) {_WHEN}{_OFFICE})"
)
# Endings of verbs that no list has, before their subject and between dashes: "— нарікає вчитель Гуменний —".
_DASHED_ENDINGS: Final = tuple(
    ending
    for language in _LISTS["dashed_endings"].split()
    for ending in load(language)["cues"]["inverted_endings"].split()
)
_MIN_VERB: Final = 4
_BETWEEN_DASHES: Final = re.compile(r"[\s,!?…]*[—–][^—–]+[—–]?\s*$")


def is_reporting_clause(clause: str) -> bool:
    """Tell a reporting clause from other words between commas or dashes.

    Parameters
    ----------
    clause
        What stands between two quoted words, its punctuation included.
    """
    if is_clause_by_form(clause):
        return True
    words: list[str] = _WORD.findall(clause)
    lower = [word.lower() for word in words]
    verb = _find_verb(lower)
    if verb is None:
        return False
    before = lower[:verb]
    if _is_inverted(before):
        if not before and lower[verb].endswith(_PARTICIPLES):
            return False
        return len(words) > 1 or _is_dashed(clause)
    if before[0] in _SUBJECTS or before[0] in _DETERMINERS or words[0][0].isupper():
        return verb <= MAX_NAME and _REFUSED.isdisjoint(before[1:]) and before[0] not in _REFUSED
    return _is_dashed(clause) and verb <= MAX_BEFORE_VERB and _REFUSED.isdisjoint(before)


def is_inverted_clause(clause: str) -> bool:
    """Tell a reporting clause that begins with its verb, the only order where punctuation hardly sets it off.

    Its subject has to follow: "dit le maire", not "dit comme ça", nor the participle in "said to be late". Between
    dashes the verb may stand alone, have an auxiliary or be of a list without participles.
    """
    if is_clause_by_form(clause):
        return True
    words: list[str] = _WORD.findall(clause)
    lower = [word.lower() for word in words]
    verb = _find_verb(lower)
    if verb is None or not _is_inverted(lower[:verb]):
        return False
    if _is_dashed(clause) and (verb > 0 or len(words) == 1 or lower[verb] in _FINITE):
        return True
    return verb + 1 < len(words) and (words[verb + 1][0].isupper() or lower[verb + 1] in _ARTICLES)


def is_clause_by_form(clause: str) -> bool:
    """Tell a reporting clause by its form, whatever its verb: ", s'emporte-t-il.", ", — нарікає вчитель Гуменний. —".

    A question has the first form too ("viendra-t-il ?"). Between dashes a person has to follow the verb.
    """
    hyphenated = _HYPHENATED.match(clause)
    if hyphenated is not None:
        return "?" not in clause[hyphenated.end() :]
    if _REFLEXIVE.match(clause):
        return True
    if not _BETWEEN_DASHES.match(clause):
        return False
    words: list[str] = _WORD.findall(clause)
    if len(words) < 2 or len(words[0]) < _MIN_VERB or not words[0].endswith(_DASHED_ENDINGS):
        return False
    return _REFUSED.isdisjoint(words) and (words[1] in _SUBJECTS or any(word[0].isupper() for word in words[1:]))


def _find_verb(lower: list[str]) -> int | None:
    """Find the reporting verb of a clause, unless its subject is the speaker: "said I"."""
    verb = next((k for k, word in enumerate(lower) if word in REPORTING_WORDS), None)
    if verb is None or (verb + 1 < len(lower) and lower[verb + 1] in _SELVES):
        return None
    return verb


def _is_inverted(before: list[str]) -> bool:
    """Tell whether nothing but auxiliaries stands before the verb."""
    return _AUXILIARIES.issuperset(before[:1]) and _BEFORE_VERB.issuperset(before)


def _is_dashed(clause: str) -> bool:
    """Tell whether a dash opens the clause."""
    return _DASH.match(clause) is not None
