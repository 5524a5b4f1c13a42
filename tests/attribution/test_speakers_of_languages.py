"""Speakers in German, French, Spanish, Russian and Ukrainian, in short texts written for these tests."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import Attributed, attribute, match_claim
from matcher.types import Document

# language, text, and for words in each quotation the speaker's name or None
NEIGHBOURS = {
    "two people": ("de", "Der Rat tagte. „Wir zahlen“, sagte Paul Kern am Montag. „Es ist spät“, erklärte Anna Dorn.", {"Wir zahlen": "Paul Kern", "Es ist": "Anna Dorn"}),
    "two people in French": ("fr", "« Nous payons », a dit Paul Roy. « Il est tard », a déclaré Luc Noir.", {"Nous payons": "Paul Roy", "Il est": "Luc Noir"}),
    "two people in Spanish": ("es", "«Pagamos todo», dijo Ana Ruiz. «Es tarde ya», declaró Pablo Rey.", {"Pagamos": "Ana Ruiz", "Es tarde": "Pablo Rey"}),
    "two people in Russian": ("ru", "«Мы платим», — сказал Борис Орлов. «Уже поздно», — заявила Анна Белова.", {"Мы платим": "Борис Орлов", "Уже": "Анна Белова"}),
    "two people in Ukrainian": ("uk", "«Ми платимо», — сказав Борис Орлик. «Вже пізно», — заявила Олена Квіт.", {"Ми платимо": "Борис Орлик", "Вже": "Олена Квіт"}),
    "a role after a name": ("de", "„Wir zahlen“, sagte Paul Kern. „Es ist spät“, betonte der Direktor.", {"Wir zahlen": "Paul Kern", "Es ist": "der Direktor"}),
    "the role of the name before": ("de", "„Wir zahlen“, sagte Direktor Paul Kern. „Es ist spät“, betonte der Direktor.", {"Es ist": "Paul Kern"}),
    "two roles": ("de", "„Wir zahlen“, sagte der Minister. „Es ist spät“, sagte der Bürgermeister.", {"Es ist": "der Bürgermeister"}),
    "the family name again": ("de", "„Wir zahlen“, sagte Paul Kern. „Es ist spät“, betonte Kern.", {"Es ist": "Paul Kern"}),
    "a pronoun": ("de", "„Wir zahlen“, sagte Anna Dorn. „Es ist spät“, fügte sie am Dienstag hinzu.", {"Es ist": "Anna Dorn"}),
    "a pronoun of the other gender": ("de", "„Wir zahlen“, sagte Anna Dorn. „Es ist spät“, entgegnete er.", {"Wir zahlen": "Anna Dorn", "Es ist": None}),
    "a pronoun of the other gender in French": ("fr", "« Nous payons », a dit Luc Noir. « Il est tard », a-t-elle répondu.", {"Nous payons": "Luc Noir", "Il est": None}),
    "a pronoun between two people": ("fr", "« Nous payons », a dit Anne Roy. « Il est tard », a dit Luc Noir. « Très tard », a-t-il ajouté.", {"Très": "Luc Noir"}),
    "a verb alone": ("es", "«Pagamos todo», dijo Ana Ruiz. «Es tarde ya», añadió después.", {"Es tarde": "Ana Ruiz"}),
    "a verb alone in Spanish": ("es", "La alcaldesa de Olmo, Ana Ruiz, llegó ayer. «Pagamos todo», dijo en rueda de prensa.", {"Pagamos": "Ana Ruiz"}),
    "a verb alone behind a dateline": ("es", "Olmar Alto, 4 de junio (Agencia Mar).- La alcaldesa, Ana Ruiz, lo negó. «Pagamos todo», dijo.", {"Pagamos": "Ana Ruiz"}),
    "a year ago in Spanish": ("es", "El alcalde, Luis Soto, llegó. «Pagamos todo», repitió. Hace un año había dicho: «Es tarde ya».", {"Pagamos": "Luis Soto", "Es tarde": "Luis Soto"}),
    "who did not answer": ("en", "“You were paid!” Luis Moor called. “Were you not ashamed?” Ada Quill did not answer.", {"Were you": "Luis Moor"}),
    "who said nothing": ("en", "“You were paid!” Luis Moor called. “Were you not ashamed?” Ada Quill said nothing.", {"Were you": "Luis Moor"}),
    "somebody by his age": ("de", "Bürgermeister Paul Kern kam. „Wir zahlen heute alles“, erklärte der 63-Jährige.", {"Wir zahlen": "Paul Kern"}),
    "somebody by his party": ("de", "Bürgermeister Paul Kern kam. „Wir zahlen heute alles“, so der SPD-Politiker.", {"Wir zahlen": "Paul Kern"}),
    "somebody else by his age": ("de", "Ein 34-Jähriger wurde verletzt. Bürgermeister Paul Kern kam. „Wir zahlen alles“, sagte der 34-Jährige.", {"Wir zahlen": "der 34-Jährige"}),
    "somebody by an age in English": ("en", "Mayor Paul Kern came. “We shall pay for it all,” the 63-year-old said.", {"We shall": "Paul Kern"}),
    "whoever voted no": ("en", "Ada Quill wrote that it “was late”.\n\nPaul Kern was one of those who voted no. “All of my friends were for it,” he said.", {"All of": "Paul Kern"}),
    "so": ("de", "Der Rat tagte. Bürgermeister Paul Kern kam. „Wir zahlen heute alles“, so Kern.", {"Wir zahlen": "Paul Kern"}),
    "so that": ("de", "Bürgermeister Paul Kern kam. Man nennt sie „die Ruine“, so war es immer.", {"die Ruine": None}),
    "laut": ("de", "Der Rat tagte. Paul Kern kam. Laut Kern ist der Hafen „eine Ruine“.", {"eine Ruine": "Paul Kern"}),
    "nach Worten von": ("de", "Paul Kern kam. Nach Worten von Kern ist der Hafen „eine Ruine“.", {"eine Ruine": "Paul Kern"}),
    "nach Angaben": ("de", "Paul Kern kam. Nach Angaben der Polizei war es „eine Ruine“.", {"eine Ruine": "der Polizei"}),
    "zufolge": ("de", "Paul Kern kam. Kern zufolge ist der Hafen „eine Ruine“.", {"eine Ruine": "Paul Kern"}),
    "a loud feast": ("de", "Paul Kern kam. Laut und „voller Glanz“ war das Fest.", {"voller": None}),
    "selon": ("fr", "Paul Roy a parlé. Selon Roy, « le port est une ruine ». ", {"le port": "Paul Roy"}),
    "d'après": ("fr", "Paul Roy a parlé. D’après Roy, « le port est une ruine ».", {"le port": "Paul Roy"}),
    "selon behind": ("fr", "Paul Roy a parlé. « Le port est une ruine », selon le maire, Luc Noir.", {"Le port": "Luc Noir"}),
    "pour in front": ("fr", "Paul Roy a parlé. Pour Roy, « le port est une ruine ».", {"le port": "Paul Roy"}),
    "pour behind": ("fr", "Paul Roy a parlé. Le film « La Ruine » sort pour Roy et ses amis.", {"La Ruine": None}),
    "según": ("es", "Pablo Rey habló. «El puerto es una ruina», según Rey.", {"El puerto": "Pablo Rey"}),
    "de acuerdo con": ("es", "Pablo Rey habló. De acuerdo con Rey, el puerto es «una ruina».", {"una ruina": "Pablo Rey"}),
    "para behind": ("es", "Pablo Rey habló. El puerto es «una ruina» para Rey.", {"una ruina": None}),
    "по словам": ("ru", "Мэр Борис Орлов выступил. По словам Орлова, порт — «настоящая руина».", {"настоящая": "Борис Орлов"}),
    "по словам behind": ("ru", "Мэр Борис Орлов выступил. «Порт — это руина», — по словам Анны Беловой.", {"Порт": "Анны Беловой"}),
    "на думку": ("uk", "Мер Борис Орлик виступив. На думку Орлика, порт — «справжня руїна».", {"справжня": "Борис Орлик"}),
    "a single German name before its verb": ("de", "Dorn sagte: „Wir zahlen heute alles.“", {"Wir zahlen": "Dorn"}),
    "a single German name after its verb": ("de", "„Wir zahlen heute alles“, sagte Dorn.", {"Wir zahlen": "Dorn"}),
    "German nouns beside a verb": ("de", "„Wir zahlen alles“, sagten Ärzte. Experten warnten: „Es ist spät für uns.“", {"Wir zahlen": None, "Es ist": None}),
    "whoever is told in front": ("de", "Jens Kern kam. Der Deutschen Presse-Agentur sagte er: „Das ist zu spät für uns.“", {"Das ist": "Jens Kern"}),
    "an agency told in Spanish": ("es", "«Lo que falta es voluntad», señaló a EFE.", {"Lo que": None}),
    "an article joined to its noun": ("fr", "L'avocate de M. Lamy, Me Sophie Dorn, dénonce « une cabale ».", {"une cabale": "Sophie Dorn"}),
    "the latter": ("fr", "« Nous payons », a répliqué Mme Roussel. Interrogé par l'AFP, ce dernier a répondu : « Deux fois par an. »", {"Deux fois": None}),
    "a profession": ("de", "Die Schauspielerin Marie Kohl ist müde. „Es ist spät“, schrieb sie.", {"Es ist": "Marie Kohl"}),
    "a second clause before a colon": ("de", "„Wir zahlen“, sagte Paul Kern, und Anna Dorn erwiderte: „Das ist zu spät für uns.“", {"Wir zahlen": "Paul Kern", "Das ist": "Anna Dorn"}),
    "a second clause before an English colon": ("en", "“We pay,” said Ada Quill, and Ben Orr replied: “It is too late for us.”", {"We pay": "Ada Quill", "It is": "Ben Orr"}),
}  # fmt: skip


def find(attributed: list[Attributed], text: str, words: str) -> Attributed:
    start = text.index(words)
    return next(one for one in attributed if one.start <= start < one.end)


def names_of(language: str, text: str, words: dict[str, str | None]) -> dict[str, str | None]:
    attributed = attribute(Document("d", "", text, language=language))
    speakers = {word: find(attributed, text, word).speaker for word in words}
    return {word: speaker.name if speaker else None for word, speaker in speakers.items()}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_quotations_beside_each_other_have_each_their_speaker(name: str) -> None:
    language, text, expected = NEIGHBOURS[name]
    assert names_of(language, text, expected) == expected


def test_text_that_ends_in_a_title_is_read() -> None:
    assert names_of("es", "“Pagamos todo”, dijo ayer el Dr.", {"Pagamos": None}) == {"Pagamos": "el Dr"}


# language, reporting clause after „Wir zahlen alles“ in the language's marks, speaker's name
BEARERS = [
    ("fr", "a dit le ministre des Finances Paul Roy", "Paul Roy"),
    ("fr", "a déclaré le maire de Lyon Luc Noir", "Luc Noir"),
    ("fr", "a déclaré le maire de Lyon, Luc Noir", "Luc Noir"),
    ("fr", "a précisé la rectrice de l'académie Anne Roy", "Anne Roy"),
    ("fr", "a précisé le porte-parole du ministre Paul Roy", "le porte-parole"),
    ("fr", "a précisé l'avocat de Luc Noir", "l'avocat"),
    ("fr", "a dit Jean-Luc Marie Roy", "Jean-Luc Marie Roy"),
    ("es", "dijo el ministro de Hacienda, Pablo Rey", "Pablo Rey"),
    ("es", "declaró el alcalde de Lugo Luis Negro", "Luis Negro"),
    ("es", "dijo el portavoz de Renfe, Iberia y Vueling", "el portavoz"),
    ("es", "ha declarado la alcaldesa Ana Ruiz", "Ana Ruiz"),
    ("de", "sagte der Minister für Finanzen, Paul Kern", "Paul Kern"),
    ("de", "erklärte der Bürgermeister von Köln, Miguel Dorn", "Miguel Dorn"),
    ("de", "erklärte der Bürgermeister von Köln Miguel Dorn", "Miguel Dorn"),
    ("de", "erklärte der Bürgermeister von Köln", "der Bürgermeister"),
    ("de", "erklärte Präsident von Reden", "von Reden"),
    ("de", "betonte die Sprecherin des Ministeriums Anna Dorn", "Anna Dorn"),
    ("de", "betonte der Sprecher des Ministers Paul Kern", "der Sprecher des Ministers Paul Kern"),
    ("de", "betonte die Sprecherin der Ministerin Anna Dorn", "die Sprecherin der Ministerin Anna Dorn"),
    ("de", "sagte Grünen-Chef Robert Kern", "Robert Kern"),
    ("de", "sagte Frau Dorothee Anna Dorn", "Dorothee Anna Dorn"),
    ("ru", "сказал министр финансов России Антон Рогов", "Антон Рогов"),
    ("ru", "заявил мэр Омска Сергей Лапин", "Сергей Лапин"),
    ("ru", "сообщил министр Лапин Сергей Петрович", "Лапин Сергей Петрович"),
    ("ru", "сообщил адвокат Сергея Лапина", "адвокат Сергея Лапина"),
    ("uk", "сказав президент України Володимир Рогач", "Володимир Рогач"),
    ("uk", "повідомила речниця ДСНС Олена Коваль", "Олена Коваль"),
]
FRAMES = {"fr": "« Nous payons tout », {}.", "es": "«Pagamos todo», {}.", "de": "„Wir zahlen alles“, {}.", "ru": "«Мы платим», — {}.", "uk": "«Ми платимо», — {}."}  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "expected"), BEARERS)
def test_an_office_is_told_from_the_name_of_its_bearer(language: str, clause: str, expected: str | None) -> None:
    text = FRAMES[language].format(clause)
    (found,) = attribute(Document("d", "", text, language=language))
    assert (found.speaker.name if found.speaker else None) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le maire Paul Roy a déclaré : « Nous payons tout cela. »", "Paul Roy"),
        ("es", "La alcaldesa Ana Ruiz ha declarado: «Pagamos todo esto».", "Ana Ruiz"),
    ],
)
def test_an_auxiliary_is_no_part_of_the_subject(language: str, text: str, expected: str) -> None:
    (found,) = attribute(Document("d", "", text, language=language))
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.confidence > 0.8) == (expected, True)


def test_whoever_speaks_for_somebody_is_somebody_else() -> None:
    text = "„Wir zahlen alles“, betonte der Sprecher des Ministers Paul Kern."
    document = Document("d", "", text, language="de")
    attributed = attribute(document)
    assert match_claim("Paul Kern", attributed[0].speaker, document, attributed) == "uncertain"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # Offices in another case speak, whoever their complement names does not.
        ("По мнению мэра, «мост откроют до конца этого года».", "мэра", "anonymous"),
        ("По словам мэра Омска, «мост откроют до конца этого года».", "мэра Омска", "anonymous"),
        ("По словам главы МИД, «мост откроют до конца этого года».", "главы МИД", "anonymous"),
        ("По словам главы Минфина Андрея Орлова, «мост откроют до конца года».", "Андрея Орлова", "person"),
        ("За словами міністра освіти, «школи відкриють вчасно цього року».", "міністра освіти", "anonymous"),
        ("Nach den Worten des Bürgermeisters „wird die Brücke noch gebaut“.", "des Bürgermeisters", "anonymous"),
        ("Laut dem Bürgermeister von Molden „wird die Brücke noch gebaut“.", "dem Bürgermeister", "anonymous"),
        ("Nach Angaben des Ministers Jörg Haller „wird die Brücke noch gebaut“.", "Jörg Haller", "person"),
        # An apposition behind a complement needs no known given name; a list of bodies is none.
        ("„Wir zahlen“, sagte die Sprecherin des Unternehmens, Quenta Kuhn. Alle gingen.", "Quenta Kuhn", "person"),
        ("„Wir zahlen“, sagte der Vorsitzende der Gewerkschaft Bau, Dieter Kranz.", "Dieter Kranz", "person"),
        ("„Wir zahlen“, sagte der Wirtschafts- und Energieminister Jonas Reiter.", "Jonas Reiter", "person"),
        # The only minister of a text is "die Ministerin"; of two, the nearest title that fits is no proof.
        ("Agrarministerin Lena Voss kam. „Wir zahlen alles“, sagte die Ministerin.", "Lena Voss", "person"),
        ("Agrarministerin Lena Voss und Finanzministerin Ida Rau kamen. „Wir zahlen“, sagte die Ministerin.", "die Ministerin", "anonymous"),
        ("Vizepräsident Karl Voss kam. „Wir zahlen alles“, sagte der Präsident.", "der Präsident", "anonymous"),
        # A French article that hangs on its noun begins a sentence as any capital does.
        ("Selon la procureure, « rien n'est clos ». L'avocat de la famille, Me Yann Roy, s'impatiente : « Elle attend depuis trop longtemps. »", "Yann Roy", "person"),
        # A name in another case tells a gender too.
        ("По данным Веры Ильиной, полоса открыта. Губернатор Роман Кац приехал. «Экипаж спас всех», — сказал он.", "Роман Кац", "person"),
    ],
)  # fmt: skip
def test_offices_and_names_in_any_case_speak(text: str, name: str, kind: str) -> None:
    found = attribute(Document("d", "", text))[-1]
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == (name, kind)
