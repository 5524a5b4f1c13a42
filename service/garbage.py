"""How often the interpreter looks for cyclic garbage: seldom while it loads and while it answers, not when it ends."""

from __future__ import annotations

import atexit
import gc
from typing import Final

# Values made and not freed before the collector looks for cycles. An answer makes some hundred and no cycles: at the
# interpreter's 700, looking took a twentieth of the time.
GARBAGE_VALUES: Final = 20_000
# Looks at the youngest values before the older ones are looked at, by a program that loads: it makes some 300,000
# values that stay and 2,000 that are garbage. At the interpreter's 10 of 700, looking took a fifth of a start.
LOADING_LOOKS: Final = 50
# The same once it is loaded: the interpreter's own.
LOOKS: Final = 10


def load_undisturbed() -> None:
    """Look for garbage seldom from now on. For the beginning of a program, before it imports what it needs.

    Notes
    -----
    Nor is any looked for at the end: the interpreter would walk all its code several times, half a second in which a
    command has told its answer and still holds the terminal.
    """
    gc.set_threshold(GARBAGE_VALUES, LOADING_LOOKS, LOOKS)
    atexit.register(gc.freeze)


def settle() -> None:
    """Take what is loaded now for good, so that the collector need not walk it."""
    gc.freeze()
    gc.set_threshold(GARBAGE_VALUES, LOOKS, LOOKS)
