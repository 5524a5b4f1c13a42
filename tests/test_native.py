"""Compiled modules stand in for exactly the sources they were made of, and answer the same."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from matcher import native
from matcher.native import Finder, build, folder

ROOT = Path(__file__).parent.parent
IS_COMPILED = folder().is_dir()

# Verifies the sample quotes and prints every answer whole, and what ran.
ANSWERS = """
import json
from matcher import Document, Engine, Index, Query
from matcher.native import is_installed
index = Index.open(None)
for k, line in enumerate(open("seeds/documents.jsonl", encoding="utf-8")):
    fields = json.loads(line)
    names = ("id", "title", "text", "published_at", "language", "kind", "speaker")
    index.put(Document(**{n: fields[n] for n in names if fields.get(n)}), sequence=k + 1)
engine = Engine(index)
print(is_installed())
for line in open("seeds/quotes.jsonl", encoding="utf-8"):
    fields = json.loads(line)
    a = engine.verify(Query(fields["quote"], speaker=fields.get("speaker")))
    print(a.verdict, a.outcome, a.message, a.attribution.status, a.attribution.speaker, a.occurrences)
    for m in a.matches:
        changes = [(c.kind, c.operation, c.severity, c.quote.start, c.document.start) for c in m.changes]
        print(m.document.id, m.verdict, m.score, m.flags, [(s.start, s.end) for s in m.spans], m.setting, changes)
"""


def run(*options: str) -> list[str]:
    arguments = [sys.executable, *options, "-c", ANSWERS]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    return done.stdout.splitlines()


def test_compiled_and_interpreted_modules_answer_the_same() -> None:
    if not IS_COMPILED:
        pytest.skip("these sources are not compiled: python -m matcher.native.build")
    compiled, interpreted = run(), run("-X", "onrecord-interpreted")
    assert (compiled[0], interpreted[0]) == ("True", "False")
    assert len(compiled) > 100
    assert compiled[1:] == interpreted[1:]


@pytest.mark.skipif(not IS_COMPILED, reason="these sources are not compiled: such tests run beside this one")
def test_tests_that_replace_what_a_compiled_module_calls_pass_interpreted() -> None:
    arguments = [
        sys.executable,
        "-X",
        "onrecord-interpreted",
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-m",
        "interpreted",
        "tests",
    ]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout


@pytest.mark.parametrize("path", build.modules(), ids=str)
def test_every_module_to_compile_is_taken_from_the_compiled_ones(path: Path) -> None:
    module = import_module(".".join(("matcher", *path.with_suffix("").parts)))
    file = Path(module.__file__ or "")
    assert folder() in file.parents if IS_COMPILED else file == native.ROOT / path


def test_kernels_and_packages_stay_as_they_are() -> None:
    chosen = {path.as_posix() for path in build.modules()}
    assert {"diff/changes.py", "engine.py", "index/segment.py"} <= chosen
    assert not [name for name in chosen if name.endswith("__init__.py")]
    assert not chosen & {"align/kernel.py", "index/search.py", "text/plain.py", "native/build.py"}


def test_a_finder_knows_the_modules_of_its_directory_only(tmp_path: Path) -> None:
    (tmp_path / f"matcher.edges{native.SUFFIX}").touch()
    (tmp_path / "matcher.view.c").touch()
    finder = Finder(tmp_path)
    found = finder.find_spec("matcher.edges")
    assert found is not None
    assert found.origin == str(tmp_path / f"matcher.edges{native.SUFFIX}")
    assert finder.find_spec("matcher.view") is None


def test_an_edited_source_has_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(native, "ROOT", tmp_path)
    (tmp_path / "a.py").write_text("x = 1", encoding="utf-8")
    native.digest_of.cache_clear()
    before = folder()
    (tmp_path / "a.py").write_text("x = 2", encoding="utf-8")
    native.digest_of.cache_clear()
    try:
        assert folder() != before
    finally:
        native.digest_of.cache_clear()


def test_without_a_compiler_it_says_so_and_the_sources_stay(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("mypyc")
    monkeypatch.setattr(build, "folder", lambda: tmp_path / "native" / "digest")
    monkeypatch.setenv("CC", "no-such-compiler")
    assert build.main([]) == 0
    told = capsys.readouterr().err
    assert "install a C compiler" in told
    assert "python -m matcher.native.build" in told
    assert build.main(["--require"]) == 1
    assert list((tmp_path / "native").iterdir()) == []


def test_sources_that_mypyc_refuses_stay_and_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mypyc = pytest.importorskip("mypyc.build")

    def refuse(*_: object, **__: object) -> None:
        print("edges.py:1: error: no such type")
        raise SystemExit(1)

    monkeypatch.setattr(mypyc, "mypycify", refuse)
    monkeypatch.setattr(build, "_check_compiler", lambda _: None)
    monkeypatch.setattr(build, "folder", lambda: tmp_path / "native" / "digest")
    before = Path.cwd()
    assert build.main(["--require"]) == 1
    assert "no such type" in capsys.readouterr().err
    assert Path.cwd() == before


def test_what_was_compiled_of_other_sources_is_deleted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "folder", lambda: tmp_path / "now")
    for name in ("now", "before"):
        (tmp_path / name).mkdir()
    assert build.main([]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["now"]
