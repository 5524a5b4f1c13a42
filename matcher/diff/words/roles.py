"""Who does it to whom, where a word's form says so: "мэр обвинил подрядчика", "мэра обвинил подрядчик".

One word in another case is a slip. Two that change cases with each other, one out of the nominative and one into it,
turn the roles round; so does a pronoun that is lost in one place and comes back in another case elsewhere ("the man she
left", "the man who left her").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from matcher.diff.units import Units
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.phrases import word_after, word_before
from matcher.text import fold
from matcher.types import Change, ChangeKind, DiffSide

# Kinds that a word in another case may be: where endings differ by an accent alone it is spelling.
CASE_KINDS: Final[frozenset[ChangeKind]] = frozenset({"inflection", "spelling", "function_word"})
# Code points of the document between two words that change cases with each other, as within one sentence.
CASE_REACH: Final = 120
# Code points between two articles that have a word between them, and letters of an article at most.
MIN_GAP: Final = 3
MAX_ARTICLE: Final = 5
# Code points between two words that change their sex together: "Иванова ещё раз сказала".
SEX_REACH: Final = 24
# Letters of a stem at least.
MIN_STEM: Final = 2
# Nouns that end so have the same form in cases that an article does not tell apart: "der Frauen", "den Frauen".
MANY_CASED: Final = ("n", "s")


def with_other_roles(changes: Sequence[Change], lexicon: Lexicon) -> list[Change]:
    """Return changes, material those in which somebody is lost here and comes back in another case there."""
    places = [k for k, change in enumerate(changes) if change.kind in CASE_KINDS and change.severity == "minor"]
    if len(places) < 2:
        return list(changes)
    turned = _moved_pronouns(changes, places, lexicon) | _exchanged_cases(changes, places, lexicon)
    turned |= _of_other_sex(changes, places, lexicon)
    return [
        Change(c.kind, c.operation, "material", c.quote, c.document) if k in turned else c
        for k, c in enumerate(changes)
    ]


def is_other_case(quote: Units, i: int, document: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell "der Minister" from "den Minister": an article that by itself says who acts, behind no preposition."""
    if frozenset((quote.keys[i], document.keys[j])) not in lexicon.case_opposites:
        return False
    noun = word_after(document, j)
    if not noun or noun != word_after(quote, i) or noun.endswith(MANY_CASED):
        return False
    return word_before(document, j) not in lexicon.case_prepositions


def _moved_pronouns(changes: Sequence[Change], places: list[int], lexicon: Lexicon) -> set[int]:
    """Return the places of changes that lose a pronoun, and of those that have it in another case."""
    lost: list[tuple[int, str]] = []
    gained: list[tuple[int, str]] = []
    for k in places:
        if changes[k].kind != "function_word":
            continue
        before, after = _pronoun(changes[k].document, lexicon), _pronoun(changes[k].quote, lexicon)
        if before and not after:
            lost.append((k, before))
        elif after and not before:
            gained.append((k, after))
    return {
        k
        for i, before in lost
        for j, after in gained
        if before != after and lexicon.persons[before] == lexicon.persons[after]
        for k in (i, j)
    }


def _pronoun(side: DiffSide, lexicon: Lexicon) -> str:
    """Return the folded pronoun that one side of a change is, empty if it is none."""
    word = fold(side.text)
    return word if word in lexicon.persons else ""


def _exchanged_cases(changes: Sequence[Change], places: list[int], lexicon: Lexicon) -> set[int]:
    """Return the places of changes of which one takes a word out of the nominative and one near it puts one in."""
    if not (lexicon.case_endings or lexicon.case_words):
        return set()
    turns = [(k, turn) for k in places if (turn := _turn(changes[k], lexicon))]
    return {
        k
        for i, one in turns
        for j, other in turns
        if one > other and _are_apart(changes[i].document, changes[j].document)
        for k in (i, j)
    }


def _of_other_sex(changes: Sequence[Change], places: list[int], lexicon: Lexicon) -> set[int]:
    """Return the places of changes that together make a man of a woman: "la ministra", "el ministro".

    One of them is an article or a verb: "Ивана Петрова" is a case of "Иван Петров".
    """
    if not lexicon.sexed_endings:
        return set()
    turns = [(k, turn) for k in places if (turn := _sex_turn(changes[k], lexicon))]
    return {
        k
        for (i, one), (j, other) in pairwise(turns)
        if one * other > 0
        and max(abs(one), abs(other)) > 1
        and changes[j].document.start - changes[i].document.end <= SEX_REACH
        for k in (i, j)
    }


def _sex_turn(change: Change, lexicon: Lexicon) -> int:
    """Return 1 for a word that becomes a woman's, 2 for an article or a verb, as much below 0 for a man's, else 0."""
    before, after = fold(change.document.text), fold(change.quote.text)
    for sign, (male, female) in ((1, (before, after)), (-1, (after, before))):
        if (male, female) in lexicon.sexed_words or _have_endings(male, female, lexicon.sexed_verbs):
            return 2 * sign
        if _have_endings(male, female, lexicon.sexed_endings):
            return sign
    return 0


def _are_apart(one: DiffSide, other: DiffSide) -> bool:
    """Tell whether two places are near each other, and not those of one article ("a el alcalde", "al alcalde")."""
    gap = max(one.start, other.start) - min(one.end, other.end)
    return MIN_GAP <= gap <= CASE_REACH or (gap <= CASE_REACH and min(len(one.text), len(other.text)) > MAX_ARTICLE)


def _turn(change: Change, lexicon: Lexicon) -> int:
    """Return 1 for a word that leaves the nominative, -1 for one that enters it, 0 for any other."""
    before, after = fold(change.document.text), fold(change.quote.text)
    if not before or not after:
        return _is_object(after, lexicon) - _is_object(before, lexicon)
    for sign, pair in ((1, (before, after)), (-1, (after, before))):
        if pair in lexicon.case_words or (
            change.kind != "function_word" and _have_endings(*pair, lexicon.case_endings)
        ):
            return sign
    return 0


def _is_object(text: str, lexicon: Lexicon) -> bool:
    """Tell a mark of case, or words with a pronoun that is no subject: "Der Rat hat mir gesagt" of "dem Rat gesagt"."""
    if text in lexicon.case_marks:
        return True
    return any(word in lexicon.persons and word not in lexicon.nominatives for word in text.split())


def _have_endings(one: str, other: str, endings: frozenset[tuple[str, str]]) -> bool:
    """Tell whether the words are one stem with a pair of endings, in this order."""
    for k in range(MIN_STEM, min(len(one), len(other)) + 1):
        if one[:k] != other[:k]:
            return False
        if (one[k:], other[k:]) in endings:
            return True
    return False
