"""A negation behind a passage denies it where it belongs to the same clause: "Wir erhöhen die Steuern | nicht"."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

CASES = [
    ("de", "Wir erhöhen die Steuern | nicht.", True),
    ("de", "Wir erhöhen die Steuern | in diesem Jahr nicht.", True),
    ("de", "Ich glaube dem Minister | nicht mehr.", True),
    ("de", "Den Vertrag unterschreiben wir | niemals.", True),
    ("de", "Wir erhöhen die Steuern|, nicht die Gebühren.", False),
    ("de", "Wir erhöhen die Steuern | und senken die Gebühren nicht.", False),
    ("de", "Das Wasser stieg über Nacht | nicht nur im Tal, sondern auch am Hang.", False),
    ("de", "Der Rat hat entschieden|, und wir sind nicht gefragt worden.", False),
    ("de", "Wir erhöhen die Steuern|. Nicht alle wissen das.", False),
    ("nl", "Wij verhogen de belastingen | dit jaar niet.", True),
    ("nl", "Ik steun het plan | dat de raad niet heeft gelezen.", False),
    ("sv", "Vi höjer skatterna | inte.", True),
    ("sv", "Jag stöder planen | som rådet inte har läst.", False),
    ("fr", "Les voisins ne paieront | pas la dette.", True),
    ("es", "El dinero llegó a los bancos, a los vecinos | no.", True),
    ("es", "El dinero llegó a los bancos|, no a los vecinos.", False),
    ("it", "I soldi sono arrivati alle banche, ai cittadini | no.", True),
    ("ru", "Министру я верю, а мэру | нет.", True),
    ("en", "They promised us the money would come; it did | not.", True),
    ("en", "The minister lied about the dam, and we will | never forget it.", True),
    ("en", "The bridge is safe, the old pier is | not.", True),
    ("en", "The new bridge is safe|, the old pier is not.", False),
    ("en", "We raised the old harbour tax|, not the fee.", False),
    ("en", "The ferry came back on Monday | not a minute late.", False),
]


@pytest.mark.parametrize(("language", "sentence", "is_denied"), CASES, ids=[case[1] for case in CASES])
@pytest.mark.parametrize("is_told", [True, False], ids=["told", "guessed"])
def test_a_negation_cut_off_the_end_is_a_flag(language: str, sentence: str, is_denied: bool, is_told: bool) -> None:
    quote, text = sentence.partition("|")[0].strip(), sentence.replace(" |", "").replace("|", "")
    index = Index.open(None)
    index.put(Document("d", "Harbour", f"“{text}”", language=language if is_told else None), sequence=1)
    (match, *_) = Engine(index).verify(Query(quote)).matches
    assert ("inside_negation" in match.flags) == is_denied
