"""What holds for any two texts, whatever their words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from matcher.diff import contains_negation, find_changes, negations, widen_numbers
from matcher.text import tokens
from matcher.types import Change, Token

# Words of every class and the forms that units are made of, so that short texts meet many rules.
WORDS = st.sampled_from(
    re.split(
        r"\s+",
        "we will not won't don't do can cannot never the a of and to one two twenty five "
        "hundred million $5 $5m 5 15 1,340 2.4 -6 − % percent per cent March 3 3rd May "
        "may half third U.S. US No. 10 it's it is he'd its dont Mr Mr. Venn Brandt "
        "harbour harbor café cafe ne pas n’est l’État keine nicht не ни шесть п'ять の 二 三 "
        "ない ません 不 é ß ¼ (aside) … — &amp;",
    )
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=40), st.lists(WORDS, max_size=8).map("".join)
)
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "es", "ru", "uk", "ja", "zh", "pt"])


def compare(quote: str, document: str, language: str | None) -> tuple[Change, ...]:
    return find_changes(tokens(quote), tokens(document), quote_text=quote, document_text=document, language=language)


@given(TEXTS, LANGUAGES)
def test_a_text_has_no_changes_against_itself(text: str, language: str | None) -> None:
    assert compare(text, text, language) == ()


@given(TEXTS, TEXTS, LANGUAGES)
def test_every_side_is_a_slice_and_one_side_is_never_empty(quote: str, document: str, language: str | None) -> None:
    for change in compare(quote, document, language):
        assert change.quote.text == quote[change.quote.start : change.quote.end]
        assert change.document.text == document[change.document.start : change.document.end]
        assert change.quote.text or change.document.text


@given(TEXTS, TEXTS, LANGUAGES)
def test_operations_say_which_side_is_empty(quote: str, document: str, language: str | None) -> None:
    for change in compare(quote, document, language):
        assert (change.operation == "dropped") == (not change.quote.text)
        assert (change.operation == "added") == (not change.document.text)


@given(TEXTS, TEXTS, LANGUAGES)
def test_changes_stand_in_the_order_of_the_quote(quote: str, document: str, language: str | None) -> None:
    starts = [change.quote.start for change in compare(quote, document, language)]
    assert starts == sorted(starts)


# No equal values among these, so that whatever differs has to be reported.
PLAIN = st.lists(st.sampled_from(["tram", "rope", "lamp", "quay", "dawn", "ledge", "coal", "flood"]), max_size=16)


@given(PLAIN, PLAIN)
def test_no_difference_goes_unreported(quote: list[str], document: list[str]) -> None:
    quote_text, document_text = " ".join(quote), " ".join(document)
    changes = compare(quote_text, document_text, "en")
    assert bool(changes) == (quote != document)
    rest_of_quote = outside(tokens(quote_text), [(c.quote.start, c.quote.end) for c in changes])
    rest_of_document = outside(tokens(document_text), [(c.document.start, c.document.end) for c in changes])
    assert rest_of_quote == rest_of_document


def outside(stream: list[Token], spans: list[tuple[int, int]]) -> list[str]:
    """Return the folded tokens that no span covers."""
    return [t.folded for t in stream if not any(start <= t.start and t.end <= end for start, end in spans)]


@given(TEXTS, LANGUAGES)
def test_negations_are_spans_of_the_text(text: str, language: str | None) -> None:
    stream = tokens(text)
    spans = negations(stream, text, language)
    assert contains_negation(stream, text, language) == bool(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(TEXTS, LANGUAGES, st.data())
def test_widening_only_widens_and_rests_when_done(text: str, language: str | None, data: st.DataObject) -> None:
    stream = tokens(text)
    start = data.draw(st.integers(0, len(stream)))
    stop = data.draw(st.integers(start, len(stream)))
    wide = widen_numbers(stream, start, stop, text=text, language=language)
    assert wide[0] <= start <= stop <= wide[1]
