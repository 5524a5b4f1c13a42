"""Speech that a dash opens, and paragraphs that begin with a dash and are no speech."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, find_quotations, has_opening_mark
from matcher.attribution.lexicon import get_cues
from matcher.types import Document


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("– Vi betalar allt, säger Anna Dorn, ordförande. Det är sent.", [["Vi betalar allt", "Det är sent."]]),
        ("– Betalar vi? undrar Anna Dorn. Nej.", [["Betalar vi?", "Nej."]]),
        ("– Vi, säger hon, betalar allt.", [["Vi", "betalar allt."]]),
        ("Anna kom.\n\n– Vi betalar, säger hon.\n\n– Det är sent.", [["Vi betalar"], ["Det är sent."]]),
        ("– Płacimy wszystko – powiedział Jan Wilk. Potem wyszedł.", [["Płacimy wszystko"]]),
        ("– Płacimy – mówi Wilk, burmistrz. – Już późno.", [["Płacimy", "Już późno."]]),
        ("- Płacimy wszystko - dodała Ewa Lis.", [["Płacimy wszystko"]]),
        ("— Não pagamos — disse Rui Melo. — É tarde.", [["Não pagamos", "É tarde."]]),
        ("– Não pagamos nada, disse Rui Melo. Saiu da sala.", [["Não pagamos nada"]]),
        ("—No pagamos —dijo Ana Ruiz—. Es tarde.", [["No pagamos", "Es tarde."]]),
        ("– Non paghiamo, – ha detto Ugo Campi. – È tardi.", [["Non paghiamo", "È tardi."]]),
        ("– Han sade ”nej tack” till mig, säger Anna Dorn.", [["Han sade ”nej tack” till mig"]]),
        ("— Мы платим, — сказал Орлов.", [["Мы платим"]]),
        ("— Мы платим, — сказал мэр Орлов. — Уже поздно.", [["Мы платим", "Уже поздно."]]),
        ("— Ми платимо! — бурчить сторож Остап Лис. — Вже пізно.", [["Ми платимо!", "Вже пізно."]]),
        ("— Мы платим, — бурчит сторож Остап Лис.", [["Мы платим"]]),
        ("— Ми платимо, — сказала Ганна Лис.\n\n— Вже пізно.", [["Ми платимо"], ["Вже пізно."]]),
        ("– Nous payons tout, dit Luc Noir. Il est tard.", [["Nous payons tout", "Il est tard."]]),
        ("— Nous payons tout, s’emporte-t-il. Il est tard.", [["Nous payons tout", "Il est tard."]]),
        ("— Nous payons tout, s’agace Ada Noir. Il est tard.", [["Nous payons tout", "Il est tard."]]),
        ("— Quand il parle, s’ouvre la porte.", []),
        ("— Nous, dit-elle, payons tout.", [["Nous", "payons tout."]]),
        ("— Vous payez ?\n— Je paie, répond Ada Noir, maire.", [["Vous payez ?"], ["Je paie"]]),
        # Lists, a speaker's own "I said", and languages whose texts are not read so.
        ("Punkterna är:\n– Nya vägar till alla.\n– Lägre skatt för alla.", []),
        ("– Nya vägar, sade jag till alla.", []),
        ("– Isso não, disse que não pago.", []),
        ("– Wir zahlen alles, sagte Paul Kern.", []),
        ("– Le budget, qui dit tout, sera voté.", []),
        ("— Le maire, viendra-t-il ?", []),
        ("— отменить налог, — сказал Орлов.", []),
        ("— Завод, — главный источник дохода Приозёрска, — закрыт.", []),
        ("2019 – 2021 byggdes vägen, säger Anna Dorn.", []),
        ("– – –", []),
        ("", []),
    ],
)
def test_what_a_dash_opens_is_read_by_its_clause(text: str, spoken: list[list[str]]) -> None:
    found: dict[int, list[str]] = {}
    for quotation in find_quotations(text):
        if quotation.depth == 0:
            found.setdefault(quotation.utterance, []).append(text[quotation.inner_start : quotation.inner_end])
            assert has_opening_mark(text, quotation.start)
    assert list(found.values()) == spoken


def test_speech_without_a_clause_is_whose_the_paragraph_before_is() -> None:
    text = (
        "– Vi betalar allt, säger Anna Dorn.\n\nGrannen Sven Berg skakar på huvudet.\n\n– Mig har ingen frågat.\n\n"
        "– Inte någon enda gång."
    )
    speakers = [one.speaker for one in attribute(Document("d", "", text, language="sv"))]
    assert [speaker.name if speaker else None for speaker in speakers] == ["Anna Dorn", "Sven Berg", "Sven Berg"]


def test_marks_that_run_across_a_paragraph_are_left_alone() -> None:
    text = "– Han sade ”nej tack, säger Anna Dorn. Det” är sent."
    assert "Det” är sent." not in [text[q.inner_start : q.inner_end] for q in find_quotations(text)]


@pytest.mark.parametrize("text", ["– Ja, {} Anna Dorn.", "—Ya —{} Ana Ruiz—. Es tarde.", "– Sì,–{} Ugo Campi."])
def test_no_verb_is_overlooked_before_a_paragraph_is_read(text: str) -> None:
    # Verbs of two languages are left alone where the other one's speech has marks.
    left_alone = frozenset().union(*(get_cues(language).speech for language in ("en", "de")))
    spoken = ("it", "pt", "es", "pl", "sv", "fr", "ru", "uk")
    verbs = frozenset().union(*(get_cues(language).speech for language in spoken)) - left_alone
    assert len(verbs) > 500
    assert [verb for verb in sorted(verbs) if not find_quotations(text.format(verb))] == []
