"""The pages of the docs name what there is: links lead somewhere, values and settings are those of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from matcher import types
from service import errors
from service.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*/README.md"))]
HTTP_API = (ROOT / "docs" / "http-api.md").read_text("utf-8")

VALUES = [
    value
    for values in (
        types.Outcome,
        types.Setting,
        types.DocumentKind,
        types.ChangeKind,
        types.Operation,
        types.Severity,
        types.Flag,
        types.AttributionStatus,
        types.SpeakerKind,
    )
    for value in get_args(values)
]
# In the answer to a job only.
CODES = {problem.code for problem in errors.Problem.__subclasses__()} - {errors.JobFailed.code}


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that hosts make of a page's headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), f"{target}: no such file"
        assert not anchor or anchor in anchors_of(linked), f"{target}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_variables_that_a_page_names_are_settings(page: Path) -> None:
    # Where labelled texts are, for those who measure attribution.
    known = {f"ONRECORD_{name.upper()}" for name in Settings.model_fields} | {"ONRECORD_SHARED"}
    assert set(re.findall(r"\bONRECORD_[A-Z_]*[A-Z]\b", page.read_text("utf-8"))) <= known


@pytest.mark.parametrize("value", VALUES)
def test_the_page_on_http_names_every_value_of_an_answer(value: str) -> None:
    assert f"`{value}`" in HTTP_API


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_on_http_names_every_code_of_a_problem(code: str) -> None:
    assert f"`{code}`" in HTTP_API
