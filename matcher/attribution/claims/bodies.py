"""Bodies and those who speak for them: who issued a statement, and whose spokeswoman somebody is.

Whoever is described by somebody's name, a lawyer of hers or her family, is not that person either.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from matcher.attribution.claims.claimed import ARTICLES, Claim, is_oblique, is_title_word
from matcher.attribution.lexicon import is_given_name, is_inflected_given_name
from matcher.attribution.people.given import same_given
from matcher.attribution.people.spelling import fold_name, name_words, same_family
from matcher.attribution.reporting.telling import TELLING_OF
from matcher.types import Document, Speaker

_SPOKES = ("spokes", "sprecher", "porte-parole", "portavoz", "пресс-секретарь", "представитель", "речник")
# Words that may stand with a spokesman who is named by his body alone.
_VOICES = frozenset(("for", "of", "its", "their", "another"))
_PUNCTUATION = re.compile(r"[.!?;:“”\"«»()\n]")
# Whose a paper is, right after it: "a statement issued by the palace".
_ISSUER = re.compile(r"\s+(?:\w+\s+)?(?:from|by|of|for|von|vom|de|du|del|от|від)\s+([^,.;:“”«»\"\n]+)")
# The longest name of an issuer, in code points.
_MAX_ISSUER = 80


def is_acronym(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell the words of a body's name from its initials, or the other way round: the World Health Organization, WHO."""
    names = [
        [word for word in words if word.lower() not in ARTICLES and word.lower() != "and"] for words in (one, other)
    ]
    for short, long in (names, names[::-1]):
        letters = "".join(short).replace(".", "")
        is_short = len(short) == 1 or all(len(word.strip(".")) == 1 for word in short)
        if is_short and letters.isupper() and len(long) > 1 and letters == "".join([word[0] for word in long]):
            return True
    return False


def is_issuer(words: Collection[str], speaker: Speaker, document: Document) -> bool:
    """Tell whether a paper that speaks is said to be somebody's: "a statement from the palace"."""
    if speaker.mention_end is None:
        return False
    found = _ISSUER.match(document.text[speaker.mention_end : speaker.mention_end + _MAX_ISSUER])
    return found is not None and {fold_name(word) for word in words} <= {fold_name(w) for w in name_words(found[1])}


def ends_in_mention(words: Sequence[str], speaker: Speaker, document: Document) -> bool:
    """Tell a claim of the whole name of which the document's speaker is the end: the Drivers' League, for League."""
    end = speaker.mention_end
    if end is None or not words or not (speaker.mention or "")[:1].isupper():
        return False
    longest = sum(map(len, words)) + 4 * len(words)
    before = name_words(document.text[max(0, end - longest) : end])[-len(words) :]
    return [fold_name(word) for word in before] == [fold_name(word) for word in words]


def is_beside(claim: Claim, spoken: Sequence[str], speaker: Speaker) -> bool:
    """Tell a claim of Quill from whoever is named by hers: "a Quill aide", "the Quill campaign"."""
    if not claim.name or speaker.kind not in ("anonymous", "organization") or len(spoken) < 2:
        return False
    head, wanted = spoken[-1], {fold_name(word) for word in claim.role}
    return head.islower() and fold_name(head) not in wanted and wanted <= {fold_name(word) for word in spoken}


def is_named_after(name: Sequence[str], spoken: Sequence[str]) -> bool:
    """Tell a body that bears a person's name, given name and all, and is not that person: the Ada Venn Foundation."""
    if len(name) < 2 or not is_given_name(name[0].lower()):
        return False
    wanted, given = [fold_name(word) for word in name], [fold_name(word) for word in spoken]
    places = range(len(given) - len(wanted))
    return any(given[k : k + len(wanted)] == wanted for k in places)


def is_of_person(spoken: Sequence[str], name: Sequence[str]) -> bool:
    """Tell "a lawyer of Ada Quill" and "адвокат Лапина", who are not Quill and Лапин, from "the lawyer Ada Quill"."""
    if not spoken or not same_family(name[-1], spoken[-1]):
        return False
    if len(spoken) > 1 and is_inflected_given_name(spoken[-2].lower()):
        return True  # "сторонники Анны Ленц"
    has_given = _has_given(spoken, name)
    before = _find_link(spoken, name)
    last = len(spoken) - (len(name) if has_given else 1)
    link = spoken[before - 1].lower() if before > 1 else ""
    is_title_of_own = before < last and link == "of" and spoken[before].islower()  # "the secretary of state Ada Quill"
    is_of_other = link in ARTICLES or link in TELLING_OF
    return (is_of_other and not is_title_of_own) or is_oblique(spoken[-1], name[-1])


def _has_given(spoken: Sequence[str], name: Sequence[str]) -> bool:
    return len(name) > 1 and len(spoken) >= len(name) and same_given(name[-2], spoken[-2])


def _find_link(spoken: Sequence[str], name: Sequence[str]) -> int:
    """Count the words of a description before a person's name and titles in it."""
    has_given = _has_given(spoken, name)
    before = len(spoken) - (len(name) if has_given else 1)
    while before > 1 and _goes_with_name(spoken[before - 1], is_bare=not has_given):
        before -= 1  # "der Sprecher des Ministers Paul Kern", "an aide to Ada Quill"
    return before


def _goes_with_name(word: str, *, is_bare: bool) -> bool:
    """Tell a title before a name, and before a claimed family name alone a given name too."""
    return is_title_word(word.removesuffix("s")) or (is_bare and not word.islower())


# Between a letter and the person to whom it goes, or of whom it tells.
_ADDRESSED = frozenset(("at", "to", "about", "on", "against"))
# Before a family name, whoever is of that family or works for its bearer: "Team Venn".
_AROUND = frozenset(("team", "camp", "clan", "family"))


def is_around_person(spoken: Sequence[str], name: Sequence[str], speaker: Speaker) -> bool:
    """Tell a person's family, followers or mail from that person: "the Venns", "Team Venn", "a tweet at Ada Venn"."""
    if len(spoken) > 1 and speaker.kind == "document" and same_family(name[-1], spoken[-1]):
        return spoken[_find_link(spoken, name) - 1].lower() in _ADDRESSED
    family, last = fold_name(name[-1]), fold_name(spoken[-1]) if spoken else ""
    is_plural = last in (family + "s", family + "es") and (speaker.mention or "").lower().startswith("the ")
    return is_plural or (len(spoken) > 1 and spoken[0].lower() in _AROUND and same_family(name[-1], spoken[-1]))


def has_name_of_body(claimed: Sequence[str], spoken: Sequence[str], speaker: Speaker) -> bool:
    """Tell a claim of somebody who has all of a body's name: Lucile Orr, where "elle" may be a body of that name."""
    names = {fold_name(word) for word in spoken}
    return speaker.kind == "organization" and bool(names) and names < {fold_name(word) for word in claimed}


def is_described_as(family: str, words: Collection[str], document: Document) -> bool:
    """Tell whether the document describes a person with all of some words, folded."""
    return any(description.issuperset(words) for description in _describe(family, document))


def speaks_for_body(family: str, words: Collection[str], document: Document) -> bool:
    """Tell whether the document calls a person the spokeswoman of a body, whose words are folded."""
    return any(
        description.issuperset(words) and any(word.startswith(_SPOKES) for word in description)
        for description in _describe(family, document)
    )


def may_be_body(words: Sequence[str], spoken: Sequence[str], document: Document) -> bool:
    """Tell a body that the document names from its spokesman without a name, or from "the regulator" alone."""
    own = [fold_name(word) for word in spoken if word.lower() not in ARTICLES]
    wanted = [fold_name(word) for word in words]
    if not own or not wanted or not spoken[-1].islower():
        return False
    is_short = len(own) == 1 and own[0] == wanted[-1]
    is_voice = any(word.startswith(_SPOKES) for word in own) and all(
        word.startswith(_SPOKES) or word in _VOICES or word in wanted for word in own
    )
    named = r"\s+".join(map(re.escape, words))
    return (is_short or is_voice) and re.search(rf"(?<!\w){named}(?!\w)", document.text, re.I) is not None


def _describe(family: str, document: Document) -> list[set[str]]:
    """What the document calls a person: the words right before each name, and its apposition."""
    descriptions = []
    text = document.text
    for found in re.finditer(rf"(?<!\w){re.escape(family)}(?!\w)", text):
        before = _PUNCTUATION.split(text[max(0, found.start() - 70) : found.start()])[-1]
        after = text[found.end() : found.end() + 90]
        words = before.split()[-7:]
        if after.startswith(","):
            words += _PUNCTUATION.split(after[1:])[0].split()[:9]
        descriptions.append(
            {fold_name(word.strip(",’'")) for word in words}
            | {fold_name(w.rstrip(",")[:-2]) for w in words if w.endswith(("’s", "'s"))}
        )
    return descriptions
