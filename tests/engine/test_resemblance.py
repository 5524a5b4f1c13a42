"""What decides whether a changed quote is recognised: how it reads on where it leaves the passage, and its rivals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from matcher import Engine, Query
from matcher.index import Index, Snapshot
from matcher.index.evidence import told_bits
from matcher.index.lookup import ids_everywhere
from matcher.text import tokenize
from matcher.types import Document

ARCHIVE = [
    "The harbour board met again on Monday to hear about the old swing bridge",
    "They devoted their spring to the swing bridge and to the fish market",
    "The old swing bridge has rusted through, the engineers told the harbour board",
    "Nobody went to the fish market in the rain, and the fish market went to nobody",
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    index = Index.open(tmp_path_factory.mktemp("index"))
    documents = (Document(f"d{number}", "", text, language="en") for number, text in enumerate(ARCHIVE, start=1))
    index.build(enumerate(documents, start=1), progress=None)
    index.flush()
    yield index.snapshot()
    index.close()


def told(snapshot: Snapshot, quote: str, num_kept: int) -> tuple[float, float]:
    """Return told and untold bits of a quote whose first words stand in a row in a document."""
    ids = ids_everywhere(tokenize(quote).hashes, snapshot.addresses)
    size = ids.shape[1]
    pairs = np.where(np.arange(size) < num_kept, np.arange(size), -1)
    bits = np.full(size, 10.0, np.float32)
    told, untold = told_bits(ids, 0, size, pairs, (pairs >= 0) * 1.0, bits, snapshot.addresses)
    return float(told), float(untold)


def test_words_that_stand_together_elsewhere_are_foretold(snapshot: Snapshot) -> None:
    assert told(snapshot, "swing bridge and to the fish market", 2)[0] > 20


def test_words_that_stand_together_nowhere_are_not(snapshot: Snapshot) -> None:
    assert told(snapshot, "swing bridge engineers devoted nobody market", 2)[0] == 0


def test_the_passage_itself_foretells_nothing(snapshot: Snapshot) -> None:
    assert told(snapshot, "the old swing bridge", 4) == (0, 0)


def test_frequent_words_that_never_stand_together_tell_that_a_quote_breaks_off(snapshot: Snapshot) -> None:
    # "the" is every fifth word of the archive, and never stands behind itself.
    assert told(snapshot, "swing bridge the the the", 2)[1] > 2
    assert told(snapshot, "swing bridge to the fish", 2)[1] < 0.5


def test_rare_words_that_stand_together_nowhere_tell_little(snapshot: Snapshot) -> None:
    assert told(snapshot, "swing bridge engineers devoted nobody spring", 2)[1] < 1


TURNED = (
    "The doctors of the lake hospital said that an outbreak will occur in the spring. The old swing bridge opened in "
    "2011. The gulls are not a danger to the boats. The ferries run until the lake freezes over."
)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        # All that differs turns the sense.
        ("an outbreak may occur", "altered"),
        ("an outbreak will not occur", "altered"),
        ("are a danger", "altered"),
        ("swing bridge opened in 2012", "altered"),
        ("the ferries will run", "altered"),
        # A modal before all other words asks.
        ("Will the ferries run?", "not_found"),
        # As little of the passage, and another word: what the two have in common is a phrase.
        ("an outbreak now occur", "not_found"),
        ("an epidemic will occur", "not_found"),
        ("are also a danger", "not_found"),
        ("bridge opened in spring", "not_found"),
        ("bridge opened in May", "not_found"),
        # A turn of the sense and something else.
        ("a danger may occur", "not_found"),
        # Too little besides.
        ("outbreak may occur", "not_found"),
        ("opened in 2012", "not_found"),
    ],
)
def test_less_is_enough_where_all_that_differs_turns_the_sense(quote: str, verdict: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "", TURNED, language="en"), sequence=1)
    assert Engine(index).verify(Query(quote)).verdict == verdict


SHORT = (
    "Odile never stopped demanding. Every gull knows the skerry. The sluice isn't watertight. "
    "The aquifer is contaminated. The lease ends on Tuesday at Skerrick. Less kelp was dredged than hoped. "
    "It is a matter of time."
)


@pytest.fixture(scope="module")
def large() -> Iterator[Engine]:
    """Documents of so many words that a rare one tells something."""
    index = Index.open(None)
    rng = np.random.default_rng(4)
    common = ("the", "of", "and", "a", "is", "it", "time", "matter", "on", "was", "than", "every", "less", "more", "in")
    documents = [Document("d", "", SHORT, language="en")]
    for number in range(300):
        words = [common[k] if rng.random() < 0.5 else f"gr{n:x}" for k, n in rng.integers(0, (15, 4000), (150, 2))]
        documents.append(Document(f"f{number}", "", " ".join(words) + ".", language="en"))
    index.put_many(enumerate(documents, 1))
    yield Engine(index)
    index.close()


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("Odile always stopped demanding", "altered"),
        ("any gull knows the skerry", "altered"),
        ("The sluice is watertight", "altered"),
        ("The aquifer is uncontaminated", "altered"),
        ("ends on Friday at Skerrick", "altered"),
        ("More kelp was dredged", "altered"),
        # Another word; little besides; two changes.
        ("The aquifer is expensive", "not_found"),
        ("it was a matter of days", "not_found"),
        ("More kelp was eaten", "not_found"),
    ],
)
def test_a_short_quote_of_telling_words_is_recognised_where_one_word_turns_it(
    large: Engine, quote: str, verdict: str
) -> None:
    answer = large.verify(Query(quote))
    assert answer.verdict == verdict
    assert answer.outcome == ("problem" if verdict == "altered" else "unknown")
