"""Where a phrase stands more than once: quoted before told, and the caller's context before either."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

TOLD_THEN_QUOTED = Document(
    "told",
    "Told first",
    "He said the bridge was sold for a song in the north. “The bridge was sold for a song in the south,” he added.",
    language="en",
)
QUOTED = Document("quoted", "Quoted", "“The bridge was sold for a song in the east,” she said.", language="en")


@pytest.fixture(scope="module")
def engine() -> Engine:
    index = Index.open(None)
    for sequence, document in enumerate((TOLD_THEN_QUOTED, QUOTED), start=1):
        index.put(document, sequence=sequence)
    return Engine(index)


def test_quoted_place_answers_though_the_document_tells_it_first(engine: Engine) -> None:
    answer = engine.verify(Query("the bridge was sold for a song", document_ids=["told"]))
    assert answer.matches[0].setting == "quotation"
    assert answer.outcome == "ok"
    assert TOLD_THEN_QUOTED.text[: answer.matches[0].spans[0].start].endswith("“")


@pytest.mark.parametrize(
    ("prefix", "suffix", "document", "setting"),
    [
        (None, "in the east", "quoted", "quotation"),
        (None, "in the south", "told", "quotation"),
        ("He said", "in the north", "told", "narration"),
    ],
)
def test_context_chooses_among_equal_places(
    engine: Engine, prefix: str | None, suffix: str, document: str, setting: str
) -> None:
    best = engine.verify(Query("the bridge was sold for a song", prefix=prefix, suffix=suffix)).matches[0]
    assert (best.document.id, best.setting) == (document, setting)


def test_context_that_fits_nowhere_changes_nothing(engine: Engine) -> None:
    plain = engine.verify(Query("the bridge was sold for a song"))
    with_context = engine.verify(Query("the bridge was sold for a song", suffix="and nobody wept"))
    assert [m.document.id for m in with_context.matches] == [m.document.id for m in plain.matches]


def test_denied_reporting_clause_flags_the_words() -> None:
    index = Index.open(None)
    text = "Ada Lund never said “we cheated the crew”. “We will go home,” Falk said."
    index.put(Document("d", "Denied", text, language="en"), sequence=1)
    engine = Engine(index)
    assert engine.verify(Query("we cheated the crew")).matches[0].flags == ("inside_negation",)
    assert engine.verify(Query("We will go home")).outcome == "ok"


def test_bare_date_before_includes_that_day() -> None:
    index = Index.open(None)
    index.put(Document("d", "Late", "“We sail at dawn,” she said.", published_at="2025-03-04T22:00:00Z"), sequence=1)
    engine = Engine(index)
    assert engine.verify(Query("We sail at dawn", published_before="2025-03-04")).verdict == "verbatim"
    assert engine.verify(Query("We sail at dawn", published_before="2025-03-03")).verdict == "not_found"


@pytest.mark.parametrize("bound", ["published_before", "published_after"])
def test_bounds_to_the_second_include_that_second(bound: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Noon", "“We sail at dawn,” she said.", published_at="2025-03-04T12:00:00Z"), sequence=1)
    engine = Engine(index)
    second_off = {"published_before": "2025-03-04T11:59:59Z", "published_after": "2025-03-04T12:00:01Z"}[bound]
    assert engine.verify(Query("We sail at dawn", **{bound: "2025-03-04T12:00:00Z"})).verdict == "verbatim"
    assert engine.verify(Query("We sail at dawn", **{bound: second_off})).verdict == "not_found"


TWICE = Document(
    "twice",
    "Two offices",
    "“We must never close the harbour hospital,” Maria Lopez told the council in Marlow.\n\n"
    "The debate went on until midnight.\n\n"
    "“We must never close the harbour hospital,” Daniel Reeve said in the yard.",
    language="en",
)
LABELS = Document(
    "labels",
    "Two turns",
    "LOPEZ: We must never close the harbour hospital.\n\nREEVE: We must never close the harbour hospital.\n",
    kind="transcript",
    language="en",
)


@pytest.mark.parametrize(
    ("document", "claimed", "status", "outcome"),
    [
        (TWICE, "Maria Lopez", "confirmed", "ok"),
        (TWICE, "Daniel Reeve", "confirmed", "ok"),
        (TWICE, "Ada Venn", "contradicted", "problem"),
        (LABELS, "Lopez", "confirmed", "ok"),
        (LABELS, "Reeve", "confirmed", "ok"),
    ],
)
def test_a_claim_decides_between_two_who_say_the_same(
    document: Document, claimed: str, status: str, outcome: str
) -> None:
    index = Index.open(None)
    index.put(document, sequence=1)
    answer = Engine(index).verify(Query("We must never close the harbour hospital", speaker=claimed))
    assert (answer.attribution.status, answer.outcome) == (status, outcome)
    assert answer.attribution.speaker is not None
    assert status == "contradicted" or claimed.lower() in answer.attribution.speaker.lower()


def test_two_who_say_the_same_are_ambiguous_without_a_claim() -> None:
    index = Index.open(None)
    index.put(TWICE, sequence=1)
    answer = Engine(index).verify(Query("We must never close the harbour hospital"))
    assert (answer.outcome, answer.matches[0].flags) == ("review", ("ambiguous",))
