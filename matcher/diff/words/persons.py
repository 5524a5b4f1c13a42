"""Another person of a verb that says by itself who acts: "pagaremos", "pagaré"; "hemos", "ha".

Where a sentence needs no subject, the verb's ending tells "we" from "I" and from "they" as pronouns do elsewhere. What
is told is the first and second person from the others; one and several third persons are no more apart than by
agreement ("la mayoría pagará", "pagarán").
"""

from __future__ import annotations

from typing import Final

from matcher.diff.words.lexicon import Lexicon

# Letters of a stem at least.
MIN_STEM: Final = 2


def is_other_person(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether two folded words are forms of different persons: both listed, or one stem with endings that tell."""
    forms = lexicon.person_forms
    if a in forms and b in forms:
        return forms[a].isdisjoint(forms[b])
    return any(_have_endings_apart(a, b, endings) for endings in lexicon.verb_persons)


def _have_endings_apart(a: str, b: str, endings: dict[str, int]) -> bool:
    """Tell whether the words are a stem with endings of two persons, the longest endings that both may have."""
    for k in range(min(len(a), len(b)) + 1):
        if k >= MIN_STEM:
            person_a, person_b = endings.get(a[k:]), endings.get(b[k:])
            if person_a is not None and person_b is not None:
                return person_a != person_b
        if a[k : k + 1] != b[k : k + 1]:
            break
    return False
