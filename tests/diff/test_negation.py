"""Where a text denies, in the languages with a lexicon."""

from __future__ import annotations

import pytest

from matcher.diff import conditions, contains_negation, contrasts, hedges, is_function_word, negations
from matcher.text import tokens

DENYING = {
    "en": ["We cannot prove it", "I don’t know", "I dont know", "Nobody came", "hardly any fuel", "no one"],
    "de": ["Das ist keine Frage", "Wir wissen nichts", "Niemand kam", "ohne Geld", "weder Brot noch Wein"],
    "fr": ["Il n’a rien dit", "aucune hypothèse", "sans argent", "elle ne viendra plus", "jamais"],
    "es": ["No lo sabemos", "nadie vino", "sin dinero", "nunca", "tampoco"],
    "ru": ["Мы не будем", "никто не пришёл", "денег нет", "без причины", "ни один"],
    "uk": ["Ми не будемо", "ніхто не прийшов", "грошей немає", "без причини", "жоден"],
    "ja": ["つもりはありません", "本が要らない", "最終的ではない"],
    "zh": ["我们不会涨价", "他没说过"],
}  # fmt: skip
AFFIRMING = {
    "en": ["No. 10 Cooper Street", "a notable knot", "nothingness"],
    "de": ["Das ist eine Frage", "Notar", "in der Nacht"],
    "fr": ["plus de cent personnes", "une personne est venue", "nous avons plus de temps"],
    "es": ["en noviembre", "una nota"],
    "ru": ["нетто", "под небом"],
    "uk": ["під небом"],
    "ja": ["つもりです"],
    "zh": ["我们会涨价"],
}


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, texts in DENYING.items() for t in texts])
def test_denials_are_found(language: str, text: str) -> None:
    assert contains_negation(tokens(text), text, language)


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, texts in DENYING.items() for t in texts])
def test_denials_are_found_without_knowing_the_language(language: str, text: str) -> None:
    del language
    assert contains_negation(tokens(text), text, None)


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, texts in AFFIRMING.items() for t in texts])
def test_what_only_looks_like_a_denial_is_none(language: str, text: str) -> None:
    assert not contains_negation(tokens(text), text, language)


def test_a_contraction_is_one_denial_and_spans_the_whole_word() -> None:
    text = "We don’t, and we won&rsquo;t"
    assert [text[s.start : s.end] for s in negations(tokens(text), text, "en")] == ["don’t", "won&rsquo;t"]


def test_the_word_lists_of_the_flags_share_the_lexicons() -> None:
    assert is_function_word("the", "en")
    assert not is_function_word("tram", "en")
    assert is_function_word("через", "ru")
    assert "unless" in conditions("en")
    assert "perhaps" in hedges("en")
    assert "although" in contrasts("en")
    assert "falls" in conditions("de")
