"""Bodies whose acronyms are other words in small letters: the WHO, IS, IT."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute
from matcher.types import Document

# text, name of the last quotation's speaker
BODIES = [
    ("Ada Venn said: “There is no doubt.” The WHO said: “None of them cures.”", "The WHO"),
    ("Ada Venn left. The WHO said the ferries were “a wet rope”.", "The WHO"),
    ("Ada Venn left. “None of them cures,” the WHO said.", "the WHO"),
    ("Ada Venn left. “None of them cures,” said the WHO.", "the WHO"),
    ("The ferry was late. The WHO's website said: “None of them cures.”", "The WHO's website"),
    ("A spokeswoman for the WHO said: “None of them cures.”", "A spokeswoman for the WHO"),
    ("IS said in a message: “We burnt the ferry.”", "IS"),
    ("The WHO's director, Ada Quill, said: “None of them cures.”", "Ada Quill"),
]
# The words themselves, in capitals among capitals.
WORDS = [
    ("Ada Quill, WHO IS THE MAYOR, said: “None of them cures.”", "Ada Quill"),
    ("Ada Quill left. “None of them cures,” she said. WHO IS SHE?", "Ada Quill"),
]


@pytest.mark.parametrize(("text", "name"), BODIES + WORDS)
def test_acronym_is_no_pronoun(text: str, name: str) -> None:
    speakers = [one.speaker for one in attribute(Document("d", "", text, language="en"))]
    assert speakers[-1] is not None
    assert speakers[-1].name == name
