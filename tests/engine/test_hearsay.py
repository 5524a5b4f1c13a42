"""Whose word, estimate or question a quote is, told by what was cut off right before it."""

from __future__ import annotations

import pytest

from tests.engine.cuts import answer_to

# The sentence as it was said, with the quote between bars.
CUT = [
    "The warden says |rents rose by two percent|.",
    "The warden says |new rents have risen twice|.",
    "The record says |crime fell in both years|.",
    "Critics claim |Norland paid for the bridge|.",
    "They allege |Ida Roan took the bell|.",
    "It appears |bridges were never checked|.",
    "The choir nearly |won the cup that year|.",
    "People say |that is a quarter of the town|.",
    "Some bakers say |that’s not their bread|.",
    "You will be told, many times, that |you can sing anything|.",
    "The choir claims to |have sold the bell twice|.",
    "The choir tried to |sell the bell twice|.",
    "The warden threatens to |sell the bell twice|.",
    "The warden is said to |have sold the bell twice|.",
    "|The choir sold the bell to the bank|, according to my neighbour.",
    "Experts warn that |the old bridge will fall|.",
    "Rumour has it that |the warden has resigned|.",
    "The warden was accused of |burning the mill|.",
    "|The bridge is safe|, we were told.",
    "|We will pay the crews| as soon as the bank agrees.",
    # Told to somebody, or right before a pronoun.
    "He told me |I was right about the bell|.",
    "They told us |a woman on the boat was bad luck|.",
    "Some critics say |you play the organ too fast|.",
    "It is rare that |a report this short is fair|.",
    "The warden is either misinformed or |he is misinforming the choir|.",
    "I am hopeful that |the choir will sing again in May|.",
    "We are optimistic that |the choir will sing again in May|.",
    "They pray that |the choir will sing again in May|.",
    "|The choir will sing again| only after the bell is paid for.",
    "|The choir will sing again| only when the bell is paid for.",
    # What is not what its noun says.
    "He is the alleged |leader of the gang in the hall|.",
    "We met a so-called |expert on the bells of the town|.",
    # A clause that was only asked about.
    "Did I say |the choir has sold the bell|?",
    "Why would I say that |the choir has sold the bell|?",
    "And is it true that |the warden has sold the bell|?",
    "Warden, is it true that |the choir has sold the bell|?",
    "Is it true that |the warden has sold the bell|?",
    "Will the warden confirm that |nine of the boats were never built|?",
    "I have been asked whether |the choir intends to sing|.",
    "They asked me if |the choir intends to sing|.",
    "By then the hall was almost |complete and paid for|.",
]
WHOLE = [
    "I warned that |the old bridge will fall|.",
    "The council warned |the old warden twice|.",
    "He was hopeful, and |the choir sang again in May|.",
    "|The choir will sing again| in the hall only.",
    "I told him |he would regret the bell|.",
    "They told me |the way to the bell|.",
    "|The warden is either misinformed or he is misinforming the choir|.",
    "They will close either the pier or |the bridge to the town|.",
    "I said |rents rose by two percent|.",
    "The warden said |yes to the plan for the bridge|.",
    "The record prints |names of those who left|.",
    "She said |things that had to be said|.",
    "What the warden said |last night was that he would stay|.",
    "I can tell you, as I have many times, that |the warden sang|.",
    "We will try to |have the bell repaired in May|.",
    "We were told to |have the bell repaired in May|.",
    "How do you explain that |the choir has sold the bell|?",
    "Did you know that |the warden has sold the bell|?",
    "Are you aware that |the warden has sold the bell|?",
    "It is true that |the warden has sold the bell|, is it not?",
    "I asked if the choir would sing, and |the warden sang|.",
    "Not only |bakers came to the feast|.",
]


@pytest.mark.parametrize(
    ("said", "flags"),
    [*((said, ("truncated_sentence",)) for said in CUT), *((said, ()) for said in WHOLE)],
)
def test_what_the_speaker_only_passes_on_or_asks_is_told(said: str, flags: tuple[str, ...]) -> None:
    answer = answer_to(said)
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", flags)
