"""One process of a `BatchPool`: reads slices from its server, answers them, ends when the server does.

It opens the data directory for reading, maps the same index files as the server, and asks the log before each slice
for what was written since: so a batch sees every write that was acknowledged before it came.

Messages are pickles with their length in front, slices on standard input, answers on what was standard output. The
first answer, None, says that the process is ready. It is started as a program of its own, because a copy of a process
with threads may hang.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from service.archive import open_archive
from service.batches.slices import answer_slice
from service.garbage import load_undisturbed, settle
from service.logs import configure_logs
from service.settings import Settings
from service.store import LogLostError, LogUnavailableError

# The length of a message in bytes.
HEAD = struct.Struct(">Q")
# Lower than a server's priority. Single requests beside batches wait 2.5 ms in the median and 14 ms in the slowest
# hundredth; at the same priority it is 7.5 and 35, and with 10 in place of 5 no less.
NICENESS = 5
# Seconds between two looks at what the builder wrote; for writes of others a slice says how far it has to look.
FOLLOW_S = 1.0


def main() -> None:
    """Answer slices until the input ends; settings come by environment."""
    load_undisturbed()
    # Signals reach the whole group, but a batch under way ends in its own time: when the server closes the input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else prints must not get between the replies.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _yield_to_servers()
    settings = Settings()
    configure_logs(settings.log_level)
    archive = open_archive(
        settings.data_dir, database_url=settings.database_url, read_only=True, speakers=settings.speakers
    )
    archive.recover()
    archive.maintain()
    settle()
    _write(replies, None)
    followed_at = time.monotonic()
    for items, applied in _iter_messages(sys.stdin.buffer):
        if archive.applied < applied or time.monotonic() - followed_at >= FOLLOW_S:
            try:
                archive.follow()
            except (LogUnavailableError, LogLostError) as error:
                # Nobody can write either, so the archive has every write, or will never have the last ones.
                if archive.applied < applied:
                    sys.exit(f"{error} A batch process lacks what was written last, and ends.")
            followed_at = time.monotonic()
        _write(replies, answer_slice(archive, items, settings.max_quote_characters))
        archive.maintain()  # maps what was written since, while nobody waits


def _yield_to_servers() -> None:
    """Let processes that answer single requests go first: they are woken often, and each time for very little.

    Never interrupts one, and has a third of its share of a core that both want; alone on a core it loses nothing.
    """
    if hasattr(os, "SCHED_BATCH"):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    os.nice(NICENESS)


def _iter_messages(stream: BinaryIO) -> Iterator[Any]:
    while len(head := stream.read(HEAD.size)) == HEAD.size:
        yield pickle.loads(stream.read(HEAD.unpack(head)[0]))


def _write(stream: BinaryIO, message: object) -> None:
    stream.write(packed(message))
    stream.flush()


def packed(message: object) -> bytes:
    """Give a message as it goes through a pipe."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return HEAD.pack(len(body)) + body


if __name__ == "__main__":
    main()
