"""Another person of a verb that says by itself who acts: "pagaremos", "pagaré"; "hemos", "ha".

Where a sentence needs no subject, the verb's ending tells "we" from "I" and from "they" as pronouns do elsewhere. What
is told is the first and second person from the others; one and several third persons are no more apart than by
agreement ("la mayoría pagará", "pagarán").

A pronoun that stands elsewhere in another case has another role: "the man she left", "the man who left her".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.words.lexicon import Lexicon
from matcher.text import fold
from matcher.types import Change, DiffSide

# Letters of a stem at least.
MIN_STEM: Final = 2


def is_other_person(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether two folded words are forms of different persons: both listed, or one stem with endings that tell."""
    forms = lexicon.person_forms
    if a in forms and b in forms:
        return forms[a].isdisjoint(forms[b])
    return any(_have_endings_apart(a, b, endings) for endings in lexicon.verb_persons)


def with_other_roles(changes: Sequence[Change], lexicon: Lexicon) -> list[Change]:
    """Return changes, material those in which a person is lost here and comes back in another case there."""
    places = [k for k, change in enumerate(changes) if change.kind == "function_word"]
    if len(places) < 2:
        return list(changes)
    lost: list[tuple[int, str]] = []
    gained: list[tuple[int, str]] = []
    for k in places:
        before, after = _pronoun(changes[k].document, lexicon), _pronoun(changes[k].quote, lexicon)
        if before and not after:
            lost.append((k, before))
        elif after and not before:
            gained.append((k, after))
    turned = {
        k
        for i, before in lost
        for j, after in gained
        if before != after and lexicon.persons[before] == lexicon.persons[after]
        for k in (i, j)
    }
    return [
        Change(c.kind, c.operation, "material", c.quote, c.document) if k in turned else c
        for k, c in enumerate(changes)
    ]


def _pronoun(side: DiffSide, lexicon: Lexicon) -> str:
    """Return the folded pronoun that one side of a change is, empty if it is none."""
    word = fold(side.text)
    return word if word in lexicon.persons else ""


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
