"""Which language a text is in, when its document does not say."""

from __future__ import annotations

import re

from matcher.attribution.lexicon import LANGUAGES, split_words

# The most frequent small words of each language. Those whose speakers are not resolved are here so that a text in
# them is not taken for a neighbour's: Portuguese has many words of Spanish.
_COMMON = {
    "en": split_words(
        "the and of to said says is was that for with in it he she they we i not will be has have had by at on but are"
        " this from as an you his her their would what who there if no do"
    ),
    "de": split_words(
        "der die und das nicht ist mit von den sagte ein eine im zu auf wir er sie es für dass sich dem werden wird hat"
        " auch ich an als aus bei nach einen einer sind war noch am des haben dem kann keine sein so will ihr alle"
    ),
    "fr": split_words(
        "le la les et des est une dans que pour un du en il elle nous ne pas qui sur au ce sont par avec on mais plus"
        " aux sa son ses cette je vous déclaré l d n qu été à de on ou"
    ),
    "es": split_words(
        "el la los y de que en una del por un no se las con para es su lo al como más pero dijo ha sus nos este esta"
    ),
    "it": split_words(
        "il di che è per non della con gli una un la le i del in ha si da nel sono alla ma più dei detto l d all dell"
    ),
    "pt": split_words("o os a as de que não uma um com para dos da em do no na se por mais ao é foi disse das pelo"),
    "nl": split_words("de het een van en in dat niet zei is op te zijn met voor die er aan hij ze we om ook maar naar"),
    "pl": split_words(
        "w i na się nie z do że to jest o jak za od po dla przez są ale co był była było ma tym tego tej ten ta te"
        " przed bez ich jej jego go nas nam tylko także może już jeszcze dodał powiedział powiedziała mówi według który"
    ),
    "sv": split_words(
        "och i att det som en på är av för med den till inte om ett har de jag vi han hon sade säger enligt efter vid"
        " från mot när så men var ska kan"
    ),
    "da": split_words("og i at det som en på er af for med den til ikke om et har de jeg vi han hun sagde"),
    "cs": split_words("a v se na je že s z do to o i ve za by pro jako ale jsou k"),
    "tr": split_words("ve bir bu da de için ile olarak çok olan daha dedi ne o gibi ama"),
}
# Enough to be sure, little enough to cost nothing.
_SAMPLE = 1500
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.I)
_UKRAINIAN = re.compile("[іїєґ]")
_RUSSIAN = re.compile("[ыэё]")
# A Polish word in three has one of these, and no other language of many speakers has any of them.
_POLISH = re.compile("[łśżź]")
_OTHER_CYRILLIC = re.compile("[ъјљњђћџѓќѕўәғқңөұүһ]")
SHORT = 300
# One word in so many has to be one of its language's: running text has one in three.
LEAST_SHARE = 7
# Fewer will do in a text full of names: this many, and so many times the words of any other language.
MANY = 20
CLEAR_LEAD = 3


def guess_language(text: str) -> str:
    """Guess the language of a text: one of those whose speakers are resolved, or "und".

    >>> guess_language("Er sagte, dass die Stadt nicht zahlen will und der Bau ruht.")
    'de'
    """
    sample = text[:_SAMPLE].lower()
    if len(_CYRILLIC.findall(sample)) * 3 > len(sample):
        return _guess_cyrillic(sample)
    words = _WORD.findall(sample)
    counts = {language: sum(map(common.__contains__, words)) for language, common in _COMMON.items()}
    if _POLISH.search(sample):
        counts["pl"] += sum([_POLISH.search(word) is not None for word in words if word not in _COMMON["pl"]])
    best, second = sorted(counts, key=lambda language: counts[language], reverse=True)[:2]
    is_running = counts[best] * LEAST_SHARE >= len(words) > 0
    is_clear = counts[best] >= max(MANY, CLEAR_LEAD * counts[second])
    # A sentence may have no small words but its "said", which no other language has.
    is_alone = counts[best] > 0 == counts[second] and len(sample) < SHORT
    return best if best in LANGUAGES and (is_running or is_clear or is_alone) else "und"


def _guess_cyrillic(sample: str) -> str:
    """Tell Ukrainian and Russian by their letters, and both from languages that have others."""
    if _UKRAINIAN.search(sample):
        return "uk"
    if _RUSSIAN.search(sample):
        return "ru"
    # Every eightieth Russian letter or so is one of those above: a short text may do without.
    return "ru" if len(sample) < SHORT and not _OTHER_CYRILLIC.search(sample) else "und"
