"""Reading the lexicon files: one TOML file a language, every list folded as tokens are.

``READERS`` says of each list how it is read (``notation``); what is made of several lists has a function below. Beside
the files stands a list of a language's words, as far as there is one under a licence that lets it be passed on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from matcher.diff.values.numerals import ROMAN
from matcher.diff.words import notation
from matcher.diff.words.lexicon import CJK_NUMERALS, SIGNS, Lexicon
from matcher.diff.words.notation import Spelling, values, word_set, word_tuple
from matcher.diff.words.spelling import without_accents
from matcher.text import fold
from matcher.types import ChangeKind

# Number classes of the lexicon files: the class and the name of its list.
NUMBER_CLASSES: Final = (
    ("ordinal", "ordinals"),
    ("unit", "units"),
    ("tens", "tens"),
    ("hundred", "hundreds"),
    ("scale", "scales"),
)

# Lists of words that a lexicon has as they are, under the same names.
WORD_LISTS: Final = (
    *("negation", "denied_by_a", "capitalised_are_names", "quantifier", "approximators", "function"),
    *("turning", "verb_particles", "turning_when_lost", "targets", "excess", "infinitive", "auxiliaries"),
    *("participles", "relatives", "joiners", "perfect", "unreal", "courtesies", "conditions", "hedges", "contrasts"),
    *("one", "ordinal_suffixes", "cardinal_suffixes", "number_and", "number_article", "half", "minus", "point"),
    *(
        "clock",
        "clock_before",
        "quarter",
        "hour_past",
        "hour_to",
        "hour_till",
        "bare_durations",
        "hour_without",
        "range_between",
        "range_from",
        "multiples",
    ),
    *("part_of", "ratio", "degrees", "below", "articled", "totals", "exceptions", "percent", "decade_suffixes"),
    *("date_articles", "dimensions", "particles", "homographs", "titles", "percent_behind_number", "thermometers"),
    *(
        "nominatives",
        "numero",
        "noon",
        "midnight",
        "hour_and",
        "hour_of",
        "articled_phrases",
        "limit_phrases",
        "hesitations",
        "degree_forms",
    ),
    *("mood_infixes", "year_words"),
    *("decade_nouns", "decade_words", "amount_targets", "half_before", "century_words", "halves", "least"),
    *(
        "share_parts",
        "bare_denominators",
        "share_articles",
        "share_of",
        "case_marks",
        "case_prepositions",
        "expletive",
        "ordinal_hours",
        "agents",
    ),
)

# How each list is read that a lexicon has under the same name.
READERS: Final[dict[str, Callable[[str], object]]] = {
    **dict.fromkeys(WORD_LISTS, word_set),
    **dict.fromkeys(("participle_endings", "progressives", "adverbs", "excess_barred", "feminines"), word_tuple),
    **dict.fromkeys(
        ("compound_ordinals", "decimals", "degree_endings", "reflexives", "aspect_endings", "agent_participles"),
        word_tuple,
    ),
    **dict.fromkeys(
        ("opposites", "amount_opposites", "agent_opposites", "mood_pairs", "case_opposites", "beginnings"),
        notation.unordered_groups,
    ),
    **dict.fromkeys(
        ("denominators", "share_denominators", "suffix_scales", "decades", "durations", "long_durations", "dozens"),
        values,
    ),
    **dict.fromkeys(("persons", "obliging"), notation.group_numbers),
    **dict.fromkeys(("irregular", "variants", "synonyms", "person_forms"), notation.memberships),
    **dict.fromkeys(("irregular_contractions", "tails", "elisions"), notation.pairs),
    **dict.fromkeys(("bare_contractions", "clipped", "initialisms"), notation.expansions),
    **dict.fromkeys(("percent_pairs", "fiscal_year"), notation.neighbours),
    **dict.fromkeys(("fillers", "corrections"), notation.phrases),
    **dict.fromkeys(
        ("case_endings", "case_words", "aspects", "sexed_endings", "sexed_verbs", "sexed_words"),
        notation.pairs_with_first,
    ),
    "beginnings_barred": word_tuple,
    "limiting": notation.pair_set,
    "mixed": notation.fractions,
    "moods": notation.ending_numbers,
    "named_dates": notation.days_of_months,
    "negative_infixes": notation.infixes,
    "negative_prefixes": notation.prefixes,
    "prefix_opposites": notation.ordered_pairs,
    "runs": notation.unspaced_runs,
    "set_phrases": notation.keyed_phrases,
    "suffixes": notation.ending_sets,
    "turning_pairs": notation.pair_set,
    "verb_persons": notation.ending_numbers_in_parts,
}
# What stands for a list that is missing, where that is not an empty one.
DEFAULTS: Final = {"decimals": ".", "suffixes": "-"}
# Lists of words with their abbreviations.
SPELT: Final = ("months", "weekdays", "measures", "currencies", "abbreviations", "places")

# Spellings of English, as ``en_spellings.txt`` has them: British first.
Spelt = Literal["british", "american"]
SPELLINGS: Final[tuple[Spelt, ...]] = ("british", "american")

FOLDER: Final = files("matcher.diff") / "lexicons"


def read_lists(code: str) -> dict[str, str]:
    """Return the folded lists of one language's file."""
    lists: dict[str, str] = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return {name: fold(entry) for name, entry in lists.items()}


@cache
def read_words(code: str) -> frozenset[str]:
    """Return the words of a language, none where it has no list; what may be in any language is taken for English."""
    file = FOLDER / f"{'en' if code == 'any' else code}_words.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()


@cache
def spellings(spelling: Spelt) -> dict[str, str]:
    """Return for each word of the other spelling of English its form in this one."""
    rows = [line.split() for line in (FOLDER / "en_spellings.txt").read_text(encoding="utf-8").splitlines()]
    return {row[0]: row[1] for row in rows} if spelling == "american" else {row[1]: row[0] for row in rows}


Fields = dict[str, Any]


def build_lexicon(code: str, lists: dict[str, str]) -> Lexicon:
    """Build the lexicon of a language from its folded lists; a missing list is an empty one."""
    fields: Fields = {name: read(_entry(lists, name)) for name, read in READERS.items()}
    spelt = {name: notation.spellings(_entry(lists, name)) for name in SPELT}
    fields |= _spelt_fields(lists, spelt)
    fields |= _number_fields(lists)
    fields["canonical"] = _abbreviations(spelt.values()) | notation.meanings(_entry(lists, "ambiguous"))
    fields["joining"] = _union(lists, "part_of", "range", "ratio", "number_and", "exceptions")
    fields["amount_parts"] = fields["joining"] | _union(lists, "articled", "below", "multiples")
    triggers = _triggers(lists, fields)
    return Lexicon(
        language=code,
        **fields,
        words=read_words(code),
        kinds=_kinds(lists, fields, weekdays=_members(spelt["weekdays"])),
        continuations=_continuations(lists, fields),
        # "I" is too common a word to stop at (see ``roman``).
        triggers=triggers | (ROMAN.keys() - {"i"}),
        glue=triggers | _glue(lists, fields, currencies=_members(spelt["currencies"])),
    )


def _entry(lists: dict[str, str], name: str) -> str:
    return lists.get(name, DEFAULTS.get(name, ""))


def _union(lists: dict[str, str], *names: str) -> frozenset[str]:
    """Return the words of several lists together."""
    return frozenset().union(*(word_set(_entry(lists, name)) for name in names))


def _spelt_fields(lists: dict[str, str], spelt: dict[str, list[Spelling]]) -> Fields:
    """Return the fields made of words with their abbreviations."""
    months, measures, currencies = spelt["months"], spelt["measures"], spelt["currencies"]
    month_of = {word: word for forms, _ in months for word in forms}
    month_of |= {word: forms[0] for forms, short in months for word in short}
    month_of = {without_accents(word): month for word, month in month_of.items()} | month_of
    return {
        "months": month_of,
        "month_order": tuple(tuple(forms) for forms, _ in months),
        "measures": frozenset(_members(measures)),
        # A measure of several forms is a word, and no letter that may stand for another.
        "counted": _union(lists, "counted").union(*(forms for forms, _ in measures if len(forms) > 1)),
        "currencies": frozenset(_members(currencies)) | SIGNS,
        "currency_codes": frozenset(word for _, short in currencies for word in short if word.isalpha()),
        "places": frozenset(word for forms, _ in spelt["places"] for word in forms),
    }


def _number_fields(lists: dict[str, str]) -> Fields:
    """Return the fields made of numbers in words."""
    numbers = {
        word: (cls, value) for cls, name in NUMBER_CLASSES for word, value in values(_entry(lists, name)).items()
    }
    numbers |= _ordinals(lists)
    # Typed without accents a scale would leave its number without one: "un millon de euros".
    numbers = {without_accents(word): number for word, number in numbers.items() if number[0] == "scale"} | numbers
    compound = word_tuple(_entry(lists, "compound"))
    return {
        "numbers": numbers,
        "compound": re.compile("|".join(compound)) if compound else None,
        "compound_parts": _compound_parts(numbers, lists) if compound else {},
        "ranges": _union(lists, "range"),
        "hour_links": _hour_links(lists),
        "century_numerals": _century_numerals(lists) if lists.get("century_words") else {},
    }


def _hour_links(lists: dict[str, str]) -> frozenset[str]:
    clock = _union(lists, "clock") - {"am", "pm"}
    return clock | _union(lists, "hour_and", "minus") if lists.get("hour_and") else clock


def _ordinals(lists: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Return every form of the ordinals that are given by their stems."""
    endings = word_tuple(_entry(lists, "ordinal_endings"))
    stems = values(_entry(lists, "ordinal_stems"))
    return {stem + ending: ("ordinal", value) for stem, value in stems.items() for ending in endings}


def _compound_parts(numbers: dict[str, tuple[str, int]], lists: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Return the numbers that a number in one word is made of; what multiplies the unit before it is of class times."""
    times = {word: value for word, (cls, value) in numbers.items() if cls == "hundred" and value == 100}
    times |= values(_entry(lists, "compound_times"))
    units = values(_entry(lists, "compound_units"))
    return (
        numbers | {word: ("unit", value) for word, value in units.items()} | {w: ("times", v) for w, v in times.items()}
    )


def _century_numerals(lists: dict[str, str]) -> dict[str, tuple[int, int]]:
    endings = ("", *word_tuple(_entry(lists, "century_endings")))
    return {word + e: (value, len(word)) for word, value in ROMAN.items() for e in endings}


def _abbreviations(tables: Iterable[list[Spelling]]) -> dict[str, frozenset[str]]:
    """Map each abbreviation to itself and every form it may stand for; a form stands for itself alone."""
    meanings: dict[str, set[str]] = {}
    for table in tables:
        for forms, abbreviations in table:
            for word in abbreviations:
                meanings.setdefault(word, {word}).update(forms)
    return {word: frozenset(forms) for word, forms in meanings.items()}


def _kinds(lists: dict[str, str], fields: Fields, *, weekdays: frozenset[str]) -> dict[str, ChangeKind]:
    """Map every word of a closed class to its kind of change; later classes win."""
    number_words = _union(lists, "number_words") | weekdays
    number_words = number_words.union(*(fields[name] for name in ("decades", "numbers", "mixed")))
    # A month without its accent may be a name: Março, Marco.
    number_words |= {
        word for word, month in fields["months"].items() if word == month or word != without_accents(month)
    }
    kinds: dict[str, ChangeKind] = dict.fromkeys((*fields["function"], *fields["persons"]), "function_word")
    kinds |= dict.fromkeys(fields["quantifier"], "quantifier")
    kinds |= dict.fromkeys(number_words, "number")
    kinds |= dict.fromkeys(_union(lists, "modality"), "modality")
    kinds |= dict.fromkeys(fields["negation"], "negation")
    return kinds


def _triggers(lists: dict[str, str], fields: Fields) -> frozenset[str]:
    """Return the tokens at which a unit of several tokens, or of another form than its token, may begin."""
    keyed = ("decades", "tails", "elisions", "set_phrases", "clipped", "numbers", "mixed", "runs", "months")
    listed = ("minus", "half", "quarter", "number_article", "percent", "percent_behind_number", "thermometers", "noon")
    times = ("midnight", "half_before", "hour_without")
    return frozenset(("-", "s", "t", "d", "us", "cannot")).union(
        SIGNS,
        CJK_NUMERALS,
        fields["currency_codes"],
        *(fields[name] for name in keyed),
        _century_numerals(lists) if lists.get("century_endings") else (),
        _union(lists, *listed, *times),
        (second for _, second in fields["percent_pairs"] | fields["fiscal_year"]),
    )


def _glue(lists: dict[str, str], fields: Fields, *, currencies: frozenset[str]) -> frozenset[str]:
    """Return the tokens beside triggers at which a common beginning or end of two texts must not be cut."""
    # Endings of numbers need no mention: the digits before them are glue.
    return frozenset(("am", "pm", "of")).union(
        currencies,
        fields["measures"],
        _union(lists, "number_and", "point", "halves", "share_parts"),
        *(fields[name] for name in ("share_denominators", "suffix_scales", "denominators")),
        (first for first, _ in fields["percent_pairs"]),
    )


def _continuations(lists: dict[str, str], fields: Fields) -> frozenset[str]:
    """Return the tokens that may go on with a number in digits."""
    listed = ("clock", "ordinal_suffixes", "cardinal_suffixes", "decade_suffixes", "number_and", "point")
    own = fields["numbers"], fields["denominators"], fields["suffix_scales"]
    return frozenset("°").union(*own, CJK_NUMERALS, _union(lists, *listed))


def _members(table: list[Spelling]) -> frozenset[str]:
    return frozenset(word for forms, abbreviations in table for word in (*forms, *abbreviations))
