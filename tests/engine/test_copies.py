"""Wire copies: a story that many publishers took over, some with edits of their own."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from matcher import Answer, Document, Engine, Index, Query
from matcher.occurrences import MAX_FOLDED

STORY = Document(
    "wire",
    "Ferries stay in port",
    "PORT ANSEL (Tidewire) — Ferries between the outer islands will stay in port until Friday, the harbour office said "
    "on Monday, after a storm tore the landing stage at Grey Point from its piles.\n\n"
    "“We are asking forty families to wait, and we know what that means in the week of the fair,” the harbour master, "
    "Orla Venn, told reporters. “Nobody will be sent across on a promise.”\n\n"
    "The stage was built in 1987 and repaired twice since. Two cranes were on their way from the mainland, the office "
    "said, and a diver would look at the piles as soon as the swell allowed.\n\n"
    "Islanders have called for a second landing for years. A report of the county council put the cost at £3.4 million "
    "in 2019 and found no money for it.",
    publisher="Tidewire",
    published_at="2025-03-03T09:00:00Z",
)
PROMISE = "the ferry will run every night of the winter"
QUOTE = "We are asking forty families to wait, and we know what that means in the week of the fair"


def copy_of(number: int, *, hours: int, edits: dict[str, str] | None = None, tail: str = "") -> Document:
    """Take the story over some hours later, with edits."""
    text = STORY.text.replace("(Tidewire) ", "")
    for old, new in (edits or {}).items():
        assert old in text
        text = text.replace(old, new)
    published_at = f"2025-03-{3 + (9 + hours) // 24:02}T{(9 + hours) % 24:02}:00:00Z"
    return Document(f"copy{number}", f"{STORY.title} ({number})", text + tail, published_at=published_at)


PLAIN = [copy_of(number, hours=number, tail=f"\n\nReporting for paper {number}.") for number in range(1, 6)]
# An editor changed a word of the quote, another cut the story's end.
REWORDED = copy_of(6, hours=2, edits={"forty families": "fourteen families"})
CUT = copy_of(7, hours=30, edits={STORY.text.split("\n\n")[-1]: "", "cranes": "barges"})
# Another article that quotes the same words.
OTHER = Document(
    "other",
    "Fair opens without the islands",
    f"The fair opened on Wednesday with a third of its stalls empty. “{QUOTE},” Orla Venn had said on Monday. Stall "
    "keepers from the mainland sold out by noon, and the band played to children from two schools. Nobody counted the "
    "visitors this year, but the car park was half full at two o'clock, and the ice cream ran out at four.",
    published_at="2025-03-05T18:00:00Z",
)
ARCHIVE = [*PLAIN, REWORDED, CUT, OTHER, STORY]


@pytest.fixture(scope="module", params=["one segment", "many segments"])
def engine(request: pytest.FixtureRequest) -> Engine:
    index = Index.open(None)
    if request.param == "one segment":
        index.build(enumerate(ARCHIVE, 1))
    else:
        for sequence, document in enumerate(ARCHIVE, 1):
            index.build([(sequence, document)])
    return Engine(index)


def test_copies_fold_into_the_earliest_and_another_article_stays_apart(engine: Engine) -> None:
    answer = engine.verify(Query(QUOTE))
    assert answer.verdict == "verbatim"
    assert [(m.document.id, m.copies, m.earliest) for m in answer.matches] == [("wire", 6, True), ("other", 0, False)]
    assert answer.occurrences == 8


def test_only_documents_that_have_the_words_count_as_copies(engine: Engine) -> None:
    answer = engine.verify(Query("Two cranes were on their way from the mainland"))
    assert [(m.document.id, m.copies) for m in answer.matches] == [("wire", 6)]
    assert answer.occurrences == 7
    answer = engine.verify(Query("A report of the county council put the cost at £3.4 million"))
    assert (answer.matches[0].copies, answer.occurrences) == (6, 7)


def test_a_copy_with_the_quotes_very_words_answers_before_the_original(engine: Engine) -> None:
    answer = engine.verify(Query(QUOTE.replace("forty", "fourteen")))
    assert (answer.verdict, answer.matches[0].document.id, answer.occurrences) == ("verbatim", "copy6", 1)


@pytest.mark.parametrize("document", ARCHIVE, ids=[document.id for document in ARCHIVE])
def test_a_copy_asked_by_its_id_answers_with_its_own_wording(engine: Engine, document: Document) -> None:
    answer = engine.verify(Query(QUOTE, document_ids=[document.id]))
    match = answer.matches[0]
    assert (match.document.id, match.copies, match.earliest, answer.occurrences) == (document.id, 0, True, 1)
    assert match.spans[0].text == document.text[match.spans[0].start : match.spans[0].end]
    own = QUOTE.replace("forty", "fourteen") if document is REWORDED else QUOTE
    assert match.spans[0].text == own
    changes = [(c.kind, c.quote.text, c.document.text) for c in match.changes]
    assert changes == ([("number", "forty", "fourteen")] if document is REWORDED else [])


def test_a_filter_by_date_makes_the_earliest_allowed_copy_answer(engine: Engine) -> None:
    answer = engine.verify(Query(QUOTE, published_after="2025-03-03T10:30:00Z"))
    assert [(m.document.id, m.copies, m.earliest) for m in answer.matches] == [("copy2", 4, True), ("other", 0, False)]


def test_copies_of_a_damaged_quote_are_counted_like_those_of_a_faithful_one(engine: Engine) -> None:
    answer = engine.verify(Query(QUOTE.replace("fair", "race")))
    assert (answer.verdict, answer.occurrences) == ("altered", 8)
    assert [(m.document.id, m.copies, m.earliest) for m in answer.matches[:2]] == [
        ("wire", 6, True),
        ("other", 0, False),
    ]


def test_a_deleted_original_leaves_the_next_copy_to_answer() -> None:
    index = Index.open(None)
    index.build(enumerate(ARCHIVE, 1))
    index.delete("wire", sequence=100)
    answer = Engine(index).verify(Query(QUOTE))
    assert (answer.matches[0].document.id, answer.matches[0].copies, answer.occurrences) == ("copy1", 5, 7)


def test_undated_copies_come_after_dated_ones() -> None:
    index = Index.open(None)
    index.build(enumerate([replace(STORY, published_at=None), PLAIN[4]], 1))
    match = Engine(index).verify(Query(QUOTE)).matches[0]
    assert (match.document.id, match.copies) == ("copy5", 1)


def test_a_story_in_hundreds_of_papers_is_one_match_with_all_its_occurrences() -> None:
    rng = Random(1)
    copies = [
        replace(STORY, id=f"paper{n}", text=f"{STORY.text}\n\nEdition {n}, page {rng.randrange(40)}.")
        for n in range(300)
    ]
    index = Index.open(None)
    index.build(enumerate(copies, 1))
    answer = Engine(index).verify(Query(QUOTE))
    assert (len(answer.matches), answer.occurrences) == (1, 300)
    assert answer.matches[0].copies == MAX_FOLDED - 1


# Editors change what stands beside a quote, too: who is said to believe it, whether it is quoted, and who said it.
PLAINLY = "“We know that the dues will rise in the spring,” said Orla Venn"
EDITIONS = {
    "denied": "“Nobody believes that the dues will rise in the spring,” said Orla Venn",
    "told": "The dues will rise in the spring, said Orla Venn",
    "plain": PLAINLY,
    "another's": PLAINLY.replace("Orla Venn", "Tom Quill"),
}


def verify_in(editions: list[str], quote: str, speaker: str | None = None) -> Answer:
    """Verify a quote in editions of one story, a day apart."""
    index = Index.open(None)
    for day, name in enumerate(editions, start=1):
        text = f"{EDITIONS[name]} at the meeting of the harbour board, where {STORY.text.split('. ', 4)[-1]}"
        index.put(Document(name, "Board meets", text, published_at=f"2025-03-{day:02}"), sequence=day)
    return Engine(index).verify(Query(quote, speaker=speaker))


@pytest.mark.parametrize("quote", ["the dues will rise in the spring", "the dues will ... in the spring"])
@pytest.mark.parametrize("first", ["denied", "told"])
def test_an_edition_that_has_the_quote_plainly_answers_before_one_that_flags_it(first: str, quote: str) -> None:
    for editions in ([first, "plain"], [first, first, "plain"], ["plain", first]):
        answer = verify_in(editions, quote)
        match = answer.matches[0]
        assert (answer.outcome, match.document.id, match.flags) == ("ok", "plain", ())
        assert (len(answer.matches), match.earliest) == (1, editions[0] == "plain")
        assert match.copies + 1 == answer.occurrences == len(set(editions))


def test_a_claim_is_borne_out_by_an_edition_that_flags_the_quote() -> None:
    for speaker, edition in (("Orla Venn", "denied"), ("Tom Quill", "another's")):
        answer = verify_in(["denied", "another's"], "the dues will rise in the spring", speaker)
        assert (answer.attribution.status, answer.matches[0].document.id) == ("confirmed", edition)


def test_a_quote_flagged_in_all_editions_is_answered_by_the_earliest() -> None:
    answer = verify_in(["denied", "told"], "the dues will rise in the spring")
    assert answer.outcome == "review"
    assert (answer.matches[0].document.id, answer.matches[0].flags) == (
        "denied",
        ("inside_negation", "truncated_sentence"),
    )


@pytest.mark.parametrize("quote", ["the dues will rise in the spring", "the dues will ... in the spring"])
def test_a_claim_is_borne_out_by_any_edition(quote: str) -> None:
    for editions in (["plain", "another's"], ["another's", "plain"]):
        for speaker, edition in (("Orla Venn", "plain"), ("Tom Quill", "another's")):
            answer = verify_in(editions, quote, speaker)
            match = answer.matches[0]
            assert (answer.outcome, answer.attribution.status, match.document.id) == ("ok", "confirmed", edition)
            assert (match.copies, match.earliest) == (1, editions[0] == edition)
    answer = verify_in(["plain", "another's"], quote, "Pia Lund")
    assert (answer.outcome, answer.attribution.status, answer.matches[0].document.id) == (
        "problem",
        "contradicted",
        "plain",
    )


PASSAGE = "We are asking forty families to wait and we know what that means in the week of the fair"
WORDS = ["asking", "forty", "families", "wait", "know", "what", "means", "week", "fair"]
BEFORE = ["“", "Venn said. “", "Reporters heard: “Listen. ", "“Last month ", "“To those of the third week, "]
AFTER = [
    ".” Venn said.",
    ", and the ferries too,” Venn said.",
    " and 2 more.” She left.",
    "?” “No,” Venn said.",
    " wait.”",
]


@pytest.mark.parametrize("seed", range(40))
def test_changed_ends_read_in_every_copy_as_they_do_in_it_alone(seed: int) -> None:
    """What stands beyond a passage differs from copy to copy, and may be what its changed end was put for."""
    rng = Random(seed)
    words = PASSAGE.split()
    texts = {f"d{k}": f"{rng.choice(BEFORE)}{PASSAGE}{rng.choice(AFTER)}" for k in range(4)}
    documents = [Document(name, f"Notice {name}", text, language="en") for name, text in texts.items()]
    for k in rng.choice(((0,), (-1,), (0, -1), (0, 1), (-1, 7))):
        words[k] = rng.choice((*WORDS, "somebody", "nineteen", words[k][:-1] + "x"))
    index = Index.open(None)
    index.put_many(enumerate(documents, start=1))
    engine = Engine(index)
    together = engine.verify(Query(" ".join(words)))
    alone = [engine.verify(Query(" ".join(words), document_ids=[name])).matches[:1] for name in texts]
    expected = {match.document.id: (match.spans, match.changes) for matches in alone for match in matches}
    assert together.matches
    for match in together.matches:
        assert (match.spans, match.changes) == expected[match.document.id]


@pytest.mark.parametrize("after", [None, "“The shore is where we cast a vote,” said Al Dunn."])
@pytest.mark.parametrize("ending", [".”", "!” she said.", ""])
def test_a_copy_may_end_before_a_stray_word_of_the_quote_stands_in_the_other(ending: str, after: str | None) -> None:
    """The alignment reaches for "vote" a sentence behind the passage, where the shorter document has no words."""
    passage = "“We will sell the old boats of the harbour to the town council at noon"
    texts = [f"{passage}. Then we all went down to the shore to cast a vote,” said Ada Venn.", passage + ending, after]
    index = Index.open(None)
    index.put_many((n, Document(f"d{n}", "T", text)) for n, text in enumerate(texts, 1) if text)
    answer = Engine(index).verify(
        Query("We will sell the new boats of the harbour to the town council at noon vote", max_matches=9)
    )
    assert (answer.verdict, answer.outcome) == ("altered", "problem")
    assert {match.document.id for match in answer.matches} == {"d1", "d2"}
    for match in answer.matches:
        assert [match.document.text[span.start : span.end] for span in match.spans] == [passage[1:]]
        assert [(c.operation, c.quote.text, c.document.text) for c in match.changes] == [
            ("replaced", "new", "old"),
            ("added", "vote", ""),
        ]


def test_an_edition_without_marks_has_what_joins_two_voices_in_the_original() -> None:
    original = replace(
        STORY, text=STORY.text + "\n\n“The sea is rough,” said Bo Larn. “We will wait.”\n\n“So will we,” said Ida Moss."
    )
    unmarked = replace(original, id="unmarked", text=original.text.replace("“", "").replace("”", ""))
    unmarked = replace(unmarked, published_at="2025-03-04T09:00:00Z")
    index = Index.open(None)
    index.build(enumerate([original, unmarked], 1))
    quote = "We will wait. So will we, said Ida"
    assert Engine(index).verify(Query(quote, document_ids=["wire"])).verdict == "spliced"
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.matches[0].document.id, answer.matches[0].copies) == ("verbatim", "unmarked", 1)


@pytest.mark.parametrize(("speaker", "status"), [("Orla Venn", "confirmed"), ("Tom Quill", "contradicted")])
def test_an_edition_that_lost_its_marks_leaves_no_claim_open(speaker: str, status: str) -> None:
    unmarked = replace(STORY, id="unmarked", text=STORY.text.replace("“", "").replace("”", ""))
    for editions in ([STORY, unmarked], [unmarked, STORY]):
        index = Index.open(None)
        index.build(enumerate(editions, 1))
        answer = Engine(index).verify(Query(QUOTE, speaker))
        assert (answer.attribution.status, answer.matches[0].document.id) == (status, "wire")


def test_a_document_with_the_longest_stretch_counts_only_where_the_quote_reads_alike() -> None:
    rest = "“and nobody asked the keepers of the harbour or the town council.”"
    texts = [
        f"“We will {verb} the boats soon,” {who} said, {rest}"
        for verb, who in (("sell", "Ada Venn"), ("keep", "Bo Orr"))
    ]
    index = Index.open(None)
    index.put_many((n, Document(f"d{n}", "", text, language="en")) for n, text in enumerate(texts, 1))
    answer = Engine(index).verify(
        Query("We will sell the boats now, and nobody asked the keepers of the harbour or the town council")
    )
    assert [(c.quote.text, c.document.text) for c in answer.matches[0].changes] == [("now", "soon")]
    assert ([match.document.id for match in answer.matches], answer.occurrences) == (["d1"], 1)


OTHERS = (
    "The ferry sank near the old quay. “Nobody was hurt,” Tom Ash said.",
    "A school opened in Kolm. The mayor spoke.",
    "Seven bridges need paint.",
)


@pytest.mark.parametrize("num_others", [0, 1, 3])
@pytest.mark.parametrize("num_copies", [1, 2, 3, 5, 8])
def test_copies_of_a_passage_do_not_hide_that_a_short_quote_alters_it(num_copies: int, num_others: int) -> None:
    text = "“We will not raise taxes,” Ada Venn said on Tuesday in the town of Kolm. Note"
    texts = (*(f"{text} {number}." for number in range(num_copies)), *OTHERS[:num_others])
    index = Index.open(None)
    index.put_many((k, Document(f"d{k}", "Taxes", one, language="en")) for k, one in enumerate(texts, 1))
    answer = Engine(index).verify(Query("We will raise taxes"))
    assert [change.kind for change in answer.matches[0].changes] == ["negation"]
    assert answer.occurrences == num_copies


@pytest.mark.parametrize("num_copies", [1, 2, 5])
def test_words_that_stand_apart_in_copies_are_no_passage(num_copies: int) -> None:
    text = (
        "Ada Venn will speak on Tuesday of roads and of how we raise cattle, of ships, and last of the old taxes. Note"
    )
    index = Index.open(None)
    index.put_many((k, Document(f"d{k}", "", f"{text} {k}.", language="en")) for k in range(1, num_copies + 1))
    assert Engine(index).verify(Query("We will raise taxes")).verdict == "not_found"


def test_a_copy_of_two_that_are_none_of_each_other_is_matched_once() -> None:
    """Two editions changed the story at ends of their own; a third, near both, is a copy of the earlier."""
    random = Random(3)
    syllables = [first + second for first in "bdfgklmnprst" for second in ("ane", "old", "ir", "um", "est")]
    story = [random.choice(syllables) + random.choice(syllables) for _ in range(300)]

    def edition(name: str, day: int, before: str, edits: range, tail: str = "") -> Document:
        words = [f"{word}s" if place in edits else word for place, word in enumerate(story)]
        text = f"{' '.join(words[:60])}. {before} {PROMISE}. {' '.join(words[60:])}. {tail}"
        return Document(name, name, text, published_at=f"2025-03-0{day}")

    head, end = range(0, 150, 7), range(150, 300, 7)
    archive = [
        edition("first", 1, "Nobody believes that", head),
        edition("second", 2, "Nobody says that", end),
        edition("plain", 3, "He knows that", range(0)),
        edition("third", 4, "Nobody says that", end, "Printed again."),
    ]
    index = Index.open(None)
    index.build(enumerate(archive, 1))
    answer = Engine(index).verify(Query(PROMISE))
    assert [(m.document.id, m.copies) for m in answer.matches] == [("plain", 1), ("second", 1)]
    assert answer.occurrences == len(archive)
