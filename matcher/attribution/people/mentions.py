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
from matcher.attribution.lexicon import get_genders, get_inflected_gender, is_given_name, split_words
from matcher.attribution.people.complements import find_name_proper
from matcher.attribution.people.nouns import is_oblique_office
from matcher.attribution.reporting.prose import BREAK, CAPITAL, PUNCT, QUOTE, WORD, Prose

Gender = Literal["m", "f", ""]

# More capitalised words than this are a headline or a list, and no name.
MAX_RUN = 9


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
        last = _run_end(prose, i, grammar, in_headline=prose.sentence[i] in headlines)
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
    if prose.lower[i] in grammar.organizations | grammar.documents:
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
    if lower in grammar.name_openers and _opens_family_name(prose, i):
        return True
    if lower in grammar.pronouns or lower in grammar.days or lower == "the" or _is_compound(prose.words[i]):
        return False
    if lower in grammar.prepositions or lower in grammar.openers or lower in grammar.determiners:
        return False
    if lower in grammar.frame_nouns:
        return False  # "nach Angaben von Petzold"
    if lower in grammar.cues.bases and lower in grammar.not_names:
        return False  # "See Venn's column"
    begins = i == 0 or prose.sentence[i] != prose.sentence[i - 1] or prose.kinds[i - 1] in (QUOTE, BREAK)
    begins = begins or prose.words[i - 1] in (":", "—", "•", "–", "-")
    if not begins or lower in grammar.titles or lower in grammar.places:
        return lower not in grammar.not_names or not begins
    if lower.endswith("ly") and lower not in capitals and prose.words[min(i + 1, len(prose) - 1)] == ",":
        return False  # "Specifically, …"
    if lower in grammar.cues.speech and lower not in grammar.cues.bases:
        return False  # "Said Venn: …"
    if lower in capitals and lower not in grammar.not_names:
        return True
    follows = i + 1 < len(prose) and prose.kinds[i + 1] == CAPITAL
    if lower in grammar.not_names or (lower in known and not follows):
        return False
    return not (lower in grammar.roles or lower in grammar.cues.all_cues) or follows


def _opens_family_name(prose: Prose, i: int) -> bool:
    """Tell a particle that opens a family name (Di Biase, Van den Berg) from one that opens a sentence.

    Within a sentence it is capitalised for no other reason; at a sentence's start the same words have to stand within
    another one.
    """
    name = i + 1
    while name < len(prose) and prose.kinds[name] == WORD and name - i < 3:
        name += 1
    if name >= len(prose) or prose.kinds[name] != CAPITAL or prose.starts[name] - prose.ends[name - 1] > 1:
        return False
    if name > i + 1 and (prose.lower[i], prose.lower[i + 1]) not in _TWO_PARTICLES:
        return False
    if _is_within(prose, i):
        return True
    opening = prose.words[i : name + 1]
    return any(
        prose.words[k : k + len(opening)] == opening and _is_within(prose, k)
        for k in range(1, len(prose))
        if prose.words[k] == opening[0]
    )


def _is_within(prose: Prose, i: int) -> bool:
    """Tell a word that stands within a sentence, before which no mark gives it a capital."""
    return i > 0 and prose.kinds[i - 1] in (WORD, CAPITAL) and prose.sentence[i] == prose.sentence[i - 1]


def _is_compound(word: str) -> bool:
    """Tell an adjective made of a name (Ohio-based, Ely-area) from a double name."""
    tail = word.rpartition("-")[2]
    return tail in (
        "area",
        "based",
        "born",
        "led",
        "backed",
        "style",
        "era",
        "run",
        "owned",
        "wide",
        "like",
        "themed",
        "friendly",
    )


def _run_end(prose: Prose, i: int, grammar: Grammar, *, in_headline: bool) -> int:
    """Index of the last token of the run that begins at ``i``."""
    last, j, size = i, i + 1, len(prose)
    limit = 2 + (i + 2 < size and prose.words[i + 1].endswith(".")) if in_headline else MAX_RUN
    while j < size and j - i < limit:
        kind, lower = prose.kinds[j], prose.lower[j]
        if kind == CAPITAL and lower not in grammar.pronouns:
            if lower in grammar.days or _is_compound(prose.words[j]):
                break
            if prose.starts[j] - prose.ends[j - 1] > 3:
                break
            last = j
        elif _is_nickname(prose, j):
            j += 2  # The nickname and its closing mark; the loop goes on with the family name.
        elif not _links(prose, i, j, grammar):
            break
        j += 1
    return last


def _links(prose: Prose, i: int, j: int, grammar: Grammar) -> bool:
    """Tell whether a word in small letters stands inside a name: de, van, of, and."""
    lower = prose.lower[j]
    if j + 1 >= len(prose) or prose.kinds[j] not in (WORD, PUNCT):
        return False
    if lower in ("der", "den", "la", "le") and prose.lower[j - 1] not in grammar.particles:
        return False  # "von der Leyen", but "Thalbach der Agentur".
    if lower in grammar.complement_particles and _has_family_name(prose, i, j, grammar):
        return False  # "minister Anna de Wit van Verkeer"
    if prose.words[j] == "'s":  # "the Drivers' League": the apostrophe alone, behind a plural.
        return prose.ends[j] - prose.starts[j] == 1 and prose.lower[j + 1] in _OF_MEMBERS
    if prose.kinds[j + 1] == CAPITAL and (lower in grammar.particles or _is_article(prose, j)):
        return True
    if (lower, prose.lower[j + 1]) in _TWO_PARTICLES and prose.kinds[j + 2 : j + 3] == [CAPITAL]:
        return lower in grammar.particles
    return lower in ("of", "for", "&", "and", "on") and _joins(prose, i, j, grammar)


def _has_family_name(prose: Prose, i: int, j: int, grammar: Grammar) -> bool:
    """Tell whether capitals from ``i`` to ``j`` have a family name: all but the first and titles is one."""
    has_title = i > 0 and is_title(prose.lower[i - 1], grammar)
    names = [k for k in range(i, j) if prose.kinds[k] == CAPITAL and not is_title(prose.lower[k], grammar)]
    has_title = has_title or len(names) < sum([prose.kinds[k] == CAPITAL for k in range(i, j)])
    return any(not is_given_name(prose.lower[k]) for k in (names if has_title and len(names) == 1 else names[1:]))


# Particles that stand in pairs before a family name: van den Berg, von der Leyen, de la Vega.
_TWO_PARTICLES = frozenset(
    (("van", "den"), ("van", "der"), ("van", "de"), ("von", "der"), ("von", "den"), ("de", "la"), ("de", "las"))
)


# Heads of bodies whose members' plural stands before them.
_OF_MEMBERS = split_words("league union association federation alliance society guild party council club")


def _is_article(prose: Prose, j: int) -> bool:
    return prose.lower[j] == "the" and prose.lower[j - 1] in ("of", "for", "on")


def _joins(prose: Prose, i: int, j: int, grammar: Grammar) -> bool:
    """Tell whether "of", "for", "and" belongs to the name: Department of Trade, Trade and Clerical Union."""
    after = j + 1
    if prose.lower[j] in ("of", "for", "on") and after < len(prose) and prose.lower[after] == "the":
        after += 1
    if after >= len(prose) or prose.kinds[after] != CAPITAL or prose.lower[after] in grammar.not_names:
        return False
    head = prose.lower[j - 1]
    if prose.lower[j] == "&":
        return True
    if prose.lower[j] == "and":
        return head not in grammar.titles | grammar.organization_names and _is_one_body(prose, i, after, grammar)
    return head in grammar.organization_names or head in _HEADS_WITH_OF


# Heads besides those of bodies that "of" and "for" continue: Secretary of State, Sons of Ely.
_HEADS_WITH_OF = frozenset(("secretary", "minister", "president", "chairman", "leader", "sons"))


def _is_one_body(prose: Prose, i: int, after: int, grammar: Grammar) -> bool:
    """Tell "the Trade and Clerical Union" from "Venn and Corvid Bank": an article, and one head for both words."""
    article = i > 0 and prose.lower[i - 1] in grammar.determiners
    last = after
    while last + 1 < len(prose) and prose.kinds[last + 1] == CAPITAL and last - after < 3:
        last += 1
    return article and last > after and prose.lower[last] in grammar.organization_names


def _is_nickname(prose: Prose, j: int) -> bool:
    """Tell William “Bill” Tarr: a mark, a capitalised word, a mark, and a capitalised word after them."""
    if j + 3 >= len(prose) or prose.words[j] not in _MARKS or prose.words[j + 2] not in _MARKS:
        return False
    return prose.kinds[j + 1] == CAPITAL and prose.kinds[j + 3] == CAPITAL


def _is_between_marks(prose: Prose, k: int) -> bool:
    return 0 < k < len(prose) - 1 and prose.words[k - 1] in _MARKS and prose.words[k + 1] in _MARKS


_MARKS = frozenset("“”\"‘’'«»")


def _read_mention(prose: Prose, first: int, last: int, grammar: Grammar) -> Mention | None:
    """Split a run into titles and name, and judge what it looks like."""
    lowers = prose.lower[first : last + 1]
    is_body = _names_body(prose, first, last, grammar)
    split = 0
    if not is_body:
        split = next((k + 1 for k in range(len(lowers) - 1, -1, -1) if _is_title(lowers, k, grammar)), 0)
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
        prose.text[prose.starts[k] : prose.ends[k + 1]] if k < last and prose.words[k + 1] == "'s" else prose.words[k]
        for k in range(begin, last + 1)
        if prose.kinds[k] in (CAPITAL, WORD) and not (first < k < last and _is_between_marks(prose, k))
    )
    if not name and not titles:
        return None
    looks = "organization" if is_body else _judge(prose, first, name, titles, grammar)
    return Mention(start, begin, last, name, titles, looks)


# German articles that open no subject, and are no determiners for that.
_DATIVE = frozenset(("dem", "des"))


def _opens_complement(prose: Prose, grammar: Grammar, start: int, begin: int) -> bool:
    """Tell "der Bürgermeister von Köln", an office and its place, from "Präsident von Reden"."""
    particle = prose.kinds[begin] == WORD and prose.lower[begin] in grammar.particles
    return particle and start > 0 and prose.lower[start - 1] in grammar.determiners | _DATIVE


def is_polish_genitive(lowers: list[str]) -> bool:
    """Tell a Polish full name in the genitive: Jana Kruka, Marka Kowalskiego, Anny Nowak."""
    he, she = get_genders()
    given = lowers[0]
    if given.endswith("a") and lowers[-1].endswith(("a", "ego")):
        return given[:-1] in he or f"{given[:-2]}e{given[-2:-1]}" in he
    return given.endswith(("y", "i")) and f"{given[:-1]}a" in she and given not in he


def _is_title(lowers: list[str], k: int, grammar: Grammar) -> bool:
    """Tell whether the word is a title: never a run's last word unless the run is all titles."""
    if lowers[k] not in grammar.titles:
        return k < len(lowers) - 1 and (is_title(lowers[k], grammar) or is_oblique_office(lowers[k], grammar))
    if k and lowers[k - 1] in ("mr", "mrs", "ms", "miss", "dr"):
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
    if any(w in ("of", "for", "&") and inner[k - 1] in grammar.organization_names for k, w in enumerate(inner) if k):
        return True
    return (
        prose.lower[first] in ("university", "department", "ministry", "bank", "house", "board", "bureau")
        and "of" in inner
    )


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
    if 2 <= len(name) <= 4 and not any(word.lower() in grammar.places for word in name):
        return "person" if all(word[:1].isupper() or word.lower() in grammar.particles for word in name) else "unknown"
    return "unknown"


def title_gender(titles: tuple[str, ...], grammar: Grammar) -> Gender:
    """Gender that titles tell."""
    if any(title in grammar.feminine or title.endswith(grammar.feminine_endings) for title in titles):
        return "f"
    return "m" if any(title in grammar.masculine for title in titles) else ""


def gender_of_noun(lower: str, grammar: Grammar) -> Gender:
    """Gender that a noun of a person tells by itself: "daughter", "fisherman"."""
    return "f" if lower in grammar.unnamed_she else "m" if lower in grammar.unnamed_he else ""


def gender_of(name: tuple[str, ...]) -> Gender:
    """Gender that a given name tells."""
    he, she = get_genders()
    lower = name[0].lower() if name else ""
    return "m" if lower in he else "f" if lower in she else get_inflected_gender(lower)
