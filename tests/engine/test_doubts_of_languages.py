"""Doubts before a passage and denials behind it, in several languages; a doubt that is denied is none."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

MARKS = {"en": "“”", "pt": "“”", "nl": "„”", "pl": "„”", "de": "„“"}
# The sentence as it was said, with the quote between bars.
DENIED = [
    ("en", "|We will close the harbour| under no circumstances"),
    ("en", "|We will close the harbour| at no time"),
    ("de", "|Wir schließen den Hafen| auf keinen Fall"),
    ("de", "|Wir schließen den Hafen| im Mai unter keinen Umständen"),
    ("de", "Ich bezweifle, dass |der Damm bis Mai hält|"),
    ("de", "Wir haben es versäumt, |den Hafen zu schließen|"),
    ("fr", "Je doute que |le barrage tienne jusqu’en mai|"),
    ("fr", "Nous avons failli |vendre le port en mai|"),
    ("es", "Dudo que |el puerto cierre en mayo|"),
    ("it", "Dubito che |la diga regga fino a maggio|"),
    ("pt", "Duvido que |a barragem aguente até maio|"),
    ("nl", "Ik betwijfel of |de dam tot mei houdt|"),
    ("nl", "|We sluiten de haven| in geen geval"),
    ("pl", "Wątpię, że |tama wytrzyma do maja|"),
    ("ru", "Сомневаюсь, что |плотина выдержит до мая|"),
    ("uk", "Сумніваюся, що |гребля витримає до травня|"),
    ("fr", "Personne ne dit que |le barrage tient en mai|"),
]
CLEAR = [
    ("en", "|We will close the harbour| at no cost to you"),
    ("en", "|We will close the harbour|, under no circumstances the mill"),
    ("de", "Es ist kein Geheimnis, dass |der Damm bis Mai hält|"),
    ("fr", "Il ne fait aucun doute que |le barrage tient en mai|"),
    ("fr", "Il n’y a pas de doute que |le barrage tient en mai|"),
    ("fr", "Je ne doute pas que |le barrage tient en mai|"),
    ("es", "No cabe duda de que |el puerto cierra en mayo|"),
    ("es", "No es ningún secreto que |el puerto cierra en mayo|"),
    ("it", "Non c’è dubbio che |la diga regge fino a maggio|"),
    ("pt", "Não há dúvida de que |a barragem aguenta até maio|"),
    ("pl", "Nie ma wątpliwości, że |tama wytrzyma do maja|"),
    ("ru", "Никто не сомневается, что |плотина выдержит до мая|"),
    ("ru", "Не секрет, что |плотина выдержит до мая|"),
    ("uk", "Немає сумнівів, що |гребля витримає до травня|"),
]


def flags_of(language: str, said: str) -> tuple[str, ...]:
    opening, closing = MARKS.get(language, "«»")
    index = Index.open(None)
    text = f"{opening}{said.replace('|', '')}{closing}, Ida Roan."
    index.put(Document("d", "Ferries", text, language=language), sequence=1)
    answer = Engine(index).verify(Query(said.split("|")[1]))
    assert answer.verdict == "verbatim"
    return answer.matches[0].flags


@pytest.mark.parametrize(("language", "said"), DENIED)
def test_what_is_doubted_or_denied_is_flagged(language: str, said: str) -> None:
    assert flags_of(language, said) == ("inside_negation",)


@pytest.mark.parametrize(("language", "said"), CLEAR)
def test_what_nobody_doubts_is_not(language: str, said: str) -> None:
    assert flags_of(language, said) == ()


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("|Nous ne fermerons le port| qu’en mai", ("truncated_sentence",)),
        ("|Nous ne vendrons le port| que si le conseil paie", ("truncated_sentence",)),
        ("|Personne ne croit| que le port ferme", ()),
        ("|Nous ne disons pas| que le port ferme", ()),
    ],
)
def test_only_without_its_rest_is_cut_short(said: str, flags: tuple[str, ...]) -> None:
    assert flags_of("fr", said) == flags
