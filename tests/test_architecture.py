"""The tree tells the architecture: imports point one way, the library stays one, functions are short."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("matcher", "service")

# Each layer and the layers it may import beside itself. A layer is a package or a module of the matcher;
# those not listed are stages of a verification: they may import one another and all below, not the engine.
FOUNDATION = {"types", "errors", "processes", "kernels"}
LAYERS: dict[str, set[str]] = {
    "types": set(),
    "errors": set(),
    "processes": set(),
    "native": set(),
    "kernels": set(),
    "text": FOUNDATION,
    "structure": FOUNDATION | {"text"},
    "index": FOUNDATION | {"text", "structure"},
    "attribution": FOUNDATION | {"text", "structure"},
}
# Who quotes where can be read off a text without knowing a speaker, and the index stores it.
STRUCTURE = {"structure", "lexicon"}
TOP = {"engine", "matcher", "service"}

# What a library must leave to its users: the web, settings, the environment, logging set-up, printing.
FOREIGN_TO_MATCHER = {
    "fastapi",
    "starlette",
    "pydantic",
    "pydantic_settings",
    "typer",
    "rich",
    "uvicorn",
    "prometheus_client",
}
SERVICE_ONLY_CALLS = {"os.environ", "os.getenv", "logging.basicConfig", "logging.config", "print"}
BANNED_NAMES = {"utils", "helpers", "common", "misc"}

MAX_FILE_LINES = 400
# House style: functions of about ten lines in the median, under forty at the ninetieth percentile.
MAX_MEDIAN_LINES = 12
MAX_P90_LINES = 40


@dataclass(frozen=True, slots=True)
class Module:
    """One source file, parsed."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The layer this module belongs to."""
        return layer_of(self.name)


def layer_of(name: str) -> str:
    """Return the layer of a dotted module name."""
    parts = name.split(".")
    if parts[0] == "service":
        return "service"
    if parts[:2] == ["matcher", "attribution"] and STRUCTURE & set(parts[2:3]):
        return "structure"
    # Warming up runs the engine, and the engine offers it: they are one layer in two files.
    return {"warm_up": "engine"}.get(parts[1], parts[1]) if len(parts) > 1 else "matcher"


def may_import(layer: str, imported: str) -> bool:
    """Tell whether a module of one layer may import one of another."""
    if layer == imported or layer in ("service", "matcher"):
        return imported != "service" or layer == "service"
    if layer == "engine":
        return imported not in TOP
    return imported in LAYERS[layer] if layer in LAYERS else imported not in TOP


def iter_modules(*packages: str) -> Iterator[Module]:
    """Parse every source file of the named packages."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield Module(name, path, ast.parse(path.read_text("utf-8")))


MODULES = list(iter_modules(*PACKAGES))


def ids(module: Module) -> str:
    return module.name


def iter_imports(module: Module) -> Iterator[str]:
    """Yield the dotted names a module imports, inside functions too, but not those for type checking."""
    skipped = {id(inner) for node in ast.walk(module.tree) if is_type_checking(node) for inner in ast.walk(node)}
    for node in ast.walk(module.tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_type_checking(node: ast.AST) -> bool:
    """Tell whether a node is ``if TYPE_CHECKING:``."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def imported_layer(name: str) -> str:
    """Return the layer of an imported name, which may be a module or something in one."""
    parts = name.split(".")
    if parts[0] == "matcher" and len(parts) == 2 and not (ROOT / "matcher" / parts[1]).with_suffix(".py").exists():
        return parts[1] if (ROOT / "matcher" / parts[1]).is_dir() else "matcher"
    return layer_of(name)


@pytest.mark.parametrize("module", MODULES, ids=ids)
def test_imports_point_one_way(module: Module) -> None:
    ours = [name for name in iter_imports(module) if name.partition(".")[0] in PACKAGES]
    upward = [name for name in ours if not may_import(module.layer, imported_layer(name))]
    assert not upward, f"{module.name} ({module.layer}) must not import {upward}"


@pytest.mark.parametrize("module", [m for m in MODULES if m.layer != "service"], ids=ids)
def test_the_matcher_is_a_pure_library(module: Module) -> None:
    foreign = {name for name in iter_imports(module) if name.partition(".")[0] in FOREIGN_TO_MATCHER}
    assert not foreign, f"{module.name} must not import {foreign}: that is the service's"
    called = {ast.unparse(node) for node in ast.walk(module.tree) if isinstance(node, ast.Attribute | ast.Name)}
    assert not called & SERVICE_ONLY_CALLS, f"{module.name} must not use {called & SERVICE_ONLY_CALLS}"


@pytest.mark.parametrize("module", MODULES, ids=ids)
def test_no_relative_imports_and_no_vague_names(module: Module) -> None:
    relative = [node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom) and node.level]
    assert not relative, f"{module.name}: write imports in full, so that their direction shows"
    assert not BANNED_NAMES & set(module.name.split(".")), f"{module.name}: name the idea"


@pytest.mark.parametrize("module", MODULES, ids=ids)
def test_files_have_one_idea(module: Module) -> None:
    lines = module.path.read_text("utf-8").count("\n")
    assert lines <= MAX_FILE_LINES, f"{module.name} has {lines} lines: which of its ideas deserves its own file?"


@pytest.mark.parametrize("module", MODULES, ids=ids)
def test_every_module_says_what_it_is_for(module: Module) -> None:
    docstring = ast.get_docstring(module.tree) or ""
    assert docstring or not module.tree.body, f"{module.name} has no docstring"


def function_lengths(package: str) -> dict[str, int]:
    """Return the lines of each function's body, its docstring not counted."""
    lengths: dict[str, int] = {}
    for module in (m for m in MODULES if m.name.partition(".")[0] == package):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                lengths[f"{module.name}.{node.name}"] = lines
    return lengths


@pytest.mark.parametrize("package", PACKAGES)
def test_functions_are_short(package: str, record_property: Callable[[str, object], None]) -> None:
    lengths = function_lengths(package)
    if len(lengths) < 2:
        pytest.skip(f"{package} has no functions yet")
    p90 = quantiles(lengths.values(), n=10)[-1]
    record_property("median", median(lengths.values()))
    record_property("p90", p90)
    longest = sorted(lengths, key=lambda name: -lengths[name])[:8]
    report = ", ".join(f"{name} {lengths[name]}" for name in longest)
    assert median(lengths.values()) <= MAX_MEDIAN_LINES, f"longest: {report}"
    assert p90 < MAX_P90_LINES, f"longest: {report}"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_files_that_the_docs_name_exist(page: Path) -> None:
    files = [f"/{path.relative_to(ROOT)}" for path in ROOT.glob("*/**/*.py") if ".venv" not in path.parts]
    named = set(re.findall(r"`([a-z_/]+\.py)`", page.read_text("utf-8")))
    assert not [name for name in named if not any(file.endswith(f"/{name}") for file in files)]
