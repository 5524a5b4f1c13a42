"""Lies made by rule: each changes what a quote says by as little as a forger needs.

The rules and word lists here are written apart from the matcher's lexicons and must stay apart: a rule that
asked the matcher what a negation is could not find out that the matcher does not know one. A rule returns
None where it does not fit or would change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.words import skeleton
from matcher.types import ChangeKind, Verdict

AUXILIARY = r"is|are|was|were|will|would|can|could|should|must|has|had|does|did"
BEFORE_NOT = re.compile(rf"\b({AUXILIARY}|do|have)\b(?! not\b|n't|n’t|,)(?= [a-z])")
# Before an ellipsis of the document the drop of a "not" would be a marked omission.
UNMARKED = r"(?! ?(?:\.\.|\. \.|…))"
WRITTEN_NOT = re.compile(rf"\b({AUXILIARY}|do|have|am|be|to|did) not\b{UNMARKED}")
SHORT_NOT = re.compile(rf"\b(is|are|was|were|would|could|should|has|have|had|does|do|did)n['’]t\b{UNMARKED}")
DIGITS = re.compile(r"(?<![\w.,:/-])\d[\d,]*(?:\.\d+)?(?![\w:/-])")
NUMBER_WORDS = (
    ("two", "three"), ("three", "four"), ("four", "six"), ("five", "nine"), ("six", "seven"),
    ("seven", "eight"), ("eight", "five"), ("ten", "twelve"), ("twenty", "thirty"), ("thirty", "forty"),
    ("fifty", "sixty"), ("hundred", "thousand"), ("thousand", "hundred"), ("million", "billion"),
    ("billion", "million"), ("percent", "million"), ("dozen", "hundred"), ("Monday", "Tuesday"),
    ("Tuesday", "Friday"), ("Thursday", "Monday"), ("January", "March"), ("June", "August"),
    ("October", "December"),
)  # fmt: skip
MODALS = (
    ("will", "may"), ("will", "might"), ("would", "must"), ("must", "may"), ("should", "must"),
    ("can", "must"), ("may", "will"), ("could", "will"), ("might", "will"), ("must", "should"),
    ("should", "could"),
)  # fmt: skip
HEDGES = ("reportedly", "allegedly", "possibly", "perhaps", "probably", "likely", "apparently", "supposedly")
QUANTIFIERS = (
    ("all", "some"), ("some", "all"), ("most", "few"), ("many", "few"), ("few", "many"), ("more", "less"),
    ("less", "more"), ("every", "any"), ("several", "all"), ("most", "all"), ("fewer", "more"),
    ("least", "most"),
)  # fmt: skip
ANTONYMS = (
    ("increase", "decrease"), ("increased", "decreased"), ("support", "oppose"), ("supported", "opposed"),
    ("good", "bad"), ("strong", "weak"), ("right", "wrong"), ("new", "old"), ("help", "harm"),
    ("protect", "endanger"), ("win", "lose"), ("best", "worst"), ("success", "failure"), ("peace", "war"),
    ("higher", "lower"), ("rise", "fall"), ("safe", "dangerous"), ("public", "private"),
    ("friends", "enemies"), ("cut", "raise"), ("open", "closed"), ("great", "terrible"),
)  # fmt: skip
CONTENT = re.compile(r"(?<=[a-z,] )[a-z]{6,}(?=[ ,.])")
CLAUSES = re.compile(r"^([A-Z]?[^,;:—\"“”.!?()\n]{12,}), ([^,;:—\"“”.!?()\n]{12,}?)[.]?$")
AROUND_LINK = re.compile(
    r"(?<= )([a-z]{4,}(?: [a-z]{4,})?) (for|against|before|after|over|from|with) "
    r"([a-z]{4,}(?: [a-z]{4,})?)(?=[ ,.])"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words taken from the sampled archive: proper names, and content words in lower case."""

    names: Sequence[str]
    content_words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Lie:
    """A falsified quote and what an honest answer to it may say.

    ``kinds`` holds the change kinds of which at least one must be reported; it is empty for a splice, which
    is told by its verdict alone.
    """

    rule: str
    quote: str
    kinds: frozenset[ChangeKind]
    verdicts: frozenset[Verdict]


Rule = Callable[[str, Random, Lexicon], str | None]
ALTERED: frozenset[Verdict] = frozenset({"altered"})


def replace_one(pattern: re.Pattern[str], text: str, rng: Random, put: Callable[[re.Match[str]], str]) -> str | None:
    """Replace one match, drawn at random."""
    places = list(pattern.finditer(text))
    if not places:
        return None
    found = rng.choice(places)
    return text[: found.start()] + put(found) + text[found.end() :]


def swap_pair(text: str, rng: Random, pairs: Sequence[tuple[str, str]]) -> str | None:
    """Replace one word by its partner in a list of pairs."""
    fitting = [pair for pair in pairs if re.search(rf"\b{pair[0]}\b", text)]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return replace_one(re.compile(rf"\b{old}\b"), text, rng, lambda _: new)


def insert_negation(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Put a "not" after an auxiliary that has none."""
    return replace_one(BEFORE_NOT, text, rng, lambda found: f"{found.group()} not")


def drop_negation(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Take a "not" or an "n't" away."""
    put = replace_one(WRITTEN_NOT, text, rng, lambda found: found.group(1))
    return put or replace_one(SHORT_NOT, text, rng, lambda found: found.group(1))


def drop_never(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Take a "never" away, or turn "without" into "with" and "no" into "the"."""
    return swap_pair(text, rng, (("never ", ""), ("without", "with"), ("no", "the"), ("nobody", "somebody")))


def change_digit(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Change one digit of one number."""

    def other(found: re.Match[str]) -> str:
        number = found.group()
        place = rng.choice([i for i, digit in enumerate(number) if digit.isdigit()])
        digits = [d for d in "123456789" if d != number[place]]
        return number[:place] + rng.choice(digits) + number[place + 1 :]

    return replace_one(DIGITS, text, rng, other)


def change_number_word(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Change a number word, a scale, a weekday or a month."""
    return swap_pair(text, rng, NUMBER_WORDS)


def swap_name(text: str, rng: Random, lexicon: Lexicon) -> str | None:
    """Put another name of the archive in the place of one."""
    known = set(lexicon.names)
    names = [name for name in set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text)) if name in known]
    if not names:
        return None
    old, new = rng.choice(sorted(names)), rng.choice(lexicon.names)
    return None if old == new else re.sub(rf"(?<=[a-z,] ){old}\b", new, text, count=1)


def swap_antonym(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Turn a word into its opposite."""
    return swap_pair(text, rng, [*ANTONYMS, *((new, old) for old, new in ANTONYMS)])


def swap_content_word(text: str, rng: Random, lexicon: Lexicon) -> str | None:
    """Put another content word of the archive in the place of one, of another stem."""
    new = rng.choice(lexicon.content_words)
    known = set(lexicon.content_words)
    places = [found for found in CONTENT.finditer(text) if found.group() in known and found.group()[:4] != new[:4]]
    if not places:
        return None
    found = rng.choice(places)
    return text[: found.start()] + new + text[found.end() :]


def swap_modal(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Turn a promise into a possibility, or the other way round."""
    return swap_pair(text, rng, MODALS)


def add_hedge(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Put a hedge after an auxiliary, or take one away."""
    hedge = re.compile(rf" ({'|'.join(HEDGES)})\b")
    return replace_one(hedge, text, rng, lambda _: "") or replace_one(
        BEFORE_NOT, text, rng, lambda found: f"{found.group()} {rng.choice(HEDGES)}"
    )


def swap_quantifier(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Turn all into some, more into less."""
    return swap_pair(text, rng, QUANTIFIERS)


def swap_sides(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Exchange what stands on both sides of a preposition."""
    return replace_one(AROUND_LINK, text, rng, lambda found: f"{found[3]} {found[2]} {found[1]}")


def swap_clauses(text: str, rng: Random, lexicon: Lexicon) -> str | None:  # noqa: ARG001
    """Exchange the two clauses of a sentence that has just two."""
    found = CLAUSES.match(text)
    return f"{found[2][:1].upper()}{found[2][1:]}, {found[1][:1].lower()}{found[1][1:]}" if found else None


# What each rule must be told by. A moved pair of words may be told as an order change only; a changed
# weekday or month is a date and so a number.
RULES: tuple[tuple[str, Rule, frozenset[ChangeKind]], ...] = (
    ("negation.insert", insert_negation, frozenset({"negation"})),
    ("negation.drop", drop_negation, frozenset({"negation"})),
    ("negation.word", drop_never, frozenset({"negation"})),
    ("number.digit", change_digit, frozenset({"number"})),
    ("number.word", change_number_word, frozenset({"number"})),
    ("name", swap_name, frozenset({"name"})),
    ("word.antonym", swap_antonym, frozenset({"word"})),
    ("word.other", swap_content_word, frozenset({"word"})),
    ("modality.modal", swap_modal, frozenset({"modality"})),
    ("modality.hedge", add_hedge, frozenset({"modality"})),
    ("quantifier", swap_quantifier, frozenset({"quantifier"})),
    ("order.sides", swap_sides, frozenset({"order"})),
    ("order.clauses", swap_clauses, frozenset({"order"})),
)


def tell_lie(text: str, rng: Random, lexicon: Lexicon, rule: str) -> Lie | None:
    """Falsify a quote by one rule, if it fits and if the letters come out different."""
    make, kinds = next((make, kinds) for name, make, kinds in RULES if name == rule)
    quote = make(text, rng, lexicon)
    if quote is None or skeleton(quote) == skeleton(text):
        return None
    return Lie(rule, " ".join(quote.split()), kinds, ALTERED)
