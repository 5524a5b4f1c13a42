"""Several who speak as one: "Ada Venn and Ben Orr said", "wrote Ada Venn, Una Marr and Ben Orr".

A speaker is one person, the name nearest to the verb. The others have said it too, and a claim of one of them is as
true. It is borne out where the sentence can be read in no other way: the names begin the clause and the verb follows,
or they follow the verb and the clause ends. Elsewhere ("he met Ada Venn and Ben Orr said") the claim is only left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matcher.attribution.claims.claimed import AND_BETWEEN_NAMES
from matcher.attribution.grammar import get_grammar
from matcher.attribution.lexicon import LANGUAGES, load, split_words
from matcher.attribution.people.spelling import name_words, same_family
from matcher.types import Speaker


def _any_of(name: str) -> str:
    """Return a pattern for any word of a list of ``data/reporting.toml``."""
    return rf"(?:{'|'.join(sorted(split_words(load('reporting')['joining'][name])))})"


_AND = _any_of("pairs")
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_NAME = rf"{_CAPITAL}[\w.’'-]*(?: (?:(?:de|del|van|von|der|den|la|al|bin) )*{_CAPITAL}[\w.’'-]*)*"
# A party or place behind a name: "Ada Venn (D-Ely)".
_TAG = r"(?:\s*\([^()\n]{1,30}\))?"
# Whoever speaks together with the speaker: Ben Orr and [Ada Venn]; Ben Orr, [Una Marr] and [Ada Venn].
_BEHIND = re.compile(rf"{_TAG}(?:\s+{_AND}|(?:,\s+{_NAME}{_TAG})+,?\s+{_AND})\s+{_NAME}{_TAG}")
_BEFORE = re.compile(rf"(?:{_NAME}{_TAG}|(?:{_NAME}{_TAG},\s+)+(?:{_NAME}{_TAG},?)?)\s+{_AND}\s+(?:{_NAME} )?$")
_LISTED_BEFORE = re.compile(rf"(?:{_NAME}{_TAG},\s+)+$")
# Code points beside a mention in which somebody else may share its verb, whatever stands between.
_BESIDE = 60
_AND_BEHIND = re.compile(rf"\s*(?:,\s*)?{AND_BETWEEN_NAMES}\s+([^.;:“”\"\n]+)")
_AND_BEFORE = re.compile(rf"([^.;:“”\"\n]+?)\s+{AND_BETWEEN_NAMES}\s+$")
# Pronouns that stand for a name before them, and the words of the name before its family name.
_RELATIVES = frozenset().union(*(get_grammar(language).relative for language in LANGUAGES))
_NAME_ENDING = re.compile(rf"(?:{_CAPITAL}[\w.’'-]*\s+)*$")
# Where a mention is whose something else is: "Ben Orr's lawyer".
_OWNING = re.compile(r"['’]s?(?!\w)")
# The names of a few people who speak together, in code points.
_MAX_JOINED = 160
# Where a clause begins that has them as its subject: at a sentence's start, behind a quotation, or what they speak in.
_CLAUSE_START = re.compile(rf"(?:^|[.!?…:]|[”\"»]|\n|\b{_any_of('mediums')},?)\s*$")
# How it ends where they stand behind the verb.
_CLAUSE_END = re.compile(rf"\s*(?:[.,;:\n“\"«]|$|{_any_of('settings')}\s)")
# Titles between the verb and the first name, and what may stand between the last name and the verb.
_TITLES = re.compile(rf"[\s,]*(?:the\s+)?(?:{_CAPITAL}[\w.’'-]*\s+){{0,4}}")
_TO_THE_VERB = re.compile(
    rf"(?:\s+(?!{_any_of('clause_openers')}\b)\w+){{0,3}}\s*(?:,\s+{_any_of('places')}\s[^,.;:“”\"\n]{{1,40}},)?\s*"
)


def is_named_beside(family: str, speaker: Speaker, text: str) -> bool:
    """Tell whether somebody is named with the speaker as one who may speak too."""
    return any(same_family(word, family) for found in _joined(speaker, text) for word in name_words(found[0]))


def may_share_verb(name: Sequence[str], speaker: Speaker, text: str) -> bool:
    """Tell whether somebody is named behind "and" beside the speaker, be it with other words around the name.

    One of the speaker's family is told by a given name alone: "the heirs Ada and Ben Venn".
    """
    if speaker.mention_start is None or speaker.mention_end is None:
        return False
    start, end = speaker.mention_start, speaker.mention_end
    if (speaker.mention or "").lower() in _RELATIVES:
        start = _find_antecedent(speaker, text, start)
    joined = (_AND_BEHIND.match(text[end : end + _BESIDE]), _AND_BEFORE.search(text[max(start - _BESIDE, 0) : start]))
    if any(same_family(name[-1], word) for found in joined if found for word in name_words(found[1])):
        return True
    spoken, before = name_words(speaker.name), name_words(joined[1][1]) if joined[1] else []
    is_of_family = len(name) > 1 and bool(spoken) and same_family(spoken[-1], name[-1])
    return is_of_family and bool(before) and before[-1].lower() == name[0].lower()


def _find_antecedent(speaker: Speaker, text: str, relative: int) -> int:
    """Find where the name begins for which "who" stands: "Ada Venn and [Ben Orr], who"; the relative if nowhere."""
    family = name_words(speaker.name)[-1:]
    before = text[max(relative - _BESIDE, 0) : relative]
    place = before.rfind(family[0]) if family else -1
    name = _NAME_ENDING.search(before[:place]) if place >= 0 else None
    return relative if name is None else relative - len(before) + name.start()


def speaks_too(name: Sequence[str], speaker: Speaker, text: str) -> bool:
    """Tell whether somebody has surely said what the speaker said.

    Parameters
    ----------
    name
        Name of the person claimed, family name last.
    speaker
        The speaker found, another person.
    text
        Text of the document.
    """
    start, end, cue_start, cue_end = speaker.mention_start, speaker.mention_end, speaker.cue_start, speaker.cue_end
    if start is None or end is None or cue_start is None or cue_end is None:
        return False
    found = list(_joined(speaker, text))
    if _OWNING.search(text, start, end):
        return False  # "Ada Venn and Ben Orr's lawyer" may be the lawyer of both.
    family = name_words(speaker.name)[-1:]
    if not any(_fits(name, part, family) for one in found for part in re.split(rf",|\s{_AND}\s", one[0])):
        return False
    first, last = min(start, *(one.start() for one in found)), max(end, *(one.end() for one in found))
    if cue_end <= first:
        return bool(_TITLES.fullmatch(text, cue_end, first) and _CLAUSE_END.match(text, last))
    before = text[max(0, first - _MAX_JOINED) : first]
    return last <= cue_start and bool(_CLAUSE_START.search(before) and _TO_THE_VERB.fullmatch(text, last, cue_start))


def _joined(speaker: Speaker, text: str) -> Iterator[re.Match[str]]:
    """Yield the names beside the speaker's, with what joins them."""
    start, end = speaker.mention_start, speaker.mention_end
    if start is None or end is None:
        return
    behind = _BEHIND.match(text, end, end + _MAX_JOINED)
    if behind is not None:
        yield behind
    ahead = (_LISTED_BEFORE if behind is not None else _BEFORE).search(text, max(0, start - _MAX_JOINED), start)
    if ahead is not None:
        yield ahead


def _fits(name: Sequence[str], part: str, family: Sequence[str]) -> bool:
    """Tell whether one of the names joined is the person: by given name too, where both have one.

    A given name alone has the speaker's family name, which stands behind the last: "Ada and Ben Venn".
    """
    words = name_words(re.sub(r"\([^()]*\)", "", part))
    if len(words) == 1 and len(name) > 1 and words[0].lower() == name[0].lower():
        return any(same_family(word, name[-1]) for word in family)
    if not words or not same_family(words[-1], name[-1]):
        return False
    return len(name) == 1 or len(words) == 1 or name[0].lower() in (word.lower() for word in words[:-1])
