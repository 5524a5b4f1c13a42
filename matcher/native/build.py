"""Compile the matcher's modules: ``python -m matcher.native.build``.

mypyc turns annotated Python into C, the machine's C compiler does the rest. Where either is missing this says so and
leaves the sources to run as they are; ``--require`` makes that an error.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final

from matcher.native import GROUP, ROOT, SUFFIX, folder

# Left as they are, beside the packages themselves and kernels, which numba compiles: what is run once, at import or by
# other processes.
INTERPRETED_PACKAGES: Final = frozenset(("native", "index", "draft"))
INTERPRETED: Final = frozenset(("processes.py", "warm_up.py", "text/make_tables.py", "attribution/speakers.py"))
# Compiled although most of its package is not.
COMPILED: Final = frozenset(("index/lookup.py", "index/segment.py"))
# The import by which a module with kernels is known.
KERNELS: Final = re.compile(r"^from (numba|matcher\.kernels) import", re.MULTILINE)
# Calls within a library go straight to their functions, and to those of the interpreter without a table between: with
# this and -O2 in place of -O1 a quote takes 7 % less time, and compiling 10 % more.
OPTIMISATION: Final = ("-O2", "-fno-semantic-interposition", "-fno-plt", "-g0", "-w")

# Every call of compiled code is followed by what is done where it fails. Told that this is never reached, the compiler
# puts it behind all that is: a quote then takes 3 to 8 % less time, for less of its code has to be fetched.
UNLIKELY: Final = """
#include <Python.h>
#define UNLIKELY __attribute__((cold))
UNLIKELY void CPy_AddTraceback(const char *, const char *, int, PyObject *);
UNLIKELY void CPy_TypeErrorTraceback(const char *, const char *, int, PyObject *, const char *, PyObject *);
UNLIKELY void CPy_TypeError(const char *, PyObject *);
UNLIKELY void CPy_Raise(PyObject *);
UNLIKELY void CPyError_OutOfMemory(void);
UNLIKELY static void CPy_DecRef(PyObject *);
UNLIKELY void PyErr_SetString(PyObject *, const char *);
"""

REMEDY: Final = "All works without. Once that is mended: python -m matcher.native.build"


class CannotCompile(Exception):
    """Something that compiling needs is missing; the message says what."""


def modules() -> list[Path]:
    """Return the modules to compile, relative to ``ROOT``."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        relative = path.relative_to(ROOT)
        name = relative.as_posix()
        wanted = relative.parts[0] not in INTERPRETED_PACKAGES and name not in INTERPRETED
        if path.name != "__init__.py" and (name in COMPILED or wanted) and not KERNELS.search(path.read_text("utf-8")):
            found.append(relative)
    return found


def build(directory: Path) -> int:
    """Compile all modules into a new directory; return how many libraries that are.

    Raises
    ------
    CannotCompile
        There is no C compiler, mypyc is not installed, or one of them refuses the sources.
    """
    try:
        from mypyc.build import mypycify
        from setuptools._distutils.errors import CCompilerError
    except ImportError as error:
        raise CannotCompile(f"install {error.name} (pip install -r requirements/compile.txt)") from error
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="build-", dir=directory.parent) as name:
        work = Path(name)
        (work / "unlikely.h").write_text(UNLIKELY, encoding="ascii")
        try:
            _check_compiler(work)
        except CCompilerError as error:
            raise CannotCompile(f"install a C compiler and Python's headers ({error})") from error
        before, notes = Path.cwd(), StringIO()
        os.chdir(ROOT.parent)  # mypyc names modules by their paths from here
        try:
            with redirect_stdout(notes):
                extensions = mypycify(
                    ["--ignore-missing-imports", "--config-file=", *(f"{ROOT.name}/{m}" for m in modules())],
                    debug_level="0",
                    multi_file=True,
                    group_name=GROUP,
                    target_dir=str(work / "c"),
                )
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                objects = [[pool.submit(_compile, e, source, work) for source in e.sources] for e in extensions]
                for extension, parts in zip(extensions, objects, strict=True):
                    library = str(work / "made" / f"{extension.name}{SUFFIX}")
                    _compiler().link_shared_object([o for part in parts for o in part.result()], library)
        except SystemExit as error:  # how mypyc ends where it finds a fault
            raise CannotCompile(f"mypyc refuses them: {notes.getvalue().strip() or error}") from error
        except CCompilerError as error:
            raise CannotCompile(f"the C compiler refuses them: {error}") from error
        finally:
            os.chdir(before)
        (work / "made").rename(directory)
    return len(extensions)


def _compiler() -> Any:
    from setuptools._distutils.ccompiler import new_compiler
    from setuptools._distutils.sysconfig import customize_compiler, get_python_inc

    made = new_compiler()
    customize_compiler(made)
    made.set_include_dirs([get_python_inc()])
    return made


def _check_compiler(work: Path) -> None:
    source = work / "probe.c"
    source.write_text("#include <Python.h>\n", encoding="ascii")
    _compiler().compile([str(source)], output_dir=str(work))


def _compile(extension: Any, source: str, work: Path) -> list[str]:
    objects: list[str] = _compiler().compile(
        [source],
        output_dir=str(work / "objects"),
        include_dirs=extension.include_dirs,
        macros=extension.define_macros,
        extra_postargs=[*extension.extra_compile_args, *OPTIMISATION, "-include", str(work / "unlikely.h")],
    )
    return objects


def main(arguments: Sequence[str] | None = None) -> int:
    """Compile unless it is done, and delete what was compiled of other sources; return the exit code."""
    options = sys.argv[1:] if arguments is None else arguments
    directory = folder()
    if not directory.is_dir():
        try:
            build(directory)
        except CannotCompile as reason:
            sys.stderr.write(f"The matcher's modules are not compiled, which makes them slower: {reason}.\n{REMEDY}\n")
            return 1 if "--require" in options else 0
    for other in directory.parent.iterdir():
        if other != directory:
            shutil.rmtree(other, ignore_errors=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
