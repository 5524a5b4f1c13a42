"""Machine code in place of the matcher's Python modules, where somebody has compiled exactly these sources.

``python -m matcher.native.build`` compiles the modules (mypyc makes C of annotated Python) and keeps the result in a
folder named by a digest of all sources. ``install`` looks for the folder of the sources at hand: there is one, and the
import system takes the modules from it; there is none, and the sources run as they are, with the same answers. So what
runs is never older than what is written, and whoever edits a file just goes on.

``python -X onrecord-interpreted`` leaves compiled modules aside.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).parents[1]
# What all compiled modules share lies in one library; mypyc names it after the group of modules.
GROUP: Final = "onrecord"
SUFFIX: Final = EXTENSION_SUFFIXES[0]


@cache
def digest_of(suffixes: tuple[str, ...]) -> str:
    """Return a hexadecimal digest of the matcher's files with these suffixes, of their names and contents."""
    digest = hashlib.sha256()
    for path in sorted(_iter_files(suffixes)):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _iter_files(suffixes: tuple[str, ...]) -> Iterator[Path]:
    for directory, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name != "__pycache__"]
        yield from (Path(directory) / name for name in names if name.endswith(suffixes))


def folder() -> Path:
    """Return where the compiled modules of these sources are, or would be, for this interpreter."""
    return ROOT / "__pycache__" / "native" / f"{digest_of(('.py',))[:32]}{SUFFIX}"


class Finder(MetaPathFinder):
    """Finds compiled modules by their full names.

    Parameters
    ----------
    directory
        Holds one file a module, named by its full name.
    """

    def __init__(self, directory: Path) -> None:
        self._files = {path.name.removesuffix(SUFFIX): path for path in directory.glob(f"*{SUFFIX}")}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how to load a module, None for one that is not compiled."""
        file = self._files.get(fullname)
        return spec_from_file_location(fullname, file) if file is not None else None


def install() -> None:
    """Let the import system take compiled modules, if these sources are compiled."""
    directory = folder()
    if "onrecord-interpreted" not in sys._xoptions and directory.is_dir():
        sys.meta_path.insert(0, Finder(directory))


def is_installed() -> bool:
    """Tell whether compiled modules are in use."""
    return any(isinstance(finder, Finder) for finder in sys.meta_path)
