"""Claims: confirmed, contradicted or left open, in short texts written for these tests."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.people.given import same_given
from matcher.attribution.people.spelling import same_family, spelling_key
from matcher.types import Document, Span, Speaker

TEXT = (
    "Transport Minister Sergei Volkhov met Dorian Pell and Maud Pell, the union's treasurer, on Monday. "
    "“We pay,” Volkhov said. “It is late,” said Maud Pell. “We shut down,” said a spokeswoman for the energy ministry. "
    "“No comment,” Corvid Bank said. “A town needs it,” said Hal Sørby, who runs the central bank, according to the Ely Herald."
)

# claim, words of the quotation, status
CASES = [
    ("Sergei Volkhov", "We pay", "confirmed"),
    ("Volkhov", "We pay", "confirmed"),
    ("Transport Minister Sergei Volkhov", "We pay", "confirmed"),
    ("the transport minister", "We pay", "confirmed"),
    ("Minister of Transport Sergei Volkhov", "We pay", "confirmed"),
    ("Secretary of State for Transport Sergei Volkhov", "We pay", "confirmed"),
    ("the lawyer of Justice Sergei Volkhov", "We pay", "uncertain"),
    ("S. Volkhov", "We pay", "confirmed"),
    ("Mr. Volkhov", "We pay", "confirmed"),
    ("Сергей Волхов", "We pay", "confirmed"),
    ("Sergey Volhov", "We pay", "confirmed"),
    ("Volkhov, the minister", "We pay", "confirmed"),
    ("Dorian Pell", "We pay", "contradicted"),
    ("Ivan Volkhov", "We pay", "uncertain"),
    ("the treasurer", "We pay", "contradicted"),
    ("Maud Pell", "It is late", "confirmed"),
    ("Pell", "It is late", "uncertain"),
    ("Dorian Pell", "It is late", "contradicted"),
    ("energy ministry", "We shut down", "confirmed"),
    ("a spokeswoman", "We shut down", "confirmed"),
    ("Dorian Pell", "We shut down", "uncertain"),
    ("Corvid Bank", "No comment", "confirmed"),
    ("Dorian Pell", "No comment", "contradicted"),
    ("the energy ministry", "No comment", "contradicted"),
    ("Hal Sorby", "A town needs it", "confirmed"),
    ("Ely Herald", "A town needs it", "uncertain"),
    ("the Ely Herald", "A town needs it", "uncertain"),
    ("", "We pay", "not_claimed"),
    *(
        (claim, "We pay", "uncertain")
        for claim in ("-", "—", "…", "?!", "12345", "\0", "\u200b", "🙂", "she", "Mr", "and")
    ),
]


def status(claimed: str, words: str, text: str = TEXT, *, nested: bool = False) -> str:
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    start = text.index(words)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    passage = Span(start, start + len(words)) if nested else None
    return match_claim(claimed, speaker, document, attributed, passage=passage)


@pytest.mark.parametrize(("claimed", "words", "expected"), CASES)
def test_claim(claimed: str, words: str, expected: str) -> None:
    assert status(claimed, words) == expected


def test_a_passage_without_a_speaker_is_unattributed() -> None:
    document = Document("d", "", "The so-called “peace” did not hold.", language="en")
    assert match_claim("Ada Quill", None, document, attribute(document)) == "unattributed"


def test_a_speaker_whose_name_has_no_words_is_compared_all_the_same() -> None:
    text = "“We pay,” said III and Ada Quill."
    start, cue = text.index("III"), text.index("said")
    speaker = Speaker("III", "III", start, start + 3, "said", cue, cue + 4, "organization", 0.9)
    assert match_claim("Ben Orr", speaker, Document("d", "", text), []) == "contradicted"


def test_a_family_name_of_two_people_is_uncertain_without_a_speaker() -> None:
    document = Document("d", "", "Anna Brand and Erik Brand spoke. “We asked,” Brand said.", language="en")
    assert match_claim("Anna Brand", None, document, attribute(document)) == "uncertain"


@pytest.mark.parametrize(
    ("claimed", "text", "expected"),
    [
        ("Ben Orr", "“We pay,” Ada Quill and Ben Orr said.", "confirmed"),
        ("Ada Quill", "“We pay,” Ada Quill and Ben Orr said.", "confirmed"),
        ("Ada Orr", "“We pay,” Ada Quill and Ben Orr said.", "contradicted"),
        ("Ada Quill", "“We pay,” said Ada Quill and Ben Orr.", "confirmed"),
        ("Senator Orr", "“We pay,” said Senators Ada Quill (D-Ely) and Ben Orr (R-Ansel) in Ely.", "confirmed"),
        ("Ada Quill", "In a joint statement, Ada Quill, Una Marr and Ben Orr today said “We pay.”", "confirmed"),
        ("Una Marr", "In a joint statement, Ada Quill, Una Marr and Ben Orr today said “We pay.”", "confirmed"),
        ("Orr", "Quill and Orr, in a letter to the board, wrote: “We pay.” Ada Quill and Ben Orr left.", "confirmed"),
        ("Ada Quill", "He met Ada Quill and Ben Orr said: “We pay.”", "uncertain"),
        ("Ben Orr", "“We pay,” said Ada Quill and Ben Orr agreed.", "uncertain"),
        ("Una Marr", "“We pay,” Ada Quill and Ben Orr said. Una Marr left.", "contradicted"),
        ("Ada Quill says", "“We pay,” Ada Quill said.", "confirmed"),
        # Two of one family, whose name stands once.
        ("Ada Quill", "“We pay,” Ada and Ben Quill said.", "confirmed"),
        ("Ada Quill", "The heirs Ada and Ben Quill said: “We pay.”", "uncertain"),
        ("Una Quill", "“We pay,” Ada and Ben Quill said. Una Quill left.", "contradicted"),
        # Whoever is told by somebody's name has not that name.
        *[
            ("Ada Quill", f"Ada Quill left. {others} said: “We pay.”", "uncertain")
            for others in (
                "Critics of Ada Quill",
                "But supporters of Ada Quill",
                "Lawyers for Ada Quill",
                "Friends of Senator Ada Quill",
                "Allies of Quill",
                "The office of Ada Quill",
                "The Ada Quill Foundation",
                "The Campaign for Ada Quill",
                "A film on Ada Quill",
                "A biography of Ada Quill",
                "Somebody like Ada Quill",
                "The man beside Ada Quill",
            )
        ],
        ("Quill", "Ada Quill left. Allies of Quill said: “We pay.”", "uncertain"),
        ("the Ada Quill Foundation", "The Ada Quill Foundation said: “We pay.”", "confirmed"),
        ("Critics of Ada Quill", "Critics of Ada Quill said: “We pay.”", "confirmed"),
    ],
)
def test_claims_that_a_sentence_leaves_open(claimed: str, text: str, expected: str) -> None:
    assert status(claimed, "We pay", text) == expected


@pytest.mark.parametrize(
    ("claimed", "words", "text", "expected"),
    [
        # The sentence names the claimed person, and the verb that was read stands apart from the quotation.
        (
            "Ben Orr",
            "wet rope",
            "Ben Orr, a judge, left when Ada Quill said that the mill was a “wet rope”.",
            "uncertain",
        ),
        (
            "Una Marr",
            "wet rope",
            "Una Marr left. Ada Quill said that the mill was a “wet rope” and left.",
            "contradicted",
        ),
        # The clause touches the quotation.
        ("Ben Orr", "We pay", "“We pay,” Ada Quill told Ben Orr.", "contradicted"),
        ("Ben Orr", "We pay", "Ben Orr's lawyer, Ada Quill, said: “We pay.”", "contradicted"),
        # What stands in marks names nobody.
        ("Ben Orr", "wet rope", "Ada Quill said “Ben Orr left” and that the mill was a “wet rope”.", "contradicted"),
        # A pronoun may mean whoever was named just before.
        ("Una Marr", "We pay", "Una Marr came. Ada Quill met the crew. “We pay,” she said.", "uncertain"),
        ("Una Marr", "We pay", "Una Marr came.\n\nAda Quill met the crew. “We pay,” she said.", "contradicted"),
        (
            "Una Marr",
            "We pay",
            "Una Marr came.\n\nThe crew met Ada Quill. “It pays.” “We pay,” she said.",
            "contradicted",
        ),
        (
            "Una Marr",
            "We pay",
            "Una Marr came. It rained. Ely slept. The crew came. Ada Quill was calm. “We pay,” she said.",
            "contradicted",
        ),
        # … but not a person of the other gender.
        ("William Marr", "We pay", "William Marr came. Ada Quill met the crew. “We pay,” she said.", "contradicted"),
        # A name with the speaker's family name in it may be the speaker's.
        ("Ada Quill Marr", "We pay", "“We pay,” Ada Quill said.", "uncertain"),
        ("Quill Foundation", "We pay", "The Quill Foundation met. “We pay,” Ada Quill said.", "uncertain"),
    ],
)
def test_claims_of_whom_the_document_may_mean(claimed: str, words: str, text: str, expected: str) -> None:
    assert status(claimed, words, text, nested=True) == expected


def test_a_claim_of_the_inner_speaker_is_uncertain() -> None:
    text = "“I asked Ben Orr, and he said ‘never in my life’ to me,” Ada Quill said."
    assert status("Ben Orr", "never in my life", text, nested=True) == "uncertain"
    assert status("Ben Orr", "I asked", text, nested=True) == "contradicted"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volkhovskoy", "Volkhovskoi"), ("Volkhovskoy", "Волховской"), ("Zelensky", "Zelenskyy"), ("Zelensky", "Зеленський"),
        ("Peskov", "Песков"), ("Peskov", "Пєсков"), ("Belovezhtsev", "Беловежцев"), ("Thévenet", "Thevenet"), ("Sørby", "Sorby"),
        ("Ольшевец", "Ольшевец"), ("Tchaikov", "Chaikov"), ("Straße", "Strasse"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_fall_together(one: str, other: str) -> None:
    assert same_family(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pell", "Bell"), ("Orr", "Ott"), ("Quill", "Quist"), ("Varden", "Warren"), ("Marr", "Marx")],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert not same_family(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("William", "Bill"), ("Robert", "Bob"), ("Dan", "Daniel"), ("J", "John"), ("Инна", "Инну")],
)
def test_short_forms_of_given_names(one: str, other: str) -> None:
    assert same_given(one, other)


def test_keys_ignore_case_and_accents() -> None:
    assert spelling_key("ÅRE") == spelling_key("are")


def test_the_headlines_last_word_is_no_given_name() -> None:
    text = "Marsh: Ferry Has Moved.\n\n“We pay,” said Senator Vito Marsh."
    document = Document("d", "A Report on Bill", text, language="en")
    attributed = attribute(document)
    assert match_claim("Marsh", attributed[0].speaker, document, attributed) == "confirmed"
