"""Rules that falsify a real sentence in one known way, or dress it up without changing a word."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from matcher.diff import lexicon_for
from matcher.text import fold

LEXICON = lexicon_for("en")
# Invented names and rare nouns; none of them is a word of a lexicon.
NAMES = ("Brandt", "Hadley", "Castellane", "Treadwell", "Okonjo", "Lindqvist", "Maclennan", "Penhallow")
NOUNS = ("trombone", "glacier", "orchard", "lantern", "chisel", "marmalade", "harpoon", "viaduct")
MODALS = ("will", "may", "must", "should", "could", "would", "can", "might")
QUANTIFIERS = {
    "all": "some",
    "some": "all",
    "most": "few",
    "many": "few",
    "every": "some",
    "more": "less",
    "less": "more",
    "always": "sometimes",
    "few": "many",
    "each": "some",
    "any": "all",
}
NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "fifty")
MARKS = {'"': "“”„»«", "'": "’‘'", " ": " \u00a0\u2009", "-": "-‐‑"}
CONTRACTED = {
    "do not": "don’t",
    "will not": "won't",
    "it is": "it’s",
    "we are": "we're",
    "they have": "they've",
}

Rule = Callable[[str, random.Random], str | None]


def replace_one(sentence: str, pattern: str, pick: Callable[[re.Match[str]], str], rng: random.Random) -> str | None:
    """Replace one random match of a pattern, or return None where there is none."""
    matches = list(re.finditer(pattern, sentence))
    if not matches:
        return None
    match = rng.choice(matches)
    return sentence[: match.start()] + pick(match) + sentence[match.end() :]


def is_listed(word: str) -> bool:
    """Tell whether a word is of a closed class, so that its exchange has a kind of its own."""
    return fold(word) in LEXICON.kinds or fold(word) in LEXICON.measures


def negate(sentence: str, rng: random.Random) -> str | None:
    if rng.random() < 0.5:
        return replace_one(sentence, r"\b(?:not|never|no) ", lambda _: "", rng)
    return replace_one(
        sentence, r"\b(is|are|was|were|will|would|could|should|has)\b(?!n|['’])", lambda m: m[0] + " not", rng
    )


def change_number(sentence: str, rng: random.Random) -> str | None:
    def other_digit(match: re.Match[str]) -> str:
        return str((int(match[0]) + rng.randint(1, 8)) % 9 + 1) if match[0] != "0" else "7"

    if rng.random() < 0.6:
        return replace_one(sentence, r"(?<![\d.,/:])[1-9](?=\d|\b)", other_digit, rng)
    words = "|".join(NUMBER_WORDS)
    return replace_one(sentence, rf"\b(?:{words})\b", lambda m: rng.choice([w for w in NUMBER_WORDS if w != m[0]]), rng)


def change_name(sentence: str, rng: random.Random) -> str | None:
    names = [m[0] for m in re.finditer(r"(?<=[a-z] )[A-Z][a-z]{3,}\b", sentence) if not is_listed(m[0])]
    return sentence.replace(rng.choice(names), rng.choice(NAMES), 1) if names else None


def change_word(sentence: str, rng: random.Random) -> str | None:
    words = [m[0] for m in re.finditer(r"(?<= )[a-z]{6,}(?=[ ,.])", sentence) if not is_listed(m[0])]
    if not words:
        return None
    return re.sub(rf"\b{rng.choice(words)}\b", rng.choice(NOUNS), sentence, count=1)


def change_modality(sentence: str, rng: random.Random) -> str | None:
    modals = "|".join(MODALS)
    return replace_one(
        sentence, rf"\b(?:{modals})\b(?!['’])", lambda m: rng.choice([w for w in MODALS if w != m[0]]), rng
    )


def change_quantity(sentence: str, rng: random.Random) -> str | None:
    words = "|".join(QUANTIFIERS)
    return replace_one(sentence, rf"\b(?:{words})\b", lambda m: QUANTIFIERS[m[0]], rng)


def swap_clauses(sentence: str, rng: random.Random) -> str | None:
    del rng
    match = re.fullmatch(r"([^,]{15,}), ([^,]{15,})([.!?])", sentence)
    return f"{match[2]}, {match[1]}{match[3]}" if match else None


def swap_words(sentence: str, rng: random.Random) -> str | None:
    del rng
    match = re.search(r"\b([a-z]{5,}) (and|or) ([a-z]{5,})\b", sentence)
    if not match or match[1] == match[3] or is_listed(match[1]) or is_listed(match[3]):
        return None
    return f"{sentence[: match.start()]}{match[3]} {match[2]} {match[1]}{sentence[match.end() :]}"


def drop_word(sentence: str, rng: random.Random) -> str | None:
    words = [m for m in re.finditer(r" [a-z]{6,}(?= )", sentence) if not is_listed(m[0].strip())]
    if not words:
        return None
    match = rng.choice(words)
    return sentence[: match.start()] + sentence[match.end() :]


def add_words(sentence: str, rng: random.Random) -> str | None:
    places = [m.start() for m in re.finditer(r"(?<=[a-z])(?= [a-z])", sentence)]
    if not places:
        return None
    place = rng.choice(places)
    return f"{sentence[:place]} {' '.join(rng.sample(NOUNS, rng.choice([1, 2, 3])))}{sentence[place:]}"


def dress_up(sentence: str, rng: random.Random) -> str | None:
    """Return the sentence as a newsroom's system would deliver it: other glyphs, same words."""
    out = []
    for c in sentence:
        out.append(rng.choice(MARKS[c]) if c in MARKS else c)
        if c.isalpha() and rng.random() < 0.03:
            out.append(rng.choice(["\u00ad", "\u200b"]))
    dressed = "".join(out)
    return dressed.upper() if rng.random() < 0.2 else dressed


def contract(sentence: str, rng: random.Random) -> str | None:
    found = [words for words in CONTRACTED if re.search(rf"\b{words}\b", sentence)]
    return re.sub(rf"\b{found[0]}\b", CONTRACTED[found[0]], sentence) if found and rng else None


# Each falsifying rule and the kind of change that it makes.
LIES: dict[str, tuple[Rule, set[str]]] = {
    "negation": (negate, {"negation"}),
    "number": (change_number, {"number"}),
    "name": (change_name, {"name"}),
    "word": (change_word, {"word"}),
    "modality": (change_modality, {"modality"}),
    "quantifier": (change_quantity, {"quantifier"}),
    "clauses swapped": (swap_clauses, {"order"}),
    "words swapped": (swap_words, {"order"}),
    "drop": (drop_word, {"word"}),
    "add": (add_words, {"word"}),
}
FAITHFUL: dict[str, Rule] = {"dressed": dress_up, "contracted": contract}
