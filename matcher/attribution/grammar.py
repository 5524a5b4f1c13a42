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
    titles: frozenset[str]
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
    stops_outside: bool
    inverts: bool
    has_personal_pronouns: bool


@cache
def get_grammar(language: str) -> Grammar:
    """Read the grammar of a language; what its file leaves out is English, or empty."""
    own, english = load(language), load("en")

    def words(section: str, key: str, *, share: bool = False) -> frozenset[str]:
        found: Any = own.get(section, {}).get(key, english.get(section, {}).get(key, "") if share else "")
        return frozenset(word.lower() for word in (found.split() if isinstance(found, str) else found))

    pronouns = {key: words("pronouns", key) for key in ("he", "she", "they", "it", "first", "relative")}
    titles = words("titles", "words")
    titles |= {title.replace("'", "’") for title in titles}
    has_suffix = bool(own["titles"].get("has_suffixed_article"))
    bare_titles = {add_suffixed_article(title): title for title in sorted(titles)} if has_suffix else {}
    titles |= frozenset(bare_titles)
    joint = own["titles"].get("joint")
    ending = own["titles"].get("feminine_ending")
    feminine = words("titles", "feminine") | {title for title in titles if ending and title.endswith(ending)}
    own_english = language == "en"
    particles = split_words("de del van von der den la bin al el di da dos du le ibn ben y e")
    particles = particles.union(words("particles", "also")) - words("particles", "never")
    frames = _frames(own, "before")
    starts = words("grammar", "common_starts") | words("grammar", "days_and_months") | words("roles", "articles")
    starts |= frozenset(frames) - particles
    starts |= {start.replace("'", "’") for start in starts if "'" in start}
    in_frames = frozenset(word for phrases in frames.values() for phrase in phrases for word in phrase[1:])
    frame_nouns = in_frames - particles - words("grammar", "prepositions") if language != "en" else frozenset()
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
        frame_nouns=frame_nouns,
        determiners=words("grammar", "determiners") | words("roles", "articles"),
        definite=words("roles", "articles") - words("unnamed", "articles"),
        between=words("grammar", "between"),
        clitics=words("grammar", "clitics"),
        prepositions=words("grammar", "prepositions"),
        openers=words("grammar", "clause_openers"),
        adverbials=words("grammar", "adverbial_openers"),
        not_names=starts,
        days=words("grammar", "days_and_months"),
        indefinite=words("pronouns", "indefinite"),
        titles=titles,
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
        bare_people=words("unnamed", "people") if own.get("unnamed", {}).get("without_article") else frozenset(),
        asks=words("unnamed", "asks"),
        questions=words("unnamed", "questions"),
        has_small_compounds=joint == "" and language != "de",
        he_verbs=tuple(words("cues", "he_endings")),
        she_verbs=tuple(words("cues", "she_endings")),
        has_bare_verbs=bool(own["grammar"].get("bare_verbs")),
        stops_outside=bool(own["grammar"].get("stops_outside")),
        inverts=bool(own["grammar"].get("inverts")),
        has_personal_pronouns=own_english or bool(own["pronouns"].get("personal")),
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
