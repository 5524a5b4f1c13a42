"""Checked quotations as JSON, offsets in the blocks of the draft and the unit of the client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matcher.draft import CheckedQuotation, DraftQuotation, DraftText
from matcher.errors import QueryError
from matcher.rendering.answers import render_speaker
from matcher.rendering.offsets import Convert, OffsetUnit, converter
from matcher.types import Speaker
from service.answering import query_problem, render
from service.bodies import quote_too_long
from service.errors import Problem

Json = dict[str, Any]


def render_quotations(draft: DraftText, quotations: Iterable[DraftQuotation]) -> Json:
    """Give the quotations of a draft with whom it names for each, unverified."""
    renderer = DraftRenderer(draft, "codepoint")
    entries = [
        {**renderer.render_quotation(one), "claimed_speaker": renderer.render_claim(one.speaker)} for one in quotations
    ]
    return {"quotations": entries, "offset_unit": "codepoint"}


class DraftRenderer:
    """Renders what was found in one draft.

    Parameters
    ----------
    draft
        The draft.
    unit
        What offsets count in.
    """

    def __init__(self, draft: DraftText, unit: OffsetUnit) -> None:
        self._draft, self._unit = draft, unit
        self._converters: dict[int, Convert] = {}
        self._results: tuple[CheckedQuotation | None, Json] = (None, {})

    def render(self, checked: CheckedQuotation, *, max_quote_characters: int) -> Json:
        """Give a quotation with its result; a quote longer than the limit was refused for it."""
        return {
            **self.render_quotation(checked.quotation),
            "quote": checked.quote,
            "claimed_speaker": self.render_claim(checked.quotation.speaker),
            "result": self._render_result(checked, max_quote_characters),
        }

    def render_quotation(self, quotation: DraftQuotation) -> Json:
        """Give the place and the words of a quotation."""
        place = quotation.place
        convert = self._converter(place.block)
        return {
            "block": self._draft.blocks[place.block].id,
            "start": convert(place.start),
            "end": convert(place.end),
            "text": self._draft.text_at(place),
            "kind": quotation.kind,
            "utterance": quotation.utterance,
        }

    def render_claim(self, speaker: Speaker | None) -> Json | None:
        """Give the speaker whom the draft names, offsets in the blocks in which mention and cue stand."""
        if speaker is None:
            return None
        mention = self._locate(speaker.mention_start, speaker.mention_end)
        cue = self._locate(speaker.cue_start, speaker.cue_end)
        rendered = render_speaker(speaker, lambda offset: offset) or {}
        return {
            **rendered,
            **{f"mention_{key}": value for key, value in mention.items()},
            **{f"cue_{key}": value for key, value in cue.items()},
        }

    def _locate(self, start: int | None, end: int | None) -> Json:
        place = self._draft.find_place(start, end) if start is not None and end is not None else None
        if place is None:
            return {"block": None, "start": None, "end": None}
        convert = self._converter(place.block)
        return {
            "block": self._draft.blocks[place.block].id,
            "start": convert(place.start),
            "end": convert(place.end),
        }

    def _render_result(self, checked: CheckedQuotation, max_quote_characters: int) -> Json:
        """Give the result, rendered once for the parts that share it."""
        before, rendered = self._results
        if before is None or before.parts is not checked.parts:
            rendered = _render_result(checked, self._unit, max_quote_characters)
            self._results = checked, rendered
        return rendered

    def _converter(self, block: int) -> Convert:
        if block not in self._converters:
            self._converters[block] = converter(self._draft.blocks[block].text, self._unit)
        return self._converters[block]


def _render_result(checked: CheckedQuotation, unit: OffsetUnit, max_quote_characters: int) -> Json:
    if checked.answer is not None:
        return render(checked.answer, checked.quote, unit=unit)
    return {"ref": None, "error": _find_problem(checked, max_quote_characters).body()}


def _find_problem(checked: CheckedQuotation, max_quote_characters: int) -> Problem:
    """Give the problem that the quote would have alone."""
    if len(checked.quote) > max_quote_characters:
        return quote_too_long(len(checked.quote), max_quote_characters)
    if isinstance(checked.error, QueryError):
        return query_problem(checked.error)
    return Problem(str(checked.error))
