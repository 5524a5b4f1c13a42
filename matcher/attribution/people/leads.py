"""What stands in capitals before an English name and is no part of it, and what only looks so.

"Striker Luka Brod" opens a sentence with a job, "Head of Design Ada Quill" has an office whose complement is in
capitals too; "June Orr" and "boss Dean Whitlock" have given names that are a month and a title elsewhere.
"""

from __future__ import annotations

from matcher.attribution.grammar import Grammar
from matcher.attribution.lexicon import is_given_name, split_words
from matcher.attribution.reporting.prose import CAPITAL, NUMBER, QUOTE, WORD, Prose

# Offices that take their field behind "of", in capitals on press releases, before whoever holds them.
_HEADS = split_words("head director chief president manager dean")
# The most words of an office's field.
_MAX_FIELD = 4
# Before a month that is one.
_BEFORE_MONTH = split_words("early mid late last next this every each since until")


def is_month_as_name(prose: Prose, i: int, grammar: Grammar) -> bool:
    """Tell June Orr and Jan Kowal from the months: a given name with a capitalised word right behind it."""
    after = i + 1
    if prose.lower[i] not in grammar.days or not is_given_name(prose.lower[i]) or after >= len(prose):
        return False
    if prose.kinds[after] != CAPITAL or prose.starts[after] - prose.ends[i] > 1:
        return False
    before = prose.lower[i - 1] if i else ""
    is_dated = before in grammar.prepositions or before in _BEFORE_MONTH or before in grammar.days
    goes_on = prose.lower[after] in grammar.days | grammar.titles or is_given_name(prose.lower[after])
    return not is_dated and not goes_on


def is_month_as_family(prose: Prose, i: int, grammar: Grammar) -> bool:
    """Tell Ada May, Mr. May and “…,” May said from the month: no number behind, and a name, title or verb beside."""
    if prose.lower[i] not in _FAMILIES or not i or (i + 1 < len(prose) and prose.kinds[i + 1] == NUMBER):
        return False
    before = prose.lower[i - 1]
    if prose.kinds[i - 1] == CAPITAL:
        return is_given_name(before) or before in _BEFORE_FAMILY or before in grammar.masculine | grammar.feminine
    speech = grammar.cues.speech
    if prose.kinds[i - 1] == QUOTE:
        return i + 1 < len(prose) and prose.lower[i + 1] in speech
    return i > 1 and before in speech and prose.kinds[i - 2] == QUOTE


_FAMILIES = split_words("may march june august")
_BEFORE_FAMILY = split_words("mr mrs ms miss dr sir minister secretary president senator")


def precedes_name(prose: Prose, head: int, after: int) -> bool:
    """Tell an office whose field and holder follow it: "Head of | Design Ada Quill"."""
    if prose.lower[head] not in _HEADS:
        return False
    for k in range(after, min(after + _MAX_FIELD, len(prose) - 1)):
        if prose.kinds[k] != CAPITAL and prose.lower[k] not in ("and", "&", "of"):
            return False
        is_given = k > after and prose.kinds[k - 1] == CAPITAL and is_given_name(prose.lower[k])
        if is_given and prose.kinds[k + 1] == CAPITAL:
            return True
    return False


def find_name_behind(prose: Prose, first: int, begin: int, last: int, grammar: Grammar) -> int:
    """Return where the name begins behind an office's field or place; ``begin`` if nowhere.

    "[Head] of Design Ada Quill", "[Prime Minister] of India Narvan Modi", "[Director of State] Security Ada Quill".
    """
    if prose.lower[begin] not in ("of", "and", "&"):
        is_field = "of" in prose.lower[first:begin] and begin < last - 1 and not is_given_name(prose.lower[begin])
        return last - 1 if is_field and is_given_name(prose.lower[last - 1]) else begin
    place = find_name_behind_place(prose, begin + 1, last, grammar)
    if place > begin + 1:
        return place
    return next((k for k in range(begin + 2, last) if is_given_name(prose.lower[k])), begin)


def find_name_behind_place(prose: Prose, place: int, last: int, grammar: Grammar) -> int:
    """Return where a full name begins right behind the place of an office; ``place`` if nowhere.

    "the senator from [Vermont] Ada Quill". A given name that no list has is one behind an office of state alone: "a
    spokesman for China Mobile Services" has none.
    """
    link = place - 1 - (place > 1 and prose.lower[place - 1] == "the")
    if link < 1 or prose.lower[link] not in _PLACE_LINKS or not _is_office(prose, link - 1, grammar):
        return place
    name = place
    is_unlisted = prose.lower[link] == "of" and last - place in (2, 3) and not is_given_name(prose.lower[place])
    if is_unlisted and is_given_name(prose.lower[last - 1]):
        return last - 1  # "the chief executive of Norrow Bay Ada Quill"
    while name < last - 1 and _is_of_place(prose, name, grammar):
        name += 1
    if name in (place, last) or prose.kinds[name] != CAPITAL:
        return place
    is_of_state = prose.lower[link - 1] in _OF_STATE and name == last - 1
    return name if is_of_state or is_given_name(prose.lower[name]) else place


_PLACE_LINKS = ("of", "from", "for", "to")
_OF_STATE = split_words("president premier minister governor senator mayor chancellor ambassador king queen")
# What a place's name begins with: "New Hampshire", "the United States".
_PLACE_OPENERS = split_words("new north south east west united northern southern eastern western central")


def _is_of_place(prose: Prose, k: int, grammar: Grammar) -> bool:
    """Tell a word of a known place: "Vermont", and each of "West Virginia" and "United States"."""
    if prose.lower[k] in grammar.places:
        return True
    after = prose.lower[k + 1] if k + 1 < len(prose) else ""
    return (prose.lower[k] in _PLACE_OPENERS and (after in grammar.places or after in _STATES)) or (
        prose.lower[k] in _STATES and prose.lower[k - 1] in _PLACE_OPENERS
    )


_STATES = frozenset(("states", "kingdom", "nations"))


def _is_office(prose: Prose, k: int, grammar: Grammar) -> bool:
    """Tell the noun of an office: a title or a role."""
    return prose.lower[k] in grammar.titles or prose.lower[k] in grammar.roles


def opens_with_job(prose: Prose, first: int, last: int, grammar: Grammar) -> bool:
    """Tell a job in front of a full name from its first part: "Striker Ada Quill", "Witness Petra Lowe"."""
    lower, size = prose.lower[first], last - first
    # "Twins Carla and Petra"
    is_pair = size == 1 and lower.endswith("s") and prose.lower[last + 1 : last + 2] == ["and"]
    is_job = (size >= 2 or is_pair) and (lower in grammar.roles or _is_profession(lower)) and not is_given_name(lower)
    begins = first == prose.bounds[prose.sentence[first]][0]
    return is_job and (is_given_name(prose.lower[first + 1]) or (begins and size == 2))


def _is_profession(lower: str) -> bool:
    """Tell a noun for whoever has a profession by its form: immunologist, broadcaster, co-developer."""
    return lower.endswith(("ologist", "ographer", "caster")) or (
        lower.startswith("co-") and lower.endswith(("er", "or"))
    )


def names_office(name: tuple[str, ...], grammar: Grammar) -> bool:
    """Tell the rest of an office from a name: "[Chief] Technological Officer", "[Minister] for Trade"."""
    if name[0] in ("of", "for"):
        return True
    office = name[-1].lower()
    return (
        len(name) == 2 and office in grammar.roles and office.endswith(_OFFICE_ENDINGS) and not is_given_name(name[0])
    )


# Tokens from the first of an office of two words to the last of the name behind it.
MIN_OFFICE = 3


def find_name_in_office(prose: Prose, first: int, last: int, grammar: Grammar) -> int:
    """Return where a full name begins behind an office of no list ("Ferry Implementation Coordinator Ada Quill").

    ``first`` if nowhere: the office is two words at least, its last one ends as nouns for people do, and the name is a
    known given name and one more word.
    """
    given = last - 1
    if last - first < MIN_OFFICE or not is_given_name(prose.lower[given]):
        return first
    office = prose.lower[given - 1]
    is_office = office.endswith(_OFFICE_ENDINGS) or office in grammar.roles or office in grammar.titles
    return given if is_office and not is_given_name(prose.lower[first]) else first


_OFFICE_ENDINGS = ("tor", "der", "ger", "ist", "man", "woman", "tant", "cer", "yst")


def is_office_alone(prose: Prose, first: int, last: int, grammar: Grammar) -> bool:
    """Tell the head of an office from a name: "Head of Design", whoever that is."""
    is_linked = last + 1 < len(prose) and prose.kinds[last + 1] == WORD and prose.lower[last + 1] == "of"
    return first == last and is_linked and prose.lower[first] in grammar.roles


def has_given_name_dean(prose: Prose, first: int, name: tuple[str, ...], titles: tuple[str, ...]) -> bool:
    """Tell "boss Dean Whitlock" from the dean of that name, who has no other office."""
    return titles == ("dean",) and len(name) == 1 and first > 0 and prose.lower[first - 1] in _BEFORE_DEAN


_BEFORE_DEAN = split_words("boss manager coach striker captain chief chairman director midfielder defender goalkeeper")
