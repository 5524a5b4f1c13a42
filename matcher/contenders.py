"""Which placements close to the best are worth reading as well?

The alignment counts tokens; reading may find that a word which is not the document's very token is its equal all the
same: a number in other clothes, an abbreviation, a word written together here and apart there. So the placement with
most of the quote's tokens need not be the passage with fewest changes. But most placements close to it are copies of
an article with another word put in, and lack a word that nothing else is equal to: reading them, which is half of what
a damaged quote costs, cannot make up for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from matcher.align.place import LEAST_COVERAGE
from matcher.align.values import PartQuery, Piece, Placement
from matcher.diff import may_be_value
from matcher.diff.words.lexicon import Lexicon

# Placements whose coverage comes this close to the best one's may be read as well.
CLOSE_COVERAGE: Final = 0.15
# What stands behind the apostrophe of a contraction, and words that may be initials.
TAILS: Final = frozenset(("s", "t", "d", "m", "ll", "re", "ve"))
INITIALS: Final = frozenset(("us", "uk", "eu", "un"))
# Scores this close are one score: the alignment tells about the same of both, and reading may tell the one or the other
# from it.
SAME_SCORE: Final = 0.25


def worth_reading(placements: Sequence[Placement], queries: Sequence[PartQuery]) -> list[Placement]:
    """Keep the placements that have about as much of the quote as the first, copies of a passage once."""
    found = [p for p in placements if p.coverage >= LEAST_COVERAGE]
    close = [p for p in found if p.coverage >= found[0].coverage - CLOSE_COVERAGE]
    return without_copies(close, queries)


def without_copies(placements: Sequence[Placement], queries: Sequence[PartQuery]) -> list[Placement]:
    """Drop placements in which the very same words stand as in an earlier one; copies are found by their words.

    Where the quote's first or last words have no counterpart, that may be in what stands beside.
    """
    seen = set()
    kept = []
    for placement in placements:
        query = queries[placement.part]
        low, high = query.part.segment.token_range(placement.number)
        words = []
        for piece in placement.pieces:
            begin = max(piece.first - _num_unpaired(piece.pairs), low)
            end = min(piece.last + 1 + _num_unpaired(reversed(piece.pairs)), high)
            words.append(query.wording(begin, end))
        if tuple(words) not in seen:
            seen.add(tuple(words))
            kept.append(placement)
    return kept


def _num_unpaired(pairs: Iterable[int]) -> int:
    """Count the words from one end on that are paired with none."""
    return sum(1 for _ in takewhile(lambda position: position < 0, pairs))


def contends(placement: Placement, best: Placement, queries: Sequence[PartQuery], lexicon: Lexicon) -> bool:
    """Tell whether a placement that scores less than the best may turn out to have fewer changes.

    Placements of several fragments are few, and all of them do.

    Parameters
    ----------
    lexicon
        Of the best placement's document.
    """
    if best.score - placement.score <= SAME_SCORE or len(placement.pieces) > 1 or len(best.pieces) > 1:
        return True
    piece, other = placement.pieces[0], best.pieces[0]
    if _num_changed(piece) <= _num_changed(other):
        return True
    query, words = queries[placement.part], _words_at(placement, queries)
    for k, (here, there) in enumerate(zip(words, _words_at(best, queries), strict=True)):
        if piece.equal[k] or (here == there and here is not None):
            continue
        if _may_be_equal(query.words[piece.begin + k], here, lexicon):
            return True
    return False


def _num_changed(piece: Piece) -> int:
    """Count the quote's words that are not the document's and the document's that the quote leaves out."""
    left_out = piece.last - piece.first + 1 - sum(p >= 0 for p in piece.pairs)
    return list(piece.equal).count(False) + left_out


def _words_at(placement: Placement, queries: Sequence[PartQuery]) -> list[str | None]:
    """Return the document's words with which the quote's are paired that are not its very tokens."""
    segment = queries[placement.part].part.segment
    tokens, piece = segment.views["tokens"], placement.pieces[0]
    return [
        segment.words_of([tokens[p]])[0] if p >= 0 and not is_equal else None
        for p, is_equal in zip(piece.pairs, piece.equal, strict=True)
    ]


def _may_be_equal(word: str, there: str | None, lexicon: Lexicon) -> bool:
    """Tell whether a word and the document's, or the units that they are parts of, may be equal."""
    if there is None:
        return False
    if word in lexicon.canonical.get(there, ()) or there in lexicon.canonical.get(word, ()):
        return True
    if may_be_value(word) or may_be_value(there):
        return _may_be_one_value(word, there, lexicon)
    if any(word in amounts and there in amounts for amounts in (lexicon.currencies, lexicon.percent)):
        return True
    return _may_be_contracted(word, there, lexicon) or _may_be_joined(word, there)


def _may_be_one_value(word: str, there: str, lexicon: Lexicon) -> bool:
    """Tell whether two words may be parts of one value: 5,000,000 and 5, "twenty" and 25, but not 2005 and 2006.

    Of "forty dollars" and "$40" each word stands beside the other's kind.
    """
    if not (may_be_value(word) and may_be_value(there)):
        other = there if may_be_value(word) else word
        if other in lexicon.currencies or other in lexicon.percent:
            return True
        return other in lexicon.number_and or other in lexicon.number_article or other in lexicon.denominators
    if word.isalpha() and there.isalpha():
        (here, value), (class_there, value_there) = (lexicon.numbers.get(w, ("", 0)) for w in (word, there))
        return here != class_there or (here != "" and value == value_there)
    if not word.isalpha() and not there.isalpha():
        return _leading(word) == _leading(there)
    letters, digits = (word, there) if word.isalpha() else (there, word)
    kind, value = lexicon.numbers.get(letters, ("", 0))
    return kind in ("", "hundred", "scale") or str(value).rstrip("0") in digits


def _leading(digits: str) -> str:
    """Return what is left of a number without its separators and its zeros at either end."""
    return "".join(c for c in digits if c.isalnum()).strip("0")


def _may_be_contracted(word: str, there: str, lexicon: Lexicon) -> bool:
    """Tell whether one of two words may be a contraction that the other is a part of: "isn't" and "is not"."""
    for short, other in ((word, there), (there, word)):
        if short in TAILS and (other in lexicon.function or other in lexicon.negation or len(other) == 1):
            return True
        if other in lexicon.bare_contractions.get(short, ()) or (len(other) == 1 and short in INITIALS):
            return True
    return False


def _may_be_joined(word: str, there: str) -> bool:
    """Tell whether one of two words may be the other and another one written together."""
    shorter, longer = sorted((word, there), key=len)
    return len(shorter) > 1 and (longer.startswith(shorter) or longer.endswith(shorter))
