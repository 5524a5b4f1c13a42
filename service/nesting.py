"""How deep JSON may be nested: one limit for every body, line and item, whichever parser reads it.

The parsers and the writer of JSON each have a limit of their own (200 to 1,024 levels), so what one takes, the next may
refuse. Ours is below all of them: whatever is let in can be stored, answered and sent on.
"""

from __future__ import annotations

import re

# Levels of objects and lists, the outermost counted. Metadata of archives have five; the parser of verify requests
# gives up at 200, the writer of stored documents at 254.
MAX_DEPTH = 200
TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"

# A body with more objects and lists than this is not cut but refused whole: cutting looks at each, 0.2 s for all.
_MAX_CUT = 200_000
# All up to the next bracket that stands in no string.
_TO_NEXT_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+[\[\]{}]', re.DOTALL)
_OPENING = frozenset(b"[{")


def is_too_deep(value: object) -> bool:
    """Tell whether parsed JSON is nested deeper than `MAX_DEPTH`."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_DEPTH):
        if not level:
            return False
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return bool(level)


def cut_nesting(raw: bytes, max_depth: int) -> bytes:
    """Give JSON with null in place of whatever is nested deeper than `max_depth`, so that the rest can be parsed.

    Examples
    --------
    >>> cut_nesting(b'{"a": [1, [2, "]"], 3]}', 2)
    b'{"a": [1, null, 3]}'
    """
    if not max_depth < raw.count(b"[") + raw.count(b"{") <= _MAX_CUT:
        return raw
    kept: list[bytes] = []
    depth = begin = 0
    # Matched on from place to place: a search would begin anew at each character of a string that does not end.
    found = _TO_NEXT_BRACKET.match(raw)
    while found is not None:
        end = found.end()
        if raw[end - 1] in _OPENING:
            depth += 1
            if depth == max_depth + 1:
                kept.append(raw[begin : end - 1])
        else:
            if depth == max_depth + 1:
                kept.append(b"null")
                begin = end
            depth -= 1
        found = _TO_NEXT_BRACKET.match(raw, end)
    return b"".join([*kept, raw[begin:]])
