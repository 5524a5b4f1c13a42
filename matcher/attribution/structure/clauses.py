"""The clause beside a quotation: whether it goes with the quotation before it, and where a forgotten mark belongs.

Used by ``quotations.py`` at import, so prose is read only in the short stretch between two marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from matcher.attribution.lexicon import (
    COPULAS,
    LANGUAGES,
    REPORTING_WORDS,
    get_cues,
    get_genders,
    get_particle_verbs,
    load,
    split_words,
)
from matcher.attribution.structure.unlisted import is_unlisted_clause

# A quotation before depths and utterances are known: start, end, inner start, inner end, number of its
# paragraph, whether it runs on to the next paragraph.
RawQuotation = tuple[int, int, int, int, int, bool]

# The longest reporting clause between two parts of an utterance, in code points. Titles and places make
# clauses of 150 ("…," Transport Minister X told reporters on the quay of …. "…"); beyond 300 it is narration.
MAX_CLAUSE = 300

# The longest clause that may follow a full stop inside the marks ("Yes." she said.): an error of typing, so
# only the barest clauses count.
MAX_BARE_CLAUSE = 60

# Words of such a clause among which its noun stands: "was the mayor of Ely's only public reply".
MAX_REPLY = 9

# End of a clause: a stop that is not an abbreviation's, or a mark.
_CLAUSE_END = re.compile(r"(?<=[^\W\d_A-ZÀ-ÞА-ЯЁІЇЄҐ]{4})[.!?]|\n|[“”„\"«»]")
# Languages that write without spaces have no list of reporting words here; between full-width commas a clause of this
# many characters (“……，”她对记者说，“……”) is one.
MAX_WIDE_CLAUSE = 14
_WIDE_COMMAS = frozenset("，、：")

# In Japanese the clause goes on without a subject of its own: 「……」と田中市長は述べ、「……」.
_JAPANESE_CLAUSE = re.compile(
    rf"と[^。「」]{{0,40}}(?:{'|'.join(split_words(load('reporting')['joining']['ja']))})(?:て|た上で|たうえで|つつ)?、"
)

_WORD = re.compile(r"[^\W\d_]+")
# A sentence end within narration: a clause that goes on after one is more than a reporting clause. Initials
# and titles (“Mr. Pell”, “J. Hay”) are no sentence ends.
NO_TITLE = (
    r"(?<![A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|Lt).)(?<!\b(?:Mrs|Rev|Sen|Rep|Gov|Gen|Col|Hon|Sgt|Maj|Det|Adm|Cpl|Amb).)"
    r"(?<!\b(?:Prof|Capt|Cllr|Insp|Supt|Atty|Brig|Cmdr).)"
)
SENTENCE_END = re.compile(rf"[.!?…]{NO_TITLE}\s+(?=[^\W\d_])")
# Somebody else who speaks in the same clause: “…”, said Dorn, and Paul Roth replied, “…”.
_SECOND_SUBJECT = re.compile(
    rf",\s+(?:{'|'.join(split_words(load('reporting')['joining']['conjunctions']))})\s+(?:[^\W\d_]{{2,3}}\s+)?"
    r"(?:[^\W\d_a-zß-öø-ÿа-яёіїєґ][\w’'-]*\s+)+[a-zß-öø-ÿа-яёіїєґ]"
)
_PARTICLE_VERBS = get_particle_verbs()
_REPLIES = get_cues("en").nouns
# A reply that comes, or is somebody's, is another voice's, though nobody is named; "is the question" may go on.
_ARRIVES = frozenset(("came", "comes"))
_OWNERS = frozenset(("his", "her", "their", "its"))
_FROM = frozenset(("from", "by"))
_CLAUSE_STOPS = frozenset((",", ".", ":"))
_FULL_STOPS = frozenset(".。")
_INNER_CLOSERS = frozenset("’'”\"")
_STOPS_WITH_CLAUSE = frozenset(",،!?…—–-，、")
# What stands between a closing mark and its clause where the comma follows the mark (German, Spanish, Russian).
_CLAUSE_MARKS = frozenset(",—–-")


def continues(text: str, before: RawQuotation, span: RawQuotation) -> bool:
    """Tell whether two neighbouring quotations are parts of one utterance."""
    if before[4] != span[4] or before[5]:
        return before[5] and not text[before[1] : span[0]].strip()
    if span[0] - before[1] > MAX_CLAUSE:
        return False
    between = text[before[1] : span[0]].strip()
    if _JAPANESE_CLAUSE.fullmatch(between):
        return True
    if text[before[3] - 1 : before[3]] in _WIDE_COMMAS and between[-1:] in _WIDE_COMMAS:
        return len(between) <= MAX_WIDE_CLAUSE
    if between and _interrupts(text, before, between, span):
        return True
    if not between or between[-1] not in ".,:;،؛—–-…":
        return False
    last = text[before[3] - 1 : before[3]]
    if last in _INNER_CLOSERS:
        last = text[before[3] - 2 : before[3] - 1]  # “He says, ‘It talks,’” said Venn.
    breaks_off = last in _STOPS_WITH_CLAUSE or between[0] in ",،–—-" or _follows_at_once(text, between, span)
    breaks_off = breaks_off or _lost_its_comma(text, before, between)
    if not breaks_off and not (last in _FULL_STOPS and len(between) <= MAX_BARE_CLAUSE and not _has_object(between)):
        return False
    if last in "?!." and between[0].isupper() and between[-1] in ",:" and text[span[2] : span[2] + 1].isupper():
        return False  # A sentence of its own introduces the second quotation.
    if (
        not (has_reporting_word(between) or _names_by_frame(between) or is_unlisted_clause(between))
        or SENTENCE_END.search(between)
        or _SECOND_SUBJECT.search(between)
    ):
        return False
    return between[-1] != "." or _same_voice(text, last, between, span)


def _names_by_frame(between: str) -> bool:
    """Tell a clause that names who speaks without a verb: „…“, so Orr. „…“; « …, selon Orr, … »"""
    words = _WORD.findall(between)
    for size in range(1, min(len(words), MAX_FRAME + 1)):
        if " ".join(words[:size]).lower() in _FRAMES:
            after = words[size]
            return after[:1].isupper() or (after in _ARTICLES and (size > 1 or after not in _ENGLISH_ARTICLES))
    return False


def _lost_its_comma(text: str, before: RawQuotation, between: str) -> bool:
    """Tell a clause whose comma was forgotten, behind a sentence: “We thank the crews” said Venn. “We …”."""
    if not text[before[3] - 1].isalnum() or not text[before[2] : before[2] + 1].isupper():
        return False
    return _opens_sentence(text, before[0]) and _is_bare_clause(_WORD.findall(between))


def _has_object(between: str) -> bool:
    """Tell a sentence of its own ("Venn denies it.") from a bare clause behind a full stop ("Venn said in May.")."""
    words = _WORD.findall(between)
    verbs = [k for k, word in enumerate(words) if word in REPORTING_WORDS]
    if not verbs or not between[0].isupper():
        return False
    behind = words[verbs[0] + 1 :]
    return bool(behind) and verbs[0] > 0 and behind[0].lower() not in _TOLD and behind[0] not in _ADVERBS


# What sets narration off within a sentence that is quoted: “The roof” — Venn pointed up — “leaks.”
_SET_OFF = frozenset(("——", "––", "--", "()"))


def _interrupts(text: str, before: RawQuotation, between: str, span: RawQuotation) -> bool:
    """Tell narration in the midst of a sentence that somebody speaks: “We stand ready” tweeted Venn “to help you.”

    The words before it open a sentence and do not end it, those behind go on in small letters. It needs no comma if it
    begins or ends with its verb, and no reporting verb between two dashes or in brackets.
    """
    if not text[span[2] : span[2] + 1].islower() or not text[before[2] : before[2] + 1].isupper():
        return False
    last = text[before[3] - 1 : before[3]]
    if last in ".!?…" or not _opens_sentence(text, before[0]) or text[span[1] : span[1] + 2].lstrip()[:1] == "(":
        return False
    if SENTENCE_END.search(between) or _SECOND_SUBJECT.search(between):
        return False
    words = _WORD.findall(between)
    if between[0] + between[-1] in _SET_OFF:
        is_clause = any(word.islower() for word in words[1:]) and between.count(between[0]) <= 2
    else:
        is_clause = between[-1].isalnum() and _is_bare_clause(words) and not _has_clause_after(text, span)
    return is_clause and _same_voice(text, last, between, span)


def _has_clause_after(text: str, span: RawQuotation) -> bool:
    """Tell whether the sentence goes on behind a quotation with a reporting word of its own."""
    after = text[span[1] : span[1] + MAX_BARE_CLAUSE]
    return text[span[3] - 1] not in ".!?…" and has_reporting_word(_CLAUSE_END.split(after, maxsplit=1)[0])


def _opens_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence, or the text, begins at a place."""
    before = text[max(start - 2, 0) : start].rstrip(" ")[-1:]
    return not before or before in '\n.!?…”’»"'


def _is_bare_clause(words: Sequence[str]) -> bool:
    """Tell "tweeted Ada Venn" and "the mayor said" from "said to be" and narration that reports."""
    if len(words) < 2 or sum([word in REPORTING_WORDS for word in words]) != 1:
        return False
    if words[0] in REPORTING_WORDS:
        return words[1][0].isupper() or words[1].lower() in _PRONOUNS | _ARTICLES
    return words[-1] in REPORTING_WORDS and words[0].lower() not in _JOINING


def _follows_at_once(text: str, between: str, span: RawQuotation) -> bool:
    """Tell a clause that no comma sets off, as in Turkish: “…” dedi Demir, “ama …”; its verb is first."""
    first = _WORD.match(between)
    if first is None or between[-1] != "," or not text[span[2] : span[2] + 1].islower():
        return False
    after = text[span[1] : span[1] + MAX_BARE_CLAUSE]
    return first[0].lower() in REPORTING_WORDS and not has_reporting_word(after)


def has_reporting_word(clause: str) -> bool:
    """Tell whether a clause has a reporting word of any language."""
    words = _WORD.findall(clause.lower().replace("ſ", "s"))
    if not REPORTING_WORDS.isdisjoint(words) or not _PARTICLE_VERBS.isdisjoint(pairwise(words)):
        return True
    return not COPULAS.isdisjoint(words[:1]) and not _REPLIES.isdisjoint(words[1:MAX_REPLY])


def find_forgotten_close(text: str, start: int, end: int, *, resumes: bool) -> int:
    """Find where a quotation that was never closed stops: before its reporting clause, or at ``end`` if it has none.

    The clause runs up to a stop at ``end``, behind a comma: “Late, she said, “but we pay.” “We pay, said Quill, 51. If
    no quotation ``resumes`` at ``end``, it opens or ends with its verb, but for a day: …, Ada Quill said on Monday.
    """
    stretch = text[start:end].rstrip()
    clause_end = start + len(stretch) - 1
    if stretch[-1:] not in _CLAUSE_STOPS:
        return end
    comma = text.rfind(",", start, clause_end)
    while comma >= 0 and clause_end - comma <= MAX_CLAUSE:
        clause = text[comma + 1 : clause_end]
        if SENTENCE_END.search(clause):
            break
        words = _WORD.findall(clause)
        told = words[:-2] if len(words) > 2 and words[-1].lower() in _DAYS and words[-2] == "on" else words
        ends_so = resumes or (told and told[-1] in REPORTING_WORDS)
        if _reports(words, whole=bool(ends_so) and "," not in clause):
            return comma + 1
        comma = text.rfind(",", start, comma)
    return end


_DAYS = split_words(load("en")["grammar"]["days_and_months"].lower())


def _reports(words: list[str], *, whole: bool) -> bool:
    """Tell "said Quill" and, if no more than a clause, "the mayor said on Monday" from words that are spoken."""
    verbs = [k for k, word in enumerate(words[:4]) if word in REPORTING_WORDS]
    if not verbs or len(words) < 2:
        return False
    verb = verbs[0]
    if verb == 0:
        return words[1][:1].isupper() or words[1].lower() in _PRONOUNS
    return whole and words[0].lower() not in _JOINING and words[verb - 1].lower() not in _NO_SUBJECTS


# What opens more of the same words, and what stands before a reporting word that does not name the speaker.
_JOINING = split_words("and or but nor so")
_NO_SUBJECTS = split_words("the a an i we you")
_ARTICLES = split_words(load("reporting")["inner"]["determiners"]).union(
    *(load(language)["roles"]["articles"] for language in LANGUAGES if language != "en")
)
# Phrases that name a speaker beside a quotation ("according to", "so"), those left out that mean much else ("per").
_FRAMES = frozenset(
    " ".join(_WORD.findall(phrase.lower()))
    for language in LANGUAGES
    for key in ("before", "beside")
    for phrase in load(language)["according"].get(key, ())
    if "*" not in phrase and phrase != "per"
)
# Words of such a phrase, at most.
MAX_FRAME = 5
# "so the mayor left" names nobody.
_ENGLISH_ARTICLES = split_words("a an the")
# Words beside a verb that name nobody: "added later", "añadió después".
_ADVERBS = frozenset().union(*(split_words(load(language)["grammar"]["between"]) for language in LANGUAGES))
_TITLE_GENDERS = {"Mr": "m", "Mrs": "f", "Ms": "f", "Miss": "f", "Herr": "m", "Frau": "f"}
_NO_NOUNS = REPORTING_WORDS | _ADVERBS
# What abbreviated titles leave when their clause is cut at its full stop, and those written out.
_TITLES = split_words("Mr Mrs Ms Dr Sen Rep Gov Gen Prof Rev President Senator Secretary Minister")


def _same_voice(text: str, last: str, between: str, span: RawQuotation) -> bool:
    """Tell whether the quotation after “…,” X said. belongs to X, when it may have a reporting clause of
    its own.

    Question and answer in one paragraph are two voices; so are clauses that name different people.
    """
    after = text[span[1] : span[1] + MAX_BARE_CLAUSE]
    is_set_off = after.lstrip()[:1] in _CLAUSE_MARKS
    reports = has_reporting_word(after) and not _tells_silence(after)
    if not is_set_off and (text[span[3] - 1 : span[3]] not in _STOPS_WITH_CLAUSE or not reports):
        return True
    if last == "?" and reports:
        return False
    clause = _CLAUSE_END.split(after, maxsplit=1)[0].replace(".", " ")
    words = _WORD.findall(clause)
    pronoun = _find_pronoun(words)
    if pronoun:
        return _GENDERED.get(pronoun, "") in ("", _find_gender(between) or _GENDERED.get(pronoun, ""))
    name = _first_run(words)
    if not name and words[:1] and words[0] in COPULAS:
        is_owned = words[0] in _ARRIVES or not _OWNERS.isdisjoint(words[1:2]) or not _FROM.isdisjoint(words)
        return not is_owned  # "came the reply", "was her reply"
    if name or not reports:
        return _may_be_same(_WORD.findall(_first_name(between)), name)
    lower = between.lower()
    nouns = [
        word
        for before, word in zip(["", *words], words, strict=False)
        # "der" stands before a subject as well as before whoever was told.
        if (len(word) > 3 or (len(word) == 3 and before in _ARTICLES))
        and word not in _NO_NOUNS
        and (before == "der" or before.lower() not in _TOLD)
    ]
    return not nouns or any(noun in lower for noun in nouns)


def _tells_silence(after: str) -> bool:
    """Tell narration of whoever is silent from a reporting clause: “Is it late?” Tarr [did not answer]."""
    words = [word.replace("’", "'") for word in _WORD.findall(_CLAUSE_END.split(after, maxsplit=1)[0])]
    verb = next((k for k, word in enumerate(words) if word in REPORTING_WORDS), -1)
    if verb < 0:
        return False
    before = words[verb - 1] if verb else ""
    return before in ("not", "never") or before.endswith("n't") or words[verb + 1 : verb + 2] == ["nothing"]


def _first_run(words: Sequence[str]) -> list[str]:
    """Return the first run of capitalised words that no preposition makes somebody told, or a place or time."""
    run: list[str] = []
    for before, word in zip(["", *words], words, strict=False):
        if word[:1].isupper() and (run or before.lower() not in _TOLD):
            run.append(word)
        elif run:
            break
    return run


def _may_be_same(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether two names, titles included, may be one person's: "Ada Quill" and "Ms Quill", not "Paul Quill"."""
    titles = [{_TITLE_GENDERS[word] for word in name if word in _TITLE_GENDERS} for name in (before, after)]
    if titles[0] and titles[1] and titles[0] != titles[1]:
        return False
    ours, theirs = ([word for word in name if word not in _TITLES] for name in (before, after))
    if not theirs:
        return True
    if set(ours).isdisjoint(theirs):
        return False
    return len(ours) == 1 or len(theirs) == 1 or ours[0] in theirs or theirs[0] in ours


def _find_pronoun(words: Sequence[str]) -> str:
    """Return the pronoun that is a clause's subject, or nothing: "he said", "fügte er am Montag hinzu"."""
    before = ""
    for word in words[:3]:
        if word[:1].isupper():
            return ""
        if word in _PRONOUNS or (word in _PRONOUNS_BEHIND and before in REPORTING_WORDS):
            return word
        before = word
    return ""


def _find_gender(clause: str) -> str:
    """Return the gender of a clause's subject, as its pronoun or given name tells it, or nothing."""
    he, she = get_genders()
    found = _NAME_RUN.search(clause)
    for word in _WORD.findall(found[0].lower() if found else ""):
        if word in he or word in she:
            return "m" if word in he else "f"
    return next((_GENDERED[word] for word in _WORD.findall(clause.lower()) if word in _GENDERED), "")


def _genders_of_nouns() -> dict[str, str]:
    """Genders that nouns tell, in languages whose nouns tell any: "said one woman"."""
    section = load("en")["unnamed"]
    return {noun: gender for gender, key in (("m", "he"), ("f", "she")) for noun in section[key].split()}


def _first_name(clause: str) -> str:
    """Return the first run of capitalised words of a clause: its subject, not whoever is spoken to."""
    found = _NAME_RUN.search(clause)
    return found[0] if found else clause


# Capitalised words, with the particles and points of names between them.
_NAME_RUN = re.compile(r"[^\W\d_a-z][\w’'-]*(?:[ .]+(?:(?:de|del|van|von|der|den|la|al|bin)[ ]+)*[^\W\d_a-z][\w’'-]*)*")
# Words before whoever was told, or where and when: "dijo a Reuters", "sagte er im Bundestag".
_TOLD = split_words(load("reporting")["joining"]["told"])
# Pronouns that tell a man from a woman: “We won,” she said. “I lost,” he said. are two voices.
_GENDERED = {"he": "m", "er": "m", "il": "m", "él": "m", "он": "m", "він": "m",
             "she": "f", "elle": "f", "ella": "f", "она": "f", "вона": "f",
             "lui": "m", "ele": "m", "hij": "m", "han": "m", "lei": "f", "ela": "f", "zij": "f", "ze": "f", "hon": "f",
             **_genders_of_nouns()}  # fmt: skip
# Subjects that refer back, in the languages whose speakers are resolved.
# The second are words of another kind in some of the others, and pronouns only right behind a reporting verb.
_PRONOUNS_BEHIND = split_words("lui lei ele ela hij zij ze han hon")
_PRONOUNS = split_words("he she they it er sie es il elle ils elles él ella он она они він вона вони i we")
