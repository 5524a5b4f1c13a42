"""What stands round a quote in its sentence: negations over it, and what was cut off at its edges."""

from __future__ import annotations

import pytest

from matcher import Answer, Document, Engine, Index, Query

# The sentence as it was said, with the quote between bars.
NEGATED = [
    "It does not, as my friends opposite claim, |hand the islands to the bank|.",
    "He does not, in my view, |deserve the prize of the harbour|.",
    "The pier is no longer |safe for the children|, and the warden knows it.",
    "It is impossible for us to |save the orchard from the frost|.",
    "I doubt that |the warden read our letter|.",
    "I doubt |the warden read our letter|.",
    "They refused to |open the sluice for the barges|.",
    "She failed to |inspect the boiler before the frost|.",
    "I am anything but |happy with the new timetable|.",
    "He is far from |innocent in the whole affair|.",
    "We are unable to |pay the choir this winter|.",
    "We will not wait to |ask the council for leave|.",
    "There is no man who |is above the rules of the club|.",
    "I don’t believe that he lied and |she knew about the cellar|.",
    "I never said that he lied and |she knew about the cellar|.",
    "I do not think the people who came |are happy with the hall|.",
    "I promised that the ward would stay after the fire, and that nobody would |have to drive an hour to the doctor|.",
    "We’d have starved without |the help of the fishermen that winter|.",
    "Not even my brother and I |were asked about the pier|.",
    "There is no proof he took the bell and she |helped him carry it|.",
    "No one got the prize money it was |promised by the club in spring|.",
    "They chose to burn the letters rather than |hand them over to the court|.",
    "She read the book instead of |shredding it, as the warden had asked|.",
    "I do not believe that the men who brought the bread to the pier each morning at six in the year of the long frost "
    "|sold a single loaf of it|.",
    "No one but the warden |knew of the leak in the hall|.",
    "No one but |the warden knew of the leak in the hall|.",
    "We lost because the wind was strong, not because |the pilot was drunk that night|.",
    "The warden has not yet |paid the bakers for the bread|.",
    "The new timetable is not, per se, |unfair to the bakers of this town|.",
    "It is too early to say that |the pier is losing its visitors|.",
    "It would be wrong to say |the pier is losing its visitors|.",
    "Stop saying that |the warden read our letter|.",
    "There is little evidence that |the warden read our letter|.",
    "The council is unlikely to |open the sluice for the barges|.",
    "Anyone who says |I hit him on the pier| is lying.",
    "I will not pretend that |the brook is clean again|.",
]
NOT_NEGATED = [
    "It does not, as they know, and |the council sold the islands to the bank|.",
    "It did not, per se, rain that night, |and the choir sang on the pier|.",
    "The neighbours who did not come |are the ones we have to thank|.",
    "A timetable that nobody has read |is now pinned to every door|.",
    "Evenings without the choir |are a dull affair in this town|.",
    "A letter about a feast without singing by the children of the ward |makes a poor beginning|.",
    "Because no one answered, |we drove to the harbour|.",
    "Since nobody objected, |the motion was carried at noon|.",
    "She never wrote again and |her brother sold the orchard|.",
    "She never wrote again and |we sold the orchard to a cousin|.",
    "I can’t complain, |the pension comes on the first|.",
    "It is no secret that |the warden wants the pier gone|.",
    "It is no accident that |the brook is clean again|.",
    "We can’t wait to |open the sluice for the barges|.",
    "I do not doubt that |the warden read our letter|.",
    "He never failed to |inspect the boiler before the frost|.",
    "The mill is far from |the road to the harbour|.",
    "We would rather |the warden read our letter|.",
    "It was wrong to wait, and |the warden read our letter|.",
    "There is little doubt that |the warden read our letter|.",
    "It is not too early to say that |the brook is clean again|.",
    "We have little time that |the warden could give us|.",
    "A little boat that |crosses the lake at noon each day|.",
    "Instead of the pier |we built a hall for the choir|.",
    "Rather than wait for the frost |we took the pears in|.",
    "Her place is in doubt and |the players know that well|.",
    "When they left, I said |Norland will pay for the mill|.",
    "I believe he has a mill, which |was closed in the spring by the warden|.",
    "There is what I believe is a task for all of us, which is what I call |an epidemic of hate in the town|.",
    "We say, every year, |the mill is to be kept open|.",
    "I always, of course, said |the mill is to be kept open|.",
    "Everybody who was there said so, and |the mill was closed by the warden|.",
    "As I have said, |Norland will build the tower|.",
    "As the papers said, |Norland is a friend of the town|.",
    "No one came, but |the warden knew of the leak|.",
    "It was not cheap but |the warden liked the bell|.",
    "It is nothing but |a tax on the bakers of this town|.",
    "Were we broke? No. |Was it hard? Of course it was|.",
    "We will not shut the mill |unless the river rises over the wall|.",
    "The warden never came, yet |the choir was in good voice|.",
    "We did not see the warden |but we heard his bell in the night|.",
    "Is it safe? No. |Prof. Iden Roan says it is a danger to the mill|.",
    # As a document that lost its marks has it.
    "we did not meet on Monday the choir sang at the harbour all through the spring with the children of the ward the "
    "baker brought his bread to the pier each morning at six the warden of the mill |likes the new bell in the tower|",
]
TRUNCATED = [
    "According to the warden, |the boiler had been cleaned|.",
    "To say that |the warden was a saint| would be wrong.",
    "I hear people say |the well is poisoned|; that is nonsense.",
    "We were told |the money had been spent on the hall|.",
    "Everyone but |the warden voted to keep the choir|.",
    "More than |once I was offered the key|.",
    "|They say the warden paid for the bell|; he did not.",
    "|They say the warden paid for the bell|, which is a lie.",
    "|They say the warden paid for the bell|; but in fact he did not.",
    "|The choir would have won the cup| had the judge been awake.",
    "|Whoever rang the bell was either very brave| or very drunk.",
    "|The sluice is to open again on Monday| at the earliest.",
    "Only |members of the choir may vote on it|.",
    "Nearly |half of the bakers want to leave|.",
    "More than |half of the bakers want to leave|.",
    "Fewer than |ten bakers voted against it|.",
    "At least |three barges sank in the storm|.",
    "Up to |20 percent of the pears are lost|.",
    "Roughly |a third of the pears are lost|.",
    "About |1,200 pears were sold that morning|.",
    "The frost took almost |all of the pears in the valley|.",
    "It seems that |the boiler burst in the night|.",
    "The figures suggest that |the drought is over|.",
    "In my view |the pier is safe for children|.",
    "I believe the mill, which is old, |will burn to the ground|.",
    "I believe that the warden, who is old, |has sold the bell|.",
    "Critics say that |the sluice is a danger to the mill|.",
    "Critics say that the sluice |is a danger to the mill|.",
    "When we came here, serious people said |Norland is going to rule the river|.",
    "When we began, experts said |the bridge would fall within a year|.",
    "Some people say |Iden Roan has sold the mill|.",
    "I was told that |the sluice is a danger to the mill|.",
    "They tell us that |the sluice is a danger to the mill|.",
    "Had we known about the leak, |we would have drained the pool|.",
    "|The pier is safe|, or so the warden tells us.",
    "|Everyone in this choir is a tenor| — everyone but me.",
    "|We are paid on Fridays|, at least in theory.",
    "|The pier is safe|, I think.",
    "Perhaps |the pier is safe and the children may come|.",
    "If it rains, and I think it will, |we sing indoors|.",
    "|We need them here by Friday|, and they must stay, unless the dam is safe.",
    "|We will sing in the hall| for the sick, provided the roof holds.",
    "Provided the roof holds, |we will sing in the hall|.",
    "Although we paid the bakers and |they came on time|, we lost money.",
    "In theory |the pier is safe for the children|.",
    "|Bakers here earn more| than nurses but less than the men on the barges.",
    "|We all watched the warden|’s brother lock the gate.",
    "|The sluice belongs to the miller|'s three sons.",
    "The warden says |you don’t matter to the choir|.",
    "But for the dog |we would have lost the bell|.",
    "Should the council agree, |the hall opens in May|.",
    "Apart from the baker, |everyone in the choir left|.",
    "|We found nothing| other than ash in the hall.",
    "Hopefully |the hall opens in May|.",
    "Two of |the three bakers came back|.",
    "We were told |there’d be bread in the hall|.",
    "|The choir backed the warden|, bar one.",
    "At worst |it is a draw for the town|.",
    "The hope is |we will sing in the hall again|.",
    "It is the fear that |the hall is too small for us|.",
    "We suspect |the baker took the bell|.",
    "|The choir is getting better|, albeit slowly.",
    "To some extent |the choir is to blame for it|.",
    "We believe that the hall is safe, and that |we will sing in May|.",
    "We will sing if it rains, and |we will dance in the barn|.",
    "We sing if it rains and |the choir has the barn|.",
    "|We sing in the barn if it rains|, and if the wind is right.",
    "|We sing in the barn|; unless it rains.",
    "Providing the roof holds, |we sing in the hall|.",
    "|We sing in the barn|, so I hear, if it rains.",
    "If it rains; if it snows; or if it is too cold, |we sing in the barn|.",
    "The warden has to speak, and if he does not, |we sing in the barn|.",
    "We pay the choir, but some of |the bakers hired in spring are still waiting|.",
    "We hope that the frost ends and |the choir sings on the pier|.",
    "I think he left because |the baker lied to the warden|.",
    "When left untreated, |the roof can harm the whole choir|.",
    "The idea that |the warden would close the hall this year| is just not true.",
    "There are concerns that |the hall is too small for the choir|.",
    "|The roof cannot be mended in time| short of selling the bell.",
    "|The bakers have spent the money well| — many of them.",
    "|The tests seem useful to the warden|, even when they fail.",
    "|The choir sang on the pier| even though it rained.",
    "|The town pays for the bell|, and the warden says that it could stop, if the choir sang.",
]
NOT_TRUNCATED = [
    "The roof was left untreated, and |the choir sang in the barn|.",
    "It is my hope that the frost will end, because |now is the time to mend the roof|.",
    "The frost may harm the orchard, |one that is dear to the whole town|.",
    "We know some of |the songs that the bakers sang|.",
    "|The hall was full of bakers|, many of them with their children.",
    "|The town pays for the bell|, money that could be saved if the choir sang.",
    "|The warden has served the town|, and from his youth until his last days he sang.",
    "From spring until the first frost |the choir sings on the pier|.",
    "|We know the warden's idea|, short and sweet.",
    "I want to say that |the warden was a saint|.",
    "They told |the warden about the leak in the hall|.",
    "Everyone and |the warden voted to keep the choir|.",
    "The choir sang in accordance with the rules and |the judge was pleased|.",
    "|The warden paid for the bell|, which is a fine thing.",
    "|The warden paid for the bell|; he did not boast of it.",
    "|The choir won the cup| and had the hall painted.",
    "|The men went home at noon| or soon after.",
    "|The sluice is to open again on Monday| at the harbour.",
    "I said that |the sluice is a danger to the mill|.",
    "I can tell you that |the sluice is a danger to the mill|.",
    "No matter what they say, |the orchard belongs to the school|.",
    "The chapel tells |the story of the men who built it|.",
    "We talked about |two things that the town needs|.",
    "I am worried about |all of the pears in the valley|.",
    "The only |road to the harbour is shut this week|.",
    "It is up to |all of us to keep the choir going|.",
    "At least |the hall is open and the roof is dry|.",
    "|We sang very carefully|, and we know that the hall provided the same sound as the chapel.",
    "|We need them here by Friday|, and they must stay until the dam is safe.",
    "The warden provided the bread and |the bakers gave us milk|.",
    "We paid the bakers, although not all of them, and |we paid for the bell|.",
    "We may lose the cup, and |I am proud of the way we sang|.",
    "|We will build the hall| whether they like it or not.",
    "|We sang for the sick|, I believe it helped them.",
    "|We should take the boats| from all but a few of the owners.",
    "We had a good year and |the town is proud of it|.",
    "The children know that |the old warden|’s the one with the key.",
    "I know that |the old warden|'s leaving the mill in spring.",
    "We earn |more than the nurses| in the town.",
    "|We would rather sing| than wait for the warden.",
    "|We sang at the baker’s house| in the spring.",
    "But then |we would have lost the bell|.",
    "|We sang| bar after bar of it.",
    "We were at our worst, and |the choir knew it well|.",
    "The suspect is a tall man, |seen by the mill at noon|.",
    "In 2010 |the three bakers came back|.",
    "One of |the old bakers came back|.",
    "We told |the bakers who are ill to rest|.",
    "We should pay the bakers, and |we sing in May|.",
    "Apart from that, |the choir is in good health|.",
    "|We sang with the bakers| apart and then together.",
    "I think the baker was wrong, and |I would say so in the hall|.",
    "|We sing in May|, and we may even dance.",
    "|The warden has to say why|, and if he does not, we sing.",
    "We paid the bakers, providing cheap bread to all, |and built a hall for the choir|.",
    "|I was the baker’s daughter|, the saint of the town, so I say that no one should wed until the harvest is in.",
    "|Three of the bakers left early|, and if the warden left it was for his bread.",
    "We ring the bell when the dam breaks or if it burns, and |that has happened once|.",
    "We keep the hall provided the town pays, and |most of the bakers are with us|.",
    "We keep the hall provided the town pays, |and most of the bakers are with us|.",
    "|The town pays for the bell|; the county pays nothing unless it must.",
    "If it rains we sing in the barn; |the hall has a new roof|.",
]
# The sentence, the quote, and a word of what was cut off it.
OTHER_AMOUNT = [
    ("Hundreds of thousands of herrings swam past.", "Thousands of herrings swam past", "Hundreds"),
    ("Tens of millions of herrings swam past.", "millions of herrings swam past", "Tens"),
    ("A quarter of a million tonnes of herring rotted.", "a million tonnes of herring rotted", "quarter"),
    ("We freed two thousand and six herrings that week.", "six herrings that week", "two thousand and six"),
    ("The dyke costs 10–12 billion crowns a year.", "The dyke costs 10", "12 billion"),
    ("The dyke is 10 to 12 metres wide.", "12 metres wide", "10 to"),
    ("The strike of 2010-12 ruined the port.", "The strike of 2010", "12"),
    ("Three out of ten bakers want to leave.", "ten bakers want to leave", "Three out of"),
    ("That night it was nineteen degrees below zero.", "That night it was nineteen degrees", "zero"),
    ("It was −6 degrees on the pier.", "6 degrees on the pier", "−6"),
    ("Half a million herrings swam past.", "A million herrings swam past", "Half"),
    ("A few members of the choir objected.", "Few members of the choir objected", "A"),
    ("All but two of the bakers are back.", "Two of the bakers are back", "All but"),
]


def asked(text: str, quote: str) -> Answer:
    index = Index.open(None)
    index.put(Document("d", "Choir", text, language="en"), sequence=1)
    return Engine(index).verify(Query(quote))


def asked_of(sentence: str) -> Answer:
    return asked(f"“{sentence.replace('|', '')}” Nell Tarrow told the paper.", sentence.split("|")[1])


@pytest.mark.parametrize("sentence", NEGATED)
def test_a_negation_that_governs_the_words_is_told(sentence: str) -> None:
    answer = asked_of(sentence)
    assert answer.verdict == "verbatim"
    assert "inside_negation" in answer.matches[0].flags


@pytest.mark.parametrize("sentence", TRUNCATED)
def test_a_qualification_that_was_cut_off_is_told(sentence: str) -> None:
    answer = asked_of(sentence)
    assert answer.verdict == "verbatim"
    assert "truncated_sentence" in answer.matches[0].flags


@pytest.mark.parametrize("sentence", [*NOT_NEGATED, *NOT_TRUNCATED])
def test_a_partial_quote_that_nothing_outside_turns_is_fine(sentence: str) -> None:
    answer = asked_of(sentence)
    assert (answer.outcome, answer.matches[0].flags) == ("ok", ())


@pytest.mark.parametrize(("sentence", "quote", "cut"), OTHER_AMOUNT)
def test_an_amount_cut_at_an_edge_is_another_amount(sentence: str, quote: str, cut: str) -> None:
    answer = asked(f"“{sentence}” Nell Tarrow told the paper.", quote)
    assert answer.outcome == "problem"
    change = answer.matches[0].changes[-1]
    assert (change.kind in ("number", "quantifier"), change.severity) == (True, "material")
    assert any(cut in change.document.text for change in answer.matches[0].changes)


@pytest.mark.parametrize(
    ("quote", "verdict", "flags"),
    [
        ("few members of the choir objected", "verbatim", ("truncated_sentence",)),
        ("a few members of the choir objected", "verbatim", ()),
        ("members of the choir objected", "verbatim", ()),
        ("Few members of the choir objected", "altered", ()),
    ],
)
def test_a_quantity_without_its_article_is_cut_short_and_another_where_a_sentence_begins(
    quote: str, verdict: str, flags: tuple[str, ...]
) -> None:
    answer = asked("“That night a few members of the choir objected.” Nell Tarrow told the paper.", quote)
    assert (answer.verdict, answer.matches[0].flags) == (verdict, flags)


def test_a_quantity_behind_another_little_word_is_whole() -> None:
    answer = asked("“We are one of few choirs left.” Nell Tarrow told the paper.", "few choirs left")
    assert (answer.outcome, answer.matches[0].flags) == ("ok", ())


@pytest.mark.parametrize("language", ["en", None])
@pytest.mark.parametrize(
    "quote", ["We met [Uden] at the bar", "We met [Mai] at the bar", "We met at the bar in May, and the … was good"]
)
def test_a_denial_of_another_language_denies_nothing(language: str | None, quote: str) -> None:
    index = Index.open(None)
    text = "“We met at the bar in May, and the mai tai was good for us,” said Gus Orly."
    index.put(Document("d", "Choir", text, language=language), sequence=1)
    match = Engine(index).verify(Query(quote)).matches[0]
    assert (match.verdict, match.flags) == ("elided", ())


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("The warden … locked the gate", "altered"),
        ("The warden [Gus Orly] locked the gate", "altered"),
        ("The warden’s … brother locked the gate", "elided"),
        ("The warden[’s brother] locked the gate", "elided"),
        ("The warden’s … brother … and he … tired", "elided"),
    ],
)
def test_an_owner_is_not_what_he_owns(quote: str, verdict: str) -> None:
    answer = asked("“The warden’s younger brother locked the gate, and he’s always tired,” Nell Tarrow said.", quote)
    assert answer.verdict == verdict
    if verdict == "altered":
        (change,) = answer.matches[0].changes
        assert (change.kind, change.operation, change.severity) == ("word", "dropped", "material")
        assert change.document.text == "’s"


@pytest.mark.parametrize(
    ("text", "quote", "flags"),
    [
        (
            "“We paid for the bell. Nobody helped us. It rings on Sundays,” said Gus Orly.",
            "We paid for the bell. … It",
            (),
        ),
        (
            "“We paid for the bell. Nobody helped us. It rings on Sundays,” said Gus Orly.",
            "We paid for the bell … It",
            (),
        ),
        ("“We paid for the bell,” said Gus Orly. “Nobody helped us. It rings.”", "We paid for the bell … It rings", ()),
        (
            "“We paid for the bell, and nobody helped us. It rings on Sundays,” said Gus Orly.",
            "We paid for the bell … It rings on Sundays",
            ("omission_hides_negation",),
        ),
        (
            "“We paid for the bell,” said Gus Orly, “and nobody helped us. It rings.”",
            "We paid for the bell … It rings",
            ("omission_hides_negation",),
        ),
        ("“There is no excuse, no excuse at all for it,” said Gus Orly.", "There is no excuse … at all for it", ()),
        (
            "“We paid for the bell. Nobody helped us but it rings on Sundays,” said Gus Orly.",
            "We paid for the bell … it rings on Sundays",
            ("omission_hides_negation",),
        ),
    ],
)
def test_an_omitted_negation_counts_in_a_sentence_with_kept_words(
    text: str, quote: str, flags: tuple[str, ...]
) -> None:
    answer = asked(text, quote + " rings on Sundays" * quote.endswith("It"))
    assert (answer.verdict, answer.matches[0].flags) == ("elided", flags)


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("I have no wish to resign. [laughter] |I was chosen to keep the bell|.", ()),
        ("I have no wish to resign. (laughter and applause) |I was chosen to keep the bell|.", ()),
        ("|I was chosen to keep the bell|. [laughter] Unless you vote for Gus.", ()),
        ("Das will niemand. (heiterer Zwischenruf) |Ich habe die Glocke bewahrt|.", ()),
        ("I have no [laughter] |wish to sell the bell|.", ("inside_negation",)),
        ("Nobody said to Mr. [inaudible] |that the bell was cracked|.", ("inside_negation",)),
    ],
)
def test_a_sentence_ends_before_a_stage_direction(said: str, flags: tuple[str, ...]) -> None:
    before, quote, after = said.split("|")
    document = Document("d", "Meeting", f"ORLY: {before}{quote}{after}", kind="transcript")
    index = Index.open(None)
    index.put(document, sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", flags)
