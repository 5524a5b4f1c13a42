"""What stands behind a name and a comma: an apposition ("Ada Venn, the mayor, said"), or a clause with a subject of its
own ("Speaking to Ada Venn, the mayor said").
"""

from __future__ import annotations

from typing import Final

from matcher.attribution.grammar import Grammar
from matcher.attribution.reporting.prose import CAPITAL, WORD, Prose

# Words from an article to the verb of its clause, at most: "the former mayor of Ely said".
_REACH: Final = 8


def begins_clause(prose: Prose, name: int, first: int, grammar: Grammar) -> bool:
    """Tell whether a noun phrase from token ``first`` on is the subject of a verb that reports, with no mark between.

    Only with a definite article, and behind a name from token ``name`` on that hangs on a word before it: "Ada Venn,
    the head of the mill said" forgets the second comma.
    """
    before = prose.lower[name - 1] if name > 0 else ""
    if before not in grammar.prepositions and not before.endswith("ing"):
        return False
    if prose.lower[first : first + 1] == [] or prose.lower[first] not in grammar.definite | {"the"}:
        return False
    for k in range(first + 2, min(first + _REACH, len(prose))):
        lower = prose.lower[k]
        if prose.kinds[k] not in (WORD, CAPITAL) or lower in grammar.relative or lower in grammar.openers:
            return False
        if lower in grammar.cues.speech and prose.lower[k - 1] != "to" and not lower.endswith("ing"):
            return True
    return False
