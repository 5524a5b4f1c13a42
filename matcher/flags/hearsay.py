"""What a speaker only passes on, estimates or wishes: the clause before a passage makes it somebody's word or a view.

"Critics say that | the dam leaks" and "In my view | it leaks" are told by a verb of saying with its subject, by a noun
of rumour or by a phrase, "We demand that | he leaves" by its verb, whoever wishes. Lists are those of ``context.toml``;
a language without a list has no such rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.words.lexicon import Lexicon
from matcher.flags.denials import has_verb, is_verb, opens_infinitive
from matcher.flags.qualifiers import MARKS, begins_with, ends_with
from matcher.flags.surroundings import Surroundings
from matcher.wordclasses import phrases_from

# Words before a reporting verb among which its subject is looked for: "I have always said".
SUBJECT_REACH: Final = 4
# Words of a passage that its subject and verb may be where the subject is a name: "Ada Venn of Ely" is none.
NAME_REACH: Final = 4
# Words between a verb of wishing and the clause it opens: "nous voulons tous que | …".
WISH_REACH: Final = 2
# Words of a passage that its subject and verb are where no article opens it: "rents rose", "new rents have risen".
NOUN_REACH: Final = 3
# Words of an aside before "that", at most: ", once or twice a day,".
ASIDE_REACH: Final = 5

Lists = dict[str, frozenset[str]]


def is_relayed(around: Surroundings, before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether the speaker only passes on or estimates what the passage says: "Critics say that | …"."""
    if _contains(before, lists["opinions"]) or begins_with(before, lists["sources"]):
        return True
    opens = before[-1:] != [] and (before[-1] in lists["that"] or before[-1] in lists["complementizers"])
    if opens and not lists["wishes"].isdisjoint(before[-1 - WISH_REACH : -1]):
        return True
    if before[-1:] and before[-1] in lists["infinitives"] and _only_seems(before, lists):
        return True
    if _is_attempt(around, before, lexicon, lists):
        return True
    # The passage is the clause, or the predicate of a short subject: "Critics say that | the dam …", "… the dam | is".
    reach = SUBJECT_REACH if around.first_word in lists["finite"] else 0
    for k in range(len(before) - 1, max(len(before) - 2 - reach, 0), -1):
        if before[k] in lists["that"]:
            end = k
            while end > 1 and before[end - 1] in lists["when"]:
                end -= 1  # "They said last week that | …"
            end = _before_aside(around, end)
            end = end - 1 if before[end - 1] in lists["told"] and end > 1 else end
            return before[end - 1] in lists["rumours"] or _relays(around, before[:end], lexicon, lists)
    if _is_told_behind_comma(around, before, lexicon, lists):
        return True
    if not before or not (around.first_word in lists["subjects"] or _begins_with_subject(around, lexicon, lists)):
        return False
    # "They told | the warden" has an object, "they told us | the warden" and "we were told | he" a clause.
    is_passive = before[-2:-1] != [] and before[-2] in lists["being"]
    if before[-1] in lists["needs_that"] and not is_passive and around.first_word not in lists["nominatives"]:
        return False
    between = around.text[around.before[-1].end : around.start]
    is_clause = around.first_word in lists["that"] | lists["clausal"] or has_verb(around, lists)
    if before[-1] in lists["told"] and before[-2:-1] != [] and before[-2] in lists["needs_that"]:
        before = before[:-1]  # "They told me | the boat was late"
    return is_clause and MARKS.isdisjoint(between) and _relays(around, before, lexicon, lists)


def _is_attempt(around: Surroundings, before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether the passage is an infinitive that no word before it opens: "Пытались | закрыть", "drohte, | …"."""
    is_attempt = ends_with(before, lists["attempts"])
    if is_attempt and around.first_word.endswith(tuple(lists["infinitive_endings"])):
        return True
    if not is_attempt and not (before and _relays(around, before, lexicon, lists)):
        return False
    return opens_infinitive(around, around.start, around.first_word, lists)


def _is_told_behind_comma(around: Surroundings, before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell "Die Polizei hat gesagt, | der Steg sei sicher", where a clause needs no "that": not "Ich sagte, | …".

    It has to begin as a main clause does, with its subject.
    """
    if len(before) < 2 or before[-1] not in lists["bare_relays"]:
        return False
    if "," not in around.text[around.before[-1].end : around.start]:
        return False
    if around.first_word not in lists["bare_subjects"] and not around.text[around.start].isupper():
        return False
    first = len(before) - 1
    while first > 0 and MARKS.isdisjoint(around.text[around.before[first - 1].end : around.before[first].start]):
        first -= 1
    clause = before[first:-1]
    if not clause or clause[0] in lists["bare_barred"]:
        return False
    return lists["first_person"].isdisjoint(clause) and lexicon.negation.isdisjoint(clause)


def _only_seems(before: Sequence[str], lists: Lists) -> bool:
    """Tell "He claims to | have sold it", "is said to | …" and "tried to | sell it" from "was told to | sell it"."""
    verb, auxiliary = (before[-2:-1] or [""])[0], (before[-3:-2] or [""])[0]
    if verb in lists["attempts"]:
        return True
    if verb in lists["infinitive_relays"]:
        return lists["first_person"].isdisjoint(before[-4:-2])
    return auxiliary in lists["being"] and verb in lists["passives"] - lists["needs_that"]


def _begins_with_subject(around: Surroundings, lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether the passage is a clause whose subject has no article: "Experts say | Norland is", "| rents rose"."""
    words = around.first_words(NAME_REACH)
    if words[0].folded in lists["that"]:
        return len(words) > 1 and words[1].folded in lists["finite"] | {"s"}  # "People say | that is enough"
    first = words[0].folded
    if not lists["subjects"] or first in lexicon.function or first in lists["finite"] or first in lists["when"]:
        return False
    is_name = around.text[words[0].start].isupper()
    for token in words[1:] if is_name else words[1:NOUN_REACH]:
        if is_name and around.text[token.start].isupper():
            continue
        if is_name or token.folded in lexicon.function or is_verb(token.folded, lexicon, lists):
            return is_verb(token.folded, lexicon, lists)
    return False


def _before_aside(around: Surroundings, end: int) -> int:
    """Return where a short aside between marks begins that ends at word ``end``: "You are told, many times, | that"."""
    words, text = around.before, around.text
    if end >= len(words) or MARKS.isdisjoint(text[words[end - 1].end : words[end].start]):
        return end
    for k in range(end - 1, max(end - 1 - ASIDE_REACH, 0), -1):
        if not MARKS.isdisjoint(text[words[k - 1].end : words[k].start]):
            return k
    return end


def _subject_of(around: Surroundings, before: Sequence[str], lexicon: Lexicon) -> Sequence[str]:
    """Return the few words before the last one that may be its subject: in "When we began, experts said" one."""
    low, verb = max(len(before) - 1 - SUBJECT_REACH, 0), len(before) - 1
    for k in range(verb, low, -1):
        if not MARKS.isdisjoint(around.text[around.before[k - 1].end : around.before[k].start]):
            # "I have always, as you know, said": nothing stands behind the mark. "I have, truly, never said" denies.
            return before[k:verb] if any(word not in lexicon.function for word in before[k:verb]) else before[low:verb]
    return before[low:verb]


def _relays(around: Surroundings, before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether the last word is a verb of saying or seeming that makes its clause somebody's word."""
    if before[-1] not in lists["relays"] and before[-1] not in lists["heard"]:
        return False
    subject = _subject_of(around, before, lexicon)
    if not lexicon.negation.isdisjoint(subject):
        return False  # "Nobody says that | …" is a denial
    if not lists["heard"].isdisjoint(subject):
        return True  # "I hear people say"
    if len(subject) == 1 and len(before) == 2 and subject[0] in lists["infinitives"]:
        return True  # "To say that | … would be wrong"
    if before[-1] in lists["heard"] or (before[-1] in lists["passives"] and any(w in lists["being"] for w in subject)):
        return True
    if not subject:
        return not lists["subjects"]  # where a sentence needs no subject: "Dicen que | …"
    return subject[-1] not in lists["infinitives"] and not any(w in lists["first_person"] for w in subject)


def _contains(words: Sequence[str], entries: frozenset[str]) -> bool:
    """Tell whether any of some phrases stands among words."""
    by_first = phrases_from(entries)
    for k, word in enumerate(words):
        for phrase in by_first.get(word, ()):
            if tuple(words[k : k + len(phrase)]) == phrase:
                return True
    return False
