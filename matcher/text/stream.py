"""Cutting a text into folded tokens, and folding short strings the same way."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.text.kernel import fold_pass
from matcher.text.plain import move_places, plain_classes, tokenize_codes
from matcher.types import Token

# Named entities of HTML are at most 31 letters, code points at most seven digits or six hexadecimal ones.
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
SOFT_HYPHEN = 0xAD
# Letters that an editor put before a word or behind it: [w]e, [T]he, walk[ed], but no footnote's letter and no [sic].
_LETTER = "A-Za-zÀ-ÖØ-öø-ňŊ-ɏΑ-ΡΣ-ώЀ-ҁҊ-ӿ"
_LOWER = "a-zß-öø-ÿα-ωа-џ"
_MARKS = "\u0300-\u036f"
BRACKET_IN_WORD = re.compile(
    rf"(?<![{_LETTER}{_MARKS}])(\[)[{_LETTER}]{{1,3}}\](?=[{_LETTER}])"
    rf"|(?<=[{_LETTER}{_MARKS}])\[(?!sic)(?:[sd]|[{_LOWER}]{{2,3}})\](?![{_LETTER}{_MARKS}])"
)
# Both are invisible to folding, so that nothing parts the word; the closing one belongs to what stands before it.
BRACKETS = str.maketrans("[]", "\u2060\u200d")
UINT32 = np.dtype(np.uint32)


def _load_tables() -> tuple[Any, ...]:
    with as_file(files("matcher.text") / "tables.npz") as path, np.load(path) as tables:
        names = ("kind", "case", "combining", "fold_delta", "fold_length")
        by_code_point = [tables[f"{name}_values"].repeat(tables[f"{name}_lengths"]) for name in names]
        return *by_code_point, tables["expansions"]


TABLES = _load_tables()
PLAIN = plain_classes(TABLES[0], TABLES[1], TABLES[3], TABLES[4])


class TokenStream:
    """The tokens of one text, as arrays that lie one behind the other in one piece of memory.

    An array costs most of a microsecond to hand over from compiled code, and a quote that stands as it is needs but the
    hashes: the others are made of the piece when they are asked for.

    Parameters
    ----------
    packed : uint64, all arrays as ``tokenize_codes`` lays them out
    num_tokens, num_chars : t and c

    Attributes
    ----------
    hashes : uint64 (t,), 64-bit hash of each folded token
    starts, ends : int32 (t,), code points of the original text, half-open
    places : int32 (2t,), starts and then ends
    """

    __slots__ = ("_num_chars", "_num_tokens", "_packed")

    def __init__(self, packed: NDArray[np.uint64], num_tokens: int, num_chars: int) -> None:
        self._packed = packed
        self._num_tokens = num_tokens
        self._num_chars = num_chars

    def __len__(self) -> int:
        return self._num_tokens

    @property
    def hashes(self) -> NDArray[np.uint64]:
        return self._packed[: self._num_tokens]

    @property
    def starts(self) -> NDArray[np.int32]:
        return self.places[: self._num_tokens]

    @property
    def ends(self) -> NDArray[np.int32]:
        return self.places[self._num_tokens :]

    @property
    def places(self) -> NDArray[np.int32]:
        n = self._num_tokens
        return self._packed.view(np.int32)[2 * n : 4 * n]

    @property
    def num_chars(self) -> int:
        return self._num_chars

    def arrays(self) -> tuple[NDArray[Any], ...]:
        """Return hashes, starts, ends, bounds and chars, in the time of three of them.

        Returns
        -------
        The first three as above; bounds int32 (t + 1,) and chars uint32 (c,), folded characters of all tokens on end,
        of which ``chars[bounds[i]:bounds[i + 1]]`` are those of token i
        """
        n = self._num_tokens
        halves = self._packed.view(np.int32)[2 * n :]
        chars = halves[3 * n + 1 : 3 * n + 1 + self._num_chars].view(np.uint32)
        return self._packed[:n], halves[:n], halves[n : 2 * n], halves[2 * n : 3 * n + 1], chars

    def folded(self, i: int) -> str:
        """Return the folded form of token i."""
        _, _, _, bounds, chars = self.arrays()
        return _decode(chars[bounds[i] : bounds[i + 1]])


def tokenize(text: str) -> TokenStream:
    """Fold a text and cut it into tokens.

    Parameters
    ----------
    text
        Original text of any length; lone surrogates are tolerated as separators.

    Notes
    -----
    Linear in the text. HTML entities are decoded, and brackets within words covered, only where a text has any, outside
    the compiled kernel.

    Examples
    --------
    >>> stream = tokenize("“Don’t,” he said")
    >>> [stream.folded(i) for i in range(len(stream))]
    ['don', 't', 'he', 'said']
    """
    if "[" in text:
        brackets = _brackets_in_words(text)
        if brackets:
            return _tokenize_with_brackets(text, brackets)
    return _tokenize_unbracketed(text)


def _tokenize_unbracketed(text: str) -> TokenStream:
    if "&" in text and ";" in text:
        entities = [m for m in ENTITY.finditer(text) if _unescaped(m.group()) != m.group()]
        if entities:
            return _tokenize_with_entities(text, entities)
    return TokenStream(*tokenize_codes(codes_of(text), PLAIN, *TABLES))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in readable form, with offsets into the whole text."""
    return readable(tokenize(text[start:end]), start)


def readable(stream: TokenStream, shift: int = 0) -> list[Token]:
    """Return the tokens of a stream in readable form, their offsets moved by ``shift``."""
    _, starts, ends, bounds, chars = stream.arrays()
    joined = _decode(chars)
    cuts: list[int] = bounds.tolist()
    return [
        Token(joined[cuts[i] : cuts[i + 1]], first + shift, end + shift)
        for i, (first, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
    ]


def fold(text: str) -> str:
    """Fold a short string as tokens are folded, keeping what stands between them."""
    decoded = html.unescape(text) if "&" in text else text
    folded = fold_pass(codes_of(decoded), *TABLES)[0]
    return _decode(folded[folded != SOFT_HYPHEN])


def codes_of(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), UINT32)


def _decode(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=1024)
def _unescaped(entity: str) -> str:
    return html.unescape(entity)


def _brackets_in_words(text: str) -> list[re.Match[str]]:
    """Return where brackets stand within words; a search of the pattern would look behind every letter."""
    found: list[re.Match[str]] = []
    place = text.find("[")
    while place >= 0:
        match = BRACKET_IN_WORD.match(text, place)
        if match is not None:
            found.append(match)
        place = text.find("[", place + 1 if match is None else match.end())
    return found


def _tokenize_with_brackets(text: str, brackets: list[re.Match[str]]) -> TokenStream:
    """Tokenise with the brackets within words covered; one before or behind a word belongs to its span."""
    pieces: list[str] = []
    end = 0
    for match in brackets:
        pieces += (text[end : match.start()], match.group().translate(BRACKETS))
        end = match.end()
    stream = _tokenize_unbracketed("".join((*pieces, text[end:])))
    starts = stream.starts
    for place in (match.start() for match in brackets if match.group(1)):
        k = int(starts.searchsorted(place + 1))
        # Not all of these code points are letters, and what is none begins no token.
        if k < len(starts) and starts[k] == place + 1:
            starts[k] = place
    return stream


def _tokenize_with_entities(text: str, entities: list[re.Match[str]]) -> TokenStream:
    """Tokenise with entities decoded; the characters of an entity share its whole span."""
    pieces: list[str] = []
    stretches: list[tuple[int, int, int, int]] = []  # see ``move_places``
    position = size = 0
    for entity in entities:
        start, end = entity.span()
        size += start - position
        decoded = _unescaped(entity.group())
        pieces += (text[position:start], decoded)
        stretches.append((size, start - size, start - size, 1))
        size += len(decoded)
        stretches.append((size, start, end, 0))
        position = end
    pieces.append(text[position:])
    size += len(text) - position
    stretches.append((size, len(text) - size, len(text) - size, 1))
    stream = TokenStream(*tokenize_codes(codes_of("".join(pieces)), PLAIN, *TABLES))
    move_places(stream.places, np.array(stretches, np.int32))
    return stream
