"""A small invented archive, and a matcher that finds words by reading all of it."""

from __future__ import annotations

from benchmarks.words import folded_words
from matcher.types import Answer, Attribution, Document, Match, PassageSpan, Query

SENTENCES = (
    "The harbour board will not raise the toll before the audit is done.",
    "“We counted 17 crates on the quay, and 4 of them were empty,” said Marta Quill.",
    "Every ferry between Norrland and Port Sable must carry two lifeboats, the minister told reporters.",
    "Most of the café’s regulars support the new timetable; some of them don't trust the company.",
    "In 2019 the council spent $3.5 million — more than it had planned — on a bridge nobody uses...",
    "The skippers could leave within ten days, Quill wrote, if the storm reaches Norrland on Friday.",
    "Strong words from the captain, silence from the owners.",
)


def invent_documents(num_documents: int = 12) -> list[Document]:
    """Documents of all sentences in different orders, each with a line of its own."""
    documents = []
    for number in range(num_documents):
        turned = SENTENCES[number % len(SENTENCES) :] + SENTENCES[: number % len(SENTENCES)]
        own = f"Report number {number + 100} was filed by desk {number * 7 + 3} of the Gazette on a Monday."
        documents.append(Document(id=f"d{number}", title=own, text="\n".join((own, *turned))))
    return documents


def answer_with(document: Document, start: int, end: int, **fields: object) -> Answer:
    """An answer with one match of one span; ``fields`` replace the match's or the answer's own."""
    span = PassageSpan(start, end, document.text[start:end], 0)
    match_fields = {
        "verdict": "verbatim",
        "score": 100.0,
        "flags": (),
        "spans": (span,),
        "setting": "quotation",
        "speaker": None,
        "changes": (),
        "omissions": (),
        "copies": 0,
        "earliest": True,
        "deep_link": None,
    }
    answer_fields = {"verdict": "verbatim", "outcome": "ok", "occurrences": 1}
    match = Match(document=document, **{name: fields.get(name, value) for name, value in match_fields.items()})  # type: ignore[arg-type]
    top = {name: fields.get(name, value) for name, value in answer_fields.items()}
    return Answer(
        message="",
        attribution=Attribution("not_claimed"),
        matches=(match,),
        partial=False,
        generation=1,
        num_documents=1,
        policy="",
        **top,  # type: ignore[arg-type]
    )


def nothing_found(verdict: str = "not_found") -> Answer:
    """An answer without a match."""
    attribution = Attribution("not_claimed")
    return Answer(verdict, "unknown", "", attribution, (), 0, False, 1, 1, "")  # type: ignore[arg-type]


class Reader:
    """A matcher for literal quotes: it reads every document and knows nothing of typography or changes."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents

    def verify(self, query: Query) -> Answer:
        """Find the quote character for character."""
        words = f" {' '.join(folded_words(query.quote))} "
        holding = [d for d in self.documents if words in f" {' '.join(folded_words(d.text))} "]
        for document in holding:
            start = document.text.find(query.quote)
            if start >= 0:
                return answer_with(document, start, start + len(query.quote), occurrences=len(holding))
        return nothing_found()
