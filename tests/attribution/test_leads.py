"""What stands in capitals before a name, and names that are a month, a title or letters elsewhere."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document

# text, name of the last quotation's speaker
NAMES = [
    # Jobs at the start of a sentence.
    ("Goalkeeper Ada Quill said: “We pay for it.”", "Ada Quill"),
    ("Striker Zlatko Brod said: “We pay for it.”", "Zlatko Brod"),
    ("Witness Petra Lowe left. “We pay,” Lowe said.", "Petra Lowe"),
    ("Twins Carla and Petra Stone left. “We pay,” Carla said.", "Carla"),
    ("Brothers Emil and Otto Brandt left. “We pay,” Emil said.", "Emil"),
    ("Headteacher Una Marr left. “We pay,” Marr said.", "Una Marr"),
    ("“We pay,” said PC Ada Quill.", "Ada Quill"),
    ("Paul Thomas Hill said: “We pay for it.”", "Paul Thomas Hill"),
    ("Tavish Thomas Hill said: “We pay for it.”", "Tavish Thomas Hill"),
    # Offices with their field.
    ("“We pay,” says Director of Communications Ada Quill.", "Ada Quill"),
    ("“We pay,” says Vice President of Engineering Ada Quill.", "Ada Quill"),
    ("“We pay,” says Head of Trade and Design Ada Quill.", "Ada Quill"),
    ("The President of Norland and Ada Quill met. “We pay,” Quill said.", "Ada Quill"),
    ("“We pay,” says Head of Design Zuri Haddad.", "Head of Design Zuri Haddad"),
    ("“We pay,” said the Chamber of Shipping's Rob Teale.", "Rob Teale"),
    ("“We pay,” said Bank of Ely spokeswoman Ada Quill.", "Ada Quill"),
    ("Sen. Ada Quill (Vt.), who lost to Ben Orr, told of it. “We pay for it.”", "Ada Quill"),
    ("The senator (Sen. Ben Orr) said: “We pay for it.”", "Ben Orr"),
    ("White House Ferry Implementation Coordinator Ben Orr said: “We pay for it.”", "Ben Orr"),
    ("Hilton Garden Peter Stone said: “We pay for it.”", "Hilton Garden Peter Stone"),
    # Offices with their place.
    ("U.S. Senator from Vermont Ada Quill left. “We pay,” Quill said.", "Ada Quill"),
    ("The senator from West Virginia Ada Quill said: “We pay for it.”", "Ada Quill"),
    ("The Prime Minister of India Narvan Modlik said: “We pay for it.”", "Narvan Modlik"),
    ("“We pay for it,” said the governor of New Jersey Ben Orr.", "Ben Orr"),
    ("“We pay for it,” said the governor of New Jersey.", "the governor of New Jersey"),
    ("“We pay for it,” said the president of Georgia Ferry College.", "the president of Georgia Ferry College"),
    ("A spokesman for China Mobile Services said: “We pay for it.”", "A spokesman for China Mobile Services"),
    ("A friend of Paris Hiltner Smith said: “We pay for it.”", "A friend of Paris Hiltner Smith"),
    # Months and titles that are given names.
    ("“We pay,” said June Orr.", "June Orr"),
    ("“We pay,” Jan Kowal said.", "Jan Kowal"),
    ("In June Ada Quill left. “We pay,” Quill said.", "Ada Quill"),
    ("Early in April Quill left. Ada Quill came. “We pay,” Quill said.", "Ada Quill"),
    ("“We pay,” said Marlow boss Dean Whitlock. “Now,” Whitlock said.", "Dean Whitlock"),
    ("Dean Ada Whitlock left. “We pay,” Whitlock said.", "Ada Whitlock"),
    # … and family names.
    ("“We pay,” said Ada May. “Now,” May said.", "Ada May"),
    ("“We pay,” said Ada May. “Now,” said May.", "Ada May"),
    ("“We pay,” said Mr. May.", "May"),
    ("Prime Minister Ada May left. “We pay,” she said.", "Ada May"),
    ("“We pay,” said Ben Orr. Mr. May left. “Now,” said Ben Orr.", "Ben Orr"),
    ("Ben Orr told Ada May 3 was a holiday. “We pay,” Orr said.", "Ben Orr"),
    ("“We pay,” said Ada Quill in May. “Now,” Quill said.", "Ada Quill"),
    # Letters behind a name.
    ("Julia Penhale QC left. “We pay,” Penhale said.", "Julia Penhale QC"),
    ("“We pay,” said Conservative MP Ben Orr.", "Ben Orr"),
    # Whoever opens the sentence before the pronoun's, behind what he is.
    ("“No,” Mr Dunnock said. Conservative backbencher Nigel Thorpe left. “We pay,” he said.", "Nigel Thorpe"),
    ("“No,” Mr Dunnock said. The backbencher Nigel Thorpe left. “We pay,” he said.", "Nigel Thorpe"),
    ("“No,” Mr Dunnock said. He met backbencher Nigel Thorpe. “We pay,” he said.", "Dunnock"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_name_of(text: str, name: str) -> None:
    speaker = attribute(Document("d", "", text, language="en"))[-1].speaker
    assert speaker is not None
    assert speaker.name == name


@pytest.mark.parametrize("claimed", ["Penhale", "Julia Penhale", "Julia Penhale KC", "Ms Penhale"])
def test_letters_behind_a_name_are_no_family_name(claimed: str) -> None:
    document = Document("d", "", "“We pay,” Julia Penhale QC said.", language="en")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == "confirmed"


def test_a_sentence_before_a_name_is_no_given_name() -> None:
    text = "TARR: Will it rain?\n\nROAN: Never. Ida Roan knows rain.\n\nTARR: No. Jon Tarr does."
    speakers = {one.speaker.name for one in attribute(Document("d", "", text, kind="transcript")) if one.speaker}
    assert speakers == {"Ida Roan", "Jon Tarr"}
