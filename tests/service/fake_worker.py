"""A batch process without a matcher: it answers each item with the item, and goes wrong when told to."""

from __future__ import annotations

import os
import pickle
import sys

from service.batches.slices import SliceAnswers
from service.batches.worker import HEAD, packed

# What ends the process at once, as a fault of a compiled kernel would.
POISON = b'{"ref": "poison"}'
# What is answered with something else than answers, by a process that lives on.
GARBLED = b'{"ref": "garbled"}'


def main() -> None:
    """Answer slices until the input ends."""
    output = sys.stdout.buffer
    output.write(packed(None))
    output.flush()
    while head := sys.stdin.buffer.read(HEAD.size):
        items, _ = pickle.loads(sys.stdin.buffer.read(HEAD.unpack(head)[0]))
        if POISON in items:
            os._exit(1)
        if GARBLED in items:
            output.write(HEAD.pack(1) + b"?")
            output.flush()
            continue
        output.write(packed(SliceAnswers(items, ["ok"] * len(items), [0.0] * len(items))))
        output.flush()
