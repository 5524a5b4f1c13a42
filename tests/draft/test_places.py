"""The way back from the text as it is read to the blocks that came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matcher.draft import Block, DraftWriter, Place, find_draft_quotations, read_blocks

# Texts with all kinds of marks, breaks and characters that other units count twice.
TEXTS = st.text(st.sampled_from('ab .,:\n"“”‘’«»„🐟é\u0301\u200d')) | st.text()


def test_a_place_is_the_part_of_a_block_that_was_read() -> None:
    draft = read_blocks([Block("p1", "Ada Venn spoke."), Block("p2", "“No,” she said.")])
    assert draft.text == "Ada Venn spoke.\n\n“No,” she said."
    assert draft.find_place(18, 21) == Place(1, 1, 4)
    assert draft.text_at(Place(1, 1, 4)) == "No,"


def test_what_only_the_reader_sees_has_no_place() -> None:
    writer = DraftWriter()
    writer.copy("one")
    writer.insert("“")
    writer.skip("\n  ")
    writer.copy("two")
    draft = writer.finish()
    assert (draft.text, draft.blocks[0].text) == ("one“two", "one\n  two")
    assert draft.find_place(3, 4) is None
    assert draft.find_place(2, 5) == Place(0, 2, 7)


def test_a_stretch_over_two_blocks_is_placed_in_the_first() -> None:
    draft = read_blocks([Block(1, "one"), Block(2, "two")])
    assert draft.find_place(1, 7) == Place(0, 1, 3)


def test_no_blocks_make_an_empty_draft() -> None:
    draft = read_blocks([])
    assert (draft.text, draft.blocks) == ("", ())
    assert find_draft_quotations(draft) == []


@given(st.lists(TEXTS, max_size=5))
def test_every_quotation_is_found_in_its_block_as_it_was_read(texts: list[str]) -> None:
    draft = read_blocks([Block(number, text) for number, text in enumerate(texts)])
    for quotation in find_draft_quotations(draft, language="en"):
        assert draft.text_at(quotation.place) == draft.text[quotation.start : quotation.end]
        assert quotation.place.start < quotation.place.end


@given(TEXTS, st.data())
def test_places_of_a_single_block_are_the_offsets_themselves(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = read_blocks([Block(None, text)]).find_place(start, end)
    assert found == (Place(0, start, end) if start < end else None)


def test_the_draft_s_speaker_answers_an_interview() -> None:
    draft = read_blocks([Block(None, "Q: Will you raise fares?\n\nA: We will not raise fares before the spring.")])
    said_by = [quotation.speaker for quotation in find_draft_quotations(draft, speaker="Ada Venn")]
    assert [(speaker.name, speaker.kind) for speaker in said_by if speaker] == [
        ("Q", "anonymous"),
        ("Ada Venn", "person"),
    ]
