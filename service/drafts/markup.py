"""HTML to a draft's text: the text content that offsets count in, and the reading text with breaks and marks.

The text content is what a browser's ``textContent`` gives for the same markup, less what nobody sees
(`service.drafts.elements`): character data in document order, white space as it came, nothing between blocks. Read like
that, the last word of a paragraph would be glued to the first of the next, so the reading text breaks paragraphs at
block elements and lines at ``<br>``, has one space where a browser shows one, and draws the quotation marks of ``<q>``
and ``<blockquote>``.

The tree is walked without recursion: its depth is the client's choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from matcher.draft import DraftText, DraftWriter
from matcher.draft.shortcodes import OPENING_MARKS, choose_marks
from matcher.draft.text import PARAGRAPH
from service.drafts.credits import DASHES, MAX_CREDIT, POSTED_BY, find_name_end, is_credit, is_name_line
from service.drafts.elements import (
    BLOCKS,
    CREDITS,
    PREFORMATTED,
    SET_OFF,
    UNREAD,
    has_credit_class,
    is_embed,
    is_embed_note,
    is_note,
    is_unseen,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

# A whole page is read as a browser reads a file, anything else as it reads ``innerHTML``.
_PAGE: Final = re.compile(r"\ufeff?\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b", re.I | re.S)
_SPACES: Final = re.compile(r"[ \t\n\f\r]+")
_INNER_PAIR: Final = ("‘", "’")


def read_markup(html: str) -> DraftText:
    """Read HTML, a page or a fragment; the block has no id. `nesting.find_excess` must have passed it."""
    is_page = bool(_PAGE.match(html))
    tree = LexborHTMLParser(html, is_fragment=not is_page, scripting=True)
    top = tree.body.first_child if is_page and tree.body is not None else None if is_page else tree.root
    reader = _Reader()
    for node, is_end in _iter_tree(top):
        if is_end:
            reader.end(node)
        elif node.is_text_node:
            reader.read(node.text_content or "")
        else:
            reader.begin(node)
    return reader.writer.finish()


def find_title(html: str) -> str:
    """Give the title of a page; empty for a fragment."""
    found = LexborHTMLParser(html).css_first("title") if _PAGE.match(html) else None
    return " ".join(found.text().split()) if found is not None else ""


def _iter_tree(top: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Yield each text once, and each visible element twice: at its start and at its end."""
    node = top
    ancestors: list[LexborNode] = []
    while node is not None or ancestors:
        if node is None:
            node = ancestors.pop()
            yield node, True
        elif node.is_text_node:
            yield node, False
        elif node.is_element_node and not is_unseen(node.tag or "", node.attributes):
            yield node, False
            ancestors.append(node)
            node = node.first_child
            continue
        node = node.next


@dataclass(slots=True)
class _Quoting:
    """A quotation element that is open: its marks, empty if it has its own, and whether the opening one was drawn."""

    node_id: int
    opens: str
    closes: str
    is_block: bool
    is_begun: bool = False
    is_over: bool = False


class _Reader:
    """Writes what the walk comes by. White space and breaks wait until something follows them."""

    def __init__(self) -> None:
        self.writer = DraftWriter()
        self._gap = ""
        self._quoting: list[_Quoting] = []
        self._num_preformatted = 0
        self._follows_block = False  # Nothing was read since a block quotation ended.
        self._note_id: int | None = None  # The element that is passed over.
        self._embed_id: int | None = None  # The block quotation that holds a network's post.
        self._last = ""  # What was read last.
        self._names = False  # What is read next names the speaker of a block quotation.
        self._names_next = False  # … and does nothing else: its element ends with the name.

    def begin(self, node: LexborNode) -> None:
        """Enter an element."""
        tag = node.tag
        if tag == "br":
            self._gap = PARAGRAPH if "\n" in self._gap else "\n"
            self._credit_last_line(node)
            return
        if tag == "sup" and is_note(
            node.text(), node.attributes, self._last, has_link=node.css_first("a") is not None or _is_in_link(node)
        ):
            self._note_id = self._note_id or node.mem_id
        if tag in UNREAD or (self._embed_id is not None and is_embed_note(node.text())):
            self._note_id = self._note_id or node.mem_id
        credited = self._find_credited(node)
        if credited:
            self._credit(node.text())
            self._names = True
        elif tag in BLOCKS:
            self._gap = PARAGRAPH
        self._num_preformatted += tag in PREFORMATTED
        if tag == "q" or (tag == "blockquote" and not self._draws()):
            self._begin_quotation(node, is_block=tag == "blockquote")

    def end(self, node: LexborNode) -> None:
        """Leave an element."""
        if node.mem_id == self._note_id:
            self._note_id = None
        if node.mem_id == self._embed_id:
            self._embed_id = None
        if self._quoting and self._quoting[-1].node_id == node.mem_id:
            self._close(self._quoting.pop())
            self._follows_block = node.tag == "blockquote"
        self._num_preformatted -= node.tag in PREFORMATTED
        if node.tag in BLOCKS:
            self._gap = PARAGRAPH
            self._names = False

    def read(self, text: str) -> None:
        """Take character data."""
        if self._note_id is not None:
            self.writer.skip(text)
            return
        if self._num_preformatted:
            self._copy(text)
            return
        position = 0
        for found in _SPACES.finditer(text):
            if found[0] == " " and found.start() > 0 and found.end() < len(text):
                continue  # One space within the text is copied with it.
            self._copy(text[position : found.start()])
            self.writer.skip(found[0])
            self._gap = self._gap or " "
            position = found.end()
        self._copy(text[position:])

    def _copy(self, text: str) -> None:
        if not text:
            return
        block = next((q for q in self._quoting if q.is_block and not q.is_over), None)
        if block is not None and self._gap and block.is_begun and is_credit(text):
            self._credit(text)
            self._names = True
            block = None
            if text == POSTED_BY:
                self._fill_gap()
                self.writer.skip(text)
                self._names_next = True
                return
        if self._names_next:
            self._names = self._names_next = False
            self.writer.copy(text)
            self._gap = PARAGRAPH
            return
        begins = self._gap == PARAGRAPH or self.writer.is_empty
        self._fill_gap()
        for quoting in self._quoting:
            if not quoting.is_over and (not quoting.is_begun or (quoting is block and begins)):
                self.writer.insert(quoting.opens)
                quoting.is_begun = True
        self._follows_block = False
        name_end = find_name_end(text) if self._names else None
        if name_end is not None:
            self._names = False
            name = text[:name_end].rstrip()
            self.writer.copy(name)
            self.writer.skip(text[len(name) : name_end])
            self.writer.insert(PARAGRAPH)
            text = text[name_end:]
        self.writer.copy(text)
        self._last = text

    def _draws(self) -> bool:
        """Tell whether an element is open that marks are drawn for."""
        return any(quoting.opens for quoting in self._quoting)

    def _fill_gap(self) -> None:
        if self._gap and not self.writer.is_empty:
            self.writer.insert(self._gap)
        self._gap = ""

    def _begin_quotation(self, node: LexborNode, *, is_block: bool) -> None:
        if is_block and is_embed(node.attributes):
            self._embed_id = node.mem_id
        words = node.text().strip()
        opens, closes = choose_marks(words)
        if self._draws() and not is_block:
            opens, closes = _INNER_PAIR
        if words.startswith(OPENING_MARKS) or (is_block and _begins_with_q(node)):
            if not is_block:
                return
            opens = closes = ""  # It has marks of its own, which tell what is quoted and what is not.
        self._quoting.append(_Quoting(node.mem_id, opens, closes, is_block))

    def _close(self, quoting: _Quoting) -> None:
        if quoting.is_begun and not quoting.is_over:
            self.writer.insert(quoting.closes)
            quoting.is_over = True

    def _find_credited(self, node: LexborNode) -> bool:
        """Tell whether an element names the speaker of the block quotation that it ends or follows."""
        if self._follows_block and node.tag in ("cite", "figcaption"):
            return node.tag == "figcaption" or _ends_line(node)
        block = self._open_block()
        if block is None:
            return False
        may_name = node.tag in CREDITS or has_credit_class(node.attributes)
        may_name = may_name or (
            node.tag in BLOCKS and self._gap == PARAGRAPH and is_name_line(node.text(), is_set_off=_is_set_off(node))
        )
        return may_name and _is_last(node, block.node_id)

    def _credit_last_line(self, line_break: LexborNode) -> None:
        """Take what follows a line break for the speaker of the block quotation that it ends, if it is a name line."""
        block = self._open_block()
        if block is None:
            return
        line = _read_last_line(line_break, block.node_id)
        after = line_break.next
        while after is not None and after.is_text_node and not (after.text_content or "").strip():
            after = after.next
        is_set_off = after is not None and after.tag in SET_OFF and after.text().strip() == line.strip()
        if line.strip() and is_name_line(line, is_set_off=is_set_off):
            self._credit(line)
            self._names = True

    def _open_block(self) -> _Quoting | None:
        """Give the block quotation that something was read of and that still goes on."""
        return next((q for q in self._quoting if q.is_block and q.is_begun and not q.is_over), None)

    def _credit(self, text: str) -> None:
        """End the block quotation and set its speaker behind it: “…” — Ada Venn."""
        for quoting in reversed(self._quoting):
            self._close(quoting)
        self._gap = " "
        if not text.lstrip().startswith(DASHES):
            self._fill_gap()
            self.writer.insert("— ")


def _begins_with_q(node: LexborNode) -> bool:
    """Tell whether the first words in an element stand in a ``<q>``, which has marks drawn for it."""
    for one in node.iter(include_text=True):
        if one.is_text_node and (one.text_content or "").strip():
            return False
        if one.is_element_node:
            return one.tag == "q" or _begins_with_q(one)
    return False


def _is_set_off(node: LexborNode) -> bool:
    """Tell an element whose whole text is in bold type or the like."""
    inner = [one for one in node.iter(include_text=True) if one.is_element_node or (one.text_content or "").strip()]
    return len(inner) == 1 and inner[0].tag in SET_OFF


def _is_in_link(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "a"


def _is_last(node: LexborNode, ancestor_id: int) -> bool:
    """Tell whether nothing but white space follows a node within an ancestor."""
    current: LexborNode | None = node
    while current is not None and current.mem_id != ancestor_id:
        after = current.next
        while after is not None:
            if after.is_element_node or (after.is_text_node and (after.text_content or "").strip()):
                return False
            after = after.next
        current = current.parent
    return True


def _read_last_line(line_break: LexborNode, ancestor_id: int) -> str:
    """Give what follows a line break within an ancestor; nothing if it is more than one line that may be a name."""
    line = ""
    current: LexborNode | None = line_break
    while current is not None and current.mem_id != ancestor_id:
        after = current.next
        while after is not None:
            if after.is_element_node and (
                after.tag in BLOCKS or after.tag == "br" or after.css_first("br") is not None
            ):
                return ""
            line += after.text() if after.is_element_node else (after.text_content or "") * after.is_text_node
            if len(line) > MAX_CREDIT:
                return ""
            after = after.next
        current = current.parent
    return line


def _ends_line(node: LexborNode) -> bool:
    """Tell whether nothing but white space follows a node in its paragraph."""
    current: LexborNode | None = node
    while current is not None:
        after = current.next
        while after is not None and not after.is_element_node and not (after.text_content or "").strip():
            after = after.next
        if after is not None:
            return after.is_element_node and (after.tag in BLOCKS or after.tag == "br")
        current = current.parent
        if current is None or current.tag in BLOCKS:
            return True
    return True
