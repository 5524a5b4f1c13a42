"""Names and content words of an archive, found by how they are written there.

A word that is nearly always capitalised, also inside sentences, is a name; a word that is nearly always in
lower case and long enough is a content word. Counting is enough here: the falsifier needs good names, not
all names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from benchmarks.falsify import ANTONYMS, HEDGES, MODALS, NUMBER_WORDS, QUANTIFIERS, Lexicon
from matcher.types import Document

INSIDE_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Za-z][a-z]{3,}\b")
# Months and weekdays are dates, and so numbers, not names.
DATES = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Sept", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip
# Words of other kinds, which must not stand in for a content word: the answer would rightly name the other
# kind.
LISTED = frozenset(word for pair in (*MODALS, *QUANTIFIERS, *NUMBER_WORDS) for word in pair)
OTHER_KINDS = LISTED | {
    *HEDGES, "without", "nothing", "nobody", "neither", "never", "cannot", "hardly", "almost", "nearly",
    "always", "rarely", "seldom", "sometimes", "often", "unless", "should", "people", "another", "others",
    "certain", "various", "numerous", "enough", "entire", "single", "double", "triple", "second", "third",
    "fourth", "fifth", "sixth", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen", "thirty", "eighty", "ninety", "hundreds", "thousands", "millions",
    "billions", "trillion", "percentage", "dollars", "cents", "because", "before", "during", "through",
    "within", "against", "between", "toward", "towards", "although", "while", "though", "whether",
    "itself", "himself", "herself", "themselves", "ourselves", "myself", "yourself", "around", "behind",
    "beyond", "despite", "except", "beside", "besides", "across", "throughout", "however", "therefore",
    "possible", "possibly", "potential", "potentially", "probable", "certainly", "definitely", "clearly",
    "maybe", "approximately", "roughly", "barely", "scarcely", "mostly", "mainly", "partly", "largely",
    "fully", "completely", "entirely", "totally", "slightly", "unlikely", "seemingly", "presumably",
    "claims", "claimed", "minutes", "months", "weeks", "years", "hours", "minute", "century", "decade",
    "decades", "billion", "million", "dollar", "pounds", "trillions", "dozens", "doubled", "tripled", "quadrupled",
    "anything", "everything", "something", "anyone", "everyone", "someone", "anybody", "everybody", "somebody",
    "anywhere", "everywhere", "nowhere", "somewhere", "countless", "plenty", "majority", "minority", "constantly",
    "generally", "usually", "normally", "typically", "regularly", "frequently", "occasionally", "exclusively",
    "solely", "merely", "simply", "alleged", "purported", "suspected", "supposed",
}  # fmt: skip
# A name needs this many sightings, and a content word that many, to be sure of how it is written.
MIN_NAME, MIN_WORD = 4, 8
# Share of sightings that must agree on the case.
SURE = 0.97
# Documents looked at; the words that lies are made of need no more.
MAX_DOCUMENTS = 4000


def read_lexicon(documents: Iterable[Document]) -> Lexicon:
    """Count how words are written inside sentences and keep the sure ones, sorted."""
    counts: Counter[str] = Counter()
    for document, _ in zip(documents, range(MAX_DOCUMENTS), strict=False):
        # Without punctuation nobody can tell where a sentence begins, so that a capital proves nothing.
        if "punct_stripped" not in document.metadata:
            counts.update(INSIDE_SENTENCE.findall(document.text))
    banned = OTHER_KINDS | {word for pair in ANTONYMS for word in pair}
    names, content_words = [], []
    for word, count in counts.items():
        total = counts[word.lower()] + counts[word.title()]
        if word[0].isupper() and count >= max(MIN_NAME, SURE * total) and word not in DATES:
            names.append(word)
        elif word.islower() and len(word) >= 6 and count >= max(MIN_WORD, SURE * total) and word not in banned:
            content_words.append(word)
    return Lexicon(tuple(sorted(names)), tuple(sorted(content_words)))
