"""Who stands nearest to a reporting verb and has not spoken: objects, tails, owners, subjects of other clauses."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute
from matcher.types import Document

# name of the case: (text, words in the quotation, speaker's name or None)
CASES = {
    # Behind "according to".
    "whom the sentence before follows": ("“We got back on even,” Ned Tarr said.\n\nFitness was a factor, according to Ben Orr. “We have been working hard on it,” he said.", "We have been", "Ben Orr"),
    "whom the sentence before opens with": ("Ned Tarr said the mill was late. Ben Orr left.\n\nAccording to Orr, many people do not seek help. “Now they can go into the centre,” he told the press.", "Now they can", "Ben Orr"),
    "a body behind according to": ("Ned Tarr opened the mill. According to the Harbour Bank, it was late. “Now they can go into the centre,” he said.", "Now they can", "Ned Tarr"),
    "a frame's name of the other gender": ("Ned Tarr said the mill was late. According to Ada Venn, many people do not go. “Now they can go into the centre,” he said.", "Now they can", "Ned Tarr"),
    # Offices near a body or somebody of another office.
    "an office behind a place": ("On Monday in the state of Arden, Governor Ada Venn signed it. The governor tweeted, “We sign it into law today.”", "We sign", "Ada Venn"),
    "a body for its own noun": ("Corvid Bank, a family company, was late. The company said it was “very sorry”.", "very sorry", "Corvid Bank"),
    "a body with a name of its own": ("The Harbour Party nominated Ada Venn, whose campaign was late. The Orr campaign recycled a statement: “We will decide it.”", "We will", "The Orr campaign"),
    "another minister": ("Aviation Minister Ada Venn left. The health minister said it was “very late”.", "very late", "The health minister"),
    "the same minister": ("Health Minister Ada Venn left. The health minister said it was “very late”.", "very late", "Ada Venn"),
    "the minister": ("Health Minister Ada Venn left. The minister said it was “very late”.", "very late", "Ada Venn"),
    "another rank": ("Deputy Mayor Ada Venn left. The mayor said it was “very late”.", "very late", "The mayor"),
    "the same rank": ("Deputy Mayor Ada Venn left. The deputy mayor said it was “very late”.", "very late", "Ada Venn"),
    "an office that ends in s": ("The actress Ada Venn left. The actress said it was “very late”.", "very late", "Ada Venn"),
    "one of the examples": ("Fifty officials, including Ben Orr, Ada Venn and Una Marr, signed a letter saying it “was late”.", "was late", "Fifty officials"),
    # Behind other marks.
    "a bracket at the end": ("Ada Venn left. “We pay for it[,]” said a neighbour.", "We pay", "a neighbour"),
    "a semicolon at the end": ("A clerk told Ada Venn it was late. “We pay for it;” read the statement; “you will not.”", "We pay", "the statement"),
    "a joiner before an s": ("Clerks signed a letter saying the Post’\u200ds report “has the marks of it”.", "has the", "Clerks"),
    "a single name with its age": ("Ned Tarr said it was late. “We paid,” he said.\n\nOrr, 58, spoke for an hour. “We got back on even,” he said.", "We got", "Orr"),
    "a participle before an office": ("Ned Tarr left. “We got back on even,” managing director Ben Orr said.", "We got", "Ben Orr"),
    "who announced it in the sentence before": ("Ada Venn will appeal, announced Ben Orr. “I respect the ruling, but I do not share it.”", "I respect", "Ben Orr"),
    # What an interviewer says to whoever answers.
    "whom a question is about": ("We met the author by the canal.\n\nYour brother, Ned Tarr, says the man in it is your father.\n\n“He has not read it.”", "He has not", None),
    "whom a question names": ("We met the author by the canal.\n\nWhat would Ned Tarr say?\n\n“He has not read it.”", "He has not", None),
    "whoever the sentence above is about": ("We met by the canal.\n\nNed Tarr spoke of the man in it.\n\n“He has not read it.”", "He has not", "Ned Tarr"),
    # A word that is a given name elsewhere.
    "a trade before a name": ("Marine biologist Ada Venn, who wrote it, said the pause was long. “Three years would do,” she said.", "Three years", "Ada Venn"),
    "a trade of no list": ("It was late. Grower Amos Lee said it was over. “We lost it all,” he said.", "We lost", "Amos Lee"),
    # Before a colon or dash, behind a name.
    "a place before a colon": ("It rained.\n\nAda Venn, 52, Port Ely: “The ferry has to run.”", "The ferry", "Ada Venn"),
    "a place of one word before a colon": ("It rained.\n\nBen Orr, a teacher from Lodi: “It never runs in winter.”", "It never", "Ben Orr"),
    "a body before a colon": ("It rained.\n\nDee Larch, Chief Executive, Corvid Shipping: “The ferry has to run.”", "The ferry", "Dee Larch"),
    "a place before a person and a colon": ("It rained.\n\nIn Lodi, Ada Venn: “The ferry has to run.”", "The ferry", "Ada Venn"),
    "a place before a dash": ("Ned Tarr: “It is late again.”\n\nAda Venn, New York – “The ferry has to run.”", "The ferry", "Ada Venn"),
    "a name before a dash": ("Ned Tarr: “It is late again.”\n\nAda Venn – “The ferry has to run.”", "The ferry", "Ada Venn"),
    "a sentence before a dash": ("The mill burned.\n\nAda Venn came home – “The ferry has to run.”", "The ferry", None),
    # Of several people.
    "whoever follows a police noun": ("Sudish Amman, placed under police watch, left. Amman, who was described as “knife-mad” by the police, wept.", "knife-mad", "the police"),
    "authorities of a nation": ("Chinese authorities referred to him as a “foreign sailor”.", "foreign sailor", "Chinese authorities"),
    "a pronoun's statement": ("The Harbour Council met. They released a statement which said, “We close the mill in May.”", "We close", "a statement"),
    "a part of a statement": ("Part of Ada Venn's statement reads “we close the mill in May”.", "we close", "Ada Venn's statement"),
    "what goes on": ("Mayor Ada Venn says she is calm even if the row over the ferry went on for “many long years”.", "many long", "Ada Venn"),
    "who goes on to speak": ("Ada Venn said it was late. Ben Orr went on: “It is many long years.”", "It is many", "Ben Orr"),
    "of whom another tells": ("Senator Ada Venn, who has endorsed it, said Ben Orr has pushed the council to be “stronger” on it.", "stronger", "Ada Venn"),
    "who said so before": ("The road is closed, said Ben Orr, calling it “a wet rope”.", "a wet rope", "Ben Orr"),
    "what somebody in an aside calls it": ("He guarded the mill in March, in what Ada Venn, treasurer of the town's union, called “hand-to-hand combat”.", "hand-to-hand", "Ada Venn"),
    "who is named before the words": ("“News,” Paul Axel tweeted of Ben Orr.\n\nOrr fired back: “We know of it,” he wrote, “and we pay.”", "We know", "Ben Orr"),
    "who answers in the next sentence": ("Ada Venn wrote to Una Marr, telling her, “We need you here!” Marr replied to him that it was late.", "We need", "Ada Venn"),
    "from a body of an owner": ("Marchers with flags and a banner from People's Vote saying “put it to the people” came.", "put it", "Marchers"),
    "a body in marks": ("Yesterday, Ada Venn of “No More”, a charity for the mill, told the Herald “it almost appears late”.", "it almost", "Ada Venn"),
    # In the passive.
    "of whom it is said": ("Ada Venn was said to be suffering “minor symptoms” and was admitted on Monday.", "minor symptoms", None),
    "of what it is reported": ("At noon a fire was reported in the “Kiss and Sail” section of the harbour.", "Kiss and Sail", None),
    "who was quoted": ("Ada Venn was quoted as saying the mill was “very late”.", "very late", "Ada Venn"),
    "who was heard": ("Ada Venn was heard saying the mill was “very late”.", "very late", "Ada Venn"),
    "who was reported": ("Ada Venn was reported to have said the mill was “very late”.", "very late", "Ada Venn"),
    # Of a participle.
    "with somebody of a place": ("Members attacked it, with Ada Venn of Louisiana calling the probe “foreign”.", "foreign", "Ada Venn"),
    "and somebody of a place": ("Members attacked it, with Ada Venn of Louisiana calling the probe “foreign” and Ben Orr of Florida calling it “a blatant coup”.", "a blatant", "Ben Orr"),
    "with somebody and an apposition": ("Crews refused, with Ben Orr, a harbour pilot, calling the order “pure madness”.", "pure madness", "Ben Orr"),
    "with the latter": ("The mill and the council opened probes, with the latter on Monday confirming they were “not going to the scene”.", "not going", "the latter"),
    "a town right before": ("Ben Orr issued a statement at his golf club outside Washington, D.C. saying “the simple fact is it is late”.", "the simple", "Ben Orr"),
    "a body right before": ("Ben Orr wrote from his office in the Harbour Bank saying “the simple fact is it is late”.", "the simple", "Ben Orr"),
    "whom an infinitive has for its object": ("Ada Venn explained the decision to ban the players saying, “As a first step, they will not play.”", "As a first", "Ada Venn"),
    "who is seen to speak": ("A video shows a man saying the mill was “very late”.", "very late", "a man"),
    "a statement with its issuer": ("The town released a statement on Monday saying it “was late”.", "was late", "The town"),
    "whom the mayor speaks to": ("Mayor Ben Orr came. Ada Venn left. Speaking to Ada Venn, the mayor said “We ask for the pier to be closed.”", "We ask", "Ben Orr"),
    "of whom the mayor speaks": ("Mayor Ben Orr came. Ada Venn left. Of Ada Venn, the mayor of Ely said “We ask for the pier to be closed.”", "We ask", "Ben Orr"),
    "of somebody who speaks": ("The ad uses footage of Ada Venn asking, “Why am I not ahead of him?”", "Why am", "Ada Venn"),
    "of somebody by the family name": ("Mayor Ada Venn left. What do you think of Venn privately saying “wait for us”?", "wait for", "Ada Venn"),
    "a body in a clause that and joins": ("A group of clerks called for a boycott, and the Harbour League denounced it and said it was “very late”.", "very late", "the Harbour League"),
    "what a relative clause concludes": ("Ada Venn notes that it is enough for a seat in the town, which means Orr “can do it a lot”.", "can do", "Ada Venn"),
    # Whom a verb makes speak.
    "who is led to speak": ("Backlash from it led Ben Orr to express that he “was too cavalier about it”.", "was too", "Ben Orr"),
    "who is forced to speak": ("The council forced Ben Orr to admit it was “very late”.", "very late", "Ben Orr"),
    "who does so to speak": ("The council voted on Monday to say it was “very late”.", "very late", "The council"),
    # Of the second of two verbs.
    "a place in an indirect question": ("Professor Ada Venn of Ely Law School asked whether Marlow was in the county and then declared “that is the full analysis”.", "that is", "Ada Venn"),
    "a subject in a contact clause": ("Ben Orr said he was embarrassed about the questions clerks asked, and argued the town needs “visionary leadership”.", "visionary", "Ben Orr"),
    "a body in an object clause": ("The Arden government announced the tests by a military laboratory found lead, and said there was “unequivocal” proof.", "unequivocal", "The Arden government"),
    "somebody in an object clause": ("Ada Venn said the mill was late but Ben Orr declared it closed and called it “a wet rope”.", "a wet rope", "Ben Orr"),
    # Of a clause before the comma.
    "whoever wins": ("Ada Venn spoke. She argued that if Ben Orr wins the election, “these events will be more common.”", "these events", "Ada Venn"),
    "whoever says so in a clause": ("If, as Ada Venn says, “these events will be more common,” we go.", "these events", "Ada Venn"),
    # Behind a preposition.
    "to a body": ("Assembly president Ben Orr in relaying the news to parliament said, “She is a part of the town.”", "She is", "Ben Orr"),
    "for a paper": ("Ada Venn of Ely University and contributor to Slate wrote, “a single mill can set the rules.”", "a single", "Ada Venn"),
    "on a network": ("Ada Venn called the vote a “witch hunt”, and on Twitter referred to it as “the great hoax”.", "the great", "Ada Venn"),
    "in brackets": ("The general secretary of the FPW union (National Union of Ferry, Pier and Wharf Workers), Ben Orr, said it was “nowhere near enough”.", "nowhere", "Ben Orr"),
    "in a subordinate clause": ("Ned, on the top deck of the bus when the incident occurred, said that “everyone started to scream”.", "everyone", "Ned"),
    "a subject with an apposition in a subordinate clause": ("It was late when Ben Orr, the mayor, said that it was “a wet rope”.", "a wet rope", "Ben Orr"),
    "in a clause without a subject": ("Ned Tarr was arrested in March, but the Harbour Agency when announcing it in May, 2018 identified him as “our Mr. A”.", "our Mr. A", "the Harbour Agency"),
    "a thing that goes on meanwhile": ("The Harbour Agency identified him as “our Mr. A” as the search for it continued.", "our Mr. A", "The Harbour Agency"),
    "who says so meanwhile": ("It was “a wet rope and no more of it”, as the clerk said.", "a wet rope", "the clerk"),
    # Whose words are named, not said.
    "what somebody is called": ("Ben Orr, often referred to as “The Lion Man”, was in the area.", "The Lion", None),
    "what somebody calls it": ("Ben Orr attacked the plan, referred to it as “the wet rope” and left.", "the wet rope", "Ben Orr"),
    "what somebody with an apposition calls it": ("It is a town that its mayor, Ada Venn, called “a wet rope”.", "a wet rope", "Ada Venn"),
    # Who prints it.
    "the object of who prints it": ("The Herald quoted Ada Venn, formerly a deputy administrator at the Ely Harbour Agency, as saying “we have a role”.", "we have", "Ada Venn"),
    "who speaks in a relative clause": ("It was leaked in May, in which someone, seemingly Ben Orr, audibly says Ada Venn “has a primitive understanding of tides.”", "has a", "someone"),
    "who denounces in a relative clause": ("Others have urged him to move on, such as former mayor Ben Orr, who denounced the claims as “a national embarrassment”.", "a national", "Ben Orr"),
    "what is alleged": ("It came to light in a release of documents related to alleged abuse, which Ada Venn described as “the mill affair”.", "the mill", "Ada Venn"),
    "in an aside between dashes": ("Speaker Ada Venn commented on it — which the BBC noted as an unusual move — “It is blindingly late today.”", "It is blindingly", "Ada Venn"),
    "who says so between dashes": ("It was late — which Ada Venn noted as “blindingly odd” — and wet.", "blindingly odd", "Ada Venn"),
    "a thing in a relative clause": ("Corvid Works opened. Corvid Works held a panel about ropes, which promoted its new mill. “We will make the best rope of all in May.”", "We will", "Corvid Works"),
    "somebody in a relative clause": ("The mill is owned by the baker Ada Venn, who praised its ropes. “We will make the best rope of all in May.”", "We will", "Ada Venn"),
    # Behind a semicolon.
    "a frame before a semicolon": ("According to the Ely embassy, a sailor died; Arden officials referred to him as “foreign”.", "foreign", "Arden officials"),
    "whose statement it opposes": ("Ned Tarr opposed Ben Orr's statement: “The suggestion is out of place today.”", "The suggestion", "Ned Tarr"),
    "how many of a nation": ("He was known for mediating in several Middle Eastern disputes as “a friend to all of us”.", "a friend", None),
    # Behind a dash, which parts what two people say.
    "a sentence before another voice's": ("“The ferry is late,” says Ada Venn. “It is too old.” – “But it does run,” says Ben Orr.", "It is too", "Ada Venn"),
    "another voice's sentence": ("“The ferry is late,” says Ada Venn. “It is too old.” – “But it does run,” says Ben Orr.", "But it", "Ben Orr"),
    "a sentence that nobody has": ("“The ferry is late.” – “But it does run,” says Ben Orr.", "The ferry", None),
    # Capitals that are no part of a name, or all of it.
    "a pronoun with its verb": ("Ada Venn and Ben Orr left. The mill wrote, and I’m quoting, “We have been living hand to mouth for years.”", "We have", "The mill"),
    "a company's legal form": ("In a statement, Corvid Shipping, Inc. said: “We ship the rope on Monday and no later.”", "We ship", "Corvid Shipping Inc"),
    "the dash of a list": ("The port grew.\n\n- Ely police said it was “very late”.\n\n- The ferry ran.", "very late", "Ely police"),
    "several senators": ("Senators Ada Venn and Ben Orr left. “We ask for the pier to be closed,” said Venn.", "We ask", "Ada Venn"),
    "several governors": ("“We ask for the pier to be closed,” said Governors Ada Venn and Ben Orr.", "We ask", "Ada Venn"),
    "several professors": ("“We ask for the pier to be closed,” said Professors Venn and Orr.", "We ask", "Venn"),
    "several doctors": ("“We ask for the pier to be closed,” said Drs. Ada Venn and Ben Orr.", "We ask", "Ada Venn"),
    "senators of one party": ("Senators Ada Venn and Ben Orr left. “We ask for the pier to be closed,” the Senators said.", "We ask", "the Senators"),
}  # fmt: skip


def test_frame_of_the_next_sentence_is_no_relay() -> None:
    text = "Ada Venn said it was “not part of a campaign.” According to The Arden Post, clerks warned of it."
    speaker = attribute(Document("d", "", text, language="en"))[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.via) == ("Ada Venn", None)


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_nearest_neighbour_is_not_taken_for_the_speaker(case: str) -> None:
    text, words, name = CASES[case]
    found = next(a for a in attribute(Document("d", "", text, language="en")) if words in text[a.start : a.end])
    assert (found.speaker.name if found.speaker else None) == name
