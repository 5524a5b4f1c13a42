"""Who is accused for nothing? News articles checked as drafts against an archive of other things.

    ONRECORD_SHARED=DIR python -m benchmarks.unrelated --index DIR

The index has none of the articles' sources, as one of the corpora that ``__main__`` measures with. Next to all of the
quotations are faithful, whatever the archive has that is like them. ``--show`` prints those that are a problem.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.corpora import UNINDEXED, iter_documents
from benchmarks.labelled import SHARED, has_labelled, read_labelled
from benchmarks.subject import open_subject
from matcher import Answer
from matcher.draft import Block, CheckedQuotation, check_quotations, find_draft_quotations, read_blocks
from matcher.types import Document, Query

MAX_CHARACTERS = 10_000


def iter_news() -> Iterator[Document]:
    """Yield the articles: those of the foreign archive, and those with labels."""
    yield from iter_documents(SHARED / "corpora" / name for name in UNINDEXED)
    for article in read_labelled():
        yield article.document


def iter_answers(
    documents: Iterable[Document], verify: Callable[[Query], Answer]
) -> Iterator[tuple[CheckedQuotation, Answer]]:
    """Check every article as a draft, and yield its quotations that were answered."""
    for document in documents:
        draft = read_blocks([Block(None, document.text)])
        quotations = find_draft_quotations(draft, title=document.title)
        for checked in check_quotations(draft, quotations, verify, Query(""), max_characters=MAX_CHARACTERS):
            if checked.answer is not None:
                yield checked, checked.answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Count what is a problem, by verdict."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unrelated", description="Who is accused for nothing?")
    parser.add_argument("--index", type=Path, required=True, help="an index that has none of the sources")
    parser.add_argument("--show", action="store_true", help="print the quotations that are a problem")
    options = parser.parse_args(arguments)
    if not has_labelled():
        print("skipped: the articles are not on this machine (ONRECORD_SHARED)")
        return 0
    opened = open_subject(options.index)
    counts: Counter[str] = Counter()
    for checked, answer in iter_answers(iter_news(), opened.engine.verify):
        counts["quotations"] += 1
        if answer.outcome != "problem":
            continue
        counts[answer.verdict] += 1
        if options.show:
            print(answer.verdict, answer.attribution.claimed, repr(checked.quote), answer.message)
    for name, number in counts.most_common():
        print(f"{number:>6,} {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
