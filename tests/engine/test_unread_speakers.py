"""A fault of ours in naming the speakers of one document costs that document its speakers, and no answer."""

from __future__ import annotations

import warnings

import pytest

from matcher import Document, Engine, Index, Query
from matcher import speakers as voices
from matcher.attribution import Speakers, match_claim
from matcher.attribution.quoted import Attributed
from matcher.errors import UnreadDocumentWarning
from matcher.types import AttributionStatus

GOOD = Document("good", "Pier", "“The pier is closed for repairs,” said Ada Venn.")
BAD = Document("bad", "Mill", "“The mill wheel is turning again,” said Ada Venn.")


@pytest.fixture
def engine() -> Engine:
    index = Index.open(None)
    index.put_many([(1, GOOD), (2, BAD)])
    return Engine(index)


def test_words_are_found_without_a_speaker_and_the_fault_is_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Speakers, _place: int) -> Attributed | None:
        raise IndexError("no such name")

    monkeypatch.setattr(Speakers, "at", fail)
    with pytest.warns(UnreadDocumentWarning, match=r"'bad'(?s:.)*Traceback(?s:.)*no such name"):
        answer = engine.verify(Query("The mill wheel is turning again", speaker="Ada Venn"))
    assert (answer.verdict, answer.outcome, answer.attribution.status) == ("verbatim", "review", "unattributed")
    with pytest.warns(UnreadDocumentWarning):
        assert engine.verify(Query("The mill wheel is turning again")).outcome == "ok"


@pytest.mark.interpreted
def test_a_claim_that_cannot_be_compared_is_left_open(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> AttributionStatus:
        raise IndexError("no such name")

    monkeypatch.setattr(voices, "match_claim", fail)
    with pytest.warns(UnreadDocumentWarning, match="'bad'"):
        answer = engine.verify(Query("The mill wheel is turning again", speaker="Ada Venn"))
    assert (answer.verdict, answer.outcome, answer.attribution.status) == ("verbatim", "review", "uncertain")
    monkeypatch.setattr(voices, "match_claim", match_claim)
    assert engine.verify(Query("The pier is closed for repairs", speaker="Ada Venn")).outcome == "ok"


def test_a_fault_is_told_once_a_document(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Speakers, _place: int) -> Attributed | None:
        raise IndexError("no such name")

    monkeypatch.setattr(Speakers, "at", fail)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("default")
        for quote in ("The mill wheel is turning again", "The mill wheel", "The pier is closed for repairs"):
            engine.verify(Query(quote))
    assert [str(one.message).split("'")[1] for one in told] == ["bad", "good"]


@pytest.mark.parametrize("quote", ["“30 customers,” said Senator", '30 customers," said Professor'])
def test_a_text_that_ends_in_a_title_without_its_name_is_read(engine: Engine, quote: str) -> None:
    assert engine.verify(Query(quote)).verdict == "not_found"  # warnings are errors
