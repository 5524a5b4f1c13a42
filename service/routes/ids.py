"""Document ids in paths: everything after the resource's name, so that ids may have slashes and even line
ends.

The framework's own ``path`` kind stops at a line end and answers 404, where the id's rule should be told
instead.
"""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class RestOfPath(Convertor[str]):
    """The rest of a path, whatever characters it has."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        """Give the decoded text."""
        return value

    def to_string(self, value: str) -> str:
        """Give the text for a URL."""
        return value


register_url_convertor("rest", RestOfPath())
