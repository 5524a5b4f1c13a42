"""A matched document as the verdict sees it: whose words stand where.

Made once for a document when it first answers a quote and kept, because the same documents answer again and again.
Everything is in code points of the original text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from matcher.attribution import (
    Attributed,
    KeptSpeakers,
    Memory,
    Quotation,
    Speakers,
    Turn,
    Voices,
    attribute_turn,
)
from matcher.attribution.structure.apparatus import find_apparatus
from matcher.attribution.structure.directions import MAX_DIRECTION, find_directions, may_hold_directions
from matcher.attribution.structure.labels import is_answer, kind_of_label, may_answer
from matcher.diff import GUESS_TOKENS, guess_language
from matcher.errors import warn_of_speakers
from matcher.index import Segment
from matcher.statements import is_somebodys
from matcher.types import Document, Setting, Span, Speaker, Token
from matcher.wordclasses import classes_of

NO_UTTERANCE: Final = -1
# Start, end, inner start, inner end, utterance; see ``builder.SegmentBuilder``.
QuotationRow = tuple[int, int, int, int, int]
SPOKEN_KINDS: Final = frozenset(("transcript", "speech", "statement"))
# A sentence ends at . ! ? … (or their full-width and Devanagari kin) and the marks that close behind it (French ones
# after a space), before white space and a capital, a digit or an opening mark, a dash of dialogue or a stage direction
# between or not; or at a paragraph's end. A dot after a single capital, a common title or the "No" of a number ends
# none.
SENTENCE_END: Final = re.compile(
    r"(?<!\b[A-ZА-Я])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|Lt|vs))(?<!\b(?:Mrs|Rev|Sen|Rep|Gov|Gen|Hon|Sgt|Col|Maj))"
    r"(?<!\b(?:Prof|Capt|Insp|Supt))(?<!\bNo(?=\.\s*\d))"
    r"[.!?…]+(?:[\"'”’“‘»«)\]]|[ \u00a0\u202f]»)*\s+"
    r"(?=(?:[—–]\s+)?[\"'“‘«„»(\[]*[^\W\d_a-zа-я]|[\"'“‘«„]|\d|[(\[][^()\[\]\n]{1,160}[)\]]\s+[^\W\d_a-zа-я])"
    r"|[。！？]+[」』”’]*|[।॥۔؟]+[\"'”’“»)]*|\n\s*\n|\n(?=[\"“‘«„])"
)

STOP: Final = re.compile(r"[.!?…。！？।॥۔؟\n]")
# Words from which on a stretch tells its language by itself: a sentence, not a phrase.
TELLING: Final = 12
LETTER: Final = re.compile(r"[^\W_]")  # or digit
# A stage direction that begins this far before a stretch may still reach into it.
DIRECTION_REACH: Final = MAX_DIRECTION + 2


class SpokenTurn(NamedTuple):
    """What one speaker says between two labels; code points."""

    start: int
    end: int
    label_start: int
    label_end: int
    utterance: int
    speaker: str | None


class DocumentView:
    """One document of a segment, with its structure.

    Parameters
    ----------
    segment, number
        Where the document is.
    memory
        What is kept of speakers that were resolved before.

    Attributes
    ----------
    first, end : its positions in the segment, half-open
    classes : uint32 (v + 1,), what each token id may do to its neighbours in the document's language
    quotation_rows, turn_rows : uint32 (q, 5) and (t, 5), see ``builder``
    """

    def __init__(self, segment: Segment, number: int, memory: Memory | None = None) -> None:
        self.segment = segment
        self.number = number
        self._memory = memory
        self.document: Document = segment.document(number)
        self.text = self.document.text
        self.first, self.end = segment.token_range(number)
        self.classes = classes_of(segment, self.document.language)
        self.quotation_rows = segment.quotations(number)
        self.turn_rows = segment.turns(number)
        self.is_spoken = self.document.kind in SPOKEN_KINDS
        self._quotations: list[QuotationRow] | None = None
        self._starts: list[int] | None = None
        self._turns: tuple[SpokenTurn, ...] | None = None
        self._labels: frozenset[str] = frozenset()  # of the turns, in small letters, once these are read
        self._voices: Speakers | KeptSpeakers | None = None
        self._guess: str | None = None

    def language_of(self, words: Sequence[Token]) -> str | None:
        """Return the document's language; where it names none, what words of it seem to be written in, or None.

        Few words tell little: of those the document's beginning tells more.
        """
        if self.document.language:
            return self.document.language
        own = guess_language([t.folded for t in words[:GUESS_TOKENS]]) if len(words) >= TELLING else None
        return own or self._guess_of_beginning() or guess_language([t.folded for t in words])

    def _guess_of_beginning(self) -> str | None:
        if self._guess is None:
            begin = self.tokens_at(range(self.first, min(self.first + GUESS_TOKENS, self.end)))
            self._guess = guess_language([t.folded for t in begin]) or ""
        return self._guess or None

    @property
    def quotations(self) -> list[QuotationRow]:
        """The document's outermost quotations, in order."""
        if self._quotations is None:
            self._quotations = [(a, b, c, d, e) for a, b, c, d, e in self.quotation_rows.tolist()]
        return self._quotations

    @property
    def _quotation_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [row[2] for row in self.quotations]
        return self._starts

    @property
    def turns(self) -> tuple[SpokenTurn, ...]:
        """The turns of a transcript or speech, as found when the document was indexed."""
        if self._turns is None:
            self._turns = tuple([self._turn(k) for k in range(len(self.turn_rows))])
            self._labels = frozenset([(turn.speaker or "").lower() for turn in self._turns])
        return self._turns

    def _turn(self, k: int) -> SpokenTurn:
        start, end, label_start, label_end, utterance = self.turn_rows[k].tolist()
        speaker = self.segment.turn_speaker(self.number, k)
        return SpokenTurn(start, end, label_start, label_end, utterance, speaker)

    def _asides(self, start: int, end: int) -> list[Span]:
        """Return the stage directions such as [laughter] and editors' marks such as [sic] that overlap a stretch."""
        low, high = max(start - DIRECTION_REACH, 0), end + DIRECTION_REACH
        if not may_hold_directions(self.text, low, high):
            return []
        near = self.text[low:high]
        found = [*find_directions(near), *find_apparatus(near)]
        return [Span(a + low, b + low) for a, b in found if a + low < end and b + low > start]

    def turn_at(self, place: int) -> SpokenTurn | None:
        """Return the turn that covers a place, or None."""
        if not len(self.turn_rows):
            return None
        k = int(self.turn_rows[:, 0].searchsorted(place, "right")) - 1
        return self._turn(k) if k >= 0 and place < self.turn_rows[k, 1] else None

    def quotation_at(self, place: int) -> int | None:
        """Return the number of the outermost quotation whose words cover a place, or None."""
        k = bisect_right(self._quotation_starts, place) - 1
        return k if k >= 0 and place < self.quotations[k][3] else None

    def utterance_at(self, place: int) -> int:
        """Return the utterance that a place belongs to, ``NO_UTTERANCE`` in narration.

        A turn counts before a quotation inside it: what a transcript's speaker quotes is said by the speaker.
        """
        turn = self._speaking_turn(place)
        if turn is not None:
            return turn.utterance
        if self.is_spoken and not len(self.turn_rows):
            return NO_UTTERANCE
        k = self.quotation_at(place)
        return self.quotations[k][4] if k is not None else NO_UTTERANCE

    def speaker_name(self, place: int) -> str | None:
        """Return who says the words at a place, as far as the document tells, or None."""
        turn = self._speaking_turn(place)
        if turn is not None:
            return turn.speaker
        if self.is_spoken and not len(self.turn_rows):
            return self.document.speaker
        speaker = self.speaker_at(place)
        return speaker.name if speaker is not None else None

    def speaker_at(self, place: int) -> Speaker | None:
        """Return who says the words at a place with the evidence; reads what that takes and keeps it."""
        said = self.said_at(place)
        return said.speaker if said is not None else None

    def said_at(self, place: int) -> Attributed | None:
        """Return the quotation or turn that covers a place with its speaker, None in narration.

        None as well where a fault of ours hides who speaks; one document's must not cost the answer.
        """
        try:
            return self._find_said(place)
        except Exception as error:
            warn_of_speakers(self.document.id, error)
            return None

    def _find_said(self, place: int) -> Attributed | None:
        turn, quoted = self.turn_at(place), self.quotation_at(place) is not None
        if turn is not None and not (quoted and self._is_whole(turn)):
            return attribute_turn(self.document, self._as_turn(turn))
        return self._speakers.at(place) if quoted else None

    def _is_whole(self, turn: SpokenTurn) -> bool:
        """Tell a statement's own words, in which quotations are other people's, from a labelled turn."""
        return self.document.kind == "statement" and turn.label_end == turn.label_start

    def _speaking_turn(self, place: int) -> SpokenTurn | None:
        """Return the turn that goes on at a place: whom a statement quotes in sentences says them apart from it."""
        turn = self.turn_at(place)
        k = self.quotation_at(place) if turn is not None and self._is_whole(turn) else None
        return turn if k is None or not is_somebodys(self.text, self.quotations, k) else None

    def speaker_of(self, span: Span) -> Speaker | None:
        """Return who says the words of a passage, of the first quotation or turn in it where it begins in narration."""
        speaker = self.speaker_at(span.start)
        if speaker is not None:
            return speaker
        low = bisect_right(self._quotation_starts, span.start)
        places = self._quotation_starts[low : bisect_left(self._quotation_starts, span.end)]
        if len(self.turn_rows):
            first, last = self.turn_rows[:, 0].searchsorted((span.start, span.end)).tolist()
            places = sorted(places + self.turn_rows[first:last, 0].tolist())
        return next((speaker for place in places if (speaker := self.speaker_at(place)) is not None), None)

    @property
    def _speakers(self) -> Speakers | KeptSpeakers:
        """The speakers of the quotations, kept or from the structure found when the document was indexed."""
        if self._voices is None:
            self._voices = self._find_speakers()
        return self._voices

    def _find_speakers(self) -> Speakers | KeptSpeakers:
        kept = self._memory.find(self.segment.content_key(self.number)) if self._memory is not None else None
        if kept is not None:
            return kept
        quotations = tuple(Quotation(*row[:4], 0, row[4]) for row in self.quotations)
        return Speakers(self.document, Voices(quotations, tuple(map(self._as_turn, self.turns)), ()))

    def _as_turn(self, turn: SpokenTurn) -> Turn:
        name = turn.speaker or ""
        kind = "anonymous" if may_answer(name) and self.turns and is_answer(name, self._labels) else kind_of_label(name)
        return Turn(turn.start, turn.end, turn.label_start, turn.label_end, turn.speaker, kind, turn.utterance)

    def setting(self, start: int, end: int) -> Setting:
        """Tell whether a passage stands in quotation marks, in narration, across both, or in a transcript."""
        if self.is_spoken or self.turn_at(start) is not None:
            return "transcript"
        k = bisect_right(self._quotation_starts, start) - 1
        if k >= 0 and end <= self.quotations[k][3]:
            return "quotation"
        return self._mixed_setting(max(k, 0), start, end)

    def _mixed_setting(self, k: int, start: int, end: int) -> Setting:
        """Tell the setting of a passage that lies in no one quotation; the k-th may be the first that it touches."""
        is_quoted, is_told = False, False
        while k < len(self.quotations) and self.quotations[k][2] < end:
            low, high = max(self.quotations[k][2], start), min(self.quotations[k][3], end)
            if low < high:
                is_told = is_told or LETTER.search(self.text, start, low) is not None
                is_quoted = is_quoted or LETTER.search(self.text, low, high) is not None
                start = high
            k += 1
        is_told = is_told or LETTER.search(self.text, start, end) is not None
        if not is_quoted:
            return "narration"
        return "mixed" if is_told else "quotation"

    def neighbouring_quotations(self, start: int, end: int) -> Iterator[tuple[QuotationRow, QuotationRow]]:
        """Yield each two neighbouring quotations between which a passage runs."""
        low = max(bisect_right(self._quotation_starts, start) - 1, 0)
        high = bisect_right(self._quotation_starts, end - 1)
        for k in range(low, high - 1):
            if self.quotations[k][3] > start:
                yield self.quotations[k], self.quotations[k + 1]

    def free_spans(self, start: int, end: int) -> list[Span]:
        """Return what inside a passage is nobody's words of the utterance: reporting clauses, directions, notes.

        A labelled turn was spoken as it stands, quotation marks and all; a statement or speech that is one turn quotes
        others as an article does.
        """
        spans = self._asides(start, end)
        turn = self.turn_at(start)
        if turn is not None and turn.label_start < turn.label_end:
            return spans
        k = max(bisect_right(self._quotation_starts, start) - 1, 0)
        for before, after in zip(self.quotations[k:], self.quotations[k + 1 :], strict=False):
            if before[3] >= end:
                break
            if before[4] == after[4]:
                spans.append(Span(before[3], after[2]))
        return spans

    def sentence_end(self, high: int, start: int, end: int) -> int:
        """Return where the sentence ends that holds the last word of a passage, ``high`` at most."""
        right = min(high, end + SENTENCE_REACH)
        for match in sentence_ends(self.text, max(end - 1, start), right):
            if match.end() > end or match.start() >= end - 1:
                return match.start() + 1
        return right

    def sentence_start(self, low: int, place: int) -> int:
        """Return where the sentence that holds a place begins, ``low`` at least; most begin near, so near is first."""
        for reach in (SENTENCE_REACH // 4, SENTENCE_REACH):
            nearest = max(low, place - reach)
            found = _last_sentence_end(self.text, nearest, place)
            if found > nearest or nearest == low:
                return found
        return found

    def bounds_around(self, start: int, end: int) -> tuple[int, int]:
        """Return the utterance's extent round a passage: its turn, its quotations, or the narration's paragraph."""
        turn = self.turn_at(start)
        first, last = self.quotation_at(start), self.quotation_at(max(end - 1, start))
        if turn is not None and (first is None or first != last):
            return turn.start, max(turn.end, end)
        if first is None or last is None:
            return 0, len(self.text)
        while first > 0 and self.quotations[first - 1][4] == self.quotations[first][4]:
            first -= 1
        while last + 1 < len(self.quotations) and self.quotations[last + 1][4] == self.quotations[last][4]:
            last += 1
        return self.quotations[first][2], max(self.quotations[last][3], end)

    def positions_span(self, first: int, last: int) -> Span:
        """Return the code points covered by token positions first to last (inclusive)."""
        start, end = self.segment.span_of(self.number, first, last)
        return Span(start, end)

    def class_at(self, position: int) -> int:
        """Return the class of the word at a position (``wordclasses``), 0 outside the document."""
        if not self.first <= position < self.end:
            return 0
        return int(self.classes[self.segment.views["tokens"][position]])

    def words_at(self, left: int, right: int) -> tuple[str, str] | None:
        """Return the folded words at two positions, None where either lies outside the document."""
        if left < self.first or right >= self.end:
            return None
        tokens = self.segment.views["tokens"]
        return self.segment.word(tokens[left]), self.segment.word(tokens[right])

    def tokens_at(self, positions: Sequence[int]) -> list[Token]:
        """Return the tokens at positions of the segment in readable form."""
        segment = self.segment
        if _is_run(positions):
            first, end = positions[0], positions[-1] + 1
            ids, starts, lengths = [segment.views[name][first:end].tolist() for name in ("tokens", "starts", "lengths")]
        else:
            where = np.asarray(positions, np.int64)
            ids, starts, lengths = [a[where].tolist() for a in (segment.tokens, segment.starts, segment.lengths)]
        words = segment.words_of(ids)
        return [Token(words[k], starts[k], starts[k] + lengths[k]) for k in range(len(words))]


def _is_run(positions: Sequence[int]) -> bool:
    """Tell whether positions follow on one another without a gap."""
    is_dense = len(positions) > 0 and positions[-1] - positions[0] + 1 == len(positions)
    return is_dense and (
        isinstance(positions, range) or list(positions) == list(range(positions[0], positions[-1] + 1))
    )


# Code points looked at on either side for the sentence's ends: sentences longer than this are not cut out whole.
SENTENCE_REACH: Final = 600


def sentence_ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the sentence ends that begin in ``[start, end)``.

    Looks for the few characters that can end a sentence first; the full pattern at every place is ten times slower.
    """
    for candidate in STOP.finditer(text, start, min(end, len(text))):
        match = SENTENCE_END.match(text, candidate.start())
        if match is not None:
            yield match


def _last_sentence_end(text: str, start: int, place: int) -> int:
    """Return the end of the last sentence that begins to end in ``[start, place)`` and ends before ``place``, else
    ``start``.
    """
    for candidate in reversed(list(STOP.finditer(text, start, place))):
        match = SENTENCE_END.match(text, candidate.start())
        if match is not None and match.end() <= place:
            return match.end()
    return start
