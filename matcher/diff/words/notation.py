"""How the lists of the lexicon files are written: a function for each form, from a folded list to a value.

Whatever the form, items stand apart by white space and groups of them by commas, so that a newsroom can extend the
lists without knowing the code. A list that a language has not is an empty text, and reads as an empty value.
"""

from __future__ import annotations

from fractions import Fraction

from matcher.text import tokens

# The forms of a word, and its abbreviations.
Spelling = tuple[list[str], list[str]]
# Phrases and the key of each, by their first words.
KeyedPhrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def word_set(entry: str) -> frozenset[str]:
    return frozenset(entry.split())


def word_tuple(entry: str) -> tuple[str, ...]:
    return tuple(entry.split())


def groups(entry: str) -> list[list[str]]:
    """Parse ``kam käme, gab gäbe``."""
    return [group.split() for group in entry.split(",") if group.strip()]


def unordered_groups(entry: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(group) for group in groups(entry))


def ordered_pairs(entry: str) -> tuple[tuple[str, str], ...]:
    """Parse groups of two, the order of which counts."""
    return tuple((one, other) for one, other in groups(entry))


def pair_set(entry: str) -> frozenset[tuple[str, str]]:
    return frozenset(ordered_pairs(entry))


def pairs_with_first(entry: str) -> frozenset[tuple[str, str]]:
    """Parse ``- а у, а у ы``: the first of each group with each of the others; a hyphen alone is the empty one."""
    return frozenset((first.strip("-"), other.strip("-")) for first, *others in groups(entry) for other in others)


def neighbours(entry: str) -> frozenset[tuple[str, str]]:
    """Parse ``per cent pro cent``: words that are a pair with the one beside them."""
    words = entry.split()
    return frozenset(zip(words[::2], words[1::2], strict=True))


def group_numbers(entry: str) -> dict[str, int]:
    """Map each word to the number of its group."""
    return {word: number for number, group in enumerate(groups(entry)) for word in group}


def ending_numbers(entry: str) -> dict[str, int]:
    """Map each ending, written with a hyphen, to the number of its group."""
    return {ending.strip("-"): number for ending, number in group_numbers(entry).items()}


def ending_numbers_in_parts(entry: str) -> tuple[dict[str, int], ...]:
    """Parse several lists of groups of endings, which are numbered for themselves, with semicolons between."""
    return tuple(ending_numbers(part) for part in entry.split(";") if part.strip())


def ending_sets(entry: str) -> tuple[frozenset[str], ...]:
    """Parse groups of endings; a hyphen alone is the empty one."""
    return tuple(frozenset(ending.strip("-") for ending in group) for group in groups(entry))


def memberships(entry: str) -> dict[str, frozenset[int]]:
    """Map each word to the numbers of all the groups that it is in."""
    members: dict[str, set[int]] = {}
    for number, group in enumerate(groups(entry)):
        for word in group:
            members.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in members.items()}


def pairs(entry: str) -> dict[str, str]:
    """Parse ``word=other word2=other2``."""
    return dict(item.split("=", 1) for item in entry.split())


def values(entry: str) -> dict[str, int]:
    return {word: int(value) for word, value in pairs(entry).items()}


def fractions(entry: str) -> dict[str, Fraction]:
    return {word: Fraction(value) for word, value in pairs(entry).items()}


def expansions(entry: str) -> dict[str, tuple[str, ...]]:
    """Parse ``us=united+states``."""
    return {short: tuple(full.split("+")) for short, full in pairs(entry).items()}


def days_of_months(entry: str) -> dict[str, tuple[str, str]]:
    """Parse ``9/11=september+11``."""
    return {figures: (month, day) for figures, (month, day) in expansions(entry).items()}


def phrases(entry: str) -> frozenset[tuple[str, ...]]:
    """Parse ``you+know i+mean``."""
    return frozenset(tuple(phrase.split("+")) for phrase in entry.split())


def keyed_phrases(entry: str) -> KeyedPhrases:
    """Parse ``miles+per+hour=mph`` into phrases by their first words, the longest first."""
    longest_first = sorted(pairs(entry).items(), key=lambda item: -len(item[0]))
    return _by_first_word([(tuple(phrase.split("+")), key) for phrase, key in longest_first])


def unspaced_runs(entry: str) -> KeyedPhrases:
    """Parse ``星期=周`` into the tokens of each word and its key, by the first token."""
    return _by_first_word([(tuple(token.folded for token in tokens(word)), key) for word, key in pairs(entry).items()])


def prefixes(entry: str) -> dict[str, tuple[str, ...]]:
    """Parse ``un i-l``: "un" denies any word, "i" those that begin with an l."""
    found: dict[str, tuple[str, ...]] = {}
    for item in entry.split():
        prefix, _, beginning = item.partition("-")
        found[prefix] = (*found.get(prefix, ()), beginning)
    return found


def infixes(entry: str) -> tuple[tuple[str, str], ...]:
    """Parse pairs of endings within a word; the first may be a hyphen, which is the empty one."""
    return tuple((one.strip("-"), other) for one, other in ordered_pairs(entry))


def meanings(entry: str) -> dict[str, frozenset[str]]:
    """Parse ``he's=he+is,he+has`` into each word and what it may stand for, itself among them."""
    return {word: frozenset({word, *full.split(",")}) for word, full in pairs(entry).items()}


def spellings(entry: str) -> list[Spelling]:
    """Parse ``form,form:short,short form2`` into forms and the abbreviations that stand for them."""
    halves = (item.partition(":") for item in entry.split())
    return [(forms.split(","), short.split(",") if short else []) for forms, _, short in halves]


def _by_first_word(keyed: list[tuple[tuple[str, ...], str]]) -> KeyedPhrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, key in keyed:
        found.setdefault(phrase[0], []).append((phrase, key))
    return {word: tuple(listed) for word, listed in found.items()}
