"""Verbs of no list between a quotation and the person who speaks, in languages that put the verb first there."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute
from matcher.types import Document

# language, text, name of the last quotation's speaker or None
CASES = [
    ("fr", "« C’est une catastrophe », s’alarme Sophie Delmas, présidente du club.", "Sophie Delmas"),
    ("fr", "« Rien ne va ici », tempête le maire de Lyon, Luc Noir.", "Luc Noir"),
    ("fr", "« Je n’ai rien promis », s’est défendu le maire, Luc Noir.", "Luc Noir"),
    ("fr", "« Je n’ai rien promis », a tempéré le maire Luc Noir.", "Luc Noir"),
    ("fr", "« Le Pont du lac », a brûlé Norlac.", None),
    ("fr", "Luc Noir est venu. « Rien ne va ici », s’agace-t-il.", "Luc Noir"),
    ("fr", "Sophie Delmas se montre « très déçue par le vote ».", "Sophie Delmas"),
    ("fr", "La ville attend. Et Luc Noir de promettre : « Il rouvrira avant l’été ».", "Luc Noir"),
    ("fr", "La ville attend. Et Luc Noir d’ajouter : « Il rouvrira avant l’été ».", "Luc Noir"),
    ("uk", "Олена Квіт прийшла. «Аби лиш не завалився», — сміється вона.", "Олена Квіт"),
    ("de", "Anna Dorn kam. „Hauptsache, sie hält“, lacht sie.", "Anna Dorn"),
    ("de", "„Das hält“, freut sich Karl Roth.", "Karl Roth"),
    ("fr", "« Personne n’a rien fait », s’est emportée mercredi la maire, Sophie Delmas.", "Sophie Delmas"),
    ("fr", "« L’eau montait », se souvient Luc Noir, boulanger.", "Luc Noir"),
    ("de", "„Ich bin Pfleger“, winkt Karl Roth ab.", "Karl Roth"),
    ("ru", "«Я бы играла, — смеётся молодая актриса Тая Ветрова. — Зрители придут».", "Тая Ветрова"),
    ("uk", "«Ми чекали», — радіє головна лікарка Мар’яна Квіт.", "Мар’яна Квіт"),
    ("fr", "« Le Pont du lac », comme Luc Noir.", None),
    ("fr", "« Le Pont du lac », film de Luc Noir.", None),
    ("de", "„Das ist eine Katastrophe“, wütet Karl Roth.", "Karl Roth"),
    ("de", "„Das geht nicht“, poltert Bürgermeister Paul Kern.", "Paul Kern"),
    ("de", "Bürgermeister Paul Kern zeigte sich „erleichtert, aber misstrauisch“.", "Paul Kern"),
    ("de", "„Die Fähre am See“, weil Karl Roth.", None),
    ("de", "„Die Fähre am See“ gehört Karl Roth.", None),
    ("es", "«Es una catástrofe», brama Ana Ruiz.", "Ana Ruiz"),
    ("es", "«No vale», se queja Luis Soto, alcalde de Olmo.", "Luis Soto"),
    ("es", "El alcalde Luis Soto se mostró «muy preocupado por todo».", "Luis Soto"),
    ("es", "«El puente del lago», novela de Ana Ruiz.", None),
    ("it", "«Non va», si sfoga Paolo Serra.", "Paolo Serra"),
    ("it", "«La notte del lago», regista Paolo Serra, esce oggi.", None),
    ("it", "Per Paolo Serra il piano è «un sacrificio necessario».", "Paolo Serra"),
    ("it", "Per il sindaco Paolo Serra il piano è «un sacrificio necessario».", "Paolo Serra"),
    ("it", "Per Paolo Serra il teatro ha preparato «una sorpresa».", None),
    ("es", "Para Ana Ruiz el plan es «un sacrificio necesario».", "Ana Ruiz"),
    ("pt", "Para Ana Leal o plano é “uma piada de mau gosto”.", "Ana Leal"),
    ("pt", "“É um absurdo”, dispara Ana Leal.", "Ana Leal"),
    ("pt", "Ana Leal mostrou-se “muito preocupada com tudo”.", "Ana Leal"),
    ("de", "Für Jens Albrecht ist das „ein Märchen für den Wahlkampf“.", "Jens Albrecht"),
    ("de", "Für Jens Albrecht spielte das Orchester „ein Märchen“.", None),
    ("nl", "Voor Pieter van Dam is dat ‘een opluchting’.", "Pieter van Dam"),
    ("sv", "För Nils Berg är det ”ett svek mot alla”.", "Nils Berg"),
    ("nl", "‘Dit is een ramp’, briest wethouder Els Bakker.", "Els Bakker"),
    ("nl", "Wethouder Pieter van Dam toont zich ‘zeer bezorgd’.", "Pieter van Dam"),
    ("sv", "”Det är en katastrof”, ryter Nils Berg.", "Nils Berg"),
    ("sv", "”Det är en katastrof”, minister Nils Berg.", None),
    ("ru", "«Это катастрофа», — негодует Анна Рогова.", "Анна Рогова"),
    ("ru", "«Мост», режиссёр Иван Лапин.", None),
    ("en", "“It is late,” ferry Ada Quill.", None),
    # English: "it" at the end of its own sentence.
    ("en", "The bank “welcomes the closure” and is “committed to Ely,” it said.", "The bank"),
    ("en", "Corvid Shipping “welcomes the closure” and is “committed to Ely,” it said.", "Corvid Shipping"),
    ("en", "Ada Quill welcomed it. Corvid Bank “welcomes the closure,” it said.", "Corvid Bank"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), CASES)
def test_speaker_behind_a_verb(language: str, text: str, name: str | None) -> None:
    speaker = attribute(Document("d", "", text, language=language))[-1].speaker
    assert (speaker.name if speaker else None) == name
