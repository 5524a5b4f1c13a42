"""What memory and machines do to a quote: a few words wrong, or a few letters misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

# Pairs that scanners confuse, one or two letters on either side.
CONFUSED = (
    ("rn", "m"), ("m", "rn"), ("l", "1"), ("1", "l"), ("o", "0"), ("0", "o"), ("e", "c"), ("c", "e"),
    ("i", "l"), ("l", "i"), ("h", "b"), ("b", "h"), ("s", "5"), ("5", "s"), ("u", "n"), ("n", "u"),
    ("t", "f"), ("f", "t"), ("a", "o"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("w", "vv"), ("I", "l"),
    ("S", "5"), ("O", "0"), ("B", "8"),
)  # fmt: skip
# Places where a space may go missing or appear are rarer than misread letters in real scans.
SPACE_SHARE = 0.1


def edit_words(text: str, rng: Random, vocabulary: Sequence[str], num_edits: int) -> str:
    """Replace, drop or insert ``num_edits`` words at different places.

    Parameters
    ----------
    vocabulary
        Words to put in. A word is never replaced by itself.
    """
    words = text.split()
    for place in sorted(rng.sample(range(len(words)), min(num_edits, len(words))), reverse=True):
        new = rng.choice([word for word in rng.sample(vocabulary, 2) if word.lower() != words[place].lower()])
        operation = rng.choice(("replace", "drop", "insert"))
        if operation == "replace":
            words[place] = new
        elif operation == "drop":
            del words[place]
        else:
            words.insert(place, new)
    return " ".join(words)


def misread(letter: str, rng: Random) -> str:
    """One letter as a bad scan has it: another, none, or one too many."""
    twins = [wrong for right, wrong in CONFUSED if right == letter]
    draw = rng.random()
    if twins and draw < 0.7:
        return rng.choice(twins)
    if draw < 0.85:
        return rng.choice("abcdefghijklmnopqrstuvwxyz")
    return "" if draw < 0.93 else letter + rng.choice(".,'-~|")


def misread_characters(text: str, rng: Random, share: float) -> str:
    """Misread exactly ``share`` of the letters, digits and spaces, at least one.

    A misread space is a lost one, and a word may be torn apart; both are :data:`SPACE_SHARE` as likely as a
    letter.
    """
    places = [
        found.start() for found in re.finditer(r"[\w ]", text) if found.group() != " " or rng.random() < SPACE_SHARE
    ]
    characters = list(text)
    for place in rng.sample(places, max(1, round(len(places) * share))):
        torn = rng.random() < SPACE_SHARE / 2
        character = characters[place]
        characters[place] = "" if character == " " else character + " " * torn
        if character != " " and not torn:
            characters[place] = misread(character, rng)
    return "".join(characters)
