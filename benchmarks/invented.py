"""Texts out of thin air, for measuring where no archive is at hand.

Words follow Zipf's law over an invented vocabulary, so that a few are everywhere and most are rare, as in
real text; nothing else about them is real. Speed measured on them is a hint, quality is not measured on
them at all.
"""

from __future__ import annotations

from random import Random

from matcher.types import Document

# Words of the vocabulary; a newspaper's year has more, but the rare ones matter little for speed.
NUM_WORDS = 40_000
# Function words stand at the head of the vocabulary, where Zipf's law makes them as frequent as they are in
# English.
FUNCTION_WORDS = (
    "the", "of", "and", "to", "a", "in", "that", "is", "for", "was", "on", "with", "as", "it", "be", "by",
    "at", "not", "this", "are", "from", "have", "or",
)  # fmt: skip
CONSONANTS, VOWELS = "bdfgklmnprstv", "aeio"
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
# Sentences of a document and words of a sentence, at least and at most: a short to a middling article.
SENTENCES, WORDS = (8, 40), (6, 30)


def invent_vocabulary(rng: Random) -> list[str]:
    """Pronounceable words, all different, function words first."""
    words = dict.fromkeys(FUNCTION_WORDS)
    while len(words) < NUM_WORDS:
        words["".join(rng.choices(SYLLABLES, k=rng.randint(2, 5)))] = None
    return list(words)


def invent_documents(num_documents: int, seed: int = 1) -> list[Document]:
    """Documents of sentences in quotation marks and out of them, the same for the same seed."""
    rng = Random(f"{seed}:invented")
    words = invent_vocabulary(rng)
    weights = [1 / (place + 2) for place in range(len(words))]
    documents = []
    for number in range(num_documents):
        sentences = []
        for _ in range(rng.randint(*SENTENCES)):
            sentence = " ".join(rng.choices(words, weights, k=rng.randint(*WORDS))).capitalize()
            sentences.append(f"“{sentence},” she said." if rng.random() < 0.3 else f"{sentence}.")
        documents.append(Document(id=f"invented-{number}", title=sentences[0], text="\n".join(sentences)))
    return documents
