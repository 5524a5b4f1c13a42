"""A claim taken apart: the words of a name, and what describes whoever bears it.

"Grünen-Chefin Dorn", "глава МИД Лапин", "the economist Ada Quill" and "le maire de Lyon, Luc Noir" each have a name in
them. What stands before a family name and is a title, an abbreviation or in small letters describes its bearer; any
other word may be a given name, and another given name is another person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.attribution.grammar import HONORIFICS, get_grammar
from matcher.attribution.lexicon import LANGUAGES, is_given_name, load, split_words
from matcher.attribution.people.given import same_given
from matcher.attribution.people.nouns import is_office
from matcher.attribution.people.spelling import is_cyrillic, name_words, same_family

_GRAMMARS = [get_grammar(language) for language in LANGUAGES]
# Besides the titles that documents are read with, those that claims write before a family name.
TITLES = split_words("mp mep msp").union(*(grammar.titles for grammar in _GRAMMARS))
ROLES = frozenset().union(*(grammar.roles for grammar in _GRAMMARS))
BODIES = frozenset().union(*(grammar.organizations for grammar in _GRAMMARS))
_FEMININE = frozenset().union(*(grammar.feminine for grammar in _GRAMMARS))
_MASCULINE = frozenset().union(*(grammar.masculine - grammar.of_either for grammar in _GRAMMARS))
_ENDINGS = tuple(sorted({ending for grammar in _GRAMMARS for ending in grammar.title_endings}))
_FEMININE_ENDINGS = tuple(sorted({ending for grammar in _GRAMMARS for ending in grammar.feminine_endings}))
# Left over where a claim was cut out of a sentence: "Ada Venn says".
_REPORTS = split_words("said says told tells wrote writes added adds")
# Small words of all languages that say nothing about who is meant.
ARTICLES = split_words(
    "the a an of for and at in der die das des den ein eine von für le la les l un une de du el los las del y"
    " il lo gli dello della dei degli delle dell"
)
# What makes whoever follows another person than the one described: "the lawyer of Ada Quill", "l'avocat de Luc Noir".
LINKS = split_words(
    "of for to from at with by von für vom de du des del d para por pour с за из di dello della dei degli delle dell"
    " do da dos das"
)
# What an office's complement begins with, and no name does that follows a title.
_COMPLEMENT_LINKS = split_words(
    "der des dem im am beim in an bei du au aux à en del al por para of for at по в у на з із"
    " dello della dei degli delle dell per voor"
)
# The same, but with a capital each begins a family name: "directeur Van den Berg", "ministro Di Biase".
_SMALL_LINKS = split_words("di do da dos das van")
# Whose a role is, in one word: nobody of that name ("his daughter", "ihr Anwalt").
POSSESSIVES = split_words(
    "his her their its sein seine ihr ihre son sa ses leur leurs su sus suo sua seu zijn haar hans hennes deras"
    " его её ее их його її jego jej ich"
)
# What joins two people's names.
AND_BETWEEN_NAMES = r"(?:and|&|und|et|y|и|та|і|e|ed|en|och|i|oraz)"
# French articles that hang on their noun (l'avocat), not on a name (d'Estaing).
ELISION = re.compile(r"(?<!\w)[ldLD][’'](?=[a-zà-ÿ])")
# What stands between a rank and its bearer, or behind both: "Gen. (ret.) Basil Thorne", "General a. D. Kern".
_RETIRED = re.compile(r"\s*(?:[(\[]\s*(?:ret(?:d|ired)?|ret['’]d)\.?\s*[)\]]|\ba\. ?D\.)", re.IGNORECASE)
# Articles in small letters before a noun in small letters: anywhere else each is a name, or another word.
_LEADING_ARTICLE = re.compile(r"^(?:i|uno|una|o|os|as|um|uma|het|een|den|det|en|ett) (?=[a-zà-ÿ])")
# "Wirtschafts- und Energieminister": the first of two compounds lacks the noun.
SUSPENDED = re.compile(r"([^\W\d_]+)-,? (?:und|oder|sowie) (?=[^\W\d_a-z])")
# An abbreviation of a party or office has two letters or more; two may be initials (J.D.) too.
_MIN_SURE_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim taken apart: the words of a name, or of a role or body; folded to lower case where they are
    compared.

    ``text`` is the claim as it was written; ``lead`` are the words before the name that describe its bearer, in small
    letters; ``parts`` the words of the whole claim between its commas.
    """

    text: str
    name: tuple[str, ...]
    role: tuple[str, ...]
    lead: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


def read_claim(claimed: str) -> Claim:
    """Take a claim apart into a name and a role.

    >>> read_claim("Transport Minister Ilse Varden").name
    ('Ilse', 'Varden')
    """
    claimed = _LEADING_ARTICLE.sub("", _RETIRED.sub("", claimed).strip())
    pieces = re.split(r"[,(\[]", ELISION.sub("", claimed))
    parts = tuple(tuple(name_words(piece)) for piece in pieces)
    first = pieces[0].lstrip("@")
    head = re.split(r"\s(?:of|for|at|von|für|de|du|des)\s", first, maxsplit=1)[0]
    words = name_words(first)
    while len(words) > 1 and words[-1].lower() in _REPORTS:
        words = words[:-1]
    content = tuple(word.lower() for word in words if word.lower() not in ARTICLES)
    last = name_words(head)[-1].lower() if name_words(head) else ""
    if len(words) > 1 and words[0] in POSSESSIVES:
        return Claim(claimed, (), content[1:], (), parts)
    is_role = last in ROLES or last in BODIES or (last in TITLES and len(content) > 1)
    if is_role or first[:4].lower() == "the " or _names_office(name_words(SUSPENDED.sub("", first))):
        return Claim(claimed, (), content, (), parts)
    words = _initials_first(words)
    begin = _end_of_lead(words)
    return Claim(claimed, tuple(words[begin:]), content, tuple(word.lower() for word in words[:begin]), parts)


def _names_office(words: Sequence[str]) -> bool:
    """Tell words that name an office and nobody: "der Werksleiter", "директор завода", "глава МИД".

    Of an office's complement they may have what is no name: words in small letters, abbreviations, and whatever follows
    an article or preposition: "die Leiterin der Klinik".
    """
    lowers = [word.lower() for word in words]
    begin = next((k for k, lower in enumerate(lowers) if lower not in ARTICLES), len(words))
    office = next((k for k in range(begin, len(words)) if _is_office(lowers[k])), len(words))
    if office == len(words) or not all(word.islower() for word in words[begin:office]):
        return False
    after = office + 1
    while after < len(words) and _is_office(lowers[after]):
        after += 1
    if after == len(words):
        return begin > 0 or after - begin > 1 or lowers[office] not in TITLES or words[office].islower()
    # "minister van Verkeer", but "Colonel van der Berg".
    is_linked = words[after] in _SMALL_LINKS and words[office].islower() and lowers[after + 1 : after + 2] != ["der"]
    if lowers[after] in _COMPLEMENT_LINKS or is_linked:
        return True
    is_shouted = all(word.isupper() for word in words)
    return all(word.islower() or (len(word) > 1 and word.isupper() and not is_shouted) for word in words[after:])


def _is_office(lower: str) -> bool:
    return lower not in HONORIFICS and (is_office(lower) or lower in TITLES)


def _initials_first(words: list[str]) -> list[str]:
    """Put initials that follow a family name before it: Белова А. С."""
    end = len(words)
    while end > 1 and len(words[end - 1]) == 1:
        end -= 1
    return words[end:] + words[:end]


def _end_of_lead(words: list[str]) -> int:
    """Return how many words at the start of a claim describe whoever is named after them."""
    begin = 0
    while begin < len(words) - 1 and words[begin].lower() in TITLES | ARTICLES:
        begin += 1
    for k in range(begin, len(words) - 1):
        if is_title_word(words[k]) and not _has_given_name(words[begin : k + 1]):
            begin = k + 1
    if not words or not words[-1][:1].isupper():
        return begin  # All in small letters: nothing tells a name from a description.
    end = begin
    while end < len(words) - 1 and (words[end].islower() or (end and _is_abbreviation(words, end))):
        end += 1
    if end - begin > 1 and end >= len(words) - 2 and words[end - 1].lower() in LINKS:
        return begin  # "soeur de Noir" is not Noir.
    return end


def is_title_word(word: str) -> bool:
    """Tell a title of any language in any case, and a compound: Bundesfinanzminister, Grünen-Chef, ex-ministro."""
    lower = word.lower()
    return is_listed_title(lower) or (is_office(lower) and not is_given_name(lower))


def is_listed_title(lower: str) -> bool:
    """Tell a title as it is listed, and a compound of one, from its other cases."""
    return lower in TITLES or (lower.endswith(_ENDINGS) and not is_given_name(lower))


def _is_abbreviation(words: list[str], k: int) -> bool:
    """Tell МИД or SPD from a name, where the family name is not in capitals throughout."""
    return len(words[k]) >= _MIN_SURE_ABBREVIATION and words[k].isupper() and not words[-1].isupper()


def _has_given_name(words: Sequence[str]) -> bool:
    """Tell words of which one, or a part of one (Anna-Maria), is a known given name."""
    return any(is_given_name(piece) for word in words for piece in word.lower().split("-"))


def may_describe(claim: Claim) -> bool:
    """Tell whether what is left before a family name may be no given name: "мэр Харькова Лапин", "GOP Orr"."""
    before, lead = claim.name[:-1], claim.lead
    if not before or _has_given_name(before):
        return False
    if any(word.isupper() and len(word) > 1 for word in before) and not claim.name[-1].isupper():
        return True
    if any(word.lower() in ROLES for word in before):
        return True
    has_office = not (ARTICLES | HONORIFICS).issuperset(lead)
    return has_office and (is_cyrillic(before[0]) or lead[-1] in LINKS)


def is_oblique(claimed: str, spoken: str) -> bool:
    """Tell a Russian or Ukrainian family name in another case than the speaker's: "жена Лапина" is not Лапин."""
    return is_cyrillic(claimed) and is_cyrillic(spoken) and len(claimed) > len(spoken)


def gender_of_lead(lead: tuple[str, ...]) -> str:
    """Return the gender that the titles before a name tell, or nothing."""
    for word in lead:
        if word in _FEMININE or word.endswith(_FEMININE_ENDINGS):
            return "f"
        if word in _MASCULINE:
            return "m"
    return ""


def names_in_full(claim: Claim, spoken: Sequence[str]) -> bool:
    """Tell a claim one of whose parts ends in somebody's full name: "le maire de Lyon Luc Noir", "the mayor, Ben Orr".

    Not where the name belongs to what stands before it: "the lawyer of Ben Orr".
    """
    size = len(spoken)
    for number, part in enumerate(claim.parts):
        if size < 2 or not _ends_in(part, spoken) or (number and not _describes(claim.parts[number - 1])):
            continue
        before = len(part) - size
        if before and is_oblique(part[-1], spoken[-1]):
            continue
        if before >= _MIN_PORTFOLIO and _is_portfolio(part[before - _MIN_PORTFOLIO : before]):
            return True
        while before and is_title_word(part[before - 1]):
            before -= 1
        if not before or part[before - 1].lower() not in LINKS:
            return True
    return False


# Members of a government, whose field is no person's title: "Minister of Health Ada Venn".
_MEMBERS = split_words("secretary minister undersecretary state")
_FIELDS = split_words(load("roles")["exclusive"]["portfolios"]) | {"state"}
_MIN_PORTFOLIO = 3


def _is_portfolio(words: Sequence[str]) -> bool:
    """Tell "Secretary of State" and "State for Justice" from "lawyer of Justice"."""
    member, link, field = (word.lower() for word in words)
    return member in _MEMBERS and link in LINKS and field in _FIELDS


def _ends_in(part: Sequence[str], spoken: Sequence[str]) -> bool:
    """Tell whether words end in somebody's full name, given names first."""
    tail = part[-len(spoken) :]
    if len(tail) < len(spoken) or not same_family(tail[-1], spoken[-1]):
        return False
    return all(same_given(one, other) for one, other in zip(tail[:-1], spoken[:-1], strict=True))


def _describes(part: Sequence[str]) -> bool:
    """Tell a part of a claim whose next part says who is meant: "the mayor of Ely, Ben Orr"; not "Ada Quill, Ben Orr".

    "The lawyer of the mayor, Ben Orr" may mean either man, and says so of none.
    """
    lowers = [word.lower() for word in part]
    if not part or not (part[0].islower() or lowers[0] in TITLES | ROLES | ARTICLES):
        return False
    linked = [k for k, lower in enumerate(lowers) if k and lower in LINKS]
    if linked:
        return lowers[-1] not in ROLES
    return all(word.islower() or is_title_word(word) for word in part[1:])
