"""Rivals: somebody else whom the document may mean, because it names that person close by.

"Quill suggested that Orr had refused “x”": a reader who claims Quill for these words may be right, whichever verb was
read as the reporting one. "Orr left. She said “x”": the pronoun may mean whoever was named just before. Neither bears
a claim out, so a claim of such a person is left open. Read from the text alone, with what stands in marks blanked out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcher.attribution.claims.joint import is_named_beside
from matcher.attribution.grammar import get_grammar
from matcher.attribution.lexicon import LANGUAGES, REPORTING_WORDS, get_genders
from matcher.attribution.people.spelling import name_words, same_family
from matcher.attribution.structure.clauses import NO_TITLE
from matcher.types import Span, Speaker

# Sentences before a pronoun in which whoever is named may be meant. Of true and false claims in equal number, against
# what a pronoun was read as, two in three are true of people named there, and one in thirty of others.
PRONOUN_SENTENCES = 3
# How much of the text before a pronoun is looked at, in code points: three sentences and the quotations among them.
MAX_BEFORE = 2_500
# The longest sentence that is looked at on either side of a quotation, in code points.
MAX_SENTENCE = 600
# A clause that touches its quotation (“x,” Quill said) and is as sure as this leaves nobody else to have spoken.
MIN_PLAIN = 0.9
_MAX_GAP = 3

_HE = frozenset().union(*(get_grammar(language).he for language in LANGUAGES))
_SHE = frozenset().union(*(get_grammar(language).she for language in LANGUAGES))
_PRONOUNS = _HE.union(_SHE, *(get_grammar(language).they | get_grammar(language).it for language in LANGUAGES))
_DEFINITE = frozenset(("the",)).union(*(get_grammar(language).definite for language in LANGUAGES))
_QUOTED = re.compile(r"[“„\"][^“”„\"\n]*[”“\"]|«[^«»\n]*»")
# The full stop of a title or initial ends no sentence.
_SENTENCE_END = re.compile(
    rf"(?:[.!?…]|\n){NO_TITLE}"
    r"[”“\"’»)\]]*(?:\s+(?=[^\W\d_a-z]|[“\"«„(])|\s*$)"
)


def is_rival(name: Sequence[str], speaker: Speaker, text: str, quotation: Span) -> bool:
    """Tell whether somebody else than the speaker found is named where the document may mean that person.

    Parameters
    ----------
    name
        Name of the person claimed, family name last.
    speaker
        The speaker found, another person.
    text
        Text of the document.
    quotation
        Where the quotation stands, marks included.
    """
    family, spoken = name[-1], name_words(speaker.name)
    if _is_described(speaker, spoken):
        before = _sentences_before(text, speaker.mention_start or 0)
        return _names(name[0] if spoken and same_family(family, spoken[-1]) else family, before)
    start, pronoun = speaker.mention_start, (speaker.mention or "").lower()
    is_pronoun = pronoun in _PRONOUNS and [pronoun] != [word.lower() for word in spoken[-1:]]
    if spoken and same_family(family, spoken[-1]):
        # Two people of one family are told apart by their given names, but not by a pronoun.
        return is_pronoun and len(name) > 1 and not _differs(name[0], pronoun) and " ".join(name) in text
    if is_named_beside(family, speaker, text):
        return True
    if start is not None and is_pronoun:
        before = _sentences_before(text, start)
        paragraph = before.rpartition("\n")[2]
        # Named in the pronoun's own paragraph, the speaker is whom it means, and nobody of the paragraph before.
        near = paragraph if spoken and _names(spoken[-1], paragraph) else before
        if not _differs(name[0], pronoun) and _names(family, near):
            return True
    elif _touches(speaker, text, quotation):
        return False
    return _names(family, _sentence_before(text, quotation.start)) or _names(
        family, _sentence_after(text, quotation.end)
    )


def _is_described(speaker: Speaker, spoken: Sequence[str]) -> bool:
    """Tell a speaker who is only described where he speaks: "the company" for Orrex Oil, "the former president"."""
    words = [word.lower() for word in name_words(speaker.mention or "")]
    if speaker.mention_start is None or not words or not _PRONOUNS.isdisjoint(words):
        return False
    return words[0] in _DEFINITE and not any(same_family(word, own) for word in words for own in spoken)


def _differs(given: str, pronoun: str) -> bool:
    """Tell a given name of the other gender than a pronoun."""
    he, she = get_genders()
    return given.lower() in (she if pronoun in _HE else he if pronoun in _SHE else ())


def _touches(speaker: Speaker, text: str, quotation: Span) -> bool:
    """Tell whether the reporting clause stands right after the quotation, or ends right before it."""
    if speaker.mention_start is None or speaker.cue_start is None or speaker.cue_end is None:
        return False
    if 0 <= min(speaker.mention_start, speaker.cue_start) - quotation.end <= _MAX_GAP:
        return speaker.confidence >= MIN_PLAIN
    gap = text[speaker.cue_end : quotation.start].strip()
    return speaker.cue_end <= quotation.start and gap in (":", ",") and (speaker.cue or "").lower() in REPORTING_WORDS


def _sentences_before(text: str, end: int) -> str:
    """The narration of the sentences before a place, and of its own."""
    before = _blank(text[max(0, end - MAX_BEFORE) : end])
    ends = [found.end() for found in _SENTENCE_END.finditer(before)][-PRONOUN_SENTENCES - 1 :]
    return before[ends[0] :] if len(ends) > PRONOUN_SENTENCES else before


def _sentence_before(text: str, end: int) -> str:
    """The narration before a quotation in its own sentence."""
    before = _blank(text[max(0, end - MAX_SENTENCE) : end])
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _sentence_after(text: str, start: int) -> str:
    """The narration after a quotation in its own sentence: none where the sentence ends with the quotation."""
    if text[start - 2 : start - 1] == ".":
        return ""
    after = _blank(text[start : start + MAX_SENTENCE])
    found = _SENTENCE_END.search(after)
    return after[: found.start()] if found else after


def _blank(text: str) -> str:
    """Blank out what stands in marks, but for its last character, which may end a sentence."""
    return _QUOTED.sub(
        lambda found: "“" + " " * (len(found[0]) - 3) + found[0][-2:] if len(found[0]) > 2 else found[0], text
    )


def _names(family: str, narration: str) -> bool:
    """Tell whether a person is named in a stretch of narration."""
    return any(word[0].isupper() and same_family(word, family) for word in name_words(narration))
