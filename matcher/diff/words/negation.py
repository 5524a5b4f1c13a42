"""Where does a text deny? Used by the diff's callers for omissions and for what stands around a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from matcher.diff.units import is_contracted
from matcher.diff.values.digits import DIGITS
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.lexicons import lexicon_for
from matcher.diff.words.unspaced import NEGATION, character, is_unspaced
from matcher.types import Span, Token

# French words that deny only with "ne" before them: "plus" is also more, "personne" a person, "pas" a step.
FRENCH_PARTNERS: Final = frozenset({"plus", "personne", "point", "guere", "gue\u0300re"})
# Tokens between "ne" and its partner: "ne lui en a plus".
FRENCH_REACH: Final = 5

# Tokens before an expletive "ne" among which its "que" stands, and before that among which "plus" or "crains" does.
EXPLETIVE_REACH: Final = 9
TRIGGER_REACH: Final = 3

# With one of the others before them "ne" denies; with none of them and one of these it is "only".
NE_PARTNERS: Final = frozenset({"pas", "rien", "jamais", "aucun", "aucune", "guere", "ni"})
NE_LIMITS: Final = frozenset({"que", "qu"})


def contains_negation(tokens: Sequence[Token], text: str, language: str | None) -> bool:
    """Tell whether any of the tokens denies: "omission hides negation" asks this of what was left out."""
    return next(iter_negations(tokens, text, language), None) is not None


def negations(tokens: Sequence[Token], text: str, language: str | None) -> tuple[Span, ...]:
    """Return the original spans of all denying words, contractions whole ("don’t")."""
    return tuple(iter_negations(tokens, text, language))


def iter_negations(tokens: Sequence[Token], text: str, language: str | None) -> Iterator[Span]:
    """Yield the original spans of denying words, in order.

    Parameters
    ----------
    tokens
        Tokens of a stretch of ``text``, offsets into it.

    Examples
    --------
    >>> from matcher.text import tokens
    >>> text = "No. 10 didn’t deny it"
    >>> list(iter_negations(tokens(text), text, "en"))
    [Span(start=7, end=13)]
    """
    lexicon = lexicon_for(language, tokens)
    for i, token in enumerate(tokens):
        if token.folded in lexicon.negation:
            if not _is_numero(tokens, i, text) and not _lacks_ne(tokens, i, lexicon):
                yield Span(token.start, token.end)
        elif token.folded == "t" and lexicon.language in ("en", "any"):
            if is_contracted(tokens, i, text, lexicon.bare_contractions) and tokens[i - 1].folded.endswith("n"):
                yield Span(tokens[i - 1].start, token.end)
        elif "not" in lexicon.bare_contractions.get(token.folded, ()):
            yield Span(token.start, token.end)
    yield from _unspaced_negations(tokens)


def _is_numero(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Tell the abbreviation of "number" from a denial: No. 10, № 5."""
    token = tokens[i]
    if token.folded != "no" or i + 1 >= len(tokens) or tokens[i + 1].folded[0] not in DIGITS:
        return False
    return text[token.end : token.end + 1] in (".", "º", "°") or "№" in text[token.start : token.end]


def _lacks_ne(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    if lexicon.language != "fr" or tokens[i].folded not in FRENCH_PARTNERS:
        return False
    return not denies_with_ne([t.folded for t in tokens[max(0, i - FRENCH_REACH) : i + 3]])


def denies_with_ne(near: Sequence[str]) -> bool:
    """Tell whether one of the folded words near a French partner of "ne" is it."""
    return "ne" in near or "n" in near


def limits_with_ne(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether the "que" at token i is that of "il n'en reste que douze", and no conjunction."""
    before = [t.folded for t in tokens[max(0, i - FRENCH_REACH) : i]]
    k = max((k for k, key in enumerate(before) if key in ("ne", "n")), default=len(before))
    between = before[k + 1 :]
    if between[-1:] == ["plus"] and NE_PARTNERS.isdisjoint(between):
        return True  # "n'avons plus que deux": only two are left
    return k < len(before) and NE_PARTNERS.isdisjoint(between) and FRENCH_PARTNERS.isdisjoint(between)


def denies_alone(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Tell a "ne" that may deny from those of "je crains qu'il ne vienne" and "plus riche qu'il ne le dit"."""
    before = [t.folded for t in tokens[max(0, i - EXPLETIVE_REACH) : i]]
    que = max((k for k, key in enumerate(before) if key in NE_LIMITS), default=-1)
    if que < 1 or lexicon.expletive.isdisjoint(before[max(0, que - TRIGGER_REACH) : que]):
        return True
    behind = {t.folded for t in tokens[i + 1 : i + 1 + FRENCH_REACH]}
    return not behind.isdisjoint(NE_PARTNERS | FRENCH_PARTNERS | NE_LIMITS)


def _unspaced_negations(tokens: Sequence[Token]) -> Iterator[Span]:
    if not any(is_unspaced(t.folded) for t in tokens):
        return
    # One character a token keeps indices of the string and of the tokens the same.
    characters = "".join(character(t) if is_unspaced(t.folded) else " " for t in tokens)
    for match in NEGATION.finditer(characters):
        yield Span(tokens[match.start()].start, tokens[match.end() - 1].end)
