"""Labels: the names behind what stands in front of a turn.

A transcript writes SECRETARY VENN; its title or its text writes Ada Venn. Names are looked for by their initials and
compared in place, because a pattern for each name would cost more to compile than to use. Linear in the labels and,
up to a bound, in the text for each name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matcher.attribution.lexicon import is_given_name, load, split_words
from matcher.attribution.structure.entities import FILLING
from matcher.attribution.structure.marks import find_places
from matcher.attribution.structure.parliament import find_holder, is_title, names_office, strip_address, strip_opener
from matcher.attribution.structure.spelled import own_words
from matcher.types import Document, SpeakerKind

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_ROLE = re.compile(r"\s*[,(\[/]|\s[-–—]{1,2}\s")
TITLES = re.compile(
    r"^(?:(?:(?:DIRECTOR|SECRETARY|GOVERNOR|ATTORNEY|SOLICITOR)-GENERAL|THE|MR|MRS|MS|MISS|DR|SEN|SENATOR|REP|REPRESENTATIVE|GOV|GOVERNOR|PRESIDENT|VICE|PRIME|MINISTER|SECRETARY|ACTING|AMBASSADOR"
    r"|GEN|GENERAL|ADM|ADMIRAL|COL|LT|CAPT|CAPTAIN|SGT|JUSTICE|JUDGE|MAYOR|CHAIR|CHAIRMAN|CHAIRWOMAN|PROF|PROFESSOR|REV|FATHER"
    r"|CHANCELLOR|DIRECTOR|ADMINISTRATOR|SHERIFF|CHIEF|SPEAKER|LEADER|KING|QUEEN|PRINCE|PRINCESS|SIR|LADY|LORD|HON|COACH"
    r"|COMMISSIONER|COUNCILLOR|COUNCILOR|FIRST|SURGEON|DEPUTY|ATTORNEY|UNDER|ASSISTANT)\b\.?\s*)+",
    re.I,
)
_ANONYMOUS = split_words(load("turns")["anonymous"]["words"])
_INTERVIEWS = frozenset(tuple(pair.split(":")) for pair in split_words(load("turns")["interviews"]["pairs"]))
_ANSWERS = frozenset(answer for _, answer in _INTERVIEWS)

# A given name or title with the space after it, and up to three of them, each followed by an empty group that tells
# where it ends. A look-ahead, so that every place of a stretch is tried.
_GIVEN_NAME = r"[^\W\d_a-z][\w.’'-]*[ \u00a0]"
_GIVEN_NAMES = re.compile(rf"(?<!\w)(?={_GIVEN_NAME}()(?:{_GIVEN_NAME}()(?:{_GIVEN_NAME}())?)?)")
# How far before a family name given names are looked for, in code points: three long ones and a title fit. The bound
# keeps texts without spaces linear.
MAX_GIVEN = 120
# No second letter, or one that Turkish writes in two ways.
_LETTERS_I = ("", "i", "ı")
# Only after these can a word be part of a longer name.
_BEFORE_FAMILY = frozenset(" \u00a0.’'-")

# How far into the text a speaker's name is looked for, in code points: transcripts introduce their people at
# the top, and a bound keeps this linear however many labels there are.
_NAME_WINDOW = 20_000


# Capitalised in titles, never part of a name; nor is a word in -ing with an object: "Honoring Nurses", not Xi Jinping.
_TIME_WORDS = r"(?:During|Before|After|While|At|On|In|And|Following|Aboard|Delivers|Announces|Signs|Meets|With|To)\b"
_PARTICIPLE = r"\w{3,}ing (?!(?i:of|and|at|in|on|to|with|for|from|by|before|after|during|following)\b)\w"
_HOLDER = re.compile(rf" ((?:(?!{_TIME_WORDS}|{_PARTICIPLE})[^\W\d_a-z][\w.’'-]+ ?){{1,3}})")
_POSSESSIVE = re.compile(r"[’']s$")
_MC = re.compile(r"\bMc(\w)")


# The first letters of a name, as interviews have them: AV, A.V., AMV.
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){2,3}")


class Namer:
    """Names the speakers of one document by its labels.

    Labels recur a hundred times in a transcript, so everything is worked out once for each different one.
    """

    def __init__(self, document: Document, labels: Iterable[str]) -> None:
        self.document = document
        self.fields = (document.speaker or "", document.title, document.text[:_NAME_WINDOW].replace(FILLING, ""))
        self.names: dict[str, tuple[str | None, SpeakerKind]] = {}
        self.spellings: dict[str, str | None] = {}
        self.fullest: dict[str, str] = {}
        self.bare: set[str] = set()  # families that a label names without more
        distinct = dict.fromkeys(labels)
        self.asked = frozenset(label.lower() for label in distinct)
        for label in distinct:
            family, bare = find_family(label), bare_name(label)
            if bare.lower() == family:
                self.bare.add(family)
            if len(bare) > len(self.fullest.get(family, "")):
                self.fullest[family] = bare

    def name(self, label: str) -> tuple[str | None, SpeakerKind]:
        """Give the fullest name for a label: from other labels, the document's fields, its title and its text."""
        if label not in self.names:
            self.names[label] = self._name(label)
        return self.names[label]

    def _name(self, label: str) -> tuple[str | None, SpeakerKind]:
        bare = bare_name(label)
        if not bare:
            name = self._name_office(label)
            return name, kind_of_label(name)
        if names_office(label):
            holder = find_holder(label) or self._find_holder(label)
            return _capitalise(holder or strip_opener(label)), "person" if holder else "anonymous"
        if kind_of_label(label) == "anonymous":
            return _capitalise(label) if is_title(label) else label, "anonymous"
        if _INITIALS.fullmatch(bare) and (initialled := self._find_initialled(bare)):
            return (initialled[0], "person") if len(initialled) == 1 else (label, "anonymous")
        if self._is_answer(label):
            return (self.document.speaker, "person") if self.document.speaker else (label, "anonymous")
        family = bare.split()[-1]
        fullest = self.fullest.get(family.lower(), bare)
        spelled = self._spell(fullest)
        if spelled is None and family.lower() in self.bare and not is_given_name(fullest.split()[0].lower()):
            # A slip in one label is no given name: "M S. VENN" in a talk with Ada Venn.
            spelled = self._spell(family)
            spelled = spelled if spelled and " " in spelled else None
        return spelled or _capitalise(fullest), "person"

    def _is_answer(self, label: str) -> bool:
        """Tell the label of whoever answers an interviewer, which is no name."""
        return is_answer(label, self.asked)

    def _find_initialled(self, label: str) -> list[str]:
        """Find whom the letters of a label stand for ("AV" for Ada Venn), unless they are a name's: LEE."""
        letters = [letter for letter in label if letter.isalpha()]
        if re.search(rf"(?<!\w){''.join(letters).capitalize()}(?!\w)", " ".join(self.fields)):
            return []
        name = r"[ \u00a0]".join(rf"{letter}[^\W\d_A-Z][\w’'-]*" for letter in letters)
        found = {match[0] for field in self.fields for match in re.finditer(rf"(?<!\w){name}", field)}
        given = {name for name in found if is_given_name(name.split()[0].lower())}
        return sorted(given or found)

    def _spell(self, name: str) -> str | None:
        """Find a name as the document spells it outside its labels, with the given names in front of it."""
        if name not in self.spellings:
            best = None
            for field in self.fields:
                best = _find_spelling(field, name, best, self.fields[-1])
                if best and " " in best:
                    break
            self.spellings[name] = best
        return self.spellings[name]

    def _find_holder(self, label: str) -> str:
        """Find whom a record names once, in brackets behind an office: "THE PRIME MINISTER (Mr. Ben Orr):"."""
        named = re.search(rf"^{re.escape(label)} (\([^()\n]+\))[:：]", self.fields[-1], re.M)
        holder = find_holder(named[1]) if named else None
        return strip_titles(holder) if holder else ""

    def _name_office(self, label: str) -> str:
        """Name the holder of an office that a label gives without a name (THE PRESIDENT)."""
        if self.document.speaker:
            return self.document.speaker
        if holder := self._find_holder(label):
            return holder
        office = label.upper().removeprefix("THE ").title()
        for field in self.fields[1:]:
            place = field.find(office)
            while place >= 0:
                found = _HOLDER.match(field, place + len(office))
                if found and field[max(place - 5, 0) : place] != "Vice ":
                    return _POSSESSIVE.sub("", found[1].strip())
                place = field.find(office, place + 1)
        return label.title()


def kind_of_label(label: str) -> SpeakerKind:
    """Tell what names nobody (Q, REPORTER, AUDIENCE MEMBER, ZAMBIAN OFFICIAL, presidenta) from a person's name."""
    words = [word.lower() for word in _WORD.findall(bare_name(label))]
    if all(word in _ANONYMOUS or is_title(word) for word in words):
        return "anonymous"
    is_somebody = len(words) < 2 or words[-1] not in _ANONYMOUS or is_given_name(words[0])
    return "person" if is_somebody else "anonymous"


def is_answer(label: str, labels: Iterable[str]) -> bool:
    """Tell the label of an answer, if that of its question is among the labels, in small letters, beside it."""
    return may_answer(label) and any((asked, label.lower()) in _INTERVIEWS for asked in labels)


def may_answer(label: str) -> bool:
    """Tell a label that stands for an answer where another stands for a question (A, Antwort)."""
    return label.lower() in _ANSWERS


def find_family(label: str) -> str:
    """Reduce a label to what identifies the speaker: the last word of the name, in small letters."""
    name = bare_name(label) or label
    words = name.lower().split()
    return words[-1] if words else label.lower()


def bare_name(label: str) -> str:
    """Strip titles, what anybody may be, roles after a comma or dash, and brackets from a label."""
    words = strip_titles(_ROLE.split(label, maxsplit=1)[0]).strip(" .").split()
    while len(words) > 1 and words[0].lower() in _ANONYMOUS and not is_given_name(words[0].lower()):
        words = strip_titles(" ".join(words[1:])).split()  # GUEST VENN, PRESS SECRETARY VENN
    return " ".join(words)


def strip_titles(name: str) -> str:
    """Leave out the titles in front of a name."""
    titles = TITLES.match(name)
    return strip_address(name[titles.end() :] if titles else name)


def _find_spelling(field: str, name: str, best: str | None, text: str) -> str | None:
    """Find the longest spelling of a name in a field of a document with a text, unless ``best`` has as many words."""
    for start, end in _iter_spellings(field, name):
        spelled = field[start:end]
        words = strip_titles(spelled).strip()
        words = words[_end_of_sentence(words) :]
        if words.isupper() or not words[:1].isupper() or not words.split()[-1][:1].isupper():
            continue
        before = field[max(start - MAX_GIVEN, 0) : start] if words == spelled else ""
        words = own_words(words, before, text, len(name.split()))
        if best is None or len(words.split()) > len(best.split()):
            best = words
    return best


# A full stop that is no initial's (J. R.) nor a short title's: "Never. Ada Quill", "No. Ada Quill".
_STOP = re.compile(r"[^\W\d_]*[aeiouyAEIOUY][^\W\d_]+\.\s+|\bNo\.\s+")


def _end_of_sentence(words: str) -> int:
    """Return where the last sentence begins of what stands before a family name."""
    return max((found.end() for found in _STOP.finditer(words)), default=0)


def _iter_spellings(field: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands, in any case, with up to three capitalised words in front of it."""
    occurrences = dict(_iter_occurrences(field, name.split()))
    last = 0
    for place, end in occurrences.items():
        if place < last:
            continue
        start, floor, last = place, max(last, place - MAX_GIVEN), end
        if field[place - 1 : place] in _BEFORE_FAMILY:
            start, last = _add_given_names(field, occurrences, place, floor)
        yield start, last


def _add_given_names(field: str, occurrences: dict[int, int], place: int, floor: int) -> tuple[int, int]:
    """Extend an occurrence to the left over given names, as far as one chain of them leads to any occurrence."""
    for found in _GIVEN_NAMES.finditer(field, floor, min(place + MAX_GIVEN, len(field))):
        if found.start() >= place:
            break
        for number in (3, 2, 1):
            if found.start(number) in occurrences:
                return found.start(), occurrences[found.start(number)]
        if found.start() in occurrences:
            return found.start(), occurrences[found.start()]
    return place, occurrences[place]


def _iter_occurrences(field: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of a name, its words apart by any white space, in order of their start.

    A single word has to begin with a capital, or it is no name; the first of several may be a particle (de, von).
    """
    lowered = [word.lower() for word in words]
    initials = {words[0][0].upper()} if len(words) == 1 else {words[0][0].upper(), words[0][0].lower()}
    second = lowered[0][1:2]
    for place in sorted([place for initial in initials for place in find_places(field, initial)]):
        if second not in _LETTERS_I and field[place + 1 : place + 2].lower() != second:
            continue  # Most places, so they are dismissed by the next letter alone.
        if place and _is_wordly(field[place - 1]):
            continue
        end = _match_words(field, place, lowered)
        if end >= 0:
            yield place, end


def _match_words(field: str, place: int, lowered: list[str]) -> int:
    """Return where the words end that stand at a place, or -1."""
    for number, word in enumerate(lowered):
        start = place
        while number and place < len(field) and field[place].isspace():
            place += 1
        end = place + len(word)
        if (number and place == start) or not _is_same(field[place:end], word):
            return -1
        place = end
    return -1 if place < len(field) and _is_wordly(field[place]) else place


def _is_same(word: str, lowered: str) -> bool:
    """Tell whether a word is another in any case; the dotless i of Turkish counts as an i."""
    if word.isascii():
        return word.lower() == lowered
    return word.replace("İ", "i").lower().replace("ı", "i") == lowered.replace("ı", "i")


def _is_wordly(character: str) -> bool:
    """Tell whether a character would go on with a word."""
    return character == "_" or character.isalnum()


def _capitalise(name: str) -> str:
    """Write a name that occurs only in capitals as names are written, McDonough and Jean-Pierre included."""
    if not name.isupper():
        return name
    return _MC.sub(lambda found: "Mc" + found[1].upper(), name.title())
