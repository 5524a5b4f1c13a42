"""The quotations of a document with their speakers, as `GET /v1/documents/{id}` lists them."""

from __future__ import annotations

from typing import Any

from matcher.attribution import Attributed, attribute, has_opening_mark
from matcher.errors import warn_of_speakers
from matcher.rendering.answers import render_speaker
from matcher.rendering.offsets import OffsetUnit, converter
from matcher.types import Document

# Two apostrophes are what text feeds write for quotation marks, and wikis for italics. Such words have a speaker where
# one is found, but are listed apart; so are those whose opening mark is lost or faces the wrong way, because where they
# begin is put right by guess.
MAKESHIFT_MARKS = "''"


def render_quotations(document: Document, unit: OffsetUnit) -> dict[str, list[dict[str, Any]]]:
    """Give every quotation and labelled turn with its span, text and speaker, in document order.

    Returns
    -------
        ``quotations``: what somebody said, in quotation marks, or in the turns of a transcript, speech or statement.
        ``others``: what is told apart from them by its ``attributed_as``.

    Warns
    -----
    UnreadDocumentWarning
        A fault of ours hides who speaks, or all quotations; the document is given without them.

    Notes
    -----
    Some 6 ms for an article: call it in a thread.
    """
    in_document = converter(document.text, unit)
    listed: dict[str, list[dict[str, Any]]] = {"quotations": [], "others": []}
    for quotation in _attribute(document):
        attributed_as = _judge(document, quotation)
        said = attributed_as == "quoted" or (attributed_as == "turn" and document.kind != "article")
        listed["quotations" if said else "others"].append({
            "start": in_document(quotation.start),
            "end": in_document(quotation.end),
            "text": document.text[quotation.start : quotation.end],
            "utterance": quotation.utterance,
            "attributed_as": attributed_as,
            "speaker": render_speaker(quotation.speaker, in_document),
        })  # fmt: skip
    return listed


def _attribute(document: Document) -> list[Attributed]:
    def tell(error: Exception) -> None:
        warn_of_speakers(document.id, error)

    try:
        return attribute(document, on_fault=tell)
    except Exception as error:
        tell(error)
        return []


def _judge(document: Document, quotation: Attributed) -> str:
    if quotation.attributed_as != "quoted":
        return quotation.attributed_as
    text, start = document.text, quotation.start
    return "makeshift" if text.startswith(MAKESHIFT_MARKS, start) or not has_opening_mark(text, start) else "quoted"
