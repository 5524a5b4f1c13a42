"""What careful writers do to a quote: marked omissions and insertions, and equal values in other clothes.

None of these may be held against the writer. Like the lies, the rules are written apart from the matcher.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Edit = Callable[[str, Random], str | None]

# Words kept on each side of an omission, so that both parts can be found for themselves.
MIN_KEPT = 5
# Words left out, at least and at most: a phrase to a subordinate clause.
OMITTED = (1, 10)
ELLIPSES = (" … ", " ... ", "... ", " [...] ", " […] ", " . . . ", "… ")
REPLACEMENTS = ("[he]", "[the senator]", "[the president]", "[they]", "[it]", "[my colleagues]")
INSERTIONS = ("[sic]", "[in the Senate]", "[of the committee]", "[his office]", "[the Act]")
NUMBERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty",
)  # fmt: skip
DIGITS = ("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "15", "20", "30", "40", "50")
SHORT_FORMS = (
    ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't"),
    ("are not", "aren't"), ("was not", "wasn't"), ("will not", "won't"), ("cannot", "can't"),
    ("would not", "wouldn't"), ("should not", "shouldn't"), ("have not", "haven't"), ("has not", "hasn't"),
    ("I am", "I'm"), ("we are", "we're"), ("they are", "they're"), ("we will", "we'll"),
    ("I will", "I'll"), ("we have", "we've"), ("I have", "I've"),
)  # fmt: skip
ABBREVIATIONS = (
    ("U.S.", "US"),
    ("Mr.", "Mr"),
    ("Dr.", "Dr"),
    ("Mrs.", "Mrs"),
    ("D.C.", "DC"),
    (" & ", " and "),
)
WRITTEN_NUMBER = re.compile(
    rf"(?<=[a-z] )({'|'.join(NUMBERS)})(?= [a-z]{{4,}})"
    rf"(?! (?:million|billion|hundred|thousand|percent|{'|'.join(NUMBERS)}))"
)
# Words that belong to the number before them.
SCALE = re.compile("hundred|thousand|illion|percent")
PERCENT = re.compile(r"(?<=\d) percent\b")
SIGN = re.compile(r"(?<=\d)%(?![^\W\d_])")
MONEY = re.compile(r"(\$\d[\d.,]*\d|\$\d) (million|billion)\b(?!-)")
GROUPED = re.compile(r"(?<![\d.,/-])\d{1,3}(?:,\d{3})+(?![\d.,/-])")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def middle(words: list[str], length: int, rng: Random) -> int | None:
    """A place for ``length`` words that leaves enough on both sides, or None."""
    last = len(words) - MIN_KEPT - length
    if last < MIN_KEPT:
        return None
    place = rng.randint(MIN_KEPT, last)
    # What stands around a mark must be words: "$2.3 … loan" from "$2.3 billion loan" has another number.
    around = words[place - 1] + words[place] + words[place + length - 1] + words[place + length]
    return None if any(map(str.isdigit, around)) or SCALE.search(around) else place


def omit_words(text: str, rng: Random) -> str | None:
    """Leave some words out and mark it by an ellipsis."""
    words, length = text.split(), rng.randint(*OMITTED)
    place = middle(words, length, rng)
    if place is None:
        return None
    return " ".join(words[:place]) + rng.choice(ELLIPSES) + " ".join(words[place + length :])


def replace_words(text: str, rng: Random) -> str | None:
    """Put an explanation in brackets in the place of a word or two."""
    words, length = text.split(), rng.randint(1, 2)
    place = middle(words, length, rng)
    if place is None:
        return None
    return " ".join((*words[:place], rng.choice(REPLACEMENTS), *words[place + length :]))


def insert_words(text: str, rng: Random) -> str | None:
    """Put an explanation in brackets between two words."""
    words = text.split()
    place = middle(words, 0, rng)
    return None if place is None else " ".join((*words[:place], rng.choice(INSERTIONS), *words[place:]))


def bracket_first_letter(text: str, rng: Random) -> str | None:  # noqa: ARG001
    """Mark a changed capital: [T]he."""
    return f"[{text[0].swapcase()}]{text[1:]}" if text[0].isalpha() and text[1:2].islower() else None


def swap_form(text: str, rng: Random, pairs: tuple[tuple[str, str], ...]) -> str | None:
    """Write one of a pair of equal forms for the other, wherever it stands."""
    both = [(old, new) for pair in pairs for old, new in (pair, pair[::-1])]
    curly = text.replace("’", "'")
    fitting = [(old, new) for old, new in both if re.search(rf"(?<!\w){re.escape(old)}(?!\w)", curly)]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, curly)


def write_short_forms(text: str, rng: Random) -> str | None:
    """Contract "do not" or open "don't"."""
    return swap_form(text, rng, SHORT_FORMS)


def write_abbreviations(text: str, rng: Random) -> str | None:
    """Drop or set the stops of an abbreviation."""
    return swap_form(text, rng, ABBREVIATIONS[:-1])


def write_numbers(text: str, rng: Random) -> str | None:
    """Write a number in digits instead of words."""
    places = WRITTEN_NUMBER.finditer(text)
    # In "forty eight" neither word is a number of its own.
    found = [place for place in places if text[: place.start()].split()[-1] not in NUMBERS]
    if not found:
        return None
    place = rng.choice(found)
    return text[: place.start()] + DIGITS[NUMBERS.index(place.group())] + text[place.end() :]


def write_percent(text: str, rng: Random) -> str | None:  # noqa: ARG001
    """Write % for percent, or percent for %."""
    changed = PERCENT.sub("%", text) if PERCENT.search(text) else SIGN.sub(" percent", text)
    return changed if changed != text else None


def write_money(text: str, rng: Random) -> str | None:  # noqa: ARG001
    """Write $5m for $5 million."""
    changed = MONEY.sub(lambda found: f"{found[1]}{found[2][0]}{'n' if found[2] == 'billion' else ''}", text)
    return changed if changed != text else None


def write_groups(text: str, rng: Random) -> str | None:  # noqa: ARG001
    """Write 12000 for 12,000."""
    changed = GROUPED.sub(lambda found: found.group().replace(",", ""), text)
    return changed if changed != text else None


def write_digits(text: str, rng: Random) -> str | None:  # noqa: ARG001
    """Write digits in another script."""
    changed = text.translate(ARABIC_INDIC)
    return changed if changed != text else None


MARKED: tuple[Edit, ...] = (omit_words, replace_words, insert_words, bracket_first_letter)
EQUAL: tuple[Edit, ...] = (
    write_short_forms, write_abbreviations, write_numbers, write_percent, write_money, write_groups,
    write_digits,
)  # fmt: skip
