"""A reporting clause within an utterance costs a quote nothing; what only looks like one does, and so do two voices."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.types import DocumentKind

CASES = [
    # Between two parts of one utterance, in languages whose speakers are not resolved.
    ("pt", "“A balsa fica no porto”, disse Ana Dias, “mas os barcos saem cedo”.",
     "A balsa fica no porto, mas os barcos saem cedo", "verbatim"),
    ("it", "«Il traghetto resta in porto», ha detto Anna Dini, «ma le barche escono presto».",
     "Il traghetto resta in porto, ma le barche escono presto", "verbatim"),
    ("nl", "‘De veerpont blijft in de haven,’ voegde zij eraan toe, ‘maar de boten varen vroeg uit.’",
     "De veerpont blijft in de haven, maar de boten varen vroeg uit", "verbatim"),
    ("sv", "”Färjan stannar i hamnen”, sade Anna Dahl, ”men båtarna går tidigt”.",
     "Färjan stannar i hamnen, men båtarna går tidigt", "verbatim"),
    ("cs", "„Přívoz zůstane v přístavu,“ řekla A. Dvořáková, „ale lodě vyplují brzy.“",
     "Přívoz zůstane v přístavu, ale lodě vyplují brzy", "verbatim"),
    ("tr", "“Feribot limanda kalacak” dedi Ayşe Demir, “ama tekneler erken çıkacak.”",
     "Feribot limanda kalacak ama tekneler erken çıkacak", "verbatim"),
    ("he", "\"המעבורת נשארת בנמל\", אמרה דנה לוי, \"אבל הסירות יוצאות מוקדם\".",
     "המעבורת נשארת בנמל, אבל הסירות יוצאות מוקדם", "verbatim"),
    ("ja", "「渡し船は港に残る」と田中市長は述べ、「しかし漁船は早く出る」と話した。",
     "渡し船は港に残る。しかし漁船は早く出る", "verbatim"),
    # Inside one pair of marks.
    ("it", "«Il traghetto – ha aggiunto – resta in porto».", "Il traghetto resta in porto", "verbatim"),
    ("pl", "„Prom zostaje w porcie – dodał burmistrz – lecz łodzie wypływają wcześnie”.",
     "Prom zostaje w porcie, lecz łodzie wypływają wcześnie", "verbatim"),
    ("el", "«Το πλοίο – πρόσθεσε – μένει στο λιμάνι».", "Το πλοίο μένει στο λιμάνι", "verbatim"),
    ("ru", "«Паром, — с улыбкой сказал Орлов, — останется в порту».", "Паром останется в порту", "verbatim"),
    ("fr", "« Le bac, a assuré la préfète, Ada Quill, reste au port. »", "Le bac reste au port", "verbatim"),
    # A lone word before the clause, or behind it.
    ("es", "«Ustedes —dijo Roan— han cerrado el puerto».", "Ustedes han cerrado el puerto", "verbatim"),
    ("fr", "« Vous, dit Ada Quill, avez fermé le port en mai. »", "Vous avez fermé le port en mai", "verbatim"),
    ("ru", "«Вы, — сказал Орлов, — закрыли порт в мае».", "Вы закрыли порт в мае", "verbatim"),
    ("ru", "«Вы закрыли порт в мае, — сказал Орлов, — зря».", "Вы закрыли порт в мае зря", "verbatim"),
    ("fr", "« Je ne sais pas, dit Ada Quill, moi. »", "Je ne sais pas moi", "verbatim"),
    ("fr", "« Ils ont fermé le port en mai, dit Ada Quill, eux. »", "Ils ont fermé le port en mai eux", "verbatim"),
    ("fr", "« Ils ont fermé le port en mai, dit Ada Quill, ces eux. »", "Ils ont fermé le port en mai eux", "altered"),
    ("fr", "« Ils ont fermé le port en mai, dit Ada Quill. Eux non. »", "Ils ont fermé le port en mai eux", "altered"),
    ("fr", "« Ils ont fermé le port en mai, de mai, eux. »", "Ils ont fermé le port en mai eux", "altered"),
    ("ru", "«Вы, — сказал Орлов, — закрыли порт в мае».", "Мы закрыли порт в мае", "altered"),
    ("es", "«Ustedes, que dijeron no, han cerrado el puerto».", "Ustedes han cerrado el puerto", "altered"),
    # A stage direction, one with a word of what is said among its own too.
    ("en", "“We do not want (laughter, applause) your money,” said Ada Venn.", "We do not want your money", "verbatim"),
    ("en", "“We do not want (laughter, applause) laughter at all from you,” said Ada Venn.",
     "We do not want laughter at all from you", "verbatim"),
    # More verbs, and particles behind them.
    ("es", "«El bac, ha explicado la ministra, seguirá en el puerto».", "El bac seguirá en el puerto", "verbatim"),
    ("fr", "« Le bac, répondit Ada Quill, restera au port. »", "Le bac restera au port", "verbatim"),
    ("nl", "‘De pont,’ legt Roan uit, ‘blijft in de haven.’", "De pont blijft in de haven", "verbatim"),
    ("de", "„Die Fähre“, erläutert Roan, „bleibt im Hafen.“", "Die Fähre bleibt im Hafen", "verbatim"),
    ("ar", "«العبارة»، قالت ندى، «تبقى في الميناء حتى مايو».", "العبارة تبقى في الميناء حتى مايو", "verbatim"),
    # Verbs of no list, told by the form of their clause.
    ("fr", "« Je n’ai rien promis en mai, s’est défendu le maire, Luc Noir. J’ai parlé du port. »",
     "Je n’ai rien promis en mai. J’ai parlé du port", "verbatim"),
    ("fr", "« Je n’ai rien promis en mai, a balayé la préfète. J’ai parlé du port. »",
     "Je n’ai rien promis en mai. J’ai parlé du port", "verbatim"),
    ("fr", "« Je n’ai rien promis en mai, se désole l’adjointe Ada Noir. J’ai parlé du port. »",
     "Je n’ai rien promis en mai. J’ai parlé du port", "verbatim"),
    ("fr", "« Je n’ai rien promis en mai, a fermé le port. J’ai parlé du port. »",
     "Je n’ai rien promis en mai. J’ai parlé du port", "altered"),
    # Between two parts of one utterance: a person behind what ends as a verb does, and what only looks so.
    ("de", "„Die Fähre fährt im Mai“, freut sich der Wirt Ulf Dorn. „Wir feiern das.“",
     "Die Fähre fährt im Mai. Wir feiern das", "verbatim"),
    ("de", "„Die Fähre fährt im Mai“, wütet Ulf Dorn. „Wir feiern das nicht.“",
     "Die Fähre fährt im Mai. Wir feiern das nicht", "verbatim"),
    ("de", "„Die Fähre fährt im Mai“, ätzt Forscherin Ayla Dorn. „Wir feiern das nicht.“",
     "Die Fähre fährt im Mai. Wir feiern das nicht", "verbatim"),
    ("de", "„Die Fähre fährt im Mai“, statt Ulf Dorn. „Wir feiern das nicht.“",
     "Die Fähre fährt im Mai. Wir feiern das nicht", "spliced"),
    ("fr", "« Le bac revient en mai », s’amuse Anne Roy. « On fête ça. »",
     "Le bac revient en mai. On fête ça", "verbatim"),
    ("es", "«El bac vuelve en mayo», se queja. «Lo celebramos».", "El bac vuelve en mayo. Lo celebramos", "verbatim"),
    ("fr", "« Le bac revient en mai, se souvient Luc Noir, boulanger. On fête ça. »",
     "Le bac revient en mai. On fête ça", "verbatim"),
    ("fr", "« Le bac revient en mai, s’est emportée mercredi la maire, Anne Roy. On fête ça. »",
     "Le bac revient en mai. On fête ça", "verbatim"),
    ("fr", "« Le bac revient en mai », sourit Roybœuf. « On fête ça. »",
     "Le bac revient en mai. On fête ça", "verbatim"),
    ("fr", "« Le bac revient en mai », comme Anne Roy. « On fête ça. »",
     "Le bac revient en mai. On fête ça", "spliced"),
    ("es", "«El bac vuelve en mayo», se alegra la alcaldesa. «Lo celebramos».",
     "El bac vuelve en mayo. Lo celebramos", "verbatim"),
    ("es", "«El bac vuelve en mayo», novela de Ana Ruiz. «Lo celebramos».",
     "El bac vuelve en mayo. Lo celebramos", "spliced"),
    ("it", "«Il traghetto torna a maggio», ride Anna Dini. «Festeggiamo».",
     "Il traghetto torna a maggio. Festeggiamo", "verbatim"),
    ("ru", "«Паром вернётся в мае», — радуется мэр Анна Орлова. «Мы это отметим».",
     "Паром вернётся в мае. Мы это отметим", "verbatim"),
    ("ru", "«Паром вернётся в мае, — уверена Анна Орлова. — Мы это отметим».",
     "Паром вернётся в мае. Мы это отметим", "verbatim"),
    ("pl", "„Prom wróci w maju” – cieszy się burmistrz Anna Dorn. „Świętujemy”.",
     "Prom wróci w maju. Świętujemy", "verbatim"),
    ("pt", "“A balsa volta em maio”, disparou. “Nós pagamos.”", "A balsa volta em maio. Nós pagamos", "verbatim"),
    # A word beside the clause that the quote writes otherwise.
    ("fr", "« La route fait 110 kilomètres, dit-elle. Ma sœur la prend. »",
     "La route fait 110 km. Ma sœur la prend", "verbatim"),
    ("ru", "«Объезд — это сто десять километров, — говорит мэр Анна Орлова. — Моя сестра ездит каждый день».",
     "Объезд — это 110 км. Моя сестра ездит каждый день", "verbatim"),
    ("fr", "« Le bac reste au port, s’emporte-t-il. Les bateaux sortent tôt. »",
     "Le bac reste au port. Les bateaux sortent tôt", "verbatim"),
    ("uk", "«Пором лишиться в порту, — бурчить сторож Остап Лис. — Човни вийдуть рано».",
     "Пором лишиться в порту. Човни вийдуть рано", "verbatim"),
    ("uk", "— Пором лишиться в порту, — бурчить сторож Остап Лис. — Човни вийдуть рано.",
     "Пором лишиться в порту. Човни вийдуть рано", "verbatim"),
    ("fr", "« Le bac, restera-t-il au port ? Les bateaux sortent tôt. »",
     "Le bac, les bateaux sortent tôt", "altered"),
    ("ru", "«Паром, — главный труд Орлова, — останется в порту».", "Паром останется в порту", "altered"),
    # A participle without an auxiliary is part of what is said.
    ("fr", "« Le bac, annoncé hier par la préfète, reste au port. »", "Le bac reste au port", "altered"),
    ("es", "«El bac, anunciado ayer por la alcaldesa, sigue en el puerto».", "El bac sigue en el puerto", "altered"),
    ("it", "«Il traghetto, annunciato ieri dal sindaco, resta in porto».", "Il traghetto resta in porto", "altered"),
    # In the midst of a sentence, with no comma, or between dashes or in brackets without a reporting verb.
    ("en", "They met.\n\n“The ferry stays” tweeted Governor Ida Roan “in the port of Ely.” She left.",
     "The ferry stays in the port of Ely", "verbatim"),
    ("en", "“The ferry stays in port” the mayor insisted “and I can prove it.”",
     "The ferry stays in port and I can prove it", "verbatim"),
    ("en", "“The ferry stays in port” — Captain Paul Roth paused — “and I will not sail her.”",
     "The ferry stays in port and I will not sail her", "verbatim"),
    ("en", "Ida Roan was angry. “The ferry,” (Roan pointed at it) “was leaking for years.”",
     "The ferry was leaking for years", "verbatim"),
    # A comma was forgotten before the clause.
    ("en", "“The ferry stays in port” said Ida Roan. “It will leave in May.”",
     "The ferry stays in port. It will leave in May", "verbatim"),
    ("en", "They heard of “a ferry in port” said Ida Roan. “It will leave in May.”",
     "a ferry in port. It will leave in May", "spliced"),
    ("en", "“The ferry stays in port” said Ida Roan. “It will leave in May,” said Paul Roth.",
     "The ferry stays in port. It will leave in May", "spliced"),
    ("en", "“The ferry stays in port” said Ida Roan “the boats leave early” said Paul Roth.",
     "The ferry stays in port the boats leave early", "spliced"),
    ("en", "“The ferry stays in port” (Roan) “the boats leave early” (Roth), it says.",
     "The ferry stays in port the boats leave early", "spliced"),
    ("en", "“The ferry stays in port” — Ida Roan in May — “the boats leave early” — Paul Roth in June.",
     "The ferry stays in port the boats leave early", "spliced"),
    ("en", "“The ferry stays in port.” Ida Roan sat down. “the boats leave early.”",
     "The ferry stays in port. the boats leave early", "spliced"),
    ("en", "Her boat, the “Green Sea” (critics like it) “the best of all ferries” to some, sank.",
     "Green Sea the best of all ferries", "spliced"),
    # What has a reporting word and is no reporting clause.
    ("en", "“The mayor, who said no to the ferry, stays in office,” Ida Roan said.",
     "The mayor stays in office", "altered"),
    ("en", "“The mayor, as he said in May, stays in office,” Ida Roan said.", "The mayor stays in office", "altered"),
    ("en", "“We sign the deal, but nobody said so, for the island,” Ida Roan said.",
     "We sign the deal for the island", "altered"),
    ("de", "„Der Rat, der Nein sagte, bleibt im Amt“, sagte Ida Roan.", "Der Rat bleibt im Amt", "altered"),
    ("fr", "« Le bac, dit-on, reste au port », a dit Ada Quill.", "Le bac reste au port", "altered"),
    ("ru", "«Мэр, который сказал нет, остаётся на посту», — сказала Роан.", "Мэр остаётся на посту", "altered"),
    ("pl", "„Prom – który, jak mówił, jest drogi – zostaje w porcie”, dodał burmistrz.",
     "Prom zostaje w porcie", "altered"),
    # Two voices, though a reporting clause stands between them.
    ("pt", "“A balsa fica no porto”, disse Ana Dias. “Os barcos saem cedo”, rebateu Paulo Reis.",
     "A balsa fica no porto. Os barcos saem cedo", "spliced"),
    ("pt", "“A balsa fica no porto”, disse Ana Dias, e Paulo Reis rebateu, “mas os barcos saem cedo”.",
     "A balsa fica no porto, mas os barcos saem cedo", "spliced"),
    ("de", "„Die Fähre bleibt im Hafen“, sagte Anna Dorn. „Die Boote fahren früh“, sagte Paul Roth.",
     "Die Fähre bleibt im Hafen. Die Boote fahren früh", "spliced"),
    ("en", "“The ferry stays in port,” said Anna Dorn, and Paul Roth replied, “but the boats leave early.”",
     "The ferry stays in port, but the boats leave early", "spliced"),
    ("it", "Per Anna Dini è «un porto sicuro», per Paolo Re, «una trappola».",
     "un porto sicuro, una trappola", "spliced"),
    ("en", "“The ferry stays in port,” said Peter Lamb. “The boats leave early,” said Paul Lamb.",
     "The ferry stays in port. The boats leave early", "spliced"),
    ("en", "“The ferry stays in port,” said Peter Lamb. “The boats leave early,” said his brother, Paul Lamb.",
     "The ferry stays in port. The boats leave early", "spliced"),
    ("en", "“The ferry stays in port,” said Mr Kim. “The boats leave early,” said Ms Kim.",
     "The ferry stays in port. The boats leave early", "spliced"),
    ("en", "“The ferry stays in port,” said Senator Dale Kerr. “The boats leave early,” said Governor Ruth Kerr.",
     "The ferry stays in port. The boats leave early", "spliced"),
    ("en", "“The ferry stays in port,” said Ada Venn. “The boats leave early,” Ben Roth told Venn.",
     "The ferry stays in port. The boats leave early", "spliced"),
    ("en", "“The ferry stays in port!” cried Ada Venn. “The boats leave early,” came the reply from Paul Roth.",
     "The ferry stays in port. The boats leave early", "spliced"),
    ("en", "“The ferry stays in port,” said Ada Venn. “The boats leave early,” Paul Roth went on.",
     "The ferry stays in port. The boats leave early", "spliced"),
    ("en", "“The ferry stays in port!” cried Ada Venn. “The boats leave early,” was his answer to that.",
     "The ferry stays in port. The boats leave early", "spliced"),
    # One voice all the same.
    ("en", "“The ferry stays in port,” said Ada Venn. “But who will sail her?” is the question.",
     "The ferry stays in port. But who will sail her?", "verbatim"),
    ("en", "“The ferry stays in port,” Ada Venn went on, “but the boats leave early.”",
     "The ferry stays in port, but the boats leave early", "verbatim"),
    ("en", "“The ferry stays in port,” said Ada Venn. “The boats leave early,” said Ms. Venn.",
     "The ferry stays in port. The boats leave early", "verbatim"),
    ("de", "„Die Fähre bleibt im Hafen“, sagte Anna Dorn. „Die Boote fahren früh“, fügte sie hinzu.",
     "Die Fähre bleibt im Hafen. Die Boote fahren früh", "verbatim"),
    ("es", "«El barco sigue en el puerto», dijo Ana Ruiz. «Salimos muy temprano», dijo a Reuters.",
     "El barco sigue en el puerto. Salimos muy temprano", "verbatim"),
    ("es", "«El barco sigue en el puerto», dijo Ana Ruiz. «Salimos temprano», insistió. El alcalde Pablo Rey calló.",
     "El barco sigue en el puerto. Salimos temprano", "verbatim"),
    ("fr", "« Le bac reste au port – a-t-il ajouté –, mais les bateaux sortent. »",
     "Le bac reste au port, mais les bateaux sortent", "verbatim"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "quote", "verdict"), CASES, ids=[case[1] for case in CASES])
def test_verdict_of(language: str, text: str, quote: str, verdict: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Ferries", text, language=language), sequence=1)
    assert Engine(index).verify(Query(quote)).verdict == verdict


OTHERWISE_BESIDE = [
    ("ru", "«Порт, — сказал Орлов, — закрыли рано в мае».", "Порту закрыли рано в мае", ("Порту", "Порт")),
    ("ru", "«Вы, — сказал Орлов, — закрыли порт в мае».", "Мы закрыли порт в мае", ("Мы", "Вы")),
    ("es", "«Ustedes —dijo Roan— han cerrado el puerto».", "Usteds han cerrado el puerto", ("Usteds", "Ustedes")),
    ("fr", "« Vous, dit Ada Quill, avez fermé le port en mai. »", "Vos avez fermé le port en mai", ("Vos", "Vous")),
    ("fr", "« Le bac restera au port, dit Ada Quill, demain. »", "Le bac restera au port demein", ("demein", "demain")),
    ("fr", "« Le bac restera au port, dit Quill, demain. »", "Le bac restera au port samedi", ("samedi", "demain")),
    # No reporting clause: what is left out of it is told.
    ("es", "«Ustedes —y Roan— han cerrado el puerto viejo».", "Usteds han cerrado el puerto viejo", None),
]


@pytest.mark.parametrize(("language", "text", "quote", "change"), OTHERWISE_BESIDE)
def test_a_clause_costs_nothing_where_the_word_beside_it_is_another(
    language: str, text: str, quote: str, change: tuple[str, str] | None
) -> None:
    index = Index.open(None)
    index.put(Document("d", "Ferries", text, language=language), sequence=1)
    changes = [(c.quote.text, c.document.text) for c in Engine(index).verify(Query(quote)).matches[0].changes]
    assert changes == [change] if change is not None else len(changes) > 1


RELEASE = (
    "Mayor Ada Venn opened the ferry port today. “The ferry stays in port,” said Venn. “The boats leave early.” The "
    "port cost 4 million crowns. “It is a good port,” said Paul Roth, “and a fair one.”"
)
IN_STATEMENTS = [
    ("The ferry stays in port. The boats leave early.", "verbatim"),
    ("It is a good port and a fair one", "verbatim"),
    ("The boats leave early. The port cost 4 million crowns", "verbatim"),
    ("“The ferry stays in port,” said Venn. “The boats leave early.”", "verbatim"),
    ("The ferry stays in port. The boats leave.", "verbatim"),
    ("The ferry in port. The boats leave early.", "altered"),
]


@pytest.mark.parametrize("kind", ["statement", "speech"])
@pytest.mark.parametrize(("quote", "verdict"), IN_STATEMENTS)
def test_whoever_a_statement_quotes_is_interrupted_freely(kind: DocumentKind, quote: str, verdict: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Ferries", RELEASE, language="en", kind=kind, speaker="Ada Venn"), sequence=1)
    assert Engine(index).verify(Query(quote)).verdict == verdict


@pytest.mark.parametrize(("kind", "verdict"), [("statement", "spliced"), ("speech", "altered")])
def test_whoever_gives_a_speech_says_its_quotations_too(kind: DocumentKind, verdict: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Ferries", RELEASE, language="en", kind=kind, speaker="Ada Venn"), sequence=1)
    assert Engine(index).verify(Query("The boats leave early. It is a good port")).verdict == verdict


def test_labelled_turn_was_spoken_with_its_reporting_clauses() -> None:
    index = Index.open(None)
    text = "VENN: My father wrote, “The ferry stays,” he said to me, “for good.”\n\nROTH: I see.\n\nVENN: So it stays."
    index.put(Document("d", "Ferries", text, language="en", kind="transcript"), sequence=1)
    assert Engine(index).verify(Query("The ferry stays for good")).verdict == "altered"


@pytest.mark.parametrize(
    ("language", "text", "quote", "verdict"),
    [
        ("de", "„Es ist zu spät für die Boote“, so Anna Dorn. „Wir haben keine Zeit.“", "Es ist zu spät für die Boote. Wir haben keine Zeit.", "verbatim"),
        ("de", "„Es ist zu spät für die Boote“, so der Wirt. „Wir haben keine Zeit.“", "Es ist zu spät für die Boote. Wir haben keine Zeit.", "verbatim"),
        ("de", "„Es ist zu spät für die Boote“, so Anna Dorn. „Wir haben keine Zeit“, entgegnete Paul Kern.", "Es ist zu spät für die Boote. Wir haben keine Zeit", "spliced"),
        ("fr", "« Le port est trop petit », selon Luc Noir. « Nous en ferons un. »", "Le port est trop petit. Nous en ferons un.", "verbatim"),
        ("en", "“It is late for the boats,” so the mayor left. “We have no time for it now,” said Orr.", "It is late for the boats. We have no time for it now", "spliced"),
    ],
)  # fmt: skip
def test_a_phrase_that_names_the_speaker_breaks_no_utterance(
    language: str, text: str, quote: str, verdict: str
) -> None:
    index = Index.open(None)
    index.put(Document("d", "", text, language=language), sequence=1)
    assert Engine(index).verify(Query(quote)).verdict == verdict
