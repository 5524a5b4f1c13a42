"""Reporting clauses inside one pair of marks: «…, — сказал он, — …», “…, said the mayor, …”.

No mark tells such a clause from what is quoted, and a quote that skips it is faithful, while one that skips "who said
no" is not. So it has to look like one: a main clause with its reporting verb first, or its subject, and not the
speaker's own "I said".
"""

from __future__ import annotations

import re
from typing import Final

from matcher.attribution.lexicon import REPORTING_WORDS, load, split_words

_WORD: Final = re.compile(r"[^\W\d_]+")
_DASH: Final = re.compile(r"^[\s,.!?…\"'”’»]*[—–―-]")
# Words before the verb of a clause between dashes, which set it off better than commas: "— с улыбкой сказал он —".
MAX_BEFORE_VERB: Final = 3
# Words of a name before the verb: "Transport Minister Ilse Varden said".
MAX_NAME: Final = 6

_LISTS: Final = load("reporting")["inner"]
_AUXILIARIES: Final = split_words(_LISTS["auxiliaries"])
_BEFORE_VERB: Final = _AUXILIARIES | split_words(_LISTS["inverted"])
_SUBJECTS: Final = split_words(_LISTS["subjects"])
_DETERMINERS: Final = split_words(_LISTS["determiners"])
_REFUSED: Final = split_words(_LISTS["refused"])
_SELVES: Final = split_words(_LISTS["selves"])


def is_reporting_clause(clause: str) -> bool:
    """Tell a reporting clause from other words between commas or dashes.

    Parameters
    ----------
    clause
        What stands between two quoted words, its punctuation included.
    """
    words: list[str] = _WORD.findall(clause)
    lower = [word.lower() for word in words]
    verb = next((k for k, word in enumerate(lower) if word in REPORTING_WORDS), None)
    if verb is None or (verb + 1 < len(lower) and lower[verb + 1] in _SELVES):
        return False
    before = lower[:verb]
    if _AUXILIARIES.issuperset(before[:1]) and _BEFORE_VERB.issuperset(before):
        return len(words) > 1 or _is_dashed(clause)
    if before[0] in _SUBJECTS or before[0] in _DETERMINERS or words[0][0].isupper():
        return verb <= MAX_NAME and _REFUSED.isdisjoint(before[1:]) and before[0] not in _REFUSED
    return _is_dashed(clause) and verb <= MAX_BEFORE_VERB and _REFUSED.isdisjoint(before)


def _is_dashed(clause: str) -> bool:
    """Tell whether a dash opens the clause."""
    return _DASH.match(clause) is not None
