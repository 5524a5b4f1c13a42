"""Which words deny, and how far: the rules of a negation's hold that ask for more than the word itself.

"refuse" denies what follows "to", "doubt" what follows "that", and a negation before either takes it back. A negation
in a relative clause or in a phrase with "without" lets go where the main clause's verb comes, and one before "and"
where a new subject does. Lists are those of ``context.toml``; a language without a list has no such rule. No parser:
where the signs are not plain, the hold stays, since a needless flag costs less than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from matcher.diff import lexicon_for, negations
from matcher.diff.words.lexicon import Lexicon
from matcher.flags.surroundings import CLAUSE_MARK, Surroundings
from matcher.text import tokens
from matcher.types import Span, Token
from matcher.wordclasses import phrases_from, phrases_to

# Words between a relative pronoun and the negation in its clause: "who in the end did not".
RELATIVE_REACH: Final = 3
# Words that a phrase with "without" may have before the passage; behind more of them it has ended.
PHRASE_REACH: Final = 5
# Words of a passage among which the verb of a new main clause is looked for.
VERB_REACH: Final = 6
# A past tense by its ending: shorter words in "ed" are nouns ("bed", "seed").
MIN_PAST: Final = 5
# Lists of words that lead a negation on into the clause behind them, and of those that no main verb follows.
LEADING_ON: Final = ("complementizers", "attitudes", "leads", "relays")
NO_START: Final = ("finite", "nominatives", "subjects")

# Words before "than" among which "rather" stands; no rule reads more beside a denial (``near_denial``).
PREFERENCE_REACH: Final = 2
# One phrase between two commas.
COMMENT: Final = re.compile(r",\s+(\w[^,;:.!?—–]*),\s+")

Lists = dict[str, frozenset[str]]


def denying_places(around: Surroundings, words: Sequence[Token], language: str | None, lists: Lists) -> list[Span]:
    """Return where the words before a passage deny; a denial and the negation right before it make no denial.

    Where all negations of a clause are one ("Personne ne doute que"), those beside it go as well.
    """
    negated = list(negations(words, around.text, language))
    found = list(_denials(around, words, lists))
    taken_back = {place for place in found if any(_follows(words, n, place) for n in negated)}
    released = [*taken_back] if lists["certainties"] else []
    released += _certainties(around, words, negated, lists)
    kept = [
        n
        for n in negated
        if not any(_follows(words, n, place) for place in taken_back)
        and not any(_share_clause(around, n, place) for place in released)
    ]
    return [*kept, *(place for place in found if place not in taken_back and place not in released)]


def _follows(words: Sequence[Token], negation: Span, place: Span) -> bool:
    return negation.end <= place.start and not any(negation.end <= t.start < place.start for t in words)


def _certainties(around: Surroundings, words: Sequence[Token], negated: Sequence[Span], lists: Lists) -> list[Span]:
    """Return where a doubt or secret stands that is denied: "no cabe duda de que", "Non è un segreto che"."""
    return [
        Span(token.start, token.end)
        for token in words
        if token.folded in lists["certainties"]
        and any(n.end <= token.start and _share_clause(around, n, Span(token.start, token.end)) for n in negated)
    ]


def _share_clause(around: Surroundings, one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return CLAUSE_MARK.search(around.text, first.end, second.start) is None


def _denials(around: Surroundings, words: Sequence[Token], lists: Lists) -> Iterator[Span]:
    folded = [t.folded for t in words]
    denials, refusals, doubts, unfulfilled = (lists[n] for n in ("denials", "refusals", "doubts", "unfulfilled"))
    for k, word in enumerate(folded):
        is_denial = word in denials
        if word in refusals or (word in unfulfilled and k and folded[k - 1] in lists["finite"]):
            is_denial = is_denial or _refuses(around, [*folded[k + 1 : k + 3], around.first_word][:2], lists)
        if word in doubts and not is_denial:
            following = folded[k + 1] if k + 1 < len(folded) else around.first_word
            is_denial = _doubts(folded[:k], following, k + 1 == len(folded), lists)
        is_denial = is_denial or _disowns(folded, k, lists)
        if is_denial:
            first = k - 1 if k and folded[k - 1] in lists["degrees"] else k
            yield Span(words[first].start, words[k].end)
    for phrase in phrases_to(lists["near_denials"]).get(folded[-1], ()) if folded else ():
        # "far from the road" tells a distance; "far from innocent" does not.
        if tuple(folded[-len(phrase) :]) == phrase and around.first_word not in lists["determiners"]:
            yield Span(words[-len(phrase)].start, words[-1].end)
    # "We would rather starve than | sell it", but not "He is rather taller than | the mayor".
    is_compared = folded != [] and folded[-1] in lists["comparisons"] and around.first_word not in lists["determiners"]
    if is_compared and not lists["preferences"].isdisjoint(folded[-1 - PREFERENCE_REACH : -1]):
        yield Span(words[-1].start, words[-1].end)


def opens_infinitive(around: Surroundings, place: int, first: str, lists: Lists) -> bool:
    """Tell whether the clause behind a comma is an infinitive: its last word, with the particle before or within it.

    ``first`` is its first word: with some it is no object of what stands before ("um zu sparen", "als zu sparen").
    """
    particles = lists["final_infinitives"]
    if not particles or first in lists["adjuncts"]:
        return False
    rest = around.text[place : around.sentence_end]
    clause = CLAUSE_MARK.split(rest, 1)[0]
    last = tokens(clause)[-2:]
    if len(last) < 2 or not last[1].folded.endswith("n") or clause[last[1].start].isupper():
        return False
    parted = (prefix + particle for prefix in lists["separable"] for particle in particles)
    return last[0].folded in particles or any(last[1].folded.startswith(beginning) for beginning in parted)


def _refuses(around: Surroundings, behind: Sequence[str], lists: Lists) -> bool:
    """Tell whether an infinitive stands behind a refusal: "refusons de | fermer", "weigern uns, | … zu schließen".

    ``behind`` are the two words behind it, less where the passage begins sooner.
    """
    endings = tuple(lists["infinitive_endings"])
    if behind and behind[0] in lists["infinitives"]:
        # "To" opens an infinitive by itself; "a la obra" is no infinitive.
        return not endings or (behind[1:] != [] and behind[1].endswith(endings))
    if behind and endings and behind[0].endswith(endings):
        return True
    return opens_infinitive(around, around.start, around.first_word, lists)


def _disowns(words: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell "too early to say that", "falsely states that" and "little evidence that": nobody vouches for the clause."""
    if words[k] in lists["falsely"]:
        if k and words[k - 1] in lists["coordinators"]:
            return False  # "rightly or wrongly"
        return not lists["complementizers"].union(lists["relays"]).isdisjoint(words[k + 1 : k + 3])
    if words[k] in lists["misjudged"]:
        behind = words[k + 1 : k + 3]
        opens = behind != [] and any(behind[0] in lists[name] for name in ("infinitives", "final_infinitives", "aims"))
        return not lists["sayings"].isdisjoint(behind[1:] if opens else behind[:1])
    if words[k] not in lists["scant"] or (k and words[k - 1] in lists["determiners"]):
        return False
    behind = words[k + 1 : k + 3]
    return len(behind) == 2 and behind[0] in lists["grounds"] and behind[1] in lists["that"]


def _doubts(before: Sequence[str], following: str, is_last: bool, lists: Lists) -> bool:
    if before and before[-1] in lists["scant"]:
        return False  # "There is little doubt that"
    if following in lists["complementizers"] and not is_last:
        return True
    is_noun = not before or before[-1] in lists["determiners"] or before[-1] in lists["prepositions"]
    return is_last and not is_noun


def is_idiom(words: Sequence[Token], negation: Span, lists: Lists) -> bool:
    """Tell a turn of phrase that denies nothing: "can't wait"."""
    folded = tuple(t.folded for t in words if t.start >= negation.start)
    found = phrases_from(lists["idiom_phrases"]).get(folded[0], ()) if folded else ()
    return any(folded[: len(phrase)] == phrase for phrase in found)


def is_insertion(around: Surroundings, start: int, following: Sequence[str], lists: Lists) -> bool:
    """Tell whether nothing but a phrase between commas parts a negation from the passage: "not, per se, | unfair"."""
    found = phrases_from(lists["insertions"]).get(following[0], ()) if following else ()
    return bool(found) and tuple(around.words_between(start, around.start)) in found


def is_parted_from_verb(around: Surroundings, start: int, lists: Lists) -> bool:
    """Tell whether a comment between commas parts a negation from what it denies: "does not, as they claim, | sell".

    What begins a clause of its own behind the comment is another clause: "It does not, as they know, | and we …".
    """
    found = COMMENT.fullmatch(around.text, start, around.start)
    if found is None or tokens(found[1])[0].folded not in lists["comments"] | lists["prepositions"]:
        return False
    return not any(around.first_word in lists[name] for name in ("breaks", "joiners", "nominatives", "subjects"))


def is_released(around: Surroundings, words: Sequence[Token], negation: Span, lists: Lists) -> bool:
    """Tell whether a negation's clause or phrase has ended before the passage, with no mark between."""
    if not lists["finite"]:
        return False
    before = [t.folded for t in words if t.end <= negation.start]
    own = [t.folded for t in words if negation.start <= t.start and t.end <= negation.end]
    between = [t.folded for t in words if t.start >= negation.end]
    if not own or not between or any(not lists[name].isdisjoint(between) for name in LEADING_ON):
        return False
    is_verbal = own[-1] in lists["verbal"]
    if (before or not is_verbal) and _begins_anew(around, between, lists):
        return True
    verbs = _finite_verbs([*between, around.first_word], lists)
    if own[-1] in lists["phrasal"]:
        return bool(verbs) or len(between) > PHRASE_REACH or around.first_word in lists["nominatives"]
    if not _is_in_relative(before, own, lexicon_for(around.view.document.language).function, lists):
        return False
    # "who did not vote are …": the next verb is the main clause's; "that nobody has read is …": the second.
    return len([k for k in verbs if k > 0]) > 0 if is_verbal else len(verbs) > 1


def _finite_verbs(words: Sequence[str], lists: Lists) -> list[int]:
    """Return where finite verbs of closed classes stand, none behind another relative clause's pronoun."""
    if any(word in lists["relatives"] for word in words[:-1]):
        return []
    # One behind another is the same verb ("would have"), one behind a pronoun the verb of a clause within ("he was").
    finite = lists["finite"]
    return [
        k
        for k, word in enumerate(words)
        if word in finite and not (k and any(words[k - 1] in lists[name] for name in NO_START))
    ]


def _is_in_relative(before: Sequence[str], own: Sequence[str], function: frozenset[str], lists: Lists) -> bool:
    """Tell whether a negation stands in a relative clause: "people who did not", "a plan that nobody"."""
    words = [*before, *own]
    low = max(len(before) - RELATIVE_REACH, 0)
    for k in range(low, len(before)):
        if words[k] in lists["relatives"]:
            return k > 0
        # "that" is a pronoun behind a noun with its article, else a conjunction.
        if words[k] in lists["that"]:
            noun = words[max(k - RELATIVE_REACH, 0) : k]
            return noun[-1:] != [] and noun[-1] not in function and any(w in lists["determiners"] for w in noun[:-1])
    return False


def _begins_anew(around: Surroundings, between: Sequence[str], lists: Lists) -> bool:
    """Tell whether "and" opens another clause behind the negation: "He never came back and we sold the farm"."""
    words = [*between, around.first_word]
    for k in range(1, len(words) - 1):
        # A pronoun before "and" makes a clause within: "no proof he took it and she helped".
        if words[k] in lists["joiners"] and lists["nominatives"].isdisjoint(words[:k]):
            if words[k + 1] in lists["nominatives"]:
                return True
            is_last = k + 2 == len(words)
            if is_last and words[k + 1] in lists["determiners"] and has_verb(around, lists):
                return True
    return False


def has_verb(around: Surroundings, lists: Lists) -> bool:
    """Tell whether the passage's beginning has a finite verb, which makes it a clause and no more of a list."""
    lexicon = lexicon_for(around.view.document.language)
    return any(is_verb(t.folded, lexicon, lists) for t in around.first_words(VERB_REACH)[1:])


def is_verb(word: str, lexicon: Lexicon, lists: Lists) -> bool:
    """Tell a verb that may be a clause's: an auxiliary, a past form or one of an irregular verb."""
    is_past = word.endswith("ed") and len(word) >= MIN_PAST
    return word in lists["finite"] or is_past or (word in lexicon.irregular and word not in lexicon.kinds)
