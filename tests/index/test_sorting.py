"""The sorts of kernels are NumPy's, by their results; and no kernel uses NumPy's own."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import matcher
from matcher.index.sorting import places_in_order, sort_values

SIZES = (0, 1, 2, 3, 44, 45, 46, 1_000, 13_000)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("highest", [2, 50, 1 << 31])
@pytest.mark.parametrize("dtype", [np.int64, np.uint32, np.uint64])
def test_sorts_are_numpys(size: int, highest: int, dtype: type[np.generic]) -> None:
    values = np.random.default_rng(size).integers(0, highest, size).astype(dtype)
    assert places_in_order(values).tolist() == np.argsort(values, kind="stable").tolist()
    expected = np.sort(values).tolist()
    sort_values(values)
    assert values.tolist() == expected


def test_no_kernel_uses_numpys_sorts() -> None:
    sources = {path.name: path.read_text("utf-8") for path in Path(matcher.__file__).parent.rglob("*.py")}
    assert any(_sorts_in_kernels(text.replace("sort_values(", "np.sort(")) for text in sources.values())
    used = [name for name, text in sources.items() if "kernel" in text and _sorts_in_kernels(text)]
    assert used == []


def _sorts_in_kernels(text: str) -> bool:
    """Tell whether a function under ``@kernel`` or ``@inline_kernel`` calls a sort of NumPy."""
    blocks = re.split(r"^(?=@|def |class |[A-Z_]+\b)", text, flags=re.MULTILINE)
    kernels = [after for before, after in pairwise(blocks) if before.startswith(("@kernel", "@inline_kernel"))]
    return any(re.search(r"np\.(arg)?sort\(", block) for block in kernels)
