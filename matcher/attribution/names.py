"""Who occurs in a document: runs of capitalised words as mentions, mentions joined into the people and bodies they name.

Knows no list of people: titles, given names, initials and the document's own habits tell a person from a ministry.
Invariant: every mention belongs to one entity, and an entity's name is its fullest form in the narration or headline.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Literal

from matcher.attribution.grammar import Grammar, get_genders
from matcher.attribution.prose import BREAK, CAPITAL, NUMBER, PUNCT, QUOTE, WORD, Prose
from matcher.types import SpeakerKind

Gender = Literal["m", "f", ""]

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "jr.", "sr.", "md", "phd", "esq"))
# More capitalised words than this are a headline or a list, and no name.
MAX_RUN = 9


@dataclass(slots=True)
class Mention:
    """A run of capitalised words in tokens ``first`` to ``last``; ``titles`` stand before ``name_first``."""

    first: int
    name_first: int
    last: int
    name: tuple[str, ...]
    titles: tuple[str, ...]
    looks: Literal["person", "organization", "unknown"]
    entity: int = -1


@dataclass(slots=True)
class Entity:
    """One person or body of the document. Built up mention by mention, then only read."""

    name: str
    words: tuple[str, ...]
    kind: SpeakerKind
    gender: Gender = ""
    roles: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    is_sure: bool = False


@dataclass(slots=True)
class Cast:
    """The mentions of a document in order, the entities they name, and which mention covers a token."""

    mentions: list[Mention]
    entities: list[Entity]
    at: dict[int, int]
    shared: dict[str, list[int]]


def read_cast(prose: Prose, title: str, grammar: Grammar) -> Cast:
    """Find the mentions of a document and join them into entities."""
    known = {word for word, kind in zip(prose.lower, prose.kinds, strict=True) if kind == WORD}
    mentions = _find_mentions(prose, grammar, known)
    cast = Cast(mentions, [], {}, {})
    _join(cast, prose, grammar)
    _complete_from_headline(cast, title, grammar)
    for number, mention in enumerate(mentions):
        for token in range(mention.first, mention.last + 1):
            cast.at[token] = number
        if mention.entity >= 0:
            cast.entities[mention.entity].mentions.append(number)
    _learn_roles(cast, prose, grammar)
    return cast


def _find_mentions(prose: Prose, grammar: Grammar, known: set[str]) -> list[Mention]:
    """Collect runs of capitalised words."""
    mentions: list[Mention] = []
    headlines = _find_headlines(prose)
    i, size = 0, len(prose)
    while i < size:
        if prose.kinds[i] != CAPITAL or not _may_start(prose, i, grammar, known):
            i += 1
            continue
        last = _run_end(prose, i, grammar, in_headline=prose.sentence[i] in headlines)
        mention = _read_mention(prose, i, last, grammar)
        if mention is not None and not (prose.sentence[i] in headlines and not _is_proven(mention)):
            mentions.append(mention)
        i = last + 1
    return mentions


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
        words = kinds.count(WORD)
        if kinds.count(CAPITAL) >= max(4, 2 * words):
            found.add(number)
    return found


def _may_start(prose: Prose, i: int, grammar: Grammar, known: set[str]) -> bool:
    """Tell whether a capitalised word may begin a name: the first word of a sentence needs better proof."""
    lower = prose.lower[i]
    if lower in grammar.pronouns or lower in grammar.days or lower == "the" or _is_compound(prose.words[i]):
        return False
    begins = i == 0 or prose.sentence[i] != prose.sentence[i - 1] or prose.kinds[i - 1] in (QUOTE, BREAK)
    begins = begins or prose.words[i - 1] in (":", "—", "•", "–", "-")
    if not begins or lower in grammar.titles or lower in grammar.places:
        return lower not in grammar.not_names or not begins
    follows = i + 1 < len(prose) and prose.kinds[i + 1] == CAPITAL
    if lower in grammar.not_names or (lower in known and not follows):
        return False
    return not (lower in grammar.roles or lower in grammar.cues.all_cues) or follows


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
    limit = 2 if in_headline else MAX_RUN
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
    if prose.kinds[j + 1] == CAPITAL and (lower in grammar.particles or _is_article(prose, j)):
        return True
    return lower in ("of", "for", "&", "and", "on") and _joins(prose, i, j, grammar)


def _is_article(prose: Prose, j: int) -> bool:
    return prose.lower[j] == "the" and prose.lower[j - 1] in ("of", "for", "on")


def _joins(prose: Prose, i: int, j: int, grammar: Grammar) -> bool:
    """Tell whether "of", "for", "and" belongs to the name: Department of Trade, Counter and Clerical Union."""
    after = j + 1
    if prose.lower[j] in ("of", "for", "on") and after < len(prose) and prose.lower[after] == "the":
        after += 1
    if after >= len(prose) or prose.kinds[after] != CAPITAL or prose.lower[after] in grammar.not_names:
        return False
    head = prose.lower[j - 1]
    if prose.lower[j] == "&":
        return True
    if prose.lower[j] == "and":
        tail = [prose.lower[k] for k in range(after, min(after + 4, len(prose))) if prose.kinds[k] == CAPITAL]
        return (
            any(word in grammar.organization_names for word in tail)
            and head not in grammar.titles
            and (
                head
                in (
                    "trade",
                    "health",
                    "counter",
                    "law",
                    "labor",
                    "food",
                    "science",
                    "arts",
                    "foreign",
                    "security",
                    "veterans",
                )
                or prose.lower[i]
                in ("american", "national", "international", "federal", "royal", "centers", "center")
            )
        )
    return head in grammar.organization_names or head in (
        "secretary",
        "minister",
        "president",
        "chairman",
        "leader",
        "sons",
        "bank",
    )


def _is_nickname(prose: Prose, j: int) -> bool:
    """Tell William “Bill” Tarr: a mark, a capitalised word, a mark, and a capitalised word after them."""
    if j + 3 >= len(prose) or prose.words[j] not in _MARKS or prose.words[j + 2] not in _MARKS:
        return False
    return prose.kinds[j + 1] == CAPITAL and prose.kinds[j + 3] == CAPITAL


_MARKS = frozenset("“”\"‘’'«»")


def _read_mention(prose: Prose, first: int, last: int, grammar: Grammar) -> Mention | None:
    """Split a run into titles and name, and judge what it looks like."""
    lowers = prose.lower[first : last + 1]
    is_body = _names_body(prose, first, last, grammar)
    split = 0
    if not is_body:
        split = next((k + 1 for k in range(len(lowers) - 1, -1, -1) if _is_title(lowers, k, grammar)), 0)
    start = first
    while (
        not is_body
        and start > 0
        and prose.kinds[start - 1] == WORD
        and prose.lower[start - 1] in grammar.titles
    ):
        start -= 1
    titles = tuple(prose.lower[start : first + split])
    name = tuple(
        prose.words[k]
        for k in range(first + split, last + 1)
        if prose.kinds[k] in (CAPITAL, WORD) and not (k > first and prose.words[k - 1] in _MARKS)
    )
    if not name and not titles:
        return None
    looks = "organization" if is_body else _judge(prose, first, name, titles, grammar)
    return Mention(start, first + split, last, name, titles, looks)


def _is_title(lowers: list[str], k: int, grammar: Grammar) -> bool:
    """Tell whether the word is the last of the titles: never a run's last word unless the run is all titles."""
    if lowers[k] not in grammar.titles:
        return False
    if k and lowers[k - 1] in ("mr", "mrs", "ms", "miss", "dr"):
        return False  # Mr. King and Dr. Bishop have names that are titles elsewhere.
    return k < len(lowers) - 1 or all(word in grammar.titles or word == "of" for word in lowers)


def _names_body(prose: Prose, first: int, last: int, grammar: Grammar) -> bool:
    """Tell an organisation: by its last word, an inner "of", or capitals throughout."""
    lower = prose.lower[last]
    word = prose.words[last]
    if lower in grammar.organization_names and not (
        last > first and lower in ("moore", "state", "security", "affairs", "justice", "star")
    ):
        return not (first < last and prose.lower[last - 1] in get_genders()[0] | get_genders()[1])
    if first == last:
        return (
            len(word) > 1
            and word.isupper()
            and lower not in grammar.titles
            and not _in_capitals(prose, first)
        )
    inner = prose.lower[first:last]
    if any(
        w in ("of", "for", "&") and inner[k - 1] in grammar.organization_names
        for k, w in enumerate(inner)
        if k
    ):
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
        return (
            "person"
            if all(word[:1].isupper() or word.lower() in grammar.particles for word in name)
            else "unknown"
        )
    return "unknown"


def _join(cast: Cast, prose: Prose, grammar: Grammar) -> None:
    """Join mentions into entities: full names first, then what refers to them."""
    full: dict[tuple[str, str], int] = {}
    families: dict[str, list[int]] = defaultdict(list)
    givens: dict[str, list[int]] = defaultdict(list)
    for mention in cast.mentions:
        if mention.looks == "person" and len(mention.name) >= 2:
            _join_full(cast, mention, grammar, full, families, givens)
    for mention in cast.mentions:
        word = prose.words[mention.last]
        if not mention.name and mention.first == mention.last and word.lower() in families:
            mention.name, mention.titles = (word,), ()
    bodies: dict[str, int] = {}
    for number, mention in enumerate(cast.mentions):
        if mention.entity < 0 and mention.name:
            _join_short(cast, prose, number, grammar, families, givens, bodies)
    for mention in cast.mentions:
        if mention.entity >= 0:
            _learn(cast.entities[mention.entity], mention, grammar)
            inside = mention.first > prose.bounds[prose.sentence[mention.first]][0]
            if inside and cast.entities[mention.entity].kind != "person":
                cast.entities[mention.entity].is_sure = True  # Capitals within a sentence are no accident.
    cast.shared = {family: who for family, who in families.items() if len(who) > 1}


def family_of(name: tuple[str, ...]) -> str:
    """Family name in small letters: the last word that is no suffix."""
    words = [word.lower().rstrip(".") for word in name]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return words[-1] if words else ""


def _join_full(
    cast: Cast,
    mention: Mention,
    grammar: Grammar,
    full: dict[tuple[str, str], int],
    families: dict[str, list[int]],
    givens: dict[str, list[int]],
) -> None:
    """Give a full name its entity; "Ada M. Venn" and "Ada Venn" are one."""
    given, family = mention.name[0].lower(), family_of(mention.name)
    key = (given.rstrip("."), family)
    if key not in full:
        for other in families[family]:
            if _compatible(cast.entities[other].words, mention.name):
                full[key] = other
                break
    if key not in full:
        full[key] = len(cast.entities)
        cast.entities.append(Entity(" ".join(mention.name), mention.name, "person"))
        families[family].append(full[key])
        givens[given].append(full[key])
    mention.entity = full[key]
    entity = cast.entities[mention.entity]
    if len(mention.name) > len(entity.words):
        entity.words, entity.name = mention.name, " ".join(mention.name)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names of one family may be one person's: a given name or its initial in common."""
    first, second = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    middle = {word.lower().rstrip(".") for word in one[1:-1]} | {
        word.lower().rstrip(".") for word in other[1:-1]
    }
    return (
        first in middle
        or second in middle
        or (len(first) > 2 and len(second) > 2 and (first.startswith(second) or second.startswith(first)))
    )


def _join_short(
    cast: Cast,
    prose: Prose,
    number: int,
    grammar: Grammar,
    families: dict[str, list[int]],
    givens: dict[str, list[int]],
    bodies: dict[str, int],
) -> None:
    """Give a single name, or a body, its entity."""
    mention = cast.mentions[number]
    family = family_of(mention.name)
    if mention.looks != "organization" or len(mention.name) == 1:
        who = families.get(family, []) if len(mention.name) == 1 or mention.titles else []
        who = _by_gender(cast, who, mention, grammar) or (
            givens.get(mention.name[0].lower(), []) if len(mention.name) == 1 else []
        )
        if who:
            mention.entity = _choose(cast, prose, number, who)
            return
    key = " ".join(mention.name).lower()
    if key not in bodies:
        bodies[key] = _find_body(cast, mention, bodies)
    mention.entity = bodies[key]


def _by_gender(cast: Cast, who: list[int], mention: Mention, grammar: Grammar) -> list[int]:
    """Keep the people whom a title such as Mr. or Mrs. fits."""
    gender = title_gender(mention.titles, grammar)
    if not gender:
        return who
    return [one for one in who if gender_of(cast.entities[one].words, grammar) in ("", gender)]


def _choose(cast: Cast, prose: Prose, number: int, who: list[int]) -> int:
    """Choose among people of one family name: who was named in full last, unless two were in one breath; -1 then."""
    if len(who) == 1:
        return who[0]
    latest: dict[int, int] = {}
    counts: Counter[int] = Counter()
    for index, other in enumerate(cast.mentions):
        if other.entity in who and len(other.name) > 1:
            counts[other.entity] += 1
            if index < number:
                latest[other.entity] = prose.sentence[other.first]
    if not latest:
        return counts.most_common(1)[0][0]
    ranked = sorted(latest, key=lambda one: latest[one])
    if (
        len(ranked) > 1
        and latest[ranked[-1]] == latest[ranked[-2]]
        and prose.sentence[cast.mentions[number].first] - latest[ranked[-1]] < 4
    ):
        return -1
    top = counts.most_common(2)
    if len(top) > 1 and top[0][1] >= 3 * top[1][1] and top[0][0] in latest:
        return top[0][0]
    return ranked[-1]


def _find_body(cast: Cast, mention: Mention, bodies: dict[str, int]) -> int:
    """Find the body that a short form means ("Brightvein" for Brightvein Metals), or make a new entity."""
    words = tuple(word.lower() for word in mention.name)
    for key, entity in bodies.items():
        other = cast.entities[entity]
        if other.kind != "organization":
            continue
        parts = key.split()
        if parts[: len(words)] == list(words) and len(parts) > len(words):
            return entity
        initials = "".join(part[0] for part in parts if part not in ("of", "the", "and", "for"))
        if len(words) == 1 and len(initials) > 1 and initials == words[0].replace(".", ""):
            return entity
    kind: SpeakerKind = "person" if mention.looks == "person" else "organization"
    cast.entities.append(Entity(" ".join(mention.name), mention.name, kind))
    return len(cast.entities) - 1


def _learn(entity: Entity, mention: Mention, grammar: Grammar) -> None:
    """Learn gender, roles and certainty from one mention."""
    entity.roles.update(mention.titles)
    if mention.titles:
        entity.is_sure = True
    if entity.kind == "person" and not entity.gender:
        entity.gender = title_gender(mention.titles, grammar) or gender_of(entity.words, grammar)


def title_gender(titles: tuple[str, ...], grammar: Grammar) -> Gender:
    """Gender that titles tell."""
    if any(title in grammar.feminine for title in titles):
        return "f"
    return "m" if any(title in grammar.masculine for title in titles) else ""


def gender_of(name: tuple[str, ...], grammar: Grammar) -> Gender:
    """Gender that a given name tells."""
    he, she = get_genders()
    if len(name) < 2 and name and name[0].lower() not in he | she:
        return ""
    for word in name[:1]:
        lower = word.lower()
        if lower in he:
            return "m"
        if lower in she:
            return "f"
    return ""


def _complete_from_headline(cast: Cast, title: str, grammar: Grammar) -> None:
    """Complete a family name that the text never gives in full with the given name of the headline."""
    he, she = get_genders()
    for entity in cast.entities:
        if entity.kind == "person" and len(entity.words) == 1:
            found = re.search(rf"(?<!\w)([^\W\d_a-z][\w’'-]+) {re.escape(entity.words[0])}(?!\w)", title)
            if found and found[1].lower() in he | she:
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
        if after < len(prose) and prose.words[after] == ",":
            for i in range(after + 1, min(after + _APPOSITION_REACH, len(prose))):
                if prose.kinds[i] in (PUNCT, QUOTE, BREAK) and prose.words[i] != "'s" and i > after + 2:
                    break
                _add_role(entity, prose.lower[i], grammar)
        before = mention.first - 1
        for i in range(before, max(before - 3, -1), -1):
            if prose.kinds[i] != WORD or prose.lower[i] in grammar.prepositions:
                break
            _add_role(entity, prose.lower[i], grammar)
        if before > 0 and prose.words[before] == ",":
            for i in range(before - 1, max(before - 5, -1), -1):
                if prose.kinds[i] in (PUNCT, QUOTE, BREAK, NUMBER) and prose.words[i] != "'s":
                    break
                _add_role(entity, prose.lower[i], grammar)


def _add_role(entity: Entity, word: str, grammar: Grammar) -> None:
    if word in grammar.roles or word in grammar.titles or word in grammar.organizations:
        entity.roles.add(word)
