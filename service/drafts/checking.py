"""A draft checked: read, its quotations found and verified, the whole rendered. HTTP and command line share it."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from matcher.draft import (
    Block,
    CheckedQuotation,
    DraftText,
    check_quotations,
    find_draft_quotations,
    read_blocks,
    read_markdown,
    read_shortcodes,
    read_tags,
)
from matcher.draft.check import Verify
from matcher.draft.quotations import SAID, DraftQuotation, count_quotations
from matcher.errors import QueryError, VerificationFault
from matcher.types import Answer, Query
from service.archive import Archive
from service.drafts.render import DraftRenderer
from service.drafts.schemas import CheckRequest
from service.errors import TooLarge
from service.schemas import none_if_blank
from service.settings import Settings

SUMMARY_KEYS = ("ok", "review", "problem", "unknown", "failed", "set_aside")
# Markup is longer than its text: attributes, links, embedded styles. Pages have up to this many times their text.
MARKUP_FACTOR = 10

logger = logging.getLogger("onrecord.drafts")


def check_draft(archive: Archive, request: CheckRequest, settings: Settings) -> dict[str, Any]:
    """Check one draft; the answer of `POST /v1/check`.

    Raises
    ------
    TooLarge
        The draft is longer, deeper or has more quotations than the settings allow.

    Notes
    -----
    Up to some seconds for the longest drafts: call it in a thread.
    """
    draft = read_draft(request, settings)
    checked = check(archive, draft, request, settings)
    renderer = DraftRenderer(draft, request.offset_unit)
    return {
        "ref": request.ref,
        "quotations": [renderer.render(one, max_quote_characters=settings.max_quote_characters) for one in checked],
        "summary": summarize(checked),
        "text": draft.blocks[0].text if request.html is not None else None,
        "offset_unit": request.offset_unit,
        "index": {"generation": archive.generation, "documents": archive.num_documents, "policy": archive.policy},
    }


def check(archive: Archive, draft: DraftText, request: CheckRequest, settings: Settings) -> list[CheckedQuotation]:
    """Find and verify the quotations of a draft."""
    return list(
        check_quotations(
            draft,
            find_quotations(draft, request),
            _giving_way(archive),
            request.to_query(),
            max_characters=settings.max_quote_characters,
        )
    )


def summarize(checked: Iterable[CheckedQuotation]) -> dict[str, int]:
    """Count quotations by outcome; what nobody is said to have said is set aside."""
    counts = Counter(_summary_key(one) for one in checked)
    return {key: counts[key] for key in SUMMARY_KEYS}


def _summary_key(checked: CheckedQuotation) -> str:
    if checked.quotation.kind not in SAID:
        return "set_aside"
    return checked.answer.outcome if checked.answer is not None else "failed"


def read_draft(request: CheckRequest, settings: Settings) -> DraftText:
    """Read the draft of a request, within the limits."""
    limit = settings.max_draft_characters
    if request.html is not None:
        _check_length("/html", len(request.html), limit * MARKUP_FACTOR)
        draft = _read_markup(request.html)
        _check_length("/html", sum(len(block.text) for block in draft.blocks), limit)
    elif request.blocks is not None:
        _check_length("/blocks", sum(len(block.text) for block in request.blocks), limit)
        draft = read_markdown(read_tags(read_blocks(Block(block.id, block.text) for block in request.blocks)))
    else:
        text = request.text or ""
        _check_length("/text", len(text), limit)
        draft = read_markdown(read_tags(read_blocks([Block(None, text)])))
    draft = read_shortcodes(draft)
    _check_quotations(draft, settings.max_draft_quotations)
    return draft


def find_quotations(draft: DraftText, request: CheckRequest) -> list[DraftQuotation]:
    """Find the quotations of a draft as a request wants it read."""
    from service.drafts.markup import find_title

    title = request.title or (find_title(request.html) if request.html is not None else "")
    speaker = none_if_blank(request.speaker)
    return find_draft_quotations(draft, title=title, language=request.language, speaker=speaker)


def _giving_way(archive: Archive) -> Verify:
    """Verify with a pause before each quotation, in which a single request that waits gets the interpreter.

    A fault of ours is logged and costs the quotation its answer, as it does an item of a batch.
    """

    def verify(query: Query) -> Answer:
        time.sleep(0)
        try:
            return archive.verify(query)
        except QueryError:
            raise
        except Exception:
            logger.exception("a quotation of a draft failed")
            raise VerificationFault("Please report this; the log has the cause.") from None

    return verify


def _read_markup(html: str) -> DraftText:
    # Imported here: most commands of the command line need no parser.
    from service.drafts.markup import read_markup
    from service.drafts.nesting import find_excess

    excess = find_excess(html)
    if excess is not None:
        raise TooLarge(f"The markup is too intricate: {excess}.", errors=[("/html", excess)])
    return read_markup(html)


def _check_length(pointer: str, length: int, limit: int) -> None:
    if length > limit:
        rule = f"a draft may have {limit:,} characters here (ONRECORD_MAX_DRAFT_CHARACTERS)"
        raise TooLarge(f"The draft has {length:,} characters; {rule}. Check it in parts.", errors=[(pointer, rule)])


def _check_quotations(draft: DraftText, limit: int) -> None:
    if (number := count_quotations(draft)) > limit:
        rule = f"a draft may have {limit:,} quotations (ONRECORD_MAX_DRAFT_QUOTATIONS)"
        raise TooLarge(f"The draft has {number:,} quotations; {rule}. Check it in parts.", errors=[("", rule)])
