"""From a reading to a verdict: the typed changes and what was left out decide, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from matcher.diff import contains_negation
from matcher.flags.context import is_cut_before, is_cut_behind, is_inside_negation, is_quoted_in_denial, is_truncated
from matcher.flags.saying import is_denied
from matcher.flags.surroundings import Surroundings
from matcher.reading import Gap, Reading
from matcher.text import tokens
from matcher.types import Flag, Omission, Setting, Span, Verdict
from matcher.view import NO_UTTERANCE, DocumentView, sentence_ends

# Contract §3: more than 300 characters left out.
LONG_OMISSION: Final = 300
# Code points that a stretch and its repetition may differ in, by spaces and marks.
REPEATED_REACH: Final = 8


@dataclass(init=False, unsafe_hash=True, slots=True)
class Finding:
    """What is concluded of one reading."""

    reading: Reading
    verdict: Verdict
    flags: tuple[Flag, ...]
    omissions: tuple[Omission, ...]
    setting: Setting

    def __init__(
        self,
        reading: Reading,
        verdict: Verdict,
        flags: tuple[Flag, ...],
        omissions: tuple[Omission, ...],
        setting: Setting,
    ) -> None:
        self.reading = reading
        self.verdict = verdict
        self.flags = flags
        self.omissions = omissions
        self.setting = setting


def conclude(reading: Reading, *, has_marks: bool) -> Finding:
    """Draw the verdict and flags of one reading; ``has_marks``: the quote bears marks that separate nothing."""
    several = _several_speakers(reading)
    verdict = _verdict(reading, several=several and len(reading.stretches) > 1, has_marks=has_marks)
    omissions = tuple(_omission(reading, gap) for gap in reading.gaps) if verdict != "spliced" else ()
    flags: list[Flag] = [flag for omission in omissions for flag in omission.flags]
    if several:
        flags.append("several_speakers")
    setting = _setting(reading)
    if setting == "narration":
        flags.append("not_in_quotation_marks")
    if verdict != "spliced":
        flags += _sentence_flags(reading, setting)
        around = reading.around()
        if around.cuts_scale or around.cuts_article or around.cuts_unit:
            flags.append("truncated_sentence")
    return Finding(reading, verdict, tuple(dict.fromkeys(flags)), omissions, setting)


def _verdict(reading: Reading, *, several: bool, has_marks: bool) -> Verdict:
    if not reading.placement.in_order:
        return "spliced"
    is_spliced = reading.broken or several
    # A slip in one of the parts does not make one passage of them.
    if reading.changes and not (is_spliced and all(change.severity == "minor" for change in reading.changes)):
        return "altered"
    if is_spliced:
        return "spliced"
    return "elided" if reading.gaps or has_marks else "verbatim"


def _several_speakers(reading: Reading) -> bool:
    """Tell whether the words are known to be of more than one person."""
    view = reading.view
    if len(reading.stretches) == 1 and not reading.broken:
        # An unbroken stretch of an article has all that stands between two voices, so it joins nothing unseen.
        around = reading.around()
        if around.is_one_voice or view.turn_at(around.start) is None:
            return False
    places = [place for span in reading.spans() for place in (span.start, span.end - 1)]
    if len(places) == 2:
        # Between a question's asker and the same one again somebody has answered.
        rows = view.turn_rows
        first, stop = rows[:, 0].searchsorted(places, "right").tolist()
        places += rows[first:stop, 0].tolist()
    utterances = {u for place in places if (u := view.utterance_at(place)) != NO_UTTERANCE}
    if len(utterances) < 2:
        return False
    names = {name for place in places if (name := view.speaker_name(place)) is not None}
    return len(names) > 1


def _setting(reading: Reading) -> Setting:
    if len(reading.stretches) == 1:
        return reading.around().setting
    settings = {reading.view.setting(span.start, span.end) for span in reading.spans()}
    return settings.pop() if len(settings) == 1 else "mixed"


def _sentence_flags(reading: Reading, setting: Setting) -> list[Flag]:
    around = reading.around()
    language = reading.view.document.language
    flags: list[Flag] = []
    is_quoted = setting == "quotation"
    if is_inside_negation(around, language) or (
        is_quoted and (is_denied(around) or is_quoted_in_denial(around, language))
    ):
        flags.append("inside_negation")
    if setting in ("quotation", "transcript") and is_truncated(around, language):
        flags.append("truncated_sentence")
    return flags


def _omission(reading: Reading, gap: Gap) -> Omission:
    view = reading.view
    text = view.text[gap.span.start : gap.span.end]
    flags: list[Flag] = []
    language = view.language_of(())  # a few omitted words tell nothing of theirs
    hides_negation = gap.num_tokens > 0 and _hides_negation(view, gap, language) and not _is_repeated(view, gap.span)
    if hides_negation or denies(gap.mark.text, language):
        flags.append("omission_hides_negation")
    if gap.num_tokens > 0 and _cuts_sentence(reading, gap):
        flags.append("truncated_sentence")
    if len(text) > LONG_OMISSION:
        flags.append("omission_is_long")
    if gap.crosses_utterances and _somebody_else_speaks(view, gap.span, reading.extent().start):
        flags.append("omission_crosses_speakers")
    return Omission(
        gap.span.start,
        gap.span.end if gap.num_tokens else gap.span.start,
        text if gap.num_tokens else "",
        tuple(flags),
    )


def _hides_negation(view: DocumentView, gap: Gap, language: str | None) -> bool:
    """Look for a negation in the part of an omission that shares a sentence with kept words."""
    span = gap.span
    ends = list(sentence_ends(view.text, gap.between.start, gap.between.end))
    if not ends:
        return denies(view.text[span.start : span.end], language)
    head = view.text[span.start : max(ends[0].start(), span.start)]
    tail = view.text[min(ends[-1].end(), span.end) : span.end]
    return denies(head, language) or denies(tail, language)


def _cuts_sentence(reading: Reading, gap: Gap) -> bool:
    """Tell whether an omission across sentences takes a condition, hedge or contrast off the end or start of one.

    What is taken out of a sentence's midst is no end that was cut off.
    """
    view = reading.view
    if next(sentence_ends(view.text, gap.between.start, gap.between.end), None) is None:
        return False
    language = view.document.language
    for (first, last, _), span in zip(reading.stretches, reading.spans(), strict=True):
        is_before = span.end == gap.between.start
        if not is_before and span.start != gap.between.end:
            continue
        around = Surroundings(view, first, last)
        if around.setting not in ("quotation", "transcript") or around.is_unspaced:
            continue
        if is_cut_behind(around, language) if is_before else is_cut_before(around, language):
            return True
    return False


def _is_repeated(view: DocumentView, span: Span) -> bool:
    """Tell whether what was left out stands again right before it or behind: "no excuse — no excuse for anyone"."""
    omitted = [token.folded for token in tokens(view.text, span.start, span.end)]
    reach = span.end - span.start + REPEATED_REACH
    after = [token.folded for token in tokens(view.text, span.end, span.end + reach)]
    before = [token.folded for token in tokens(view.text, max(span.start - reach, 0), span.start)]
    return omitted in (after[: len(omitted)], before[-len(omitted) :])


def denies(text: str, language: str | None) -> bool:
    """Tell whether words of a document or quote hold a negation."""
    found = tokens(text)
    return bool(found) and contains_negation(found, text, language)


def _somebody_else_speaks(view: DocumentView, span: Span, start: int) -> bool:
    """Tell whether anybody but the passage's speaker may speak inside a span."""
    speaker = view.speaker_name(start)
    labelled = [turn for turn in view.turns if turn.label_start < turn.label_end]
    if labelled:
        return any(t.start < span.end and t.end > span.start and t.speaker != speaker for t in labelled)
    utterance = view.utterance_at(start)
    for row in view.quotations:
        if row[2] < span.end and row[3] > span.start and row[4] != utterance:
            other = view.speaker_name(row[2])
            if other is None or other != speaker:
                return True
    return False
