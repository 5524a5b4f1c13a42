"""A draft out of a file or standard input: text or HTML, in UTF-8."""

from __future__ import annotations

import re
from pathlib import Path

from matcher.rendering.offsets import OffsetUnit
from service.drafts.schemas import CheckRequest
from service.errors import InvalidRequest
from service.inputs import name_of, reading

_MARKUP_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
_MARKUP = re.compile(r"\s*<(?:!doctype|!--|[a-zA-Z][a-zA-Z0-9-]*[\s/>])")


def read_draft_file(
    path: Path,
    *,
    html: bool | None = None,
    language: str | None = None,
    speaker: str | None = None,
    offset_unit: OffsetUnit = "codepoint",
) -> CheckRequest:
    """Read a draft as a request to check it.

    Parameters
    ----------
    path
        A file, or ``-`` for standard input.
    html
        Whether it is HTML; told by its name or, without one, by its first tag if None.

    Raises
    ------
    InvalidRequest
        It is not in UTF-8.
    OSError
        It cannot be read.
    """
    with reading(path) as file:
        raw = file.read()
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"{name_of(path)} is not in UTF-8 (byte {error.start}); convert it first.") from None
    if html is None:
        html = path.suffix.lower() in _MARKUP_SUFFIXES or (not path.suffix and bool(_MARKUP.match(content)))
    if html:
        return CheckRequest(html=content, language=language, speaker=speaker, offset_unit=offset_unit)
    return CheckRequest(text=content, language=language, speaker=speaker, offset_unit=offset_unit)
