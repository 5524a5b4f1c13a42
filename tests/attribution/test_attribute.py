"""Speakers: who said a quotation, by what evidence, in short texts written for these tests."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from matcher.attribution import Attributed, attribute
from matcher.types import Document, DocumentKind

INTRO = "Mayor Ada Quill met Dorian Vesh, a former judge, and Una Marr on Monday. "

# name of the case: (text, words in the quotation, speaker's name or None)
CASES = {
    "subject before verb": ("“We pay,” Ada Quill said.", "We pay", "Ada Quill"),
    "verb before subject": ("“We pay,” said Ada Quill.", "We pay", "Ada Quill"),
    "cue before quotation": ("Ada Quill said: “We pay.”", "We pay", "Ada Quill"),
    "title and reach": ("“We pay,” Transport Minister Ada Quill told reporters on the quay.", "We pay", "Ada Quill"),
    "police rank in short": ("“We pay,” Det. Sgt. Ada Quill said. The hall was full.", "We pay", "Ada Quill"),
    "council's title in short": ("“We pay,” Cllr. Ada Quill said. The hall was full.", "We pay", "Ada Quill"),
    "former office in short": ("“We pay,” ex-Gov. Ada Quill said. The hall was full.", "We pay", "Ada Quill"),
    "a word that ends in a title's letters": ("“We pay,” said the cadet. Ada Quill left.", "We pay", "the cadet"),
    "apposition after subject": ("“We pay,” Ada Quill, 51, a former captain, said on Monday.", "We pay", "Ada Quill"),
    "apposition before name": ("“We pay,” said its branch secretary, Ada Quill.", "We pay", "Ada Quill"),
    "relative clause": ("Ada Quill, who leads the union, called it “a wet rope”.", "a wet rope", "Ada Quill"),
    "long subject after verb": ("“We pay,” said Ely State University political scientist Ada Quill.", "We pay", "Ada Quill"),
    "any verb in inversion": ("“We pay,” Ada Quill deadpanned.", "We pay", "Ada Quill"),
    "second part of an utterance": ("“We pay,” Ada Quill said, “but late.”", "but late", "Ada Quill"),
    "next sentence of an utterance": ("“We pay,” Ada Quill said. “We are not rich.”", "We are not rich", "Ada Quill"),
    "participle": ("Ada Quill left, adding that it “should have come years ago”.", "should have come years ago", "Ada Quill"),
    "participle in front": ("Calling it “a wet rope”, Ada Quill left the hall.", "a wet rope", "Ada Quill"),
    "two speakers in a sentence": ("Ada Quill called it “cheap” but Dorian Vesh said it was “very dear”.", "very dear", "Dorian Vesh"),
    "according to": ("The road was “never safe”, according to Ada Quill.", "never safe", "Ada Quill"),
    "in the words of": ("In the words of Finance Minister Ada Quill, the road is “a wet rope”.", "a wet rope", "Ada Quill"),
    "per": ("Ben Orr left. “The road was never safe,” per Ada Quill.", "The road", "Ada Quill"),
    "price per piece": ("Ada Quill left. The fare, a “fair one” per day, fell.", "fair one", None),
    "how X put it": ("Ben Orr left. “A wet rope” was how Ada Quill put it.", "A wet rope", "Ada Quill"),
    "according to a body before somebody's clause": ("According to the ministry, Ada Quill has won, but “it is late”.", "it is late", "the ministry"),
    "owner of a noun": ("Nobody believed Ada Quill's claim that the road “was never safe”.", "was never safe", "Ada Quill"),
    "agent of a passive": ("The road was called “a disgrace” by Ada Quill.", "a disgrace", "Ada Quill"),
    "participle of the main clause": ("Ada Quill, the mayor, repeated that Ben Orr forgets his lines, calling him “a parrot”.", "a parrot", "Ada Quill"),
    "participle after a trailing clause": ("Orr was calm, said Ada Quill, the mayor, adding that it “was late”.", "was late", "Ada Quill"),
    "participle after a dateline": ("CALDER (AGN) — Ada Quill struck back, saying it “was late”.", "was late", "Ada Quill"),
    "noun after an adjective": ("Ada Quill left to explain her recent remarks, saying it “was late”.", "was late", "Ada Quill"),
    "verb on no list": ("“We pay,” Ada Quill shot back with a laugh.", "We pay", "Ada Quill"),
    "verb with a particle": ("Ben Orr left. “We pay,” said Una Marr. “You must,” Ada Quill went on.", "You must", "Ada Quill"),
    "verb with a particle before its subject": ("“We pay,” said Una Marr. “You must!” chimed in baker Ada Quill.", "You must", "Ada Quill"),
    "verb with a particle and more": ("“We pay,” said Una Marr. “You must?” Ada Quill shot back on Monday.", "You must", "Ada Quill"),
    "verb with a particle at a comma": ("“We pay,” said Una Marr. Ada Quill cut in, “You must pay soon.”", "You must", "Ada Quill"),
    "verb with a particle and an object": ("“We pay,” said Una Marr. “We must.” Ada Quill went on holiday.", "We must", "Una Marr"),
    "noun that reports after the quotation": ("“We pay!” cried Una Marr. “You must,” came the reply from Ada Quill.", "You must", "Ada Quill"),
    "owner of a noun after the quotation": ("“We pay!” cried Una Marr. “You must,” was Ada Quill's only answer.", "You must", "Ada Quill"),
    "noun that reports from the crowd": ("“We pay!” cried Una Marr. “You must,” was the answer from the crowd.", "You must", "the crowd"),
    "noun that reports nothing": ("Una Marr met Ada Quill. “The Rope” was the play of Ada Quill.", "The Rope", None),
    "person of a country's body": ("Ada Quill of Britain's National Harbour Agency (NHA) said, “We pay all of it.”", "We pay", "Ada Quill"),
    "speaker of a country's body": ("A spokesman of Britain's Harbour Agency said: “We pay all of it.”", "We pay", "A spokesman of Britain's Harbour Agency"),
    "body with its initials": ("After the death of Ada Quill the Harbour Agency (HA) said: “We pay all of it.”", "We pay", "the Harbour Agency"),
    "body with a place behind a comma": ("“We pay,” said University of Marlow, Ely's chancellor, Ada Quill.", "We pay", "Ada Quill"),
    "body with a conjunction": ("The Institute of Wet and Dry Rope's director, Dr. Ada Quill, said of it: “We pay all of it.”", "We pay", "Ada Quill"),
    "name behind a title in capitals": ("A Republican Assemblywoman, Ada Quill, also said of it: “We pay all of it.”", "We pay", "Ada Quill"),
    "statement from a body": ("“We pay,” read a statement from the palace.", "We pay", "the palace"),
    "statement from a body of members": ("A statement from the Drivers’ League read: “Park it now.”", "Park", "the Drivers’ League"),
    "statement signed by somebody": ("“We pay,” reads a statement signed by Ada Quill.", "We pay", "Ada Quill"),
    "letter to somebody": ("“We pay,” said a letter from Ada Quill to Ben Orr.", "We pay", "Ada Quill"),
    "statement by e-mail": ("“We pay,” said a statement by e-mail.", "We pay", "a statement"),
    "report from nobody": ("Ada Quill left. “We pay,” said a report from Friday.", "We pay", "a report"),
    "study by two people": ("“We pay,” says a study by Ada Quill and Ben Orr.", "We pay", "a study"),
    "statement that only tells where": ("In a statement from the palace, Ada Quill said: “We pay all of it.”", "We pay", "Ada Quill"),
    "name in markup": ("“We pay,” said biologist <b>Ada Quill</b>. Ben Orr left.", "We pay", "Ada Quill"),
    "less than a name": ("Ben Orr and 3 <Ada Quill met. “We pay,” said Orr.", "We pay", "Ben Orr"),
    "pronoun in a later part": ("Dr. Ben Orr said it was late.\n\nUna Marr took the same view, saying “we have never paid so much for it.” He continued, “and we never will.”", "and we never", "Una Marr"),
    "pronoun beside a nominal": ("Ben Orr said Una Marr “would not pay,” the source recalled. “She would not,” he said.", "would not pay", "the source"),
    "paragraph without its mark in what is said": ("Ada Quill released the following statement:\n\n“We pay for the wall.\n\nIt was neglected for years.\n\n“We shall never pay for this.”", "We shall never", "Ada Quill"),
    "caption in what is said": ("“We pay for the wall,” Ada Quill said. “It is late.\n\nThe wall on Friday. (Photo: Ben Orr)\n\n“We shall never pay for this.”", "We shall never", "Ada Quill"),
    "paragraph behind what was closed": ("Ada Quill said: “We pay for the wall.”\n\nIt rained for days.\n\n“We shall never pay for this.”", "We shall never", None),
    "time before the subject": ("But a few days later, Ada Quill gave way, telling Ely that it “was late”.", "was late", "Ada Quill"),
    "signature": ("“We shall overcome this winter.” — Ada Quill", "We shall overcome", "Ada Quill"),
    "signature of a sentence without a stop": ("“We shall overcome the winter” — Ada Quill, mayor", "We shall overcome", "Ada Quill"),
    "signature in a list": ("Voices\n\n• “We shall overcome the winter” — Ada Quill\n\n• “It was late”", "We shall overcome", "Ada Quill"),
    "a dash and a name that go on": ("“We shall overcome the winter” — Ada Quill was not there.", "We shall overcome", None),
    "a work and its writer": ("“The Long Winter of Ely” — Ada Quill", "The Long Winter", None),
    "label": ("More from Ada Quill: “We shall overcome this winter.”", "We shall overcome", "Ada Quill"),
    "addressee is not the speaker": ("“We pay,” Ada Quill told Herald's Dorian Vesh.", "We pay", "Ada Quill"),
    "family name alone": (INTRO + "“We pay,” Quill said.", "We pay", "Ada Quill"),
    "pronoun by gender": (INTRO + "“We pay,” he said.", "We pay", "Dorian Vesh"),
    "pronoun goes on": ("Ada Quill and Una Marr met. “We pay,” Quill said.\n\n“It is late,” she added.", "It is late", "Ada Quill"),
    "answer after a question": ("“Why?” asked Dorian Vesh.\n\n“For money,” Ben Orr said.\n\n“Whose?” asked Vesh.\n\n“Mine,” he said.", "Mine", "Ben Orr"),
    "nobody who occurs in quotations only": ("Ada Quill spoke. “I saw Ben Orr,” she said.", "I saw Ben Orr", "Ada Quill"),
    "role": ("Transport Minister Ada Quill met Una Marr. “We pay,” the minister said.", "We pay", "Ada Quill"),
    "carried over": ("“We pay,” Ada Quill said. She paused.\n\n“We always do pay our debts.”", "We always do", "Ada Quill"),
    "introduced by a sentence": ("Ada Quill was blunt. “We shall never pay for this.”", "We shall never", "Ada Quill"),
    "paragraph ends in a colon": ("Ada Quill wrote this on Monday:\n\n“We shall never pay for this.”", "We shall never", "Ada Quill"),
    "organisation": ("“We pay,” Corvid Bank said in a statement.", "We pay", "Corvid Bank"),
    "organisation by its kind": ("Corvid Bank closed. “We pay,” the bank said.", "We pay", "Corvid Bank"),
    "ministry": ("The energy ministry said it would “read every page”.", "read every page", "The energy ministry"),
    "anonymous": ("“We pay,” said a spokeswoman for the ministry.", "We pay", "a spokeswoman for the ministry"),
    "crowd": ("“Out!” the crowd yelled.", "Out", "the crowd"),
    "shared family name in one breath": ("Anna Brand and Erik Brand both spoke. “We asked,” Brand said.", "We asked", None),
    "gender of a title": ("Bill Orr and Joan Orr met. They talked for long. Tea was served. It rained. “We pay,” Mrs. Orr said.", "We pay", "Joan Orr"),
    "lady": ("Sir Basil Orr died in May. “He was kind,” Lady Orr said.", "He was", "Lady Orr"),
    "lady by her given name": ("Sir Basil Orr and Dame Ada Orr came. “He was kind,” Lady Orr said.", "He was", "Ada Orr"),
    "sir": ("Sir Basil Orr came. “I was kind,” Mr. Orr said.", "I was", "Basil Orr"),
    "noun that looks like a cue": ("The state report lists “new roads” in Ely.", "new roads", "The state report"),
    "outer speaker": ("Ada Quill said Dorian Vesh had called her “a wet rope”.", "a wet rope", "Ada Quill"),
    "outer speaker of a pronoun": ("Ada Quill, the head of a large union, said she thinks mills “are dear to build”.", "are dear", "Ada Quill"),
    "account with another verb in it": ("Ada Quill said the town had lost because Dorian Vesh accepted “about ten crowns”.", "about ten", "Ada Quill"),
    "clause of its own with another verb": ("Ada Quill said it was late, but Dorian Vesh called it “a farce”.", "a farce", "Dorian Vesh"),
    "phrase that reports": ("As Ada Quill puts it, Dorian Vesh made “an offer to the town”.", "an offer", "Ada Quill"),
    "made clear": ("Ada Quill made it clear that she has “serious concerns” about the mill.", "serious concerns", "Ada Quill"),
    "clause after a reason": ("Ada Quill, who left because of the toll, said Vesh was led astray by “outsiders” in Ely.", "outsiders", "Ada Quill"),
    "clause at the sentence's end": ("“It is calm now,” and the ships came in again last week, Ada Quill said.", "It is calm", "Ada Quill"),
    "verb that opens the sentence": ("Vesh left. Said Ada Quill, “We are all so proud of it.”", "We are all", "Ada Quill"),
    "antecedent before a hyphen": ("They met Ada Quill - who called it “a wet rope” - there.", "a wet rope", "Ada Quill"),
    "label after a dash": ("Captains agree – Ada Quill: “One lesson was a simple one for us.”", "One lesson", "Ada Quill"),
    "verb whose subject is hidden": ("Ada Quill has coined a new phrase, “dry dock”, to describe it.", "dry dock", "Ada Quill"),
    "initials": ("“We pay,” said J. B. Quill Jr. on Monday.", "We pay", "J. B. Quill Jr"),
    "nickname": ("William “Bill” Orr spoke. “We pay,” Orr said.", "We pay", "William Orr"),
    "German": ("„Wir zahlen“, sagte Bürgermeisterin Ada Quill der Agentur. „Aber spät“, fügte sie hinzu.", "Aber spät", "Ada Quill"),
    "French": ("« Nous payons, a assuré la préfète, Ada Quill, et nous payerons. »", "Nous payons", "Ada Quill"),
    "Spanish": ("«Pagamos», dijo la alcaldesa Ada Quill.", "Pagamos", "Ada Quill"),
    "Russian": ("«Мы платим», — заявил журналистам мэр города Борис Орлов.", "Мы платим", "Борис Орлов"),
    "Ukrainian": ("«Ми платимо», — сказала міністерка Олена Квіт.", "Ми платимо", "Олена Квіт"),
    "long s": ("\"The Bank was never ſound,\" ſaid Mr. Josiah Pell.", "The Bank", "Josiah Pell"),
    "noun after a name": ("Ada Quill is describing as “unhinged” a Dorian Vesh tweet on mills.", "unhinged", "Ada Quill"),
    "infinitive after a noun": ("Ada Quill turned to him. “Mr. Vesh?” Dorian Vesh had a statement to read.", "Mr. Vesh", "Ada Quill"),
    "tail of an aside": ("One banner read “payup.ely,” a website tied to a group called the Mill.", "payup.ely", "One banner"),
    "tail of a subject": ("“We pay the mills now,” the members of Congress wrote. He left.", "We pay", "Congress"),
    "brackets": ("Ada Quill mocked rivals (“Little Dorian”), insulting reporters while taking questions.", "Little Dorian", "Ada Quill"),
    "whole sentence in a clause that opens another": ("Even as Ada Quill claimed on Tuesday that “The mill got away with far less,” Dorian Vesh said it did not.", "The mill got", "Ada Quill"),
    "inversion before the quotation": ("After years of low water, explained Ada Quill, “with this dam there is a way.”", "with this dam", "Ada Quill"),
    "addressee before the quotation": ("Ada Quill turned round, told Dorian Vesh, “with this dam there is a way.”", "with this dam", "Ada Quill"),
    "participle before the quotation": ("Ada Quill noted that the mill lost money, writing Dorian Vesh, “with this dam there is a way.”", "with this dam", "Ada Quill"),
    "noun after the words": ("Ada Quill's “wet rope” remark was late.", "wet rope", "Ada Quill"),
    "agent of a participle in front": ("It rained. Asked by Ada Quill if Vesh “gets” mills, Ben Orr left.", "gets", "Ada Quill"),
    "number in a noun phrase": ("According to a 52-count complaint, the mill ran a “farce” in Ely.", "farce", "a 52-count complaint"),
    "phrase that lists": ("Ada Quill ticked off her aims, including the “fair share” of tolls.", "fair share", "Ada Quill"),
    "noun of complaint": ("Ada Quill launched into a lament for the “lost mills” of Ely.", "lost mills", "Ada Quill"),
    "participle that opens the sentence": ("Preceded at the mill by Ben Orr, the old sheriff, Ada Quill launched into a lament for the “lost mills” there.", "lost mills", "Ada Quill"),
    "name like a participle": ("Ahmed of Ely, a miller, launched into a lament for the “lost mills” there.", "lost mills", "Ahmed"),
    "verb of attitude": ("Ada Quill openly admires Dorian Vesh as a “strong leader” of Ely.", "strong leader", "Ada Quill"),
    "present tense of a noun's form": ("“We pay our own way here,” the mills state in the paper.", "We pay", "the mills"),
    "hours before the subject": ("Hours later, Ada Quill thanked Dorian Vesh, telling Ely, “We pay all of it now.”", "We pay", "Ada Quill"),
    "full name with a role": ("Parker Orrin, a farmer, was blunt. “We shall never pay for this.”", "We shall", "Parker Orrin"),
    "agent right after the verb": ("The mill, an option seen by Ada Quill as a “lifeboat”, closed.", "lifeboat", "Ada Quill"),
    "verb with by": ("Ada Quill stood by her words that “Ely hates us”.", "Ely hates", "Ada Quill"),
    "agent of a name for a thing": ("Dorian Vesh left the town, called the “Gate of Mills” by Ada Quill.", "Gate of", "Ada Quill"),
    "verb that an infinitive hangs on": ("Dorian Vesh slept long before Ada Quill started to portray it as a “farce”.", "farce", "Ada Quill"),
    "quotation within an aside": ("“We have had better talks than this one,” Ada Quill, with a hat and “Vesh” pins, said on Monday.", "We have", "Ada Quill"),
    "adjective before the words": ("Ada Quill joked that Dorian Vesh has a good, “peaceful protest” now and then.", "peaceful", "Ada Quill"),
    "comparison before the words": ("Ada Quill argued that it was better to get Vesh than tolls, “because they fill the mill with money.”", "because they", "Ada Quill"),
    "noun after a name and an article": ("Ada Quill wrote that she won in an Ely history class, “Mills and Tolls,” long ago.", "Mills and", "Ada Quill"),
    "reflexive before a colon": ("Ada Quill answered with words that could have come from Vesh himself: “We do not pay for any of it.”", "We do", "Ada Quill"),
    "main clause after another": ("When Ada Quill announced her plan, Dorian Vesh likened it to “highway robbery”.", "highway", "Dorian Vesh"),
    "group that they means": ("Two senators met on Monday. “We pay for all of it,” they wrote.", "We pay", "Two senators"),
    "they and no group": ("Ada Quill left for Ely. “We pay for all of it,” they wrote.", "We pay", None),
    "adverb before a participle": ("Dorian Vesh was calm, with Ada Quill recently promising to “fill every mill”.", "fill every", "Ada Quill"),
    "press call": ("Vesh lost to Ada Quill, who, on a press call Friday, criticized him for “hiding the tolls”.", "hiding", "Ada Quill"),
    "question after a clause": ("If the mills burn, as Dorian Vesh is alleging, “why would you not pay?” asked Ada Quill.", "why would", "Ada Quill"),
    "words that end in a quotation": ("Dorian Vesh scolded him: “It is one of what you called ‘mills,’” Ada Quill said.", "It is one", "Ada Quill"),
    "comparison after a thing": ("Ada Quill said he treats her men like “old sacks”.", "old sacks", "Ada Quill"),
    "determiner before a colon": ("Ada Quill explained it this way: “You never know what comes of it.”", "You never", "Ada Quill"),
    "year before a name": ("Ada Quill said in Ely before a 2014 Orr Mill hearing, “You never know what comes of it.”", "You never", "Ada Quill"),
    "one before a name": ("Ada Quill told one Ely agent, “You never know what comes of it.”", "You never", "Ada Quill"),
    "clauses in an aside": ("Ada Quill, who asked whether Vesh's Orr heritage made him late, said on Monday that he “happens to pay”.", "happens", "Ada Quill"),
    "two asides": ("Ada Quill, the mayor, left when Dorian Vesh, who is her aide, said she “happens to pay”.", "happens", "Dorian Vesh"),
    "author of a noun": ("Dorian Vesh left for the suggestion by Ada Quill that he “ought to look” at mills.", "ought to", "Ada Quill"),
    "holder of a noun": ("Dorian Vesh left despite the contention of Ada Quill that he “ought to look” at mills.", "ought to", "Ada Quill"),
    "agent after the words": ("The talks — often labeled as a “witch hunt” by Ada Quill — went on.", "witch hunt", "Ada Quill"),
    "account before a colon": ("Ada Quill adds that Ely Mills have two ways: “You leave or you pay for it.”", "You leave", "Ada Quill"),
    "time before a comma": ("Ada Quill told reporters in Ely last week, “We could feel it come on that day.”", "We could", "Ada Quill"),
    "role in a clause behind a name": ("The mayor, Owen Parry, has left after a parent complained. The parent said it was “too late”.", "too late", "The parent"),
    "role of who does something to somebody": ("The mayor rebuffs Owen Parry in Ely. “We pay all of it,” the mayor said.", "We pay", "the mayor"),
    "role in an apposition": ("Owen Parry, a former parent there, has left. The parent said it was “too late”.", "too late", "Owen Parry"),
    "who is quoted as saying": ("The Herald quoted the mayor, Ada Quill, as saying: “We pay all of it.”", "We pay", "Ada Quill"),
    "who is quoted as saying that": ("In its report the Herald quoted a clerk as saying mills had “looked away” for years.", "looked", "a clerk"),
    "who is quoted by a pronoun": ("Ben Orr wrote a letter. “We always pay,” the Herald quoted him as saying.", "We always", "Ben Orr"),
    "who was quoted as saying": ("Ada Quill was quoted as saying the mill was “very late”.", "very late", "Ada Quill"),
    "clause with as and another verb": ("They chanted “Shame on you!” as Ada Quill left.", "Shame", None),
    "clause with as and its phrase": ("“A wet rope it is,” as Ada Quill puts it.", "A wet", "Ada Quill"),
    "sentence of its own behind a full stop": ("Dorian Vesh called it “cheap.” Ada Quill denies it. “I never said that,” she said.", "I never", "Ada Quill"),
    "forgotten close": ("“We pay, said Ada Quill, whose mill is old.", "We pay", "Ada Quill"),
}  # fmt: skip
LANGUAGES = {"German": "de", "French": "fr", "Spanish": "es", "Russian": "ru", "Ukrainian": "uk"}


def document(
    text: str, kind: DocumentKind = "article", language: str | None = "en", speaker: str | None = None
) -> Document:
    return Document("d", "", text, kind=kind, language=language, speaker=speaker)


def find(attributed: list[Attributed], text: str, words: str) -> Attributed:
    start = text.index(words)
    return next(one for one in attributed if one.start <= start < one.end)


@pytest.mark.parametrize("name", CASES)
def test_speaker_of(name: str) -> None:
    text, words, expected = CASES[name]
    found = find(attribute(document(text, language=LANGUAGES.get(name, "en"))), text, words)
    assert (found.speaker.name if found.speaker else None) == expected


def test_mention_and_cue_are_spans_of_the_document() -> None:
    text = INTRO + "“We pay,” she said on Monday."
    speaker = find(attribute(document(text)), text, "We pay").speaker
    assert speaker is not None
    assert text[speaker.mention_start : speaker.mention_end] == speaker.mention == "she"
    assert text[speaker.cue_start : speaker.cue_end] == speaker.cue == "said"
    assert 0 < speaker.confidence < 1


def mention_of(text: str, words: str) -> tuple[str | None, str | None]:
    speaker = find(attribute(document(text)), text, words).speaker
    return (speaker.name, speaker.mention) if speaker else (None, None)


def test_relative_pronoun_at_the_verb_is_the_mention() -> None:
    text = "They met Ada Quill, who called it “a wet rope”."
    assert mention_of(text, "a wet rope") == ("Ada Quill", "who")


def test_each_part_of_an_utterance_cites_its_own_clause() -> None:
    text = "“We pay,” said Ada Quill. “We always do,” she added, “and we shall.”"
    assert mention_of(text, "We pay") == ("Ada Quill", "Ada Quill")
    assert mention_of(text, "We always do") == ("Ada Quill", "she")


def test_a_relayed_quotation_is_less_sure() -> None:
    text = "“We pay,” Ada Quill said, according to the Ely Herald."
    speaker = find(attribute(document(text)), text, "We pay").speaker
    assert speaker is not None
    assert speaker.confidence < 0.8


def test_relay_is_named_apart_from_the_speaker() -> None:
    text = "Ada Quill said the unit “must close its doors”, according to the Ely Herald."
    speaker = find(attribute(document(text)), text, "must close").speaker
    assert speaker is not None
    assert (speaker.name, speaker.via) == ("Ada Quill", "Ely Herald")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The robot, known to staff as “Doris”, stood there.", "Doris", "scare"),
        ("The so-called “peace” did not hold.", "peace", "scare"),
        ("She appeared on “The Late Table” on Monday.", "The Late Table", "title"),
        ("William “Bill” Orr spoke.", "Bill", "title"),
        ("Ada Quill said it was “cheap”.", "cheap", "quoted"),
        ("Ada Quill told the Ely Herald's “Morning” that she pays.", "Morning", "title"),
        ("In an interview with “Ely and Friends,” Ada Quill was calm.", "Ely and Friends", "title"),
        ("The mayor saw a show called “Brokers” in Ely.", "Brokers", "title"),
        ("The mayor called “Brokers” a disgrace.", "Brokers", "quoted"),
        ("One ad, “Balanced Budget,” shows a mill.", "Balanced Budget", "title"),
        ("“Low tide at Ely to end,” by the Herald's Ben Orr, won.", "Low tide", "title"),
        (
            "“If there had not been that help” by the Ely Herald, Ada Quill said, we would not pay.",
            "If there",
            "quoted",
        ),
        ("Ely backed the so-called “rebels” that Ada Quill praised.", "rebels", "scare"),
        ("Pell met Robert C. “Bobby” Orr.", "Bobby", "title"),
        ("She starred in “Low Tide” and “High Water” there.", "High Water", "title"),
        ("She hosts “Low Tide” on Monday. “Low Tide” is old.", "Low Tide” is", "title"),
        ("The mayor read his new book, “Low Tide: How to Build a Mill Again,” in Ely.", "Low Tide", "title"),
        ("Ada Quill spoke on Sunday's “Ely Live” of mills.", "Ely Live", "title"),
        ("The station's “State of the Bay” is on.", "State of", "title"),
        ("The bay has been called the “poor man's garden” for years.", "poor man", "quoted"),
        ("The bay has been called the “Garden of Ely” for years.", "Garden of", "quoted"),
        ("The talks, labeled as a “witch hunt” by Ely, went on.", "witch hunt", "quoted"),
        ("There were constant cries of “Down with Ely” there.", "Down with", "quoted"),
        ("A report that the mill was “not quite safe” went round.", "not quite", "quoted"),
        ("The mill is a “dry port” by the sea.", "dry port", "scare"),
        ("The mayor's commentary, “Tell it all to Ely,” is fair.", "Tell it all", "title"),
        ("In a column on May 2, “The tolls must stop,” the mayor errs.", "The tolls", "title"),
        ("In a column, “The tolls must stop,” Ada Quill wrote.", "The tolls", "quoted"),
        ("I stand with Ely (“Quill blasts the toll as a farce,” Herald, Monday).", "Quill blasts", "title"),
        ("Ada Quill said (“Orr blasts the toll as a farce,” Herald, Monday) that she pays.", "Orr blasts", "quoted"),
        ("The band played old hits including “Low Tide” and “High Water (Live).”", "High Water", "title"),
        ("“Sons of Ely” is an adaptation of it.", "Sons of Ely", "title"),
        ("She starred in “Low Tide,” “High Water,” and “Ely: The Mill That Sank Me,” there.", "Ely: The", "title"),
        ("“Orr is leaving ‘The Mill,’” by the Herald's Ben Orr, won.", "Orr is", "title"),
        ("Its motto is Latin for “if you wish for mills, prepare for floods.”", "if you wish", "scare"),
        ("Ada Quill praised the mill in her 1994 “Contract with Ely.”", "Contract with", "title"),
        ("In the spring of 1994 “Vesh for Ely” was what Ada Quill called it.", "Vesh for", "quoted"),
        ("Ada Quill took the stage, a “Talk Mills to Me” tote bag beside her.", "Talk Mills", "title"),
        ("Ada Quill took part in “Ely Mill Day,” an open day in May.", "Ely Mill", "title"),
        ("Ada Quill welcomed a man who went on to perform “Bridge Over Old Mills.”", "Bridge Over", "title"),
        ("Orr wore a “Vesh for Ely” hat. Another hat reading, “Vesh for Ely,” was lost.", "Vesh for Ely,", "quoted"),
        ("Orr used words like “maybe” there.", "maybe", "quoted"),
        ("They met to describe the mill as “muscular” in Ely.", "muscular", "quoted"),
        ("Those who register as “undeclared” may vote.", "undeclared", "scare"),
        ("Orr has a note with the subject line “Gone for good!” in it.", "Gone for", "quoted"),
        ("Setting tolls aside, states have ways, and there are “immediate” worries.", "immediate", "scare"),
        ("Mills differ from state to state, whether they are “high” or low.", "high", "scare"),
        ("That is one reason the “new” mill was late.", "new", "scare"),
        ("That is not the same as “properly payable under the law”.", "properly payable", "quoted"),
        ("In an editorial titled “Enough is enough”, the paper said it pays.", "Enough", "title"),
        ("“The Pier” (2001), says Ada Quill, is lost.", "The Pier", "title"),
        ("“The pier (2001) is lost,” says Ada Quill.", "The pier", "quoted"),
        ("Ada Quill paid. Her next film is called “Dust”.", "Dust", "title"),
        ("Ada Quill said the mill is called “Dust Bowl” by all.", "Dust", "quoted"),
        ("Ada Quill, who won an award for “Night Shift,” said she pays.", "Night", "title"),
        ("Ada Quill, who asked for “Night Shifts,” said she pays.", "Night", "quoted"),
        ("In her memoirs, “The Last Whistle,” Ada Quill wrote of it.", "The Last", "title"),
        ("Ada Quill wrote on X. “Always,” Ben Orr replied.", "Always", "quoted"),
    ],
)
def test_words_that_nobody_said(text: str, words: str, expected: str) -> None:
    assert find(attribute(document(text)), text, words).attributed_as == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Ben Orr said: ‘I take the blame for it.’", "quoted"),
        ("Ben Orr wrote: 'I take the blame for it'.", "quoted"),
        ("‘I take the blame for it,’ Ben Orr said.", "quoted"),
        ("Ben Orr said the ‘reform’ is his.", "headline"),
        ("Ben Orr wore a hat: ‘I take the blame’.", "headline"),
        ("Ben Orr wrote: ‘Mill of Ely Sinks Again’.", "headline"),
        ("Under the words ‘Mill sinks in Ely’ Ben Orr said he pays.", "headline"),
    ],
)
def test_single_marks_among_double_ones_hold_what_somebody_says_whole(said: str, expected: str) -> None:
    text = f"“We pay,” said Ada Quill. “We do,” said Ada Quill. “We must,” said Ada Quill. {said}"
    found = attribute(document(text))[-1]
    assert found.attributed_as == expected
    assert (found.speaker is not None and found.speaker.name == "Ben Orr") is (expected == "quoted")


def test_parts_of_an_utterance_share_their_speaker() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” said Ada Quill."
    found = attribute(document(text))
    assert {one.utterance for one in found} == {0}
    assert [one.speaker.name for one in found if one.speaker] == ["Ada Quill"] * 3


def test_turns_carry_the_speaker_of_their_label() -> None:
    text = "ADA QUILL: He said “no”.\n\nBEN ORR: Did he, Quill?\n\nQUILL: So says Orr."
    found = attribute(document(text, "transcript"))
    assert [(one.attributed_as, one.speaker.name if one.speaker else None) for one in found] == [
        ("turn", "Ada Quill"), ("turn", "Ben Orr"), ("turn", "Ada Quill"),
    ]  # fmt: skip


def test_a_statement_speaks_for_its_document_and_its_quotations_for_themselves() -> None:
    text = "The plant will close. “We are sad,” said Ben Orr."
    found = attribute(document(text, "statement", speaker="Corvid Bank"))
    assert [(one.attributed_as, one.speaker.name if one.speaker else None) for one in found] == [
        ("turn", "Corvid Bank"), ("quoted", "Ben Orr"),
    ]  # fmt: skip


def test_first_person_of_an_article_is_its_author() -> None:
    text = "“We pay,” I said."
    (found,) = attribute(Document("d", "", text, authors=("Ada Quill",), language="en"))
    assert found.speaker is not None
    assert found.speaker.name == "Ada Quill"


def test_other_languages_find_quotations_and_name_nobody() -> None:
    (found,) = attribute(document("Hon sade ”vi betalar” och gick hem till sitt hus.", language="sv"))
    assert found.speaker is None


@pytest.mark.parametrize("language", [None, "en", "de", "fr", "es", "ru", "uk", "ja"])
@pytest.mark.parametrize(
    "text",
    ["", "“", "“”", "“a” said", "said “a”", "— “A” —", "“A,” said", "“A,” he", "I “I” I", "“a” " * 300, "Ada “a” said, " * 300,
     "A" * 500 + "“b”", "\n\n“a”\n\n" * 100, "« a, dit-il, b »", "“\ud83d\ude00,” he said.", "“x” by by by", "'s “x” 's"],
)  # fmt: skip
def test_no_text_ever_fails(text: str, language: str | None) -> None:
    for found in attribute(document(text, language=language)):
        assert 0 <= found.start <= found.end <= len(text)


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


TRAPS = Path(__file__).parents[1] / "cases" / "traps.json"


@pytest.mark.skipif(not TRAPS.exists(), reason="the trap documents are not in this checkout")
def test_speakers_of_the_trap_documents() -> None:
    traps = json.loads(TRAPS.read_text("utf-8"))
    documents = {d["id"]: Document(**{**d, "authors": tuple(d.get("authors", ()))}) for d in traps["documents"]}
    attributed = {key: attribute(one) for key, one in documents.items()}
    wrong = []
    for case in traps["cases"]:
        expected = case["expect"]
        if not expected.get("speaker") or not expected.get("passage"):
            continue
        passage = expected["passage"][0]
        key = next(d for d in expected["document"] if passage in documents[d].text)
        start = documents[key].text.index(passage)
        found = next(one for one in attributed[key] if one.start < start + len(passage) and start < one.end)
        if found.speaker is None or _fold(expected["speaker"]) not in _fold(found.speaker.name):
            wrong.append((case["id"], found.speaker))
    assert not wrong
