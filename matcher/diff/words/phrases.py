"""Words that are little by themselves and much in their phrase: "has to", "should have", "was struck", "too late".

An auxiliary, a particle or an article may be dropped or put in and only the grammar suffers; or an obligation becomes a
deed, a victim a culprit, an attempt a hit. The words beside it in its own text tell which, and for the voice of a verb
those of the other text as well. Lists are the lexicon's; a language without them has no such rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.units import Units
from matcher.diff.values.digits import DIGITS
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.spelling import is_same_stem
from matcher.types import Token

# Marks that end a clause between two words.
CLAUSE_MARKS: Final = frozenset(".,;:!?…—–()[]")
# Words before a noun among which the "of" stands that makes a share of it: "one of the most heavily guarded mills".
SHARED_REACH: Final = 5
# Words before a verb's second auxiliary among which its first is looked for: "should never have".
MODAL_REACH: Final = 2
# Words between a passive's participle and its doer, inclusive: "was given out by us".
PASSIVE_REACH: Final = 3
# Words between the two of an "only", inclusive: "non ha mai avuto che".
LIMIT_REACH: Final = 4
# Words before an auxiliary among which another of its kind makes it a repetition: "was sold and was pulled down".
REPEATED_REACH: Final = 12
# Words among which the "and" stands that lets an auxiliary be repeated: "and then was".
JOINER_REACH: Final = 2


def word_before(units: Units, i: int, distance: int = 1) -> str:
    """Return the folded word so far before unit i, also beyond the units read; empty where the text begins."""
    k = units.firsts[i] - distance
    return units.tokens[k].folded if k >= 0 else ""


def word_after(units: Units, i: int, distance: int = 1) -> str:
    """Return the folded word so far behind unit i in its clause, empty where that ends."""
    k = units.lasts[i] - 1 + distance
    if k >= len(units.tokens):
        return ""
    between = units.text[units.tokens[k - 1].end : units.tokens[k].start]
    return units.tokens[k].folded if CLAUSE_MARKS.isdisjoint(between) else ""


def begins_amount(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Tell whether an amount begins at token k: "30", "$5", "half", "a third", "an hour"."""
    if k < len(tokens) and (tokens[k].folded in lexicon.currencies or tokens[k].folded in lexicon.number_article):
        is_article = tokens[k].folded in lexicon.number_article
        k += 1
        if is_article and k < len(tokens):
            word = tokens[k].folded
            if word in lexicon.measures or word in lexicon.multiples:
                return True
    if k >= len(tokens):
        return False
    word = tokens[k].folded
    return _is_number(word, lexicon) or word in lexicon.half or word in lexicon.denominators


def is_binding(units: Units, i: int, key: str, lexicon: Lexicon) -> bool:
    """Tell whether unit i makes a duty, a prospect or an unreal past: "to" in "has to pay", "have" in "should have"."""
    if key in lexicon.infinitive:
        before = word_before(units, i)
        return (before in lexicon.obliging or before in lexicon.auxiliaries) and is_verb(word_after(units, i), lexicon)
    if key in lexicon.perfect:
        return any(word_before(units, i, k) in lexicon.unreal for k in range(1, MODAL_REACH + 1))
    return False


def is_one_of(units: Units, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a number or quantity of unit i is meant: "one of the gravest threats"."""
    for k in range(1, SHARED_REACH + 1):
        if word_before(units, i, k) in lexicon.part_of:
            counted = word_before(units, i, k + 1)
            return counted in lexicon.numbers or lexicon.kinds.get(counted) == "quantifier"
    return False


def is_verb(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word behind "to" is an infinitive, as far as closed classes tell."""
    if not word or word[0] in DIGITS or word in lexicon.numbers:
        return False
    return word not in lexicon.function or word in lexicon.auxiliaries or word in lexicon.obliging


def is_other_duty(quote: Units, i: int, document: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell "has to" from "had to": what somebody still has to do from what he had to."""
    ours, theirs = lexicon.obliging.get(quote.keys[i]), lexicon.obliging.get(document.keys[j])
    if ours is None or theirs is None or ours == theirs:
        return False
    return all(
        word_after(units, k) in lexicon.infinitive and is_verb(word_after(units, k, 2), lexicon)
        for units, k in ((quote, i), (document, j))
    )


def is_excess(units: Units, i: int, key: str, lexicon: Lexicon) -> bool:
    """Tell "too late" from "me too": the word behind is of degree or quality, the one before no pronoun."""
    if key not in lexicon.excess or word_before(units, i) in lexicon.persons:
        return False
    after = word_after(units, i)
    if not after or after in lexicon.function or after.endswith(lexicon.excess_barred):
        return False
    # German "zu Recht" and "bis zu 10" are a preposition's, "zu schwach" is not.
    return not lexicon.excess_barred or not (
        units.text[units.tokens[units.lasts[i]].start].isupper() or _is_number(after, lexicon)
    )


def turns_when_lost(units: Units, k: int, key: str, lexicon: Lexicon) -> bool:
    """Tell whether losing unit k turns the sense: "among the best", "shot at him", "a little hope", "fell to 10"."""
    if key in lexicon.turning_when_lost or (_word_before_in_clause(units, k), key) in lexicon.turning_pairs:
        return True
    if is_agent(units, k, key, lexicon):
        return True
    if lexicon.limiting and _limits(units, k, key, lexicon):
        return True
    after = word_after(units, k)
    if (key, after) in lexicon.turning_pairs:
        return True
    number = word_after(units, k, 2) if after in lexicon.currencies else after
    # "fell to 10" and "up to $10", but not "from 5 to 10".
    if not _is_number(number, lexicon) or _is_number(word_before(units, k), lexicon):
        return False
    return key in lexicon.targets or (key in lexicon.amount_targets and _is_amount(units, k, lexicon))


def _limits(units: Units, k: int, key: str, lexicon: Lexicon) -> bool:
    """Tell whether unit k is the second word of an "only" before a number: "non ha che un figlio"."""
    after = word_after(units, k)
    if not (_is_number(after, lexicon) or after in lexicon.number_article):
        return False
    before = [word_before(units, k, distance) for distance in range(1, LIMIT_REACH + 1)]
    return any(second == key and first in before for first, second in lexicon.limiting)


def _is_amount(units: Units, k: int, lexicon: Lexicon) -> bool:
    """Tell whether the number right behind unit k is one of money or percent, and no time or place: "a 25%"."""
    following = units.keys[k + 2] if k + 2 < len(units.keys) else word_after(units, k, 2)
    return following == "%" or following in lexicon.percent or following in lexicon.currencies


def _word_before_in_clause(units: Units, i: int) -> str:
    """Return the folded word right before unit i, empty where a mark ends its clause."""
    k = units.firsts[i]
    if k == 0 or not CLAUSE_MARKS.isdisjoint(units.text[units.tokens[k - 1].end : units.tokens[k].start]):
        return ""
    return units.tokens[k - 1].folded


def _is_number(word: str, lexicon: Lexicon) -> bool:
    return bool(word) and (word[0] in DIGITS or word in lexicon.numbers)


def turns_voice(units: Units, k: int, other: Units, place: int, lexicon: Lexicon) -> bool:
    """Tell whether losing the auxiliary k makes a passive active: "was struck" and "struck".

    Parameters
    ----------
    other, place
        The text that lacks the auxiliary, and the unit before which it is missing.
    """
    first = other.token_at(place)
    if units.keys[k] not in lexicon.auxiliaries or first >= len(other.tokens):
        return False
    verb, counterpart = word_after(units, k), other.tokens[first].folded
    if verb == counterpart and verb.endswith(lexicon.adverbs) and first + 1 < len(other.tokens):
        verb, counterpart = word_after(units, k, 2), other.tokens[first + 1].folded
    if not _is_participle(verb, lexicon) or not (verb == counterpart or is_same_stem(verb, counterpart, lexicon)):
        return False
    if counterpart.endswith(lexicon.progressives) or word_before(units, k) in lexicon.relatives:
        return False  # "were working" and "worked"; "those who were hurt" and "those hurt"
    if first > 0 and other.tokens[first - 1].folded in lexicon.auxiliaries:
        return False  # "was being told" and "was told"
    return not _is_repeated(units, k, lexicon)


def is_lost_exception(quote: Units, i: int, document: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell "nothing but trouble" from "nothing to trouble": what was excepted is so no more, or the reverse."""
    excepting = [
        units.keys[k] in lexicon.exceptions
        and (_word_before_in_clause(units, k), units.keys[k]) in lexicon.turning_pairs
        for units, k in ((quote, i), (document, j))
    ]
    other = document.keys[j] if excepting[0] else quote.keys[i]
    return excepting[0] != excepting[1] and other not in lexicon.turning


def is_other_agent(quote: Units, i: int, document: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell "was given by us" from "was given to us", but not "went by the mill" from "went to the mill"."""
    if frozenset((quote.keys[i], document.keys[j])) not in lexicon.agent_opposites:
        return False
    return any(
        word_before(document, j, distance + 1) in lexicon.auxiliaries
        and _is_participle(word_before(document, j, distance), lexicon)
        for distance in range(1, PASSIVE_REACH + 1)
    )


def is_agent(units: Units, k: int, key: str, lexicon: Lexicon) -> bool:
    """Tell whether unit k names the doer of the participle before it: "accusé par", "acusado por"."""
    return key in lexicon.agents and word_before(units, k).endswith(lexicon.agent_participles)


def is_lost_agent(quote: Units, i: int, document: Units, j: int, lexicon: Lexicon) -> bool:
    """Tell "accusato dal fratello" from "accusato il fratello": the doer from whom it is done to."""
    ours, theirs = quote.keys[i], document.keys[j]
    if ours in lexicon.agents and _stands_before_object(theirs, lexicon):
        return is_agent(quote, i, ours, lexicon)
    return theirs in lexicon.agents and _stands_before_object(ours, lexicon) and is_agent(document, j, theirs, lexicon)


def _stands_before_object(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word may stand before whom it is done to: an article, or "a"."""
    return word in lexicon.case_marks or any(word in pair for pair in lexicon.case_words)


def _is_participle(verb: str, lexicon: Lexicon) -> bool:
    if not verb or verb.endswith(lexicon.progressives):
        return False
    is_regular = verb.endswith(lexicon.participle_endings) and verb not in lexicon.kinds
    return is_regular or verb in lexicon.participles or (verb in lexicon.irregular and verb not in lexicon.kinds)


def _is_repeated(units: Units, k: int, lexicon: Lexicon) -> bool:
    """Tell whether an auxiliary only repeats the one before "and"."""
    if not any(word_before(units, k, d) in lexicon.joiners for d in range(1, JOINER_REACH + 1)):
        return False
    return any(word_before(units, k, d) in lexicon.auxiliaries for d in range(2, REPEATED_REACH + 1))
