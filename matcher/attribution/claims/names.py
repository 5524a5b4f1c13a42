"""People by their names: whether a claimed name is the one that a document gives a speaker.

One given name in two forms is one person's, two given names are two people's; what may be either, and a slip in the
family name, stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcher.attribution.claims.claimed import TITLES, Claim, gender_of_lead, is_oblique, may_describe, names_in_full
from matcher.attribution.claims.namesakes import (
    find_gender,
    generation_of,
    has_generations,
    is_of_other_gender,
    is_shared,
    tells_age,
)
from matcher.attribution.claims.officeholders import holds_office, is_held_by_others
from matcher.attribution.claims.offices import read_office
from matcher.attribution.grammar import HONORIFICS, get_grammar
from matcher.attribution.languages import guess_language
from matcher.attribution.lexicon import LANGUAGES, is_given_name
from matcher.attribution.people.given import compare_given, same_given
from matcher.attribution.people.spelling import fold_name, name_words, same_family
from matcher.types import AttributionStatus, Document, Speaker

_PARTICLES = frozenset().union(*(get_grammar(language).particles for language in LANGUAGES))


def compare_people(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus:
    """Compare two people's names."""
    name, other = claim.name, name_words(speaker.name)
    if not other:
        return "uncertain"
    if _is_genitive(name, other, document):
        return "confirmed"
    if same_family(name[-1], other[-1]):
        told = _compare_generations(claim, speaker, document)
        if told is not None:
            return told
    if names_in_full(claim, other):
        return "confirmed"
    if len(name) == 1:
        status = _compare_single(name[0], other, document)
        if status == "uncertain" and same_family(name[0], other[-1]) and _tells_which(claim, speaker, document):
            return "confirmed"
        if status == "uncertain" and _is_called(name[0], speaker, document):
            return "confirmed"
        is_another = status == "confirmed" and _describes_another(claim, speaker, document)
        return "uncertain" if is_another else status
    tail = [fold_name(word) for word in other[-len(name) :]]
    if name[0].lower() in _PARTICLES and [fold_name(word) for word in name] == tail:
        return "uncertain" if is_shared(name[-1], document) else "confirmed"  # "Van Der Beek"
    if same_family(name[-1], other[-1]):
        return _compare_namesakes(claim, speaker, document)
    if sorted(map(fold_name, name)) == sorted(map(fold_name, other)):
        return "confirmed"  # Family name first, as East Asian names stand.
    if _is_joined(name, other):
        return "confirmed" if same_given(name[0], other[0]) else "uncertain"
    if any(same_family(word, other[-1]) for word in name) or _is_misspelt(name, other, document):
        return "uncertain"
    return "contradicted"


def _is_joined(name: Sequence[str], other: Sequence[str]) -> bool:
    """Tell a family name of several words from the same one written as one: Van Der Beek, Vanderbeek."""
    one, two = fold_name("".join(name[1:])), fold_name("".join(other[1:]))
    is_alike = compare_given(name[0], other[0]) != "other"
    return is_alike and len(name) != len(other) and min(len(name), len(other)) > 1 and one == two


def _compare_namesakes(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus:
    """Compare two people of one family name by what stands before it."""
    name, other = claim.name, name_words(speaker.name)
    if len(other) == 1 and is_of_other_gender(name[0], speaker, document):
        return "uncertain"
    if len(other) == 1 or same_given(name[0], other[0]) or _shares_middle(name, other):
        return "confirmed"
    if _is_nickname(name[0], other, document):
        return "confirmed"
    if may_describe(claim) or _is_bare(speaker, other[-1]):
        return "uncertain"
    is_open = compare_given(name[0], other[0]) == "open" and not _stands_in(name, document)
    return "uncertain" if is_open else "contradicted"


def _compare_generations(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus | None:
    """Tell father from son, where both names say which, and leave open what does not say it and may mean both."""
    claimed, spoken = generation_of(claim.text), generation_of(speaker.name)
    mention = speaker.mention or ""
    if tells_age(mention) or (not generation_of(mention) and has_generations(claim.name[-1], document)):
        return "uncertain"
    if claimed and spoken:
        return None if claimed == spoken else "contradicted"
    return "uncertain" if not claimed and has_generations(claim.name[-1], document) else None


def _is_genitive(name: Sequence[str], other: Sequence[str], document: Document) -> bool:
    """Tell a full German name in the genitive from the same one in the nominative: Emil Radkes, Emil Radke."""
    longer, shorter = max(name[-1], other[-1], key=len), min(name[-1], other[-1], key=len)
    if len(name) < 2 or len(other) < 2 or longer.lower() != f"{shorter.lower()}s":
        return False
    is_german = (document.language or guess_language(document.text))[:2] == "de"
    return is_german and fold_name(name[0]) in map(fold_name, other[:-1])


def _is_nickname(word: str, other: Sequence[str], document: Document) -> bool:
    """Tell a nickname that the document gives between a person's names: Robert “Bobby” Quist, Ada (Addie) Venn, J.B.
    “Jib” Orr, J. B. “Jib” Orr.
    """
    pattern = rf"([\w.-]+\s+)?([\w.-]+)\s+[“\"‘'(]{re.escape(word)}[”\"’')]\s+{re.escape(other[-1])}(?!\w)"
    return any(
        len(other) == 1 or any(same_given(given.strip(), other[0]) for given in found.groups() if given)
        for found in re.finditer(pattern, document.text, re.IGNORECASE)
    )


def _stands_in(name: Sequence[str], document: Document) -> bool:
    """Tell whether the document has a full name, with an initial or another name in it."""
    pattern = rf"(?<!\w){re.escape(name[0])}\s+(?:[\w.’'-]+\s+)?{re.escape(name[-1])}(?!\w)"
    return re.search(pattern, f"{document.title}\n{document.text}", re.IGNORECASE) is not None


def _is_misspelt(name: Sequence[str], other: Sequence[str], document: Document) -> bool:
    """Tell the speaker's given name and nearly the family name, which nobody of the document bears so: Quisd, Quist."""
    one, two = fold_name(name[-1]), fold_name(other[-1])
    if fold_name(name[0]) != fold_name(other[0]):
        return False
    is_slip = _differing(one, two) <= (2 if min(len(one), len(two)) >= 8 else 1) or _is_swapped(one, two)
    if not is_slip and _SOUND_ENDING.sub("i", one) != _SOUND_ENDING.sub("i", two):
        return False
    return re.search(rf"(?<!\w){re.escape(name[-1])}(?!\w)", document.text, re.IGNORECASE) is None


def _differing(one: str, other: str) -> int:
    """Letters between what two words have in common at their beginnings and ends: at least their edit distance."""
    shorter = min(len(one), len(other))
    start = next((k for k in range(shorter) if one[k] != other[k]), shorter)
    end = next((k for k in range(shorter - start) if one[-1 - k] != other[-1 - k]), shorter - start)
    return max(len(one), len(other)) - start - end


# Endings that sound alike: Bossie, Bossy, Bossey.
_SOUND_ENDING = re.compile(r"(?:ie|ey|y|i)$")


def _is_swapped(one: str, other: str) -> bool:
    """Tell two words that differ by two neighbours in the other order: Quist, Qusit."""
    if len(one) != len(other):
        return False
    places = [k for k in range(len(one)) if one[k] != other[k]]
    return len(places) == 2 and places[1] == places[0] + 1 and sorted(one) == sorted(other)


def _tells_which(claim: Claim, speaker: Speaker, document: Document) -> bool:
    """Tell "Mrs Venn" from her husband: by the title that the document gives her there, or by her gender alone."""
    titles = {word.lower() for word in name_words(speaker.mention or "")[:-1]}
    is_titled = bool(claim.lead) and titles.issuperset(claim.lead)
    office = None if HONORIFICS.issuperset(claim.lead) else read_office(" ".join(claim.lead))
    if office is None and is_titled:
        return True
    name, mention = name_words(speaker.name), speaker.mention or ""
    if office is not None and (is_titled or holds_office(office, name, mention, document)):
        return not is_held_by_others(office, name, document)
    gender = gender_of_lead(claim.lead)
    is_fit = bool(gender) and find_gender(speaker, document) == gender
    return is_fit and not is_shared(claim.name[-1], document, gender=gender)


def _describes_another(claim: Claim, speaker: Speaker, document: Document) -> bool:
    """Tell a description that does not fit the speaker: "Frau Kern" for Paul Kern, "жена Лапина" for Лапин."""
    gender = gender_of_lead(claim.lead)
    if gender and find_gender(speaker, document) not in ("", gender):
        return True
    return bool(claim.lead) and is_oblique(claim.name[0], name_words(speaker.name)[-1])


def _is_bare(speaker: Speaker, family: str) -> bool:
    """Tell whether the document names the speaker there by nothing but the family name."""
    mention = [word for word in name_words(speaker.mention or "") if word.lower() not in TITLES]
    return len(mention) == 1 and same_family(mention[0], family)


def _is_called(word: str, speaker: Speaker, document: Document) -> bool:
    """Tell whether the document calls the speaker there by that one word of the name: Vázquez, of Ada Vázquez Garra."""
    is_part = fold_name(word) in map(fold_name, name_words(speaker.name)[1:-1])
    return is_part and _is_bare(speaker, word) and not is_shared(word, document)


def _shares_middle(name: tuple[str, ...], other: list[str]) -> bool:
    return any(
        same_given(middle, given)
        for middle in name[:-1]
        for given in other[:-1]
        if len(middle) > 1 < len(given) and middle.lower() not in _PARTICLES
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


def opens_name(claimed: Sequence[str], name: str) -> bool:
    """Tell a claim of Ada Venn from another person than Ada Venn von Ely, whose name goes on with a particle."""
    spoken, size = name_words(name), len(claimed)
    goes_on = 1 < size < len(spoken) and spoken[size].islower()
    return goes_on and all(fold_name(one) == fold_name(own) for one, own in zip(claimed, spoken, strict=False))
