"""What a process tells of trouble with the log or the index, of which it asks four times a second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from matcher.errors import CorruptSegmentError
from service import lifecycle
from service.lifecycle import Process
from service.settings import Settings
from service.store import LogUnavailableError


class Troubled:
    """An archive that can be followed at some looks only; the last look ends the test."""

    def __init__(self, looks: list[Exception | None]) -> None:
        self._looks: Iterator[Exception | None] = iter(looks)

    def follow(self) -> None:
        """Look once more."""
        if (error := next(self._looks, KeyboardInterrupt())) is not None:
            raise error


AWAY = LogUnavailableError("The database cannot be reached; check that it runs.")
GONE = LogUnavailableError("The database could not be reached a moment ago.")
LOST = CorruptSegmentError("segment-000001.onr cannot be read; start again.")
FAULT = ZeroDivisionError("a fault of ours")


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ([None, None], []),
        ([AWAY, GONE, AWAY, None, None], ["cannot be reached", "is followed again"]),
        ([LOST] * 5, ["segment-000001.onr"]),
        ([LOST, AWAY, LOST, None], ["segment-000001.onr", "is followed again"]),
        ([FAULT] * 5 + [None, None, FAULT], ["could not be followed", "is followed again", "could not be followed"]),
    ],
)
def test_trouble_is_told_once_and_so_is_its_end(
    looks: list[Exception | None],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(lifecycle, "_TAIL_INTERVAL_S", 0.0)
    process = Process(Settings(data_dir=tmp_path))

    async def call(function: Callable[[], None]) -> None:
        function()

    monkeypatch.setattr(asyncio, "to_thread", call)
    with caplog.at_level(logging.INFO, logger="onrecord.lifecycle"), pytest.raises(KeyboardInterrupt):
        asyncio.run(lifecycle._follow(process, Troubled(looks)))  # type: ignore[arg-type]
    assert len(caplog.messages) == len(told)
    assert all(words in message for words, message in zip(told, caplog.messages, strict=True))
