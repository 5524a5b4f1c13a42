"""A lie changes the words by its rule and says which kinds of change are the right answer to it."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.falsify import RULES, Lexicon, tell_lie
from benchmarks.sampling import Passage
from benchmarks.splice import SPLICES, draw_splice
from benchmarks.words import skeleton
from tests.benchmarks.archive import invent_documents

LEXICON = Lexicon(names=("Norrland", "Velden", "Quill"), content_words=("bridge", "lantern", "captain"))

# rule, quote, all the lies it may tell
CASES = (
    ("negation.insert", "The toll was raised.", {"The toll was not raised."}),
    ("negation.drop", "The toll was not raised.", {"The toll was raised."}),
    ("negation.drop", "They don’t trust it.", {"They do trust it."}),
    ("negation.drop", "The toll was not... raised.", set()),
    ("negation.word", "I never said so.", {"I said so."}),
    ("number.digit", "There were 9 crates.", {f"There were {digit} crates." for digit in range(1, 9)}),
    ("number.word", "It cost five crowns.", {"It cost nine crowns."}),
    ("name", "They met in Norrland today.", {"They met in Velden today.", "They met in Quill today."}),
    ("word.antonym", "We support the plan.", {"We oppose the plan."}),
    ("word.other", "He saw the captain there.", {"He saw the bridge there.", "He saw the lantern there."}),
    ("modality.modal", "They will leave.", {"They may leave.", "They might leave."}),
    ("modality.hedge", "They reportedly left.", {"They left."}),
    ("quantifier", "Most of them agree.", set()),
    ("quantifier", "We heard all of them.", {"We heard some of them."}),
    (
        "order.sides",
        "It was peace before justice.",
        {"It was justice before peace."},
    ),
    (
        "order.clauses",
        "When it rained again, we stayed at home.",
        {"We stayed at home, when it rained again"},
    ),
)


@pytest.mark.parametrize(("rule", "quote", "lies"), CASES)
def test_rule_tells_its_lie(rule: str, quote: str, lies: set[str]) -> None:
    told = {lie.quote for seed in range(60) if (lie := tell_lie(quote, Random(seed), LEXICON, rule))}
    assert told == lies


@pytest.mark.parametrize("rule", [name for name, _, _ in RULES])
def test_lie_always_changes_letters(rule: str) -> None:
    for document in invent_documents(7):
        for sentence in document.text.split("\n"):
            lie = tell_lie(sentence, Random(3), LEXICON, rule)
            assert lie is None or skeleton(lie.quote) != skeleton(sentence)


@pytest.mark.parametrize("rule", SPLICES)
def test_splice_is_made_of_two_passages(rule: str) -> None:
    documents = invent_documents()
    long = [Passage(d, 0, len(d.text)).document for d in documents]
    drawn = [draw_splice(long, Random(seed), rule) for seed in range(200)]
    for found in drawn:
        if found:
            lie, passage = found
            assert skeleton(lie.quote).startswith(skeleton(passage.text))
            assert skeleton(lie.quote) != skeleton(passage.text)
    assert any(drawn) or rule in ("splice.reversed.ellipsis", "splice.distant")
