"""What stands round a passage in its sentence, in several languages: denials over it, conditions cut off it."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

NEGATED, CUT, NARRATION = "inside_negation", "truncated_sentence", "not_in_quotation_marks"
CASES = [
    # An infinitive clause has no sense without the clause before its comma.
    ("de", "„Niemand hat die Absicht, eine Mauer durch den Hafen zu errichten“, sagte Ida Roan.",
     "eine Mauer durch den Hafen zu errichten", NEGATED),
    ("de", "„Wir haben nicht vor, die Fähre im Mai einzustellen“, sagte Ida Roan.",
     "die Fähre im Mai einzustellen", NEGATED),
    ("de", "„Wir haben keine Wahl, als die Fähre im Mai zu streichen“, sagte Ida Roan.",
     "die Fähre im Mai zu streichen", ""),
    ("de", "„Wir sparen nicht, um die Fähre im Mai zu streichen“, sagte Ida Roan.",
     "die Fähre im Mai zu streichen", ""),
    ("de", "„Keiner wollte es, aber wir planen, die Fähre im Mai zu streichen“, sagte Ida Roan.",
     "die Fähre im Mai zu streichen", ""),
    ("de", "„Niemand wartete, die Fähre fuhr wie zu Ostern“, sagte Ida Roan.", "die Fähre fuhr wie zu Ostern", ""),
    # Conditions of several words.
    ("fr", "« Nous fermerons le bac en juin, à moins que la région ne nous aide », a dit Ida Roan.",
     "Nous fermerons le bac en juin", CUT),
    ("fr", "« Nous signerons à condition que les salaires augmentent », a dit Ida Roan.", "Nous signerons", CUT),
    ("fr", "« Le bac coûte moins que le pont du canal », a dit Ida Roan.", "Le bac coûte", ""),
    ("fr", "« Nous voulons améliorer la condition des marins du bac », a dit Ida Roan.", "Nous voulons améliorer", ""),
    ("es", "«Cerraremos el muelle en junio, a menos que la región nos ayude», dijo Ida Roan.",
     "Cerraremos el muelle en junio", CUT),
    ("es", "«Dimitiremos a no ser que el consejo baje la tasa», dijo Ida Roan.", "Dimitiremos", CUT),
    ("es", "«Firmaremos el acuerdo con tal de que suban los sueldos», dijo Ida Roan.", "Firmaremos el acuerdo", CUT),
    ("es", "«Cerraremos el muelle en junio con menos gente que nunca», dijo Ida Roan.",
     "Cerraremos el muelle en junio", ""),
    ("de", "„Wir schließen den Hafen im Juni, es sei denn, das Land hilft uns“, sagte Ida Roan.",
     "Wir schließen den Hafen im Juni", CUT),
    ("de", "„Wir schließen den Hafen im Juni, denn es ist zu spät“, sagte Ida Roan.",
     "Wir schließen den Hafen im Juni", ""),
    ("de", "„Wir treten zurück, sollte der Rat die Fähre streichen“, sagte Ida Roan.", "Wir treten zurück", CUT),
    ("de", "„Was wir planen, sollte klar sein“, sagte Ida Roan.", "Was wir planen", ""),
    ("ru", "«Мы подпишем договор при условии, что зарплаты вырастут», — сказала Ида Роан.",
     "Мы подпишем договор", CUT),
    ("ru", "«Мы подпишем договор о труде и его условии», — сказала Ида Роан.", "Мы подпишем договор", ""),
    ("uk", "«Ми підпишемо договір за умови, що зарплати зростуть», — сказала Іда Роан.", "Ми підпишемо договір", CUT),
    ("en", "“We will sign the charter on condition that wages rise,” Ida Roan said.", "We will sign the charter", CUT),
    ("en", "“We will sign the charter, should the council agree,” Ida Roan said.", "We will sign the charter", CUT),
    ("en", "“We will sign the charter, which should help the crews,” Ida Roan said.", "We will sign the charter", ""),
    # A sentence ends before a dash, and behind closing marks of every kind.
    ("ru", "«Я не верю в быстрый успех, — говорит Роан. — Паром обойдётся городу в пять лет».",
     "Паром обойдётся городу в пять лет", ""),
    ("ru", "«Я верю, — говорит Роан, — что паром обойдётся городу в пять лет».",
     "паром обойдётся городу в пять лет", CUT),
    ("de", "„Das haben wir nicht gewollt.“ Die Ministerin räumte Fehler ein.", "Die Ministerin räumte Fehler ein",
     NARRATION),
    ("fr", "« Ils n’ont pas de preuves. » La procureure a requis deux ans.", "La procureure a requis deux ans",
     NARRATION),
    ("de", "Es ist nicht wahr, dass die Ministerin Fehler einräumte.", "die Ministerin Fehler einräumte",
     f"{NARRATION} {NEGATED}"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "quote", "flags"), CASES, ids=[case[1] for case in CASES])
def test_flags_of(language: str, text: str, quote: str, flags: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Ferries", text, language=language), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert answer.verdict == "verbatim"
    assert set(answer.matches[0].flags) - {"common_phrase"} == set(flags.split())
