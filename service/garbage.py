"""How often the interpreter looks for cyclic garbage in a process that answers."""

from __future__ import annotations

import gc
from typing import Final

# Values made and not freed before the collector looks for cycles. An answer makes some hundred and no cycles: at the
# interpreter's 700, looking took a twentieth of the time.
GARBAGE_VALUES: Final = 20_000


def settle() -> None:
    """Take what is loaded now for good, so that the collector need not walk it, and look for garbage less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_VALUES)
