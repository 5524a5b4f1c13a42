"""The scorer passes what is right and fails each kind of wrong answer by name."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.traps.cases import Case, load_cases, load_documents
from tests.traps.right_answers import build_right_answer
from tests.traps.scorer import Score, score

TEXTS = {name: body["text"] for name, body in load_documents("traps").items()}
CASES = {case.id: case for case in load_cases("traps")}
Wrong = Callable[[dict[str, Any]], object]


def judge(case: Case, answer: dict[str, Any], status: int = 200) -> Score:
    return score(case, status, answer, TEXTS)


def failed_checks(case_id: str, spoil: Wrong) -> set[str]:
    answer = copy.deepcopy(build_right_answer(CASES[case_id], TEXTS))
    spoil(answer)
    return {failure.check for failure in judge(CASES[case_id], answer).failures}


@pytest.mark.parametrize("case", load_cases("traps"), ids=lambda case: case.id)
def test_the_expected_answer_passes(case: Case) -> None:
    scored = judge(case, build_right_answer(case, TEXTS))
    assert scored.failures == ()
    assert not any((scored.wrong_pass, scored.false_alarm, scored.wrong_name))


@pytest.mark.parametrize("case", load_cases("traps"), ids=lambda case: case.id)
def test_every_passage_stands_in_a_listed_document(case: Case) -> None:
    for string in case.expect["passage"] or ():
        assert any(string in TEXTS[name] for name in case.expect["document"])


def first(answer: dict[str, Any]) -> dict[str, Any]:
    return answer["matches"][0]  # type: ignore[no-any-return]


def move_span(answer: dict[str, Any], by_start: int, by_end: int) -> None:
    span = first(answer)["spans"][0]
    text = TEXTS[first(answer)["document"]["id"]]
    span.update(start=span["start"] + by_start, end=span["end"] + by_end)
    span["text"] = text[span["start"] : span["end"]]


WRONG_ANSWERS: dict[str, tuple[str, Wrong, str]] = {
    "another verdict": ("typ-01", lambda a: a.update(verdict="altered"), "verdict"),
    "another outcome": ("typ-01", lambda a: a.update(outcome="review"), "outcome"),
    "no match": ("typ-01", lambda a: a.update(matches=[]), "matches"),
    "another document": ("typ-01", lambda a: first(a).update(document={"id": "mine-post"}), "document"),
    "a text that is not the span's": ("typ-01", lambda a: first(a)["spans"][0].update(text="I"), "span.text"),
    "a span one word short": ("typ-02", lambda a: move_span(a, 0, -5), "passage"),
    "a span one word long": ("typ-02", lambda a: move_span(a, -6, 8), "passage"),
    "half of an altered passage": ("neg-01", lambda a: move_span(a, 40, 0), "passage"),
    "only one part of a splice": ("sps-01", lambda a: first(a)["spans"].pop(), "passage"),
    "spans of an omission out of place": ("ell-07", lambda a: first(a)["spans"].pop(), "passage"),
    "a change of another kind": ("neg-01", lambda a: first(a)["changes"][0].update(kind="word"), "changes"),
    "another operation": ("neg-01", lambda a: first(a)["changes"][0].update(operation="added"), "changes"),
    "another text": ("num-01", lambda a: first(a)["changes"][0]["document"].update(text="a"), "changes"),
    "no change": ("num-01", lambda a: first(a)["changes"].clear(), "changes"),
    "a missing flag": ("eln-01", lambda a: first(a)["flags"].clear(), "flags"),
    "none of the flags": ("elx-02", lambda a: first(a)["flags"].clear(), "flags_any"),
    "a banned flag": ("ell-01", lambda a: first(a)["flags"].append("omission_hides_negation"), "no_flags"),
    "another speaker": ("typ-01", lambda a: first(a)["speaker"].update(name="Dorian Pell"), "speaker"),
    "no speaker": ("typ-01", lambda a: first(a).update(speaker=None), "speaker"),
    "no relay": ("rel-01", lambda a: first(a)["speaker"].update(via=None), "via"),
    "another status": ("split-02", lambda a: a.update(attribution={"status": "uncertain"}), "attribution"),
    "another setting": ("typ-01", lambda a: first(a).update(setting="narration"), "setting"),
}  # fmt: skip


@pytest.mark.parametrize(("case_id", "spoil", "check"), WRONG_ANSWERS.values(), ids=WRONG_ANSWERS.keys())
def test_a_wrong_answer_fails_by_name(case_id: str, spoil: Wrong, check: str) -> None:
    assert check in failed_checks(case_id, spoil)


def test_an_unlisted_material_change_fails_where_none_is_allowed() -> None:
    change = {
        "kind": "word",
        "operation": "dropped",
        "severity": "material",
        "document": {"text": "x"},
        "quote": {"text": ""},
    }
    assert "no_material_changes" in failed_checks("typ-01", lambda a: first(a)["changes"].append(change))


def test_an_error_status_fails_alone() -> None:
    scored = judge(CASES["unv-01"], {"title": "Internal error"}, status=500)
    assert [failure.check for failure in scored.failures] == ["status"]


def test_flags_of_omissions_count() -> None:
    def move_flags(answer: dict[str, Any]) -> None:
        match = first(answer)
        match["omissions"].append({"flags": match["flags"][:]})
        match["flags"].clear()

    assert failed_checks("eln-01", move_flags) == set()


def test_one_stretch_counts_for_the_two_parts_of_an_omission() -> None:
    def join_spans(answer: dict[str, Any]) -> None:
        match = first(answer)
        spans, text = match["spans"], TEXTS[match["document"]["id"]]
        start, end = spans[0]["start"], spans[-1]["end"]
        match["spans"] = [{"start": start, "end": end, "text": text[start:end]}]

    assert failed_checks("ell-07", join_spans) == set()


def test_marks_at_the_ends_of_a_span_are_free() -> None:
    assert failed_checks("typ-02", lambda a: move_span(a, -1, 1)) == set()


def test_an_allowed_not_found_needs_nothing_else() -> None:
    scored = judge(CASES["num-07"], {"verdict": "not_found", "outcome": "unknown", "matches": []})
    assert scored.passed


@pytest.mark.parametrize(
    ("case_id", "changed", "kind"),
    [
        ("neg-01", {"outcome": "ok"}, "wrong_pass"),
        ("typ-01", {"outcome": "problem"}, "false_alarm"),
    ],
)
def test_the_worst_errors_are_told_apart(case_id: str, changed: dict[str, str], kind: str) -> None:
    answer = build_right_answer(CASES[case_id], TEXTS) | changed
    scored = judge(CASES[case_id], answer)
    assert [name for name in ("wrong_pass", "false_alarm", "wrong_name") if getattr(scored, name)] == [kind]


def test_a_missing_name_is_a_miss_and_not_a_wrong_name() -> None:
    answer = build_right_answer(CASES["typ-01"], TEXTS)
    first(answer)["speaker"] = None
    assert not judge(CASES["typ-01"], answer).wrong_name
    first(answer)["speaker"] = {"name": "Dorian Pell"}
    assert judge(CASES["typ-01"], answer).wrong_name
