"""`onrecord check` and `onrecord quotations`: what a person reads, what a program reads, what the exit code says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.archive import open_archive
from service.cli import PROBLEMS_FOUND, app
from service.console.errors import explain
from service.errors import TooLarge
from tests.draft.archive import DOCUMENTS

FAITHFUL = "“We will not raise taxes before the harvest is in,” Ada Venn said."
SPLIT_LIE = "“We will,” Ada Venn said, “raise taxes before the harvest is in.”"


def run(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=text, env={"COLUMNS": "120"})


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data")
    archive = open_archive(directory)
    archive.recover()
    archive.put_many(DOCUMENTS)
    archive.close()
    return directory


def test_a_faithful_draft_is_ok_and_exits_with_0(data_dir: Path) -> None:
    checked = run("check", "-", "--data-dir", data_dir, text=FAITHFUL)
    assert checked.exit_code == 0, checked.output
    assert "ok · verbatim  1:2  Ada Venn" in checked.output
    assert "1 quotation: 1 ok" in checked.output


def test_a_quotation_that_could_not_be_checked_exits_with_1_and_a_problem_beside_it_with_3(data_dir: Path) -> None:
    long = f"“{'We pay the dues. ' * 700}” Ada Venn said."
    checked = run("check", "-", "--data-dir", data_dir, text=f"{FAITHFUL}\n\n{long}")
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (1, "2 quotations: 1 ok, 1 failed")
    assert run("check", "-", "--data-dir", data_dir, text=f"{SPLIT_LIE}\n\n{long}").exit_code == PROBLEMS_FOUND


def test_a_falsified_draft_shows_the_passage_and_exits_with_3(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text("Headline\n\n" + SPLIT_LIE, encoding="utf-8")
    checked = run("check", file, "--data-dir", data_dir)
    assert checked.exit_code == PROBLEMS_FOUND
    assert "problem · altered  3:2 and 3:28  Ada Venn" in checked.output
    assert "“We will {+not+} raise taxes" in checked.output
    assert "2 quotations: 2 problem" in checked.output


def test_check_prints_the_answer_of_the_service_as_json(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft.html"
    file.write_text(f"<p>{SPLIT_LIE}</p>", encoding="utf-8")
    checked = run("check", file, "--json", "--data-dir", data_dir)
    answer = json.loads(checked.stdout)
    assert checked.exit_code == PROBLEMS_FOUND
    assert answer["text"] == SPLIT_LIE
    assert [q["text"] for q in answer["quotations"]] == ["We will,", "raise taxes before the harvest is in."]


def test_quotations_are_listed_with_speakers_without_an_archive() -> None:
    listed = run("quotations", "-", text=f"{FAITHFUL} There is a “fresh” wind.")
    assert listed.exit_code == 0
    assert "Ada Venn" in listed.output
    assert "a scare quote" in listed.output
    assert "2 quotations" in listed.output


def test_quotations_are_listed_as_json_and_markup_is_told_by_its_first_tag() -> None:
    listed = json.loads(run("quotations", "-", "--json", text=f"<p>{FAITHFUL}</p>").stdout)
    [found] = listed["quotations"]
    assert (found["text"], found["claimed_speaker"]["name"]) == (
        "We will not raise taxes before the harvest is in,",
        "Ada Venn",
    )


def test_text_of_a_draft_cannot_steer_the_terminal(data_dir: Path) -> None:
    checked = run("check", "-", "--data-dir", data_dir, text="“We \x1b[31m will go,” Ada Venn said.")
    assert "\x1b[31m" not in checked.output


def test_a_draft_over_a_limit_is_told_the_remedy(data_dir: Path) -> None:
    checked = run("check", "-", "--data-dir", data_dir, text="x" * 500_001)
    assert checked.exit_code == 1
    assert isinstance(checked.exception, TooLarge)
    assert explain(checked.exception).startswith("The draft has 500,001 characters; ")
    assert explain(checked.exception).endswith(". Check it in parts.")


def test_a_file_that_is_no_utf_8_is_told(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes("“Nö”".encode("utf-16"))
    checked = run("check", file, "--data-dir", data_dir)
    assert checked.exit_code == 1
    assert "not in UTF-8" in str(checked.exception)
