"""From a noun phrase to a name: who "she", "the minister" or "Venn" is.

A name gives its entity, a pronoun goes to the resolver, a nominal looks for whoever bears its role. What cannot be told
stays without a name; a nominal that nobody bears is a name of its own ("a spokeswoman for the ministry").
"""

from __future__ import annotations

from dataclasses import replace

from matcher.attribution.grammar import strip_elision, strip_suffixed_article
from matcher.attribution.lexicon import is_given_name, is_inflected_given_name, load, split_words
from matcher.attribution.people.genders import Gender
from matcher.attribution.people.given import same_given
from matcher.attribution.people.nouns import Noun, find_noun, is_ranked
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting
from matcher.attribution.people.pronouns import Before, Resolution, last_named, resolve_pronoun
from matcher.attribution.people.spelling import is_cyrillic, same_family, same_in_polish_cases
from matcher.attribution.people.unnamed import find_unnamed_subject, gender_of_nominal
from matcher.attribution.reporting.prose import BREAK, QUOTE
from matcher.attribution.reporting.subjects import find_clause_head
from matcher.types import Document, SpeakerKind

# Nouns that any body may be called by ("the company" for Pillwright Systems).
GENERIC_BODIES = split_words(
    "company firm group agency organization organisation body bank party network newspaper contractor"
)


# What a single word that nothing proves a person's name takes off: some are the half of a longer name, or no name.
UNSURE_NAME = 0.8


# How many sentences "they" looks back for a group, and what it takes off: such an answer contradicts no claim.
MAX_BACK = 3
SURE_OF_GROUP = 0.45
# "The latter" is one of two who are named, and says not which: it contradicts no claim of either.
_CONTRASTS = frozenset(("latter", "former"))
SURE_OF_CONTRAST = 0.45
# A pronoun that means somebody without a name is as sure as any pronoun at best (`pronouns.toml`, ceiling).
SURE_OF_UNNAMED = 0.8


# What makes an office another one: its rank, and its field where both are told.
_RANKS = split_words("deputy vice assistant")
_FIELDS = split_words(
    "foreign interior defense defence finance health justice education transport energy labor labour trade treasury "
    "agriculture culture environment aviation"
)


# Titles of one office: "the judge" may be Mr Justice Orr.
_JUDGES = split_words(load("roles")["posts"]["judge"])


def _has_role(roles: set[str], head: str) -> bool:
    """Tell whether a nominal's head is a role of somebody's, by that title or another of the office."""
    return head in roles or (head in _JUDGES and not _JUDGES.isdisjoint(roles))


def _has_other_office(roles: set[str], words: set[str]) -> bool:
    """Tell a vice president from "the president", and an aviation minister from "the health minister"."""
    if not roles.isdisjoint(_RANKS - words):
        return True
    fields = words & _FIELDS
    return bool(fields) and fields.isdisjoint(roles) and not roles.isdisjoint(_FIELDS)


def _is_kind_of(noun: Noun, other: Noun | None) -> bool:
    """Tell a compound of an office that its noun alone may mean: not the Vizepräsident, for "der Präsident"."""
    if other is None or other.lemma != noun.lemma or other.is_feminine != noun.is_feminine:
        return False
    return not noun.parts and not is_ranked(other)


def _may_be_nominative(words: tuple[str, ...], oblique: tuple[str, ...]) -> bool:
    """Tell the form of a Polish name that may be the nominative: the shorter, or the one with a known given name."""
    sizes = [len("".join(name[-len(oblique) :])) for name in (words, oblique)]
    return sizes[0] < sizes[1] or (sizes[0] == sizes[1] and is_given_name(words[0].lower()))


# Adjectives of nations, which stand before nouns and are read as bodies for that.
_PEOPLES = split_words(load("roles")["exclusive"]["nations"])


class Identifier:
    """Names the noun phrases of one document."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading

    def identify(self, phrase: Phrase, before: Before) -> tuple[str, SpeakerKind, int, float]:
        """Find name, kind and entity of a phrase, and a factor for its confidence."""
        if phrase.kind == "pronoun":
            return self._identify_pronoun(phrase, before)
        if phrase.kind == "name":
            mention = self.reading.cast.mentions[phrase.mention]
            if self._is_owner(phrase, mention.name_first):
                return self._identify_nominal(replace(phrase, kind="nominal", tail=phrase.last - phrase.first), before)
            if mention.entity >= 0:
                entity = self.reading.cast.entities[mention.entity]
                sure = 1.0 if entity.is_sure or len(entity.words) > 1 or entity.kind != "person" else UNSURE_NAME
                return self._entity_name(phrase, mention.entity), entity.kind, mention.entity, sure
            if mention.name:
                return "", "person", -1, 0.0  # Two people of the document share the name: left open.
        return self._identify_nominal(phrase, before)

    def _is_owner(self, phrase: Phrase, name: int) -> bool:
        """Tell "сторонники Анны Ленц" and "адвокат Анны Ленц", whose name tells in its case that it is not theirs."""
        prose, first = self.reading.prose, phrase.first
        is_office = first < name < len(prose.lower) and prose.lower[first] in self.reading.grammar.titles
        return is_office and is_inflected_given_name(prose.lower[name])

    def _entity_name(self, phrase: Phrase, index: int) -> str:
        """The fullest name of an entity; a body keeps the article it has at the mention."""
        entity = self.reading.cast.entities[index]
        prose = self.reading.prose
        if entity.kind == "person" or prose.lower[phrase.first] != "the":
            return entity.name
        return f"{prose.words[phrase.first]} {entity.name}"

    def _identify_pronoun(self, phrase: Phrase, before: Before) -> tuple[str, SpeakerKind, int, float]:
        grammar, lower = self.reading.grammar, self.reading.prose.lower[phrase.first]
        if lower in grammar.first:
            author = ", ".join(self.document.authors[:1]) or self.document.speaker
            return (author, "person", -1, 0.9) if author and lower == "i" else ("", "person", -1, 0.0)
        gender: Gender = (
            "m"
            if lower in grammar.he or lower in ("his", "him")
            else "f"
            if lower in grammar.she or lower == "her"
            else ""
        )
        bodies = True if lower in grammar.it else False if grammar.has_personal_pronouns else None
        found = resolve_pronoun(self.reading, phrase.first, gender, before, bodies=bodies)
        first = self._find_first_of_chain(phrase.first) if gender and found is not None else -1
        if found is not None and first >= 0 and self._is_named_since(found.entity, first, phrase.first):
            found = resolve_pronoun(self.reading, first, gender, before, bodies=bodies) or found
        if lower in grammar.they:
            return self._identify_they(phrase)
        unnamed, since = self._find_unnamed(phrase.first, gender, before) if gender else ("", -1)
        if unnamed and (found is None or not self._is_named_since(found.entity, since, phrase.first)):
            return unnamed, "anonymous", -1, SURE_OF_UNNAMED
        kind: SpeakerKind
        thing = self._find_thing(phrase.first) if lower in grammar.it else None
        if thing is not None and (found is None or not self._is_named_since(found.entity, thing.first, phrase.first)):
            name, kind, bearer, sure = self._identify_nominal(thing, before)
            return name, kind, bearer, sure * SURE_OF_UNNAMED
        if found is None:
            return "", "person", -1, 0.0
        entity = self.reading.cast.entities[found.entity]
        if lower in grammar.it and entity.name.lower().removesuffix("s") in _PEOPLES:
            return "", "person", -1, 0.0  # "American soldiers": whoever "it" is, no adjective.
        kind = "person" if gender and grammar.language == "en" else entity.kind
        return entity.name, kind, found.entity, found.confidence

    def _find_first_of_chain(self, token: int) -> int:
        """Find the pronoun that a pronoun repeats, or -1: "He said that Orr …. “…,” he said" has one man for both."""
        prose, grammar = self.reading.prose, self.reading.grammar
        number = prose.sentence[token] - 1
        while number > 0 and prose.kinds[prose.bounds[number][0]] == BREAK:
            number -= 1
        first = prose.bounds[max(number, 0)][0]
        repeats = prose.lower[first] == prose.lower[token] and first < token
        return first if repeats and prose.lower[first + 1] in grammar.cues.speech else -1

    def _find_unnamed(self, token: int, gender: Gender, before: Before) -> tuple[str, int]:
        """Find the person without a name whom "he" or "she" may mean, and the token from which on one who is named
        there may be meant instead; an empty name if there is none.
        """
        prose = self.reading.prose
        subject = find_unnamed_subject(self.reading, token, gender)
        is_owned = subject is not None and prose.lower[subject.first] in self.reading.grammar.unnamed_owners
        if subject is not None and is_owned and self._find_bearer(subject, prose.lower[subject.head], before) >= 0:
            return "", -1
        if subject is not None:
            name = prose.text[prose.starts[subject.first] : prose.ends[subject.last]]
            return name, prose.bounds[prose.sentence[subject.first]][0]
        near = before.token >= 0 and prose.paragraph[token] - prose.paragraph[before.token] <= 1
        if not before.unnamed or before.was_question or not near:
            return "", -1
        fits = gender_of_nominal(before.unnamed.lower().split(), self.reading.grammar) in ("", gender)
        return (before.unnamed, prose.bounds[prose.sentence[before.token]][0]) if fits else ("", -1)

    def _find_thing(self, token: int) -> Phrase | None:
        """Find the body or document without a name that "it" means: the subject of its sentence, or the one before."""
        prose = self.reading.prose
        first = prose.bounds[prose.sentence[token]][0]
        own = find_phrase_starting(self.reading, first, token)
        if own is not None and own.kind == "nominal" and prose.kinds[first] != QUOTE and own.last < token - 1:
            return own if self._nominal_kind(prose.lower[own.head]) in ("organization", "document") else None
        sentence = prose.sentence[token] - 1
        if sentence < 0 or prose.paragraph[prose.bounds[sentence][0]] != prose.paragraph[token]:
            return None
        head = find_clause_head(self.reading, *prose.bounds[sentence])
        if head is None or head.kind != "nominal":
            return None
        return head if self._nominal_kind(prose.lower[head.head]) in ("organization", "document") else None

    def _is_named_since(self, entity: int, token: int, end: int) -> bool:
        """Tell whether the narration names an entity from one token on and before another."""
        mentions = self.reading.cast.mentions
        for number in reversed(self.reading.cast.entities[entity].mentions):
            first = mentions[number].first
            if first < end:
                return first >= token
        return False

    def _identify_they(self, phrase: Phrase) -> tuple[str, SpeakerKind, int, float]:
        """Find the group that "they" means: the subject of a sentence shortly before."""
        prose = self.reading.prose
        sentence = prose.sentence[phrase.first]
        for number in range(sentence - 1, max(sentence - 1 - MAX_BACK, -1), -1):
            head = find_clause_head(self.reading, *prose.bounds[number])
            if head is not None and head.kind == "nominal" and self._nominal_kind(prose.lower[head.head]) == "group":
                return prose.text[prose.starts[head.first] : prose.ends[head.last]], "group", -1, SURE_OF_GROUP
        return "", "person", -1, 0.0

    def _identify_nominal(self, phrase: Phrase, before: Before) -> tuple[str, SpeakerKind, int, float]:
        """Find who "the minister" is; else the nominal itself is the name."""
        prose, grammar = self.reading.prose, self.reading.grammar
        head = prose.lower[phrase.head]
        entity = self._find_bearer(phrase, strip_suffixed_article(head, grammar), before)
        if entity >= 0:
            found = self.reading.cast.entities[entity]
            return found.name, found.kind, entity, 0.85
        again = self._find_again(phrase, head, before)
        if again is not None:
            return self.reading.cast.entities[again.entity].name, "person", again.entity, again.confidence
        name = prose.text[prose.starts[phrase.first] : prose.ends[phrase.last]]
        return (
            name,
            self._nominal_kind(head),
            -1,
            SURE_OF_CONTRAST if head in _CONTRASTS else 0.9 if head in grammar.roles | grammar.organizations else 0.8,
        )

    def _find_again(self, phrase: Phrase, head: str, before: Before) -> Resolution | None:
        """Find whom "der 63-Jährige" means, who has been named just before, as a pronoun would.

        Whoever has first come up so ("ein 63-Jähriger") has no name.
        """
        lower, grammar = self.reading.prose.lower, self.reading.grammar
        definite = grammar.definite | {"the"}
        if not grammar.again or not head.endswith(grammar.again) or lower[phrase.first] not in definite:
            return None
        *before_head, last = lower[phrase.first + 1 : phrase.head + 1]
        stem, size = last.rstrip("rsnm"), len(before_head)
        earlier = (
            i
            for i in range(1, phrase.first - size)
            if lower[i + size].startswith(stem) and lower[i : i + size] == before_head
        )
        if any(lower[i - 1] not in definite for i in earlier):
            return None
        gender: Gender = "" if grammar.language != "de" else "m" if lower[phrase.first] == "der" else "f"
        return resolve_pronoun(self.reading, phrase.first, gender, before)

    def _nominal_kind(self, head: str) -> SpeakerKind:
        grammar = self.reading.grammar
        head = strip_elision(head)
        if head in grammar.organizations:
            return "organization"
        if head in grammar.documents:
            return "document"
        if (head.endswith("s") and not head.endswith("ss") and head in grammar.roles) or head in (
            "police",
            "people",
            "men",
            "women",
            "children",
        ):
            return "group"
        return "anonymous"

    def _find_bearer(self, phrase: Phrase, head: str, before: Before) -> int:
        """Find the entity that bears a role: nearest before the phrase whose titles or appositions have its
        head.
        """
        prose, cast, grammar = self.reading.prose, self.reading.cast, self.reading.grammar
        first = prose.lower[phrase.first]
        if first not in grammar.definite and first in (
            "a",
            "an",
            "one",
            "some",
            "several",
            "another",
            "many",
            "two",
            "three",
        ):
            return -1
        if self._nominal_kind(head) == "group" or head in ("crowd", "audience", "percent", "police", "authorities"):
            return -1
        words = {prose.lower[i] for i in range(phrase.first, phrase.head + 1)}
        wants_body = head in grammar.organizations and head not in grammar.roles
        sole = self._find_sole_bearer(head)
        best, best_score = -1, -3.0
        for index, last in last_named(cast, phrase.first).items():
            entity = cast.entities[index]
            named = {word.lower() for word in entity.words}
            if entity.kind == "person":
                # A company of no known ending is taken for a person, but nobody's given name begins it.
                may_be_body = (
                    head in GENERIC_BODIES and not entity.gender and not is_given_name(entity.words[0].lower())
                )
                bears = (not wants_body or may_be_body) and (_has_role(entity.roles, head) or index == sole)
            else:
                bears = wants_body and (head in named or head in GENERIC_BODIES or head in entity.roles)
                bears = bears and not self._names_another(phrase, index)
            if not bears or _has_other_office(entity.roles, words):
                continue
            distance = prose.sentence[phrase.first] - prose.sentence[cast.mentions[last].first]
            score = 2.0 * len(words & (entity.roles | named)) - 0.15 * distance
            score += 1.0 if index == before.entity else 0.0
            if score > best_score:
                best, best_score = index, score
        return best

    def _names_another(self, phrase: Phrase, index: int) -> bool:
        """Tell "the Orr campaign" and "the Harbour Bank", which have names of their own, from "the campaign"."""
        cast = self.reading.cast
        others = {cast.mentions[cast.at[i]].entity for i in range(phrase.first, phrase.head) if i in cast.at}
        return bool(others - {index})

    def _find_sole_bearer(self, head: str) -> int:
        """Find the only person whose German title is a compound of an office: Agrarministerin, for "die Ministerin"."""
        noun = find_noun(head)
        if self.reading.grammar.language != "de" or noun is None:
            return -1
        bearers = [
            index
            for index, entity in enumerate(self.reading.cast.entities)
            if entity.kind == "person" and any(_is_kind_of(noun, find_noun(role)) for role in entity.roles)
        ]
        return bearers[0] if len(bearers) == 1 else -1

    def find_nominative(self, index: int) -> int:
        """Find the entity whose name a frame has in another case (Петрова, of Иван Петров); itself if none."""
        entities = self.reading.cast.entities
        own = entities[index].words
        if own and self.reading.grammar.language == "pl":
            return self._find_polish_nominative(index)
        if not own or not is_cyrillic(own[-1]):
            return self._find_german_nominative(index)
        found = [
            k
            for k, other in enumerate(entities)
            if k != index
            and other.words
            and same_family(own[-1], other.words[-1])
            and (len(own) == 1 or len(other.words) == 1 or same_given(own[0], other.words[0]))
            and (
                is_given_name(other.words[0].lower()) or (len(other.words) == 1 and len(other.words[0]) < len(own[-1]))
            )
        ]
        return found[0] if len(found) == 1 else index

    def _find_polish_nominative(self, index: int) -> int:
        """Find the entity that a Polish name in another case means: "zdaniem Tuska", of Donald Tusk."""
        entities = self.reading.cast.entities
        own = entities[index].words
        found = [
            k
            for k, other in enumerate(entities)
            if k != index
            and other.kind == "person"
            and other.words != own
            and len(other.words) >= len(own)
            and _may_be_nominative(other.words, own)
            and all(map(same_in_polish_cases, own[::-1], other.words[::-1]))
            and (len(own) == 1 or same_in_polish_cases(own[0], other.words[0]))
        ]
        return found[0] if len(found) == 1 else index

    def _find_german_nominative(self, index: int) -> int:
        """Find the entity that a German name in the genitive means: "nach den Worten Emil Radkes"."""
        entities = self.reading.cast.entities
        own = entities[index].words
        if self.reading.grammar.language != "de" or len(own) < 2 or not own[-1].endswith("s"):
            return index
        nominative = (*own[:-1], own[-1].removesuffix("s"))
        return next((k for k, other in enumerate(entities) if other.words == nominative), index)

    def is_somebody(self, phrase: Phrase) -> bool:
        """Tell somebody who can be believed to speak without a cue: proven a person or body, or a role."""
        if phrase.kind == "pronoun":
            return True
        if phrase.kind == "nominal":
            grammar, head = self.reading.grammar, self.reading.prose.lower[phrase.head]
            return head in grammar.roles or head in grammar.organizations or head in grammar.documents
        mention = self.reading.cast.mentions[phrase.mention]
        if mention.entity < 0:
            return bool(mention.titles)
        entity = self.reading.cast.entities[mention.entity]
        known = entity.is_sure or bool(entity.gender) or bool(entity.roles) or len(entity.mentions) > 1
        return known and not all(word.lower() in self.reading.grammar.places for word in entity.words)
