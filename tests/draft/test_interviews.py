"""Labelled paragraphs of a draft: which are turns of an interview, and whom their labels name."""

from __future__ import annotations

import pytest

from matcher.draft import Block, find_draft_quotations, read_blocks

LEAD = "Harbour master Ilo Marr spoke to the Kestrel Post."
QUESTION, ANSWER = "Will the ferry sail?", "It sails at dawn."
STATEMENT, REPLY = "Welcome to the quay.", "We sail at noon."


def speakers_of(*paragraphs: str) -> list[str | None]:
    draft = read_blocks([Block(number, text) for number, text in enumerate(paragraphs)])
    found = find_draft_quotations(draft, language="en")
    assert {one.kind for one in found} <= {"turn"}
    return [one.speaker and one.speaker.name for one in found]


@pytest.mark.parametrize("lead", [[], [LEAD]], ids=["bare", "lead"])
@pytest.mark.parametrize("asks", ["Kestrel Post", "KESTREL POST", "Post"])
@pytest.mark.parametrize("answers", ["Ilo Marr", "Marr", "MARR"])
def test_four_turns_are_an_interview(lead: list[str], asks: str, answers: str) -> None:
    turns = [f"{asks}: {QUESTION}", f"{answers}: {ANSWER}", f"{asks}: Why so?", f"{answers}: Because it does."]
    assert len(speakers_of(*lead, *turns)) == 4


@pytest.mark.parametrize("separator", ["\n\n", "\n", "\n\n\n"])
def test_each_paragraph_of_a_turn_is_a_quotation(separator: str) -> None:
    """However many a turn has: no word is torn, and none is left out."""
    answer = ["We sail at dawn.", "I told you so.", "The quay is open.", "You may come.", "We wait for you."]
    text = separator.join([f"POST: {QUESTION}", f"MARR: {answer[0]}", *answer[1:], "POST: Why so?", f"MARR: {REPLY}"])
    draft = read_blocks([Block(None, text)])
    found = [draft.text_at(one.place) for one in find_draft_quotations(draft, language="en")]
    assert found == [QUESTION, *answer, "Why so?", REPLY]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [LEAD, f"Kestrel Post: {QUESTION}", f"Marr: {ANSWER}"],
        [LEAD, f"KESTREL POST: {QUESTION}", f"MARR: {ANSWER}"],
        [LEAD, f"Ilo Marr: {REPLY}", "Una Dell: I say that it does not."],
        [f"Marr: {REPLY}", "Post: And then?", f"Marr: {ANSWER}"],
        [f"DELL: {STATEMENT}", f"MARR: {REPLY}", f"DELL: {STATEMENT}", f"MARR: {REPLY}"],
    ],
)
def test_few_turns_are_an_interview_if_somebody_asks_or_all_speak(paragraphs: list[str]) -> None:
    assert speakers_of(*paragraphs)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Ingredients: two eggs, flour.", "Method: Beat the eggs.", "Serves: Four people."],
        ["Location: The old quay.", "When: Friday at noon.", "Doors: Open at six."],
        [LEAD, "Ilo Marr: 42 percent.", "Una Dell: 38 percent."],
        [LEAD, "Ilo Marr: Harbour master since May, a former baker.", "Una Dell: Councillor, runs on roads."],
        ["KENYA: Floods closed the road.", "FRANCE: The strike went on."],
        ["Parking: Where can I park?", "Dogs: May I bring a dog?", "Tickets: What do you charge?"],
        ["Pros: It is cheap.", "Cons: It is slow.", "Pros: It is near.", "Cons: It is loud."],
        [LEAD, f"Ilo Marr: {REPLY}"],
    ],
)
def test_a_list_is_no_interview(paragraphs: list[str]) -> None:
    assert speakers_of(*paragraphs) == []


def test_quotations_behind_labels_keep_their_marks() -> None:
    draft = read_blocks([Block(None, f"{LEAD}\n\nMarr: “We sail at noon.”\n\nDell: “I say that it does not.”")])
    assert [one.kind for one in find_draft_quotations(draft, language="en")] == ["quotation", "quotation"]


def test_initials_are_whoever_the_draft_names() -> None:
    turns = [f"KP: {QUESTION}", f"IM: {ANSWER}", "KP: Why?", "IM: Because it does."]
    assert speakers_of(LEAD, *turns) == ["Kestrel Post", "Ilo Marr"] * 2


def test_initials_of_nobody_claim_nothing() -> None:
    draft = read_blocks([Block(None, f"KP: {QUESTION}\n\nIM: {ANSWER}\n\nKP: Why?\n\nIM: Because.")])
    found = find_draft_quotations(draft, language="en")
    assert [one.speaker and (one.speaker.name, one.speaker.kind) for one in found] == [
        ("KP", "anonymous"),
        ("IM", "anonymous"),
    ] * 2


def test_a_short_name_in_capitals_is_no_initials() -> None:
    lead = "Harbour master Ida Wu met Will Underwood."
    turns = [f"DELL: {QUESTION}", f"WU: {ANSWER}", "DELL: Why?", "WU: Because it does."]
    assert speakers_of(lead, *turns)[1] == "Ida Wu"
