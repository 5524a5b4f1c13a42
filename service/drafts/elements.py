"""What HTML elements mean for reading: which nobody sees, which end a paragraph, which are quotations.

After the rendering section of the HTML standard, as far as a draft's text goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from matcher.attribution.lexicon import split_words

# Never shown as text, whatever they hold.
UNSHOWN: Final = split_words(
    "head title script style template noscript noframes noembed iframe object audio video canvas select datalist"
)
# Shown, but no words of the sentence that they stand in: struck out, or how to pronounce what stands beside.
UNREAD: Final = split_words("del s strike rt rp")
# Paragraphs end before and after them.
BLOCKS: Final = split_words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre"
    " search section summary table tbody td tfoot th thead tr ul"
)
# White space in them is kept.
PREFORMATTED: Final = split_words("pre textarea listing xmp")

_HIDING_STYLE: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)", re.I
)
# Who said it, below a block quotation.
CREDITS: Final = frozenset(("cite", "footer", "figcaption"))
# How editors' systems call the element that names the speaker of a block quotation: "quote__author".
_CREDIT_CLASS: Final = re.compile(
    r"(?<![a-z])(?:author|cite|citation|credit|attribution|byline|speaker)(?![a-z])", re.I
)
# What networks write into the block quotations that embed their posts, and the class of those that do.
_EMBED_CLASS: Final = re.compile(r"(?<![\w-])(?:instagram-media|text-post-media)(?![\w-])")
_EMBED_NOTE: Final = re.compile(
    r"(?:view (?:this|more)\b.{0,80}|view on \w+|a post (?:shared|posted) by\b.{0,200})", re.I | re.S
)
# Elements whose text is set off from the rest: a name alone in one is a credit.
SET_OFF: Final = split_words("strong b em i small")
# A note's sign, in brackets or not; letters are one only where something else shows it: "XX<sup>e</sup> siècle".
_NOTE: Final = re.compile(r"\s*(?P<bracket>[\[(]?)(?:(?P<number>\d{1,3})|[a-z]|[ivx]{2,4}|[*†‡§]{1,3})[\])]?\s*")
_NOTE_CLASS: Final = re.compile(r"(?<![a-z])(?:fn|foot|note|ref|reference|citation)", re.I)
# Fewer letters before a number are a unit or a variable: "km<sup>2</sup>".
_MIN_NOTED_LETTERS: Final = 3
_BEFORE_NOTE: Final = frozenset('.,;:!?…’”»"')


def has_credit_class(attributes: Mapping[str, str | None]) -> bool:
    """Tell an element whose class says that it names the speaker of a quotation."""
    return bool(attributes) and bool(_CREDIT_CLASS.search(attributes.get("class") or ""))


def is_embed(attributes: Mapping[str, str | None]) -> bool:
    """Tell a block quotation that holds a network's post and the network's own words beside it."""
    return bool(attributes) and bool(_EMBED_CLASS.search(attributes.get("class") or ""))


def is_embed_note(text: str) -> bool:
    """Tell a network's own words beside a post: "View this post on Instagram"."""
    return bool(_EMBED_NOTE.fullmatch(text.strip()))


def is_note(text: str, attributes: Mapping[str, str | None], before: str, *, has_link: bool) -> bool:
    """Tell a ``<sup>`` that holds the sign of a note from a power, a unit or an ordinal.

    Parameters
    ----------
    text, attributes
        Of the element.
    before
        What is read before it, at least its last three characters.
    has_link
        Whether it has or is in a link, as to a note.
    """
    found = _NOTE.fullmatch(text)
    if found is None:
        return False
    marked = any(_NOTE_CLASS.search(attributes.get(key) or "") for key in ("class", "id", "role"))
    if has_link or marked or found["bracket"]:
        return True
    noted = before[-_MIN_NOTED_LETTERS:]
    follows_word = len(noted) == _MIN_NOTED_LETTERS and noted.isalpha()
    return found["number"] is not None and (follows_word or noted[-1:] in _BEFORE_NOTE)


def is_unseen(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Tell whether readers do not see an element: by its kind, or hidden by an attribute or an inline style.

    Style sheets and scripts are not looked at. What is hidden from assistive technology alone (``aria-hidden``) is a
    pull quote or an ornament, a second time; what waits to be found (``hidden=until-found``) is content.
    """
    if tag in UNSHOWN:
        return True
    if not attributes:
        return tag == "dialog"
    if "hidden" in attributes and (attributes["hidden"] or "").strip().lower() != "until-found":
        return True
    if (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    return bool(_HIDING_STYLE.search(attributes.get("style") or ""))
