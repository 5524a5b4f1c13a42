"""A press release is its issuer's words; whoever it quotes in sentences speaks apart from it, and from the others."""

from __future__ import annotations

import pytest

from matcher import Answer, Document, Engine, Index, Query

RELEASE = (
    "The council will build a bridge this year, and the “Big Four” towns will pay for it.\n\n"
    '"We will open the bridge over the Ember before the winter comes, and the ferry will go on," Venn said.\n\n'
    "The guild hailed the plan.{guild}\n\n"
    '"The toll will never rise above two crowns," Venn said. "The bridge will be open to all," she added.'
)
GUILD = ' "It is a great day for the fishermen of the town," said Roan.'
BRIDGE, TOLL = (
    "We will open the bridge over the Ember before the winter comes",
    "The toll will never rise above two crowns",
)


def answer(quote: str, *, guild: str = GUILD, speaker: str | None = None) -> Answer:
    index = Index.open(None)
    document = Document("d", "", RELEASE.format(guild=guild), kind="statement", language="en", speaker=speaker)
    index.put(document, sequence=1)
    return Engine(index).verify(Query(quote))


@pytest.mark.parametrize("mark", [". ", " … ", ", ", " [...] "])
@pytest.mark.parametrize("speaker", [None, "Ben Orr"])
def test_the_words_of_two_whom_a_release_quotes_are_spliced(mark: str, speaker: str | None) -> None:
    found = answer(f"{BRIDGE}{mark}It is a great day for the fishermen of the town", speaker=speaker)
    assert (found.verdict, found.outcome) == ("spliced", "problem")
    assert "several_speakers" in found.matches[0].flags


def test_two_utterances_of_one_person_need_a_mark_between_them() -> None:
    assert answer(f"{BRIDGE}. {TOLL}").verdict == "spliced"
    found = answer(f"{BRIDGE} … {TOLL}")
    assert (found.verdict, found.matches[0].flags) == ("elided", ("omission_crosses_speakers",))


def test_nobody_else_speaks_where_a_release_only_narrates() -> None:
    found = answer(f"{BRIDGE} … {TOLL}", guild="")
    assert (found.verdict, found.outcome) == ("elided", "ok")


def test_a_reporting_clause_of_a_release_breaks_no_utterance() -> None:
    found = answer("The toll will never rise above two crowns. The bridge will be open to all")
    assert (found.verdict, found.outcome) == ("verbatim", "ok")


def test_a_term_in_marks_is_part_of_the_sentence_round_it() -> None:
    assert answer("this year, and the “Big Four” towns will pay for it").outcome == "ok"
    found = answer("this year, and the Four towns will pay for it")
    assert [(change.operation, change.document.text) for change in found.matches[0].changes] == [("dropped", "Big")]
