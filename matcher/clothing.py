"""A quote whose values stand in other clothes: 90735 for 90,735, 25% for 25 percent or twenty-five percent.

A passage in other clothes shares fewer runs of words with the quote, and where an archive has a sentence in a hundred
forms ("This set includes 1,064 records, bringing the total number of records posted to …"), every other form shares as
many. An alignment cannot tell them apart, and to read them all takes too long. So a quote that does not stand as it is
is looked up as a phrase in the other clothes that its numbers and percentages may have, some ten microseconds for each
(``dressing`` has those of numbers in words and of dollars). A short quote of values shares hardly a word with its
passage in other clothes, so that no candidate would come of it. What is found is read against the quote as it stands,
like any passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.align.place import place_at
from matcher.align.values import PartQuery, Placement
from matcher.diff import lexicon_for, regrouped
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.lexicons import LANGUAGES
from matcher.dressing import DOLLAR, DOLLARS, Dressed, in_digits, in_words, may_be_dressed, with_dollars
from matcher.index import Filters, Snapshot
from matcher.occurrences import find_occurrences
from matcher.question import Question, queries_for
from matcher.text import tokenize
from matcher.types import Token

# Numbers and percentages of a quote: a table of them is found by its other words.
MAX_VALUES: Final = 16
# Ways to dress a quote that are looked up, and documents that are read where one is found.
MAX_CLOTHES: Final = 16
MAX_DOCUMENTS: Final = 3
SIGN: Final = "%"
# Words in a row that no clothes change, from which on they are looked up first: where a quote has another difference
# than its values, they mostly stand nowhere, and no clothes are tried.
LEAST_BARE: Final = 2


def find_clothed(
    question: Question, queries: Sequence[PartQuery], snapshot: Snapshot, filters: Filters
) -> list[Placement]:
    """Place a quote of one fragment where it stands in other clothes; none where it has no values or stands nowhere."""
    if len(question.ranges) > 1:
        return []
    num_values = sum([_may_change(token.folded) for token in question.tokens])
    if num_values > MAX_VALUES or not (num_values or may_be_dressed(question.tokens, MAX_VALUES)):
        return []
    lexicon = lexicon_for(None, question.tokens)
    begin, end = _find_bare(question.tokens, lexicon)
    if end - begin >= LEAST_BARE and not find_occurrences(queries, begin, end).num_documents:
        return []
    for dressed in islice(_iter_clothes(question.tokens, lexicon), MAX_CLOTHES):
        hashes = _hashes(question, dressed)
        places = find_occurrences(queries_for(hashes, snapshot, filters), 0, len(hashes)).places[:MAX_DOCUMENTS]
        placed = [place_at(queries[p.part], question.ranges, p.number, p.position) for p in places]
        if placed:
            return [placement for placement in placed if placement is not None]
    return []


def _find_bare(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[int, int]:
    """Return the longest run of words that no clothes change: none of a value, nor beside one ("hundred and five")."""
    borders = [-2, *(k for k, token in enumerate(tokens) if _is_of_value(token.folded, lexicon)), len(tokens) + 1]
    return max(((a + 2, b - 1) for a, b in pairwise(borders)), key=lambda run: run[1] - run[0])


def _is_of_value(word: str, lexicon: Lexicon) -> bool:
    return word[0].isdecimal() or word in lexicon.numbers or word == DOLLAR or word in DOLLARS or _is_percent(word)


def _may_change(word: str) -> bool:
    return _is_percent(word) or (word[0].isdecimal() and regrouped(word, ".") is not None)


def _is_percent(word: str) -> bool:
    return word == SIGN or word in _all_percents()


@cache
def _all_percents() -> frozenset[str]:
    lexicons = [lexicon_for(language) for language in LANGUAGES]
    return (
        frozenset()
        .union(*(lexicon.percent for lexicon in lexicons))
        .union(second for lexicon in lexicons for _, second in lexicon.percent_pairs)
    )


def _iter_clothes(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Dressed]:
    """Yield a quote's words with all its numbers, all its percentages or both in other clothes."""
    own: Dressed = [(token.folded,) for token in tokens]
    ways = [own]
    if any(_is_percent(token.folded) for token in tokens):
        forms = [(SIGN,), *((word,) for word in sorted(lexicon.percent)), *sorted(lexicon.percent_pairs)]
        ways += [way for form in forms if (way := _with_percents(own, form, lexicon)) != own]
    if may_be_dressed(tokens, MAX_VALUES):
        for dress in (in_digits, in_words, with_dollars):
            ways += [other for way in ways if (other := dress(way, tokens, lexicon)) != way]
    for way in ways:
        if way is not own:
            yield way
        others = [_regrouped(words, lexicon) for words in way]
        if others != way:
            yield others


def _regrouped(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple([regrouped(word, lexicon.decimals) or word for word in words])


def _with_percents(words: Dressed, form: tuple[str, ...], lexicon: Lexicon) -> Dressed:
    dressed: Dressed = []
    for (word,) in words:
        if dressed and (dressed[-1] + (word,)) in lexicon.percent_pairs:
            dressed[-1:] = [form, ()]
        else:
            dressed.append(form if word == SIGN or word in lexicon.percent else (word,))
    return dressed


def _hashes(question: Question, dressed: Dressed) -> NDArray[np.uint64]:
    """Return the hashes of the words; those of the quote as they are, since cut into tokens alone they may differ."""
    own = question.editorial.hashes
    pieces = [
        own[k : k + 1] if words == (token.folded,) else tokenize(" ".join(words)).hashes
        for k, (words, token) in enumerate(zip(dressed, question.tokens, strict=True))
    ]
    return np.concatenate(pieces)
