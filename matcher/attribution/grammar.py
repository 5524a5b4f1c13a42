"""One language's word lists as sets, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from matcher.attribution.lexicon import Cues, get_cues, load, split_words

# Titles that take no complement: what follows them is a name.
HONORIFICS = split_words(
    "mr mrs ms miss sir dr prof herr frau m mme mlle me monsieur madame sr sra señor señora don doña dra господин "
    "госпожа пан пані"
)


# Phrases that name a speaker by themselves ("according to"), by their first words; the longest first.
Frames = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed classes and nouns that structure is read from; all forms folded to lower case."""

    language: str
    cues: Cues
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    first: frozenset[str]
    relative: frozenset[str]
    pronouns: frozenset[str]
    frames: Frames
    frames_beside: Frames
    frames_opening: Frames
    frames_behind: frozenset[str]
    frames_copulas: frozenset[str]
    inverted_endings: tuple[str, ...]
    inverted_auxiliaries: frozenset[str]
    inverted_participles: tuple[str, ...]
    separable: frozenset[str]
    infinitive_marks: frozenset[str]
    frame_nouns: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    between: frozenset[str]
    clitics: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    adverbials: frozenset[str]
    not_names: frozenset[str]
    days: frozenset[str]
    indefinite: frozenset[str]
    addressed: frozenset[str]
    contracted: frozenset[str]
    titles: frozenset[str]
    several_titles: frozenset[str]
    bare_titles: Mapping[str, str]
    title_endings: tuple[str, ...]
    masculine: frozenset[str]
    feminine: frozenset[str]
    of_either: frozenset[str]
    feminine_endings: tuple[str, ...]
    roles: frozenset[str]
    organizations: frozenset[str]
    documents: frozenset[str]
    organization_names: frozenset[str]
    body_heads: frozenset[str]
    places: frozenset[str]
    quoted_things: frozenset[str]
    particles: frozenset[str]
    name_openers: frozenset[str]
    complement_particles: frozenset[str]
    unnamed_articles: frozenset[str]
    unnamed_owners: frozenset[str]
    unnamed_he: frozenset[str]
    unnamed_she: frozenset[str]
    unnamed_people: frozenset[str]
    bare_people: frozenset[str]
    asks: frozenset[str]
    questions: frozenset[str]
    has_small_compounds: bool
    has_bare_verbs: bool
    he_verbs: tuple[str, ...]
    she_verbs: tuple[str, ...]
    ago: frozenset[str]
    again: tuple[str, ...]
    stops_outside: bool
    inverts: bool
    has_personal_pronouns: bool


class _Lists:
    """The word lists of a language as its file has them; what needs more than one list is worked out here."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.own, self.english = load(language), load("en")

    def words(self, section: str, key: str, *, share: bool = False) -> frozenset[str]:
        """Give a list in lower case; one that is left out is empty, or English where it is shared."""
        missing = self.english.get(section, {}).get(key, "") if share else ""
        found: Any = self.own.get(section, {}).get(key, missing)
        return frozenset(word.lower() for word in (found.split() if isinstance(found, str) else found))

    def says(self, section: str, key: str) -> bool:
        """Tell whether a switch of the language is set."""
        return bool(self.own.get(section, {}).get(key))

    def titles(self) -> frozenset[str]:
        """Give titles, with either apostrophe."""
        titles = self.words("titles", "words")
        return titles | {title.replace("'", "’") for title in titles}

    def feminine(self, titles: frozenset[str]) -> frozenset[str]:
        """Give the titles of women: those listed, and those of an ending that no man's has."""
        ending = self.own["titles"].get("feminine_ending")
        return self.words("titles", "feminine") | {title for title in titles if ending and title.endswith(ending)}

    def particles(self) -> frozenset[str]:
        """Give the small words within names."""
        particles = split_words("de del van von der den la bin al el di da dos du le ibn ben y e")
        return particles.union(self.words("particles", "also")) - self.words("particles", "never")

    def not_names(self, frames: Frames, particles: frozenset[str]) -> frozenset[str]:
        """Give words whose capital at a sentence's start is no sign of a name."""
        starts = self.words("grammar", "common_starts") | self.words("grammar", "days_and_months")
        starts |= self.words("roles", "articles") | (frozenset(frames) - particles)
        return starts | {start.replace("'", "’") for start in starts if "'" in start}

    def frame_nouns(self, frames: Frames, particles: frozenset[str]) -> frozenset[str]:
        """Give the nouns within phrases that name a speaker by themselves; none in English."""
        if self.language == "en":
            return frozenset()
        inner = frozenset(word for phrases in frames.values() for phrase in phrases for word in phrase[1:])
        return inner - particles - self.words("grammar", "prepositions")


@cache
def get_grammar(language: str) -> Grammar:
    """Read the grammar of a language; what its file leaves out is English, or empty."""
    lists = _Lists(language)
    own, words, own_english = lists.own, lists.words, language == "en"
    pronouns = {key: words("pronouns", key) for key in ("he", "she", "they", "it", "first", "relative")}
    titles = lists.titles()
    has_suffix = lists.says("titles", "has_suffixed_article")
    bare_titles = {add_suffixed_article(title): title for title in sorted(titles)} if has_suffix else {}
    titles |= frozenset(bare_titles)
    feminine = lists.feminine(titles)
    joint = own["titles"].get("joint")
    particles = lists.particles()
    frames = _frames(own, "before")
    return Grammar(
        language=language,
        cues=get_cues(language),
        **pronouns,
        pronouns=frozenset().union(*pronouns.values()),
        frames=frames,
        frames_beside=_frames(own, "beside"),
        frames_opening=_frames(own, "opening"),
        frames_behind=words("according", "behind"),
        frames_copulas=words("according", "copulas"),
        infinitive_marks=words("grammar", "infinitive_marks"),
        inverted_endings=tuple(words("cues", "inverted_endings")),
        inverted_auxiliaries=words("cues", "inverted_auxiliaries"),
        inverted_participles=tuple(words("cues", "inverted_participles")),
        separable=words("cues", "separable"),
        frame_nouns=lists.frame_nouns(frames, particles),
        determiners=words("grammar", "determiners") | words("roles", "articles"),
        definite=words("roles", "articles") - words("unnamed", "articles"),
        between=words("grammar", "between"),
        clitics=words("grammar", "clitics"),
        prepositions=words("grammar", "prepositions"),
        openers=words("grammar", "clause_openers"),
        adverbials=words("grammar", "adverbial_openers"),
        not_names=lists.not_names(frames, particles),
        days=words("grammar", "days_and_months"),
        indefinite=words("pronouns", "indefinite"),
        addressed=words("pronouns", "addressed"),
        contracted=words("pronouns", "contracted"),
        titles=titles,
        several_titles=words("titles", "several"),
        bare_titles=bare_titles,
        title_endings=_endings(titles, joint),
        masculine=words("titles", "masculine"),
        feminine=feminine,
        of_either=words("titles", "either"),
        feminine_endings=_endings(feminine, joint),
        roles=words("nouns", "roles") if own_english else words("titles", "words") | frozenset(bare_titles),
        organizations=words("nouns", "organizations"),
        documents=words("nouns", "documents"),
        organization_names=words("nouns", "organization_names", share=True),
        body_heads=frozenset() if own_english else words("nouns", "organization_names"),
        places=words("nouns", "places", share=True),
        quoted_things=words("nouns", "quoted_things"),
        particles=particles,
        name_openers=words("particles", "opening"),
        complement_particles=words("particles", "complement"),
        unnamed_articles=words("unnamed", "articles"),
        unnamed_owners=words("unnamed", "owners"),
        unnamed_he=words("unnamed", "he"),
        unnamed_she=words("unnamed", "she"),
        unnamed_people=words("unnamed", "people"),
        bare_people=words("unnamed", "people") if lists.says("unnamed", "without_article") else frozenset(),
        asks=words("unnamed", "asks"),
        questions=words("unnamed", "questions"),
        has_small_compounds=joint == "" and language != "de",
        he_verbs=tuple(words("cues", "he_endings")),
        she_verbs=tuple(words("cues", "she_endings")),
        has_bare_verbs=lists.says("grammar", "bare_verbs"),
        ago=words("grammar", "ago"),
        again=tuple(words("grammar", "again")),
        stops_outside=lists.says("grammar", "stops_outside"),
        inverts=lists.says("grammar", "inverts"),
        has_personal_pronouns=own_english or lists.says("pronouns", "personal"),
    )


def _frames(own: dict[str, Any], key: str) -> Frames:
    """Phrases that name a speaker by themselves, by their first words, the longest first; either apostrophe will do."""
    listed: list[str] = [phrase.lower() for phrase in own.get("according", {}).get(key, ())]
    split: list[tuple[str, ...]] = sorted(
        {tuple(one.split()) for phrase in listed for one in (phrase, phrase.replace("'", "’"))}
    )
    frames: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in reversed(split):
        frames[phrase[0]] = (*frames.get(phrase[0], ()), phrase)
    return frames


# Shorter titles are endings of too many other words.
MIN_ENDING = 4


def _endings(titles: Iterable[str], joint: str | None) -> tuple[str, ...]:
    """Endings that make a word a title: what joins its parts, and a title; none where the language has no compounds."""
    if joint is None:
        return ()
    return tuple(sorted(joint + title for title in titles if len(title) >= MIN_ENDING))


def add_suffixed_article(noun: str) -> str:
    """Give a Swedish noun of a person the article that hangs on it.

    >>> [add_suffixed_article(noun) for noun in ("minister", "ledare", "direktör", "talesman", "kommunalråd")]
    ['ministern', 'ledaren', 'direktören', 'talesmannen', 'kommunalrådet']
    """
    if noun.endswith("man"):
        return noun + "nen"
    if noun.endswith("råd"):
        return noun + "et"
    return noun + ("n" if noun.endswith(("e", "a", "er", "or", "el")) else "en")


def strip_suffixed_article(lower: str, grammar: Grammar) -> str:
    """Take the article off a title or a compound of one: finansministern, for finansminister."""
    if not grammar.bare_titles or not is_title(lower, grammar):
        return lower
    whole = grammar.bare_titles.get(lower)
    if whole is not None:
        return whole
    ending = next((one for one in sorted(grammar.bare_titles, key=len, reverse=True) if lower.endswith(one)), "")
    return lower.removesuffix(ending) + grammar.bare_titles[ending] if ending else lower


def strip_elision(lower: str) -> str:
    """Leave out a French article that hangs on its noun, which is one word with it: l'avocate."""
    return lower[2:] if lower[:2] in _ELIDED else lower


_ELIDED = frozenset(("l'", "l’"))


def is_title(lower: str, grammar: Grammar) -> bool:
    """Tell a title, and a compound of one: Minister, Bundesfinanzminister, Grünen-Chef, ex-ministro."""
    return lower in grammar.titles or lower.endswith(grammar.title_endings)
