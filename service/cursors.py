"""Opaque cursors of lists: where the next page begins, in a form that no client will build itself."""

from __future__ import annotations

import base64
import binascii

from service.errors import InvalidRequest


def encode_cursor(last_id: str) -> str:
    """Give the cursor of the page behind `last_id`."""
    return base64.urlsafe_b64encode(b"1:" + last_id.encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> str:
    """Give the id that a cursor stands for; the empty string, before all ids, without one."""
    if not cursor:
        return ""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raw = ""
    if not raw.startswith("1:") or "\0" in raw:  # which PostgreSQL cannot be asked for
        raise invalid_cursor()
    return raw[2:]


def invalid_cursor() -> InvalidRequest:
    """Give the problem of a cursor that is none, or of another list."""
    return InvalidRequest(
        "Take the cursor from next_cursor of the last page.", errors=[("/cursor", "not a cursor of this list")]
    )
