"""What the README shows is what the engine answers: its requests, and its five lines of library use."""

from __future__ import annotations

import contextlib
import io
import json
import re

import pytest

from matcher import Engine
from matcher.types import Query
from service.settings import Settings
from tests.seeds.labels import SEEDS

README = (SEEDS.parent / "README.md").read_text("utf-8")
# A request as curl sends it, and the start of the answer that the README shows below it.
REQUESTS = re.findall(
    r"  -d '(\{.*\})'\n```\n\n```json\n\{\n \"verdict\": \"(\w+)\", \"outcome\": \"(\w+)\"", README
)


@pytest.mark.parametrize(("body", "verdict", "outcome"), REQUESTS, ids=["hit", "altered", "miss"])
def test_request_of_the_readme_gets_the_answer_shown(
    engine: Engine, body: str, verdict: str, outcome: str
) -> None:
    answer = engine.verify(Query(**json.loads(body)))
    assert (answer.verdict, answer.outcome) == (verdict, outcome)
    # The message is shown in full, so a reworded one has to be pasted anew.
    assert json.dumps(answer.message, ensure_ascii=False) in README


def test_library_example_prints_what_its_last_line_says() -> None:
    code, expected = re.findall(r"```python\n(.*?)\n# (.*?)\n```", README, flags=re.DOTALL)[0]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue().strip() == expected


def test_every_setting_is_listed_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `ONRECORD_(\w+)` \| `?([^|`]*)`? \|", README, flags=re.MULTILINE))
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert set(rows) == set(defaults)
    for name, shown in rows.items():
        # 0 is shown for 0.0, and false for False.
        assert str(defaults[name]).lower() in {shown.strip(), f"{shown.strip()}.0"}
