"""What surrounds a passage in its sentence: a negation over it, or a condition, hedge or contrast cut off it.

Works on the sentence's tokens outside the passage with small word lists per language (``context.toml``), no parser.
A negation governs a passage when nothing between the two closes its clause. Trade-off: where a comma decides, the
flag is raised only if a complementizer or a verb of saying or believing leads across it, because a needless flag
turns a faithful quote from ``ok`` to ``review``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from matcher.attribution.structure.clauses import has_reporting_word
from matcher.diff import is_genitive, lexicon_for
from matcher.diff.words.lexicon import Lexicon
from matcher.flags.behind import is_contradicted, is_denied_from_behind
from matcher.flags.denials import (
    denying_places,
    is_idiom,
    is_insertion,
    is_parted_from_verb,
    is_released,
    opens_infinitive,
)
from matcher.flags.hearsay import is_relayed
from matcher.flags.qualifiers import (
    before_semicolon,
    begins_with,
    behind_semicolon,
    is_aside,
    is_attitude_noun,
    is_beyond_clause,
    is_conceded,
    is_condition,
    is_end_of_span,
    is_excepted,
    is_excluded_before,
    is_excluded_behind,
    is_in_relative,
    is_inverted,
    is_inverted_behind,
    is_limited,
    is_of_clause_before,
    is_of_next_clause,
    is_other_choice,
    is_parallel,
    is_past_hedge,
    is_share,
    is_taken_back,
    is_unreal,
    is_unreal_behind,
    opens_another,
    opens_behind_exclusive,
    opens_condition,
)
from matcher.flags.questions import is_asked, is_only_a_question
from matcher.flags.restrictions import is_restricted_behind
from matcher.flags.subordinates import is_main_clause, is_of_subordinate, is_told_besides, needs_more
from matcher.flags.superlatives import is_bounded, is_ranked
from matcher.flags.surroundings import CLAUSE_MARK, Surroundings
from matcher.flags.unspaced import is_denied_unspaced, is_truncated_unspaced
from matcher.types import Span, Token
from matcher.view import sentence_ends
from matcher.wordclasses import NEGATES, phrases, provisos, word_lists

# Languages in which a word denies or does not by itself and the words beside it; in French "ne" may stand further off.
ALONE: Final = frozenset({"en", "de", "es", "ru", "uk"})
# Words after a passage among which a verb at the sentence's end may deny it: "satacağımız doğru değil".
DENIED_BEHIND: Final = 3
# Words before a partial quotation among which the narration may deny it: "not because of | “…”".
QUOTED_REACH: Final = 4
# Words behind a negation of which the last may begin an exception: "no one but".
EXCEPTION_REACH: Final = 2
# Words before a passage's end among which "either" goes with an "or" that was cut off.
PAIR_REACH: Final = 16
# Words behind the first one beyond a semicolon in which a condition of several words may go on: "; es sei denn".
PROVISO_REACH: Final = 2
# Tokens after a passage in which a limit has to begin: "only if", "but only until".
LIMIT_REACH: Final = 3


def is_inside_negation(around: Surroundings, language: str | None) -> bool:
    """Tell whether a negation outside the passage governs it."""
    if around.is_unspaced:
        return is_denied_unspaced(around)
    if is_denied_from_behind(around, language) or _is_denied_behind(around, language):
        return True
    return around.may_be_negated and _is_denied_before(around, language)


def _is_denied_before(around: Surroundings, language: str | None) -> bool:
    """Tell whether a negation before the passage governs it."""
    if language and lexicon_for(language).language in ALONE:
        # As a rule one word of the sentence may deny, and the words beside it tell whether it can: no conjunction that
        # breaks its hold stands behind it. Whether it lets go before the passage, only the words between can tell.
        near = around.near_denial
        if near and _is_governed(around, near, language, around.denial_start):
            if around.denial_touches:
                return True
        elif near and not around.has_earlier_denial:
            return False
    words = around.denial_words
    language = language or around.language
    return _is_governed(around, words, language, around.denials_start)


def _is_denied_behind(around: Surroundings, language: str | None) -> bool:
    """Tell whether a verb right behind the passage denies it, where the verb ends the sentence: "… doğru değil"."""
    lists = _lists_told(around, language)
    if lists is None or not lists["trailing"]:
        return False
    for token in around.after[:DENIED_BEHIND]:
        if token.folded in lists["breaks"] or token.folded in lists["joiners"]:
            return False
        if CLAUSE_MARK.search(around.text, around.end, token.start):
            return False
        if token.folded in lists["trailing"]:
            return True
    return False


def is_quoted_in_denial(around: Surroundings, language: str | None) -> bool:
    """Tell whether the narration denies a partial quotation right before it: "it was not | “some kind of feud”".

    Only little words may stand between: he who "did not apologise for calling it | “a feud”" has called it one.
    """
    view = around.view
    k = view.quotation_at(around.start)
    if k is None or not view.text[view.quotations[k][2]].islower():
        return False
    first = around.position_at(view.quotations[k][2])
    low = max(first - QUOTED_REACH, view.first)
    if not any(view.class_at(p) & NEGATES for p in range(low, first)):
        return False
    words = view.tokens_at(range(max(low - 2, view.first), first))
    lexicon = lexicon_for(language, words)
    lists = word_lists(lexicon.language)
    for place in denying_places(around, words, language, lists):
        between = [token.folded for token in words if token.start >= place.end]
        if any(word not in lexicon.function and word not in lists["companions"] for word in between):
            continue
        if view.quotation_at(place.start) is not None:
            continue  # "rated as “false” or | “unfounded”"
        gap = view.text[place.end : view.quotations[k][2]]
        is_apart = CLAUSE_MARK.search(gap) or next(sentence_ends(gap, 0, len(gap)), None)
        if not is_apart and _governs(around, words, place, lists):
            return True
    return False


def _lists_told(around: Surroundings, language: str | None) -> dict[str, frozenset[str]] | None:
    """Return the lists of the document's language, None where it names none and the passage has no foreign letter.

    Only a passage with such letters is worth a guess where every verification asks.
    """
    if language is None and not around.is_ascii:
        language = around.language
    return word_lists(lexicon_for(language).language) if language else None


def _is_governed(around: Surroundings, words: Sequence[Token], language: str | None, start: int) -> bool:
    """Tell whether any of the words before a passage denies it, of those that do not end before ``start``."""
    lists = word_lists(lexicon_for(language, words).language)
    for place in denying_places(around, words, language, lists):
        if place.end > start and _governs(around, words, place, lists):
            return True
    return False


def _governs(around: Surroundings, words: Sequence[Token], negation: Span, lists: dict[str, frozenset[str]]) -> bool:
    folded = [t.folded for t in words if t.start >= negation.end]
    if (folded and folded[0] in lists["idioms"]) or is_idiom(words, negation, lists):
        return False
    if is_insertion(around, negation.end, folded, lists) or is_parted_from_verb(around, negation.end, lists):
        return True
    # "Not because it was cheap …": what follows is no reason that the negation leaves alone.
    reach = _behind_exception(words, negation, folded, lists)
    if folded and folded[0] in lists["causes"]:
        reach = folded[1:]
    if any(word in lists["breaks"] for word in reach) or _begins_with_break(around, folded, lists):
        return False
    between = around.text[negation.end : around.start]
    marks = [match.start() for match in CLAUSE_MARK.finditer(between)]
    if not marks:
        return not is_released(around, words, negation, lists)
    opener = around.words_between(negation.end + marks[-1] + 1, around.start)[:1]
    first = opener[0] if opener else around.first_word
    if first in lists["complementizers"]:
        return True
    if len(marks) > 1:
        return False
    # "Niemand behauptet, das Becken …": a verb of saying or believing leads across one comma. So does an infinitive,
    # which has no sense without the clause before it: "Niemand hat die Absicht, eine Mauer zu errichten".
    if not opener and _says_or_believes(around, negation.end, negation.end + marks[0], lists):
        return True
    return between[marks[0]] == "," and opens_infinitive(around, negation.end + marks[0] + 1, first, lists)


def _begins_with_break(around: Surroundings, between: Sequence[str], lists: dict[str, frozenset[str]]) -> bool:
    """Tell "we did not see him | but we heard him" from "not | because he was drunk"."""
    first = around.first_word
    return first in lists["breaks"] and (between != [] or first not in lists["causes"])


def _behind_exception(
    words: Sequence[Token], negation: Span, reach: list[str], lists: dict[str, frozenset[str]]
) -> list[str]:
    """Return the words that a negation reaches, behind an exception as well: "No one but the mayor | knew"."""
    own = [t.folded for t in words if negation.start <= t.start < negation.end]
    chain = [*own[-1:], *reach]
    for k in range(1, min(len(chain), EXCEPTION_REACH + 1)):
        if chain[k] in lists["exceptions"] and chain[k - 1] in lists["nobodies"]:
            return chain[k + 1 :]
    return reach


def _says_or_believes(around: Surroundings, start: int, end: int, lists: dict[str, frozenset[str]]) -> bool:
    """Tell whether the clause between two places has a verb that leads across the comma behind it."""
    words = around.words_between(start, end)
    if lists["leads"]:
        return words[-1:] != [] and words[-1] in lists["leads"]
    if not lists["complementizers"].isdisjoint(words):
        return False  # what was said is told before the comma: "On n'a jamais dit que le pont fermerait, | on a dit"
    return not lists["attitudes"].isdisjoint(words) or has_reporting_word(around.text[start:end])


def is_truncated(around: Surroundings, language: str | None) -> bool:
    """Tell whether what was cut off the sentence carries a condition, hedge or contrast."""
    if around.is_unspaced:
        return is_truncated_unspaced(around)
    if is_contradicted(around, language) or is_asked(around, language):
        return True
    if not around.may_be_qualified_before and not around.may_be_qualified_after:
        return _has_condition_ending(around, language)
    if _has_condition_ending(around, language):
        return True
    return is_cut_before(around, language) or is_cut_behind(around, language)


def is_cut_before(around: Surroundings, language: str | None) -> bool:
    """Tell whether what was cut off before the passage carries a condition, hedge or contrast."""
    if not around.may_be_qualified_before:
        return False
    lexicon = lexicon_for(language or around.language)
    return _cut_before(around, _readings(around.before, around.text, lexicon), lexicon)


def is_cut_behind(around: Surroundings, language: str | None) -> bool:
    """Tell whether what was cut off behind the passage carries a condition, hedge or contrast."""
    if not around.may_be_qualified_after:
        return False
    lexicon = lexicon_for(language or around.language)
    lists = word_lists(lexicon.language)
    if _cuts_owner(around, lexicon) or _cuts_comparison(around, lists) or is_bounded(around, lexicon, lists):
        return True
    if is_unreal_behind(around, lists) or is_inverted_behind(around, lists):
        return True
    return _cut_after(around, _readings(around.after, around.text, lexicon), lexicon)


def _readings(words: Sequence[Token], text: str, lexicon: Lexicon) -> list[str]:
    """Return folded words, nothing for one whose capital makes it a name: "since May" hedges nothing."""
    return ["" if t.folded in lexicon.capitalised_are_names and text[t.start].isupper() else t.folded for t in words]


def _cut_before(around: Surroundings, words: Sequence[str], lexicon: Lexicon) -> bool:
    lists = word_lists(lexicon.language)
    is_besides, is_main = is_aside(around, words, lists), is_main_clause(around, lists)
    for k in range(behind_semicolon(around), len(words)):
        word = words[k]
        if is_main and is_of_subordinate(words, k, lists):
            continue
        if word in lists["modal_hedges"] and (is_besides or is_past_hedge(around, words[k:], lists)):
            continue
        if k and word in lists["concessions"] and opens_another(around, words, lists):
            continue
        is_opinion = word in lists["attitudes"]
        if is_opinion and (is_besides or is_parallel(around, words, k, lists) or is_attitude_noun(words, k, lists)):
            continue
        if is_opinion and is_told_besides(around, k, lists):
            continue
        if word in lexicon.hedges or word in lists["concessions"] or is_opinion:
            return True
        is_known = word in lexicon.conditions and is_condition(around, around.before, k, lists)
        is_known = is_known and not is_end_of_span(words, k, lists) and not is_only_a_question(around, words, k, lists)
        if is_known and not is_of_clause_before(around, words, k, lexicon, lists):
            return True
        if word in lists["opening_conditions"] and opens_condition(around, around.before, k, lists):
            return True
    if is_limited(around, words, lexicon, lists) or is_relayed(around, words, lexicon, lists):
        return True
    if is_unreal(around, words, lists) or is_inverted(around, lists) or is_excluded_before(around, words, lists):
        return True
    if is_excepted(words, lexicon, lists) or is_other_choice(around, words, lists):
        return True
    if is_share(around, words, lexicon, lists) or is_ranked(around, words, lexicon, lists):
        return True
    return _is_quantified(words, lexicon, lists) or _has_proviso(words, lexicon.language)


def _is_quantified(words: Sequence[str], lexicon: Lexicon, lists: dict[str, frozenset[str]]) -> bool:
    """Tell whether all that was cut off the sentence's start is of how many or how often: "Often | a crew …"."""
    opener = words[1:] if words and words[0] in lists["coordinators"] else words
    if "+".join(opener) in lists["openers"]:
        return True
    rest = [word for word in words if word not in lists["partitives"]]
    if len(rest) != 1:
        return False
    is_part = words[-1] in lexicon.part_of and (rest[0].isdecimal() or rest[0] in lexicon.numbers)
    return rest[0] in lists["quantities"] or (is_part and rest[0] not in ("1", "one"))


def _cut_after(around: Surroundings, words: Sequence[str], lexicon: Lexicon) -> bool:
    lists = word_lists(lexicon.language)
    near = words[:LIMIT_REACH]
    if near and (near[0] in lexicon.contrasts or near[0] in lists["limits"] - {"as", "when", "only"}):
        return True
    if is_conceded(words, lists) or needs_more(around, words, lexicon.language, lists):
        return True
    own = words[: before_semicolon(around)]
    for k, word in enumerate(own):
        asks = k > 0 and words[k - 1] in lists["questions"]
        if word in lists["opening_conditions"] and not asks and _opens_behind(around, k, lists):
            return True
        if word not in lexicon.conditions or word in lists["unconditional"] or asks:
            continue
        if is_beyond_clause(around, words, k, lists) or is_end_of_span(words, k, lists):
            continue
        if is_condition(around, around.after, k, lists) and not is_of_next_clause(around, words, k, lexicon, lists):
            return True
    hedges = (k for k, word in enumerate(near) if word in lexicon.hedges)
    if any(
        not is_of_next_clause(around, words, k, lexicon, lists) and not is_in_relative(around, words, k, lists)
        for k in hedges
    ):
        return True
    if is_taken_back(around, words, lexicon, lists) or is_excluded_behind(words, lists):
        return True
    if is_restricted_behind(around, words, lexicon, lists):
        return True
    return _has_proviso(words[: len(own) + PROVISO_REACH], lexicon.language)


def _opens_behind(around: Surroundings, k: int, lists: dict[str, frozenset[str]]) -> bool:
    """Tell whether word k behind the passage opens a clause: "als", "om" and "se" are conditions only there."""
    words = around.after
    if k == 0 or CLAUSE_MARK.search(around.text, words[k - 1].end, words[k].start) is not None:
        return True
    return opens_behind_exclusive(around, words, k, lists)


def _has_condition_ending(around: Surroundings, language: str | None) -> bool:
    """Tell whether a verb in a form that makes a condition stands outside the passage: Turkish -sa, Korean -면."""
    lists = _lists_told(around, language)
    if lists is None or not lists["condition_endings"]:
        return False
    form = _form_of(lists["condition_endings"])
    return any(form.search(t.folded) for t in (*around.before, *around.after))


@cache
def _form_of(endings: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(endings))})$")


def _has_proviso(words: Sequence[str], language: str) -> bool:
    """Tell whether a condition of several words stands there: "à moins que", "on condition that"."""
    known = provisos(language)
    for k, word in enumerate(words):
        for phrase in known.get(word, ()):
            first = k - phrase.index(word)
            stands = first >= 0 and tuple(words[first : first + len(phrase)]) == phrase
            if stands and not begins_with(words[max(first - 1, 0) :], word_lists(language)["no_provisos"]):
                return True
    return False


def _cuts_owner(around: Surroundings, lexicon: Lexicon) -> bool:
    """Tell whether the passage's last word owns what stands behind it: "We all saw the mayor | 's brother"."""
    if not around.after or around.after[0].folded != "s":
        return False
    return is_genitive([*around.view.tokens_at([around.last]), *around.after[:2]], 1, around.text, lexicon)


def _cuts_comparison(around: Surroundings, lists: dict[str, frozenset[str]]) -> bool:
    """Tell whether what the passage compares with or leaves to choose was cut off: "They earn more | than nurses"."""
    if not around.after:
        return False
    behind = around.after[0].folded
    pairs = phrases(lists["correlatives"])
    if any(second == behind for _, second in pairs):
        words = {t.folded for t in around.last_words(PAIR_REACH)}
        if any(second == behind and first in words for first, second in pairs):
            return True
    if behind not in lists["comparisons"]:
        return False
    return around.view.tokens_at([around.last])[0].folded in lists["comparatives"]
