"""Quotations: which spans, how deep, and which of them are one utterance."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

from itertools import pairwise

import pytest

from matcher.attribution import find_quotations

# text, with the inner words of every quotation expected as (words, depth, utterance)
CASES = {
    "curly": ("She said “so it is” and left.", [("so it is", 0, 0)]),
    "straight": ('She said "so it is" and left.', [("so it is", 0, 0)]),
    "german": ("„Wir zahlen“, sagte sie, „aber spät.“", [("Wir zahlen", 0, 0), ("aber spät.", 0, 0)]),
    "german guillemets": ("Sie sagte: »Wir zahlen.« Dann ging sie.", [("Wir zahlen.", 0, 0)]),
    "french": ("« Nous payons », dit-elle.", [("Nous payons", 0, 0)]),
    "swedish": ("Hon sade ”vi betalar” och gick.", [("vi betalar", 0, 0)]),
    "polish": ("Powiedziała: „Płacimy”.", [("Płacimy", 0, 0)]),
    "japanese nested": ("彼は「『要らない』とは言っていない」と述べた。", [("『要らない』とは言っていない", 0, 0), ("要らない", 1, 0)]),
    "chinese without spaces": ("他说：“我们付钱。”", [("我们付钱。", 0, 0)]),
    "two apostrophes": ("''We pay,'' she said.", [("We pay,", 0, 0)]),
    "double primes": ("″We pay,″ she said, ″but late.″", [("We pay,", 0, 0), ("but late.", 0, 0)]),
    "two primes": ("′′We pay,′′ she said.", [("We pay,", 0, 0)]),
    "primes": ("′We don′t pay,′ she said.", [("We don′t pay,", 0, 0)]),
    "inches and feet": ("The pipe is 6″ wide, 5′10″ long and 12′ off, at 48°51′ N.", []),
    "inches beside primes": ("The ″so-called″ 6″ pipe of Ada′s is 5′ long.", [("so-called", 0, 0)]),
    "two commas": (",,Wir zahlen'', sagte sie.", [("Wir zahlen", 0, 0)]),
    "two commas by mistake": ("Plates, cups,, and “so it is”.", [("so it is", 0, 0)]),
    "ornaments": ("❝We pay,❞ she said.", [("We pay,", 0, 0)]),
    "double low and straight": ('„We pay," she said.', [("We pay,", 0, 0)]),
    "forgotten mark before a name and a day": ("“We pay, Ada Quill said on Monday.", [("We pay,", 0, 0)]),
    "no forgotten mark before a day": ("“We pay, and I said on Monday.", [("We pay, and I said on Monday.", 0, 0)]),
    "entities": ("&ldquo;We can&rsquo;t pay,&rdquo; she said. &quot;Ever.&quot;", [("We can&rsquo;t pay,", 0, 0), ("Ever.", 0, 0)]),
    "mixed marks": ('She said “so it is" and left.', [("so it is", 0, 0)]),
    "single marks": ("‘I don’t feel it,’ she said. ‘It’s the players’ club,’", [("I don’t feel it,", 0, 0), ("It’s the players’ club,", 0, 0)]),
    "straight single marks": ("'I don't know,' she said.", [("I don't know,", 0, 0)]),
    "elision": ("The ’90s and rock ‘n’ roll, go get ‘em.", []),
    "possessives": ("the players' bus and the coach's car", []),
    "nested": ("“He said ‘no’ to me,” she said.", [("He said ‘no’ to me,", 0, 0), ("no", 1, 0)]),
    "block with marks of its own": ('Pell wrote:\n\n"The mill “at the lock” is old.\n\n"It is “very old”."', [("The mill “at the lock” is old.", 0, 0), ("at the lock", 1, 0), ("It is “very old”.", 0, 0), ("very old", 1, 0)]),
    "forgotten close before curly marks": ('Pell said "it is late. Orr said “no”.', [("it is late. Orr said", 0, 0), ("no", 0, 1)]),
    "inches": ('The 6" pipe broke. "Again," he said.', [("Again,", 0, 0)]),
    "attribute of a tag": ('<a href="x.html">here</a> "we pay," he said', [("we pay,", 0, 0)]),
    "never closed": ("“We pay. He left.\n\nNobody “paid” much.", [("We pay. He left.", 0, 0), ("paid", 0, 1)]),
    "never closed before a clause": ("“We pay, said Quill, whose mill is old.\n\nThe end.", [("We pay,", 0, 0)]),
    "never closed before a clause at the end": ("“We pay, the mayor said.\n\nThe end.", [("We pay,", 0, 0)]),
    "never closed before a clause and more": ("“We pay, she added, “but late.”", [("We pay,", 0, 0), ("but late.", 0, 0)]),
    "never closed around a clause": ("“We pay, he said, and we went.\n\nThe end.", [("We pay, he said, and we went.", 0, 0)]),
    "never closed around more of the same": ("“We pay for dams, mills, and the report.\n\nThe end.", [("We pay for dams, mills, and the report.", 0, 0)]),
    "never closed around a name": ("“We pay by the law, Ely Water Report.\n\nThe end.", [("We pay by the law, Ely Water Report.", 0, 0)]),
    "never closed around a noun": ("“I read all of it, the report.\n\nThe end.", [("I read all of it, the report.", 0, 0)]),
    "never closed around words of another": ("“We pay, the report found, as “late as May”.", [("We pay, the report found, as", 0, 0), ("late as May", 0, 1)]),
    "clause in a paragraph of a block": ("“One.\n\n“In short, the report said, “two”.\n\n“Three.”", [("One.", 0, 0), ("In short, the report said, “two”.", 0, 0), ("two", 1, 0), ("Three.", 0, 0)]),
    "nest that goes on": ("“A “b” and “c” d.\n\n“Three,” he said.", [("A “b” and “c” d.", 0, 0), ("b", 1, 0), ("c", 1, 0), ("Three,", 0, 0)]),
    "nest of two": ("“A “b” and “c” d.” Then he left.", [("A “b” and “c” d.", 0, 0), ("b", 1, 0), ("c", 1, 0)]),
    "nest behind an apostrophe": ("“The players’ A “b” c.\n\n“Three,” he said.", [("The players’ A “b” c.", 0, 0), ("b", 1, 0), ("Three,", 0, 0)]),
    "no nest": ("“We go, she said. “It is good.”\n\n“So it is,” he said.", [("We go,", 0, 0), ("It is good.", 0, 0), ("So it is,", 0, 1)]),
    "no nest behind a sentence": ("“We go. “It is good,” he said.\n\n“So.”", [("We go.", 0, 0), ("It is good,", 0, 1), ("So.", 0, 2)]),
    "no nest of three": ("“We go, she said. “It is good,” he said. “Fine.”\n\n“So.”", [("We go,", 0, 0), ("It is good,", 0, 1), ("Fine.", 0, 1), ("So.", 0, 2)]),
    "clause in a paragraph that goes on": ("“We pay, Quill said.\n\n“Late.”", [("We pay, Quill said.", 0, 0), ("Late.", 0, 0)]),
    "never opened": ("We pay,” he said. Then he left.", [("We pay,", 0, 0)]),
    "paragraphs": ("“One.\n\n“Two.\n\n“Three,” he said.", [("One.", 0, 0), ("Two.", 0, 0), ("Three,", 0, 0)]),
    "closed paragraphs": ("“One.”\n\n“Two,” he said.", [("One.", 0, 0), ("Two,", 0, 1)]),
    "clause between": ("“We pay,” the mayor of Ely said on Monday, “and soon.”", [("We pay,", 0, 0), ("and soon.", 0, 0)]),
    "clause with another title": ("“We pay,” said the warden, Prof. Ada Pell of Ely. “And soon.”", [("We pay,", 0, 0), ("And soon.", 0, 0)]),
    "clause behind words within words": ("“He says, ‘It talks,’” Quill told the court. “He means the roof.”", [("He says, ‘It talks,’", 0, 0), ("It talks,", 1, 0), ("He means the roof.", 0, 0)]),
    "clause with a stop": ("“We pay,” said Mr. A. Pell. “And soon.”", [("We pay,", 0, 0), ("And soon.", 0, 0)]),
    "narration between": ("“We pay,” he said. The room fell silent. “Soon.”", [("We pay,", 0, 0), ("Soon.", 0, 1)]),
    "partial quotations": ("It is “cheap” and “bad”, she said.", [("cheap", 0, 0), ("bad", 0, 1)]),
    "list of partial quotations": ('He called it "cheap," "sad," and "bad."', [("cheap,", 0, 0), ("sad,", 0, 1), ("bad.", 0, 2)]),
    "question and answer": ("“Why?” asked Farrow. “For money,” he said.", [("Why?", 0, 0), ("For money,", 0, 1)]),
    "two voices with commas outside": ("„Ja“, sagte Paul Kern. „Nein“, sagte Anna Dorn.", [("Ja", 0, 0), ("Nein", 0, 1)]),
    "one voice with commas outside": ("„Ja“, sagte Anna Dorn. „Aber spät“, sagte sie am Montag.", [("Ja", 0, 0), ("Aber spät", 0, 0)]),
    "given name and another's pronoun": ("“Yes,” said Ada Quill. “No,” he said.", [("Yes,", 0, 0), ("No,", 0, 1)]),
    "russian": ("«Спешить некуда, — сказал он, — люди подождут».", [("Спешить некуда, — сказал он, — люди подождут", 0, 0)]),
    "russian split": ("«Едем», — сказала она. — «Скоро».", [("Едем", 0, 0), ("Скоро", 0, 0)]),
    "wrapped lines": ("He said that it would be\n\"no great matter\" to him and that he\nwould go.", [("no great matter", 0, 0)]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_quotations_of(name: str) -> None:
    text, expected = CASES[name]
    found = find_quotations(text)
    assert [(text[q.inner_start : q.inner_end], q.depth, q.utterance) for q in found] == expected


def test_spans_take_in_the_marks() -> None:
    text = "x « oui » y"
    (quotation,) = find_quotations(text)
    assert text[quotation.start : quotation.end] == "« oui »"
    assert text[quotation.inner_start : quotation.inner_end] == "oui"


@pytest.mark.parametrize(
    "text", ["", '"', "“", "”", "''", "'", "&quot;", "“" * 9, "”" * 9, '"' * 9, "‘’" * 9, "\n“\n”\n"]
)
def test_odd_marks_never_fail(text: str) -> None:
    for quotation in find_quotations(text):
        assert 0 <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)


@pytest.mark.parametrize("unit", ['"', "“", "”", "“a", '"a ', "‘a ’b ", "“a ‘b ", "''", "&quot;", "<a ", "\n", "„“«»"])
def test_hostile_marks_are_all_looked_at(unit: str) -> None:
    text = unit * 25_000
    quotations = find_quotations(text)
    assert all(a.start <= b.start for a, b in pairwise(quotations))
