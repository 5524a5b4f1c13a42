"""Which language a text is in, when its document does not say."""

from __future__ import annotations

import re

from matcher.attribution.lexicon import split_words

# Function words that occur in nearly every sentence of one of the languages and hardly in the others.
_COMMON = {
    "en": split_words("the and of to said is was that for with"),
    "de": split_words("der die und das nicht ist mit von den sagte"),
    "fr": split_words("le la les et des est une dans que pour"),
    "es": split_words("el la los y de que en una del por"),
}
# Enough to be sure, little enough to cost nothing.
_SAMPLE = 1500
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.I)


def guess_language(text: str) -> str:
    """Guess the language of a text: one of those whose speakers are resolved, or "und".

    >>> guess_language("Er sagte, dass die Stadt nicht zahlen will und der Bau ruht.")
    'de'
    """
    sample = text[:_SAMPLE].lower()
    if len(_CYRILLIC.findall(sample)) * 3 > len(sample):
        return "uk" if re.search("[іїєґ]", sample) else "ru" if re.search("[ыэё]", sample) else "und"
    words = _WORD.findall(sample)
    counts = {language: sum(word in common for word in words) for language, common in _COMMON.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 12 >= len(words) and words else "und"
