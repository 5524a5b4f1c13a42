"""Which of several media types to answer with, by the Accept header (RFC 9110, §12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request

from service.errors import NotAcceptable

# A range of media types and, behind other parameters or not, how much it is wanted.
_RANGE = re.compile(r"\s*([^\s;,/]+/[^\s;,/]+)\s*((?:;[^;]*)*)")
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)")


def choose_media_type(request: Request, offered: Sequence[str]) -> str:
    """Give the media type that the client wants most; of equals the one offered first.

    Raises
    ------
    NotAcceptable
        It wants none of them.
    """
    accept = ",".join(request.headers.getlist("accept"))
    if not accept.strip():
        return offered[0]
    wanted = _parse(accept)
    best = max(offered, key=lambda media_type: _quality(media_type, wanted))
    if not _quality(best, wanted):
        raise NotAcceptable(f"Ask with Accept: {' or '.join(offered)}.")
    return best


def _parse(accept: str) -> dict[str, float]:
    """Give ranges in lower case with their quality from 0 to 1; a part that cannot be read is passed over."""
    wanted: dict[str, float] = {}
    for part in accept.split(","):
        found = _RANGE.fullmatch(part.rstrip())
        if found is not None:
            parameters = found[2].lower()
            quality = _QUALITY.search(parameters)
            if quality is not None or not re.search(r";\s*q\s*=", parameters):
                wanted[found[1].lower()] = float(quality[1]) if quality is not None else 1.0
    return wanted


def _quality(media_type: str, wanted: dict[str, float]) -> float:
    """Give how much a media type is wanted: the most specific range that has it counts."""
    for media_range in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        if media_range in wanted:
            return wanted[media_range]
    return 0.0
