"""Is it who the caller says? Claims of labelled speakers, and of other people of the same article, put to the engine.

    ONRECORD_SHARED=DIR python -m benchmarks.claims

A true claim is a labelled quotation with its labelled speaker's full name; a false one has another labelled person of
the same article. Labels that are no person's name ("said", a headline's words) make neither: who is claimed has to be a
person. Two rows in three rest on names that annotators marked, the others also on automatic coreference.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.labelled import SHARED, Label, Labelled, has_labelled, read_labelled
from matcher import Engine
from matcher.index import Index
from matcher.types import Query

STATUSES = ("confirmed", "contradicted", "uncertain", "unattributed")


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation of a document and who is said to have spoken it."""

    document_id: str
    quote: str
    speaker: str
    is_true: bool


# Where a label's name comes from: an annotated mention, or automatic coreference, which errs in one pronoun of five.
ANNOTATED = frozenset({"named"})
WITH_COREFERENCE = frozenset({"named", "dcoref"})


def is_persons_name(label: Label, origins: frozenset[str] = WITH_COREFERENCE) -> bool:
    """Tell a label with somebody's full name."""
    words = (label["canon"] or "").split()
    return label["how"] in origins and len(words) > 1 and all(word[:1].isupper() for word in words)


def iter_claims(articles: Iterable[Labelled], origins: frozenset[str], rng: Random) -> Iterator[Claim]:
    """Yield a true claim for every labelled quotation, and a false one where the article has another person."""
    for one in articles:
        labels = [label for label in one.labels if is_persons_name(label, origins)]
        people = sorted({label["canon"] for label in labels})
        for label in labels:
            quote = one.document.text[label["start"] : label["end"]]
            yield Claim(one.document.id, quote, label["canon"], is_true=True)
            others = [name for name in people if name.split()[-1] != label["canon"].split()[-1]]
            if others:
                yield Claim(one.document.id, quote, rng.choice(others), is_true=False)


def measure_claims(
    articles: Sequence[Labelled], num_claims: int, origins: frozenset[str], seed: int = 1
) -> dict[bool, Counter[str]]:
    """Put claims to an engine over all the articles and count the statuses, of true ones and of false ones."""
    rng = Random(seed)
    claims = list(iter_claims(articles, origins, rng))
    rng.shuffle(claims)
    index = Index.open(None)
    for sequence, one in enumerate(articles, 1):
        index.put(one.document, sequence=sequence)
    engine = Engine(index)
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for is_true in counts:
        for claim in [claim for claim in claims if claim.is_true == is_true][:num_claims]:
            answer = engine.verify(Query(claim.quote, speaker=claim.speaker, document_ids=(claim.document_id,)))
            counts[is_true][answer.attribution.status] += 1
    return counts


def render(part: str, counts: dict[bool, Counter[str]]) -> str:
    """Write one part's counts as rows of a table."""
    lines = []
    for is_true, row in counts.items():
        shares = " | ".join(f"{row[status] / max(1, row.total()):.1%}" for status in STATUSES)
        lines.append(f"| {'true' if is_true else 'of another person'}, {part} | {row.total():,} | {shares} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description="Check claimed speakers.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the labelled articles")
    parser.add_argument("--size", type=int, default=1_000, help="claims of either kind")
    options = parser.parse_args(arguments)
    if not has_labelled(options.shared):
        print(f"skipped: no labelled articles in {options.shared}; name their folder by --shared or ONRECORD_SHARED")
        return 0
    articles = read_labelled(options.shared)
    print(f"| claims | number | {' | '.join(STATUSES)} |\n|{'---|' * (len(STATUSES) + 2)}")
    unread = [one for one in articles if one.part == "C"]
    print(render("annotated names", measure_claims(articles, options.size, ANNOTATED)))
    print(render("annotated names, part C", measure_claims(unread, options.size, ANNOTATED)))
    print(render("with coreference", measure_claims(articles, options.size, WITH_COREFERENCE)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
