"""Whole drafts: articles with a tenth of their quotations falsified, checked against the articles as they were.

    ONRECORD_SHARED=DIR python -m benchmarks.drafts [--articles N]

Counts what an editor would see: falsified quotations that are called ok, and faithful ones that are called a problem.
Texts stay where they are; ``--show`` prints the failures for whoever mends them.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.falsify import RULES, Lexicon, tell_lie
from benchmarks.labelled import Labelled, has_labelled, read_labelled
from benchmarks.lexicon import read_lexicon
from matcher import Engine, Index
from matcher.draft import Block, CheckedQuotation, check_quotations, find_draft_quotations, read_blocks
from matcher.types import Query

# One quotation in so many is falsified.
FALSIFIED_SHARE = 10
SEED = 20261125
# Words that the quoter owns to: changing them changes no quotation.
BRACKETED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Forgery:
    """A draft made from an article: its text, and the stretches in it that lie, with the rule of each."""

    article: Labelled
    text: str
    lies: tuple[tuple[int, int, str], ...]


def forge(article: Labelled, rng: Random, lexicon: Lexicon) -> Forgery:
    """Falsify a tenth of an article's quotations by the rules that single quotes are falsified by."""
    text = article.document.text
    parts: list[str] = []
    lies: list[tuple[int, int, str]] = []
    copied = length = 0
    for label in sorted(article.labels, key=lambda one: int(one["start"])):
        start, end = int(label["start"]), int(label["end"])
        if start < copied or rng.randrange(FALSIFIED_SHARE):
            continue
        told = find_lie(text[start + 1 : end - 1], rng, lexicon)
        if told is None:
            continue
        quote, rule = told
        parts += [text[copied : start + 1], quote]
        length += start + 1 - copied
        lies.append((length, length + len(quote), rule))
        length += len(quote)
        copied = end - 1
    return Forgery(article, "".join(parts) + text[copied:], tuple(lies))


def find_lie(quote: str, rng: Random, lexicon: Lexicon) -> tuple[str, str] | None:
    """Falsify a quotation by the first rule that fits, tried in random order."""
    for name, _, _ in rng.sample(RULES, len(RULES)):
        lie = tell_lie(quote, rng, lexicon, name)
        if lie is not None and BRACKETED.sub("", lie.quote) != BRACKETED.sub("", quote):
            return lie.quote, name
    return None


def check(engine: Engine, forgery: Forgery) -> list[CheckedQuotation]:
    """Check a draft as the service does."""
    document = forgery.article.document
    draft = read_blocks([Block(None, forgery.text)])
    quotations = find_draft_quotations(draft, title=document.title)
    return list(check_quotations(draft, quotations, engine.verify, Query(""), max_characters=10_000))


def judge(forgery: Forgery, checked: Sequence[CheckedQuotation]) -> Iterator[tuple[str, str, CheckedQuotation | None]]:
    """Yield falsified or faithful, what an editor sees, and the quotation, for every quotation and missed lie."""
    lying = set()
    for one in checked:
        spans = [(part.place.start, part.place.end) for part in one.parts]
        rules = {lie for lie in forgery.lies if any(start < lie[1] and end > lie[0] for start, end in spans)}
        lying |= rules
        outcome = one.answer.outcome if one.answer is not None else "failed"
        kind = "set aside" if one.quotation.kind not in ("quotation", "turn") else "faithful"
        yield "falsified" if rules else kind, outcome, one
    for _ in set(forgery.lies) - lying:
        yield "falsified", "not seen", None


def measure(articles: Sequence[Labelled], *, show: bool) -> Counter[tuple[str, str]]:
    """Check a forged draft of every article."""
    index = Index.open(None)
    index.put_many((number, article.document) for number, article in enumerate(articles, 1))
    engine = Engine(index)
    lexicon, rng = read_lexicon(article.document for article in articles), Random(SEED)
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        forgery = forge(article, rng, lexicon)
        for kind, outcome, one in judge(forgery, check(engine, forgery)):
            counts[kind, outcome] += 1
            is_wrong = outcome in ("ok", "not seen") if kind == "falsified" else outcome == "problem"
            if show and is_wrong:
                print(kind, outcome, one.quote if one else "", one.answer.message if one and one.answer else "")
    return counts


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts; exit 1 if a lie passes or more than one faithful quotation in a hundred is accused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    if not has_labelled():
        print("skipped: the labelled articles are not on this machine (ONRECORD_SHARED)")
        return 0
    articles = read_labelled()[: options.articles]
    began = time.process_time()
    counts = measure(articles, show=options.show)
    seconds = time.process_time() - began
    for (kind, outcome), number in sorted(counts.items()):
        print(f"{kind:<10} {outcome:<9} {number:>6,}")
    lies = sum(number for (kind, _), number in counts.items() if kind == "falsified")
    faithful = sum(number for (kind, _), number in counts.items() if kind == "faithful")
    passed = counts["falsified", "ok"] + counts["falsified", "not seen"]
    accused = counts["faithful", "problem"]
    share = accused / max(faithful, 1)
    print(f"{passed} of {lies} falsified pass; {accused} of {faithful} faithful accused ({share:.2%})")
    print(f"{seconds / max(len(articles), 1) * 1000:.0f} ms of computing a draft")
    return int(passed > 0 or accused * 100 > faithful)


if __name__ == "__main__":
    raise SystemExit(main())
