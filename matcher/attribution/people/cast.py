"""The cast of a document: mentions joined into the people and bodies they name.

A full name founds an entity; a family name, a given name, initials or a short form joins the entity it means.
Where two people of one family were named in one breath, a bare family name means neither: it stays open.
Everything here looks things up by word, so that the time stays linear in the number of mentions.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from matcher.attribution.grammar import Grammar, is_title, strip_suffixed_article
from matcher.attribution.lexicon import get_genders, is_given_name, split_words
from matcher.attribution.people.appositions import begins_clause
from matcher.attribution.people.genders import Gender, gender_before_name, gender_of, gender_of_noun, title_gender
from matcher.attribution.people.mentions import SUFFIXES, Mention, find_mentions
from matcher.attribution.reporting.prose import BREAK, NUMBER, PUNCT, QUOTE, WORD, Prose, stands_before_age
from matcher.types import SpeakerKind

# A bare family name within so many sentences of both its bearers means neither.
MAX_BREATH = 4


@dataclass(init=False, slots=True)
class Entity:
    """One person or body of the document. Built up mention by mention, then only read."""

    name: str
    words: tuple[str, ...]
    kind: SpeakerKind
    gender: Gender
    roles: set[str]
    mentions: list[int]
    is_sure: bool

    def __init__(
        self,
        name: str,
        words: tuple[str, ...],
        kind: SpeakerKind,
        gender: Gender = "",
        roles: set[str] | None = None,
        mentions: list[int] | None = None,
        is_sure: bool = False,
    ) -> None:
        self.name = name
        self.words = words
        self.kind = kind
        self.gender = gender
        self.roles = roles if roles is not None else set()
        self.mentions = mentions if mentions is not None else []
        self.is_sure = is_sure


@dataclass(init=False, slots=True)
class Cast:
    """The mentions of a document in order, the entities they name, and which mention covers a token."""

    mentions: list[Mention]
    entities: list[Entity]
    at: dict[int, int]

    def __init__(self, mentions: list[Mention], entities: list[Entity], at: dict[int, int]) -> None:
        self.mentions = mentions
        self.entities = entities
        self.at = at


def read_cast(prose: Prose, title: str, grammar: Grammar) -> Cast:
    """Find the mentions of a document and join them into entities."""
    known = {word for word, kind in zip(prose.lower, prose.kinds, strict=True) if kind == WORD}
    joiner = _Joiner(prose, grammar, find_mentions(prose, grammar, known), title)
    joiner.join()
    cast = joiner.cast
    _complete_from_headline(cast, title)
    for number, mention in enumerate(cast.mentions):
        for token in range(mention.first, mention.last + 1):
            cast.at[token] = number
        if mention.entity >= 0:
            cast.entities[mention.entity].mentions.append(number)
    _learn_roles(cast, prose, grammar)
    return cast


class _Joiner:
    """Joins mentions into entities, looking names up by family, given name, first word and initials."""

    def __init__(self, prose: Prose, grammar: Grammar, mentions: list[Mention], title: str) -> None:
        self.headline = frozenset(title.lower().split())
        self.prose = prose
        self.grammar = grammar
        self.cast = Cast(mentions, [], {})
        self.full: dict[tuple[str, str, str], int] = {}
        self.families: dict[str, list[int]] = defaultdict(list)
        self.givens: dict[str, list[int]] = defaultdict(list)
        self.openings: dict[str, list[int]] = defaultdict(list)
        self.middles: dict[str, list[int]] = defaultdict(list)
        self.bodies: dict[str, int] = {}
        self.short_forms: dict[str, int] = {}
        self.established: dict[str, int] = {}
        self.named_in_full: dict[int, list[int]] = defaultdict(list)
        self.titled: dict[int, Gender] = {}

    def join(self) -> None:
        """Join all mentions: full names, then bodies of several words, then single words."""
        mentions = self.cast.mentions
        for number, mention in enumerate(mentions):
            if mention.looks == "person" and len(mention.name) >= 2:
                self._join_full(mention)
                self.named_in_full[mention.entity].append(number)
        self._name_bare_titles()
        for number, mention in enumerate(mentions):
            if mention.entity < 0 and len(mention.name) >= 2:
                self._join_short(number)
        for number, mention in enumerate(mentions):
            if mention.entity < 0 and mention.name:
                self._join_short(number)
            if mention.entity >= 0:
                self._learn(mention)

    def _join_full(self, mention: Mention) -> None:
        """Give a full name its entity; "Ada M. Venn" and "Ada Venn" are one."""
        given, family = mention.name[0].lower(), family_of(mention.name)
        generation = generation_of(mention.name)
        key = (given.rstrip("."), family, generation)
        if key not in self.full:
            alike = [
                one
                for one in self.families[family][:MAX_NAMESAKES]
                if _compatible(self.cast.entities[one].words, mention.name)
            ]
            generations = {generation_of(self.cast.entities[one].words) for one in alike}
            is_known = bool(alike) and len(generations) == 1  # Father or son may be meant, so neither is.
            self.full[key] = alike[0] if is_known else self._found(mention, "person")
            if not is_known:
                self.families[family].append(self.full[key])
                opens = self.givens if gender_of(mention.name) else self.openings
                opens[given].append(self.full[key])
                if len(mention.name) == FAMILY_FIRST and not is_given_name(mention.name[1].lower()):
                    self.middles[family_of(mention.name[:2])].append(self.full[key])
        mention.entity = self.full[key]
        gender = gender_before_name(mention.titles, mention.name, self.grammar) if mention.titles else ""
        if gender:
            self.titled[mention.entity] = gender
        entity = self.cast.entities[mention.entity]
        if len(mention.name) > len(entity.words):
            entity.words, entity.name = mention.name, " ".join(mention.name)

    def _found(self, mention: Mention, kind: SpeakerKind) -> int:
        """Make a new entity."""
        self.cast.entities.append(Entity(" ".join(mention.name), mention.name, kind))
        return len(self.cast.entities) - 1

    def _name_bare_titles(self) -> None:
        """Read "King" as a name where somebody of the document is called so."""
        for mention in self.cast.mentions:
            word = self.prose.words[mention.last]
            if not mention.name and mention.first == mention.last and word.lower() in self.families:
                mention.name, mention.titles = (word,), ()

    def _join_short(self, number: int) -> None:
        """Give a single name, or a body, its entity."""
        mention = self.cast.mentions[number]
        single = len(mention.name) == 1
        if mention.looks != "organization" or single:
            family = self.families.get(family_of(mention.name), []) if single or mention.titles else []
            who = self._by_gender(family[:MAX_NAMESAKES], mention)
            if family and not who:
                mention.entity = self._join_titled(mention)
                return
            who = who or (self.givens.get(mention.name[0].lower(), [])[:MAX_NAMESAKES] if single else [])
            who = who or (self._find_by_opening(mention) if single else [])
            if not who and single and not mention.titles:
                who = self.middles.get(family_of(mention.name), [])  # Wanda Vázquez Garced is Vázquez.
                who = who if len(who) == 1 else []
            if who:
                mention.entity = self._choose(number, who)
                return
        mention.entity = self._join_body(mention)

    def _find_by_opening(self, mention: Mention) -> list[int]:
        """Find the one person whose family name comes first: Yun, of Yun Suk Yol or Yun Suk-yol."""
        who = self.openings.get(mention.name[0].lower(), [])
        if len(who) != 1:
            return []
        words = self.cast.entities[who[0]].words
        is_first = "-" in words[1] if len(words) == FAMILY_FIRST - 1 else len(words) == FAMILY_FIRST
        return who if is_first and all(word.isalpha() or "-" in word for word in words) else []

    def _join_titled(self, mention: Mention) -> int:
        """Give "Lady Venn" an entity called so where all other Venns are men: her family name alone is theirs."""
        name = " ".join(self.prose.text[self.prose.starts[mention.first] : self.prose.ends[mention.last]].split())
        if name.lower() not in self.bodies:
            self.bodies[name.lower()] = self._found(mention, "person")
            self.cast.entities[self.bodies[name.lower()]].name = name
        return self.bodies[name.lower()]

    def _by_gender(self, who: list[int], mention: Mention) -> list[int]:
        """Keep the people whom a title such as Mr. or Mrs. fits."""
        gender = title_gender(mention.titles, self.grammar)
        if not gender:
            return who
        fitting = [
            one for one in who if (gender_of(self.cast.entities[one].words) or self.titled.get(one, "")) in ("", gender)
        ]
        return fitting if fitting or self.grammar.of_either.isdisjoint(mention.titles) else who

    def _choose(self, number: int, who: list[int]) -> int:
        """Choose among people of one family name.

        Whoever the bare name meant before the second of them came up keeps it; else it is whoever was named in
        full last, or -1 where two were named in one breath.
        """
        if len(who) == 1:
            return who[0]
        sentence, mentions = self.prose.sentence, self.cast.mentions
        counts = {one: len(self.named_in_full[one]) for one in who}
        latest: dict[int, int] = {}
        for one in who:
            before = bisect_left(self.named_in_full[one], number)
            if before:
                latest[one] = sentence[mentions[self.named_in_full[one][before - 1]].first]
        family = family_of(mentions[number].name)
        if len(latest) == 1:
            self.established.setdefault(family, next(iter(latest)))
        elif self.established.get(family) in latest:
            return self.established[family]
        by_count = sorted(who, key=lambda one: counts[one], reverse=True)
        if not latest:
            return by_count[0]
        ranked = sorted(latest, key=lambda one: latest[one])
        here = sentence[mentions[number].first]
        if len(ranked) > 1 and latest[ranked[-1]] == latest[ranked[-2]] and here - latest[ranked[-1]] < MAX_BREATH:
            return -1
        if counts[by_count[0]] >= 2 * counts[by_count[1]] and by_count[0] in latest:
            return by_count[0]
        return self._find_headlined(ranked) if counts[ranked[-1]] == 1 else ranked[-1]

    def _find_headlined(self, who: list[int]) -> int:
        """Find the one whose given name the headline has, else the last, who has been named in full but once."""
        given = {one: self.cast.entities[one].words[0].lower() for one in who}
        found = [one for one in who if given[one] in self.headline and is_given_name(given[one])]
        return found[0] if len(found) == 1 else who[-1]

    def _join_body(self, mention: Mention) -> int:
        """Find the body that a name or short form means ("Brightvein" for Brightvein Metals), or make a new
        entity.
        """
        key = " ".join(mention.name).lower()
        if key in self.bodies:
            known = self.cast.entities[self.bodies[key]]
            if mention.looks == "person" and mention.titles and len(known.words) == 1:
                known.kind = "person"  # "Venn left. President Venn said"
            return self.bodies[key]
        short = key.replace(".", "")
        if len(mention.name) == 1 and short in self.short_forms:
            self.bodies[key] = self.short_forms[short]
            return self.bodies[key]
        kind: SpeakerKind = "person" if mention.looks == "person" else "organization"
        entity = self.bodies[key] = self._found(mention, kind)
        if kind == "organization" and len(mention.name) > 1:
            parts = key.split()
            initials = "".join(part[0] for part in parts if part not in ("of", "the", "and", "for"))
            for form in (parts[0], initials):
                if len(form) > 1 and form not in self.grammar.places:
                    self.short_forms.setdefault(form, entity)
        return entity

    def _learn(self, mention: Mention) -> None:
        """Learn gender, roles and certainty from one mention."""
        entity = self.cast.entities[mention.entity]
        entity.roles.update(strip_suffixed_article(title, self.grammar) for title in mention.titles)
        if entity.kind == "person":
            entity.is_sure = entity.is_sure or bool(mention.titles)
            entity.gender = entity.gender or gender_before_name(mention.titles, entity.words, self.grammar)
        elif mention.first > self.prose.bounds[self.prose.sentence[mention.first]][0]:
            entity.is_sure = True  # Capitals within a sentence are no accident.


# Words of a name whose family name may come first, its two given names apart; joined by a hyphen they are one.
FAMILY_FIRST = 3
# More people of one family name than this are a genealogy; looking no further keeps the time linear.
MAX_NAMESAKES = 8


def family_of(name: tuple[str, ...]) -> str:
    """Family name in small letters: the last word that is no suffix."""
    words = [_fold(word.lower().rstrip(".").replace("'", "’")) for word in name]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return strip_article(words[-1]) if words else ""


# An Arabic article in front of a family name.
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul)[-‐‑](?=\w{3})", re.IGNORECASE)


def strip_article(word: str) -> str:
    """Take the article off an Arabic family name: "al-Tarr" is Tarr."""
    found = _ARTICLE.match(word) if "-" in word[2:4] else None
    return word[found.end() :] if found else word


def _fold(word: str) -> str:
    """Take the accents off a word: Erdoğan and Erdogan are one."""
    if word.isascii():
        return word
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))


# What tells father from son.
_GENERATIONS = split_words("jr sr ii iii iv")


def generation_of(name: tuple[str, ...]) -> str:
    """Jr, Sr, II at the end of a name, in small letters, or nothing."""
    last = name[-1].lower().rstrip(".") if len(name) > 1 else ""
    return last if last in _GENERATIONS else ""


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names of one family may be one person's: a given name or initial in common."""
    first, second = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if len({generation_of(one), generation_of(other)} - {""}) == 2:
        return False
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if {gender_of(one), gender_of(other)} == {"m", "f"} and abs(len(first) - len(second)) < 3:
        return False  # Daniel and Danielle; Alex may be Alexandra.
    middle = {word.lower().rstrip(".") for word in one[1:-1]} | {word.lower().rstrip(".") for word in other[1:-1]}
    return (
        first in middle
        or second in middle
        or (len(first) > 2 and len(second) > 2 and (first.startswith(second) or second.startswith(first)))
    )


def _complete_from_headline(cast: Cast, title: str) -> None:
    """Complete a family name that the text never gives in full with the given name of the headline."""
    he, she = get_genders()
    for entity in cast.entities:
        if entity.kind == "person" and len(entity.words) == 1 and f" {entity.words[0]}" in title:
            found = re.search(rf"(?<!\w)([^\W\d_a-z][\w’'-]+) {re.escape(entity.words[0])}(?!\w)", title)
            if found and (found[1].lower() in he or found[1].lower() in she):
                entity.words = (found[1], *entity.words)
                entity.name = " ".join(entity.words)


# Words from a name to its apposition, at most: ", 51, a former ferry captain" or ", who leads the union".
_APPOSITION_REACH = 9


def _learn_roles(cast: Cast, prose: Prose, grammar: Grammar) -> None:
    """Learn roles from appositions on both sides: "Ada Venn, the minister" and "the minister, Ada Venn"."""
    for mention in cast.mentions:
        if mention.entity < 0:
            continue
        entity = cast.entities[mention.entity]
        after = mention.last + 1
        if entity.kind != "person" and len(mention.name) == 1 and stands_before_age(prose, after):
            entity.kind = "person"
        goes_on = prose.lower[after + 1 : after + 2]  # "The mayor, Ada Venn, has …": no apposition.
        is_set_off = prose.words[after : after + 1] == [","] and grammar.between.isdisjoint(goes_on)
        if is_set_off and not begins_clause(prose, mention.first, after + 1, grammar):
            for i in range(after + 1, min(after + _APPOSITION_REACH, len(prose))):
                if prose.kinds[i] in (PUNCT, QUOTE, BREAK) and prose.words[i] != "'s" and i > after + 2:
                    break
                _add_role(entity, prose.lower[i], grammar)
        before = mention.first - 1
        for i in range(before, max(before - 3, -1), -1):
            if prose.kinds[i] != WORD or prose.lower[i] in grammar.prepositions:
                break
            if not _add_role(entity, prose.lower[i], grammar) and i == before and grammar.language == "en":
                break  # "The mayor rebuffs Venn": no title of hers. Elsewhere a complement may stand between.
        noun = before - 1 if before > 0 and prose.words[before] == "," else before
        kin = gender_of_noun(prose.lower[noun], grammar) if noun >= 0 else ""
        if kin and entity.kind == "person":
            entity.gender = entity.gender or kin  # "her husband Milton", "her husband, Milton"
        elif kin and noun < before and len(mention.name) == 1 and prose.words[after : after + 1] == [","]:
            entity.kind, entity.gender = "person", kin  # "His daughter, Samira, …"
        if before > 0 and prose.words[before] == ",":
            for i in range(before - 1, max(before - 5, -1), -1):
                if prose.kinds[i] in (PUNCT, QUOTE, BREAK, NUMBER) and prose.words[i] != "'s":
                    break
                _add_role(entity, prose.lower[i], grammar)


def _add_role(entity: Entity, word: str, grammar: Grammar) -> bool:
    """Add a word to somebody's roles if it is one, and tell whether it is."""
    is_role = word in grammar.roles or word in grammar.titles or word in grammar.organizations
    is_role = is_role or (grammar.has_small_compounds and is_title(word, grammar))
    if is_role:
        entity.roles.add(strip_suffixed_article(word, grammar))
    return is_role
