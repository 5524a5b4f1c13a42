"""An archive of any size: real documents, and variations on them that are neither near copies nor word salad.

A variation has the length, the kind and about the date of a real document. It is put together from pieces of several
documents of the same kind, and then changed:

- words are exchanged for others that stand between the same two neighbours somewhere in the corpus, as often as they
  stand there; so nearly every pair of words remains one that somebody wrote;
- names are exchanged for others, drawn as often as they occur, each for the same one throughout the document;
- digits are exchanged, years for years;
- new names come in as Heaps' law has it, V(n) = k · n^β with the corpus' own β, and come back now and then; exchanged
  digits make new words besides, so that the vocabulary grows faster than in a real archive.

The same corpus and seed give the same documents, each by its number alone, so that any number of processes can make
them and nothing has to be stored. ``likeness.py`` measures how like real documents they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.varying import cut, vary
from matcher.types import Document

# A line break is a word of its own while a text is varied: a private-use character that no document has.
LINE: Final = "\ue000"
END: Final = 0
# A capitalised word is a name if it stands in lower case less often than this share of its own occurrences.
MOSTLY_CAPITAL: Final = 0.2
# Days that the date of a variation lies from that of the document it is like, at most.
MOST_DAYS: Final = 30
# Bytes that a variation may need more than the longest document has.
ROOM_BYTES: Final = 1 << 16
PLAIN, NAME, NUMBER = 0, 1, 2

_SIDES = re.compile(r"(\W*)(.*?)((?:['’]s)?\W*)", re.DOTALL)
_SENTENCE_END = re.compile(r".*[.!?][\"”’')]*", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """Many strings on end: string k is ``characters[bounds[k]:bounds[k + 1]]``, UTF-8."""

    characters: NDArray[np.uint8]
    bounds: NDArray[np.int64]

    @classmethod
    def of(cls, strings: Sequence[str]) -> Strings:
        """Join strings."""
        stored = [string.encode("utf-8", "surrogatepass") for string in strings]
        bounds = np.zeros(len(stored) + 1, np.int64)
        bounds[1:] = np.cumsum([len(string) for string in stored])
        return cls(np.frombuffer(b"".join(stored), np.uint8), bounds)


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Real documents as numbered words, and what stands where.

    Attributes
    ----------
    documents
        Sorted by kind: where they are from, and whether they have punctuation. Kinds do not mix.
    family : int64 (d, 2), the documents [a, b) of the same kind
    tokens : uint32 (n,), word numbers of all documents, ``END`` after each
    first : int64 (d + 1,), where each document begins
    words : the text of each word number, with its punctuation
    kinds : uint8, PLAIN, NAME or NUMBER for each word
    core_of, cores : each word without what surrounds its letters
    sides : int64 (w, 2), bytes before and behind the core
    pieces, piece_first : int64, where pieces begin, and the first piece of each document
    drawn, group, group_first : uint32, see ``by_neighbours``
    names : uint32, the core at each place that has a name
    heaps : k and β of the growth of the vocabulary
    """

    documents: Sequence[Document]
    family: NDArray[np.int64]
    tokens: NDArray[np.uint32]
    first: NDArray[np.int64]
    words: Strings
    kinds: NDArray[np.uint8]
    core_of: NDArray[np.uint32]
    cores: Strings
    sides: NDArray[np.int64]
    pieces: NDArray[np.int64]
    piece_first: NDArray[np.int64]
    drawn: NDArray[np.uint32]
    group: NDArray[np.uint32]
    group_first: NDArray[np.uint32]
    names: NDArray[np.uint32]
    heaps: tuple[float, float]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Corpus:
        """Read documents, in any order."""
        ordered = sorted(documents, key=lambda document: (_kind_of(document), document.id))
        number_of: defaultdict[str, int] = defaultdict(count(1).__next__)
        rows = [_numbered(document.text, number_of) for document in ordered]
        words = ["", *number_of]
        tokens, first = _joined(rows)
        core_number: defaultdict[str, int] = defaultdict(count().__next__)
        split = [_split(word) for word in words]
        core_of = np.array([core_number[core] for _, core, _ in split], np.uint32)
        kinds = _kinds_of(words, core_of, list(core_number), np.bincount(tokens, minlength=len(words)))
        pieces, piece_first = cut(tokens, first, np.array([_ending_of(word) for word in words], np.uint8))
        drawn, group, group_first = by_neighbours(tokens, len(words))
        return cls(
            documents=ordered,
            family=_families(ordered),
            tokens=tokens,
            first=first,
            words=Strings.of(words),
            kinds=kinds,
            core_of=core_of,
            cores=Strings.of(list(core_number)),
            sides=np.array([(len(before.encode()), len(behind.encode())) for before, _, behind in split]),
            pieces=pieces,
            piece_first=piece_first,
            drawn=drawn,
            group=group,
            group_first=group_first,
            names=core_of[tokens[kinds[tokens] == NAME]],
            heaps=_fit_heaps(core_of[tokens[tokens != END]]),
        )

    @property
    def num_words(self) -> int:
        """Running words."""
        return len(self.tokens) - len(self.documents)


class Variations:
    """Documents beyond the real ones, by number, counted from 0.

    Parameters
    ----------
    seed
        Another one gives other documents.
    """

    def __init__(self, corpus: Corpus, seed: int = 1) -> None:
        self._corpus, self._seed = corpus, seed
        longest = max(len(document.text.encode("utf-8", "surrogatepass")) for document in corpus.documents)
        self._room = np.empty(2 * longest + ROOM_BYTES, np.uint8)

    def document(self, number: int) -> Document:
        """Make one variation."""
        corpus, rng = self._corpus, Random(self._seed << 32 | number)
        like = rng.randrange(len(corpus.documents))
        coins = self.num_coined(number), self.num_coined(number + 1)
        size = vary(rng.getrandbits(63), like, coins, _columns(corpus), self._room)
        text = self._room[:size].tobytes().decode("utf-8", "surrogatepass")
        text = text.replace(f" {LINE}", "\n").replace("\n ", "\n").strip(f"{LINE} \n")
        template = corpus.documents[like]
        return Document(
            id=f"variation:{number:07d}",
            title=" ".join(text[:80].split()),
            text=text,
            published_at=_shifted(template.published_at, rng),
            language=template.language,
            kind=template.kind,
            metadata=template.metadata,
        )

    def documents(self, begin: int, end: int) -> Iterator[Document]:
        """Make the variations [begin, end)."""
        return map(self.document, range(begin, end))

    def num_coined(self, number: int) -> int:
        """Names that are new in the variations before this one: what Heaps' law has beyond the real documents."""
        k, beta = self._corpus.heaps
        before = self._corpus.num_words
        running = before * (1 + number / len(self._corpus.documents))
        return round(k * running**beta - k * before**beta)


def _columns(corpus: Corpus) -> tuple[NDArray[np.int64] | NDArray[np.uint32] | NDArray[np.uint8], ...]:
    """Hand the corpus to the compiled part."""
    c = corpus
    words, cores = (c.words.characters, c.words.bounds), (c.cores.characters, c.cores.bounds)
    places = (c.tokens, c.first, c.family, c.pieces, c.piece_first, c.drawn, c.group, c.group_first)
    return (*places, *words, *cores, c.kinds, c.core_of, c.sides, c.names)


def by_neighbours(
    tokens: NDArray[np.uint32], num_words: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Sort words by those before and behind them.

    Returns
    -------
    drawn : all words, those with the same neighbours together
    group : for each place, the number of its pair of neighbours
    group_first : where the words of each pair begin in ``drawn``, and the end
    """
    keys = np.zeros(len(tokens), np.uint64)
    keys[1:-1] = tokens[:-2].astype(np.uint64) * np.uint64(num_words) + tokens[2:]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    is_first = np.ones(len(tokens), np.bool_)
    is_first[1:] = keys[1:] != keys[:-1]
    group = np.empty(len(tokens), np.uint32)
    group[order] = np.cumsum(is_first, dtype=np.uint32) - np.uint32(1)
    return tokens[order], group, np.append(np.flatnonzero(is_first), len(tokens)).astype(np.uint32)


def _kind_of(document: Document) -> tuple[str, bool]:
    return document.id.split(":")[0], bool(document.metadata.get("punct_stripped"))


def _families(documents: Sequence[Document]) -> NDArray[np.int64]:
    kinds = [_kind_of(document) for document in documents]
    bounds = [0, *(k for k in range(1, len(kinds)) if kinds[k] != kinds[k - 1]), len(kinds)]
    return np.array([(a, b) for a, b in pairwise(bounds) for _ in range(a, b)], np.int64)


def _numbered(text: str, number_of: defaultdict[str, int]) -> NDArray[np.uint32]:
    words = text.strip().replace("\n", f" {LINE} ").split()
    return np.fromiter(map(number_of.__getitem__, words), np.uint32, len(words))


def _joined(rows: Sequence[NDArray[np.uint32]]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    first = np.zeros(len(rows) + 1, np.int64)
    first[1:] = np.cumsum([len(row) + 1 for row in rows])
    tokens = np.full(int(first[-1]), END, np.uint32)
    for begin, row in zip(first.tolist(), rows, strict=False):
        tokens[begin : begin + len(row)] = row
    return tokens, first


def _split(word: str) -> tuple[str, str, str]:
    found = _SIDES.fullmatch(word)
    assert found is not None
    return found.group(1), found.group(2), found.group(3)


def _kinds_of(
    words: Sequence[str], core_of: NDArray[np.uint32], cores: Sequence[str], counts: NDArray[np.int64]
) -> NDArray[np.uint8]:
    by_core = np.bincount(core_of, weights=counts, minlength=len(cores))
    number_of = {core: k for k, core in enumerate(cores)}
    is_name = np.zeros(len(cores), np.bool_)
    for k, core in enumerate(cores):
        # Letters of one byte each, so that a name can be cut anywhere.
        if core.isalpha() and core.isascii() and len(core) > 1 and core[0].isupper():
            lower = number_of.get(core.lower())
            is_name[k] = lower is None or by_core[lower] < MOSTLY_CAPITAL * by_core[k]
    kinds = np.where(is_name[core_of], NAME, PLAIN).astype(np.uint8)
    kinds[[any("0" <= character <= "9" for character in word) for word in words]] = NUMBER
    return kinds


def _ending_of(word: str) -> int:
    """Tell what ends with a word: 2 a paragraph, 1 a sentence, 0 nothing."""
    return 2 if word == LINE else int(bool(_SENTENCE_END.fullmatch(word)))


def _fit_heaps(cores: NDArray[np.uint32]) -> tuple[float, float]:
    """Fit V = k · n^β to the different words in every second place, and in all places."""
    seen_half, seen = (np.count_nonzero(np.bincount(places)) for places in (cores[::2], cores))
    beta = float(np.log2(seen / seen_half))
    return seen / len(cores) ** beta, beta


def _shifted(published_at: str | None, rng: Random) -> str | None:
    """Move a date by some days, keeping the time of day."""
    if not published_at:
        return None
    day = date.fromisoformat(published_at[:10]) + timedelta(days=rng.randint(-MOST_DAYS, MOST_DAYS))
    return day.isoformat() + published_at[10:]
