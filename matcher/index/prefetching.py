"""Ask the processor for a place in memory before it is read.

On its own it looks ahead over some hundred instructions only, which is three or four steps of a search.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_READ, _KEEP, _DATA = 0, 3, 1


@intrinsic
def _prefetch(_typing_context, _address):  # type: ignore[no-untyped-def]
    def generate(_context, builder, _signature, arguments):  # type: ignore[no-untyped-def]
        numbers = [ir.IntType(32)] * 3
        kind = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, *numbers])
        function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")  # type: ignore[no-untyped-call]
        place = builder.inttoptr(arguments[0], cgutils.voidptr_t)
        builder.call(function, [place, *(t(n) for t, n in zip(numbers, (_READ, _KEEP, _DATA), strict=True))])

    return types.void(types.intp), generate


prefetch: Any = _prefetch
