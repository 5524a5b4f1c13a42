"""Claims of a role that a document gives in other words, or leaves to whoever else may have it."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document, Span

PAY = "We pay for the harbour"
# text, claim, status
CASES = [
    # What somebody is besides: of two roles one person may have both.
    ("Strategist Ada Quill left. The Ely author was late. “We pay for the harbour,” Quill said.", "the Ely author", "uncertain"),
    ("Sen. Ada Quill left. She is the chairman of the harbour committee. “We pay for the harbour,” Sen. Quill said.", "the chairman of the harbour committee", "uncertain"),
    ("Strategist Ada Quill was dismissed as campaign manager. “We pay for the harbour,” strategist Ada Quill said.", "the former campaign manager", "uncertain"),
    # A post excludes another post, and whoever is met with an indefinite article is somebody else.
    ("Mayor Ada Quill left. The governor was late. “We pay for the harbour,” Mayor Quill said.", "the governor", "contradicted"),
    ("Mayor Ada Quill left. A nurse was late. “We pay for the harbour,” Mayor Quill said.", "the nurse", "contradicted"),
    ("Mayor Ada Quill left. A nurse was late. The nurse sat down. “We pay for the harbour,” Mayor Quill said.", "the nurse", "uncertain"),
    # Whose relative somebody is, with a pronoun.
    ("Ben Orr died. His daughter, Ada Orr, told of it. “We pay for the harbour,” Ada Orr said.", "his daughter", "confirmed"),
    ("Ben Orr died. His son Zoltar Orr told of it. His daughter, Ada Orr, left. “We pay for the harbour,” Ada Orr said.", "his son", "contradicted|uncertain"),
    ("Ben Orr chose Ada Quill as his running mate. “We pay for the harbour,” spokeswoman Ada Quill said.", "his running mate", "uncertain"),
    ("Ben Orr's tag team partner Ada Quill left. “We pay for the harbour,” Quill said.", "his tag team partner", "confirmed"),
    ("Una Marr, of Ely, knows Ben Orr in a way few know the Labour candidate. “We pay for the harbour,” Orr said.", "the Labour candidate", "uncertain"),
    ("Una Marr, then the Labour candidate, left. “We pay for the harbour,” Ben Orr said.", "the Labour candidate", "contradicted"),
    ("However, the businessman's tone was dry. “We pay for the harbour,” Ben Orr said.", "the businessman", "uncertain"),
    ("However, the businessman was dry. “We pay for the harbour,” Mayor Ben Orr said.", "the businessman", "uncertain"),
    ("Una Marr, the businessman's wife, was dry. “We pay for the harbour,” Mayor Ben Orr said.", "the businessman", "uncertain"),
    # Whoever is called by where he is from.
    ("Ben Orr left Texas. “We pay for the harbour,” the Texan said.", "Ben Orr", "uncertain"),
    ("Ben Orr left Rome. “We pay for the harbour,” the Vatican said.", "Ben Orr", "contradicted"),
    # Whoever has no name but "man" may have any office.
    ("A doctor came. “We pay for the harbour,” the man wrote.", "the patient", "uncertain"),
    ("A doctor came. “We pay for the harbour,” the nurse wrote.", "the patient", "contradicted"),
    # Another post before the family name alone.
    ("“We pay for the harbour,” said Congressman Quill.", "Congressman Quill", "confirmed"),
    ("“We pay for the harbour,” said Congressman Quill.", "Rep. Quill", "confirmed"),
    ("“We pay for the harbour,” said Congressman Quill.", "Senator Quill", "uncertain"),
    ("“We pay for the harbour,” said Congressman Ada Quill.", "Senator Ada Quill", "confirmed"),
    ("“We pay for the harbour,” said former Senator Ada Quill.", "Governor Quill", "confirmed"),
    ("“We pay for the harbour,” said the baker Ada Quill.", "Senator Quill", "confirmed"),
    # Of two of one name the one who has the title.
    ("Senator Ada Quill left. “We pay for the harbour,” Quill said. Contact: Una Quill.", "Senator Quill", "confirmed"),
    ("Senator Ada Quill left. Senator Una Quill stayed. “We pay for the harbour,” Ada Quill said.", "Senator Quill", "uncertain"),
    ("Senators Ada Quill and Una Quill left. “We pay for the harbour,” Senator Ada Quill said.", "Senator Quill", "uncertain"),
    ("Senator Ada Quill left. Contact: Una Quill. “We pay for the harbour,” Una Quill said.", "Senator Quill", "uncertain"),
    ("Senator Ada Quill left. Contact: Una Quill. “We pay for the harbour,” Ada Quill said.", "Quill", "uncertain"),
]  # fmt: skip

# Names: who speaks, claim, status
NAMES = [
    ("James Van Der Beek", "Kimberly Van Der Beek", "contradicted"),
    ("James Van Der Beek", "James Vanderbeek", "confirmed"),
    ("James Van Der Beek", "Van Der Beek", "confirmed"),
    ("Vinnie DeVita", "Vinnie De Vita", "confirmed"),
    ("Vinnie DeVita", "Ada De Vita", "contradicted"),
    ("Ada Quist", "Ada Qusit", "uncertain"),
    ("Ada Quist", "Ada Quest", "uncertain"),
    ("Ada Bossie", "Ada Bossy", "uncertain"),
    ("Ada Bossie", "Una Bossy", "contradicted"),
    ("Ada Quist", "Ada Stiqu", "contradicted"),
    ("Ada Mae Quist", "Una Mae Quist", "confirmed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimed", "expected"), CASES)
def test_claim_of_a_role(text: str, claimed: str, expected: str) -> None:
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    start = text.index(PAY)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    status = match_claim(claimed, speaker, document, attributed, passage=Span(start, start + len(PAY)))
    assert status in expected.split("|")


@pytest.mark.parametrize(("name", "claimed", "expected"), NAMES)
def test_claim_of_a_name(name: str, claimed: str, expected: str) -> None:
    document = Document("d", "", f"“{PAY},” said {name}.", language="en")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == expected


def test_family_name_alone_tells_no_gender() -> None:
    document = Document("d", "", "VICE PRESIDENT HARRIS: We pay.\n\nMR. ORR: I see.\n\nVICE PRESIDENT HARRIS: Now.")
    attributed = attribute(document)
    assert match_claim("Kamala Harris", attributed[0].speaker, document, attributed) == "confirmed"


def test_word_before_a_family_name_in_a_headline_is_no_given_name() -> None:
    text = f"Woman Reveals Stunning Thing Quill Did\nAda Quill came. “{PAY},” Quill said."
    document = Document("d", "Woman Reveals Stunning Thing Quill Did", text)
    attributed = attribute(document)
    assert match_claim("Quill", attributed[0].speaker, document, attributed) == "confirmed"
    document = Document("d", "Una Quill Meets Ada Quill at the Harbour", f"Ada Quill came. “{PAY},” Quill said.")
    attributed = attribute(document)
    assert match_claim("Quill", attributed[0].speaker, document, attributed) == "uncertain"
