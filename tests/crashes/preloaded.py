"""What every victim is a copy of: a process with all modules imported and all kernels compiled.

A victim then starts in a tenth of a second instead of several, and hundreds of kills become affordable. Thresholds are
so low that a second of load writes and merges segments several times, and that an import of some hundred documents is
built by several processes.
"""

from __future__ import annotations

import service.app
import service.ingest.imports
from matcher.index import rounds, tiers
from matcher.warm_up import warm_up
from service import lifecycle

__all__ = ["service"]  # imported for those who are copied

LOWERED = {
    (tiers, "FLUSH_DOCUMENTS"): 50,
    (rounds, "POOL_DOCUMENTS"): 200,
    (lifecycle, "_MAINTENANCE_INTERVAL_S"): 0.05,
    (lifecycle, "_MAINTENANCE_PAUSE_S"): 0.5,
}
for (module, name), value in LOWERED.items():
    getattr(module, name)  # a threshold that has moved must not be missed in silence
    setattr(module, name, value)
warm_up()
