"""How kernels are compiled: in one place, so that all of them are compiled alike.

numba compiles a kernel when it is first called with arguments of these types and keeps the machine code beside the
kernel's own file, or in ``NUMBA_CACHE_DIR``; ``warm_up`` loads or compiles all of them. A kernel runs without the
interpreter's lock, so that other threads answer meanwhile. ``native.build`` leaves every module alone that imports from
here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function on its first call."""
    return njit(cache=True, nogil=True)(function)


def inline_kernel(function: Callable[..., Any]) -> Any:
    """Compile a small function into each kernel that calls it; a call of its own would cost more than its work."""
    return njit(cache=True, nogil=True, inline="always")(function)
