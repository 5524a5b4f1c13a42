"""Kinds of changes that need more than two texts: the archive's words, and where a passage begins."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

CASES = [
    # A mistyped word that opens a sentence is no other name, another name is.
    ("en", "“Maintaining the ferries remains our task,” Ida Roan said.",
     "Mantaining the ferries remains our task", "spelling", "minor"),
    ("ru", "«Сигнализация сработала вовремя, и паром спасли», — сказал Орлов.",
     "Сигнализацыя сработала вовремя, и паром спасли", "spelling", "minor"),
    ("en", "“Hansen ran the ferries for twenty years,” Ida Roan said.",
     "Hanson ran the ferries for twenty years", "name", "material"),
    ("en", "“Richardson ran the ferries well,” Ida Roan said. Later she met Richardson again.",
     "Richardsen ran the ferries well", "name", "material"),
    # A denial that opens the sentence is in a change, though the noun behind it has another ending.
    ("ru", "«Без поддержки области паром не выживет зимой», — сказал Орлов.",
     "С поддержкой области паром не выживет зимой", "negation", "material"),
    ("uk", "«Без підтримки області пором не виживе взимку», — сказав Орлюк.",
     "З підтримкою області пором не виживе взимку", "negation", "material"),
    # A quote that begins with the subject and leaves the denial out; the passage begins there too, not within "don't".
    ("en", "“So we don’t see a gap between the ferries and the barges,” Ida Roan said.",
     "we see a gap between the ferries and the barges", "negation", "material"),
    ("en", "“So we don’t yet know how the ferries will do in winter,” Ida Roan said.",
     "we know how the ferries will do in winter", "negation", "material"),
    ("en", "“Well, I just don’t have a timetable for the ferries,” Ida Roan said.",
     "I have a timetable for the ferries", "negation", "material"),
    ("en", "“So we can’t see a gap between the ferries and the barges,” Ida Roan said.",
     "they see a gap between the ferries and the barges", "negation", "material"),
    # A sentence of a word answers; the quote answers otherwise.
    ("en", "“Was the winter hard for the ferries? No,” Ida Roan said.",
     "Was the winter hard for the ferries? Yes.", "negation", "material"),
    ("en", "“No. We will run the ferries all winter,” Ida Roan said.",
     "Yes. We will run the ferries all winter.", "negation", "material"),
    # So it is with a modal and little words in between.
    ("en", "“Had we paid for the ferries, it would have emptied the purse by May,” Ida Roan said.",
     "it emptied the purse by May", "modality", "material"),
    # Another pronoun where no denial stands stays what it is.
    ("en", "“In the end we all see a gap between the ferries and the barges,” Ida Roan said.",
     "they all see a gap between the ferries and the barges", "function_word", "material"),
    ("en", "“No. So we clearly see the gap between the ferries,” Ida Roan said.",
     "So we’ve clearly seen the gap between the ferries", "function_word", "minor"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "quote", "kind", "severity"), CASES, ids=[case[2] for case in CASES])
def test_the_weightiest_change_is(language: str, text: str, quote: str, kind: str, severity: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Ferries", text, language=language), sequence=1)
    changes = Engine(index).verify(Query(quote)).matches[0].changes
    weightiest = min(change.severity for change in changes)
    assert weightiest == severity
    assert kind in [change.kind for change in changes if change.severity == weightiest]
