"""Rumours, views, suppositions and attempts cut off before a quote, in languages other than English."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

MARKS = {"pt": "“”", "nl": "„”", "pl": "„”", "de": "„“"}
# The sentence as it was said, with the quote between bars.
CUT = [
    ("de", "Angenommen, |der Hafen schließt im Mai|, was dann"),
    ("de", "Es gibt Gerüchte, dass |der Hafen im Mai schließt|"),
    ("de", "Meiner Meinung nach |schließt der Hafen im Mai|"),
    ("de", "Es war |der kälteste Winter im Hafen| seit 1990"),
    ("de", "Er drohte damit, |den Hafen im Mai zu schließen|"),
    ("de", "Sie versuchten, |den Hafen im Mai zu schließen|"),
    ("de", "Orr behauptet, |den Hafen im Mai verkauft zu haben|"),
    ("de", "Das ist eines |der größten Feuer der Stadt|"),
    ("de", "Mit Ausnahme von Orr |haben alle gezahlt|"),
    ("fr", "C’est l’un |des plus grands incendies de la ville|"),
    ("fr", "Orr est accusé de |vendre le port|"),
    ("es", "Es uno de |los incendios más grandes de la ciudad|"),
    ("es", "Todos menos |el alcalde votaron por el puente|"),
    ("es", "A duras penas |diez barcos volvieron|"),
    ("it", "È uno |dei più grandi incendi della città|"),
    ("it", "Come se |il sindaco avesse pagato|"),
    ("ru", "Он пригрозил, что |закроет порт|"),
    ("ru", "Он угрожал |закрыть порт|"),
    ("ru", "Как будто |мэр заплатил за мост|"),
    ("ru", "Его обвиняют в том, что |он продал порт|"),
    ("uk", "Він погрожував |закрити порт|"),
    ("uk", "Наче |мер заплатив за міст|"),
    ("de", "Entweder zahlt das Land oder |der Hafen schließt im Mai|"),
    ("de", "|Der Hafen bliebe offen|, hätte das Land gezahlt"),
    ("de", "|Der Hafen bleibt offen|, mit Ausnahme der Werft"),
    ("fr", "Le bruit court que |le port ferme en mai|"),
    ("fr", "L’idée que |le port ferme en mai| est absurde"),
    ("fr", "Certains croient que |le port ferme en mai|"),
    ("fr", "C’est le deuxième |plus grand port du pays|"),
    ("fr", "Il menace de |fermer le port en mai|"),
    ("fr", "|Le port reste ouvert|, selon le maire"),
    ("es", "Supongamos que |el puerto cierra en mayo|"),
    ("es", "La idea de que |el puerto cierra en mayo| es absurda"),
    ("es", "En mi opinión, |el puerto cierra en mayo|"),
    ("es", "Queremos que |el puerto cierre en mayo|"),
    ("es", "Intentamos |cerrar el puerto en mayo|"),
    ("es", "|El puerto sigue abierto|, creo"),
    ("es", "Todavía |no hemos vendido el barco|"),
    ("es", "Rara vez |miente a los marineros|"),
    ("ru", "Иногда |он лжёт матросам порта|"),
    ("it", "Ho paura che |il porto chiuda a maggio|"),
    ("it", "Mi chiedo se |il porto chiude a maggio|"),
    ("pt", "Tenho medo de que |o porto feche em maio|"),
    ("nl", "Er gaan geruchten dat |de haven in mei sluit|"),
    ("pl", "Boję się, że |port zamkną w maju|"),
    ("ru", "Ходят слухи, что |порт закроют в мае|"),
    ("ru", "Мысль о том, что |порт закроют в мае|, нелепа"),
    ("ru", "Либо платит область, либо |порт закроют в мае|"),
    ("ru", "Мы пытались |закрыть порт в мае|"),
    ("uk", "Деякі думають, що |порт закриють у травні|"),
]
WHOLE = [
    ("de", "Er beschloss, |den Hafen im Mai zu schließen|"),
    ("de", "Sie begann damit, |den Hafen im Mai zu schließen|"),
    ("es", "Los barcos vienen de |los puertos del país|"),
    ("fr", "C’est |l’un des plus grands incendies de la ville|"),
    ("ru", "Это один из |самых больших пожаров в городе|"),
    ("de", "Das Gesetz wurde angenommen, und |der Hafen schließt im Mai|"),
    ("de", "Wir hatten eine gute Idee, und |der Hafen bleibt offen|"),
    ("de", "Orr oder |Pike wird den Hafen schließen|"),
    ("de", "|Der Hafen ist geschlossen| seit 1990"),
    ("fr", "Je sais que |le port ferme en mai|"),
    ("fr", "Nous avons décidé de |fermer le port en mai|"),
    ("es", "El hecho de que |el puerto cierre en mayo| me duele"),
    ("es", "Los marineros esperan en el muelle y |el puerto sigue abierto|"),
    ("es", "|El puerto sigue abierto|, creo que mañana llueve"),
    ("it", "|Il porto è grande|, secondo solo a Ely"),
    ("pt", "|O porto é grande|, segundo maior do país"),
    ("nl", "Ik weet dat |de haven in mei sluit|"),
    ("pl", "Zdecydowaliśmy się |zamknąć port w maju|"),
    ("ru", "Дело в том, что |порт закроют в мае|"),
    ("ru", "Мы решили |закрыть порт в мае|"),
    ("uk", "Ми знаємо, що |порт закриють у травні|"),
]


@pytest.mark.parametrize(
    ("language", "said", "flags"),
    [*((*case, ("truncated_sentence",)) for case in CUT), *((*case, ()) for case in WHOLE)],
)
def test_flags_of(language: str, said: str, flags: tuple[str, ...]) -> None:
    opening, closing = MARKS.get(language, "«»")
    index = Index.open(None)
    text = f"{opening}{said.replace('|', '')}{closing}, Ida Roan."
    index.put(Document("d", "Ferries", text, language=language), sequence=1)
    answer = Engine(index).verify(Query(said.split("|")[1]))
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", flags)
