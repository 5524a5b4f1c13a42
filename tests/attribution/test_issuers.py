"""Who speaks through a statement: whoever issued it, wherever the sentence that introduces it names him."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute
from matcher.types import Document

# text, name of the last quotation's speaker
ISSUED = [
    ("Senate Leader Ada Quill released the following statement on the British ferry plot:\n“We thank the crews for it.”", "Ada Quill"),
    ("Sen. Ada Quill today issued a statement on the nomination of Judge Ben Orr to the High Court:\n“He is the man for it.”", "Ada Quill"),
    ("Statement of Sen. Ada Quill, I-Vt., on passage of the Harbour Spending Bill:\n“I voted for it, for we must pay.”\n“It is late.”", "Ada Quill"),
    ("Statement of Senator Ada Quill on the Harbour Bill:\n“I voted for it, for we must pay.”", "Ada Quill"),
    ("Statement from Mayor Ada Quill: “We pay the crews, and they know it.”\n\nStatement from Governor Ben Orr: “So do we, as they know.”", "Ben Orr"),
    ("Statement by Ada Quill on the ferry: “We pay the crews, and they know it.”", "Ada Quill"),
    ("Sen. Ada Quill made the following comments:\n“There is no doubt that the ferry is late.”", "Ada Quill"),
    ("Following the hearing on the ferry, Sen. Ada Quill made the following remarks:\n“There is no doubt.”", "Ada Quill"),
    ("ST. OSWALD, MO – U.S. Senator Ada Quill today issued the following statement on the nomination of Judge Ben Orr to the High Court:\n\n“Advice is what we give.\n\n“Today I am here.”", "Ada Quill"),
    ("PORT ELY, N.B. – Harbour Minister Ada Quill spoke to the crews today:\n\n“Advice is what we give.”", "Ada Quill"),
    ("Ada Quill spoke to her colleagues in Ely. The text of her remarks follows:\n“The ferry is late, and the crews know it.”", "Ada Quill"),
    ("Ada Quill issued a statement that called it “a wet rope”.", "Ada Quill"),
    ("Ada Quill sent a letter that said: “Nobody pays for it.”", "Ada Quill"),
    # Below a headline in capitals, and where time, state or purpose stand in between.
    ("SEN. QUILL ISSUES STATEMENT ON FERRY GROUP\n\n“The group's words are clear, and they say a lot.”", "QUILL"),
    ("Senator Ada Quill, a member of it, today released the following statement in advance of the Veterans' Day weekend:\n“It is an important day.”", "Ada Quill"),
    ("Today Sen. Ada Quill issued the following statement regarding the nomination of Ben Orr.\n“I'm delighted with it.”", "Ada Quill"),
    ("Today, Harbour Center spokesman Ben Orr released the following statement regarding Mayor Quill's Iraq photo-op:\n“Our crews know it.”", "Ben Orr"),
    ("Sen. Ada Quill, a member of it, made the following statement today regarding passage of H.J. Res. 20, the Ferry Act.\n“I supported this bill.”", "Ada Quill"),
    # Above a line that only says what follows.
    ("Senate Leader Ada Quill delivered the following statement on the floor today.\n\nRemarks as prepared:\n\n“Mr. Orr, I rise.\n\n“We thank the crews.”", "Ada Quill"),
    ("Senate Leader Ada Quill released the following statement.\n\nStatement:\n\n“We thank the crews.”", "Ada Quill"),
    # Whose words are presented below.
    ("The following are Senator Quill's remarks, as delivered, at a hearing.\n“The way I look at it is this.”", "Quill"),
    ("Ada Quill spoke on Monday. Below are her remarks as prepared for delivery.\n“Three centuries ago, settlers came.”", "Ada Quill"),
    ("Here is the text of a letter by Ada Quill.\n“Three centuries ago, settlers came.”", "Ada Quill"),
]  # fmt: skip
# … and who did not.
NOT_ISSUED = [
    ("Ada Quill tore up a report of the Harbour Bank that said: “Nobody pays for it.”", "a report of the Harbour Bank"),
    ("Ada Quill held a sign that read “Nobody pays for it”.", "a sign"),
    ("The police released a letter that read: “Nobody pays for it.”", "a letter"),
    ("Ada Quill met a neighbour that said: “Nobody pays for it.”", "a neighbour"),
    ("More from the Harbour Office: “We pay for all of it, as we said.”", "Harbour Office"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), ISSUED + NOT_ISSUED)
def test_speaker_of_what_was_issued(text: str, name: str) -> None:
    speaker = attribute(Document("d", "", text, language="en"))[-1].speaker
    assert speaker is not None
    assert speaker.name == name


@pytest.mark.parametrize(
    "text",
    [
        "S. 66, the “South Harbour Clean Waters Act of 2021,” requires it.",
        "You’ve raised it, and you said, “The reason we have not met is the ferry.”",
    ],
)
def test_nobody_is_the_speaker(text: str) -> None:
    (found,) = attribute(Document("d", "", text, language="en"))
    assert found.speaker is None
