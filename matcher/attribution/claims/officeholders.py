"""Who holds an office: what a document calls a person, against the office that a claim gives.

Read from the words right before each of the person's names, and from the appositions after them. An office counts as
somebody else's only where that person is named right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from matcher.attribution.claims.claimed import LINKS, ROLES
from matcher.attribution.claims.offices import (
    AND,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVE,
    Left,
    Office,
    Word,
    end_of_office,
    has_owner,
    is_rank,
    is_report,
    is_role,
    read_at,
    read_left,
    read_office,
    read_words,
    stem_mark,
)
from matcher.attribution.claims.other_holders import (
    AFTER,
    BEFORE,
    BREAKS,
    MAX_PLACES,
    forms_pattern,
    has_bearer,
    is_own,
    own_words,
    stands_indefinite,
)
from matcher.attribution.grammar import HONORIFICS, get_grammar
from matcher.attribution.lexicon import (
    get_genders,
    is_given_name,
    is_inflected_given_name,
    load,
    split_words,
    strip_case,
)
from matcher.attribution.people.spelling import fold_name, is_cyrillic, same_family
from matcher.types import AttributionStatus, Document

# Of each group an office has one: the Labour candidate is not the Conservative one.
_EXCLUSIVE = [frozenset(stem_mark(word) for word in words.split()) for words in load("roles")["exclusive"].values()]
# Links without an article in them: "a spokesman for Mayor Ben Orr".
_BARE_LINKS = split_words("of for to by von für de d para por pour")
# What follows "who" where the relative clause says what its owner is.
_BEING = split_words("is was served serves became has")
# Words before and after a name in which it is described.
_MAX_WORDS = 9
_NICKNAME = re.compile(r"[“\"‘'(](?=[^\W\d_a-z])[\w-]+[”\"’')]")
# Whom a stretch gives an office to: whoever is named in it, the one whose lawyer or aide that is, or nobody for sure.
Holder = Literal["named", "owner", "open"]


def compare_office(claimed: Office, name: Sequence[str], mention: str, document: Document) -> AttributionStatus:
    """Compare an office claimed with the offices that a document gives a person.

    Parameters
    ----------
    claimed
        The office, as ``read_office`` gave it.
    name
        The person's name, family name last.
    mention
        What the document calls the person beside the passage; may be empty.
    document
        The document of the passage.

    Returns
    -------
        ``confirmed`` where the document gives the person that office, or leaves out no more than which one it is.
        ``contradicted`` where it gives it to somebody else, or the person to whoever holds it. Otherwise
        ``uncertain``.
    """
    held = _Held()
    holders: set[Holder] = set()
    for office, holder in _iter_given(claimed.noun, name, mention, document.text):
        holders.add(holder)
        if holder == "named":
            held.add(office, fits=office.ranks == claimed.ranks)
            if held.fits and claimed.marks <= held.marks and not _is_other_gender(claimed, held, name, document.text):
                return "confirmed"
    if holders == {"open"}:
        return "uncertain"
    words = claimed.marks | {fold_name(claimed.noun)}
    if "named" not in holders:
        is_known = "owner" in holders or has_bearer(claimed, name, document.text)
        is_known = is_known or _excludes(claimed, name, mention, document.text)
        return "contradicted" if is_known and has_words(words, document) else "uncertain"
    if claimed.marks and not has_words(claimed.marks, document):
        return "uncertain"  # Nobody of the document is called so.
    if has_bearer(claimed, name, document.text):
        return "contradicted"
    if not held.fits or _is_other(claimed, held) or _is_other_gender(claimed, held, name, document.text):
        return "uncertain"
    return "confirmed" if has_words(words, document) else "uncertain"


def holds_office(claimed: Office, name: Sequence[str], mention: str, document: Document) -> bool:
    """Tell whether a document gives a person an office in all words of the claim: "мэр Омска"."""
    given = _iter_given(claimed.noun, name, mention, document.text)
    return any(
        holder == "named" and office.ranks == claimed.ranks and claimed.marks <= office.marks
        for office, holder in given
    )


def is_held_by_others(claimed: Office, name: Sequence[str], document: Document) -> bool:
    """Tell whether a document gives a person's office to somebody else by name as well, or to several at once."""
    text = document.text
    is_plural = re.search(rf"(?<!\w){re.escape(claimed.noun)}s(?!\w)", text, re.IGNORECASE) is not None
    return is_plural or has_bearer(claimed, name, text)


@dataclass(init=False, slots=True)
class _Held:
    """What a document says of a person's office: all its marks, and whether its rank was once the one claimed."""

    marks: set[str]
    kinds: set[str]
    owners: set[str]
    fits: bool
    is_feminine: bool

    def __init__(self) -> None:
        self.marks = set()
        self.kinds = set()
        self.owners = set()
        self.fits = False
        self.is_feminine = False

    def add(self, office: Office, *, fits: bool) -> None:
        self.marks |= office.marks
        self.kinds |= office.kinds
        self.owners |= office.owners
        self.fits = self.fits or fits
        self.is_feminine = self.is_feminine or office.is_feminine


def _is_other(claimed: Office, held: _Held) -> bool:
    """Tell another office of the same noun, by what is missing: the finance minister, the mayor of another town."""
    missing = claimed.marks - held.marks
    if any(missing & group and held.marks & group for group in _EXCLUSIVE):
        return True
    if claimed.kinds & missing:
        return True
    return bool(claimed.owners) and bool(held.owners | held.kinds) and claimed.owners.isdisjoint(held.marks)


def _is_other_gender(claimed: Office, held: _Held, name: Sequence[str], text: str) -> bool:
    """Tell a claim of a woman for a man, and of a man for a woman where a man has the office."""
    he, _ = get_genders()
    if claimed.is_feminine:
        return not held.is_feminine and name[0].lower() in he
    return held.is_feminine and has_bearer(claimed, name, text)


def has_words(words: Collection[str], document: Document) -> bool:
    """Tell whether all of some words, folded stems or whole, stand in a document or its title, in any form."""
    stems = set(words)
    lower = f"{document.title} {document.text}".lower()
    if all(re.search(rf"(?<!\w){re.escape(stem)}\w{{0,3}}(?!\w)", lower) for stem in stems):
        return True  # As they do mostly, without folding the whole text.
    return stems.issubset(form for word in read_words(lower) for form in (stem_mark(word.lower), word.folded, word.key))


def has_rank(claimed: Office, name: Sequence[str], mention: str, text: str) -> bool:
    """Tell whether the title before a claimed name has the rank that the document gives: President Marr.

    Whoever was president once is still called so, and where the document gives no such office any rank may be right.
    """
    is_given = False
    for office, holder in _iter_given(claimed.noun, name, mention, text):
        if holder == "named" and claimed.ranks - {"former"} == office.ranks - {"former"}:
            return True
        is_given = is_given or holder == "named"
    return not is_given


def has_other_post(claimed: Office, name: Sequence[str], mention: str, text: str) -> bool:
    """Tell whether a document gives a person another post than the one claimed, and not that one: Congressman Marr."""
    post = post_of(claimed)
    if not post:
        return False
    given = {post_of(office) for office, holder in _iter_given("", name, mention, text) if holder == "named"}
    return post not in given and bool(given - {""})


def _iter_given(noun: str, name: Sequence[str], mention: str, text: str) -> Iterator[tuple[Office, Holder]]:
    """Yield the offices with a given noun among what a document calls a person, and whom it gives them to.

    Without a noun all of them.
    """
    own = own_words(name)
    # Else the text before the name tells more ("former | president Ossip Lunt"), but for a label with it in brackets.
    if name[-1] not in mention or mention.endswith(")"):
        called = read_office(" ".join(word for word in mention.split() if fold_name(word) not in own))
        if called is not None and (not noun or fold_name(called.noun) == fold_name(noun)):
            yield called, "named"
    forms, is_full = forms_pattern(noun) if noun else None, len(name) > 1
    described = (
        place
        for place in _iter_places(name[-1], text)
        if forms is None or forms.search(text, place.start() - BEFORE, place.end() + AFTER)
    )
    for place in islice(described, MAX_PLACES):
        yield from _iter_before(noun, text[max(0, place.start() - BEFORE) : place.start()], own, is_full=is_full)
        yield from _iter_after(noun, text[place.end() : place.end() + AFTER])


def _iter_places(family: str, text: str) -> Iterator[re.Match[str]]:
    """Yield where a family name stands, a Russian or Ukrainian one in any case."""
    if not is_cyrillic(family):
        yield from re.finditer(rf"(?<!\w){re.escape(family)}(?!\w)", text)
        return
    stem = strip_case(family.lower())
    for place in re.finditer(rf"(?<!\w){re.escape(stem)}\w{{0,3}}(?!\w)", text, re.IGNORECASE):
        if same_family(place[0], family):
            yield place


def _iter_before(noun: str, text: str, own: set[str], *, is_full: bool) -> Iterator[tuple[Office, Holder]]:
    """Yield the offices with a given noun in the text right before a family name.

    ``own`` are the words of the person's name, and ``is_full`` tells whether a given name is among them.
    """
    words = read_words(_NICKNAME.sub(" ", text))
    begin = max((k + 1 for k, word in enumerate(words) if word.lower in BREAKS), default=0)
    end = len(words)
    given = words[end - 1].lower if end > begin else ""
    while end > begin and (
        is_own(words[end - 1], own) or words[end - 1].lower in HONORIFICS or len(words[end - 1].folded) == 1
    ):
        end -= 1
    last = words[end - 1] if end > begin else None
    if last is not None and last.capital and not is_role(last) and is_given_name(last.lower):
        if is_full and end == len(words):
            return  # A namesake: Jim Brill is not Hanna Brill.
        end -= not is_full
    elif last is not None and is_full and end == len(words) and _is_given_behind_office(words, end - 1):
        return  # So is "his son Zoltar Brill", whose given name no list has.
    stretch = words[max(begin, end - _MAX_WORDS) : end]
    for k in _find(noun, stretch):
        yield read_at(stretch, k), _holder_before(stretch, k) if _agrees(stretch, k, given) else "open"


def _is_given_behind_office(words: Sequence[Word], k: int) -> bool:
    """Tell a capitalised word right behind an English office, which puts its complements in front."""
    is_name = words[k].capital and not is_role(words[k]) and not is_rank(words[k])
    return is_name and k > 0 and words[k - 1].lower in _ENGLISH_OFFICES


_ENGLISH_OFFICES = get_grammar("en").roles | get_grammar("en").titles


def _agrees(words: Sequence[Word], k: int, given: str) -> bool:
    """Tell whether a Russian or Ukrainian office has the case of the given name behind it, where that is known.

    Of "заместитель министра" it is the first that has.
    """
    noun = words[k - 1].noun if k and is_rank(words[k - 1]) and words[k - 1].noun is not None else words[k].noun
    if noun is None or not is_cyrillic(given):
        return True
    return not is_given_name(given) if noun.is_oblique else not is_inflected_given_name(given)


def _iter_after(noun: str, text: str) -> Iterator[tuple[Office, Holder]]:
    """Yield the offices with a given noun in the apposition right after a name."""
    if not text.startswith(","):
        return
    words = read_words(text)
    end = next((k for k, word in enumerate(words) if word.lower in BREAKS), len(words))
    stretch = words[: min(end, _MAX_WORDS + 1)]
    yield from ((read_at(stretch, k), _holder_after(stretch, k)) for k in _find(noun, stretch))


def _find(noun: str, words: Sequence[Word]) -> list[int]:
    folded = fold_name(noun)
    if not folded:
        return [
            k for k, word in enumerate(words) if is_role(word) and not is_rank(word) and word.lower not in HONORIFICS
        ]
    return [k for k, word in enumerate(words) if folded in (word.key, word.folded)]


def _holder_before(words: Sequence[Word], k: int) -> Holder:
    """Tell who has an office that stands before a name, with or without a comma before the name."""
    right = list(words[k + 1 :])
    if has_owner(words, k):
        return "owner" if any(map(is_role, right)) else "open"
    has_comma = bool(right) and not right[-1].folded
    if has_comma:
        right.pop()
    if len(right) > 1 and (_is_verb_like(right[0]) or _acts(right)):
        return "open"
    for number, word in enumerate(right):
        if not word.folded or (word.capital and is_given_name(word.lower) and not is_role(word)):
            return "open"
        if word.lower in AND and (number + 1 == len(right) or right[number + 1].lower in DETERMINERS):
            return "open"
        if is_report(word):
            return "open"
    left = read_left(words, k)
    if _is_owned(words[k], left):
        return "owner"
    if left.stop == "owner" and (has_comma or left.has_article or words[left.at].lower not in _BARE_LINKS):
        return "open"  # "The lawyer of the mayor, Ben Orr" may mean either man.
    return "named"


def _is_owned(word: Word, left: Left) -> bool:
    """Tell a Russian or Ukrainian office that another one is of: "советник министра"."""
    is_oblique = word.noun is not None and word.noun.is_oblique and is_cyrillic(word.lower)
    return is_oblique and any(map(is_role, left.marks))


def _is_verb_like(word: Word) -> bool:
    """Tell what can be no complement: a Latin word in small letters that links nothing ("the mayor differs from …")."""
    if (
        word.capital
        or word.lower in LINKS | AND | DETERMINERS | PREPOSITIONS
        or is_role(word)
        or is_cyrillic(word.lower)
    ):
        return False
    return bool(word.folded)


def _acts(words: Sequence[Word]) -> bool:
    """Tell a name behind an office, and its verb: "the minister Corrado Baldi met [Nadia Ferri]"."""
    verb = next((k for k, word in enumerate(words) if not word.capital or is_role(word)), 0)
    return verb > 1 and verb + 1 < len(words) and _is_verb_like(words[verb])


def _holder_after(words: Sequence[Word], k: int) -> Holder:
    """Tell who has an office that stands in an apposition, which begins with the comma after the name."""
    if has_owner(words, k):
        return "owner" if any(map(is_role, words[k + 1 : end_of_office(words, k)])) else "open"
    left = read_left(words, k)
    if left.stop == "owner" or _is_owned(words[k], left):
        return "owner"
    if left.stop == "relative":
        return "named" if words[left.at + 1].lower in _BEING else "open"
    if left.stop in ("link", "verb"):
        return "open"
    between = words[1 : max(left.at, 1)]
    if left.stop == "and" and not any(is_role(word) for word in between):
        return "open"
    other = any((word.capital and is_given_name(word.lower)) or word.lower in RELATIVE for word in between)
    return "open" if other and left.stop != "as" else "named"


def _excludes(claimed: Office, name: Sequence[str], mention: str, text: str) -> bool:
    """Tell whether a document gives a person an office beside which the claimed one is somebody else's.

    Whoever is a strategist may be an author too, and "the author" mean him: only a post excludes another post, and any
    office one that stands with an indefinite article alone.
    """
    offices = [office for office, holder in _iter_given("", name, mention, text) if holder == "named"]
    post = post_of(claimed)
    if post and any(post_of(office) not in ("", post) for office in offices):
        return True
    return any(office.noun in ROLES for office in offices) and stands_indefinite(claimed, text)


def post_of(office: Office) -> str:
    """Return the post that an office is, by one name in all languages, or nothing."""
    noun = fold_name(office.noun)
    return _POSTS.get(noun, "") if "former" not in office.ranks else ""


_POSTS = {fold_name(word): post for post, words in load("roles")["posts"].items() for word in words.split()}
