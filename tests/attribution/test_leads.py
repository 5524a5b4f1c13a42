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
    ("US Ambassador to Germany Ada Quill said it was “very late”.", "Ada Quill"),
    ("Former US Ambassador to the United Nations Ada Quill said it was “very late”.", "Ada Quill"),
    ("A letter to Germany Ada Quill sent said it was “very late”.", "A letter"),
    ("Chief Executive of Hong Kong Ada Quill left. “We pay,” Quill said.", "Ada Quill"),
    ("The widow of Paul Ada Quill said it was “very late”.", "The widow of Paul Ada Quill"),
    ("Director of National Intelligence Ada Quill said it was “very late”.", "Ada Quill"),
    ("US House of Representatives Speaker Ada Quill left. “We pay,” Quill said.", "Ada Quill"),
    ("The House of Representatives said it was “very late”.", "The House of Representatives"),
    ("NATO Secretary-General Jens Tolberg said it was “very late”.", "Jens Tolberg"),
    # Offices without a name.
    ("Ada Quill, the Chief Technological Officer of Red Mill said it was “very late”.", "Ada Quill"),
    ("Chief Harbour Officer Ada Quill said it was “very late”.", "Ada Quill"),
    ("Chief Ada Goldman said it was “very late”.", "Ada Goldman"),
    # What bodies are called that an adjective or an owner opens.
    ("One of them, the Syrian Democratic Forces, said it was “very late”.", "the Syrian Democratic Forces"),
    ("The Commission on Presidential Debates said it was “late”.", "The Commission on Presidential Debates"),
    ("The Department of Health and Human Services said “we pay”.", "The Department of Health and Human Services"),
    ("The Alder County Sheriff's Office said it was “very late”.", "The Alder County Sheriff's Office"),
    ("Ada Quill's Office of Trade said it was “very late”.", "Office of Trade"),
    # Jobs that their ending tells, and ages.
    ("Immunologist Kristan Anders said it was “very late”.", "Kristan Anders"),
    ("Co-developer Jing Wang said it was “very late”.", "Jing Wang"),
    ("Fourteen-year-old Zoe Quill said it was “very late”.", "Zoe Quill"),
    # Names with an article, with accents and without, with two family names.
    ("President Bashir al-Tarr said it was “very late”.", "Bashir al-Tarr"),
    ("President Abdul Fattah el-Tarr of Norland said it was “very late”.", "Abdul Fattah el-Tarr"),
    ("President Bashir al-Tarr left. “We pay,” Tarr said.", "Bashir al-Tarr"),
    ("Recep Emre Erdoğar left. “We pay,” Erdogar said.", "Recep Emre Erdoğar"),
    ("Ricardo Roselló Nevares left. “We pay,” Roselló said.", "Ricardo Roselló Nevares"),
    ("Ada Paul Quill left. “We pay,” Paul said.", "Paul"),
    ("Tarrow left. Mr. Tarrow met Ada Quill. “We pay,” he said.", "Tarrow"),
    ("A student named Wong met Ada Quill. “We pay,” Wong said.", "Wong"),
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


@pytest.mark.parametrize(
    ("headline", "name"), [("Donald Orr is sick", "Donald Orr"), ("The Orrs are sick", "Irene Orr")]
)
def test_headline_tells_whom_a_family_name_means_that_three_have(headline: str, name: str) -> None:
    text = "Donald Orr and his wife Melanie Orr are sick. So is his aide Irene Orr. Orr wept, posting: “We are sick.”"
    speaker = attribute(Document("d", headline, text, language="en"))[-1].speaker
    assert speaker is not None
    assert speaker.name == name


@pytest.mark.parametrize(
    ("claimed", "status"), [("Roselló", "confirmed"), ("Nevares", "confirmed"), ("Tarr", "contradicted")]
)
def test_first_of_two_family_names_is_whom_the_document_calls_so(claimed: str, status: str) -> None:
    text = "Ricardo Roselló Nevares left Ely. In his speech, Roselló said, “We pay.”"
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == status


@pytest.mark.parametrize("claimed", ["al-Tarr", "Al-Tarr", "Tarr", "Bashir al-Tarr", "President Tarr"])
def test_article_of_a_name_may_be_left_out(claimed: str) -> None:
    document = Document("d", "", "“We pay,” President Bashir al-Tarr said.", language="en")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == "confirmed"


@pytest.mark.parametrize("claimed", ["Penhale", "Julia Penhale", "Julia Penhale KC", "Ms Penhale"])
def test_letters_behind_a_name_are_no_family_name(claimed: str) -> None:
    document = Document("d", "", "“We pay,” Julia Penhale QC said.", language="en")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == "confirmed"


def test_a_sentence_before_a_name_is_no_given_name() -> None:
    text = "TARR: Will it rain?\n\nROAN: Never. Ida Roan knows rain.\n\nTARR: No. Jon Tarr does."
    speakers = {one.speaker.name for one in attribute(Document("d", "", text, kind="transcript")) if one.speaker}
    assert speakers == {"Ida Roan", "Jon Tarr"}
