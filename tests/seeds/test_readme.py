"""What the README shows is what is answered: its requests, its library example, and its settings."""

from __future__ import annotations

import contextlib
import io
import re

from rich.console import Console

from matcher.types import Query
from service.console.answers import print_answer
from service.settings import Settings
from tests.seeds.readme import EXAMPLE, README, ask_engine, open_seeds, paste_answers

TEXT = README.read_text("utf-8")


def test_readme_shows_a_hit_an_altered_quote_and_a_miss() -> None:
    verdicts = [re.findall(r'"verdict": "(\w+)"', example[0])[0] for example in EXAMPLE.finditer(TEXT)]
    assert verdicts == ["verbatim", "altered", "not_found"]


def test_readme_shows_the_answers_that_are_given() -> None:
    # To mend it: python -m tests.seeds.readme
    assert paste_answers(TEXT, ask_engine(open_seeds())) == TEXT


def test_readme_shows_what_the_command_line_prints() -> None:
    quote, shown = re.findall(r"onrecord verify \"(.*?)\"\n(.*?)\n```", TEXT, flags=re.DOTALL)[0]
    printed = io.StringIO()
    width = max(map(len, re.findall(r"┏.*", shown)))
    answer = open_seeds("always").verify(Query(quote))
    print_answer(answer, quote, console=Console(file=printed, width=width))
    assert [line.rstrip() for line in printed.getvalue().splitlines()] == shown.splitlines()


def test_library_example_prints_what_its_last_line_says() -> None:
    code, expected = re.findall(r"```python\n(.*?)\n# (.*?)\n```", TEXT, flags=re.DOTALL)[0]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue().strip() == expected


def test_every_setting_is_listed_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `ONRECORD_(\w+)` \| `?([^|`]*)`? \|", TEXT, flags=re.MULTILINE))
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert set(rows) == set(defaults)
    for name, shown in rows.items():
        # 0 is shown for 0.0, false for False, and "not set" for None.
        default = "not set" if defaults[name] is None else str(defaults[name]).lower()
        assert default in {shown.strip(), f"{shown.strip()}.0"}
