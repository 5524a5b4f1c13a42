"""A file whose checksums are right may still be no segment: it is refused at opening, with what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matcher.errors import CorruptSegmentError
from matcher.index import Segment
from matcher.index.builder import SegmentBuilder
from matcher.index.format import write_arrays
from matcher.index.layout import ARRAYS
from tests.index.texts import make_documents

Arrays = dict[str, Any]


@pytest.fixture(scope="module")
def segment() -> Segment:
    builder = SegmentBuilder()
    for document in make_documents(["The harbour will not reopen.", "VENN: No.\nQ Why?\nVENN: “Dues,” 5 %."]):
        builder.add(document, sequence=1)
    return builder.finish()


def rewrite(segment: Segment, path: Path, change: Callable[[Arrays], object]) -> Path:
    arrays = dict(segment.arrays)
    change(arrays)
    write_arrays(path, arrays, segment.attributes)
    return path


def test_every_array_is_listed_and_written(segment: Segment, tmp_path: Path) -> None:
    assert segment.arrays.keys() == ARRAYS.keys()
    Segment.open(rewrite(segment, tmp_path / "a.onr", lambda _: None))


@pytest.mark.parametrize("name", ARRAYS)
def test_a_missing_array_is_named(segment: Segment, tmp_path: Path, name: str) -> None:
    path = rewrite(segment, tmp_path / "a.onr", lambda arrays: arrays.pop(name))
    with pytest.raises(CorruptSegmentError, match=rf"a\.onr is no whole segment: array '{name}' is missing"):
        Segment.open(path)


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_of_another_type_is_named(segment: Segment, tmp_path: Path, name: str) -> None:
    path = rewrite(segment, tmp_path / "a.onr", lambda arrays: arrays.update({name: arrays[name].astype(">f8")}))
    with pytest.raises(CorruptSegmentError, match=f"array '{name}' is >f8"):
        Segment.open(path)


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_that_is_too_long_is_refused(segment: Segment, tmp_path: Path, name: str) -> None:
    # More than twice as long, so that the table of words is no power of two either.
    array = segment.arrays[name]
    longer = np.resize(array, (2 * len(array) + 1, *array.shape[1:]))
    path = rewrite(segment, tmp_path / "a.onr", lambda arrays: arrays.update({name: longer}))
    with pytest.raises(CorruptSegmentError, match=r"a\.onr is no whole segment"):
        Segment.open(path)


def test_a_missing_attribute_is_named(segment: Segment, tmp_path: Path) -> None:
    write_arrays(tmp_path / "a.onr", segment.arrays, {"languages": ["en"]})
    with pytest.raises(CorruptSegmentError, match="last_sequence"):
        Segment.open(tmp_path / "a.onr")


def test_a_language_without_name_is_refused(segment: Segment, tmp_path: Path) -> None:
    write_arrays(tmp_path / "a.onr", segment.arrays, {"languages": [], "last_sequence": 1})
    with pytest.raises(CorruptSegmentError, match="a language has no name"):
        Segment.open(tmp_path / "a.onr")
