"""Whom a pronoun means: the named, people without a name, whoever was asked."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute
from matcher.types import Document

# name of the case: (language, text, words in the quotation, speaker's name or None)
CASES = {
    "a town in a dateline": ("es", "El puente de Olmar sigue cerrado\n\nOLMAR — El puente no abrirá, anunció la alcaldesa Ana Ruiz. «Pagamos todo», explicó ella.", "Pagamos", "Ana Ruiz"),
    "a thing behind a dateline": ("ru", "Мост в Олмаре закрыт\n\nОЛМАР, 3 марта — Мост не откроют, объявила мэр Анна Белова. «Мы платим», — пояснила она.", "Мы платим", "Анна Белова"),
    "a thing behind a dateline in small letters": ("ru", "Мост в Олмаре закрыт\n\nОлмар, 3 марта — Мост не откроют, объявила мэр Анна Белова. «Мы платим», — пояснила она.", "Мы платим", "Анна Белова"),
    "somebody without a name": ("en", "Mayor Ben Orr came. A neighbour saw a van. “It was white,” he said.", "It was", "A neighbour"),
    "a spokesman without a name": ("en", "Mayor Ben Orr came. A spokesman for the family said they were “broken”. “Leave us alone,” he said.", "Leave", "A spokesman for the family"),
    "one of many": ("en", "Mayor Ben Orr came. One of the officers wept. “It was late,” he said.", "It was", "One of the officers"),
    "in an aside": ("en", "Mayor Ben Orr came. A clerk, who gave no name, called it “a wet rope”. “It was late,” he said.", "It was", "A clerk"),
    "who spoke without a name": ("en", "Mayor Ben Orr came. “We pay,” said one man. “It is late,” he added.", "It is", "one man"),
    "another word for who is named": ("en", "Mayor Ben Orr came. “We pay,” the miller said. “It is late.”\n\n“We always do,” he added.", "We always", "Ben Orr"),
    "a name in the same sentence": ("en", "A neighbour gave Mayor Ben Orr the key. “It is late,” he said.", "It is", "Ben Orr"),
    "a name since": ("en", "A neighbour saw a van. Mayor Ben Orr was told. “It is late,” he said.", "It is", "Ben Orr"),
    "somebody without a name who asks": ("en", "Mayor Ben Orr came. A reporter asked him about the mill. “We pay,” he said.", "We pay", "Ben Orr"),
    "somebody without a name of the other gender": ("en", "Mayor Ben Orr came. A woman laughed. “We pay,” he said.", "We pay", "Ben Orr"),
    "who spoke without a name, of the other gender": ("en", "Mayor Ben Orr came. “We pay,” said one woman. “It is late,” he said.", "It is", "Ben Orr"),
    "a description in front": ("en", "Mayor Ben Orr came. A clerk by trade, he was calm. “We pay,” he said.", "We pay", "Ben Orr"),
    "an adjective is not it": ("en", "Two American sailors left, the navy said. “We pay for it,” it said.", "We pay", "the navy"),
    "an adjective alone is not it": ("en", "Two American sailors left on Monday. “We pay for it,” it said.", "We pay", None),
    "a body is it": ("en", "American Ferries is late, the navy said. Orrex Oil paid. “We pay for it,” it said.", "We pay", "Orrex Oil"),
    "a thing": ("en", "Mayor Ben Orr came. A phone rang. “We pay,” he said.", "We pay", "Ben Orr"),
    "a name in another paragraph": ("en", "A neighbour saw a van.\n\nMayor Ben Orr came. “We pay,” he said.", "We pay", "Ben Orr"),
    "kin without a name": ("en", "Mayor Ben Orr came. His brother was late. “It rained,” he said.", "It rained", "His brother"),
    "kin by name": ("en", "Halim Orr came. His daughter, Samira, laughed. “We pay,” she said.", "We pay", "Samira"),
    "kin of the other gender": ("en", "Rachel Orr paid. Along with her husband, Miltonius Orr, a banker, she gave. “It is late,” she said.", "It is", "Rachel Orr"),
    "a town behind a person's noun": ("en", "Ada Quill left her sister, Ely. The town, Marlow, slept. “We pay,” she said.", "We pay", "Ada Quill"),
    "who opens the sentence": ("en", "Mayor Dirk Orr met Paul Marr. Marr, whom Orr named for the post, asked Orr to say less. Yet Marr has gone back on it — “I do recall it,” he said, talking about the mill.", "I do recall", "Paul Marr"),
    "who opens the sentence, behind a title": ("en", "Paul Marr smiled at Ben Orr. Senator Ian Reed airs an ad in which he says, “The purpose is to sing.”", "The purpose", "Ian Reed"),
    "a family name that comes first": ("en", "The plan to impeach South Korean President Yun Suk Yol has failed.\n\nThey came over Yun's order.\n\n“I will not evade it,” Yun continued.", "I will not", "Yun Suk Yol"),
    "a family name that comes first, with a hyphen": ("en", "Former Secretary Pan Ki-mun spoke. Pan was proud. “I know that,” he said.", "I know", "Pan Ki-mun"),
    "a subject before a past without -ed": ("en", "Mayor Ben Orr came. Paul Marr was on stage. This was the first time Marr made a speech since he was pardoned by Orr. He said “it is a good ride for the two of us”.", "it is a good", "Paul Marr"),
    "an actor who is a woman": ("en", "Mayor Ben Orr came. Voice actor Ada Quill wept. “We pay,” she said.", "We pay", "Ada Quill"),
    "an actor whose given name tells nothing": ("en", "Mayor Ada Quill came. Voice actor Wim Marr wept. “We pay,” he said.", "We pay", "Wim Marr"),
    "of whom a body's news is": ("en", "The station revealed that Prince Omar Tarr of Norland took the blame for the murder of journalist Ben Orr. Speaking to it, he said, “It happened under my watch.”", "It happened", "Omar Tarr"),
    "a subject who is a journalist": ("en", "Prince Omar Tarr of Norland came. Journalist Ben Orr of Ely laughed. “It happened under my watch,” he said.", "It happened", "Ben Orr"),
    "who was asked": ("en", "Ada Quill asked Una Marr whether she knew. “I did not,” she said.", "I did not", "Una Marr"),
    "who was asked by apposition": ("en", "Ben Orr asked the clerk, Ada Quill, about it. “I did not,” she said.", "I did not", "Ada Quill"),
    "who was asked aloud": ("en", "“Did you?” Ada Quill asked Una Marr. “I did not,” she said.", "I did not", "Una Marr"),
    "who asks for something": ("en", "Ada Quill asked Una Marr for her help. “We pay all of it,” she said.", "We pay", "Ada Quill"),
    "who was asked in the passive": ("en", "Ada Quill was asked whether Una Marr knew. “She did not,” she said.", "She did not", "Ada Quill"),
    "who was asked and has a single name": ("en", "Sen. Ben Orr asked Whitcomb where it was. “In Ely,” he said.", "In Ely", "Whitcomb"),
    "who was asked after an adverb": ("en", "Ada Quill then asked Una Marr whether she knew. “I did not,” she said.", "I did not", "Una Marr"),
    "who was asked to explain": ("en", "Ada Quill asked the clerk, Una Marr, to explain it. “I cannot,” she said.", "I cannot", "Una Marr"),
    "who asks somebody of the other gender": ("en", "Ben Orr asked Ada Quill whether she knew. “I need it,” he said.", "I need", "Ben Orr"),
    "who asks somebody else": ("en", "Ben Orr came. Una Marr asked the actress whether it was late. “I did not,” he said.", "I did not", "Ben Orr"),
    "who asked and is the subject since": ("en", "William Daley, a former aide, came. “What for?” Ben Orr said.\n\nThen Orr stopped. “I mean it,” he said.", "I mean", "Ben Orr"),
    "the same pronoun before": ("en", "Ben Orr left. Paul Marr sat. Marr said it was late. He said that Orr himself had paid for all of it.\n\n“It is late,” he said.", "It is", "Paul Marr"),
    "the same pronoun before, and a new subject": ("en", "Paul Marr sat. Marr said it was late. He said it was dark. Orr left.\n\n“It is late,” Ben Orr said.", "It is", "Ben Orr"),
    "a woman who is a chairman": ("en", "Chairman Ada Venn met Mayor Ben Orr. “It is late,” she said.", "It is", "Ada Venn"),
    "a spokesman whose given name tells a woman": ("en", "Orr spokesman Hope Venn said so. “It is late,” she said.", "It is", "Hope Venn"),
    "a spokesman whose given name tells nothing": ("en", "Ada Quill met spokesman Tavish Venn. “It is late,” he said.", "It is", "Tavish Venn"),
    "a document without a name": ("en", "Ada Quill wrote in the Argus. A petition has many signatures. “Bring her back,” it reads.", "Bring her", "A petition"),
    "a body without a name": ("en", "Corvid Bank closed. The ministry was calm. “We pay,” it said.", "We pay", "The ministry"),
    "a body by its kind": ("en", "Corvid Bank closed. The bank was calm. “We pay,” it said.", "We pay", "Corvid Bank"),
    "a body by its name": ("en", "The ministry was calm. Corvid Bank closed. “We pay,” it said.", "We pay", "Corvid Bank"),
    "an office before a name of unknown gender": ("en", "“We pay,” said Dorian Vesh.\n\nThe new owner, Devak Chandra, plans a mill. “It is late,” he said.", "It is", "Devak Chandra"),
    "the subject since somebody spoke": ("en", "Mayor Ben Orr has a mill. Lionel Vesh wrote that it was “a ruin”. Orr laughed. “He never saw it,” he said.", "He never", "Ben Orr"),
    "jemand ohne Namen": ("de", "Bürgermeister Paul Kern kam. Ein Nachbar hörte Schreie. „Wie ein Fuchs“, sagte er.", "Wie ein", "Ein Nachbar"),
    "ein Sprecher": ("de", "Paul Kern kam. Ein Sprecher der Polizei sagte, man prüfe das. „Das dauert“, sagte er.", "Das dauert", "Ein Sprecher"),
    "jemand anderen Geschlechts": ("de", "Bürgermeister Paul Kern kam. Eine Nachbarin hörte Schreie. „Wie ein Fuchs“, sagte er.", "Wie ein", "Paul Kern"),
    "wer gefragt wird": ("de", "Paul Kern fragte Karl Dorn, ob er den Brief kenne. „Ja doch“, sagte er.", "Ja doch", "Karl Dorn"),
    "quelqu'un sans nom": ("fr", "Le maire Luc Noir est venu. Un voisin a entendu des cris. « Comme un renard », a-t-il dit.", "Comme un", "Un voisin"),
    "quelqu'un d'un autre genre": ("fr", "Le maire Luc Noir est venu. Une voisine a crié. « Comme un renard », a-t-il dit.", "Comme un", "Luc Noir"),
    "alguien sin nombre": ("es", "La alcaldesa Ana Ruiz vino. Una vecina oyó gritos. «Como un zorro», dijo ella.", "Como un", "Una vecina"),
    "alguien de otro género": ("es", "La alcaldesa Ana Ruiz vino. Un vecino oyó gritos. «Como un zorro», dijo ella.", "Como un", "Ana Ruiz"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_pronoun_means(name: str) -> None:
    language, text, words, expected = CASES[name]
    start = text.index(words)
    attributed = attribute(Document("d", "", text, language=language))
    speaker = next(one for one in attributed if one.start <= start < one.end).speaker
    assert (speaker.name if speaker else None) == expected


def test_who_has_no_name_is_anonymous() -> None:
    (found,) = attribute(Document("d", "", "Ben Orr came. A neighbour saw it. “It was white,” he said.", language="en"))
    assert found.speaker is not None
    assert (found.speaker.kind, found.speaker.mention, found.speaker.cue) == ("anonymous", "he", "said")


def test_the_only_candidate_far_away_is_no_sure_one() -> None:
    text = "Ben Orr came to Ely. It rained. The mill stood still. The wind rose. “It is late,” he said."
    (found,) = attribute(Document("d", "", text, language="en"))
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.confidence < 0.8) == ("Ben Orr", True)
