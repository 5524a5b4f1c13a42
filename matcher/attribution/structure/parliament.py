"""Labels as parliaments write them: "Dr. Anna Berg (SPD):", "El señor LÓPEZ:", "M. le président.", "De voorzitter:".

A form of address, a title or a party tells them from lines that merely begin with a colon; where the label has no more
than an office, it names whoever has it. Runs on every document at import: a line is tried only where an address stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from matcher.attribution.lexicon import LANGUAGES, is_given_name, load, split_words

_DATA: Final = load("turns")["parliament"]
_OPENERS: Final = tuple(sorted(_DATA["openers"], key=len, reverse=True))
_OPENINGS: Final = tuple(f"{opener}{blank}" for opener in _OPENERS for blank in " \u00a0")
_LISTED: Final = " ".join([_DATA["titles"], *(load(language)["titles"]["words"] for language in LANGUAGES)])
_TITLES: Final = frozenset(word.lower() for word in _LISTED.split())
# Titles that a German compound may end in: Bundesministerin, Alterspräsident.
_ENDINGS: Final = tuple(word.lower() for word in load("de")["titles"]["words"].split() if len(word) >= 6)
_LINKS: Final = split_words(_DATA["links"])
_ARTICLES: Final = split_words(_DATA["articles"])
_NAME: Final = r"[^\W\d_a-z][\w’'-]*+(?:[ \u00a0](?:de|du|des|le|la|d’|von|van|[^\W\d_a-z][\w’'-]*+)){0,4}"
_OFFICE: Final = r"(?:le|la|l[’'])[ ]?[^\n:.!?]{3,60}"

# "El señor LÓPEZ:", "La señora presidenta:", "De voorzitter:"; what follows the label is matched by whoever asks.
ADDRESS: Final = (
    rf"(?:(?i:{'|'.join(map(re.escape, _OPENERS))})[ \u00a0]|(?i:{'|'.join(sorted(_ARTICLES))})[ \u00a0](?=\w))"
    rf"[^\n:.!?…“”„«»\"]{{2,70}}?"
)
# "Peter Lang, Bundesminister der Finanzen:", "Ada Venn — Chief Executive Officer:"; speech breaks off with a dash
# ("Mayor — Mayor Orr of Ely, Iowa:"), so that before one the name has to be full.
_FULL_NAME: Final = rf"(?=[^\s,]+[ \u00a0][^\W\d_a-z]){_NAME}"
_DASH: Final = r"[ \u00a0][-–—]{1,2}"
NAME_AND_OFFICE: Final = rf"(?:{_NAME},|{_FULL_NAME}{_DASH})[ \u00a0][^\n:.!?…“”„«»\"]{{3,60}}?"
_OFFICE_BEHIND: Final = re.compile(rf"(?:,|{_DASH})[ \u00a0]")
_FULL_NAME_AND_MORE: Final = re.compile(rf"{_FULL_NAME}(?P<mark>,|{_DASH})[ \u00a0][^\W\d_a-z]")
_STOPPED: Final = tuple(_DATA["stopped"])
# Few lines begin with one of these, and one search a text costs less than one for each word.
_STOPPED_INITIALS: Final = tuple(sorted({word[0] for word in _STOPPED}))
# "M. Paul Roy. Nous …", "Mme Anne Petit, ministre de la culture. Nous …"
_STOPPED_LABEL: Final = re.compile(
    rf"(?P<label>(?:{'|'.join(map(re.escape, _STOPPED))})[ \u00a0](?:{_NAME}|{_OFFICE})"
    rf"(?:[ ]?\([^()\n]{{1,40}}\))?(?:, [^\n:.!?]{{3,90}})?)\.(?=[ \u00a0]+[^\W_a-z«“])"
)
# "PRESIDENTE. La seduta …", "PAOLO VERDI (PD). Voteremo …", "ЛАПКО С.І. Ми …": capitals, in a transcript only.
_CAPITAL: Final = r"[^\W\d_a-zа-яёіїєґß-öø-ÿ]"
_CAPITAL_WORD: Final = rf"(?:{_CAPITAL}[’'-]?){{2,}}"
_CAPITALS: Final = re.compile(
    rf"[ \t\u00a0]*(?P<label>{_CAPITAL_WORD}(?: {_CAPITAL_WORD}){{0,3}}(?: {_CAPITAL}\.(?: ?{_CAPITAL}(?=\.))?)?"
    rf"(?: \([^()\n]{{1,40}}\))?(?:, [^\n:.!?]{{3,90}})?)\.(?=[ \u00a0]+[^\W_])"
)
# "Ms. Venn. Thank you.", "Chairman Orr of Ely. The committee …": a hearing's record, in a transcript only.
_TITLED: Final = re.compile(
    rf"[ \t\u00a0]*(?P<label>(?:{'|'.join(map(re.escape, _DATA['recorded']))}) {_NAME})(?: of {_NAME})?\."
    r"(?=[ \u00a0]+[^\W_])"
)
_LINE: Final = re.compile(r"^(?=[ \t\u00a0]*[^\W\d_])", re.MULTILINE)
# A speech may begin two lines with "NATO."; a sitting has more turns, of more than one.
_MIN_SHOUTED: Final = 3
# Initials behind a family name: ЛАПКО С.І.
_INITIALS: Final = re.compile(r"(\S{2,}) ((?:[^\W\d_]\. ?){1,2}|[^\W\d_]\.[^\W\d_])$")
_BRACKET: Final = re.compile(r"\(([^()\n]{3,60})\)\s*$")
_NAME_WORD: Final = re.compile(r"[^\W\d_a-z][\w’'-]+")


def iter_stopped_labels(text: str, *, is_transcript: bool) -> Iterator[re.Match[str]]:
    """Yield the labels that a full stop ends, at the start of a line; those of a transcript if they are asked for."""
    for initial in _STOPPED_INITIALS:
        for place in _iter_lines_beginning(initial, text):
            found = _STOPPED_LABEL.match(text, place)
            if found:
                yield found
    for pattern in (_CAPITALS, _TITLED) if is_transcript else ():
        shouted = [found for line in _LINE.finditer(text) if (found := pattern.match(text, line.start()))]
        if len(shouted) >= _MIN_SHOUTED and len({found["label"] for found in shouted}) > 1:
            yield from shouted


def _iter_lines_beginning(words: str, text: str) -> Iterator[int]:
    """Yield the start of every line that begins with some words."""
    if text.startswith(words):
        yield 0
    place = text.find(f"\n{words}")
    while place >= 0:
        yield place + 1
        place = text.find(f"\n{words}", place + 1)


def strip_opener(label: str) -> str:
    """Leave out the form of address or the article that a label begins with, and brackets at its end.

    >>> strip_opener("El señor LÓPEZ"), strip_opener("M. le président")
    ('LÓPEZ', 'président')
    """
    label = _BRACKET.sub("", label).strip()
    lower = label.lower()
    # A blank of either kind is one character, and longer openers come first.
    opener = ""
    if lower.startswith(_OPENINGS):
        opener = next(opening[:-1] for opening in _OPENINGS if lower.startswith(opening))
    words = label[len(opener) :].split()
    if len(words) > 1 and words[0].lower() in _ARTICLES and (is_title(words[1]) or not opener):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1024)
def strip_address(name: str) -> str:
    """Leave out a form of address and the titles before a name; nothing that is no more than an office.

    Kept for some names: a transcript has the same few before each turn.
    """
    if names_office(name):
        return name
    words = strip_opener(name).split() if is_addressed(name) else name.split(" ")
    begin = 0
    while begin < len(words) - 1 and is_title(words[begin]):
        begin += 1
    stripped = " ".join(words[begin:]) if begin or is_addressed(name) else name
    return _INITIALS.sub(lambda found: f"{found[2].strip().rstrip('.')}. {found[1]}", stripped)


def names_office(label: str) -> bool:
    """Tell a label that names an office and no person: "El señor PRESIDENTE", "M. le ministre de la culture"."""
    words = strip_opener(label.split(",")[0]).split()
    if not words or not is_title(words[0]) or words == label.split():
        return False
    rest = next((word.lower() for word in words[1:] if not is_title(word)), "")
    return not rest or rest in _LINKS


def find_holder(label: str) -> str | None:
    """Find the name in brackets behind an office: "El señor MINISTRO DE HACIENDA (Soler Vidal)"."""
    found = _BRACKET.search(label)
    return found[1].strip() if found and len(_NAME_WORD.findall(found[1])) > 1 else None


def is_addressed(label: str) -> bool:
    """Tell a label that a form of address, a title before a name or one behind its mark shows to be a person's."""
    lower = label.lower()
    if lower.startswith(_OPENINGS):
        return True
    first, *others = lower.split(" ")
    if first in _ARTICLES and others:
        return is_title(others[0])
    behind = _OFFICE_BEHIND.split(lower, maxsplit=1)[-1].split(" ")[0]
    return bool(others) and (is_title(first) or (behind != first and is_title(behind)))


def find_office_mark(label: str) -> str:
    """Find the mark between a full name and a capital behind it, as offices and firms have, "" where there is none."""
    found = _FULL_NAME_AND_MORE.match(label)
    is_name = found is not None and label.split()[0].lower() not in _ARTICLES
    return found["mark"].strip() if found is not None and is_name else ""


def is_title(word: str) -> bool:
    """Tell a title of any language, and a German compound of one."""
    lower = word.lower().rstrip(".")
    return (lower in _TITLES or lower.endswith(_ENDINGS)) and not is_given_name(lower)
