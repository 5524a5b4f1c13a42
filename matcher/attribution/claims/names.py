"""People by their names: whether a claimed name is the one that a document gives a speaker.

One given name in two forms is one person's, two given names are two people's; what may be either, and a slip in the
family name, stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from matcher.attribution.claims.claimed import (
    TITLES,
    Claim,
    gender_of_lead,
    is_oblique,
    is_title_word,
    may_describe,
    names_in_full,
)
from matcher.attribution.grammar import get_grammar
from matcher.attribution.languages import guess_language
from matcher.attribution.lexicon import LANGUAGES, get_genders, is_given_name
from matcher.attribution.people.given import compare_given, same_given
from matcher.attribution.people.spelling import fold_name, name_words, same_family
from matcher.types import AttributionStatus, Document, Speaker

_CAPITALISED = r"[^\W\d_a-zà-öø-ÿа-яёіїєґ][\w.’'-]*"
# At the end of a name, or before what describes its bearer.
_GENERATION = re.compile(r"\s(jr|sr|ii|iii|iv)\b\.?(?=\s*(?:$|,))", re.IGNORECASE)
# What begins a sentence before a name, and is no name itself.
_NO_GIVEN = get_grammar("en").places.union(*(get_grammar(language).not_names for language in LANGUAGES))


def compare_people(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus:
    """Compare two people's names."""
    name, other = claim.name, name_words(speaker.name)
    if not other:
        return "uncertain"
    if _is_genitive(name, other, document):
        return "confirmed"
    if _is_other_generation(claim.text, speaker.name):
        return "contradicted"
    if names_in_full(claim, other):
        return "confirmed"
    if len(name) == 1:
        status = _compare_single(name[0], other, document)
        return "uncertain" if status == "confirmed" and _describes_another(claim, other) else status
    if same_family(name[-1], other[-1]):
        return _compare_namesakes(claim, speaker, document)
    if sorted(map(fold_name, name)) == sorted(map(fold_name, other)):
        return "confirmed"  # Family name first, as East Asian names stand.
    if any(same_family(word, other[-1]) for word in name) or _is_misspelt(name, other, document):
        return "uncertain"
    return "contradicted"


def _compare_namesakes(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus:
    """Compare two people of one family name by what stands before it."""
    name, other = claim.name, name_words(speaker.name)
    if len(other) == 1 or same_given(name[0], other[0]) or _shares_middle(name, other):
        return "confirmed"
    if _is_nickname(name[0], other, document):
        return "confirmed"
    if may_describe(claim) or _is_bare(speaker, other[-1]):
        return "uncertain"
    is_open = compare_given(name[0], other[0]) == "open" and not _stands_in(name, document)
    return "uncertain" if is_open else "contradicted"


def _is_other_generation(claimed: str, spoken: str) -> bool:
    """Tell the father from the son, where both names say which: Jr., Sr., III."""
    first, second = _GENERATION.search(claimed), _GENERATION.search(spoken)
    return first is not None and second is not None and first[1].lower() != second[1].lower()


def _is_genitive(name: Sequence[str], other: Sequence[str], document: Document) -> bool:
    """Tell a full German name in the genitive from the same one in the nominative: Emil Radkes, Emil Radke."""
    longer, shorter = max(name[-1], other[-1], key=len), min(name[-1], other[-1], key=len)
    if len(name) < 2 or len(other) < 2 or longer.lower() != f"{shorter.lower()}s":
        return False
    is_german = (document.language or guess_language(document.text))[:2] == "de"
    return is_german and fold_name(name[0]) in map(fold_name, other[:-1])


def _is_nickname(word: str, other: Sequence[str], document: Document) -> bool:
    """Tell a nickname that the document gives between a person's names: Robert “Bobby” Quist, Ada (Addie) Venn."""
    pattern = rf"([\w-]+)\s+[“\"‘'(]{re.escape(word)}[”\"’')]\s+{re.escape(other[-1])}(?!\w)"
    return any(
        len(other) == 1 or same_given(found[1], other[0])
        for found in re.finditer(pattern, document.text, re.IGNORECASE)
    )


def _stands_in(name: Sequence[str], document: Document) -> bool:
    """Tell whether the document has a full name, with an initial or another name in it."""
    pattern = rf"(?<!\w){re.escape(name[0])}\s+(?:[\w.’'-]+\s+)?{re.escape(name[-1])}(?!\w)"
    return re.search(pattern, f"{document.title}\n{document.text}", re.IGNORECASE) is not None


def _is_misspelt(name: Sequence[str], other: Sequence[str], document: Document) -> bool:
    """Tell the speaker's given name and nearly the family name, which nobody of the document bears so: Quisd, Quist."""
    one, two = fold_name(name[-1]), fold_name(other[-1])
    if fold_name(name[0]) != fold_name(other[0]) or _differing(one, two) > (2 if min(len(one), len(two)) >= 8 else 1):
        return False
    return re.search(rf"(?<!\w){re.escape(name[-1])}(?!\w)", document.text, re.IGNORECASE) is None


def _differing(one: str, other: str) -> int:
    """Letters between what two words have in common at their beginnings and ends: at least their edit distance."""
    shorter = min(len(one), len(other))
    start = next((k for k in range(shorter) if one[k] != other[k]), shorter)
    end = next((k for k in range(shorter - start) if one[-1 - k] != other[-1 - k]), shorter - start)
    return max(len(one), len(other)) - start - end


def _describes_another(claim: Claim, other: Sequence[str]) -> bool:
    """Tell a description that does not fit the speaker: "Frau Kern" for Paul Kern, "жена Лапина" for Лапин."""
    gender = gender_of_lead(claim.lead)
    he, she = get_genders()
    if gender and other[0].lower() in (she if gender == "m" else he):
        return True
    return bool(claim.lead) and is_oblique(claim.name[0], other[-1])


def _is_bare(speaker: Speaker, family: str) -> bool:
    """Tell whether the document names the speaker there by nothing but the family name."""
    mention = [word for word in name_words(speaker.mention or "") if word.lower() not in TITLES]
    return len(mention) == 1 and same_family(mention[0], family)


def _shares_middle(name: tuple[str, ...], other: list[str]) -> bool:
    return any(
        same_given(middle, given) for middle in name[:-1] for given in other[:-1] if len(middle) > 1 < len(given)
    )


def _compare_single(word: str, other: list[str], document: Document) -> AttributionStatus:
    """Compare a single word, mostly a family name, with the speaker's name."""
    if same_family(word, other[-1]):
        return "uncertain" if is_shared(word, document) else "confirmed"
    if (len(other) > 1 and fold_name(word) == fold_name(other[0])) or _is_nickname(word, other, document):
        return "confirmed"
    if len(other) > 1 and len(word) > 1 and is_given_name(word.lower()) and same_given(word, other[0]):
        return "uncertain"
    if fold_name(word) == fold_name(f"{other[-1]}s") or fold_name(other[-1]) == fold_name(f"{word}s"):
        return "uncertain"  # A German name in the genitive, or another one: Radkes, Peters.
    parts = {fold_name(part) for piece in other for part in piece.split("-")}
    joined = fold_name("".join(other))
    return "uncertain" if fold_name(word) in parts else "confirmed" if fold_name(word) == joined else "contradicted"


def is_shared(family: str, document: Document) -> bool:
    """Tell whether two people of the document bear a family name: it stands there with two given names."""
    givens: list[str] = []
    he, she = get_genders()
    pattern = re.compile(rf"({_CAPITALISED})\s+(?:[^\W\d_]\.\s+)?(?i:{re.escape(family)})(?!\w)")
    for found in chain(pattern.finditer(document.title), pattern.finditer(document.text)):
        given = found[1]
        known = given.lower() in he or given.lower() in she
        if not given[0].isupper() or (is_title_word(given) and not known) or given.endswith("."):
            continue
        if not known and not _is_name_like(found[0]):
            continue
        if not any(same_given(given, one) for one in givens):
            givens.append(given)
    return len(givens) > 1


def _is_name_like(words: str) -> bool:
    """Tell a full name from the first word of a sentence and a name ("Yesterday Pell")."""
    return words.split()[0].lower() not in _NO_GIVEN
