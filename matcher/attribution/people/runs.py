"""How far a run of capitalised words goes that may be a name: its particles, nicknames and conjunctions.

"Ursula von der Leyen", "William “Bill” Tarr" and "the Trade and Clerical Union" are one run each; "minister Anna de Wit
van Verkeer" goes on to what she is minister of, and is cut before it.
"""

from __future__ import annotations

from matcher.attribution.grammar import Grammar, is_title
from matcher.attribution.lexicon import is_given_name, load, split_words
from matcher.attribution.people.leads import is_month_as_family, precedes_name
from matcher.attribution.reporting.prose import CAPITAL, PUNCT, WORD, Prose

# More capitalised words than this are a headline or a list, and no name.
MAX_RUN = 9


def opens_family_name(prose: Prose, i: int) -> bool:
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


def is_compound(word: str) -> bool:
    """Tell an adjective made of a name (Ohio-based), and a party and its state (R-Ohio), from a double name."""
    return word.rpartition("-")[2] in _COMPOUND_TAILS or (word[1:2] == "-" and word[0] in _PARTIES)


_PARTIES = frozenset("RDI")
_COMPOUND_TAILS = split_words(
    "area based born led backed style era run owned wide like themed friendly made built trained educated speaking "
    "sponsored funded related controlled occupied old"
)


def find_run_end(prose: Prose, i: int, grammar: Grammar, *, in_headline: bool) -> int:
    """Index of the last token of the run that begins at ``i``."""
    last, j, size = i, i + 1, len(prose)
    limit = _limit_in_headline(prose, i, grammar) if in_headline else MAX_RUN
    while j < size and j - i < limit:
        kind, lower = prose.kinds[j], prose.lower[j]
        if kind == CAPITAL and lower not in grammar.pronouns:
            if is_compound(prose.words[j]) or (lower in grammar.days and not is_month_as_family(prose, j, grammar)):
                break
            if prose.starts[j] - prose.ends[j - 1] > 3 and _is_apart(prose, j):
                break
            last = j
        elif _is_legal_form(prose, j):
            return j + 1
        elif _is_nickname(prose, j):
            j += 2  # The nickname and its closing mark; the loop goes on with the family name.
        elif not _links(prose, i, j, grammar):
            break
        j += 1
    return last


_LEGAL_FORMS = split_words(load("legal_forms")["behind_comma"].lower())


def _is_legal_form(prose: Prose, j: int) -> bool:
    """Tell a comma with the legal form of the company before it."""
    return prose.words[j] == "," and prose.kinds[j + 1 : j + 2] == [CAPITAL] and prose.lower[j + 1] in _LEGAL_FORMS


def _limit_in_headline(prose: Prose, i: int, grammar: Grammar) -> int:
    """Length of a name among words in capitals: its titles, a given and a family name, and an initial."""
    name = i
    while name < min(i + _MAX_TITLES, len(prose) - 2) and is_title(prose.lower[name], grammar):
        name += 1
    has_initial = name + 2 < len(prose) and prose.words[name + 1].endswith(".")
    if name > i and not is_given_name(prose.lower[name]):
        return max(2, name - i + 1)  # "SEN. QUILL PRAISES IT"
    return name - i + 2 + has_initial


# Titles before one name: "U.S. Transport Secretary".
_MAX_TITLES = 3


def _is_apart(prose: Prose, j: int) -> bool:
    """Tell columns of a table from words with a space between them that was written as an entity (``entities.py``)."""
    gap = prose.text[prose.ends[j - 1] : prose.starts[j]]
    return len(gap.replace("\u00a0", "")) > 3


# Hangs on a family name in French and is part of it: d’Estenne.
ELIDED = frozenset(("d'", "d’"))


def _links(prose: Prose, i: int, j: int, grammar: Grammar) -> bool:
    """Tell whether a word in small letters stands inside a name: de, van, of, and."""
    lower = prose.lower[j]
    if j + 1 >= len(prose) or prose.kinds[j] not in (WORD, PUNCT):
        return False
    if lower in ("der", "den", "la", "le") and prose.lower[j - 1] not in grammar.particles:
        return False  # "von der Leyen", but "Thalbach der Agentur".
    if lower in ELIDED:
        return prose.kinds[j + 1] == CAPITAL and not is_given_name(prose.lower[j + 1])  # Noir d’Estenne
    if lower == "von" and prose.kinds[j + 2 : j + 3] == [CAPITAL] and is_given_name(prose.lower[j + 1]):
        return False  # "Anhänger von Ada Venn"
    if lower in grammar.complement_particles and _has_family_name(prose, i, j, grammar):
        return False  # "minister Anna de Wit van Verkeer"
    if prose.words[j] == "'s":  # "the Drivers' League": the apostrophe alone, behind a plural.
        is_bare = prose.ends[j] - prose.starts[j] == 1
        return prose.lower[j + 1] in (_OF_MEMBERS if is_bare else _OF_OWNERS) and (is_bare or _is_owner(prose, j - 1))
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


# Heads of bodies that belong to an office or to people, in capitals: "the County Sheriff's Office", "People's Party".
_OF_OWNERS = split_words("office department party bank congress court council hospital institute union")
_OWNERS = split_words(
    "sheriff governor mayor attorney general president marshal people women men children worker coroner"
)


def _is_owner(prose: Prose, i: int) -> bool:
    return prose.lower[i] in _OWNERS and prose.kinds[i] == CAPITAL


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
    if prose.lower[j] == "and" and precedes_name(prose, i, i + 2):
        return True
    if prose.lower[j] == "and":
        is_field = prose.lower[j - 2] == "of"  # "the Department of Health and Human Services"
        is_head = head in grammar.titles or head in grammar.organization_names
        return (is_field or not is_head) and _is_one_body(prose, i, after, grammar)
    return head in grammar.organization_names or head in _HEADS_WITH_OF or precedes_name(prose, j - 1, after)


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
    """Tell William “Bill” Tarr and William (Bill) Tarr: a capitalised word between marks, and one behind them."""
    if j + 3 >= len(prose) or not is_between_marks(prose, j + 1):
        return False
    return prose.kinds[j + 1] == CAPITAL and prose.kinds[j + 3] == CAPITAL


def is_between_marks(prose: Prose, k: int) -> bool:
    """Tell a nickname by its place: any word between quotation marks, and between brackets a given name or a word
    behind one.
    """
    if not 0 < k < len(prose) - 1:
        return False
    before, after = prose.words[k - 1], prose.words[k + 1]
    if before in _MARKS and after in _MARKS:
        return True
    is_given = is_given_name(prose.lower[k]) or (k > 1 and is_given_name(prose.lower[k - 2]))
    return before == "(" and after == ")" and is_given


_MARKS = frozenset("“”\"‘’'«»")
