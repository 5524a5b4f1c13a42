"""Stage directions: told from what was said in brackets, and skipped by a quote at no cost."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.attribution.structure.directions import find_directions

DIRECTIONS = """
(Beifall)
(Heiterkeit bei der SPD)
(Lebhafter Beifall bei der SPD und dem BÜNDNIS 90/DIE GRÜNEN sowie bei Abgeordneten der FDP)
(Beifall bei der SPD – Lachen bei der AfD)
(Zuruf von der AfD: Das stimmt doch alles gar nicht!)
(Widerspruch bei der CDU/CSU)
(Смех в зале.)
(бурные аплодисменты)
(смеётся)
(Шум в зале)
(Applaudissements sur les bancs du groupe LR.)
(Il sourit.)
(Aplausos en los escaños del Grupo Popular)
(Rumores)
(Applausi dai banchi del PD)
[laughter from the audience]
(Applause on both sides of the House.)
（笑）
""".strip().splitlines()
ASIDES = """
(applause on the left is rare)
(with little applause from the left)
(der Beifall der Union war dünn)
(bei der SPD)
(ohne Widerspruch)
(Unruhe in Berlin)
(Смех не в зале)
(белый шум)
(оживление экономики)
(rires aux dépens du ministre)
(Il sourit rarement au Sénat)
(las protestas)
(Protestas en Madrid)
""".strip().splitlines()


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_who_reacted_and_where_is_a_direction(direction: str) -> None:
    text = f"So it is. {direction} Thank you."
    assert [text[a:b] for a, b in find_directions(text)] == [direction]


@pytest.mark.parametrize("aside", ASIDES)
def test_what_says_more_is_none(aside: str) -> None:
    assert not find_directions(f"So it is {aside} in this House.")


@pytest.mark.parametrize(
    ("bracket", "outcome"),
    [("(Heiterkeit bei der SPD)", "ok"), ("(bei der SPD)", "problem"), ("(Heiterkeit half uns nie)", "problem")],
)
def test_a_quote_may_skip_directions_and_no_other_bracket(bracket: str, outcome: str) -> None:
    text = f"DR. IDA ROAN: Die Fähre bleibt im Dienst. {bracket} Das habe ich immer gesagt.\n\nTARR: Danke."
    index = Index.open(None)
    index.put(Document("d", "Sitzung", text, kind="transcript", language="de"), sequence=1)
    answer = Engine(index).verify(Query("Die Fähre bleibt im Dienst. Das habe ich immer gesagt."))
    assert answer.outcome == outcome
