"""Noun phrases without a tagger: a name with its titles, a pronoun, or a determiner and its noun.

A phrase is read from either end, because a subject may stand before its verb or after it. What cannot be told from
its neighbours is no phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.attribution.grammar import Grammar, is_title, strip_elision
from matcher.attribution.lexicon import is_given_name, load, split_words
from matcher.attribution.people.cast import Cast
from matcher.attribution.reporting.prose import BREAK, CAPITAL, NUMBER, PUNCT, QUOTE, WORD, Prose

# A nominal longer than this is no phrase but a clause that was misread.
MAX_NOMINAL = 8
# Words of a second job before the name that it belongs to, at most: "NASA planetary scientist".
_MAX_JOB = 4
# German articles of what an office is of.
_GENITIVE = frozenset(("des", "der"))


@dataclass(init=False, unsafe_hash=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` to ``last``; ``mention`` is an index into the cast, or -1.

    ``tail`` counts the tokens after a nominal's head: in "a spokeswoman for the ministry" the head is
    "spokeswoman". ``relative`` is the token of the "who" that stands for the phrase at a verb, or -1.
    """

    first: int
    last: int
    kind: Literal["name", "pronoun", "nominal"]
    mention: int
    tail: int
    relative: int

    def __init__(
        self,
        first: int,
        last: int,
        kind: Literal["name", "pronoun", "nominal"],
        mention: int = -1,
        tail: int = 0,
        relative: int = -1,
    ) -> None:
        self.first = first
        self.last = last
        self.kind = kind
        self.mention = mention
        self.tail = tail
        self.relative = relative

    @property
    def head(self) -> int:
        """Token of the head noun."""
        return self.last - self.tail

    @property
    def tokens(self) -> tuple[int, int]:
        """First and last token of the words that stand for the phrase at its verb."""
        return (self.first, self.last) if self.relative < 0 else (self.relative, self.relative)


@dataclass(init=False, unsafe_hash=True, slots=True)
class Reading:
    """One document as attribution reads it: its tokens, who occurs in it, and its language."""

    prose: Prose
    cast: Cast
    grammar: Grammar

    def __init__(self, prose: Prose, cast: Cast, grammar: Grammar) -> None:
        self.prose = prose
        self.cast = cast
        self.grammar = grammar


def find_phrase_ending(reading: Reading, j: int, floor: int) -> Phrase | None:
    """Find the noun phrase whose last token is ``j``."""
    prose, grammar = reading.prose, reading.grammar
    if j < floor or prose.kinds[j] in (QUOTE, BREAK):
        return None
    lower = prose.lower[j]
    if lower in grammar.pronouns:
        return Phrase(j, j, "pronoun")
    if lower in grammar.indefinite:
        return Phrase(j - 1 if j > floor and prose.lower[j - 1] in ("the", "these", "those") else j, j, "nominal")
    number = reading.cast.at.get(j, -1)
    if number >= 0 and reading.cast.mentions[number].last == j:
        return Phrase(_extend(reading, reading.cast.mentions[number].first, floor), j, "name", number)
    if prose.words[j] == ")" or prose.kinds[j] == PUNCT:
        return _phrase_before_bracket(reading, j, floor) if prose.words[j] == ")" else None
    if prose.kinds[j] == NUMBER or lower in grammar.prepositions or lower in grammar.openers:
        return None
    return _nominal_ending(reading, j, floor)


def _phrase_before_bracket(reading: Reading, j: int, floor: int) -> Phrase | None:
    i = j - 1
    while i > floor and prose_word(reading, i) != "(":
        i -= 1
    return find_phrase_ending(reading, i - 1, floor) if i > floor else None


def prose_word(reading: Reading, i: int) -> str:
    """Word of a token, as it stands."""
    return reading.prose.words[i]


def _extend(reading: Reading, first: int, floor: int) -> int:
    """Extend a name to the left over its titles, adjectives and article: "chief investigator", "the
    goalkeeper".
    """
    prose, grammar = reading.prose, reading.grammar
    i = first
    while i - 1 >= floor and i > first - 5:
        before = prose.lower[i - 1]
        if (
            prose.kinds[i - 1] == WORD
            and (before in grammar.roles or before in grammar.titles)
            and before not in grammar.between
        ):
            i -= 1
        elif before in grammar.determiners and i < first + 1 and before not in grammar.pronouns:
            i -= 1
            break
        else:
            break
    return i


def _nominal_ending(reading: Reading, j: int, floor: int) -> Phrase | None:
    """Find a nominal such as "the harbour authority": back to its determiner."""
    prose, grammar = reading.prose, reading.grammar
    known = _is_head(reading, j)
    i = j
    while i >= floor and j - i < MAX_NOMINAL:
        lower, kind = prose.lower[i], prose.kinds[i]
        if lower in grammar.determiners and i < j:
            return Phrase(i, j, "nominal")
        if kind in (QUOTE, BREAK) or (kind == PUNCT and prose.words[i] not in ("'s", "-")):
            break
        if prose.words[i] == "-" and prose.text[prose.ends[i]].isspace():
            break  # "- Workers said": the dash opens an item of a list, and is in no word.
        if lower in grammar.prepositions or lower in grammar.openers or (lower in grammar.between and i < j):
            break
        verb = i < j and lower in grammar.cues.speech and kind == WORD and lower not in grammar.roles
        verb = verb or (i < j and i - 1 in reading.cast.at and lower.endswith("ed") and lower in grammar.cues.reporting)
        if verb and not (i > floor and prose.lower[i - 1] in grammar.determiners):
            break
        if lower in grammar.pronouns:
            break
        i -= 1
    if i + 1 < j and prose.words[i + 1] == "'s":
        i += 1
    return Phrase(i + 1, j, "nominal") if known and i < j else None


def _is_head(reading: Reading, j: int) -> bool:
    lower, grammar = strip_elision(reading.prose.lower[j]), reading.grammar
    if lower in grammar.roles or lower in grammar.organizations or lower in grammar.documents:
        return True
    return lower in grammar.bare_people or (bool(grammar.bare_titles) and is_title(lower, grammar))


def find_phrase_starting(reading: Reading, i: int, end: int) -> Phrase | None:
    """Find the noun phrase that begins at token ``i`` and ends before ``end``."""
    prose, grammar = reading.prose, reading.grammar
    if i >= end or prose.kinds[i] in (QUOTE, BREAK, PUNCT) or prose.lower[i] in ("that", "this", "these", "those"):
        return None
    if prose.lower[i] in grammar.definite and _is_told(reading, i, end):
        return None
    if prose.lower[i] in grammar.indefinite and (i + 1 == end or _is_verbal(reading, i + 1)):
        return Phrase(i, i, "nominal")
    if prose.lower[i] in grammar.pronouns:
        if prose.lower[i] in grammar.determiners and i + 1 < end and prose.kinds[i + 1] in (WORD, CAPITAL):
            pass
        else:
            return Phrase(i, i, "pronoun")
    first, has_determiner = i, False
    last_noun = -1
    while i < end and i - first <= MAX_NOMINAL:
        lower, kind = prose.lower[i], prose.kinds[i]
        number = reading.cast.at.get(i, -1)
        if number >= 0 and has_determiner and last_noun == i - 1 and _is_of_clause(reading, last_noun, number):
            break  # "the note Ada Venn received"
        if number >= 0:
            mention = reading.cast.mentions[number]
            after = mention.last + 1
            after = max(after, _find_joint_owner(reading, after)) if after < end else after
            if after < len(prose) and prose.words[after] == "'s":
                i, last_noun, has_determiner = after + 1, -1, True
            elif after < end and prose.lower[after] == "and" and prose.lower[mention.last] in grammar.titles:
                i, last_noun = after + 1, -1  # "former Governor and Party Chairman Ada Venn"
            elif not mention.name and after < end and prose.kinds[after] in (WORD, CAPITAL):
                i, last_noun = after, mention.last
            elif mention.name and after < end and _continues_nominal(reading, after):
                i = after
            else:
                return Phrase(_extend(reading, mention.first, first), mention.last, "name", number)
            continue
        if lower in grammar.determiners and i == first:
            has_determiner = True
        elif lower == "and" and not has_determiner and _joins_jobs(reading, first, i, end):
            last_noun = -1  # "lead researcher and Ely geologist Ada Venn"
        elif prose.words[i] == "-" and i > first and _is_behind_number(reading, i):
            pass  # "a 52-count complaint"
        elif prose.words[i] == "-" and i > first and _is_suspended(reading, i, end):
            i += 1  # "der Wirtschafts- und Energieminister"
        elif kind in (PUNCT, QUOTE, BREAK) or lower in grammar.prepositions or lower in grammar.openers:
            if prose.words[i] != "'s":
                break
            last_noun = -1
        elif _ends_nominal(reading, i, end, last_noun, has_determiner=has_determiner):
            break
        elif kind in (WORD, CAPITAL):
            last_noun = i
        i += 1
    if last_noun < 0 or not (has_determiner or _is_head(reading, last_noun)):
        return None
    return _with_tail(reading, Phrase(first, last_noun, "nominal"), end)


def _joins_jobs(reading: Reading, first: int, conjunction: int, end: int) -> bool:
    """Tell whether "and" joins two jobs of whoever is named behind: "shopkeeper and Ely mayor Ada Venn"."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[conjunction - 1] not in grammar.roles or first == conjunction:
        return False
    for i in range(conjunction + 2, min(conjunction + 2 + _MAX_JOB, end)):
        if prose.kinds[i - 1] not in (WORD, CAPITAL) or prose.lower[i - 1] in grammar.determiners:
            return False
        number = reading.cast.at.get(i, -1)
        if number >= 0 and reading.cast.mentions[number].looks == "person":
            mention = reading.cast.mentions[number]
            return mention.first == i and mention.name != () and (mention.titles != () or _is_head(reading, i - 1))
    return False


def _is_behind_number(reading: Reading, i: int) -> bool:
    """Tell whether a number touches a token."""
    prose = reading.prose
    return prose.kinds[i - 1] == NUMBER and prose.ends[i - 1] == prose.starts[i]


def _ends_nominal(reading: Reading, i: int, end: int, last_noun: int, *, has_determiner: bool) -> bool:
    """Tell a word that is no part of the nominal before it, whose last noun is ``last_noun``, -1 without one."""
    grammar, lower = reading.grammar, reading.prose.lower[i]
    # "Her first mate", but "she first said".
    is_first = has_determiner and last_noun < 0 and lower in grammar.titles and i + 1 < end and _is_head(reading, i + 1)
    if lower in grammar.pronouns:
        return True
    if lower in grammar.between and not is_first and not (has_determiner and lower in grammar.days):
        return True
    if lower in grammar.cues.speech and lower not in grammar.roles and lower not in grammar.documents:
        return True
    if last_noun < 0:
        return False
    if _is_past_of_head(reading, last_noun, i):
        return True
    if not _is_head(reading, last_noun):
        return False
    if lower in _GENITIVE and _owns(reading, i + 1):
        return True  # "der Vorsitzende der Gewerkschaft Bau"
    is_word = reading.prose.kinds[i] in (WORD, CAPITAL)
    return is_word and not _is_head(reading, i) and not _may_modify(reading, i, end)


def _is_past_of_head(reading: Reading, head: int, i: int) -> bool:
    """Tell the verb of "the Quill campaign criticized Orr" from the participle of "the mayor's criticized ally"."""
    prose, grammar = reading.prose, reading.grammar
    if head != i - 1 or prose.kinds[i] != WORD or not prose.lower[i].endswith("ed"):
        return False
    if _is_head(reading, head) and prose.lower[i] in grammar.cues.reporting:
        return True
    has_object = i + 1 < len(prose) and prose.lower[i + 1] in grammar.determiners
    return has_object and (prose.lower[head] in grammar.titles or prose.lower[head] in grammar.roles)


def _is_told(reading: Reading, i: int, end: int) -> bool:
    """Tell Portuguese "a jornalistas", to journalists: as an article before them "a" would be plural too."""
    prose = reading.prose
    if prose.lower[i] not in reading.grammar.prepositions or i + 1 >= end:
        return False
    return prose.lower[i + 1].endswith("s") and prose.kinds[i + 1] == WORD


def _owns(reading: Reading, i: int) -> bool:
    """Tell a German body that an office is of, which has the looks of a name: no title, and no known given name."""
    number = reading.cast.at.get(i, -1)
    if number < 0 or reading.grammar.language != "de":
        return False
    mention = reading.cast.mentions[number]
    return len(mention.name) > 1 and not mention.titles and not is_given_name(mention.name[0].lower())


def _is_suspended(reading: Reading, i: int, end: int) -> bool:
    """Tell the hyphen of a first compound whose second part follows in the next one."""
    prose = reading.prose
    hangs = prose.ends[i - 1] == prose.starts[i] and i + 2 < end and prose.starts[i + 1] > prose.ends[i]
    return hangs and prose.lower[i + 1] in ("und", "oder", "sowie") and prose.kinds[i + 2] == CAPITAL


def _find_joint_owner(reading: Reading, conjunction: int) -> int:
    """Find the "'s" of "and Marlow's", behind "Ely"; -1 if there is none."""
    prose, number = reading.prose, reading.cast.at.get(conjunction + 1, -1)
    if number < 0 or prose.lower[conjunction] != "and":
        return -1
    after = reading.cast.mentions[number].last + 1
    return after if after < len(prose) and prose.words[after] == "'s" else -1


def is_unnamed(reading: Reading, phrase: Phrase) -> bool:
    """Tell a nominal, and titles without a name: "a Republican Assemblywoman"."""
    return phrase.kind == "nominal" or (phrase.kind == "name" and not reading.cast.mentions[phrase.mention].name)


def _with_tail(reading: Reading, phrase: Phrase, end: int) -> Phrase:
    """Add "for the ministry" to "a spokeswoman"."""
    prose, grammar = reading.prose, reading.grammar
    after = phrase.last + 1
    if after + 1 >= end or prose.lower[after] not in ("for", "of") or prose.lower[phrase.last] not in grammar.roles:
        return phrase
    owner = find_phrase_starting(reading, after + 1, end)
    if owner is None or owner.kind == "pronoun":
        return phrase
    return Phrase(phrase.first, owner.last, "nominal", tail=owner.last - phrase.last)


def _is_verbal(reading: Reading, i: int) -> bool:
    """Tell a word that can only follow a complete subject."""
    lower, grammar = reading.prose.lower[i], reading.grammar
    return (
        reading.prose.kinds[i] == PUNCT
        or lower in grammar.cues.speech
        or lower in grammar.between
        or lower in grammar.prepositions
    )


def _continues_nominal(reading: Reading, after: int) -> bool:
    """Tell a name that only modifies ("the Tarr campaign", "White House officials") from one that is the
    subject.
    """
    prose, grammar = reading.prose, reading.grammar
    for k in range(after, min(after + 4, len(prose))):
        lower = prose.lower[k]
        if k in reading.cast.at:
            return True
        if (
            prose.kinds[k] not in (WORD, CAPITAL, NUMBER)
            or lower in grammar.prepositions
            or lower in grammar.openers
            or lower in grammar.determiners
        ):
            return False
        if lower in grammar.roles or lower in grammar.organizations:
            return lower not in grammar.between
        if lower in grammar.between or lower in grammar.cues.all_cues or lower.endswith("ed") or lower in _PASTS:
            return False
    return False


def _is_of_clause(reading: Reading, noun: int, number: int) -> bool:
    """Tell "the note [Ada Venn] received", of somebody else, from "a speech [Ada Venn] delivered"."""
    prose, verb = reading.prose, reading.cast.mentions[number].last + 1
    return prose.lower[noun] in reading.grammar.documents and verb < len(prose) and prose.lower[verb] in _GETS


# What somebody has got is not his.
_GETS = split_words(load("bystanders")["receives"]["en"])


# Pasts without -ed of verbs that report nothing and have a person for their object: "Ada Venn forgave Ben Orr".
_PASTS = split_words(
    "met beat forgave left saw knew gave made took fought ran wed sought caught kept led won lost shot struck hit "
    "drove overcame forbade chose brought hurt bought sold paid became succeeded"
)


def _may_modify(reading: Reading, i: int, end: int) -> bool:
    """Tell whether a head follows soon, so that the word at ``i`` belongs to the same phrase."""
    prose = reading.prose
    return any(
        _is_head(reading, k) or k in reading.cast.at
        for k in range(i + 1, min(i + 3, end))
        if prose.kinds[k] in (WORD, CAPITAL)
    )
