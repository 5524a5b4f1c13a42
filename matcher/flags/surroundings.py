"""What stands round a passage in its sentence, found on the index's own tokens.

The naive way cuts the sentence out of the text and reads its words, for every passage. Here a compiled walk over word
classes (``wordclasses``) finds the nearest words that could turn the sense; only where one stands in the passage's own
sentence is the sentence cut out and read by the rules of ``context``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from matcher.diff import lexicon_for
from matcher.flags.beside import BEHIND_REACH, DENIED_REACH, NONE, PARTLY, has_class_beside, look_around
from matcher.flags.lost_stops import has_lost_stops, opener_before, opener_behind
from matcher.text.unspaced import is_unspaced_text
from matcher.types import Setting, Span, Token
from matcher.view import DocumentView, sentence_ends
from matcher.wordclasses import DENIES_SAYING, NEGATES

# Words before a denial that tell whether it holds: the noun of its relative clause, and what stands before that.
DENIAL_CONTEXT: Final = 8
# A place that has not been looked for yet.
UNKNOWN: Final = -1
# What a number of degrees has before its unit, a token of its own.
DEGREES: Final = "°"
# Clause punctuation behind which a negation no longer governs unless something leads across it.
CLAUSE_MARK: Final = re.compile("[,;:—–，、；،؛]")


class Surroundings:
    """The rest of a passage's sentence.

    Parameters
    ----------
    first, last
        The passage's positions in the segment, inclusive.

    Attributes
    ----------
    start, end : the passage, code points of the document
    cuts_number, cuts_scale, cuts_article : see ``look_around``
    """

    start: int
    end: int
    cuts_number: bool
    cuts_scale: bool
    cuts_article: bool
    _quotation: int
    _turn: int

    def __init__(self, view: DocumentView, first: int, last: int) -> None:
        self.view, self.first, self.last = view, first, last
        self._bounds: tuple[int, int] | None = None
        self._sentence_start = UNKNOWN
        self._sentence_end = UNKNOWN
        self._words_before: list[Token] | None = None
        self._words_after: list[Token] | None = None
        self._language: str | None = None
        segment = view.segment
        (
            self.start,
            self.end,
            self._quotation,
            self._turn,
            self.cuts_number,
            self.cuts_scale,
            self.cuts_article,
            self._negation,
            self._before,
            self._after,
            denies_behind,
        ) = look_around(
            segment.tokens,
            segment.starts,
            segment.lengths,
            view.classes,
            view.quotation_rows,
            view.turn_rows,
            view.is_spoken,
            view.first,
            first,
            last,
            view.end,
        )
        self._denials_behind: list[int] | None = None if denies_behind else []
        if self.end == NONE:
            self.end = view.positions_span(first, last).end

    @property
    def setting(self) -> Setting:
        """Whether the passage stands in quotation marks, in narration, across both, or in a transcript."""
        if self.view.is_spoken or self._turn >= 0:
            return "transcript"
        if PARTLY in (self._quotation, self._turn):
            return self.view.setting(self.start, self.end)
        return "quotation" if self._quotation >= 0 else "narration"

    @property
    def is_one_voice(self) -> bool:
        """Whether the whole passage stands in one quotation, in one turn, or outside all; errs on the side of no."""
        return self._turn >= 0 or (self._turn == NONE and self._quotation != PARTLY)

    @property
    def is_plain(self) -> bool:
        """Whether no quotation and no turn touches the passage, and the document is nobody's speech."""
        return self._quotation == NONE and self._turn == NONE and not self.view.is_spoken

    @property
    def text(self) -> str:
        return self.view.text

    @property
    def is_ascii(self) -> bool:
        """Whether the passage has no letter beyond ASCII; cheaper than to ask for its language."""
        return self.view.text[self.start : self.end].isascii()

    @property
    def language(self) -> str | None:
        """The document's language, or what the passage's sentence or the document seems to be written in."""
        if self._language is None:
            known = self.view.document.language
            passage = self.view.tokens_at(range(self.first, self.last + 1)) if not known else []
            words = [*self.before, *passage, *self.after] if not known else []
            self._language = known or self.view.language_of(words) or ""
        return self._language or None

    @property
    def bounds(self) -> tuple[int, int]:
        """The extent of the utterance that holds the passage, of the whole text in narration."""
        if self._bounds is None:
            is_plain, view = self.is_plain, self.view
            self._bounds = (0, len(view.text)) if is_plain else view.bounds_around(self.start, self.end)
        return self._bounds

    @property
    def sentence_start(self) -> int:
        """Where the passage's first sentence begins, within its quotation or turn where it has one.

        The parts of a split utterance count as one stretch, so the sentence may run across a reporting clause.
        """
        if self._sentence_start == UNKNOWN:
            self._sentence_start = self.view.sentence_start(self.bounds[0], self.start)
            if has_lost_stops(self.text):
                opener = opener_before(self.view, self.first, self._own_language)
                self._sentence_start = max(self._sentence_start, opener or 0)
        return self._sentence_start

    @property
    def sentence_end(self) -> int:
        """Where the passage's last sentence ends, in the same bounds."""
        if self._sentence_end == UNKNOWN:
            self._sentence_end = self.view.sentence_end(self.bounds[1], self.start, self.end)
            if has_lost_stops(self.text):
                opener = opener_behind(self.view, self.last, self._own_language)
                self._sentence_end = min(self._sentence_end, opener or self._sentence_end)
        return self._sentence_end

    @property
    def _own_language(self) -> str | None:
        """The document's language, or what its beginning seems to be written in; asks for no sentence."""
        return self.view.language_of(())

    @property
    def cuts_unit(self) -> bool:
        """Whether the passage ends with a number that the document writes in one with its unit: "5" of "5m", "5°C"."""
        view = self.view
        views, num_signs = view.segment.views, int(view.text.startswith(DEGREES, self.end))
        behind = self.last + 1 + num_signs
        if (
            not view.text[self.end - 1 : self.end].isdigit()
            or behind >= view.end
            or views["starts"][behind] != self.end + num_signs
        ):
            return False
        (unit,) = view.segment.words_of([views["tokens"][behind]])
        return unit.isalpha() and not is_unspaced_text(unit) and unit not in lexicon_for(self.language).ordinal_suffixes

    @property
    def first_word(self) -> str:
        """The passage's first word, folded."""
        (word,) = self.view.segment.words_of([self.view.segment.views["tokens"][self.first]])
        return word

    @property
    def last_word(self) -> str:
        """The passage's last word, folded."""
        (word,) = self.view.segment.words_of([self.view.segment.views["tokens"][self.last]])
        return word

    def first_words(self, count: int) -> list[Token]:
        """Return the passage's first words, ``count`` at most."""
        return self.view.tokens_at(range(self.first, min(self.first + count, self.last + 1)))

    def last_words(self, count: int) -> list[Token]:
        """Return the passage's last words, ``count`` at most."""
        return self.view.tokens_at(range(max(self.last + 1 - count, self.first), self.last + 1))

    def words_between(self, start: int, end: int) -> list[str]:
        """Return the folded words that begin between two places of the document, half-open."""
        segment = self.view.segment
        return segment.words_of(segment.views["tokens"][self.position_at(start) : self.position_at(end)].tolist())

    @property
    def before(self) -> list[Token]:
        """Tokens of the sentence before the passage, free words left out; read at the first question."""
        if self._words_before is None:
            self._words_before = self._words(self.position_at(self.sentence_start), self.first)
        return self._words_before

    @property
    def after(self) -> list[Token]:
        """Tokens of the sentence after the passage, free words left out; read at the first question."""
        if self._words_after is None:
            self._words_after = self._words(self.last + 1, self.position_at(self.sentence_end))
        return self._words_after

    def position_at(self, place: int) -> int:
        """Return the position of the document's first token that begins at a code point or behind it."""
        return bisect_left(self.view.segment.views["starts"], place, self.view.first, self.view.end)

    def _words(self, first: int, end: int) -> list[Token]:
        """Return the index's tokens at positions [first, end), free words left out; reading the text takes longer."""
        if first >= end:
            return []
        found = self.view.tokens_at(range(first, end))
        free = self.view.free_spans(found[0].start, found[-1].end)
        return [token for token in found if not _inside(token, free)] if free else found

    @property
    def is_unspaced(self) -> bool:
        around = self.view.text[max(self.end - 2, 0) : self.end + 2]
        return not around.isascii() and is_unspaced_text(around)

    @property
    def may_be_negated(self) -> bool:
        """Tell whether a word in the sentence might deny the passage; errs on the side of yes."""
        return self._negation != NONE and self._reaches_from(self._negation)

    @property
    def denial_start(self) -> int:
        """Where the nearest word that might deny the passage begins; only where there is one."""
        start: int = self.view.segment.views["starts"][self._negation]
        return start

    @property
    def denial_touches(self) -> bool:
        """Tell whether no word stands between the nearest word that might deny the passage and the passage."""
        position: int = self._negation
        return position + 1 == self.first

    @property
    def near_denial(self) -> list[Token]:
        """The nearest word that might deny the passage, two before it and two behind; none where free words may be."""
        first, end = max(self._negation - 2, self.view.first), min(self._negation + 3, self.first)
        found = self.view.tokens_at(range(first, end))
        return found if not self.view.free_spans(found[0].start, self.start) else []

    @property
    def denial_words(self) -> list[Token]:
        """What ``before`` has of the words among which a denial may stand, and some before those."""
        if self._words_before is not None:
            return self._words_before
        low = max(self.position_at(self.sentence_start), self.first - DENIED_REACH - DENIAL_CONTEXT)
        return self._words(low, self.first)

    @property
    def denials_start(self) -> int:
        """Where the first word begins that may deny the passage."""
        start: int = self.view.segment.views["starts"][max(self.first - DENIED_REACH, self.view.first)]
        return start

    @property
    def has_earlier_denial(self) -> bool:
        """Tell whether one more word of the sentence might deny the passage; errs on the side of yes."""
        low = max(self.first - DENIED_REACH, self.view.first)
        denying = self.view.classes[self.view.segment.tokens[low : self._negation]] & NEGATES
        places = denying.nonzero()[0]
        return len(places) > 0 and self._reaches_from(low + int(places[-1]))

    @property
    def may_be_qualified_before(self) -> bool:
        """Tell whether the sentence has a condition, hedge or the like before the passage; errs towards yes."""
        return self._before != NONE and self._reaches_from(self._before)

    @property
    def may_be_qualified_after(self) -> bool:
        """Tell whether the sentence has a condition, hedge or the like behind the passage; errs towards yes."""
        if self._after == NONE:
            return False
        begin = max(self.end - 1, self.start)
        return next(sentence_ends(self.text, begin, self.view.segment.views["starts"][self._after]), None) is None

    @property
    def denials_behind(self) -> list[int]:
        """Positions of words that might deny, few words behind the passage and in its sentence."""
        if self._denials_behind is None:
            self._denials_behind = self._find_denials_behind()
        return self._denials_behind

    def _find_denials_behind(self) -> list[int]:
        begin, end = self.last + 1, min(self.last + 1 + BEHIND_REACH, self.view.end)
        denying = self.view.classes[self.view.segment.tokens[begin:end]] & NEGATES
        places: list[int] = (denying.nonzero()[0] + begin).tolist()
        starts = self.view.segment.views["starts"]
        ends = sentence_ends(self.text, max(self.end - 1, self.start), starts[places[-1]])
        limit = next((match.start() for match in ends), None)
        if limit is None and has_lost_stops(self.text):
            limit = opener_behind(self.view, self.last, self._own_language)
        return [place for place in places if limit is None or starts[place] < limit]

    def may_be_denied(self, quotation: Span, reach: int) -> bool:
        """Tell whether a word near the passage's quotation might deny that it was said; errs on the side of yes."""
        view, segment = self.view, self.view.segment
        found: bool = has_class_beside(
            segment.tokens,
            segment.starts,
            view.classes,
            view.first,
            self.first,
            self.last,
            view.end,
            quotation.start,
            quotation.end,
            reach,
            NEGATES | DENIES_SAYING,
        )
        return found

    def _reaches_from(self, position: int) -> bool:
        """Tell whether a word before the passage is of its voice and no sentence ends between them."""
        starts: Sequence[int] = self.view.segment.views["starts"]
        return starts[position] >= self.sentence_start


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in spans)
