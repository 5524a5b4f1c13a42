"""Whom a reporting verb has for its subject, where something else stands between both or looks like it."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute
from matcher.types import Document

# text, name of the last quotation's speaker or None
SUBJECTS = [
    # Who has an apposition, and not what its last word is.
    ("The mill was led by Ada Quill, a marine ecologist at Ely, who said it was “a wet rope”.", "Ada Quill"),
    ("The mill was led by Ada Quill, a biologist and Regents Professor at Ely, who said “the mill needs water”.", "Ada Quill"),
    ("The mill was led by Ada Quill, Regents Professor at Ely, who said it was “a wet rope”.", "Ada Quill"),
    ("The mill was led by Ben Orr, Ada Quill and Una Marr, who said it was “a wet rope”.", "Una Marr"),
    ("The mill was led by Ben Orr, a friend, and Una Marr, who said it was “a wet rope”.", "Una Marr"),
    # How somebody puts it, and than whom.
    ("The mill is old. The warden Ada Quill put it more bluntly: “The mill needs water.”", "Ada Quill"),
    ("The mill is old. Ada Quill, a friend, puts it better than I can: “The mill needs water.”", "Ada Quill"),
    # "First" behind a determiner is no adverb, and the judge may be a justice.
    ("Ada Quill died.\n\n“She sang,” recalled her first mate, Ben Orr. “The mill needs water.”", "Ben Orr"),
    ("Mr Justice Orr ruled that Ada Quill had won.\n\n“The mill needs water,” the judge said.", "Orr"),
    ("Lady Justice Orr ruled that Ada Quill had won.\n\n“The mill needs water,” the judge said.", "Orr"),
    # What somebody does, with a capital at the sentence's beginning.
    ("“It is late,” mayor Paul Marr said.\n\nCampaigner Ben Orr was unmoved. “The mill needs water,” he said.", "Ben Orr"),
    # A name before a noun of no list is no head.
    ("Norland met Ely.\n\n“The mill needs water,” the Norland hydrologist, Ada Quill, told the Argus.", "Ada Quill"),
    ("Norland met Ely.\n\n“The mill needs water,” the Norland hydrologist, 34, told the Argus.", "the Norland hydrologist"),
    # "It" is what is seen, and not who speaks.
    ("The Ely Court sat. Ada Quill wrote she had not heard of the fair but would go to see it anyway: “The mill needs water!”", "Ada Quill"),
    ("The Ely Court sat. In the end it warned: “The mill needs water!”", "Ely Court"),
    # Whom a question was told, behind it.
    ("Paul Marr criticised Ben Roan.\n\n“We are not going to have a good year, who knows?” Roan told Norland’s Argus in an interview.", "Ben Roan"),
    ("Paul Marr criticised Ben Roan.\n\n“We are not going to have a good year!” Roan told Una Quill.", "Ben Roan"),
    ("“We are not going to have a good year, are we?” said Paul Marr. “Who knows?” Ben Roan told Una Quill that it was late.", "Paul Marr"),
    # A body behind its article and adjective governs nobody.
    ("A source within the central Harbour Ministry reportedly said “the mill needs water”.", "A source"),
    ("The central Harbour Ministry said “the mill needs water”.", "Harbour Ministry"),
    # … also where no comma closes it.
    ("“The council is late,” Doug Vanner, a spokesman for Speaker Paul Orr told the Argus.", "Doug Vanner"),
    ("“The council is late,” Doug \u00adVanner, a spokesman for Speaker Paul Orr told the Argus.", "Doug Vanner"),
    ("“The council is late,” a spokesman for Speaker Paul Orr told the Argus.", "a spokesman for Speaker Paul Orr"),
    ("In Ely, a spokesman for Speaker Paul Orr told the Argus: “The council is late.”", "a spokesman for Speaker Paul Orr"),
    # Whoever is written to has no apposition's verb.
    ("Last month, the company wrote a letter to the dean, Ben Orr, calling the report “a wet rope”.", "the company"),
    ("The head of the firm, Ben Orr, said it was “a wet rope”.", "Ben Orr"),
    # An abbreviated office.
    ("Kelly Warden spoke: Impeach AG Lynd.\n\nLoretta Lynd came. “We are late,” AG Lynd said.", "Loretta Lynd"),
    ("“We are late,” Rheinwerk AG said on Monday.", "Rheinwerk AG"),
    # Two jobs of one.
    ("“The bell is late,” lead researcher and Ely planetary scientist Ada Quill said in a statement.", "Ada Quill"),
    ("“The bell is late,” said lead researcher and Ely mayor Ada Quill.", "Ada Quill"),
    ("“The bell is late,” the researcher and geologist Ada Quill said.", "Ada Quill"),
    # Who is busy with somebody else.
    ("Ben Orr speaking to the Harbour Council called it “a wet rope”.", "Ben Orr"),
    ("On Tuesday, prime minister Ben Orr speaking at the Harbour Council said: “It is late.”", "Ben Orr"),
    # What carries words, and not who holds it.
    ("Ada Quill held a sign that read “Nobody pays for it”.", "a sign"),
    ("Ada Quill said that Orr called it “a wet rope”.", "Ada Quill"),
    # A town's state and a body's last word.
    ("Jack Casey, administrator at Ely Hospital in Helena, Montana said, “We are thrilled to hear it.”", "Jack Casey"),
    ("Una Marr of the Center for Law and Justice testified that, “While the fee is late, it is paid.”", "Una Marr"),
    ("To this, Ada Quill of the worldwide victims' group End Abuse Now said, “The law is late.”", "Ada Quill"),
    ("To this, Ada Quill of advocacy group Clean Rivers Now said, “The law is late.”", "Ada Quill"),
    ("The advocacy group Clean Rivers Now said, “The law is late.”", "Clean Rivers Now"),
    ("Ada Venn and Ben Orr said: “We are late.”", "Ben Orr"),
    # Who is quoted by whom.
    ("Ben Orr was quoted by the Herald as saying “the law is late.”", "Ben Orr"),
    ("Ben Orr is cited by Ada Venn as saying “the law is late.”", "Ben Orr"),
    ("The plan was called by Ada Venn “a wet rope”.", "Ada Venn"),
    ("Ben Orr, director of Ely studies, Co-Director of the Ely Project, wrote in the Argus on Monday:\n“The time is now.”", "Ben Orr"),
    ("They turned to the “fuel of the future,” American-made ethanol.", None),
    ("“It is late.” Ada Quill, head of the Ely Loggers, says the Big Beautiful Bill will pay: “It will give us a chance.”", "Ada Quill"),
    ("The First Lady reaffirmed her forward-looking vision: “We are not here to pay.”", "The First Lady"),
    ("The mayor's wounded ally said: “We are not here to pay.”", "The mayor's wounded ally"),
    # Markdown that a document kept, and labels that name nobody.
    ("**Deputy Press Secretary Kush Desai: **“Orr is free to visit the quarantine ward.”", "Kush Desai"),
    ("MYTH: “But the office says so.”\n\nFACT: The office is wrong.", None),
    # A family name that is a verb elsewhere.
    ("George Will came. Citing what he called “a wet rope,” Will urged them to leave.\n\n“It is late,” Will said.", "George Will"),
    ("Paul Marr met George Will. From Marr's “coarse effusion” to a “wet force,” Will described Marr as “a rope of it all”.", "George Will"),
    ("Ada Quill came. “Low tide” Then Ada Quill said: “It is late.”", "Ada Quill"),
    # Another verb's participle, object or infinitive.
    ("Ada Venn looked at it as a “chance to pay”, having questioned her abilities. “I was in a hard school.”", None),
    ("The Quill campaign criticized Orr's refusal, accusing him of “not wanting to pay”.", "The Quill campaign"),
    ("Last month, when I asked Ben Orr if he would ever pay, he looked into my phone and said, “I am going to pay!”", "Ben Orr"),
    # Frames.
    ("Let us be, in the beautiful words of the poet Ada Quill, “bruised, but whole and bold.”", "Ada Quill"),
    ("Ben Orr said it had moved ten boats. According to him, it was done with the help of “honourable people”.", "Ben Orr"),
    ("Ben Orr said it had moved. According to his “wet rope” plan, Una Marr said it was “late”.", "Una Marr"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), SUBJECTS)
def test_subject_of_a_reporting_verb(text: str, name: str | None) -> None:
    speaker = attribute(Document("d", "", text, language="en"))[-1].speaker
    assert (speaker.name if speaker else None) == name


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("(b) The term “wet rope” means a rope that is wet.", "scare"),
        ("(b) The term “wet rope” has the meaning given to it in section 2.", "scare"),
        ("She used the term “wet rope” again, Ada Quill said.", "quoted"),
        ("Sen. Ada Quill chaired a hearing titled, “Examining Late Ferries,” in Ely.", "title"),
        ("Sen. Ada Quill chaired a hearing, and said, “Examining Late Ferries” pays.", "quoted"),
    ],
)
def test_terms_and_titles(text: str, what: str) -> None:
    assert attribute(Document("d", "", text, language="en"))[-1].attributed_as == what


# text, names of the speakers of both quotations
QUESTIONS = [
    ("Cardinal Ada Quill said, “Why should the bishops be exempt?” Archbishop Ben Orr said, “They are not.”", ("Ada Quill", "Ben Orr")),
    ("Ada Quill asked: “Who will pay?” Ben Orr said: “We will.”", ("Ada Quill", "Ben Orr")),
    ("Ada Quill asked: “Who will pay?” Ben Orr said.", ("Ben Orr",)),
    ("“Who will pay?” Ben Orr said. “We will not.”", ("Ben Orr", "Ben Orr")),
    ("Ada Quill looked up. “Who will pay?” Ben Orr said, “We will not.”", ("Ben Orr", "Ben Orr")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), QUESTIONS)
def test_question_is_whose_clause_introduces_it(text: str, names: tuple[str, ...]) -> None:
    found = attribute(Document("d", "", text, language="en"))
    assert tuple(one.speaker and one.speaker.name for one in found) == names
