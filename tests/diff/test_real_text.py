"""Real sentences: a falsified one is found out by the kind of its change; a faithful copy is not accused.

Reads the corpora that the benchmarks use; skipped where there are none, because real texts are no part of the
project.
"""

from __future__ import annotations

import json
import lzma
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from matcher.diff import find_changes
from matcher.text import fold, tokens
from matcher.types import Change
from tests.diff.lies import FAITHFUL, LIES

FOLDER = os.environ.get("ONRECORD_BENCH_CORPORA", "corpora")
SENTENCE = re.compile(r"(?:(?<=[.!?] )|(?<=\n))[A-Z][^.!?\n]{60,220}[.!?](?=\s)")
NUM_DOCUMENTS = 400
NUM_SENTENCES = 200
# A word that stands in the sample this often is a word of the archive and no slip.
FREQUENT = 3
MIN_RIGHT_KIND = 0.98

pytestmark = pytest.mark.skipif(
    not list(Path(FOLDER).glob("*.jsonl.xz")), reason="no corpora: set ONRECORD_BENCH_CORPORA to their folder"
)


@cache
def texts() -> list[str]:
    """Return some texts of every English corpus."""
    found: list[str] = []
    for path in sorted(Path(FOLDER).glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = (json.loads(line) for line in islice(lines, 0, NUM_DOCUMENTS * 4, 4))
            found += [row["text"] for row in rows if row.get("lang") == "en" and "text" in row]
    return found


@cache
def vocabulary() -> Counter[str]:
    """Count the folded words of the sample."""
    return Counter(fold(word) for text in texts() for word in re.findall(r"[^\W\d_]+", text))


def sample() -> list[tuple[str, int, str]]:
    """Return document, offset and sentence, the same ones in every run."""
    found = [(t, m.start(), m[0]) for t in texts() for m in SENTENCE.finditer(t)]
    return random.Random(20).sample(found, NUM_SENTENCES)


def compare(quote: str, text: str, start: int, length: int) -> tuple[Change, ...]:
    return find_changes(
        tokens(quote),
        tokens(text, start, start + length),
        quote_text=quote,
        document_text=text,
        language="en",
        is_known_word=lambda word: vocabulary()[word] >= FREQUENT,
    )


def falsified(rule_name: str) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Yield each falsified sentence with its changes."""
    rng = random.Random(rule_name)
    for text, start, sentence in sample():
        quote = LIES[rule_name][0](sentence, rng)
        if quote is not None and fold(quote) != fold(sentence):
            yield quote, compare(quote, text, start, len(sentence))


@pytest.mark.parametrize("rule_name", LIES)
def test_a_lie_is_found_and_called_by_its_kind(rule_name: str) -> None:
    kinds = LIES[rule_name][1]
    outcomes = [(quote, changes) for quote, changes in falsified(rule_name)]
    assert all(changes for _, changes in outcomes)
    assert all(any(c.severity == "material" for c in changes) for _, changes in outcomes)
    wrong = [(quote, changes) for quote, changes in outcomes if not kinds & {c.kind for c in changes}]
    assert len(wrong) <= (1 - MIN_RIGHT_KIND) * len(outcomes), wrong


@pytest.mark.parametrize("rule_name", FAITHFUL)
def test_a_faithful_copy_is_never_accused(rule_name: str) -> None:
    rng = random.Random(rule_name)
    for text, start, sentence in sample():
        quote = FAITHFUL[rule_name](sentence, rng)
        if quote is not None:
            assert compare(quote, text, start, len(sentence)) == (), quote
