"""Reporting clauses as spans: what a document puts between, or inside, the words of one utterance.

A quote that skips such a clause is faithful. Between two parts (“…,” she said, “…”) the clause is whatever
stands there; French and Russian usage also leaves it inside one pair of marks («…, — сказал он, — …»), where
it has to be told from the words by its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from matcher.attribution.lexicon import REPORTING_WORDS
from matcher.attribution.structure.inner import is_clause_by_form, is_inverted_clause
from matcher.attribution.structure.quotations import Quotation
from matcher.types import Span

# The longest clause inside a pair of marks, in code points: a title and a name fit, a sentence does not.
MAX_ASIDE = 120

# A dash on both sides sets the clause off without doubt (Russian, Ukrainian, Spanish).
_DASHED = re.compile(
    r"(?<=[,!?…])\s*[—–]\s+(?P<clause>[^—–«»\n]{3,120}?)[,.]?\s*[—–](?=\s)|(?<=[,!?…])\s*[—–]\s+(?P<last>[^—–«»\n]{3,120}?)(?=[.!?]?$)"
)
# Polish, Italian and German put no comma before the dash, Spanish lets the dashes touch the clause. Then it has to
# begin with its verb.
_BARE = re.compile(
    r"(?<=[^\W_])[ \u00a0]+[—–-][ \u00a0]+[^—–«»\n]{3,120}?[ \u00a0]+[—–-](?=[\s,.])"
    r"|(?<=[\w,!?…%])[ \u00a0][—–][^\W\d_][^—–«»\n]{2,120}?(?:[—–](?=[\s,.;:!?]|$)|(?=[.!?]?$))"
)
# French sets it off by commas, with the verb first: ", a assuré la préfète, Solène Dargaud, et …".
_COMMA = re.compile(r"(?:(?<=,)|(?<=[!?…]))\s+(?=(?:a|ont|s[’']est|a-t-(?:il|elle)|[^\W\d_]+)(?:[\s-]))")
# A full stop that ends the clause: not that of an initial or an abbreviated title ("M. Noir").
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.(?=\s|$)|(?<=\d)\.(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_INVERTED = re.compile(r"(?:s[’'])?[^\W\d_]+-(?:t-)?(?:ils?|elles?|on)\b")
_ROLE = re.compile(r"\s*(?:(?:le|la|les|un|une|son|sa|l[’'])\s?[^\W\d_]|[^\W\d_a-zà-ÿ][^\W\d_]+)")


def find_reporting_clauses(text: str, quotations: Sequence[Quotation]) -> list[Span]:
    """Find the reporting clauses within utterances.

    Parameters
    ----------
    text
        Original text.
    quotations
        What ``find_quotations`` found in it.

    Returns
    -------
        Spans in order: between the words of two parts of one utterance (marks included), or within one
        quotation.
    """
    outer = [quotation for quotation in quotations if quotation.depth == 0]
    clauses = []
    for before, after in pairwise(outer):
        if before.utterance == after.utterance and text[before.inner_end : after.inner_start].strip(' \n“”"«»„'):
            clauses.append(Span(before.inner_end, after.inner_start))
    for quotation in outer:
        inside = find_inner_clause(text, quotation)
        if inside is not None:
            clauses.append(inside)
    return sorted(clauses)


def find_inner_clause(text: str, quotation: Quotation) -> Span | None:
    """Find a reporting clause inside one pair of marks, its commas and dashes included."""
    return next(iter_inner_clauses(text, quotation), None)


def iter_inner_clauses(text: str, quotation: Quotation) -> Iterator[Span]:
    """Yield the reporting clauses inside one pair of marks in order: all between dashes, or all between commas."""
    mark = text[quotation.start]
    if mark not in '«“„"':
        return
    start, end = quotation.inner_start, quotation.inner_end
    # Most quotations have no dash, and looking for one costs a tenth of trying the patterns.
    if text.find("—", start, end) >= 0 or text.find("–", start, end) >= 0 or text.find(" - ", start, end) >= 0:
        dashed = sorted(_iter_dashed(text, start, end))
        yield from (clause for k, clause in enumerate(dashed) if not k or dashed[k - 1].end <= clause.start)
        if dashed:
            return
    if mark == "«":
        yield from _iter_between_commas(text, start, end)


def _iter_dashed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what stands between dashes and reports; of the two patterns' finds some may overlap."""
    for found in _DASHED.finditer(text, start, end):
        if _reports((found["clause"] or found["last"])[:40]) or is_clause_by_form(found[0]):
            yield Span(found.start(), found.end())
    for found in _BARE.finditer(text, start, end):
        if is_inverted_clause(found[0]):
            yield Span(found.start(), found.end())


def _iter_between_commas(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    for found in _COMMA.finditer(text, start, end):
        head = text[found.end() : min(found.end() + 40, end)]
        if found.start() < position or not (_reports(head) or _INVERTED.match(head) or is_clause_by_form(head)):
            continue
        stop = _clause_end(text, found.end(), end)
        if stop and (_opens_clause(head) or is_inverted_clause(text[found.end() : stop])):
            yield Span(found.start(), stop)
            position = stop


def _reports(clause: str) -> bool:
    return not REPORTING_WORDS.isdisjoint(_WORD.findall(clause.lower()))


def _opens_clause(head: str) -> bool:
    """Tell a clause that begins with its reporting verb: "a assuré la préfète", "explique-t-il", "dit le
    maire".
    """
    words = _WORD.findall(head.lower())
    if not words:
        return False
    if _INVERTED.match(head) and _reports(head[:25]):
        return True
    if words[0] in ("a", "ont", "s'est", "s’est") and len(words) > 1:
        return words[1] in REPORTING_WORDS or (len(words) > 2 and words[2] in REPORTING_WORDS)
    follows = head[len(words[0]) :]
    return words[0] in REPORTING_WORDS and bool(_ROLE.match(follows))


def _clause_end(text: str, begin: int, end: int) -> int:
    """End of a clause set off by commas: its apposition included; 0 if it has none."""
    comma = text.find(",", begin, min(end, begin + MAX_ASIDE))
    stop = _STOP.search(text, begin, min(end, begin + MAX_ASIDE))
    if stop is not None and (comma < 0 or stop.end() <= comma):
        return stop.end()
    if comma < 0:
        return end if end - begin < MAX_ASIDE else 0
    if _ROLE.match(text, comma + 1):
        further = text.find(",", comma + 1, min(end, comma + MAX_ASIDE))
        comma = further if further > 0 else comma
    return comma + 1
