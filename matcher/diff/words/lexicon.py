"""The closed word classes of one language, as the diff uses them.

Only closed classes are listed: negations, modals, quantifiers, function words, number words. Open classes
(names, content words) are recognised by form. Non-goal: full morphology; forms that matter are written
out in the files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from matcher.types import ChangeKind

# Signs that stand for a currency, whatever the language.
SIGNS: Final = frozenset("$€£¥₽₴₹¢₩₺₪฿")

# Digits, tens and scales of Chinese and Japanese; each is a token of its own.
CJK_NUMERALS: Final = dict(
    zip(
        "〇零一二两兩三四五六七八九十百千万萬億亿兆",
        (0, 0, 1, 2, 2, 2, *range(3, 10), 10, 100, 1000, 10**4, 10**4, 10**8, 10**8, 10**12),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The closed word classes of one language. All words are folded.

    Attributes
    ----------
    kinds : kind of change that the loss or exchange of a word of a closed class is
    numbers : word to (class, value); classes are unit, tens, hundred, scale, ordinal
    decimals : marks that part decimals, the usual one first
    one : articles that are also the number one
    mixed : word to its value, a whole and a half in one word
    ordinal_suffixes, cardinal_suffixes : what may stand behind digits; a dot if that makes an ordinal
    clock, clock_before : words behind and before a time of day
    ordinal_hours : words before an hour that is an ordinal in words and a number in digits: "о дев'ятій", "о 9"
    quarter, hour_past, hour_to : words of a time of day: a quarter past nine, a quarter to nine
    hour_till, hour_without : what may say so where the other text has it in digits: "ten of five", "без десяти пять"
    durations, long_durations : units of time to their seconds, and those of no fixed length to their months
    bare_durations : those that are a length by themselves: "полчаса"
    hour_and : words between an hour and its part: "siete y cuarto"; hour_links : what may stand behind such an hour
    dozens : forms that are a number only behind another: "deux douzaines"
    multiples, part_of : "hundreds" and "of" in "hundreds of thousands"
    articled : quantifiers that an article turns round: "a few"
    joining : what stands between two parts of an amount and is no part by itself: "of", "to", "out", "but"
    totals, exceptions : "all" and "but" in "all but two"
    amount_parts : words at which an amount of several numbers may go on
    opposites : pairs of function words that turn the sense when one stands for the other
    amount_opposites : those that do so before a number: "rose by 40", "rose to 40"
    amount_targets : what, lost or put in before money or percent, makes another amount of it: "a 25%"
    agent_opposites : those that do so behind a passive: "given to us", "given by us"
    verb_particles : function words that are part of a verb where they end its clause: "nimmt … zu"
    prefix_opposites : pairs of prefixes that turn the sense of a word: "выйти", "войти"
    moods : ending of a verb to the number of its mood: see ``moods``
    mood_pairs, mood_infixes : forms of two moods that no ending tells apart, and syllables that make another mood
    persons : pronoun to the number of its person
    case_endings, case_words : endings, and whole articles, of a nominative and of another case: see ``roles``
    sexed_endings, sexed_verbs, sexed_words : endings of a man's and a woman's word and of their verbs, and articles
    case_marks : what stands before a word in another case: "a" before "el juez"
    case_opposites, case_prepositions : articles one of which says who acts, and what they may stand behind otherwise
    reflexives : endings that make a verb one of what happens to its subject: "закрывается"
    aspects, aspect_endings : prefix and stem of verbs of which it changes the aspect, and endings with no other change
    beginnings, beginnings_barred : letters of which a word may begin with either, and rests of words that may not
    agents, agent_participles : what stands before a doer right behind a participle, and their endings: "accusé par"
    limiting : words of two that are "only" together, the second before a number: "non … che"
    expletive : words behind which a French "ne" alone denies nothing
    nominatives : pronouns of who acts, in languages that never take another case for them
    person_forms, verb_persons : verb to the numbers of the persons it may be of, endings to the number of theirs:
        see ``persons``
    turning_when_lost, turning_pairs, targets, excess, infinitive, obliging, auxiliaries, participle_endings,
    participles, progressives, adverbs, relatives, joiners, perfect, unreal : what ``phrases`` reads phrases by; their
        lists in ``en.toml`` are explained there
    excess_barred : endings of words before which a word of ``excess`` is none: "zu zahlen"
    feminines : endings that make a woman of a man: "Lehrerin"
    counted : words for what is counted and not measured, so that 3m before them are millions
    dimensions : words behind a length, so that 3m before them are metres
    particles : words that may stand between an amount and its currency
    canonical : abbreviation or ambiguous contraction to itself and the words that it may stand for
    currency_codes : abbreviations of currencies in letters, which may stand before an amount: EUR 5
    decades, decade_suffixes : nineties and its number; what makes a decade of digits: 1990s
    half_before, hour_of : "halb" in "halb acht", half past seven; "do" in "wpół do ósmej"
    compound : what a number written as one word has in it, None where numbers are written apart
    compound_parts, compound_ordinals : numbers that such words are made of, and what makes an ordinal of one
    century_words : words beside the number of a century
    century_numerals : Roman numeral, with an ending or without, to its value and how many letters of it are numerals
    decade_nouns, decade_words : words for years that are part of a decade's name, and that stand beside its number
    runs : first token of words that are written without spaces to those words and the key of each: 星期 is 周
    month_order : the forms of the months from the first to the last
    year_words : what may stand behind a date's year and adds nothing: "года", "roku"
    date_articles : articles that a date may have: the 10th of June
    homographs : abbreviations that are words of their own where they are not written as abbreviations: Sat., sat
    negative_prefixes : prefix that denies to the beginnings of the words that it denies, an empty one for any word
    negative_infixes : pairs of endings within a word, one of which may be empty, that deny each other
    places : states that abbreviations behind a comma stand for
    initialisms : first letters of words and the words: us and united, states
    fiscal_year : two words before a year of which the second one says nothing new
    named_dates : figures that are a date, and its month and day: 9/11
    set_phrases : first word to phrases and the key of the unit that each is, the longest first
    hesitations, fillers, corrections : what ``repairs`` knows of speech
    articled_phrases : those of the keys that an article goes with
    limit_phrases : those that are one unit before an amount alone: "more than"
    clipped : words behind an apostrophe and what they were cut from: 'em
    least : words behind which a minus says "least": "au moins 6"
    halves, share_denominators, share_parts : "mitad"; "cuarta" and "parte" of "una cuarta parte"
    bare_denominators : denominators that are a share by themselves, where no article is needed: "четверть"
    share_articles, share_of : what a share may have before it and behind it, or not: "el 50 %", "half of"
    percent_behind_number : words that are a percent behind a number: pc
    thermometers : what degrees are counted on: C, Fahrenheit
    numero : words that "#" stands for before a number
    noon, midnight : words behind twelve that say as much by themselves
    denied_by_a : words whose a- denies: amoral
    irregular : word to the numbers of the stems it is a form of
    degree_endings, degree_forms : what makes a form of another degree: happier, best
    suffixes : sets of endings, each of which one stem takes
    variants : word to the numbers of the words it is a spelling of
    synonyms : closed word to the numbers of the groups of one meaning that it is in
    words : words of the language, so that none is a slip for another; empty where there is no list of them
    continuations : tokens that may go on with a number in digits
    triggers : tokens at which a unit of several tokens, or of another form than its token, may begin
    glue : tokens at which a common beginning or end of two texts must not be cut
    """

    language: str
    negation: frozenset[str]
    negative_prefixes: dict[str, tuple[str, ...]]
    negative_infixes: tuple[tuple[str, str], ...]
    denied_by_a: frozenset[str]
    capitalised_are_names: frozenset[str]
    quantifier: frozenset[str]
    approximators: frozenset[str]
    function: frozenset[str]
    turning: frozenset[str]
    opposites: frozenset[frozenset[str]]
    amount_opposites: frozenset[frozenset[str]]
    agent_opposites: frozenset[frozenset[str]]
    verb_particles: frozenset[str]
    prefix_opposites: tuple[tuple[str, str], ...]
    moods: dict[str, int]
    mood_pairs: frozenset[frozenset[str]]
    mood_infixes: frozenset[str]
    persons: dict[str, int]
    case_endings: frozenset[tuple[str, str]]
    case_words: frozenset[tuple[str, str]]
    sexed_endings: frozenset[tuple[str, str]]
    sexed_verbs: frozenset[tuple[str, str]]
    sexed_words: frozenset[tuple[str, str]]
    case_marks: frozenset[str]
    case_opposites: frozenset[frozenset[str]]
    case_prepositions: frozenset[str]
    reflexives: tuple[str, ...]
    aspects: frozenset[tuple[str, str]]
    aspect_endings: tuple[str, ...]
    beginnings: frozenset[frozenset[str]]
    beginnings_barred: tuple[str, ...]
    agents: frozenset[str]
    agent_participles: tuple[str, ...]
    limiting: frozenset[tuple[str, str]]
    expletive: frozenset[str]
    nominatives: frozenset[str]
    person_forms: dict[str, frozenset[int]]
    verb_persons: tuple[dict[str, int], ...]
    turning_when_lost: frozenset[str]
    turning_pairs: frozenset[tuple[str, str]]
    targets: frozenset[str]
    amount_targets: frozenset[str]
    excess: frozenset[str]
    excess_barred: tuple[str, ...]
    feminines: tuple[str, ...]
    infinitive: frozenset[str]
    obliging: dict[str, int]
    auxiliaries: frozenset[str]
    participle_endings: tuple[str, ...]
    participles: frozenset[str]
    progressives: tuple[str, ...]
    adverbs: tuple[str, ...]
    relatives: frozenset[str]
    joiners: frozenset[str]
    perfect: frozenset[str]
    unreal: frozenset[str]
    courtesies: frozenset[str]
    conditions: frozenset[str]
    hedges: frozenset[str]
    contrasts: frozenset[str]
    numbers: dict[str, tuple[str, int]]
    compound: re.Pattern[str] | None
    compound_parts: dict[str, tuple[str, int]]
    compound_ordinals: tuple[str, ...]
    halves: frozenset[str]
    share_denominators: dict[str, int]
    share_parts: frozenset[str]
    bare_denominators: frozenset[str]
    share_articles: frozenset[str]
    share_of: frozenset[str]
    decimals: tuple[str, ...]
    one: frozenset[str]
    denominators: dict[str, int]
    suffix_scales: dict[str, int]
    ordinal_suffixes: frozenset[str]
    cardinal_suffixes: frozenset[str]
    number_and: frozenset[str]
    number_article: frozenset[str]
    half: frozenset[str]
    mixed: dict[str, Fraction]
    minus: frozenset[str]
    least: frozenset[str]
    point: frozenset[str]
    ranges: frozenset[str]
    clock: frozenset[str]
    clock_before: frozenset[str]
    ordinal_hours: frozenset[str]
    quarter: frozenset[str]
    hour_past: frozenset[str]
    hour_to: frozenset[str]
    hour_till: frozenset[str]
    hour_without: frozenset[str]
    bare_durations: frozenset[str]
    dozens: dict[str, int]
    durations: dict[str, int]
    long_durations: dict[str, int]
    range_between: frozenset[str]
    range_from: frozenset[str]
    multiples: frozenset[str]
    part_of: frozenset[str]
    ratio: frozenset[str]
    degrees: frozenset[str]
    below: frozenset[str]
    articled: frozenset[str]
    totals: frozenset[str]
    exceptions: frozenset[str]
    joining: frozenset[str]
    amount_parts: frozenset[str]
    percent: frozenset[str]
    percent_pairs: frozenset[tuple[str, str]]
    runs: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    months: dict[str, str]
    month_order: tuple[tuple[str, ...], ...]
    year_words: frozenset[str]
    date_articles: frozenset[str]
    decades: dict[str, int]
    decade_suffixes: frozenset[str]
    half_before: frozenset[str]
    century_words: frozenset[str]
    century_numerals: dict[str, tuple[int, int]]
    decade_nouns: frozenset[str]
    decade_words: frozenset[str]
    measures: frozenset[str]
    counted: frozenset[str]
    dimensions: frozenset[str]
    particles: frozenset[str]
    currencies: frozenset[str]
    currency_codes: frozenset[str]
    canonical: dict[str, frozenset[str]]
    homographs: frozenset[str]
    places: frozenset[str]
    initialisms: dict[str, tuple[str, ...]]
    fiscal_year: frozenset[tuple[str, str]]
    named_dates: dict[str, tuple[str, str]]
    titles: frozenset[str]
    set_phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    articled_phrases: frozenset[str]
    limit_phrases: frozenset[str]
    hesitations: frozenset[str]
    fillers: frozenset[tuple[str, ...]]
    corrections: frozenset[tuple[str, ...]]
    clipped: dict[str, tuple[str, ...]]
    percent_behind_number: frozenset[str]
    thermometers: frozenset[str]
    numero: frozenset[str]
    noon: frozenset[str]
    midnight: frozenset[str]
    hour_and: frozenset[str]
    hour_of: frozenset[str]
    hour_links: frozenset[str]
    irregular_contractions: dict[str, str]
    tails: dict[str, str]
    bare_contractions: dict[str, tuple[str, ...]]
    elisions: dict[str, str]
    irregular: dict[str, frozenset[int]]
    degree_endings: tuple[str, ...]
    degree_forms: frozenset[str]
    suffixes: tuple[frozenset[str], ...]
    variants: dict[str, frozenset[int]]
    synonyms: dict[str, frozenset[int]]
    words: frozenset[str]
    kinds: dict[str, ChangeKind]
    continuations: frozenset[str]
    triggers: frozenset[str]
    glue: frozenset[str]
