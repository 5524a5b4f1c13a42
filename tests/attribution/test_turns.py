"""Turns: labels that are believed, labels that are not, names behind labels, stage directions."""

# ruff: noqa: E501 - one sitting a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, find_utterances, match_claim
from matcher.types import Document, DocumentKind

TALK = """JON TARR, HOST: Good evening. With me is Senator Ida Roan.

SEN. IDA ROAN (R-HALVERN): Good evening, Jon.

TARR: Is it a tax? [laughter]

ROAN: It is a price.

(CROSSTALK)

END"""


def document(text: str, kind: DocumentKind = "article", speaker: str | None = None, title: str = "") -> Document:
    return Document("d", title, text, kind=kind, speaker=speaker)


def test_turns_carry_words_without_labels_and_the_fullest_name() -> None:
    voices = find_utterances(document(TALK, "transcript"))
    assert [(TALK[t.label_start : t.label_end], t.speaker) for t in voices.turns] == [
        ("JON TARR, HOST:", "Jon Tarr"),
        ("SEN. IDA ROAN (R-HALVERN):", "Ida Roan"),
        ("TARR:", "Jon Tarr"),
        ("ROAN:", "Ida Roan"),
    ]
    assert TALK[voices.turns[2].start : voices.turns[2].end] == "Is it a tax? [laughter]"


def test_labels_of_an_article_are_believed_when_people_take_turns() -> None:
    assert len(find_utterances(document(TALK)).turns) == 4


def test_directions_are_spans() -> None:
    voices = find_utterances(document(TALK, "transcript"))
    assert [TALK[a:b] for a, b in voices.directions] == ["[laughter]", "(CROSSTALK)"]


@pytest.mark.parametrize(
    "aside", ["[the contractor]", "(R-Ohio)", "(he did not laugh when he was told of it)", "[sic]"]
)
def test_asides_are_no_directions(aside: str) -> None:
    assert not find_utterances(document(f"He went {aside} home.")).directions


@pytest.mark.parametrize(
    "text",
    [
        "WHO: Mayor Tarr\nWHAT: A speech\nWHERE: Town hall\nWHEN: Noon",
        "WASHINGTON: The mayor spoke.\n\nPHOTO: The mayor.",
        "UPDATE: He left.\n\nRELATED: A story.",
        "RESTORING TRUST IN TOWNS: The mayor acted.\n\nMAKING TOWNS SAFE: The mayor acted again.",
        "He said this: we pay.\n\nShe said that: we do not.",
        "Mr. Speaker, friends: good morning.",
        # Fields of a list, and topics with sentences behind them.
        "Grant Type: Full\nAmount: $17,798\nCommunity: Ely\nGrant Type: Part\nAmount: $48,320\nCommunity: Orwick",
        "MEDICAID: The budget would cut it.\n\nEDUCATION: The mayor proposes less.\n\nPeople in Medicaid and in Education lose.",
        "ELY: A ferry of two decks will come.\n\nORWICK: A pier will go.\n\nIt helps Ely, and it helps Orwick.",
        "Membership: Venn, Orr and Tarr.\n\nDuties: Ferries.\n\nMembership: Roan.\n\nDuties: Roads.\n\nMembership: Pell.\n\nDuties: "
        "Mills. The duties and the membership change.",
        # A headline, and letters.
        "SEN. TARR: FERRY IS LATE\n\nThe ferry is late.\n\nDear Secretary Orr: We write to you.\n\nDear Mayor Venn: We thank you.",
    ],
)
def test_heads_and_colons_are_no_labels(text: str) -> None:
    assert not find_utterances(document(text)).turns


@pytest.mark.parametrize(
    "text",
    [
        "HILL: Is it late?\n\nTARR: It is.\n\nHILL: Why?\n\nTARR: We ask.\n\nHILL: Whom?\n\nTARR: You.",
        "TARR: We are up to nine.\n\nROAN: There may be others.\n\nSenator Tarr asked Minister Roan in Ely.",
        "RICK: Is it late?\n\nTIM: It is.\n\nRICK: Why?\n\nTIM: We ask.\n\nRICK: Whom?\n\nTIM: You.",
    ],
)
def test_talk_in_an_article_has_turns(text: str) -> None:
    assert len(find_utterances(document(text)).turns) == text.count(": ")


def test_questions_and_answers_of_a_briefing() -> None:
    text = "MS. VALE:  Good afternoon.\n\nQ    Why now?\n\nMS. VALE:  Because.\n\nQ    And then?"
    voices = find_utterances(document(text, title="Press Briefing by Press Secretary Una Vale"))
    assert [(t.speaker, t.kind) for t in voices.turns] == [
        ("Una Vale", "person"), ("Q", "anonymous"), ("Una Vale", "person"), ("Q", "anonymous"),
    ]  # fmt: skip


def test_an_office_is_named_by_the_title() -> None:
    text = "THE PRESIDENT: Thank you.\n\nAUDIENCE: (Applause.)\n\nTHE PRESIDENT: No, thank you."
    voices = find_utterances(document(text, "speech", title="Remarks by President Ada Venn on Water"))
    assert [t.speaker for t in voices.turns] == ["Ada Venn", "AUDIENCE", "Ada Venn"]


def test_a_speech_without_labels_is_one_turn_of_its_speaker() -> None:
    voices = find_utterances(document("  Friends, good morning. ", "speech", "Ada Venn"))
    (turn,) = voices.turns
    assert (turn.start, turn.end, turn.speaker) == (2, 24, "Ada Venn")


def test_utterances_of_turns_follow_those_of_quotations() -> None:
    text = "TARR: He said “yes”.\n\nROAN: Did he, Tarr?\n\nTARR: So Roan says."
    voices = find_utterances(document(text, "transcript"))
    assert [q.utterance for q in voices.quotations] == [0]
    assert [t.utterance for t in voices.turns] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", ":", "Q", "Q:", "A:\n" * 2000, "(" * 2000, "[(" * 2000, "X: \n" * 2000])
@pytest.mark.parametrize("kind", ["article", "transcript"])
def test_odd_text_never_fails(text: str, kind: DocumentKind) -> None:
    for turn in find_utterances(document(text, kind)).turns:
        assert turn.label_start <= turn.label_end <= turn.start <= turn.end


# How parliaments write labels: text, and the speakers of its turns with their kind.
SITTINGS = [
    (
        "Präsident Otto Krahl:\nIch eröffne die Sitzung.\n\nDr. Anna Berg (SPD):\nWir lehnen das ab.\n\nPräsident Otto Krahl:\nVielen Dank.\n\nJan Pohl (CDU/CSU):\nDas sehen wir ganz anders.",
        [("Otto Krahl", "person"), ("Anna Berg", "person"), ("Otto Krahl", "person"), ("Jan Pohl", "person")],
    ),
    (
        "Bundesministerin Dr. Ilse von Rau: Danke für die Debatte heute.\nPeter Lang, Bundesminister der Finanzen: Der Haushalt steht.",
        [("Ilse von Rau", "person"), ("Peter Lang", "person")],
    ),
    (
        "M. le président. La séance est ouverte.\n\nM. Paul Roy. Nous voterons contre ce texte.\n\nMme Anne Petit, ministre de la culture. Ce texte est équilibré.",
        [("président", "anonymous"), ("Paul Roy", "person"), ("Anne Petit", "person")],
    ),
    (
        "El señor PRESIDENTE: Se abre la sesión.\n\nLa señora LÓPEZ GARCÍA: Votaremos en contra.\n\nEl señor MINISTRO DE HACIENDA (Soler Vidal): El presupuesto es realista.\n\nLa señora presidenta: Muchas gracias.",
        [("Presidente", "anonymous"), ("López García", "person"), ("Soler Vidal", "person"), ("presidenta", "anonymous")],
    ),
    (
        "PRESIDENTE. La seduta è aperta.\n\nPAOLO VERDI (PD). Voteremo contro.\n\nANNA NERI, Ministra della cultura. Il testo è equilibrato.",
        [("Presidente", "anonymous"), ("Paolo Verdi", "person"), ("Anna Neri", "person")],
    ),
    (
        "De voorzitter:\nIk open de vergadering.\n\nDe heer Jansen (VVD):\nWij stemmen tegen.\n\nMevrouw De Vries (PvdA):\nWij stemmen voor.\n\nMinister Bakker:\nHet is evenwichtig.",
        [("voorzitter", "anonymous"), ("Jansen", "person"), ("De Vries", "person"), ("Bakker", "person")],
    ),
    (
        "O Sr. Presidente: — Está aberta a sessão.\n\nO Sr. João Lima (PSD): — Votaremos contra.",
        [("Presidente", "anonymous"), ("João Lima", "person")],
    ),
    (
        "ГОЛОВУЮЧИЙ. Відкриваю засідання.\n\nЛАПКО С.І. Ми голосуємо проти.\n\nГОЛОВУЮЧИЙ. Дякую.",
        [("Головуючий", "anonymous"), ("С.І. Лапко", "person"), ("Головуючий", "anonymous")],
    ),
    (
        "The Speaker: Order.\n\nAda Quill (Ely) (Lab): We will vote against.\n\nThe Minister for Roads (Ben Orr): The bill is fair.",
        [("The Speaker", "anonymous"), ("Ada Quill", "person"), ("Ben Orr", "person")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), SITTINGS)
def test_labels_of_parliaments_name_the_speaker_without_title(text: str, speakers: list[tuple[str, str]]) -> None:
    turns = find_utterances(document(text, "transcript")).turns
    assert [(turn.speaker, turn.kind) for turn in turns] == speakers
    assert all(text[turn.start].isalpha() or text[turn.start] == "—" for turn in turns)


def test_a_sitting_that_comes_as_an_article_has_turns() -> None:
    text, speakers = SITTINGS[0]
    assert [turn.speaker for turn in find_utterances(document(text)).turns] == [name for name, _ in speakers]


@pytest.mark.parametrize(
    "text",
    [
        "Präsident Otto Krahl: 030 1234\nDr. Anna Berg (SPD): 030 2345\nMinister Jan Pohl: 030 3456\nTrainer Max Kern: 030 4567",
        "Bürgermeisterin Anna Dorn: „Wir zahlen alles.“\n\nDer Rat tagte lange.",
        "M. Roy est venu hier. Il est reparti.\n\nMme Petit est restée. M. Noir. Un ami.",
        "La señora abrió la puerta: era tarde.\n\nEl señor cerró la ventana: llovía mucho.\n\nLa señora se fue: no dijo nada.",
        "The mayor: a short history.\n\nThe town: a long one.",
    ],
)
def test_titles_alone_make_no_turns_of_an_article(text: str) -> None:
    assert not find_utterances(document(text)).turns


def test_a_speech_that_shouts_at_the_start_of_lines_is_one_turn() -> None:
    text = "NATO. We must talk about it.\n\nNATO. It is ours.\n\nWe thank you all."
    assert [turn.speaker for turn in find_utterances(document(text, "transcript", "Ada Quill")).turns] == ["Ada Quill"]


@pytest.mark.parametrize(
    ("number", "words", "claimed", "expected"),
    [
        (0, "Ich eröffne", "der Präsident", "confirmed"),
        (0, "Ich eröffne", "Präsident Krahl", "confirmed"),
        (0, "Ich eröffne", "Vizepräsident Krahl", "uncertain"),
        (0, "Wir lehnen", "Dr. Berg", "confirmed"),
        (0, "Wir lehnen", "Jan Pohl", "contradicted"),
        (2, "La séance", "le président", "confirmed"),
        (2, "La séance", "Paul Roy", "uncertain"),
        (2, "Ce texte est", "la ministre de la culture", "confirmed"),
        (3, "El presupuesto", "el ministro de Hacienda", "confirmed"),
        (3, "El presupuesto", "la señora López García", "contradicted"),
        (3, "Muchas gracias", "la presidenta", "confirmed"),
    ],
)
def test_claims_of_a_sitting(number: int, words: str, claimed: str, expected: str) -> None:
    text = SITTINGS[number][0]
    sitting = document(text, "transcript")
    attributed = attribute(sitting)
    start = text.index(words)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    assert match_claim(claimed, speaker, sitting, attributed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q. Did you pay?\nA. I did not.\nQ. Why?\nA. It was late.", ["Q", "Ida Roan"] * 2),
        ("Q  Did you pay?\nA  I did not.\nQ  Why?\nA  It was late.", ["Q", "Ida Roan"] * 2),
        ("Q Did you pay?\nA man laughed.\nMS. TARR: I did not.", ["Q", "Tarr"]),
        ("MS. TARR: I met him.\nA. Roan was late.\nQ. Why?", ["Tarr", "Q"]),
    ],
)
def test_answers_of_a_hearing_need_no_colon(text: str, expected: list[str]) -> None:
    voices = find_utterances(document(text, "transcript", speaker="Ida Roan"))
    assert [turn.speaker for turn in voices.turns] == expected


# What stands before or around a label in transcripts of talk shows, captions and machines.
STAMPED = [
    "[00:12:33] TARR: Will it rain?\n\n[00:12:41] ROAN: It will.\n\n[00:12:50] TARR: So?",
    "(00:12:33) TARR: Will it rain?\n\n(00:12:41) ROAN: It will.\n\n(00:12:50) TARR: So?",
    "00:12:33 - TARR: Will it rain?\n\n00:12:41 - ROAN: It will.\n\n00:12:50 - TARR: So?",
    "12:31 TARR: Will it rain?\n12:33 ROAN: It will.\n12:34 TARR: So?",
    "12:31 p.m. TARR: Will it rain?\n12:33 p.m. ROAN: It will.\n12:34 p.m. TARR: So?",
    "TARR (00:12): Will it rain?\n\nROAN (00:13): It will.\n\nTARR (00:14): So?",
    "**TARR:** Will it rain?\n\n**ROAN:** It will.\n\n**TARR:** So?",
    "**TARR**: Will it rain?\n\n**ROAN**: It will.\n\n**TARR**: So?",
    ">> TARR: Will it rain?\n\n>> ROAN: It will.\n\n>> TARR: So?",
    "&gt;&gt; TARR: Will it rain?\n\n&gt;&gt; ROAN: It will.\n\n&gt;&gt; TARR: So?",
]


@pytest.mark.parametrize("text", STAMPED)
def test_a_time_or_sign_before_a_label_is_no_part_of_anything(text: str) -> None:
    turns = find_utterances(document(text, "transcript")).turns
    assert [(one.speaker, text[one.start : one.end]) for one in turns] == [
        ("Tarr", "Will it rain?"),
        ("Roan", "It will."),
        ("Tarr", "So?"),
    ]
    mentions = [one.speaker.mention for one in attribute(document(text, "transcript")) if one.speaker]
    assert [mention.partition(" (")[0] for mention in mentions if mention] == ["TARR", "ROAN", "TARR"]


def test_numbered_speakers_are_nobody_by_name() -> None:
    text = "Speaker 1: Will it rain?\n\nSpeaker 2: It will.\n\nSpeaker 1: So?\n\nSpeaker 2: So."
    turns = find_utterances(document(text, "transcript")).turns
    assert [(one.speaker, one.kind) for one in turns] == [("Speaker 1", "anonymous"), ("Speaker 2", "anonymous")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Step 1: Wash it.\nStep 2: Dry it.\nStep 1: Wash it.\nStep 2: Dry it.\nStep 1: Wash.\nStep 2: Dry.",
        "12:31 Update: The road is closed.\n\n12:40 Update: The road is open.\n\n12:50 Weather: It rains.",
        "10:00 Doors: Main hall.\n11:00 Talk: Ada Quill.\n12:00 Lunch: Soup.",
    ],
)
def test_numbered_lists_and_programmes_have_no_turns(text: str) -> None:
    assert not find_utterances(document(text)).turns


def test_a_title_in_capitals_is_no_label_of_its_own() -> None:
    text = "SEN. ROAN (R-HALVERN): It will.\n\nREP. TARR (D-ELY): It will not."
    turns = find_utterances(document(text, "transcript")).turns
    assert [one.speaker for one in turns] == ["Roan", "Tarr"]


def test_labels_in_two_brackets_are_those_of_an_interview() -> None:
    text = (
        "Ada Venn talked to us.\n\n((Ada Venn)) There were fifteen of them.\n\n((EP)) How rare is it?\n\n"
        "((Ada Venn)) It is rare ((as I said)).\n\nBut it has been done."
    )
    turns = find_utterances(document(text)).turns
    assert [(text[t.label_start : t.label_end], text[t.start : t.end][:8], t.speaker) for t in turns] == [
        ("((Ada Venn))", "There we", "Ada Venn"),
        ("((EP))", "How rare", "Ep"),
        ("((Ada Venn))", "It is ra", "Ada Venn"),
    ]
    assert text[turns[-1].end - 5 : turns[-1].end] == "done."
    assert find_utterances(document("We sang.\n\n((Citation needed)) They left.\n\nMore came.")).turns == ()


QUOTED = "\n\n".join(
    [
        "The ferry sails again, and everybody is glad.",
        "Mayor Ida Roan: “It is a good day for the lake.”",
        "Harbour Association of the Eastern Lake President Ben Orr: “We have waited a year for it.”",
        "Senator Jon Tarr: “The ferry will last.”",
        "Quay Union of Port Ely Deputy Chair Una Marr: “It was high time for this.”",
        "Mayor Roan: “It is a very good day.”",
    ]
)


def test_a_turn_in_quotation_marks_ends_with_them_in_a_list_of_quotations() -> None:
    """What follows is another's, whether or not the line that names her was known for a label."""
    speakers = {
        QUOTED[one.start : one.end].strip("“”"): one.speaker and one.speaker.name
        for one in attribute(Document("d", "", QUOTED, language="en"))
    }
    assert speakers == {
        "It is a good day for the lake.": "Ida Roan",
        "We have waited a year for it.": "Ben Orr",
        "The ferry will last.": "Jon Tarr",
        "It was high time for this.": "Una Marr",
        "It is a very good day.": "Ida Roan",
    }


def test_who_begins_with_a_quotation_speaks_on_where_labels_are_those_of_a_talk() -> None:
    text = "Ida Roan met Jon Tarr.\n\nIDA ROAN: We sail.\n\nJON TARR: “Now or never.”\n\nSo they say.\n\nIDA ROAN: They do.\n\nJON TARR: Yes."
    turns = find_utterances(Document("d", "", text, language="en")).turns
    assert [text[turn.start : turn.end] for turn in turns][1] == "“Now or never.”\n\nSo they say."


def test_a_word_that_counts_off_is_no_label() -> None:
    text = "SEN. IDA ROAN: Three things.\n\nFirst: the boats. They sail.\n\nLook: we pay.\n\nTARR: And next?"
    assert [turn.speaker for turn in find_utterances(document(text, "transcript")).turns] == ["Ida Roan", "Tarr"]


ROLE_LINES = (
    "Operator\n\nGood day.\n\nAda Venn {0} Chief Executive Officer\n\nWe sail in May.\n\nBen Orr {0} Ely Bank {0} Analyst"
    "\n\nAnd the debt?\n\nAda Venn {0} Chief Executive Officer\n\nIt fell.\n\nOperator\n\nThat was all."
)


@pytest.mark.parametrize("dash", ["--", "—", "–"])
def test_a_line_of_name_and_office_is_a_label_where_one_comes_again(dash: str) -> None:
    text = ROLE_LINES.format(dash)
    turns = find_utterances(document(text)).turns
    assert [(one.speaker, text[one.start : one.end]) for one in turns if one.speaker in ("Ada Venn", "Ben Orr")] == [
        ("Ada Venn", "We sail in May."),
        ("Ben Orr", "And the debt?"),
        ("Ada Venn", "It fell."),
    ]
    assert len(turns) == 5


@pytest.mark.parametrize(
    "text",
    [
        "Ada Venn -- Mayor\n\nI am new.\n\nBen Orr -- Pilot\n\nI am old.",  # Nobody comes again.
        "Ada Venn -- Mayor\nBen Orr -- Pilot\nAda Venn -- Mayor\nBen Orr -- Pilot\n",  # Nobody says a sentence.
        "Ada Venn -- Mayor\n\nWe fell.\n\nAda Venn -- Mayor\n\nWe rose.",  # Nobody else.
        "Ada Venn -- Ely Post\n\nIt fell.\n\nBen Orr -- Ely Post\n\n“We paid,” he said.\n\nAda Venn -- Ely Post\n\nIt rose.",
    ],
)
def test_lines_of_name_and_office_alone_are_no_labels(text: str) -> None:
    assert find_utterances(document(text)).turns == ()
