"""An archive of invented statements for drafts to quote."""

from __future__ import annotations

from functools import cache

from matcher import Engine, Index
from matcher.types import Document

DOCUMENTS = (
    Document(
        "taxes",
        "Venn rules out higher taxes",
        "“We will not raise taxes before the harvest is in,” the finance minister, Ada Venn, said on Tuesday. “Every"
        " cent of the reserve,” she added, “is already in the bank at Orrin Falls.”\n\n“The ferries run until the lake"
        " freezes over,” Harbour Master Bo Orr told the council. “Nobody has asked me to stop them.”",
        language="en",
        published_at="2026-03-31",
    ),
    Document(
        "steuern",
        "Quandt schließt Erhöhung aus",
        "„Wir werden die Fähren im nächsten Winter nicht verkaufen“, sagte Verkehrsministerin Ilse Quandt am Montag."
        " „Das Geld für die neuen Boote ist längst bewilligt“, fügte sie hinzu.",
        language="de",
    ),
    Document(
        "bacs",
        "Les bacs restent publics",
        "« Nous ne vendrons jamais les bacs du lac », a déclaré la préfète Odile Marchandeau. « Les habitants en ont"
        " besoin chaque matin. »",
        language="fr",
    ),
    Document(
        "paromy",
        "Паромы останутся",
        "«Мы не будем продавать паромы этой зимой», — сказал министр Игнат Ветлугин. «Деньги на новые суда уже"
        " выделены», — добавил он.",
        language="ru",
    ),
    Document(
        "promy",
        "Promy zostają",
        "„Nie sprzedamy promów tej zimy – powiedziała burmistrz Iga Wrońska – bo są potrzebne rybakom.” Rada milczała.",
        language="pl",
    ),
    Document(
        "barcas",
        "Las barcas siguen",
        "«No venderemos las barcas este invierno y el lago seguirá abierto», dijo la alcaldesa Jimena Olmo.",
        language="es",
    ),
)


@cache
def engine() -> Engine:
    """Give an engine over the documents."""
    index = Index.open(None)
    for sequence, document in enumerate(DOCUMENTS, 1):
        index.put(document, sequence=sequence)
    return Engine(index)
