"""The subject of a sentence that has not said the words: it hears, judges, denies or gets them, or is told."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document, Span

# What stands around every sentence, so that both are known as people.
AROUND = {
    "en": "Harbour minister Ada Venn came to Ely in May. It rained.\n\n{}\n\nBen Orr, the mayor, left in June.",
    "de": "Ministerin Ada Venn kam im Mai nach Ely. Es regnete.\n\n{}\n\nBen Orr, der Bürgermeister, ging im Juni.",
    "fr": "La ministre Ada Venn est arrivée en mai. Il pleuvait.\n\n{}\n\nBen Orr, le maire, est parti en juin.",
    "es": "La ministra Ada Venn llegó en mayo. Llovía.\n\n{}\n\nBen Orr, el alcalde, se fue en junio.",
    "ru": "Министр Анна Ленц приехала в мае. Шёл дождь.\n\n{}\n\nМэр Борис Орлов уехал в июне.",
    "uk": "Міністерка Анна Ленц приїхала в травні. Йшов дощ.\n\n{}\n\nМер Борис Орлов поїхав у червні.",
}
VENN, ORR, LENZ, ORLOV = "Ada Venn", "Ben Orr", "Анна Ленц", "Борис Орлов"
# language, sentence, words of the quotation, who has spoken or None where nobody is named, who has not
CASES = [
    # The object of a verb.
    ("en", "Ada Venn heard the mayor say, “We will not pay.”", "We will", "the mayor", VENN),
    ("en", "Ada Venn heard Ben Orr describe the ferry as “a wet rope”.", "a wet", ORR, VENN),
    ("en", "Ada Venn watched Ben Orr declare, “We will not pay.”", "We will", ORR, VENN),
    ("en", "Ada Venn had to hear from Ben Orr that the ferry was “a wet rope”.", "a wet", ORR, VENN),
    ("en", "Ada Venn remembered her father, Ben Orr, telling her: “You will not pay for it.”", "You will", ORR, VENN),
    ("en", "Ben Orr remembers Ada Venn as a woman who said “the ferry will sink”.", "the ferry", VENN, ORR),
    ("en", "Ada Venn attacked the mayor for saying “we will not pay for it.”", "we will", "the mayor", VENN),
    ("en", "Ada Venn accused Ben Orr of saying “the ferry will sink”.", "the ferry", ORR, VENN),
    ("en", "Ada Venn took Ben Orr to task for saying “the ferry will sink”.", "the ferry", ORR, VENN),
    ("en", "Ada Venn was attacked by Ben Orr for calling him “a wet rope”.", "a wet", VENN, ORR),
    ("en", "Ada Venn apologised to Ben Orr for calling him “a wet rope”.", "a wet", VENN, ORR),
    ("en", "Ada Venn praised Ben Orr for leading the ferry, calling him “a wet rope”.", "a wet", VENN, ORR),
    ("en", "Ada Venn attacked Ben Orr for leaving and said “we will not pay”.", "we will", VENN, ORR),
    ("en", "Ada Venn urged Ben Orr to stop calling the ferry “a wet rope”.", "a wet", ORR, VENN),
    ("en", "Ada Venn mocked Ben Orr, who had said “the ferry will sink”.", "the ferry", ORR, VENN),
    ("en", "Ada Venn quoted Ben Orr: “We will not pay.”", "We will", ORR, VENN),
    ("en", "Ada Venn attacked Ben Orr for saying it was late: “He has never been on board.”", "He has", VENN, ORR),
    ("en", "Ada Venn thanked Ben Orr for asking: “We have always been on time.”", "We have", VENN, ORR),
    ("en", "Ada Venn let Ben Orr know: “We have always been on time.”", "We have", VENN, ORR),
    ("de", "Ada Venn warf Ben Orr vor, er habe gesagt: „Wir zahlen die Fähre nicht.“", "Wir zahlen", ORR, VENN),
    ("fr", "Ada Venn a reproché à Ben Orr d’avoir dit : « Nous ne paierons pas le bac. »", "Nous ne", ORR, VENN),
    ("fr", "Ada Venn a accusé Ben Orr de mentir et a ajouté : « Nous ne paierons pas le bac. »", "Nous ne", VENN, ORR),
    ("es", "Ada Venn oyó decir a Ben Orr: «No pagaremos el barco».", "No paga", ORR, VENN),
    ("en", "Ada Venn objected to Ben Orr calling the ferry “a wet rope”.", "a wet", ORR, VENN),
    ("en", "Ada Venn was angry at Ben Orr for calling the ferry “a wet rope”.", "a wet", ORR, VENN),
    ("en", "Ada Venn wondered what Ben Orr meant by “a wet rope”.", "a wet", ORR, VENN),
    ("en", "Ada Venn forgave Ben Orr, saying: “We all pay for the ferry.”", "We all", VENN, ORR),
    ("en", "“You will not pay for the ferry,” Ada Venn recalls Ben Orr saying.", "You will", ORR, VENN),
    ("en", "“You will not pay for the ferry,” Ada Venn remembers being told.", "You will", None, VENN),
    ("de", "Ada Venn kritisierte Ben Orr, der gesagt hatte: „Wir zahlen die Fähre nicht.“", "Wir zahlen", ORR, VENN),
    ("es", "Ada Venn citó a Ben Orr: «No pagaremos el barco».", "No paga", ORR, VENN),
    ("ru", "Анна Ленц процитировала Бориса Орлова: «Мы не будем платить за паром».", "Мы не", ORLOV, LENZ),
    # Whoever is told.
    ("en", "“We will not pay for it,” Ada Venn was told by Ben Orr.", "We will", ORR, VENN),
    ("en", "“Will you pay for the ferry?” Ada Venn was asked.", "Will you", None, VENN),
    ("en", "Ada Venn was told: “You will not pay for the ferry.”", "You will", None, VENN),
    ("en", "“We will not pay for it,” Ada Venn, who was asked about it, said.", "We will", VENN, ORR),
    ("en", "“We will not pay for it,” Ada Venn was quoted as saying.", "We will", VENN, ORR),
    ("en", "Ada Venn was asked about it and said: “We will not pay.”", "We will", VENN, ORR),
    ("en", "Ada Venn was greeted with shouts of “We will not pay for it”.", "We will", None, VENN),
    ("en", "Ada Venn faced chants of “Pay for the ferry now”.", "Pay for", None, VENN),
    ("en", "Ada Venn was asked about the ferry: “It has always been on time.”", "It has", VENN, ORR),
    ("en", "Ada Venn was told of the fire. “It has always been on time.”", "It has", VENN, ORR),
    ("en", "Ada Venn was met by Ben Orr, and said the ferry was “a wet rope”.", "a wet", VENN, ORR),
    # Whoever denies.
    ("en", "Ada Venn rejected the claim that “the ferry was never late”.", "the ferry", None, VENN),
    ("en", "Venn disputed that “the ferry was never late”.", "the ferry", None, VENN),
    ("en", "Ada Venn denied saying “the ferry will sink”.", "the ferry", None, VENN),
    ("en", "Ada Venn dismissed Ben Orr's remark that the ferry was “a wet rope”.", "a wet", ORR, VENN),
    ("en", "Ada Venn dismissed that claim as “a wet rope”.", "a wet", VENN, ORR),
    ("en", "Ada Venn rejected the claim, saying: “We will not pay.”", "We will", VENN, ORR),
    ("en", "Ada Venn denied the claims: “We will not pay.”", "We will", VENN, ORR),
    ("en", "Ada Venn denied that the ferry was late: “We have always been on time.”", "We have", VENN, ORR),
    ("en", "Ada Venn denied that the ferry was late. “We have always been on time.”", "We have", VENN, ORR),
    ("de", "Ada Venn wies die Vorwürfe zurück: „Wir waren immer pünktlich.“", "Wir waren", VENN, ORR),
    ("de", "Ada Venn wies die Behauptung zurück, „die Fähre zahlt niemand“.", "die Fähre", None, VENN),
    # Whoever gets or passes on a letter.
    ("en", "Ada Venn received a note: “We will not pay.”", "We will", None, VENN),
    ("en", "Ada Venn got a letter from Ben Orr saying: “We will not pay.”", "We will", ORR, VENN),
    ("en", "Ada Venn retweeted a message from Ben Orr: “We will not pay.”", "We will", ORR, VENN),
    ("en", "Venn read Orr's letter aloud: “We will not pay.”", "We will", ORR, VENN),
    ("en", "Ada Venn read from a statement by Ben Orr: “We will not pay.”", "We will", ORR, VENN),
    ("en", "Ada Venn read a statement: “We will not pay.”", "We will", VENN, ORR),
    ("en", "Ada Venn posted a message: “We will not pay.”", "We will", VENN, ORR),
    ("en", "Ada Venn read the letter and said: “We will not pay.”", "We will", VENN, ORR),
    ("en", "Ada Venn read the report by Ben Orr with care: “It has no figures,” she said.", "It has", VENN, ORR),
    ("en", "Ada Venn shared Ben Orr's view: “We have always been on time,” she said.", "We have", VENN, ORR),
    ("en", "Ada Venn received an award from Ben Orr: “We have always been on time,” she said.", "We have", VENN, ORR),
    ("en", "Ada Venn cited Ben Orr's letter, which said: “We will not pay.”", "We will", ORR, VENN),
    ("en", "Ada Venn pointed to Ben Orr's words: “We will not pay.”", "We will", ORR, VENN),
    ("en", "Ada Venn walked past a banner reading “Pay for the ferry now”.", "Pay for", None, VENN),
    ("en", "“You will not pay for the ferry,” read the note Ada Venn received.", "You will", None, VENN),
    ("en", "A tweet at Ada Venn read: “We will not pay.”", "We will", None, VENN),
    ("de", "Ada Venn bekam einen Brief: „Wir zahlen die Fähre nicht.“", "Wir zahlen", None, VENN),
    ("es", "Ada Venn recibió una carta: «No pagaremos el barco».", "No paga", None, VENN),
    ("ru", "Анна Ленц получила письмо: «Мы не будем платить за паром».", "Мы не", None, LENZ),
    ("uk", "Анна Ленц отримала листа: «Ми не платитимемо за пором».", "Ми не", None, LENZ),
    # Whoever recalls another's words, or laughs at them.
    ("en", "Ada Venn recalled Ben Orr's promise: “We will not pay for it.”", "We will", ORR, VENN),
    ("en", "Ada Venn repeated the mayor's slogan, “We will not pay for it.”", "We will", "the mayor", VENN),
    ("en", "Ada Venn recalled her father's advice: “We will not pay for it.”", "We will", None, VENN),
    ("en", "Ada Venn reminded the room of Ben Orr's pledge: “We will not pay for it.”", "We will", ORR, VENN),
    ("en", "Ada Venn retweeted Ben Orr: “We will not pay for it.”", "We will", ORR, VENN),
    ("en", "Ada Venn mocked Ben Orr's slogan, “We will not pay for it.”", "We will", ORR, VENN),
    ("en", "Ada Venn laughed at Ben Orr's line: “We will not pay for it.”", "We will", None, VENN),
    ("en", "Ada Venn smiled at Ben Orr's reply: “We will not pay for it.”", "We will", None, VENN),
    ("en", "Ada Venn answered Ben Orr's question, “Will we ever pay for it?”, with a shrug.", "Will we", ORR, VENN),
    ("en", "Asked about Ben Orr's line, “We will not pay for it,” Ada Venn laughed.", "We will", ORR, VENN),
    ("en", "Ben Orr's slogan, “We will not pay for it,” made Ada Venn laugh.", "We will", ORR, VENN),
    ("en", "When Ben Orr said, “We will not pay for it,” Ada Venn laughed.", "We will", ORR, VENN),
    ("en", "“We will not pay for it,” Ada Venn accused Ben Orr of saying.", "We will", ORR, VENN),
    ("en", "“We will not pay for it,” Ada Venn denied saying.", "We will", None, VENN),
    ("en", "Ada Venn responded to Ben Orr's remark: “We will not pay for it.”", "We will", VENN, ORR),
    ("en", "Ada Venn criticised Ben Orr's remark: “We will not pay for it.”", "We will", VENN, ORR),
    ("en", "Ada Venn answered Ben Orr's question: “We will not pay for it.”", "We will", VENN, ORR),
    ("en", "Ada Venn repeated her promise: “We will not pay for it.”", "We will", VENN, ORR),
    ("fr", "Ada Venn a rappelé la promesse de Ben Orr : « Nous ne paierons pas le bac. »", "Nous ne", ORR, VENN),
    ("fr", "Ada Venn a ri de la phrase de Ben Orr : « Nous ne paierons pas le bac. »", "Nous ne", None, VENN),
    ("fr", "Ada Venn a répondu à la question de Ben Orr : « Nous ne paierons pas. »", "Nous ne", VENN, ORR),
    ("de", "Ada Venn erinnerte an das Versprechen von Ben Orr: „Wir zahlen die Fähre nicht.“", "Wir", ORR, VENN),
    ("de", "Ada Venn lachte über den Satz von Ben Orr: „Wir zahlen die Fähre nicht.“", "Wir", None, VENN),
    ("es", "Ada Venn recordó la promesa de Ben Orr: «No pagaremos el barco».", "No paga", ORR, VENN),
    # Whoever belongs to somebody.
    ("en", "“We will not pay for it,” Venn for Senate said.", "We will", None, VENN),
    ("fr", "Les partisans d’Ada Venn disent : « Nous ne paierons pas le bac. »", "Nous ne", None, VENN),
    ("fr", "L’avocat d’Ada Venn a déclaré : « Nous ne paierons pas le bac. »", "Nous ne", None, VENN),
    ("fr", "Le porte-parole d’Ada Venn, Ben Orr, a déclaré : « Nous ne paierons pas le bac. »", "Nous ne", ORR, VENN),
    ("de", "Die Anhänger von Ada Venn riefen: „Wir zahlen die Fähre nicht.“", "Wir zahlen", None, VENN),
    ("es", "Los seguidores de Ada Venn gritaron: «No pagaremos el barco».", "No paga", None, VENN),
    ("ru", "Сторонники Анны Ленц говорят: «Мы не будем платить за паром».", "Мы не", None, LENZ),
    ("ru", "«Мы не будем платить за паром», — заявил адвокат Анны Ленц.", "Мы не", None, LENZ),
    ("ru", "«Мы не будем платить за паром», — заявил адвокат Анны Ленц Борис Орлов.", "Мы не", ORLOV, LENZ),
    ("uk", "Прихильники Анни Ленц кажуть: «Ми не платитимемо за пором».", "Ми не", None, LENZ),
    # Between commas.
    ("en", "Ada Venn, said Ben Orr, was “a wet rope in the rain”.", "a wet", ORR, VENN),
    ("en", "It was Ben Orr, not Ada Venn, who said: “We will not pay.”", "We will", ORR, VENN),
    ("en", "The question asked by Venn, “Why is the ferry late?”, Orr said he could not answer.", "Why is", VENN, ORR),
    ("en", "The Times, London: “We will win the day.”", "We will", "The Times", "London"),
]


def status_of(claimed: str, text: str, words: str, language: str) -> str:
    """Put a claim on the quotation that has some words."""
    document = Document("d", "", text, language=language)
    attributed, start = attribute(document), text.index(words)
    holder = next(one for one in attributed if one.start <= start < one.end)
    passage = Span(start, start + len(words))
    return match_claim(claimed, holder.speaker, document, attributed, passage=passage)


@pytest.mark.parametrize(
    ("language", "sentence", "words", "speaker", "bystander"),
    CASES,
    ids=[f"{n}-{one[1][:48]}" for n, one in enumerate(CASES)],
)
def test_whoever_only_hears_the_words_has_not_said_them(
    language: str, sentence: str, words: str, speaker: str | None, bystander: str
) -> None:
    text = AROUND[language].format(sentence)
    assert status_of(bystander, text, words, language) != "confirmed"
    if speaker is not None:
        assert status_of(speaker, text, words, language) == "confirmed"


# A sentence, and a claim that it leaves open.
OPEN = [
    ("“We will win,” the Venns said.", VENN),
    ("“We will win,” Team Venn said.", VENN),
    ("Ada Venn and Ben Orr, who said: “We will win,” left early.", VENN),
    ("Ada Venn, Ben Orr: “We will win.”", VENN),
]


@pytest.mark.parametrize(("sentence", "claimed"), OPEN, ids=[one[0] for one in OPEN])
def test_one_of_several_who_may_have_spoken_is_open(sentence: str, claimed: str) -> None:
    assert status_of(claimed, AROUND["en"].format(sentence), "We will", "en") == "uncertain"


def test_a_name_that_goes_on_with_a_particle_is_open() -> None:
    text = "Ada Venn von Ely sagte: „Wir zahlen die Fähre nicht.“"
    assert status_of(VENN, text, "Wir zahlen", "de") == "uncertain"


@pytest.mark.parametrize("claimed", ["Valéry Noir d’Estenne", "Noir d'Estenne", "Noir"])
@pytest.mark.parametrize("sentence", ["« Nous partons », a dit {}.", "{} a dit : « Nous partons. »"])
def test_a_french_name_has_its_elided_particle(claimed: str, sentence: str) -> None:
    text = AROUND["fr"].format(sentence.format("Valéry Noir d’Estenne"))
    assert status_of(claimed, text, "Nous", "fr") == "confirmed"
