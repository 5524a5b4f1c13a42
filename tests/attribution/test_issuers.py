"""Who speaks through a statement: whoever issued it, wherever the sentence that introduces it names him."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document, Span

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
    # Whatever else the sentence names before its colon.
    ("Sen. Ada Quill (R-Ely) today made the following statement in honor of Veterans' Day:\n“I came home, and the crews know it.”", "Ada Quill"),
    ("U.S. Senator Quill today made the following statement on recent remarks from the President of Iran:\n“We thank the crews for it.”", "Quill"),
    ("Majority Leader Ada Quill, M.D., (R-Tenn.) made the following statement after the Senate passed the Harbour Gambling Enforcement Act:\n“It is late, and they know it.”", "Ada Quill"),
    ("Senator Ada Quill (R-Ely) today delivered the following Senate floor statement on the 140th Harbour Day:\n“Today we thank the crews.”", "Ada Quill"),
    ("Leader Ada Quill delivered the following remarks Wednesday regarding the anniversary of the Port Ely tragedy:\n“One year ago today it came.”", "Ada Quill"),
    ("Sen. Ada Quill made following statement Monday after reviewing the new Harbour and Ethics Bill:\n“There is a lot of smoke.”", "Ada Quill"),
    ("Ada Quill issued a statement on Ben Orr's State of the Harbour Address: “It is late, and they know it.”", "Ada Quill"),
    ("The following statement was issued today by Sen. Ada Quill on the Harbour Bill:\n“It is late, and they know it.”", "Ada Quill"),
    ("Statement of Sen. Quill on Ben Orr Bill Signing:\n“Every crew is a gift to us.”", "Quill"),
    ("Statement of Sen. Ada Quill, I-Vt., on the High Court's Rejection of Harbour Finance Law:\n“I am disappointed in it.”", "Ada Quill"),
    # Where the line that presents names the document last, or says where it stands.
    ("Below is Senator Quill's opening statement.\n“This is the third hearing, as they know.”", "Quill"),
    ("Excerpts from Senator Quill's statement are below:\n“This is the third hearing, as they know.”", "Quill"),
    ("Senator Quill's testimony, as delivered, is below:\n“This is the third hearing, as they know.”", "Quill"),
    ("Ada Quill went to Ely on Monday. The following are excerpts from remarks she delivered at a meeting hosted by the Harbour Board:\n“This is late.”", "Ada Quill"),
    ("Here is a comment by Sen. Ada Quill, who cosponsored the bill of Ben Orr in the Senate:\n“Today, after the vote, we go on.”", "Ada Quill"),
    ("Text of statement by U.S. Senator Ada Quill\nOctober 27, 2025\n“I'm disappointed that they are late.”", "Ada Quill"),
    ("The full text of Senator Quill's remarks follow below:\n“This is the third hearing, as they know.”", "Quill"),
    ("Highlights of Sen. Ada Quill's floor speech follow:\n“This is the third hearing, as they know.”", "Ada Quill"),
    # Offices behind the name, and several who issue it together.
    ("Sen. Tom Quill, D-Del., a former Ferry Board Member, issued the following statement on the decision of the Ferry Board:\n“We write today.”", "Tom Quill"),
    ("Sen. Ada Quill, Vice Chairman of the Senate Ferry Committee today issued the following statement regarding ferries:\n“We write today.”", "Ada Quill"),
    ("Majority Leader Ada Quill and Speaker Ben Orr issued the following statement on the Harbour Bill:\n“We write today.”", "Ada Quill"),
    ("Joint statement by U.S. Senator Ada Quill and Gov. Ben Orr regarding the decisions of the Office of Ferries:\n“We write today.”", "Ada Quill"),
]  # fmt: skip
# … and who did not.
NOT_ISSUED = [
    ("Ada Quill released a statement in which Ben Orr said: “We pay for all of it.”", "Ben Orr"),
    ("Ada Quill wrote a letter to Ben Orr, who replied: “We pay for all of it.”", "Ben Orr"),
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
        "A fact check on President Orr's remarks today in Ely follows below.\n“We write today, and we go on.”",
        "The text of the letter follows.\n\nThe President\n\nDear President Orr:\n\n“We write today, and we go on.”",
    ],
)
def test_nobody_is_the_speaker(text: str) -> None:
    (found,) = attribute(Document("d", "", text, language="en"))
    assert found.speaker is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # Nobody introduces the words: whoever the paragraph above is about need not have spoken.
        (
            "Sen. Ada Quill reported out the nomination of Rep. Ben Orr.\n\nBen Orr was a ferry captain for years.\n\n“I am pleased that they acted, and quickly.”",
            "uncertain",
        ),
        (
            "Sen. Ada Quill spoke in Ely. The Harbour Office reports that it earned less.\n\n“I will go on to look for ways, as they know.”",
            "uncertain",
        ),
        # A line that credits them.
        (
            "Sen. Ada Quill spoke in Ely.\n\nBen Orr, President, Harbour Union\n\n“Farmers are ready for it, and we pay.”",
            "contradicted",
        ),
    ],
)
def test_claims_of_the_issuer_against_whoever_is_named_above(text: str, status: str) -> None:
    document = Document("d", "", text, language="en")
    found = attribute(document)
    assert (
        match_claim("Quill", found[-1].speaker, document, found, passage=Span(found[-1].start, found[-1].end)) == status
    )


BESIDE = "Sen. Ada Quill voted for the Harbour Bill. The vote failed 48-50.\n\n“Regrettably, the crews lost today, and we go on.”"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("SEN. QUILL ISSUES STATEMENT ON HARBOUR BILL VOTE", "Ada Quill"),
        ("Quill statement on the Harbour Bill", "Ada Quill"),
        ("Senator Ada Quill’s Remarks on the Harbour Bill", "Ada Quill"),
        ("SEN. QUILL: CREWS LOST TODAY", "Ada Quill"),
        ("Sen. Ada Quill criticizes the vote", "Ada Quill"),
        # Several, somebody whom the text does not name, no words, somebody else's.
        ("SENS. QUILL, ORR ISSUE STATEMENT ON HARBOUR BILL VOTE", None),
        ("SEN. ORR ISSUES STATEMENT ON HARBOUR BILL VOTE", None),
        ("Quill Bridge is late", None),
        ("QUILL'S CREWS CRITICIZE THE VOTE", None),
        ("Mayor answers Quill statement on the Harbour Bill", None),
    ],
)
def test_paragraph_without_a_cue_is_of_whom_the_headline_lets_speak(title: str, name: str | None) -> None:
    (found,) = attribute(Document("d", title, BESIDE, language="en"))
    assert (found.speaker.name if found.speaker else None) == name
    assert found.speaker is None or found.speaker.confidence < 0.7


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("SEN. QUILL COMMENTS ON VOTE", None),  # Either of two.
        ("Sen. Ada Quill comments on vote", "Ada Quill"),
        ("Rep. Leo Quill comments on vote", "Leo Quill"),
    ],
)
def test_headline_means_one_of_two_of_a_family_by_the_given_name(title: str, name: str | None) -> None:
    text = "Sen. Ada Quill voted, and so did Rep. Leo Quill of Ely.\n\nThe vote failed.\n\n“The crews lost today, and we go on.”"
    (found,) = attribute(Document("d", title, text, language="en"))
    assert (found.speaker.name if found.speaker else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Ada Quill voted. Three judgments stand in the report of the year:\n\n“The crews lost today, and we go on from it.”",
        "Sen. Ada Quill voted. The commission recommended that they “work in conjunction with the crews” today.",
    ],
)
def test_headline_gives_nobody_what_is_introduced_or_within_a_sentence(text: str) -> None:
    (found,) = attribute(Document("d", "SEN. QUILL ISSUES STATEMENT ON HARBOUR BILL VOTE", text, language="en"))
    assert found.speaker is None or found.speaker.name != "Ada Quill"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SEN. QUILL ISSUES STATEMENT ON FERRY SITUATION IN ELY\n“I'm disappointed that they are late.”", "QUILL"),
        ("Leader Ada Quill, M.D. (R-Ely) said: “I'm disappointed that they are late.”", "Ada Quill"),
        ("William (Bill) Quill said: “I'm disappointed that they are late.”", "William Quill"),
        ("Ada Quill (Ely) said: “I'm disappointed that they are late.”", "Ada Quill"),
    ],
)
def test_names_in_releases(text: str, name: str) -> None:
    speaker = attribute(Document("d", "", text, language="en"))[-1].speaker
    assert speaker is not None
    assert speaker.name == name
