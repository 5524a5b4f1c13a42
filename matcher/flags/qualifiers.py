"""What was cut off a sentence and qualifies it, told by several words: limits, exceptions, conditions, afterthoughts.

Lists are those of ``context.toml``; a language without a list has no such rule. Single words that qualify wherever
they stand (conditions, hedges) are for ``context``. The rules ask for plain signs at the passage's edge, because most
partial quotes are honest and a needless flag costs them their ``ok``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from matcher.diff.words.lexicon import Lexicon
from matcher.flags.beside import UNREAL_REACH
from matcher.flags.denials import VERB_REACH, has_verb
from matcher.flags.surroundings import Surroundings
from matcher.types import Token
from matcher.wordclasses import phrases, phrases_from, phrases_to

# Words of a passage that tell whether it begins with a quantity: "half of …", "a third of …", "1,200 …".
QUANTITY_REACH: Final = 2
# Words at a passage's end among which the verb of a supposition stands.
PAIR_REACH: Final = 16
# Words behind a passage among which an exception begins: "— everyone but me".
EXCEPTION_REACH: Final = 3
# Words of a passage among which stands what an exception is taken from.
EXCLUDED_REACH: Final = 2
# Words behind a clause's article and noun among which its verb stands: "no boat of ours may leave".
SUBJECT_WORDS: Final = 4
# Words between the two of "from his youth until".
SPAN_REACH: Final = 5
MARKS: Final = frozenset(",;:—–-(،؛")
# Words that a main clause before a condition has at least; fewer are no clause: "Look, if it rains".
MIN_CLAUSE: Final = 2
SEMICOLON: Final = re.compile(r"&#?\w+;|(;)")

Lists = dict[str, frozenset[str]]


def is_other_choice(around: Surroundings, before: Sequence[str], lists: Lists) -> bool:
    """Tell a clause that is only the second of two choices: "Either he was misinformed or | he lies"."""
    first_word = around.first_word
    is_clause = first_word in lists["clausal"] | lists["finite"] or (
        first_word in lists["subjects"] and has_verb(around, lists)
    )
    is_clause = is_clause or not lists["subjects"]
    pairs = phrases(lists["correlatives"]) if is_clause else ()
    return before[-1:] != [] and any(before[-1] == second and first in before[:-1] for first, second in pairs)


def is_limited(around: Surroundings, before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether a limit of the passage's first words was cut off: "Only | members vote", "an alleged | thief"."""
    if not before or not lists["limited"]:
        return False
    if ends_with(before, lists["privatives"]):
        return True
    if before[-1] in lists["exclusives"]:
        return not (before[-2:-1] and (before[-2] in lists["determiners"] or before[-2] in lexicon.negation))
    head = [t.folded for t in around.first_words(QUANTITY_REACH)]
    is_number = _begins_with_number(head, lexicon)
    if is_number and ends_with(before, lists["number_limiters"]):
        return True
    if before[-1] in lexicon.approximators:
        # "about two things we need" is no estimate behind "talked", but is behind "was", a mark or nothing.
        return is_number and (_opens_clause(around, around.before, len(before) - 1) or before[-2] in lexicon.function)
    is_quantity = is_number or head[0] in lists["limited"]
    return is_quantity and ends_with(before, lists["limiters"])


def _begins_with_number(head: Sequence[str], lexicon: Lexicon) -> bool:
    words = [word for word in head if word not in lexicon.currencies and word not in lexicon.number_article]
    return bool(words) and (
        words[0][0].isdigit()
        or words[0] in lexicon.numbers
        or words[0] in lexicon.multiples
        or words[0] in lexicon.half
        or (words[0] in lexicon.denominators and head[0] in lexicon.number_article)
    )


def is_unreal(around: Surroundings, before: Sequence[str], lists: Lists) -> bool:
    """Tell whether a condition by word order was cut off: "Had we known, | we would have closed"."""
    if len(before) < 2 or not begins_with(before, lists["inversions"]):
        return False
    return any(t.folded in lists["unreal"] for t in around.first_words(UNREAL_REACH))


def is_unreal_behind(around: Surroundings, lists: Lists) -> bool:
    """Tell whether a condition by word order was cut off the end: "We would have won | had the goal been allowed"."""
    after = around.after[:2]
    if len(after) < 2 or after[0].folded not in lists["inversions"]:
        return False
    is_subject = after[1].folded in lists["inverted_subjects"] or around.text[after[1].start].isupper()
    return is_subject and any(t.folded in lists["unreal"] for t in around.last_words(PAIR_REACH))


def is_excepted(before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether the passage's first words are those of whom it does not hold: "Everyone but | the mayor voted"."""
    if len(before) < 2 or before[-1] not in lexicon.exceptions:
        return False
    return before[-2] in lexicon.totals and before[-2] not in lists["nobodies"]


def is_inverted(around: Surroundings, lists: Lists) -> bool:
    """Tell whether a condition without a conjunction was cut off before a comma: "Should the court agree, | he …"."""
    words = around.before
    if len(words) < 2 or words[0].folded not in lists["inverted"]:
        return False
    is_subject = words[1].folded in lists["inverted_subjects"] or around.text[words[1].start].isupper()
    return is_subject and "," in around.text[words[-1].end : around.start]


def is_inverted_behind(around: Surroundings, lists: Lists) -> bool:
    """Tell a condition without a conjunction right behind the passage: "…, sollte der Rat nicht zustimmen"."""
    words = around.after[:2]
    if len(words) < 2 or words[0].folded not in lists["inverted"]:
        return False
    is_subject = words[1].folded in lists["inverted_subjects"] or around.text[words[1].start].isupper()
    return is_subject and "," in around.text[around.end : words[0].start]


def is_excluded_before(around: Surroundings, before: Sequence[str], lists: Lists) -> bool:
    """Tell whether an exception from the passage's first word was cut off: "Apart from the cook, | everyone left"."""
    # A verb may stand before it: "Mit Ausnahme von Orr | haben alle bezahlt".
    if lists["limited"].isdisjoint(t.folded for t in around.first_words(EXCLUDED_REACH)):
        return False
    return begins_with(before, lists["exclusions"])


def is_excluded_behind(after: Sequence[str], lists: Lists) -> bool:
    """Tell whether an exception right behind the passage was cut off: "We found nothing | other than ash"."""
    return begins_with(after, lists["exclusions"])


def is_conceded(after: Sequence[str], lists: Lists) -> bool:
    """Tell whether a contrast of several words was cut off the passage: "It works | even when it rains"."""
    return begins_with(after, lists["concessive"])


def is_share(around: Surroundings, before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether of how many a clause speaks was cut off its beginning: "We paid, but some of | the crews left"."""
    if len(before) < 2 or before[-1] not in lexicon.part_of or before[-2] not in lists["quantities"]:
        return False
    if around.first_word not in lists["determiners"] or not has_verb(around, lists):
        return False
    k = len(before) - 2
    if _opens_clause(around, around.before, k):
        return True
    return before[k - 1] in lists["joiners"] or before[k - 1] in lists["breaks"] or before[k - 1] in lists["that"]


def is_end_of_span(words: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell a condition that only ends a span of time: "from his youth until his last years"."""
    earlier = words[max(k - SPAN_REACH, 0) : k]
    return any(second == words[k] and first in earlier for first, second in phrases(lists["spans"]))


def is_parallel(around: Surroundings, before: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell whether the passage is a clause beside that of the verb before[k]: "I think he lied, and | I said so"."""
    is_own_subject = k > 0 and before[k - 1] == around.first_word and around.first_word in lists["nominatives"]
    return is_own_subject and len(before) > k + 1 and before[-1] in lists["joiners"]


def is_attitude_noun(before: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell "the suspect was tall, | last seen …" from "we suspect | …", though not from "the hope is that | …"."""
    if k == 0 or before[k - 1] not in lists["determiners"]:
        return False
    return before[-1] not in lists["finite"] and lists["that"].isdisjoint(before[k:])


def is_taken_back(around: Surroundings, after: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether an afterthought that limits the passage was cut off: ", or so they say", "— everyone but me"."""
    if not after or MARKS.isdisjoint(around.text[around.end : around.after[0].start]):
        return False
    shares = phrases_from(lists["shares"]).get(after[0], ())
    if any(tuple(after[: len(phrase)]) == phrase and closes(around, len(phrase)) for phrase in shares):
        return True
    near = after[: EXCEPTION_REACH + 1]
    if any(a in lexicon.totals and b in lexicon.exceptions for a, b in pairwise(near)):
        return True
    return any(
        tuple(after[: len(phrase)]) == phrase and (phrase[0] not in lists["nominatives"] or closes(around, len(phrase)))
        for phrase in phrases_from(lists["afterthoughts"]).get(after[0], ())
    )


def closes(around: Surroundings, count: int) -> bool:
    """Tell whether the words behind the passage end with a mark or the sentence: ", I believe, …" opens no clause."""
    words = around.after
    if len(words) == count:
        return True
    return not MARKS.isdisjoint(around.text[words[count - 1].end : words[count].start])


def is_past_hedge(around: Surroundings, behind: Sequence[str], lists: Lists) -> bool:
    """Tell whether another clause begins between an auxiliary that hedges and the passage: "We may lose and | I …"."""
    words = [*behind, around.first_word]
    return any(a in lists["joiners"] and b in lists["nominatives"] for a, b in pairwise(words))


def is_aside(around: Surroundings, before: Sequence[str], lists: Lists) -> bool:
    """Tell what is said besides a hedge, behind a mark: "We hope so, because | he lied", "It may, | one that …"."""
    last = len(before) - 1
    if last < 0:
        return False
    if last > 0 and before[last] in lists["causes"]:
        return _opens_clause(around, around.before, last)
    head = [t.folded for t in around.first_words(2)]
    if len(head) < 2 or head[0] not in lists["appositives"]:
        return False
    is_relative = head[1] in lists["relatives"] or head[1] in lists["that"]
    return is_relative and not MARKS.isdisjoint(around.text[around.before[last].end : around.start])


def is_condition(around: Surroundings, words: Sequence[Token], k: int, lists: Lists) -> bool:
    """Tell the condition "provided we stay" from the verb of "it provided the same care"."""
    if words[k].folded not in lists["verbal_conditions"]:
        return True
    following = words[k + 1].folded if k + 1 < len(words) else around.first_word
    if following in lists["that"]:
        return True
    # "…, providing cheap bread, and …" tells what else was done.
    is_gerund = words[k].folded not in lists["participles"]
    return _opens_clause(around, words, k) and (not is_gerund or following in lists["subjects"])


def is_of_next_clause(around: Surroundings, after: Sequence[str], k: int, lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether a condition is the next main clause's alone: "| here by Friday, and they must stay until …".

    So it is right behind a mark and "and", if the passage has none beside which it could stand: "|, and if he went".
    """
    if k == 0 or after[0] not in lists["joiners"]:
        return False
    if k == 1:
        own = {t.folded for t in around.last_words(PAIR_REACH)}
        return _is_marked(around, 0) and own.isdisjoint(lexicon.conditions)
    return after[1] in lists["nominatives"] and not _opens_clause(around, around.after, k)


def is_beyond_clause(around: Surroundings, after: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell whether another main clause begins between the passage and a condition: "|, so I say no one should … until".

    Behind a mark of its own a condition may hold of all that was said.
    """
    if _opens_clause(around, around.after, k):
        return False
    if is_in_relative(around, after, k, lists):
        return True
    return any(
        after[j] in lists["coordinators"] and _is_marked(around, j) and _begins_clause(after[j + 1 : k], lists)
        for j in range(k - 1)
    )


def _begins_clause(words: Sequence[str], lists: Lists) -> bool:
    """Tell whether a clause with a subject of its own begins: ", and they stay", ", and no boat may leave"."""
    if words[0] in lists["nominatives"]:
        return True
    return words[0] in lists["determiners"] and not lists["finite"].isdisjoint(words[2 : 2 + SUBJECT_WORDS])


def is_in_relative(around: Surroundings, after: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell whether word k is of a relative clause behind the passage: "|, money that could be saved if it sank"."""
    return any(
        (after[j] in lists["relatives"] or after[j] in lists["that"])
        and after[j + 1] in lists["finite"]
        and (_is_marked(around, j) or (j > 0 and _is_marked(around, j - 1)))
        for j in range(k)
    )


def _is_marked(around: Surroundings, k: int) -> bool:
    """Tell whether a mark stands before word k behind the passage."""
    start = around.after[k - 1].end if k else around.end
    return not MARKS.isdisjoint(around.text[start : around.after[k].start])


def is_of_clause_before(around: Surroundings, before: Sequence[str], k: int, lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether a condition is of the main clause before it alone: "We stay unless it burns, and | that is rare".

    Behind the comma "and" has to open a clause in the indicative: what will or would be may be under the condition too.
    """
    if k < MIN_CLAUSE or before[k - 1] in lists["joiners"] or _opens_clause(around, around.before, k):
        return False
    head = around.first_words(VERB_REACH)
    if head[0].folded in lists["joiners"]:
        gap, head = around.text[around.before[-1].end : around.start], head[1:]
    elif before[-1] in lists["joiners"]:
        gap = around.text[around.before[-2].end : around.before[-1].start]
    else:
        return False
    words = [t.folded for t in head]
    if not words or MARKS.isdisjoint(gap) or any(lexicon.kinds.get(word) == "modality" for word in words):
        return False
    if not has_verb(around, lists) or not lists["prospects"].isdisjoint(words):
        return False
    is_subject = words[0] in lists["nominatives"] or words[0] in lists["subjects"] or words[0] in lexicon.quantifier
    return is_subject or (words[0] in lists["that"] and words[1:2] != [] and words[1] in lists["finite"])


def opens_condition(around: Surroundings, before: Sequence[Token], k: int, lists: Lists) -> bool:
    """Tell whether word k opens a clause: it stands first, behind a mark, or behind those and "and": ", e se tace"."""
    if _opens_clause(around, before, k) or opens_behind_exclusive(around, before, k, lists):
        return True
    if k + 1 < len(before) and before[k + 1].folded in lists["clitics"]:
        return False  # "e se ne va"
    return k > 1 and before[k - 1].folded in lists["joiners"] and _opens_clause(around, before, k - 1)


def opens_behind_exclusive(around: Surroundings, words: Sequence[Token], k: int, lists: Lists) -> bool:
    """Tell the condition ", en alleen als zij willen", with "only" before it, from "ik werk alleen als kok"."""
    first = k
    while first > 0 and words[first - 1].folded in lists["exclusives"]:
        first -= 1
    if first == k:
        return False
    return _opens_clause(around, words, first) or words[first - 1].folded in lists["joiners"]


def behind_semicolon(around: Surroundings) -> int:
    """Return how many of the words before the passage a semicolon parts from it."""
    words = around.before
    places = list(_semicolons(around.text, words[0].start, around.start)) if words else []
    return sum(t.start < places[-1] for t in words) if places else 0


def before_semicolon(around: Surroundings) -> int:
    """Return how many of the words behind the passage stand before a semicolon; the first one behind it counts too."""
    words = around.after
    place = next(_semicolons(around.text, around.end, words[-1].start), None) if words else None
    return len(words) if place is None else sum(t.start < place for t in words) + 1


def _semicolons(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where semicolons stand between two places, those left out that end an entity."""
    if text.find(";", start, end) < 0:
        return iter(())
    return (match.start() for match in SEMICOLON.finditer(text, start, end) if match[1])


def _opens_clause(around: Surroundings, words: Sequence[Token], k: int) -> bool:
    """Tell whether a mark, the passage or nothing at all stands before one of the words beside a passage."""
    if k == 0:
        return True
    return not MARKS.isdisjoint(around.text[words[k - 1].end : words[k].start])


def opens_another(around: Surroundings, before: Sequence[str], lists: Lists) -> bool:
    """Tell whether the passage is a main clause of its own: "We paid, although it was late, and | we …"."""
    if before[-1] not in lists["joiners"]:
        return False
    first = around.first_word
    return first in lists["nominatives"] or (first in lists["subjects"] and has_verb(around, lists))


def begins_with(words: Sequence[str], entries: frozenset[str]) -> bool:
    """Tell whether words begin with any of some phrases."""
    found = phrases_from(entries).get(words[0], ()) if words else ()
    return any(tuple(words[: len(phrase)]) == phrase for phrase in found)


def ends_with(words: Sequence[str], entries: frozenset[str]) -> bool:
    """Tell whether words end with any of some phrases."""
    found = phrases_to(entries).get(words[-1], ()) if words else ()
    return any(tuple(words[-len(phrase) :]) == phrase for phrase in found)
