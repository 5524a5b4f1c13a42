"""An answer of the matcher as the JSON of contract §8.

Plain dictionaries for orjson: no model is built or validated on the way out, because the matcher's values are
typed already and this runs for every request. `service.schemas` documents the same shape, and a test holds
the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matcher.rendering.offsets import Convert, OffsetUnit, converter
from matcher.rendering.selectors import render_selectors
from matcher.rendering.text_fragments import deep_link
from matcher.types import Answer, Change, Document, Match, Omission, Speaker

Json = dict[str, Any]


def render_answer(answer: Answer, quote: str, *, unit: OffsetUnit = "codepoint", ref: object = None) -> Json:
    """Give the answer to one quote as a JSON object, offsets in `unit`."""
    in_quote = converter(quote, unit)
    attribution = answer.attribution
    return {
        "ref": ref,
        "verdict": answer.verdict,
        "outcome": answer.outcome,
        "message": answer.message,
        "attribution": {
            "status": attribution.status,
            "claimed": attribution.claimed,
            "speaker": attribution.speaker,
        },
        "matches": [render_match(match, in_quote, unit) for match in answer.matches],
        "occurrences": answer.occurrences,
        "partial": answer.partial,
        "offset_unit": unit,
        "index": {
            "generation": answer.generation,
            "documents": answer.num_documents,
            "policy": answer.policy,
        },
    }


def render_match(match: Match, in_quote: Convert, unit: OffsetUnit) -> Json:
    """Give one match with its evidence."""
    document = match.document
    in_document = converter(document.text, unit)
    return {
        "document": render_reference(document),
        "verdict": match.verdict,
        "score": match.score,
        "flags": list(match.flags),
        "spans": [
            {
                "start": in_document(span.start),
                "end": in_document(span.end),
                "text": span.text,
                "fragment": span.fragment,
            }
            for span in match.spans
        ],
        "setting": match.setting,
        "speaker": render_speaker(match.speaker, in_document),
        "changes": [_render_change(change, in_quote, in_document) for change in match.changes],
        "omissions": [_render_omission(omission, in_document) for omission in match.omissions],
        "selectors": _render_all_selectors(match),
        "deep_link": _find_deep_link(match),
        "copies": match.copies,
        "earliest": match.earliest,
    }


def render_speaker(speaker: Speaker | None, in_document: Convert) -> Json | None:
    """Give a speaker with the places of mention and cue, or None."""
    if speaker is None:
        return None
    return {
        "name": speaker.name,
        "mention": speaker.mention,
        "mention_start": _optional(speaker.mention_start, in_document),
        "mention_end": _optional(speaker.mention_end, in_document),
        "cue": speaker.cue,
        "cue_start": _optional(speaker.cue_start, in_document),
        "cue_end": _optional(speaker.cue_end, in_document),
        "kind": speaker.kind,
        "confidence": speaker.confidence,
        "via": speaker.via,
    }


def render_document(document: Document, listed: Mapping[str, Sequence[Json]], unit: OffsetUnit) -> Json:
    """Give a whole document with its text and the lists of its quotations."""
    return {
        **render_reference(document),
        "language": document.language,
        "kind": document.kind,
        "speaker": document.speaker,
        "authors": list(document.authors),
        "metadata": dict(document.metadata),
        "text": document.text,
        **listed,
        "offset_unit": unit,
    }


def render_reference(document: Document) -> Json:
    return {
        "id": document.id,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "published_at": document.published_at,
    }


def _render_change(change: Change, in_quote: Convert, in_document: Convert) -> Json:
    quote, document = change.quote, change.document
    return {
        "kind": change.kind,
        "operation": change.operation,
        "severity": change.severity,
        "quote": {"start": in_quote(quote.start), "end": in_quote(quote.end), "text": quote.text},
        "document": {
            "start": in_document(document.start),
            "end": in_document(document.end),
            "text": document.text,
        },
    }


def _render_omission(omission: Omission, in_document: Convert) -> Json:
    return {
        "start": in_document(omission.start),
        "end": in_document(omission.end),
        "text": omission.text,
        "flags": list(omission.flags),
    }


def _render_all_selectors(match: Match) -> list[Json]:
    text = match.document.text
    return [selector for span in match.spans for selector in render_selectors(text, span.start, span.end)]


def _find_deep_link(match: Match) -> str | None:
    if match.deep_link is not None or not match.document.url:
        return match.deep_link
    return deep_link(match.document.url, match.document.text, [(span.start, span.end) for span in match.spans])


def _optional(offset: int | None, convert: Convert) -> int | None:
    return None if offset is None else convert(offset)
