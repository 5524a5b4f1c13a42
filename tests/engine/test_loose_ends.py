"""What stands at a passage's ends belongs to it if the quote has it elsewhere, and not if the quote goes no further."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

PORTUGUESE = "“Nem todos os alunos faltaram, mas faltaram mais de 120, e a escola fechou”, disse Ida Roan."
SPANISH = "«Al pleno vinieron 35 y la escuela tuvo que cerrar el lunes», dijo Ida Roan."
FRENCH = "« Nous n’avons plus que deux quais pour la pêche », a dit Ida Roan."
JOINED = "“Those start-ups in the harbour built an online start-up for the bakers of our town,” Ida Roan said."
ENGLISH = "“I only told the warden what the baker had told me, and then we left,” Ida Roan said."


@pytest.mark.parametrize(
    ("language", "text", "quote", "outcome", "kinds"),
    [
        ("pt", PORTUGUESE, "Nem todos os alunos faltaram, mas faltaram mais de cento e vinte", "ok", []),
        (
            "pt",
            PORTUGUESE,
            "Nem todos os alunos faltaram, mas faltaram mais de cento e dez",
            "problem",
            ["number", "word"],
        ),
        ("es", SPANISH, "Al pleno vinieron treinta y cinco", "ok", []),
        ("fr", FRENCH, "Nous avons deux quais pour la pêche", "problem", ["negation", "negation", "quantifier"]),
        ("fr", FRENCH, "Nous n’avons plus que deux quais pour la pêche", "ok", []),
        ("en", JOINED, "in the harbour built an online startup", "review", ["spelling"]),
        ("en", JOINED, "startups in the harbour built an online start-up", "review", ["spelling"]),
        ("en", JOINED, "in the harbour built an online start", "ok", []),
        ("en", JOINED, "in the harbour built an online stall", "problem", ["word"]),
        ("en", ENGLISH, "Only I told the warden what the baker had told me", "problem", ["order"]),
        ("en", ENGLISH, "I only told the warden what the baker had told me", "ok", []),
        ("en", ENGLISH, "told the warden what the baker had told me", "ok", []),
    ],
)
def test_a_passage_ends_where_the_quote_does(
    language: str, text: str, quote: str, outcome: str, kinds: list[str]
) -> None:
    index = Index.open(None)
    index.put(Document("d", "Quay", text, language=language), sequence=1)
    match = Engine(index).verify(Query(quote)).matches[0]
    assert [change.kind for change in match.changes] == kinds
    assert (match.verdict == "verbatim") == (outcome == "ok")
    assert any(change.severity == "material" for change in match.changes) == (outcome == "problem")


BEFORE = (
    "“It is one of the most heavily guarded harbours on the coast. Two of the bakers sold their best loaves. Is the "
    "mayor working against the council? Has the judge ever paid for the boat? He sank one of the two boats on the "
    "coast that sail at night,” Ida Roan said."
)


@pytest.mark.parametrize(
    ("quote", "outcome", "kind"),
    [
        ("the most heavily guarded harbour on the coast", "problem", "quantifier"),
        ("most heavily guarded harbour on the coast", "problem", "quantifier"),
        ("the baker sold their best loaves", "problem", "quantifier"),
        ("The mayor is working against the council", "problem", "order"),
        ("The judge has ever paid for the boat", "problem", "order"),
        # A slip that what stands before has nothing to do with.
        ("the most heavily guarded harbors on the coast", "review", "spelling"),
        ("the most heavily guarded harbours on a coast", "review", "function_word"),
        ("the two boats on the coast that sails at night", "review", "inflection"),
        ("the mayor working against a council", "review", "function_word"),
        # No slip at all.
        ("most heavily guarded harbours on the coast", "ok", None),
        ("Is the mayor working against the council", "ok", None),
        ("the mayor working against the council", "ok", None),
    ],
)
def test_words_before_a_passage_tell_what_a_slip_in_it_does(quote: str, outcome: str, kind: str | None) -> None:
    index = Index.open(None)
    index.put(Document("d", "Harbours", BEFORE, language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert answer.outcome == outcome
    assert kind is None or kind in {change.kind for change in answer.matches[0].changes}
