"""Who occurs in a document: runs of capitalised words as mentions, mentions joined into the people and
bodies they name.

Knows no list of people: titles, given names, initials and the document's own habits tell a person from a
ministry. Invariant: every mention belongs to one entity, and an entity's name is its fullest form in the
narration or headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from matcher.attribution.grammar import Grammar, is_title
from matcher.attribution.lexicon import get_genders, is_given_name, split_words
from matcher.attribution.people.complements import find_name_proper, is_polish_genitive
from matcher.attribution.people.leads import (
    MIN_OFFICE,
    find_name_behind,
    find_name_behind_place,
    find_name_in_office,
    has_given_name_dean,
    is_month_as_family,
    is_month_as_name,
    is_office_alone,
    names_office,
    opens_with_job,
)
from matcher.attribution.people.nouns import is_oblique_office
from matcher.attribution.people.runs import ELIDED, find_run_end, is_between_marks, is_compound, opens_family_name
from matcher.attribution.reporting.prose import ABBREVIATIONS, BREAK, CAPITAL, QUOTE, WORD, Prose

# What may follow a family name, behind a comma too.
SUFFIXES = split_words("jr sr ii iii iv jr. sr. md phd esq qc kc mp msp mep mbe obe cbe kbe dbe")


@dataclass(init=False, slots=True)
class Mention:
    """A run of capitalised words in tokens ``first`` to ``last``; ``titles`` stand before ``name_first``."""

    first: int
    name_first: int
    last: int
    name: tuple[str, ...]
    titles: tuple[str, ...]
    looks: Literal["person", "organization", "unknown"]
    entity: int

    def __init__(
        self,
        first: int,
        name_first: int,
        last: int,
        name: tuple[str, ...],
        titles: tuple[str, ...],
        looks: Literal["person", "organization", "unknown"],
        entity: int = -1,
    ) -> None:
        self.first = first
        self.name_first = name_first
        self.last = last
        self.name = name
        self.titles = titles
        self.looks = looks
        self.entity = entity


def find_mentions(prose: Prose, grammar: Grammar, known: set[str]) -> list[Mention]:
    """Collect runs of capitalised words."""
    mentions: list[Mention] = []
    headlines = _find_headlines(prose)
    capitals = _find_inner_capitals(prose, headlines)
    i, size = 0, len(prose)
    while i < size:
        if prose.kinds[i] != CAPITAL or not _may_start(prose, i, grammar, known, capitals):
            i += 1
            continue
        last = find_run_end(prose, i, grammar, in_headline=prose.sentence[i] in headlines)
        mention = _read_mention(prose, i, last, grammar)
        if (
            mention is not None
            and not _is_common_noun(prose, mention, grammar, capitals)
            and not (prose.sentence[i] in headlines and not _is_proven(mention))
        ):
            mentions.append(mention)
        i = last + 1
    return mentions


def _find_inner_capitals(prose: Prose, headlines: set[int]) -> frozenset[str]:
    """Words that the text capitalises within a sentence."""
    return frozenset(
        prose.lower[i]
        for i in range(1, len(prose))
        if prose.kinds[i] == CAPITAL
        and prose.kinds[i - 1] in (WORD, CAPITAL)
        and prose.sentence[i] == prose.sentence[i - 1]
        and prose.sentence[i] not in headlines
    )


def _is_common_noun(prose: Prose, mention: Mention, grammar: Grammar, capitals: frozenset[str]) -> bool:
    """Tell a noun that only stands at a sentence's start, or any single German one, from a name.

    English has enough lists to be judged word by word. German capitalises every noun: a single word is a name
    there only as part of a full name found elsewhere, which the cast looks up again.
    """
    if grammar.language == "en" or len(mention.name) != 1 or mention.titles:
        return False
    word = prose.words[mention.last]
    if grammar.language == "de":
        if _speaks(prose, mention.last, grammar):
            return False
        return not _has_full_name(prose, word, grammar) and not (len(word) > 2 and word.isupper())
    begins = prose.bounds[prose.sentence[mention.first]][0] == mention.first
    return begins and word.lower() not in capitals and word.lower() not in grammar.body_heads


def _speaks(prose: Prose, i: int, grammar: Grammar) -> bool:
    """Tell a word that can only be who speaks: „…“, sagte Harmsen; „…“, so Harmsen; Harmsen sagte: „…“.

    A noun would have its article there, or be plural, as its verb would.
    """
    if prose.lower[i] in grammar.organizations or prose.lower[i] in grammar.documents:
        return False
    if i >= 3 and prose.kinds[i - 3] == QUOTE and prose.words[i - 2] == ",":
        return _is_singular_cue(prose, i - 1, grammar) or prose.lower[i - 1] in grammar.frames_beside
    begins = prose.bounds[prose.sentence[i]][0] == i and i + 2 < len(prose)
    return begins and prose.words[i + 2] == ":" and _is_singular_cue(prose, i + 1, grammar)


def _is_singular_cue(prose: Prose, i: int, grammar: Grammar) -> bool:
    """Tell "sagte" from "sagten"."""
    return prose.lower[i] in grammar.cues.speech and not prose.lower[i].endswith("n")


def _has_full_name(prose: Prose, word: str, grammar: Grammar) -> bool:
    """Tell whether a given name, or a title and any name, stands before the word somewhere in the text."""
    he, she = get_genders()
    return any(
        found[2].lower() in he
        or found[2].lower() in she
        or (found[2][0].isupper() and is_title((found[1] or "").strip().lower(), grammar))
        for found in re.finditer(rf"(?<!\w)([^\W\d_]+ )?([^\W\d_]+) {re.escape(word)}(?!\w)", prose.text)
    )


def _is_proven(mention: Mention) -> bool:
    """Tell a person whom a title or a given name proves."""
    he, she = get_genders()
    given = mention.name[0].lower() if mention.name else ""
    return mention.looks == "person" and (bool(mention.titles) or given in he or given in she)


def _find_headlines(prose: Prose) -> set[int]:
    """Sentences in title case, whose capitals prove nothing."""
    found = set()
    for number, (first, last) in enumerate(prose.bounds[:12]):
        kinds = prose.kinds[first:last]
        if QUOTE in kinds or kinds[-1] != BREAK:
            continue
        words = kinds.count(WORD)
        if kinds.count(CAPITAL) >= max(4, 2 * words):
            found.add(number)
    return found


def _may_start(prose: Prose, i: int, grammar: Grammar, known: set[str], capitals: frozenset[str]) -> bool:
    """Tell whether a capitalised word may begin a name: the first word of a sentence needs better proof."""
    lower = prose.lower[i]
    if is_month_as_name(prose, i, grammar) or is_month_as_family(prose, i, grammar):
        return True
    if lower in grammar.name_openers and opens_family_name(prose, i):
        return True
    if lower in grammar.pronouns or lower in grammar.days or lower == "the" or is_compound(prose.words[i]):
        return False
    if lower in grammar.prepositions or lower in grammar.openers or lower in grammar.determiners:
        return False
    if lower in grammar.frame_nouns:
        return False  # "nach Angaben von Petzold"
    if lower in ABBREVIATIONS and i and prose.words[i - 1] == "(" and prose.words[i + 1 : i + 2] == [")"]:
        return False  # "Sen. Ada Quill (Vt.)"
    if lower in grammar.cues.bases and lower in grammar.not_names:
        return False  # "See Venn's column"
    if lower.replace("’", "'") in grammar.contracted:
        return False  # "and I’m quoting"
    begins = i == 0 or prose.sentence[i] != prose.sentence[i - 1] or prose.kinds[i - 1] in (QUOTE, BREAK)
    begins = begins or prose.words[i - 1] in (":", "—", "•", "–", "-")
    if begins and i and prose.sentence[i] == prose.sentence[i - 1] and _can_only_report(prose, i, grammar):
        return True
    if not begins or lower in grammar.titles or lower in grammar.places:
        return lower not in grammar.not_names or not begins
    if lower.endswith("ly") and lower not in capitals and prose.words[min(i + 1, len(prose) - 1)] == ",":
        return False  # "Specifically, …"
    if lower in grammar.cues.speech and lower not in grammar.cues.bases:
        return False  # "Said Venn: …"
    if lower in capitals and lower not in grammar.not_names:
        return True
    follows = i + 1 < len(prose) and prose.kinds[i + 1] == CAPITAL
    is_before_name = prose.kinds[i + 1 : i + 3] == [WORD, CAPITAL]
    if is_before_name and is_given_name(lower) and prose.lower[i + 1] in grammar.roles:
        return False  # "Marine biologist Ada Venn"
    if lower in grammar.not_names or (lower in known and not follows):
        return False
    return follows or not (lower in grammar.roles or lower in grammar.documents or lower in grammar.cues.all_cues)


def _can_only_report(prose: Prose, i: int, grammar: Grammar) -> bool:
    """Tell “…,” Will described it from “…,” Will you: behind a quotation and before a verb in the past."""
    if prose.kinds[i - 1] != QUOTE or i + 1 >= len(prose) or prose.lower[i] in grammar.adverbials:
        return False
    verb = prose.lower[i + 1]
    return verb in grammar.cues.reporting and verb not in grammar.cues.bases


def _word_of(prose: Prose, k: int, first: int, last: int) -> str:
    """Give a word of a name with what hangs on it: "Drivers'", "d’Estenne"."""
    start = prose.starts[k - 1] if k > first and prose.lower[k - 1] in ELIDED else prose.starts[k]
    end = prose.ends[k + 1] if k < last and prose.words[k + 1] == "'s" else prose.ends[k]
    return prose.words[k] if (start, end) == (prose.starts[k], prose.ends[k]) else prose.text[start:end]


def _read_mention(prose: Prose, first: int, last: int, grammar: Grammar) -> Mention | None:
    """Split a run into titles and name, and judge what it looks like."""
    lowers = prose.lower[first : last + 1]
    is_body = _names_body(prose, first, last, grammar)
    split = 0
    if not is_body:
        split = next((k + 1 for k in range(len(lowers) - 1, -1, -1) if _is_title(lowers, k, grammar)), 0)
    if grammar.language == "en" and not is_body:
        if is_office_alone(prose, first, last, grammar):
            return None
        split = split or int(opens_with_job(prose, first, last, grammar))
        if last - first >= MIN_OFFICE:
            split = find_name_in_office(prose, first, last, grammar) - first or split
        split = find_name_behind(prose, first, first + split, last, grammar) - first if first + split <= last else split
        if split == 0:
            first = find_name_behind_place(prose, first, last, grammar)
    start = first
    while not is_body and start > 0 and prose.kinds[start - 1] == WORD and prose.lower[start - 1] in grammar.titles:
        start -= 1
    titles = tuple(prose.lower[start : first + split])
    begin = first + split
    if grammar.language != "en" and not is_body and begin <= last:
        begin = find_name_proper(prose, grammar, begin, last, has_title=bool(titles))
        if begin > first and not titles:
            start = begin  # "[Sprecherin des] Ministeriums Anna Dorn"
        if titles and begin == first + split and _opens_complement(prose, grammar, start, begin):
            last = begin - 1  # "der Bürgermeister von Köln" is nobody of the name of "von Köln".
        if titles and grammar.language == "pl" and last > begin and is_polish_genitive(prose.lower[begin : last + 1]):
            last = begin - 1  # "adwokat Jana Kruka" is not Jan Kruk.
    name = tuple(
        _word_of(prose, k, begin, last)
        for k in range(begin, last + 1)
        if (prose.kinds[k] in (CAPITAL, WORD) or prose.words[k] == "&")
        and prose.lower[k] not in ELIDED
        and not (first < k < last and is_between_marks(prose, k))
    )
    if name and titles and grammar.language == "en" and not is_body and names_office(name, grammar):
        titles, name, begin = (*titles, *map(str.lower, name)), (), last + 1
    if not name and not titles:
        return None
    follows = not titles and first > 0 and prose.words[first - 1] == ","
    if follows and len(name) == 1 and name[0].lower().replace(".", "") in SUFFIXES:
        return None  # "Ada Venn, M.D."
    if has_given_name_dean(prose, first, name, titles):
        name, titles, begin = ("Dean", *name), (), first
    looks = "organization" if is_body else _judge(prose, first, name, titles, grammar)
    return Mention(start, begin, last, name, titles, looks)


# German articles that open no subject, and are no determiners for that.
_DATIVE = frozenset(("dem", "des"))


def _opens_complement(prose: Prose, grammar: Grammar, start: int, begin: int) -> bool:
    """Tell "der Bürgermeister von Köln", an office and its place, from "Präsident von Reden"."""
    particle = prose.kinds[begin] == WORD and prose.lower[begin] in grammar.particles
    before = prose.lower[start - 1] if particle and start > 0 else ""
    return before in grammar.determiners or before in _DATIVE


def _is_title(lowers: list[str], k: int, grammar: Grammar) -> bool:
    """Tell whether the word is a title: never a run's last word unless the run is all titles."""
    if lowers[k] in grammar.several_titles:
        return True
    if lowers[k] not in grammar.titles:
        return k < len(lowers) - 1 and (is_title(lowers[k], grammar) or is_oblique_office(lowers[k], grammar))
    is_judge = lowers[k] == "justice" and k < len(lowers) - 1  # Mr Justice Orr
    if k and lowers[k - 1] in ("mr", "mrs", "ms", "miss", "dr") and not is_judge:
        return False  # Mr. King and Dr. Bishop have names that are titles elsewhere.
    return k < len(lowers) - 1 or all(word in grammar.titles or word == "of" for word in lowers)


def _names_body(prose: Prose, first: int, last: int, grammar: Grammar) -> bool:
    """Tell an organisation: by its last word, an inner "of", or capitals throughout."""
    lower = prose.lower[last]
    word = prose.words[last]
    if prose.lower[first] in grammar.body_heads and not any(map(is_given_name, prose.lower[first + 1 : last])):
        return True  # "Agência do Ambiente", but "[il presidente della] Regione Giulio Marani"
    if lower in grammar.organization_names and not (
        last > first and lower in ("moore", "state", "security", "affairs", "justice", "star")
    ):
        he, she = get_genders()
        return not (first < last and (prose.lower[last - 1] in he or prose.lower[last - 1] in she))
    if first == last:
        return len(word) > 1 and word.isupper() and lower not in grammar.titles and not _in_capitals(prose, first)
    inner = prose.lower[first:last]
    if grammar.language == "en" and _ends_in_person(prose, first, last, grammar):
        return False  # "House of Representatives Speaker Ada Quill"
    if "&" in inner:  # "Quill & Sons", but neither of "Ada Quill & Ben Orr".
        return not all(map(is_given_name, (inner[0], prose.lower[first + inner.index("&") + 1])))
    if any(w in ("of", "for") and inner[k - 1] in grammar.organization_names for k, w in enumerate(inner) if k):
        return True
    return (
        prose.lower[first] in ("university", "department", "ministry", "bank", "house", "board", "bureau")
        and "of" in inner
    )


def _ends_in_person(prose: Prose, first: int, last: int, grammar: Grammar) -> bool:
    """Tell a title, a known given name and a family name at the end of a run."""
    given = last - 1
    return given - 1 > first and prose.lower[given - 1] in grammar.titles and is_given_name(prose.lower[given])


def _in_capitals(prose: Prose, i: int) -> bool:
    """Tell whether the words around are capitals too (datelines, shouted headlines)."""
    around = [prose.words[k] for k in (i - 1, i + 1) if 0 <= k < len(prose) and prose.kinds[k] == CAPITAL]
    return bool(around) and all(word.isupper() for word in around)


def _judge(
    prose: Prose, first: int, name: tuple[str, ...], titles: tuple[str, ...], grammar: Grammar
) -> Literal["person", "organization", "unknown"]:
    """Judge whether a run without the marks of an organisation is a person."""
    he, she = get_genders()
    if not name:
        return "unknown"
    if titles and name[0].lower() not in grammar.places:
        return "person"
    lower = name[0].lower()
    if len(name) >= 2 and (lower in he or lower in she):
        return "person"
    if len(name) == 1 and (lower in he or lower in she) and lower not in grammar.places:
        return "person"
    if first and prose.lower[first - 1] == "the":
        return "organization"
    if first > 1 and prose.lower[first - 1] == "named" and prose.lower[first - 2] in grammar.roles:
        return "person"  # "a student named Venn"
    if 2 <= len(name) <= 4 and not any(word.lower() in grammar.places for word in name):
        return "person" if all(word[:1].isupper() or word.lower() in grammar.particles for word in name) else "unknown"
    return "unknown"
