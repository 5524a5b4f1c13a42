"""What limits a clause right behind it or makes it somebody's claim, in several languages."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from tests.engine.cuts import answer_to

# The sentence as it was said, with the quote between bars.
CUT = [
    "|The bridge is safe| pending an audit.",
    "|The bridge is safe|, pending the outcome of an audit.",
    "|The bridge is safe| with one exception.",
    "|I agree| in principle.",
    "|We agreed to sell the mill|, in principle.",
    "|The bridge is safe| for now.",
    "|The bridge is safe|, for the most part.",
    "|The fares rise and fall| depending on the season.",
    "|All the crews came home|, not counting the cook.",
    "|The bridge is safe|, he claims.",
    "|The bridge is safe|, its two builders claim.",
]
WHOLE = [
    # The writer may put the limit of a noun phrase outside the marks, and one between marks may be of what follows.
    "We want |a bridge and a mill| for now.",
    "|The crews came home|, in some cases, for the first time.",
    "|The crews came home|, in some cases in tears.",
    "|The mill is| depending on the river.",
    "|The bridge is safe|, as I have always claimed.",
    "|The bridge is safe|, as everyone who claims to know says.",
    "|The bridge is safe|, I claim.",
]


@pytest.mark.parametrize(
    ("said", "flags"),
    [*((said, ("truncated_sentence",)) for said in CUT), *((said, ()) for said in WHOLE)],
)
def test_a_limit_behind_a_clause_is_told(said: str, flags: tuple[str, ...]) -> None:
    answer = answer_to(said)
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", flags)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "„Die Brücke ist sicher| im Prinzip“, sagte Ida Roan."),
        ("de", "„Die Fähre fährt stündlich| je nach Wetter“, sagte Ida Roan."),
        ("de", "„Wir werden das Boot verkaufen| müssen“, sagte Ida Roan."),
        ("de", "„Wir werden das Boot im Mai verkaufen| lassen“, sagte Ida Roan."),
        ("fr", "« Le pont est sûr| pour l’instant », a dit Ida Roan."),
        ("es", "«El puente es seguro|, por ahora», dijo Ida Roan."),
        ("it", "«Il ponte è sicuro| in linea di principio», ha detto Ida Roan."),
        ("pt", "“A ponte é segura| por enquanto”, disse Ida Roan."),
        ("nl", "„De brug is veilig| in principe”, zei Ida Roan."),
        ("pl", "„Most jest bezpieczny| na razie”, powiedziała Ida Roan."),
        ("ru", "«Мост безопасен| в большинстве случаев», — сказала Ида Роан."),
        ("uk", "«Міст безпечний| в принципі», — сказала Іда Роан."),
    ],
)
def test_so_is_one_in_other_languages(language: str, said: str) -> None:
    quote = said[1 : said.index("|")].strip()
    index = Index.open(None)
    index.put(Document("d", "Ferries", said.replace("|", ""), language=language), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", ("truncated_sentence",))
