"""What every victim is a copy of: a process with all modules imported and all kernels compiled.

A victim then starts in a tenth of a second instead of several, and hundreds of kills become affordable. Thresholds are
so low that a second of load writes and merges segments several times, and that an import of some hundred documents is
built by several processes.
"""

from __future__ import annotations

import matcher.index
import service.app
import service.ingest.imports  # noqa: F401 (imported for those who are copied)
from matcher.warm_up import warm_up

matcher.index.FLUSH_DOCUMENTS, matcher.index.POOL_DOCUMENTS = 50, 200  # type: ignore[misc]
warm_up()
