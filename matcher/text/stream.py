"""Cutting a text into folded tokens, and folding short strings the same way."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.text.kernel import fold_pass
from matcher.text.plain import plain_classes, tokenize_codes
from matcher.types import Token

# Named entities of HTML are at most 31 letters, code points at most seven digits or six hexadecimal ones.
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
SOFT_HYPHEN = 0xAD


def _load_tables() -> tuple[Any, ...]:
    with as_file(files("matcher.text") / "tables.npz") as path, np.load(path) as tables:
        names = ("kind", "case", "combining", "fold_delta", "fold_length", "expansions")
        return tuple(tables[name] for name in names)


TABLES = _load_tables()
PLAIN = plain_classes(TABLES[0], TABLES[1], TABLES[3], TABLES[4])


@dataclass(init=False, eq=False, slots=True)
class TokenStream:
    """The tokens of one text, as arrays.

    Attributes
    ----------
    hashes : uint64 (t,), 64-bit hash of each folded token
    starts, ends : int32 (t,), code points of the original text, half-open
    chars : uint32 (c,), folded characters of all tokens on end
    bounds : int32 (t + 1,), token i is ``chars[bounds[i]:bounds[i + 1]]``
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    chars: NDArray[np.uint32]
    bounds: NDArray[np.int32]

    def __init__(
        self,
        hashes: NDArray[np.uint64],
        starts: NDArray[np.int32],
        ends: NDArray[np.int32],
        chars: NDArray[np.uint32],
        bounds: NDArray[np.int32],
    ) -> None:
        self.hashes = hashes
        self.starts = starts
        self.ends = ends
        self.chars = chars
        self.bounds = bounds

    def __len__(self) -> int:
        return len(self.hashes)

    def folded(self, i: int) -> str:
        """Return the folded form of token i."""
        return _decode(self.chars[self.bounds[i] : self.bounds[i + 1]])


def tokenize(text: str) -> TokenStream:
    """Fold a text and cut it into tokens.

    Parameters
    ----------
    text
        Original text of any length; lone surrogates are tolerated as separators.

    Notes
    -----
    Linear in the text. HTML entities are decoded only where a text has any, outside the compiled kernel.

    Examples
    --------
    >>> stream = tokenize("“Don’t,” he said")
    >>> [stream.folded(i) for i in range(len(stream))]
    ['don', 't', 'he', 'said']
    """
    if "&" in text and ";" in text:
        entities = [m for m in ENTITY.finditer(text) if _unescaped(m.group()) != m.group()]
        if entities:
            return _tokenize_with_entities(text, entities)
    return TokenStream(*tokenize_codes(codes_of(text), PLAIN, *TABLES))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in readable form, with offsets into the whole text."""
    part = text[start:end]
    stream = tokenize(part)
    joined = _decode(stream.chars)
    bounds = stream.bounds.tolist()
    return [
        Token(joined[bounds[i] : bounds[i + 1]], a + start, b + start)
        for i, (a, b) in enumerate(zip(stream.starts.tolist(), stream.ends.tolist(), strict=True))
    ]


def fold(text: str) -> str:
    """Fold a short string as tokens are folded, keeping what stands between them."""
    decoded = html.unescape(text) if "&" in text else text
    folded = fold_pass(codes_of(decoded), *TABLES)[0]
    return _decode(folded[folded != SOFT_HYPHEN])


def codes_of(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _decode(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=1024)
def _unescaped(entity: str) -> str:
    return html.unescape(entity)


def _tokenize_with_entities(text: str, entities: list[re.Match[str]]) -> TokenStream:
    """Tokenise with entities decoded; the characters of an entity share its whole span."""
    pieces: list[str] = []
    # For every stretch of the decoded text, plain or of an entity: where it ends, and what its places stand for.
    ends, begin_at, end_at, is_plain = [], [], [], []
    position = size = 0
    for entity in [*entities, None]:
        stop = entity.start() if entity else len(text)
        pieces.append(text[position:stop])
        size += stop - position
        ends.append(size)
        begin_at.append(stop - size)
        end_at.append(stop - size)
        is_plain.append(1)
        if entity:
            decoded = _unescaped(entity.group())
            pieces.append(decoded)
            size += len(decoded)
            ends.append(size)
            begin_at.append(entity.start())
            end_at.append(entity.end())
            is_plain.append(0)
            position = entity.end()
    hashes, starts, stops, chars, bounds = tokenize_codes(codes_of("".join(pieces)), PLAIN, *TABLES)
    stretches = np.array((ends, begin_at, end_at, is_plain), np.int32)
    first, last = np.searchsorted(stretches[0], starts, "right"), np.searchsorted(stretches[0], stops - 1, "right")
    return TokenStream(
        hashes,
        stretches[1][first] + stretches[3][first] * starts,
        stretches[2][last] + stretches[3][last] * stops,
        chars,
        bounds,
    )
