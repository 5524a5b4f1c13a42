"""Judge an answer to a trap case, as the README of the traps prescribes.

A failure names its check and says what was wanted and what came. Whoever gives an answer, engine or HTTP,
gives it in the shape of contract §8; fields that a check does not look at may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from tests.traps.cases import Case
from tests.traps.folding import compared, iter_occurrences, letters_within, trimmed, without_accents

Answer = Mapping[str, Any]
Texts = Mapping[str, str]

# An altered passage shares this much of the letters of both; a splice covers this much of each string.
ALTERED_OVERLAP = 0.8
SPLICED_COVERAGE = 0.5
# How many words more than it holds a bracket at the quote's edge may stand for: "[He]" for title and name.
BRACKET_WORDS = 3
EMPTY_VERDICTS = ("not_found", "unverifiable")
# Checks that look at the speaker only.
SPEAKER_CHECKS = frozenset({"speaker", "via", "attribution"})


@dataclass(frozen=True, slots=True)
class Failure:
    """One check that did not hold."""

    check: str
    detail: str


@dataclass(frozen=True, slots=True)
class Score:
    """The judgement of one answer; a case passes when nothing failed."""

    case: Case
    failures: tuple[Failure, ...]
    wrong_pass: bool
    false_alarm: bool
    wrong_name: bool

    @property
    def passed(self) -> bool:
        """Whether every check held."""
        return not self.failures

    @property
    def wording_passed(self) -> bool:
        """Whether every check held but those on the speaker and on the outcome, which depends on him."""
        return all(failure.check in SPEAKER_CHECKS | {"outcome"} for failure in self.failures)


def score(case: Case, status: int, answer: Answer, texts: Texts) -> Score:
    """Judge one answer.

    Parameters
    ----------
    case
        What was asked and what is expected.
    status
        HTTP status; 200 for an answer of the engine.
    answer
        The answer, as contract §8 has it.
    texts
        Original texts of the documents by id.
    """
    outcome, allowed = answer.get("outcome"), case.expect["outcome"]
    return Score(
        case,
        tuple(iter_failures(case, status, answer, texts)),
        wrong_pass=outcome == "ok" and "ok" not in allowed,
        false_alarm=outcome == "problem" and "problem" not in allowed,
        wrong_name=status == 200 and is_wrong_name(case.expect, first_match(answer)),
    )


def describe_failures(scored: Score) -> str:
    """Say in lines why a case failed: what it is about, then each check."""
    lines = [f"{failure.check}: {failure.detail}" for failure in scored.failures]
    return "\n".join([scored.case.why, *lines])


def iter_failures(case: Case, status: int, answer: Answer, texts: Texts) -> Iterator[Failure]:
    """Run every check that the case asks for."""
    if status != 200:
        yield Failure("status", f"{status}: {answer.get('detail') or answer.get('title')}")
        return
    for field in ("verdict", "outcome"):
        yield from one_of(field, case.expect[field], answer.get(field))
    if answer.get("verdict") in EMPTY_VERDICTS and answer["verdict"] in case.expect["verdict"]:
        return
    match = first_match(answer)
    if not match:
        yield Failure("matches", "no match is given")
        return
    yield from check_span_texts(answer, texts)
    if case.expect["document"] is not None:
        yield from one_of("document", case.expect["document"], match["document"]["id"])
    for check in CHECKS:
        yield from check(case, answer, match, texts)


def first_match(answer: Answer) -> Answer:
    """Return the first match, or an empty one."""
    matches = answer.get("matches") or [{}]
    return matches[0]  # type: ignore[no-any-return]


def one_of(check: str, allowed: Sequence[str], given: object) -> Iterator[Failure]:
    """Fail unless the given value is among the allowed ones."""
    if given not in allowed:
        yield Failure(check, f"want {' or '.join(allowed)}, got {given}")


# ── passage ───────────────────────────────────────────────────────────────────────────────────────


def check_span_texts(answer: Answer, texts: Texts) -> Iterator[Failure]:
    """Every span of every match must show its document's own characters."""
    for match in answer["matches"]:
        text = texts[match["document"]["id"]]
        for span in match["spans"]:
            if text[span["start"] : span["end"]] != span["text"]:
                yield Failure("span.text", f"{span['text']!r} is not text[{span['start']}:{span['end']}]")


def check_passage(case: Case, answer: Answer, match: Answer, texts: Texts) -> Iterator[Failure]:
    """The spans must stand where the expected strings stand; how closely depends on the verdict."""
    strings = case.expect.get("passage")
    if not strings:
        return
    text = texts.get(match["document"]["id"], "")
    verdict = answer["verdict"]
    if verdict == "spliced":
        right = all(is_covered(string, case, answer, texts) for string in strings)
    elif verdict == "altered":
        right = any(is_same_stretch(placed, match, text) for placed in placements(strings, text))
        right = right or (len(strings) > 1 and any(is_half_in(string, match, text) for string in strings))
    else:
        right = any(is_exact(placed, case.quote, match, text) for placed in placements(strings, text))
    if not right:
        spans = " | ".join(repr(span["text"]) for span in match["spans"])
        yield Failure("passage", f"want {' | '.join(map(repr, strings))}, got {spans or 'no span'}")


def placements(strings: Sequence[str], text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every way to find the strings one after the other."""
    for places in product(*(tuple(iter_occurrences(text, string)) for string in strings)):
        if all(before[1] <= after[0] for before, after in pairwise(places)):
            yield places


def stretch(match: Answer) -> tuple[int, int]:
    """Return the stretch from the first start to the last end."""
    spans = match["spans"] or [{"start": 0, "end": 0}]
    return min(span["start"] for span in spans), max(span["end"] for span in spans)


def is_exact(places: Sequence[tuple[int, int]], quote: str, match: Answer, text: str) -> bool:
    """Tell whether the spans are the places; with another number of them, whether the stretches are."""
    given = [(span["start"], span["end"]) for span in match["spans"]]
    wanted = list(places)
    if len(given) != len(wanted):
        given, wanted = [stretch(match)], [(wanted[0][0], wanted[-1][1])]
    opening, closing = bracket_words(OPENING_BRACKET, quote), bracket_words(CLOSING_BRACKET, quote)
    last = len(wanted) - 1
    return all(
        is_near(text, got, want, 0, 0 if i else opening) and is_near(text, got, want, 1, closing if i == last else 0)
        for i, (got, want) in enumerate(zip(given, wanted, strict=True))
    )


OPENING_BRACKET = re.compile(r"^\W*?\[([^]]+)\](?!\w)")
CLOSING_BRACKET = re.compile(r"(?<!\w)\[([^]]+)\]\W*$")


def bracket_words(pattern: re.Pattern[str], quote: str) -> int:
    """Return how many words a bracket at this edge of the quote may stand for; 0 without one."""
    found = pattern.search(quote)
    return BRACKET_WORDS + len(found[1].split()) if found else 0


def is_near(text: str, got: tuple[int, int], want: tuple[int, int], side: int, num_words: int) -> bool:
    """Tell whether two stretches have the same end on one side, give or take some words in or out."""
    got_ends, want_ends = trimmed(text, *got), trimmed(text, *want)
    if got_ends is None or want_ends is None:
        return got_ends == want_ends
    if got_ends[side] == want_ends[side]:
        return True
    between = text[min(got[side], want[side]) : max(got[side], want[side])]
    return len(between.split()) <= num_words


def is_same_stretch(places: Sequence[tuple[int, int]], match: Answer, text: str) -> bool:
    """Tell whether the passage shares four fifths of the letters of both."""
    given = letters_within(text, *stretch(match))
    wanted = letters_within(text, places[0][0], places[-1][1])
    return len(given & wanted) >= ALTERED_OVERLAP * len(given | wanted)


def is_half_in(string: str, match: Answer, text: str) -> bool:
    """Tell whether the passage covers at least half of one string."""
    given = letters_within(text, *stretch(match))
    return any(covers(given, letters_within(text, *place)) for place in iter_occurrences(text, string))


def is_covered(string: str, case: Case, answer: Answer, texts: Texts) -> bool:
    """Tell whether one span of some match covers at least half of the string, in any listed document."""
    for match in answer["matches"]:
        name = match["document"]["id"]
        if case.expect["document"] is not None and name not in case.expect["document"]:
            continue
        places = [letters_within(texts[name], *place) for place in iter_occurrences(texts[name], string)]
        spans = [letters_within(texts[name], span["start"], span["end"]) for span in match["spans"]]
        if any(covers(span, place) for span, place in product(spans, places)):
            return True
    return False


def covers(given: frozenset[int], wanted: frozenset[int]) -> bool:
    """Tell whether at least half of the wanted letters are given."""
    return len(given & wanted) >= SPLICED_COVERAGE * len(wanted)


# ── changes and flags ─────────────────────────────────────────────────────────────────────────────


def check_changes(case: Case, answer: Answer, match: Answer, texts: Texts) -> Iterator[Failure]:
    """Each listed change must be reported, and nothing material where that is asked."""
    del texts
    reported = match.get("changes") or []
    if answer["verdict"] != "spliced":
        for wanted in case.expect.get("changes", ()):
            if not any(is_change(wanted, change) for change in reported):
                yield Failure("changes", f"want {describe_wanted(wanted)}, got {describe_changes(reported)}")
    material = [change for change in reported if change["severity"] == "material"]
    if case.expect.get("no_material_changes") and material:
        yield Failure("no_material_changes", f"got {describe_changes(material)}")


def is_change(wanted: Answer, change: Answer) -> bool:
    """Tell whether a reported change is the wanted one."""
    return (
        change["kind"] in wanted["kind"]
        and change["operation"] in wanted["operation"]
        and is_text(wanted.get("document_text"), change["document"]["text"])
        and is_text(wanted.get("quote_text"), change["quote"]["text"])
    )


def is_text(wanted: str | None, given: str) -> bool:
    """Tell whether one text contains the other; nothing wanted fits all, nothing given fits nothing."""
    if wanted is None:
        return True
    left, right = compared(wanted), compared(given)
    return bool(right) and (left in right or right in left)


def describe_wanted(wanted: Answer) -> str:
    """Spell an expected change: kinds, operations, texts."""
    kinds, operations = "/".join(wanted["kind"]), "/".join(wanted["operation"])
    return f"{kinds} {operations} {wanted.get('document_text')!r} → {wanted.get('quote_text')!r}"


def describe_changes(changes: Sequence[Answer]) -> str:
    """Spell reported changes: kind, operation, document's text, quote's text."""
    return (
        "; ".join(f"{c['kind']} {c['operation']} {c['document']['text']!r} → {c['quote']['text']!r}" for c in changes)
        or "none"
    )


def check_flags(case: Case, answer: Answer, match: Answer, texts: Texts) -> Iterator[Failure]:
    """All, any or none of the named flags, on the match or one of its omissions."""
    del answer, texts
    given = set(match.get("flags") or ()).union(*(o.get("flags") or () for o in match.get("omissions") or ()))
    shown = ", ".join(sorted(given)) or "none"
    missing = set(case.expect.get("flags", ())) - given
    if missing:
        yield Failure("flags", f"want {', '.join(sorted(missing))}, got {shown}")
    choice = case.expect.get("flags_any")
    if choice and not given & set(choice):
        yield Failure("flags_any", f"want {' or '.join(choice)}, got {shown}")
    if banned := given & set(case.expect.get("no_flags", ())):
        yield Failure("no_flags", f"got {', '.join(sorted(banned))}")


# ── speaker ───────────────────────────────────────────────────────────────────────────────────────


def check_speaker(case: Case, answer: Answer, match: Answer, texts: Texts) -> Iterator[Failure]:
    """The speaker's name, the relay, the attribution's status and the setting."""
    del texts
    speaker = match.get("speaker") or {}
    if "speaker" in case.expect:
        wanted, given = case.expect["speaker"], speaker.get("name")
        if wanted is None and given:
            yield Failure("speaker", f"want no name, got {given}")
        elif wanted is not None and not is_name(wanted, given):
            yield Failure("speaker", f"want {wanted}, got {given}")
    if "via" in case.expect and not is_name(case.expect["via"], speaker.get("via")):
        yield Failure("via", f"want {case.expect['via']}, got {speaker.get('via')}")
    if "attribution" in case.expect:
        yield from one_of("attribution", case.expect["attribution"], answer["attribution"]["status"])
    if "setting" in case.expect:
        yield from one_of("setting", case.expect["setting"], match.get("setting"))


def is_name(wanted: str, given: str | None) -> bool:
    """Tell whether the expected name is contained in the one answered."""
    return given is not None and without_accents(wanted) in without_accents(given)


def is_wrong_name(expect: Answer, match: Answer) -> bool:
    """Tell whether another person is named where one is expected; no name is merely a miss."""
    wanted, given = expect.get("speaker"), (match.get("speaker") or {}).get("name")
    return wanted is not None and bool(given) and not is_name(wanted, given)


Check = Callable[[Case, Answer, Answer, Texts], Iterator[Failure]]
CHECKS: tuple[Check, ...] = (check_passage, check_changes, check_flags, check_speaker)
