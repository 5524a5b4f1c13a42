"""Namesakes: whether two people of a document bear one family name, and which of two is meant.

A couple, brothers, father and son: the name stands there with two given names, behind the titles of a man and of a
woman, with Jr. and with Sr., or twice in one breath. Read from the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.attribution.claims.claimed import AND_BETWEEN_NAMES, gender_of_lead, is_title_word
from matcher.attribution.grammar import get_grammar
from matcher.attribution.lexicon import LANGUAGES, get_genders, is_given_name
from matcher.attribution.people.given import same_given
from matcher.attribution.people.spelling import name_words
from matcher.attribution.structure.entities import FILLING
from matcher.types import Document, Speaker

_CAPITALISED = r"[^\W\d_a-zà-öø-ÿа-яёіїєґ][\w.’'-]*"
# What stands before a family name: "Sir Basil", "Mr. and Mrs.", "John and Mary T.".
_BEFORE = re.compile(
    rf"(?:(?<![\w.’'-])(?P<prior>{_CAPITALISED})\s+)?"
    rf"(?:(?<![\w.’'-])(?P<other>{_CAPITALISED})\s+{AND_BETWEEN_NAMES}\s+)?"
    rf"(?<![\w.’'-])(?P<given>{_CAPITALISED})\s+(?:[^\W\d_]\.\s+)?$"
)
# The longest that is, in code points.
_MAX_BEFORE = 60
# One family name twice in one breath: "Dr. Venn and Prof. Venn".
_IN_ONE_BREATH = re.compile(rf"\s+{AND_BETWEEN_NAMES}\s+(?:{_CAPITALISED}\s+){{1,3}}$")
_AGE_BEFORE = re.compile(r"(?<!\w)(?:elder|older|younger)\s+$", re.IGNORECASE)
_AGE = re.compile(r"(?<!\w)(?:elder|older|younger)(?!\w)", re.IGNORECASE)
_SIBLINGS = re.compile(r"\s+(?:brothers|sisters|siblings|twins|couple)(?!\w)")
# At the end of a name, or before what describes its bearer.
_GENERATION = re.compile(r",?\s(jr|sr|ii|iii|iv)\b\.?(?=\s*(?:$|,))", re.IGNORECASE)
# At the end of a release, or its head: "Contact: Leo Venn, 202/224-0000" is no second Venn of what it tells.
_CONTACT = re.compile(r"^[ \t]*(?:(?:media|press)[ \t]+)?contacts?[ \t]*:[^\n]*", re.IGNORECASE | re.MULTILINE)
# What begins a sentence before a name, and is no name itself.
_GRAMMARS = [get_grammar(language) for language in LANGUAGES]
_NO_GIVEN = get_grammar("en").places.union(
    *(grammar.not_names for grammar in _GRAMMARS),
    # "Für Dorn ist das genug": but Per is a man, and a preposition.
    *({word for word in grammar.prepositions | grammar.openers if not is_given_name(word)} for grammar in _GRAMMARS),
)
_GENERATION_AFTER = re.compile(r",?\s+(jr|sr|ii|iii|iv)(?!\w)", re.IGNORECASE)


def is_shared(family: str, document: Document, *, gender: str = "") -> bool:
    """Tell whether two people of the document, or two of one gender (``m``, ``f``), bear a family name."""
    givens: list[str] = []
    genders: set[str] = set()
    for field in _fields(document):
        end = -_MAX_BEFORE
        for start, stop in _iter_places(family, field):
            before = field[max(start - _MAX_BEFORE, 0) : start]
            if not gender and start - end < _MAX_BEFORE and _IN_ONE_BREATH.match(field, end, start):
                return True
            if _SIBLINGS.match(field, stop) or _AGE_BEFORE.search(before):
                return True
            found = _BEFORE.search(before)
            if found and (is_given_name(found["given"].lower()) or not _is_in_headline(field, start)):
                _add_bearers(found, givens, genders, is_french=(document.language or "")[:2] == "fr")
            end = stop
    if gender:
        givens = [given for given in givens if _gender_of_given(given) in ("", gender)]
    return len(givens) > 1 or (not gender and len(genders) > 1) or has_generations(family, document)


def has_generations(family: str, document: Document) -> bool:
    """Tell whether a family name stands in the document with two of Jr., Sr., III."""
    after = (
        _GENERATION_AFTER.match(field, stop) for field in _fields(document) for _, stop in _iter_places(family, field)
    )
    return len({found[1].lower() for found in after if found}) > 1


def generation_of(name: str) -> str:
    """Return what tells father from son at the end of a name, in small letters, or nothing."""
    found = _GENERATION.search(name)
    return found[1].lower() if found else ""


def tells_age(mention: str) -> bool:
    """Tell "the younger Venn", which only who knows the family understands."""
    return _AGE.search(mention) is not None


def find_gender(speaker: Speaker, document: Document) -> str:
    """Return the gender that a speaker's mention, name or title anywhere in the document tells, or nothing."""
    is_french = (document.language or "")[:2] == "fr"
    told = [_gender_of_title(word, is_french=is_french) for word in f"{speaker.mention or ''} {speaker.name}".split()]
    if any(told):
        return next(filter(None, told))
    words = name_words(speaker.name)
    if len(words) < 2:
        return ""  # A family name alone, be it a man's given name too (Harris).
    gender = _gender_of_given(words[0])
    if gender:
        return gender
    titled = re.finditer(rf"({_CAPITALISED})\s+{re.escape(words[0])}(?!\w)", document.text)
    return next(filter(None, (_gender_of_title(found[1], is_french=is_french) for found in titled)), "")


def is_of_other_gender(given: str, speaker: Speaker, document: Document) -> bool:
    """Tell a given name that is a man's, where the speaker is a woman, and the reverse."""
    told = _gender_of_given(given)
    return bool(told) and find_gender(speaker, document) not in ("", told)


def _fields(document: Document) -> tuple[str, str]:
    """Title and text, without what fills decoded entities and without lines that say whom the press may call."""
    text = document.text.replace(FILLING, "")
    return document.title, _CONTACT.sub("", text) if "ontact" in text or "ONTACT" in text else text


def _iter_places(family: str, field: str) -> Iterator[tuple[int, int]]:
    """Yield where a family name stands in a field, in any case."""
    for found in re.finditer(rf"(?<!\w){re.escape(family)}(?!\w)", field, re.IGNORECASE):
        yield found.span()


def _add_bearers(found: re.Match[str], givens: list[str], genders: set[str], *, is_french: bool) -> None:
    """Add who is named right before a family name, by given name or by the title of a man or woman."""
    prior, other, given = found["prior"] or "", found["other"] or "", found["given"]
    known = _gender_of_given(given)
    title = _gender_of_title(given, is_french=is_french) or (
        _gender_of_title(prior, is_french=is_french) if not other else ""
    )
    genders.update(filter(None, (title or known,)))
    if other and not is_given_name(prior.lower()):
        genders.update(filter(None, (_gender_of_title(other, is_french=is_french),)))
        if is_given_name(other.lower()):
            _add_given(other, givens)
    if len(given) == 1 or given.endswith(".") or (is_title_word(given) and not known):
        return  # an initial, "Q Venn" in a transcript, or a title
    if known or _is_name_like(given):
        _add_given(given, givens)


def _is_in_headline(field: str, start: int) -> bool:
    """Tell whether a place is in a line in title case or capitals, where "Thing Orr" names nobody."""
    begin = field.rfind("\n", 0, start) + 1
    end = field.find("\n", start)
    words = _LONG_WORD.findall(field[begin : min(end if end >= 0 else len(field), begin + _MAX_HEADLINE)])
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _MIN_HEADLINE and capitals * 10 >= len(words) * 9


# Words that title case capitalises, the fewest of a headline, and how far one may go, in code points.
_LONG_WORD = re.compile(r"(?<![\w’'-])[^\W\d_][\w’'-]{3,}")
_MIN_HEADLINE = 4
_MAX_HEADLINE = 300


def _add_given(given: str, givens: list[str]) -> None:
    if not any(same_given(given, one) for one in givens):
        givens.append(given)


def _gender_of_title(word: str, *, is_french: bool) -> str:
    """Return the gender that a title tells; M. is an initial but in French."""
    lower = word.rstrip(".").lower()
    return gender_of_lead((lower,)) if word[:1].isupper() and (lower != "m" or is_french) else ""


def _gender_of_given(word: str) -> str:
    he, she = get_genders()
    lower = word.lower()
    return "m" if lower in he else "f" if lower in she else ""


def _is_name_like(first: str) -> bool:
    """Tell a given name from the first word of a sentence ("Yesterday Pell")."""
    return first.lower() not in _NO_GIVEN
