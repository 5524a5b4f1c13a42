"""Is it who the caller says? A claimed speaker against the speaker that the document gives.

A claim comes as people write one: "Varden", "Transport Minister Ilse Varden", "the transport minister", "the
ministry", "@ivarden", in another script. It is confirmed only if it can mean nobody else of the document,
contradicted only if the document's speaker is sure enough and is somebody else. Everything between is
uncertain.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from matcher.attribution.claims.bodies import (
    ends_in_mention,
    has_name_of_body,
    is_acronym,
    is_around_person,
    is_beside,
    is_described_as,
    is_issuer,
    is_named_after,
    is_of_person,
    may_be_body,
    speaks_for_body,
)
from matcher.attribution.claims.claimed import (
    ARTICLES,
    BODIES,
    ELISION,
    ROLES,
    TITLES,
    Claim,
    is_title_word,
    names_in_full,
    read_claim,
)
from matcher.attribution.claims.joint import may_share_verb, speaks_too
from matcher.attribution.claims.labelled import asks_in_turn, iter_labelled
from matcher.attribution.claims.legal_forms import without_legal_forms
from matcher.attribution.claims.nameless import is_anybody, is_inhabitant
from matcher.attribution.claims.names import compare_people, opens_name
from matcher.attribution.claims.namesakes import is_shared
from matcher.attribution.claims.nested import is_inner
from matcher.attribution.claims.officeholders import (
    compare_office,
    has_other_post,
    has_rank,
    has_words,
    holds_office,
)
from matcher.attribution.claims.offices import find_office, names_office, read_office
from matcher.attribution.claims.rivals import is_rival
from matcher.attribution.grammar import HONORIFICS, get_grammar
from matcher.attribution.languages import guess_language
from matcher.attribution.lexicon import LANGUAGES, is_given_name, split_words
from matcher.attribution.people.spelling import (
    fold_name,
    is_cyrillic,
    name_words,
    same_family,
    same_in_polish_cases,
)
from matcher.attribution.quoted import Attributed
from matcher.attribution.reporting.prose import ACRONYMS
from matcher.attribution.structure.entities import decode_document
from matcher.types import AttributionStatus, Document, Span, Speaker

# Below this confidence of the document's speaker another name contradicts nothing. Where a speaker is wrong, the right
# one mostly stands close by, and `rivals.py` leaves that claim open; the border is for who is named nowhere near. At
# 0.7 seven contradictions in a hundred of another person's claims are lost, and no true claim is saved. Below it is who
# only the paragraph above is about: in press releases half of those have not spoken.
MIN_CONTRADICTION = 0.55


def match_claim(
    claimed: str,
    speaker: Speaker | None,
    document: Document,
    attributed: Sequence[Attributed],
    *,
    passage: Span | None = None,
) -> AttributionStatus:
    """Compare a claimed speaker with the one a document gives for a passage.

    Parameters
    ----------
    claimed
        Who is said to have spoken: a name, title and name, role, body or handle, in any script.
    speaker
        The passage's speaker, as ``attribute`` gave it.
    document
        The document of the passage.
    attributed
        What ``attribute`` gave for the document.
    passage
        Where the passage stands. With it, a claim of whoever is quoted inside the speaker's own words is
        uncertain.

    Returns
    -------
        ``confirmed``, ``contradicted``, ``uncertain``, ``unattributed`` (the document names nobody), or
        ``not_claimed`` for an empty claim.
    """
    if not claimed.strip():
        return "not_claimed"
    claimed = html.unescape(claimed)
    if speaker is not None:
        claimed, speaker = without_legal_forms(claimed, speaker)
    claim, document = read_claim(claimed), decode_document(document)
    if speaker is not None and "&" in (speaker.mention or ""):
        speaker = replace(speaker, mention=html.unescape(speaker.mention or ""))
    if speaker is not None and claim.name:
        claim = _in_case_of(claim, speaker, document)
    if speaker is None:
        return "uncertain" if claim.name and is_shared(claim.name[-1], document) else "unattributed"
    if _names_nobody(claim):
        return "uncertain"
    status = _compare(claim, speaker, document)
    if status == "uncertain" and asks_in_turn(speaker, attributed, passage):
        is_another = any(_compare(claim, other, document) == "confirmed" for other in iter_labelled(document))
        return "contradicted" if is_another else "uncertain"
    if status == "contradicted" and claim.name and speaks_too(claim.name, speaker, document.text):
        return "confirmed"
    if status == "contradicted" and _leaves_open(claim, speaker, document, attributed, passage):
        return "uncertain"
    return status


def _in_case_of(claim: Claim, speaker: Speaker, document: Document) -> Claim:
    """Put a Polish name claimed into the case in which a frame has the speaker's: "według Donalda Tuska"."""
    opening, spoken = (speaker.cue or "").lower().partition(" ")[0], name_words(speaker.name)
    if opening not in get_grammar("pl").frames or len(claim.name) > len(spoken):
        return claim
    if not _is_polish(document):
        return claim
    ours = spoken[len(spoken) - len(claim.name) :]
    return replace(claim, name=tuple(ours)) if all(map(same_in_polish_cases, claim.name, ours)) else claim


def _is_polish(document: Document) -> bool:
    return (document.language or guess_language(document.text))[:2].lower() == "pl"


def _is_declined(claim: Claim, speaker: Speaker, document: Document) -> bool:
    """Tell a claim that may be the speaker's Polish name in another case: "Kruka" for Jan Kruk."""
    spoken = name_words(speaker.name)
    is_alike = bool(claim.name and spoken) and same_in_polish_cases(claim.name[-1], spoken[-1])
    return is_alike and _is_polish(document)


def _names_nobody(claim: Claim) -> bool:
    """Tell a claim without a word that could name a person, role or body: "—", "12345", "she", "Mr"."""
    words, empty = claim.name or claim.role, _empty_words()
    if any(not ACRONYMS.isdisjoint(part) for part in claim.parts):
        return False
    return all(
        (word.lower() in empty and (word.islower() or word.lower() not in _NAMES_TOO))
        or not any(map(str.isalpha, word))
        for word in words
    )


# Pronouns, articles and prepositions that are names elsewhere: with a capital they may be meant for one.
_NAMES_TOO = split_words("han hon lei ela ona ja io eu on de loro das dell del den der du lo van von")


@cache
def _empty_words() -> frozenset[str]:
    """Return the words that stand for whoever was named before, or only address somebody."""
    return ARTICLES.union(
        split_words("and mr mrs ms miss mx sir madam herr frau monsieur madame señor señora"),
        *(get_grammar(language).pronouns for language in LANGUAGES),
    )


# Kinds of speakers that are described by somebody else's name: "critics of Ada Venn", "the office of Ada Venn".
_OF_OTHERS = ("anonymous", "group", "organization")


def _compare(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus:
    """Compare a claim with a speaker, the document's other people aside."""
    spoken = name_words(ELISION.sub("", speaker.name))
    if speaker.kind == "organization" and any(is_acronym(part, spoken) for part in claim.parts):
        return "confirmed"
    if not claim.name and speaker.kind == "person":
        claim = _find_small_name(claim, document)
    is_of_others = claim.name and speaker.kind in _OF_OTHERS
    if is_of_others and (is_of_person(spoken, claim.name) or is_named_after(claim.name, spoken)):
        return "uncertain"
    if claim.name and is_around_person(spoken, claim.name, speaker):
        return "uncertain"
    if claim.name and (speaker.kind == "person" or (spoken and same_family(claim.name[-1], spoken[-1]))):
        return _compare_names(claim, speaker, document)
    if speaker.kind == "person":
        if names_in_full(claim, spoken) or _fits_words(claim.role, speaker.name):
            return "confirmed"
        if speaker.via and _fits_words(claim.role, speaker.via):
            return "uncertain"  # Who passed it on has not said it.
        return _compare_role(claim, speaker, document)
    words = speaker.mention or speaker.name
    if not claim.name and speaker.kind == "anonymous":
        status = _compare_unnamed(claim, speaker, document)
        if status is not None:
            return status
    if is_beside(claim, spoken, speaker) or has_name_of_body(claim.name, spoken, speaker):
        return "uncertain"
    if _fits_words(claim.role, f"{speaker.name} {words}"):
        return "confirmed" if speaker.kind == "document" or _is_of_speaker(claim, words) else "uncertain"
    if claim.name and speaker.kind in ("anonymous", "document", "group"):
        return "uncertain"  # Whoever is not named may be anybody; papers have authors, groups members.
    if ends_in_mention(claim.role, speaker, document):
        return "confirmed"
    if speaker.kind == "document":
        return "confirmed" if is_issuer(claim.role, speaker, document) else "uncertain"
    body = {fold_name(word) for word in spoken if word.lower() not in ARTICLES}
    if claim.name and any(is_described_as(claim.name[-1], {word}, document) for word in body):
        return "uncertain"  # A body's own man may have written its statement.
    if (speaker.kind == "anonymous" and is_anybody(spoken)) or is_inhabitant(spoken, document):
        return "uncertain"
    if spoken and claim.role and speaks_for_body(spoken[-1], {fold_name(word) for word in claim.role}, document):
        return "uncertain"
    return "uncertain" if not claim.name and may_be_body(claim.role, spoken, document) else "contradicted"


def _find_small_name(claim: Claim, document: Document) -> Claim:
    """Read a claim in small letters as a title and a name, where the document has the last word with a capital only."""
    words = claim.role
    begin = next((k for k, word in enumerate(words) if not is_title_word(word)), len(words))
    if not claim.text.islower() or not 0 < begin < len(words) or tuple(name_words(claim.text)[-len(words) :]) != words:
        return claim
    is_small, is_capital = (
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", document.text) is not None
        for word in (words[-1], words[-1].capitalize())
    )
    return claim if is_small or not is_capital else replace(claim, name=words[begin:], lead=words[:begin])


def _compare_names(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus:
    """Compare a claimed name and what stands before it with a speaker's."""
    status, family = compare_people(claim, speaker, document), name_words(speaker.name)[-1:]
    if status == "confirmed" and not _has_title(claim, speaker, document):
        return "uncertain"
    if status != "confirmed" and _is_office_of_place(claim, speaker, document):
        return "confirmed"
    if status == "contradicted" and opens_name(claim.name, speaker.name):
        return "uncertain"
    if status == "contradicted" and family and not is_given_name(claim.name[0].lower()):
        is_owner = re.search(rf"{re.escape(claim.name[-1])}[’']s?\s", document.text) is not None
        if not is_owner and speaks_for_body(family[0], {fold_name(word) for word in claim.name}, document):
            return "uncertain"  # The body itself, through its spokeswoman.
    return status


def _is_office_of_place(claim: Claim, speaker: Speaker, document: Document) -> bool:
    """Tell a Russian or Ukrainian claim that has a complement where a given name would be: "мэр Омска [Лапин]"."""
    spoken = name_words(speaker.name)
    if not claim.lead or not spoken or not is_cyrillic(claim.name[0]) or is_given_name(claim.name[0].lower()):
        return False
    is_named = len(claim.name) > 1 and same_family(claim.name[-1], spoken[-1])
    if is_named and is_shared(spoken[-1], document):
        return False
    office = read_office(" ".join((*claim.lead, *(claim.name[:-1] if is_named else claim.name))))
    if office is None or office.noun not in ROLES:
        return False
    return holds_office(office, spoken, speaker.mention or "", document)


def _has_title(claim: Claim, speaker: Speaker, document: Document) -> bool:
    """Tell whether the title before a claimed name may be the speaker's: not President Marr for Vice President Marr.

    Before a family name alone another post is another person's: Senator Marr for Congressman Marr.
    """
    office = read_office(" ".join(claim.lead)) if claim.lead else None
    if office is None:
        return True
    name, mention = name_words(speaker.name), speaker.mention or ""
    if len(claim.name) == 1 and has_other_post(office, name, mention, document.text):
        return False
    return has_rank(office, name, mention, document.text)


def _fits_words(claim: tuple[str, ...], words: str) -> bool:
    """Tell whether every word of a role or body claimed is among the words of a mention, or the other way
    round.
    """
    wanted = {fold_name(word) for word in claim}
    given = {fold_name(word) for word in name_words(ELISION.sub("", words)) if word.lower() not in ARTICLES}
    return bool(wanted) and bool(given) and (wanted <= given)


def _compare_unnamed(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus | None:
    """Compare an office with the one that somebody without a name has; None if their nouns differ."""
    office = read_office(claim.text)
    if office is None or office.noun in BODIES or speaker.mention_start is None or speaker.mention_end is None:
        return None
    behind = _UP_TO_MARK.match(document.text, speaker.mention_end)
    end = behind.end() if behind else speaker.mention_end
    given = find_office(office.noun, document.text[speaker.mention_start : end])
    if given is None:
        return None
    fits = given.ranks == office.ranks and office.marks <= given.marks
    return "confirmed" if fits else "uncertain"


def _is_of_speaker(claim: Claim, words: str) -> bool:
    """Tell a body, or an office that somebody without a name has: not of the mayor, for "a spokesman for the mayor"."""
    office = read_office(claim.text)
    if office is None or office.noun in BODIES or office.noun not in ROLES | TITLES:
        return True
    return names_office(office, words)


def _compare_role(claim: Claim, speaker: Speaker, document: Document) -> AttributionStatus:
    """Compare a role or body with a named speaker: what the document calls that person, and whom it calls so."""
    name, mention = name_words(speaker.name), speaker.mention or ""
    office = read_office(claim.text)
    if name and _ends_in_name(claim, name[-1]):
        return _compare_names(replace(claim, name=claim.role[-1:], lead=claim.role[:-1]), speaker, document)
    if not name or office is None or fold_name(name[-1]) in map(fold_name, claim.role):
        return "uncertain"  # Or a body that bears the speaker's name.
    if office.noun not in BODIES:
        return compare_office(office, name, mention, document)
    words = {fold_name(word) for word in claim.role}
    if is_described_as(name[-1], words, document):
        return "confirmed" if speaks_for_body(name[-1], words, document) else "uncertain"
    return "contradicted" if has_words(words, document) else "uncertain"


def _ends_in_name(claim: Claim, family: str) -> bool:
    """Tell a title before the speaker's family name, which is a title too: Klinikchef Leiter, le ministre Le Maire."""
    if len(claim.role) < 2 or fold_name(claim.role[-1]) != fold_name(family) or not claim.parts[0]:
        return False
    before = claim.role[-2]
    return claim.parts[0][-1][0].isupper() and is_title_word(before) and before not in HONORIFICS


def _leaves_open(
    claim: Claim,
    speaker: Speaker,
    document: Document,
    attributed: Sequence[Attributed],
    passage: Span | None,
) -> bool:
    """Tell whether a contradiction is too weak: an unsure speaker, a relay, or an inner speaker."""
    if speaker.confidence < MIN_CONTRADICTION:
        return True
    if claim.name and may_share_verb(claim.name, speaker, document.text):
        return True
    if _is_declined(claim, speaker, document):
        return True
    if speaker.via and _fits_words(claim.role, speaker.via):
        return True
    if not claim.name and passage is not None and _is_asked(claim, document, attributed, passage):
        return True
    if claim.name and passage is not None and _is_rival(claim.name, speaker, document, attributed, passage):
        return True
    return passage is not None and is_inner(claim, document, attributed, passage)


def _is_rival(
    name: Sequence[str], speaker: Speaker, document: Document, attributed: Sequence[Attributed], passage: Span
) -> bool:
    holder = next((one for one in attributed if one.start <= passage.start < one.end), None)
    if holder is not None and holder.attributed_as == "turn":
        return False  # Nobody but its label speaks in a turn.
    return is_rival(name, speaker, document.text, Span(holder.start, holder.end) if holder else passage)


def _is_asked(claim: Claim, document: Document, attributed: Sequence[Attributed], passage: Span) -> bool:
    """Tell an office that the question right before the quotation ends in: And the referee? “It was a foul,” …"""
    office = read_office(claim.text)
    start = next((one.start for one in attributed if one.start <= passage.start < one.end), passage.start)
    before = document.text[max(0, start - _BESIDE) : start].rstrip()
    return office is not None and before.endswith("?") and name_words(before)[-1:] == [office.noun]


# What belongs to a mention and stands behind it: "die Sprecherin | der Stadt".
_UP_TO_MARK = re.compile(r"[^.!?;:,“”„\"«»()\n]{0,60}")
# Code points before a quotation in which a question may end in who answers it.
_BESIDE = 60
