"""Whoever has a label of his own in a transcript says nothing under the label of those who ask ("Q", "REPORTER").

Who asks is not named, and may be anybody; but not those whom the same transcript names before their answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.spelling import fold_name, name_words
from matcher.attribution.quoted import Attributed
from matcher.attribution.speakers import attribute_turn
from matcher.attribution.structure.turns import find_turns
from matcher.types import Document, Span, Speaker

_ASKING = split_words(load("turns")["asking"]["words"])


def asks_in_turn(speaker: Speaker, attributed: Sequence[Attributed], passage: Span | None) -> bool:
    """Tell whether a passage stands in a turn under the label of somebody without a name who asks."""
    if speaker.kind != "anonymous" or passage is None:
        return False
    if not all(word in _ASKING for word in speaker.name.lower().split()):
        return False
    return any(one.attributed_as == "turn" and one.start <= passage.start < one.end for one in attributed)


def is_labelled_otherwise(claimed: str, speaker: Speaker, labels: Iterable[str | None]) -> bool:
    """Tell a claim of Ada Venn, who has a label of her own, on the words of whoever is labelled with her family name
    alone: "THE PRESIDENT" of “Remarks by President Venn and First Lady Ada Venn”.

    Parameters
    ----------
    labels
        Whom the labels of the document name.
    """
    if len(name_words(speaker.name)) > 1:
        return False
    claim = {fold_name(word) for word in name_words(claimed)}
    named = (name_words(label) for label in set(labels) if label and label != speaker.name)
    return any(len(words) > 1 and claim.issuperset(map(fold_name, words)) for words in named)


def iter_labelled(document: Document) -> Iterator[Speaker]:
    """Yield whom a document's labels name, each once."""
    seen: set[str] = set()
    for turn in find_turns(document, ()):
        if turn.kind != "person" or turn.speaker is None or turn.speaker in seen:
            continue
        seen.add(turn.speaker)
        found = attribute_turn(document, turn).speaker
        if found is not None:
            yield found
