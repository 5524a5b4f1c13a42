"""An answer as plain values, as JSON has them: offsets in the unit that is asked for, selectors and deep links.

The names and shapes are those of the HTTP API (`service.schemas` documents them), so that the service, the command line
and users of the library give the same answer.
"""

from __future__ import annotations
