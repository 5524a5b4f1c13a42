"""Speech that a dash opens: – Vi betalar, säger Anna Dorn. Det är sent.

Nothing closes it but its reporting clause, so a paragraph is believed to be speech if it has one, or if another one of
the text has: lists begin with dashes too. Behind a clause that dashes set off, only a further dash goes on with the
speech; behind one that a comma sets off, the Swedish or French paragraph is speech to its end.
"""

from __future__ import annotations

import re
from typing import Final

from matcher.attribution.lexicon import get_cues, load, split_words
from matcher.attribution.structure.clauses import RawQuotation
from matcher.attribution.structure.inner import is_clause_by_form

DASHES: Final = frozenset("–—―-")
_LISTS: Final = load("reporting")["dashes"]
_INNER: Final = load("reporting")["inner"]


def _verbs_of(languages: str) -> frozenset[str]:
    """Reporting verbs of some languages that are none of those whose texts are not read for dashes."""
    others = (get_cues(language).speech for language in _LISTS["left_alone"].split())
    verbs = frozenset().union(*(get_cues(language).speech for language in languages.split())).difference(*others)
    return frozenset(verb.rpartition("'")[2] for verb in verbs)


# Stands for a verb that no list has, by its form: "s'emporte-t-il", "— нарікає Гуменний —".
_HYPHENATED: Final = "-il"
_UNLISTED: Final = "—"
_RESUMING: Final = _verbs_of(_LISTS["resuming"]) | {_HYPHENATED}
_VERBS: Final = _verbs_of(_LISTS["dashed"]) | _RESUMING
_BEFORE_VERB: Final = split_words(_LISTS["before_verb"])
# What behind a verb makes it no reporting clause of somebody else: "said that", "said I".
_NO_SUBJECTS: Final = (split_words(_INNER["refused"]) | split_words(_INNER["selves"])) - split_words(_LISTS["subjects"])
_DASHED_LINE: Final = re.compile(r"\n\s*+[–—―-]")
_OPENING: Final = re.compile(r"[–—―-][ \u00a0\t]*(?=[¿¡“”\"«„»’‘']?[^\W_a-zß-öø-ÿа-яёіїєґ])")
# What sets a reporting clause off: a dash, or a comma or the end of a sentence that is spoken.
_SEPARATOR: Final = re.compile(
    r"(?P<dash>[,.!?…]?\s*(?:(?<=\s)|(?<=,))[–—―-]\s*)|(?P<comma>,\s+)|(?<=[!?…])(?P<stop>\s+)"
)
# Spanish hangs the second dash on the clause: —dijo Ruiz—. Es tarde.
_RESUMING_DASH: Final = re.compile(r"(?<=[\s,])[–—―-]\s*(?=\S)|(?<=\w)[–—―][.,;:]?\s+(?=\S)")
# "– Vi, säger han, betalar." "— Nous, dit-il, payons."
_SET_IN: Final = re.compile(r"\w+(?: (?:han|hon)|-(?:t-)?(?:ils?|elles?)), (?=[^\W\d_])")
# A clause with the separator before it and the mark that ends it.
_FORMED: Final = re.compile(
    r"(?P<dashed>[,!?…]\s+[—–]\s+[а-яёіїєґ][^—–\n]{3,120}(?:[—–]|$))|[,!?…–—\s]+[^.,!?…–—]{3,120}."
)
# What may be a clause whose verb no list has: ", — нарікає", "s'emporte-t-il".
_FORM: Final = re.compile(r"[,!?…]\s+[—–]\s+[а-яёіїєґ]|-(?:ils?|elles?)\b|\ss[’']\w+ [^\W\d_a-zß-öø-ÿ]")
_SENTENCE_END: Final = re.compile(r"(?<![^\w][^\W\d_a-z])[.!?…]\s+(?=[–—―¿¡“”\"«„]?\s*[^\W\d_a-zß-öø-ÿąćęłńóśźż])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# All of ASCII blank, but for letters, and digits and \\ of the escapes that other letters are written by.
_BLANKED: Final = bytes(c if chr(c).isalnum() or c == ord("\\") else ord(" ") for c in range(0x80)).ljust(0x100)
_MARKS_BEYOND_ASCII: Final = "–—―…“”„«»‘’¿¡\u00a0"
# Words from the start of a clause to its subject.
_MAX_HEAD: Final = 5


def _words_in_ascii(text: str) -> list[bytes]:
    """Return the words of a text, escapes for letters beyond ASCII, as fast as bytes are read; a hyphen parts words."""
    for mark in _MARKS_BEYOND_ASCII:
        if mark in text:
            text = text.replace(mark, " ")
    return text.encode("ascii", "backslashreplace").translate(_BLANKED).split()


_VERBS_IN_ASCII: Final = frozenset(_words_in_ascii(verb)[0] for verb in _VERBS)


def may_have_dashed_paragraph(text: str) -> bool:
    """Tell whether a line of a text begins with a dash, in less time than finding its paragraphs takes."""
    return text[:1] in DASHES or _DASHED_LINE.search(text) is not None


def has_dashed_paragraph(text: str, breaks: list[tuple[int, int]]) -> bool:
    """Tell whether a paragraph of a text begins with a dash; ``breaks`` are the spans between them."""
    return text[:1] in DASHES or any(text[end : end + 1] in DASHES for _, end in breaks)


def find_dash_quotations(
    text: str, breaks: list[tuple[int, int]], marked: list[RawQuotation]
) -> tuple[list[RawQuotation], set[int]]:
    """Find the speech that dashes open.

    Parameters
    ----------
    text
        Original text.
    breaks
        Spans between paragraphs.
    marked
        Quotations in marks. A paragraph across whose parts one of them runs is left alone.

    Returns
    -------
        The quotations, and where those start that go on with the one before.
    """
    begins = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    reported, bare = [], []
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        opening = _OPENING.match(text, begin, end)
        if opening is None:
            continue
        parts = _read_parts(text, opening.end(), end)
        if len(parts) > 1 or parts[0][1] < end:
            reported.append((number, begin, parts))
        elif text[end - 1] in ".!?…" and " " in text[opening.end() : end]:
            bare.append((number, begin, parts))
    found: list[RawQuotation] = []
    resumed: set[int] = set()
    for number, begin, parts in (*reported, *bare) if reported else ():
        spans = [
            (begin if k == 0 else start, stop, start, stop, number, False) for k, (start, stop) in enumerate(parts)
        ]
        if any(_crosses(span, other) for span in spans for other in marked):
            continue
        found += spans
        resumed.update(span[0] for span in spans[1:])
    return found, resumed


def _crosses(span: RawQuotation, other: RawQuotation) -> bool:
    """Tell two quotations that overlap, unless the one in marks lies within the other."""
    return other[0] < span[1] and span[0] < other[1] and not (span[0] <= other[0] and other[1] <= span[1])


def _read_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a paragraph into what is spoken in it, as spans without dashes."""
    if _VERBS_IN_ASCII.isdisjoint(_words_in_ascii(text[start:end])) and not _FORM.search(text, start, end):
        return [(start, end)]  # as most lists are, which need not be read for clauses
    parts: list[tuple[int, int]] = []
    position = start
    while position < end:
        clause = _find_clause(text, position, end)
        if clause is None:
            parts.append((position, end))
            break
        stop, resumes = clause
        parts.append((position, stop))
        if resumes < 0:
            break
        position = resumes
    return parts or [(start, end)]


def _find_clause(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find where speech stops before its next reporting clause, and where it goes on behind it, or -1."""
    for found in _SEPARATOR.finditer(text, start, end):
        if found.start() == start:
            continue
        verb = _find_form(text, found.start(), end)
        verb = verb or _find_verb(text, found.end(), end, is_dashed=found["dash"] is not None)
        if not verb:
            continue
        stop = found.start() + (found["dash"] is not None and text[found.start()] in ".!?…")
        return stop, _find_resumption(text, found.end(), end, is_dashed=found["dash"] is not None, verb=verb)
    return None


def _find_form(text: str, begin: int, end: int) -> str:
    """Return what stands for the verb of a clause that its form tells, with the separator before it, or nothing."""
    clause = _FORMED.match(text, begin, end)
    if clause is None or not is_clause_by_form(clause[0]):
        return ""
    return _UNLISTED if clause["dashed"] else _HYPHENATED


def _find_verb(text: str, begin: int, end: int, *, is_dashed: bool) -> str:
    """Return the reporting verb that a clause begins with, if a subject follows, or nothing behind a dash."""
    words: list[str] = _WORD.findall(text[begin : min(end, begin + 80)])[:_MAX_HEAD]
    verb = next((k for k, word in enumerate(words) if word not in _BEFORE_VERB), len(words))
    if verb >= len(words) or words[verb] not in _VERBS:
        return ""
    behind = words[verb + 1] if verb + 1 < len(words) else ""
    if behind in _NO_SUBJECTS or (not behind and not is_dashed):
        return ""
    return words[verb]


def _find_resumption(text: str, begin: int, end: int, *, is_dashed: bool, verb: str) -> int:
    """Find where speech goes on behind a reporting clause that begins at a place; -1 if it does not."""
    if is_dashed or verb not in _RESUMING:
        dash = _RESUMING_DASH.search(text, begin, end)
        return dash.end() if dash is not None else -1
    set_in = _SET_IN.match(text, begin, end)
    if set_in is not None:
        return set_in.end()
    stop = _SENTENCE_END.search(text, begin, end)
    return stop.end() if stop is not None else -1
