"""Speakers asked for one by one are those that the whole document gives, however long it is."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.attribution import Speakers, attribute
from matcher.attribution.reporting.windows import MAX_WHOLE
from matcher.index import Index
from matcher.types import Document, DocumentKind, Span
from matcher.view import DocumentView

SENTENCES = (
    "“We pay,” Mayor Ada Quill said.", "“It is late,” she added.", "Nobody paid that spring.",
    "“Never,” said Dorian Vesh.",
    "He called it “a wet rope”.", "The so-called “peace” held.", "Una Marr left the hall for the harbour of Ely.",
    "“One.\n\n“Two,” Marr said.", "The harbour authority said it would “read every page”.", "\n\n", "\n\n",
)  # fmt: skip
TURNS = "ADA QUILL: He said “no” to me.\n\nBEN ORR: Did he, Quill?\n\nQUILL: “So,” says Orr.\n\n"


def invent(seed: int, num_sentences: int) -> str:
    """Write a text of quotations, narration and paragraph breaks."""
    rng = Random(seed)
    return " ".join(rng.choice(SENTENCES) for _ in range(num_sentences))


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32), num_sentences=st.sampled_from((3, 40, 900)), spoken=st.booleans())
def test_one_place_at_a_time_gives_what_the_whole_gives(seed: int, num_sentences: int, spoken: bool) -> None:
    text = (TURNS if spoken else "") + invent(seed, num_sentences)
    document = Document("d", "", text, language="en")
    whole = attribute(document)
    speakers = Speakers(document)
    for one in Random(seed).sample(whole, min(5, len(whole))):
        assert speakers.at(one.start) == one
        assert one in list(speakers.iter_overlapping(Span(one.start, one.end)))


def test_long_document_names_people_introduced_at_its_head_and_near_by() -> None:
    filler = "\n\n".join(["The road to Ely was closed, and the ferries lay in the harbour."] * 300)
    head = "Transport Minister Ilse Varden came to Calder."
    text = f"{head}\n\n{filler}\n\nUna Marr stayed. “We wait,” Marr said.\n\n“We pay,” Varden said.\n\n{filler}"
    assert len(text) > 3 * MAX_WHOLE
    document = Document("d", "", text, language="en")
    assert [one.speaker.name for one in attribute(document) if one.speaker] == ["Una Marr", "Ilse Varden"]


@pytest.mark.parametrize("kind", ["statement", "speech", "article"])
def test_words_after_a_quotation_belong_to_the_turn_again(kind: DocumentKind) -> None:
    text = "The plant will close. “We are sad,” said Ben Orr. It opened in May."
    document = Document("d", "", text, language="en", kind=kind, speaker="Corvid Bank")
    found = [Speakers(document).at(text.index(words)) for words in ("plant", "sad", "opened")]
    names = [one.speaker.name if one and one.speaker else None for one in found]
    assert (
        names
        == {
            "statement": ["Corvid Bank", "Ben Orr", "Corvid Bank"],
            "speech": ["Corvid Bank"] * 3,
            "article": [None, "Ben Orr", None],
        }[kind]
    )


def test_hostile_texts_are_read_in_windows() -> None:
    for unit in ("“a” ", "“a” said Ada Quill.\n\n", "“", "Ada Quill ", "“a\n\n"):
        document = Document("d", "", unit * (60_000 // len(unit)), language="en")
        assert all(one.start < one.end for one in attribute(document))


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(("article", "transcript", "statement")))
def test_stored_structure_gives_the_speakers_that_the_text_gives(seed: int, kind: DocumentKind) -> None:
    text = (TURNS if seed % 2 else "") + invent(seed, 30)
    document = Document("d", "Talk", text, language="en", kind=kind, speaker="Corvid Bank")
    index = Index.open(None)
    index.put(document, sequence=1)
    view = DocumentView(index.snapshot().parts[0].segment, 0)
    speakers = Speakers(document)
    words = [place for place, character in enumerate(text) if character.isalnum()]
    for place in Random(seed).sample(words, 30):
        said = speakers.at(place)
        assert view.speaker_at(place) == (said.speaker if said else None)
