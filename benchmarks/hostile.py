"""Does hostile input stay bounded? Inputs that made other tools hang, crash or lie, each timed."""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks.measures import Failure, Measure, Verify
from matcher.errors import MatcherError
from matcher.types import Document, Query

# The contract's bound for one hostile quote, in milliseconds.
BOUND_MS = 100.0
# Runs of each input; the quickest counts, since a busy machine is not the input's fault.
NUM_RUNS = 3


def hostile_quotes(documents: Sequence[Document]) -> dict[str, str]:
    """Inputs by name: repetitions, long quotes of real text, nothing but marks, broken Unicode."""
    real = " ".join(document.text for document in documents[:20])
    words = real.split()
    return {
        "hello × 10,000": "hello " * 10_000,
        "the × 10,000": "the " * 10_000,
        "of the × 5,000": "of the " * 5_000,
        "one letter × 10,000": "a" * 10_000,
        "10,000 characters of one document": max((d.text for d in documents), key=len)[:10_000],
        "10,000 characters, every other word of real text": " ".join(words[::2])[:10_000],
        "10,000 characters, words of real text reversed": " ".join(reversed(words))[:10_000],
        "1,000 ellipses between words": " … ".join(words[:1_000]),
        "1,000 ellipses": "…" * 1_000,
        "3,000 stops": "." * 3_000,
        "1,000 brackets": "[" * 500 + "word" + "]" * 500,
        "1,000 editorial brackets": " ".join(f"[{word}]" for word in words[:1_000]),
        "right-to-left overrides": "".join(f"\u202e{word} " for word in words[:50]),
        "right-to-left override around all": "\u202e" + " ".join(words[:30]) + "\u202c",
        "lone high surrogate": "we will \ud83d not",
        "lone low surrogate": "\udc00we will not",
        "NUL between words": "we\0will\0not\0raise",
        "NULs alone": "\0" * 100,
        "control characters": "".join(map(chr, range(32))) + "we will not",
        "combining marks × 5,000": "e" + "\u0301" * 5_000,
        "joined emoji × 1,000": "👩‍👩‍👧‍👦" * 1_000,
        "soft hyphens × 5,000": "hy\u00adphen" + "\u00ad" * 5_000,
        "10,000 digits": "1234567890" * 1_000,
        "1,000 numbers with signs": " ".join(f"-{i}.{i}%" for i in range(1_000)),
        "entities × 1,000": "&amp;" * 1_000,
        "unfinished entities": "&#x;&#;&amp&#99999999;" * 200,
        "quotation marks alone": "“”„“«»'\"" * 100,
        "Han × 3,000": "国会議事堂" * 600,
        "empty": "",
        "spaces": " \n\t\u00a0" * 100,
    }


def time_ms(verify: Verify, quote: str) -> float:
    """The quickest of some runs, in milliseconds. Whatever the matcher raises is raised."""
    times = []
    for _ in range(NUM_RUNS):
        start = time.perf_counter_ns()
        verify(Query(quote=quote))
        times.append((time.perf_counter_ns() - start) / 1e6)
    return min(times)


def measure_hostile(verify: Verify, documents: Sequence[Document]) -> Measure:
    """Time every hostile quote; a crash or a time over the bound fails, a plain refusal does not."""
    failures, figures = [], {}
    quotes = hostile_quotes(documents)
    for name, quote in quotes.items():
        # A crash is what is measured here, so every exception is a finding and none may end the run.
        try:
            figures[f"ms.{name}"] = round(time_ms(verify, quote), 3)
        except MatcherError:
            figures[f"refused.{name}"] = 1
            continue
        except Exception as error:
            failures.append(Failure("crash", quote[:200], name, 0, 0, "", {}, repr(error)))
            continue
        if figures[f"ms.{name}"] > BOUND_MS:
            failures.append(Failure("slow", quote[:200], name, 0, 0, "", {}, f"{figures[f'ms.{name}']} ms"))
    figures["ms.worst"] = max((value for name, value in figures.items() if name.startswith("ms.")), default=0.0)
    target = f"≤ {BOUND_MS:g} ms, no crash"
    return Measure("hostile", len(quotes), len(failures), target, not failures, figures, tuple(failures))
