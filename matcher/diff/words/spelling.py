"""Is it the same word written otherwise? Spelling variants, typing slips, scanning errors, forms of one stem.

A spelling difference is minor, an exchanged word is not, so the burden of proof lies on "spelling":
either a rule maps both forms onto one (accents, British/American, transliteration), or the forms are
close *and* one of them is no word that anybody writes. The words of the language, as far as it has a list, and the
archive's vocabulary, where the caller passes it, answer the last question; without the archive only slips that
hardly ever make another word count (a doubled letter, swapped neighbours in a longer word).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, Indel

from matcher.diff.words.lexicon import Lexicon
from matcher.types import Token

KnownWord = Callable[[str], bool]

# British spellings and endings to one form, applied to both words in this order: first what single words have, then
# endings. An ending needs a syllable before it, for in words of one it tells two words apart: later and latter,
# filed and filled, pal and pall.
REGIONAL: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?<=g)rey", "ray"),
        (r"^tyre", "tire"),
        (r"^cheque(?=$|s$|book)", "check"),
        (r"^chequ(?=er|ing$)", "check"),
        (r"(?<=j)ewellery", "ewelry"),
        (r"(?<=l)icen[cs]e", "icense"),
        (r"(?<=pr)actis(?=e|ing)", "actic"),
        (r"(?<=m)oul(?=[dt])", "ol"),
        (r"(?<=pl)ough", "ow"),
        (r"(?<=sul)ph", "f"),
        (r"ae(?=\w\w)", "e"),
        (r"^oe(?=[dns])|(?<=^f)oe(?=[t])|(?<=man)oe(?=u)|(?<=hom)oe(?=o)|(?<=rrh)oe(?=a)|(?<=am)oe(?=b)", "e"),
        (r"(?P<metre>cent|fib|lit|met|theat|euv)re(?=[a-z])(?!d$)", r"\g<metre>er"),
        (r"(?P<centring>cent|mit|euv|noit)ring$", r"\g<centring>ering"),
        (r"(?<=\w[bcdghtv])red$", "ered"),
        (r"(?<!^timb)(?<=\w[bcdghtv])re(?=$|s$)", "er"),
        (r"(?P<vowel>[aeiouy]\w*)our", r"\g<vowel>or"),
        (r"(?<=\w\w)is(?=e$|es$|ed$|ers?$|ing(?:ly)?$|ation(?:s|al|ally)?$|abl[ey]$|ements?$)", "iz"),
        (r"(?<=\w)ys(?=e$|es$|ed$|ing(?:ly)?$|ers?$|able$)", "yz"),
        (r"(?<=\w\w)ogue(?=$|s$)", "og"),
        (r"(?<=l)ogu(?=ed$|ers?$|ing$)", "og"),
        (r"(?<=\w)ence(?=$|s$|d$|less)", "ense"),
        (
            r"(?P<stem>(?!efil|ous)[aeiouy][^aeiouy]*[aeiou])(?P<one>[lptms])(?P=one)"
            r"(?=ed$|ings?$|ingly$|ers?$|ors?$|est$|ation$|ments?$|ists?$|ous$|ously$)",
            r"\g<stem>\g<one>",
        ),
        (r"(?P<two>[aeiou][^aeiou]+[aeiou])ll(?=$|s$)", r"\g<two>l"),
        (r"(?<=\w\w)ll(?=ments?$|ful)", "l"),
        (r"amme(?=$|s$)", "am"),
        (r"(?<=\w\w)dgement", "dgment"),
        (r"(?P<where>to|for|up|down|back|in|out|on|after|home|north|south|east|west)wards$", r"\g<where>ward"),
    )
)
# A word in which none of them is found stays as it is.
ANY_REGIONAL: Final = re.compile("|".join(pattern.pattern for pattern, _ in REGIONAL))
# A letter doubled, which in a name is one letter, but for two vowels: Pole and Poole, Red and Reed.
NAME_DOUBLE: Final = r"([^eo])\1+"
# One sound, many romanizations, in names of at least MIN_ROMANIZED letters. Order matters: longer letters first.
ROMANIZATION: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"tz|ts", "c"),
        (r"ks", "x"),
        (r"zh", "j"),
        (r"yu|ju", "iu"),
        (r"ya|ja", "ia"),
        (r"^(?:ye|je)(?=\w)|(?<=\w)(?:ye|ie|je|(?:yo|io)(?=v$|\w\w))(?!$)", "e"),
        (r"(?:ij|iy|yi|yj|yy|ii|y|j)$|(?<=[aeiou])[yj]", "i"),
        (r"ou", "u"),
        (r"ff$|(?<=[eo])w$", "v"),
        (NAME_DOUBLE, r"\1"),
    )
)
# What in a shorter name makes another one: Smith and Smyth, Han and Khan, Lewis and Levis, Bush and Busch.
LONG_ROMANIZATION: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"shch|sch", "sh"),
        (r"tch|tsh", "ch"),
        (r"kh|gh", "h"),
        (r"w", "v"),
        (r"(?<=[^aeiou])y(?=[^aeiou])", "i"),
    )
)
MIN_ROMANIZED: Final = 4
MIN_LONG_ROMANIZED: Final = 7
# What scanners confuse: single letters, and groups of letters that look like one.
SCAN_PAIRS: Final = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        *("i/l", "i/1", "l/1", "i/j", "l/|", "i/|", "i/!", "l/!", "o/c", "o/0", "c/e", "c/0", "h/b", "n/u"),
        *("s/5", "s/f", "g/q", "g/9", "q/9", "t/f", "v/y", "8/b", "8/s", "z/2", "й/и"),
    )
)
SCAN_GROUPS: Final = (
    *(("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "n"), ("ii", "u"), ("li", "h")),
    *(("in", "m"), ("ni", "m"), ("iii", "m"), ("ri", "n")),
)
# All confusions by the first letters on either side. At no place of two words may more than one of them apply, so that
# following the words never has to choose.
CONFUSIONS: Final[dict[str, list[tuple[str, str]]]] = {}
for _one, _other in (*SCAN_GROUPS, *map(tuple, SCAN_PAIRS)):
    CONFUSIONS.setdefault(_one[0] + _other[0], []).append((_one, _other))
    CONFUSIONS.setdefault(_other[0] + _one[0], []).append((_other, _one))
# Letter groups misread in one word at most.
MAX_GROUPS: Final = 3
# Letters of a word at least whose first one may be another.
MIN_VARIANT: Final = 3
# Share of letters below which two words are not even compared.
MIN_SIMILARITY: Final = 0.4
# Below this length one wrong letter as often makes another word as a slip.
MIN_SLIP: Final = 4
# From this length two wrong letters (without a vocabulary: one) leave no doubt which word was meant.
MIN_DOUBLE_SLIP: Final = 8
# From this length swapped neighbours or an exchanged vowel inside hardly ever make another word.
MIN_BLIND_SLIP: Final = 7
# From this length confusable letters alone prove a misreading; below it they make real words (hat, bat).
MIN_BLIND_MISREADING: Final = 6
# Accented words of a passage from which on a quote without any was written without.
LEAST_LOST: Final = 2
VOWELS: Final = frozenset("aeiouyаеиоуыэюяіє")


# A final ye without its dots, as Egypt writes it, and letters with a stroke, which Unicode does not take apart.
UNDOTTED: Final = str.maketrans("ىłøđðħı", "يloddhi")


def without_accents(word: str) -> str:
    """Drop combining marks and inner apostrophes; й and ї lose theirs too, so compare only close words."""
    if word.isascii() and "'" not in word:
        return word
    word = word.translate(UNDOTTED)
    return "".join(c for c in unicodedata.normalize("NFKD", word) if c != "'" and not unicodedata.combining(c))


def has_lost_accents(quote: Sequence[Token], document: Sequence[Token]) -> bool:
    """Tell whether a quote has no accent at all and its passage several: it was written without.

    Nor may it have letters that stand for them: who writes "Gebuehren" means "mussten" by "mussten".
    """
    words = {token.folded for token in quote}
    accented = [token.folded for token in document if _is_accented(token.folded)]
    if any(map(_is_accented, words)) or not words.isdisjoint(map(_umlauts, accented)):
        return False
    return len(accented) >= LEAST_LOST


def _is_accented(word: str) -> bool:
    return not word.isascii() and any(map(unicodedata.combining, word))


def known_in(words: frozenset[str], is_frequent: KnownWord) -> KnownWord:
    """Return what tells whether a folded word is one of the language or frequent in the archive."""

    def is_known(word: str) -> bool:
        return word in words or is_frequent(word)

    return is_known


def are_listed_variants(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether a lexicon lists two folded words as spellings of one: kerb and curb."""
    groups = lexicon.variants.get(a)
    return groups is not None and not groups.isdisjoint(lexicon.variants.get(b, ()))


def are_synonyms(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether a lexicon lists two closed words as saying the same: everyone and everybody."""
    groups = lexicon.synonyms.get(a)
    return groups is not None and not groups.isdisjoint(lexicon.synonyms.get(b, ()))


def has_variant_beginning(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether two folded words are one whose first letter follows the word before it: "учора", "вчора"."""
    if a[1:] != b[1:] or len(a) < MIN_VARIANT or frozenset((a[0], b[0])) not in lexicon.beginnings:
        return False
    return not a[1:].startswith(lexicon.beginnings_barred)


def is_spelling_variant(a: str, b: str, *, are_names: bool) -> bool:
    """Tell whether a rule of spelling maps two folded words onto one: accents, region, transliteration.

    Parameters
    ----------
    are_names
        Names vary by transliteration, other words by region.
    """
    # No rule bridges words that share fewer letters; nine of ten pairs leave here.
    if Indel.normalized_similarity(a, b) < MIN_SIMILARITY:
        return False
    bare_a, bare_b = without_accents(a), without_accents(b)
    if bare_a == bare_b or _umlauts(a) == _umlauts(b):
        return True
    if are_names:
        return are_romanizations(bare_a, bare_b)
    return regional(a) == regional(b)


def is_misspelled(a: str, b: str, *, is_known_word: KnownWord | None, are_names: bool, is_listed: bool = False) -> bool:
    """Tell whether one of two folded words, of which one is no word that the language is known to have, is a slip.

    Parameters
    ----------
    is_known_word
        Tells whether a folded word is one of the language or frequent in the archive; None where no vocabulary is at
        hand.
    are_names
        In a name a letter of difference makes another name sooner than in another word.
    is_listed
        One of the two stands in a lexicon and the other does not.
    """
    if Indel.normalized_similarity(a, b) < MIN_SIMILARITY:
        return False
    bare_a, bare_b = without_accents(a), without_accents(b)
    if are_names:
        return _is_name_slip(bare_a, bare_b, is_known_word)
    return is_slip(bare_a, bare_b, is_known_word, is_listed=is_listed)


def _umlauts(word: str) -> str:
    """Return a word with the letters that stand for umlauts and the Nordic vowels where there is no key for them."""
    return word.replace("\u0308", "e").replace("a\u030a", "aa").replace("ø", "oe")


@lru_cache(maxsize=4096)
def regional(word: str) -> str:
    """Return the form that British and American spellings of a word share."""
    if ANY_REGIONAL.search(word) is None:
        return word  # most words
    for pattern, form in REGIONAL:
        word = pattern.sub(form, word)
    return word


def are_romanizations(a: str, b: str) -> bool:
    """Tell whether two folded names may be one name in Latin letters, once by the one system and once by the other."""
    if min(len(a), len(b)) < MIN_ROMANIZED:
        return False
    is_long = max(len(a), len(b)) >= MIN_LONG_ROMANIZED
    return romanized(a, is_long=is_long) == romanized(b, is_long=is_long)


@lru_cache(maxsize=4096)
def romanized(name: str, *, is_long: bool) -> str:
    """Return a rough form that the romanizations of one name share."""
    for pattern, form in (*LONG_ROMANIZATION, *ROMANIZATION) if is_long else ROMANIZATION:
        name = pattern.sub(form, name)
    return name


def is_misreading(a: str, b: str) -> bool:
    """Tell whether two words differ only by what scanners confuse."""
    if abs(len(a) - len(b)) > MAX_GROUPS:
        return False
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            i, j = i + 1, j + 1
            continue
        for ours, theirs in CONFUSIONS.get(a[i] + b[j], ()):
            if a.startswith(ours, i) and b.startswith(theirs, j):
                i, j = i + len(ours), j + len(theirs)
                break
        else:
            return False
    return i == len(a) and j == len(b)


def is_slip(a: str, b: str, is_known_word: KnownWord | None, *, is_listed: bool = False) -> bool:
    """Tell whether one of two different words is a mistyped or misread form of the other.

    Parameters
    ----------
    is_listed
        One of the two stands in a lexicon and the other does not.
    """
    shorter = min(len(a), len(b))
    if is_known_word is not None and is_known_word(a) and is_known_word(b):
        return False
    if is_misreading(a, b) and (is_known_word is not None or is_listed or shorter >= MIN_BLIND_MISREADING):
        return True
    if is_listed and is_known_word is None:
        return False
    distance = OSA.distance(a, b, score_cutoff=2)
    if is_known_word is not None:
        # Two wrong letters with the first among them as often make another word: southern, northern.
        may_be_two = shorter >= MIN_DOUBLE_SLIP and a[0] == b[0]
        # Of a little word's letters only swapped ones are a slip: "teh", "adn".
        are_swapped = is_listed and shorter == MIN_SLIP - 1 and sorted(a) == sorted(b)
        return (shorter >= MIN_SLIP or are_swapped) and distance <= (2 if may_be_two else 1)
    return distance == 1 and _is_blind_slip(a, b, shorter)


def _is_blind_slip(a: str, b: str, shorter: int) -> bool:
    """Tell a slip without a vocabulary: a doubled letter, a swap, a vowel, any letter in a long word."""
    if shorter < MIN_SLIP or a[0] != b[0]:
        return False
    # A wrong last letter may be an ending; anywhere else in a long word it is a slip.
    if shorter >= MIN_DOUBLE_SLIP and a[-1] == b[-1]:
        return True
    if len(a) != len(b):
        return re.sub(r"(.)\1", r"\1", a) == re.sub(r"(.)\1", r"\1", b)
    differing = [i for i in range(len(a)) if a[i] != b[i]]
    if len(differing) == 2:
        return shorter > MIN_SLIP
    i = differing[0]
    return shorter >= MIN_BLIND_SLIP and a[i] in VOWELS and b[i] in VOWELS and i < shorter - 2


def _is_name_slip(a: str, b: str, is_known_word: KnownWord | None) -> bool:
    """Tell a mistyped name from another name: only doubled letters, misreadings and swaps count."""
    if is_known_word is not None and is_known_word(a) and is_known_word(b):
        return False
    if min(len(a), len(b)) < MIN_SLIP or a[0] != b[0]:
        return False
    if is_misreading(a, b) and (is_known_word is not None or len(a) != len(b)):
        return True
    if OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    # Hansen and Hanson are two people: a vowel alone proves nothing in a name.
    return sorted(a) == sorted(b) or re.sub(NAME_DOUBLE, r"\1", a) == re.sub(NAME_DOUBLE, r"\1", b)


def is_other_degree(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether two forms of one stem are of two degrees: happy and happier, good and best."""
    if not lexicon.degree_forms.isdisjoint((a, b)):
        return True
    without_a, without_b = _without_degree(a, lexicon), _without_degree(b, lexicon)
    return a != b and not without_a.isdisjoint(without_b)


def _without_degree(word: str, lexicon: Lexicon) -> set[str]:
    """Return what a word may be without its ending of degree, the word itself if it has none: happier, happy."""
    for ending in lexicon.degree_endings:
        stem = word.removesuffix(ending)
        if stem and stem != word:
            spelled = {stem, stem + "e"}
            if stem.endswith("i"):
                spelled.add(stem[:-1] + "y")
            return spelled | {stem[:-1]} if stem[-2:-1] == stem[-1] else spelled
    return {word}


def is_same_stem(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether two words are forms of one stem: listed, or equal but for endings of the language."""
    groups = lexicon.irregular.get(a)
    if groups and not groups.isdisjoint(lexicon.irregular.get(b, ())):
        return True
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    if common < 3 or common * 5 < min(len(a), len(b)) * 3:
        return False
    return _are_endings(a, b, common, lexicon)


def _are_endings(a: str, b: str, common: int, lexicon: Lexicon) -> bool:
    # The common part may have swallowed the first letters of both endings (banks/banked: "bank").
    for cut in range(common, max(1, common - 3), -1):
        if any(_are_of_one_set(a, b, cut, endings) for endings in lexicon.suffixes):
            return True
    return False


def _are_of_one_set(a: str, b: str, cut: int, endings: frozenset[str]) -> bool:
    """Tell whether what follows on the first ``cut`` letters of two words are endings that one stem takes."""
    rest_a, rest_b = a[cut:], b[cut:]
    if rest_a in endings and rest_b in endings:
        return "d" not in (rest_a, rest_b) or a[cut - 1] == "e"  # a d follows on an e
    if not rest_a and _undoubled(a, rest_b) in endings:
        return True
    return not rest_b and _undoubled(b, rest_a) in endings


def _undoubled(stem: str, ending: str) -> str:
    """Return the ending without the consonant that it doubles: plan + ned is plan + ed."""
    return ending[1:] if len(ending) > 2 and ending[0] == stem[-1] else "?"
