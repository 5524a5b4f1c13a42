"""Whose account a clause is, where two verbs that report stand before a quotation, and where a verb's clause starts.

"Venn said Tarr had refused “x”" is all Venn's; "Venn said so, but Tarr refused “x”" is not.
"""

from __future__ import annotations

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading
from matcher.attribution.reporting.evidence import Evidence
from matcher.attribution.reporting.prose import BREAK, QUOTE
from matcher.attribution.reporting.subjects import skip_adverbs_back

# What opens a clause that the main one follows.
SUBORDINATE = split_words("when while as after before although though since if because once until whereas")
_COORDINATES = frozenset(("and", "but", "while", "yet", "whereas", "so"))


def accounts_for(reading: Reading, c: int, inner: Evidence) -> bool:
    """Tell "Venn said Tarr had refused “x”", all of it Venn's account, from "Venn said so, but Tarr refused “x”"."""
    prose = reading.prose
    first, relative = inner.subject.first, inner.subject.relative
    if _is_in_relative(reading, inner, relative if relative > c else first - 1):
        return False
    if first <= c or any(prose.kinds[k] == QUOTE for k in range(c, inner.cue_first)):
        return first <= c < inner.cue_first  # "Venn left, saying Tarr …": the same subject governs both verbs.
    if prose.words[first - 1] == "," and prose.lower[prose.bounds[prose.sentence[c]][0]] in SUBORDINATE:
        return False  # "When Venn said so, Tarr refused “x”"
    return prose.lower[first - 1] not in _COORDINATES and prose.words[first - 1] != ";"


def _is_in_relative(reading: Reading, inner: Evidence, relative: int) -> bool:
    """Tell "Some urged him, such as Orr, who called it “x”" and "…, which Orr called “x”" from "…, which means “x”"."""
    prose = reading.prose
    if prose.lower[relative] not in reading.grammar.relative or prose.words[relative - 1] != ",":
        return False
    return prose.lower[relative] == "who" or (relative < inner.subject.first and inner.place == "before")


def governs(reading: Reading, verb: int, subject: Phrase) -> bool:
    """Tell a verb in whose object clause a subject stands from one of a clause before, that "and" joins to it."""
    prose = reading.prose
    joined = any(
        prose.words[k] in (",", ";") and prose.lower[k + 1] in _COORDINATES for k in range(verb, subject.first)
    )
    return verb < subject.first and not joined


def may_be_inner(reading: Reading, subject: Phrase, c: int) -> bool:
    """Tell the subject of an object clause from whoever goes on in "…, and [argued]": no person by name or office.

    "Venn said she liked the questions clerks asked, and argued", "asked whether Marlow was late and then declared".
    """
    prose, grammar = reading.prose, reading.grammar
    conjunction = skip_adverbs_back(reading, c - 1, subject.last)
    if prose.lower[conjunction] != "and" or subject.relative >= 0 or subject.kind == "pronoun":
        return False
    if subject.kind == "nominal":
        head = prose.lower[subject.head]
        return head not in grammar.roles and head not in grammar.unnamed_people
    return reading.cast.mentions[subject.mention].looks != "person"


def find_after_first_person(reading: Reading, subject: Phrase, c: int) -> Phrase | None:
    """Find who answers in "when I asked Orr, he laughed and [said]": the pronoun that opens the main clause."""
    prose, grammar = reading.prose, reading.grammar
    if subject.kind != "pronoun" or prose.lower[subject.first] not in grammar.first:
        return None
    third = grammar.he | grammar.she
    opens = (k for k in range(c - 1, subject.last + 1, -1) if prose.lower[k] in third and prose.words[k - 1] == ",")
    pronoun = next(opens, -1)
    return Phrase(pronoun, pronoun, "pronoun") if pronoun >= 0 else None


def find_clause_start(reading: Reading, c: int, floor: int) -> int:
    """Start of the clause a finite verb stands in: after a semicolon, colon, quotation or opener."""
    prose = reading.prose
    for i in range(c - 1, floor - 1, -1):
        is_name = prose.kinds[i] == QUOTE and prose.lower[i - 1] in ("of", "from") and prose.words[i + 1] == ","
        if not is_name and (prose.words[i] in (";", ":") or prose.kinds[i] in (QUOTE, BREAK)):
            return i + 1  # Not at the name of a body in marks: "Ada Venn of “No More”, a charity, said"
        if (
            prose.lower[i] in ("that", "because", "while", "but", "when", "whether", "if", "although", "though")
            and i > floor
            and c - i > 1
            and prose.lower[i + 1] != "of"  # "because of"
            and not (prose.lower[i] in SUBORDINATE and _is_closed(reading, i, c))
            and not (prose.lower[i] in SUBORDINATE and prose.lower[i + 1].endswith("ing"))  # "when announcing it"
        ):
            return i + 1
    return floor


def _is_closed(reading: Reading, opener: int, c: int) -> bool:
    """Tell a clause that ends before a verb: "Venn, on the bus when it burned, [said]", not "when Venn, 51, [said]"."""
    words = reading.prose.words[opener:c]
    return words.count(",") == 1 and words[-1] == ","
