"""From evidence to speakers: the conductor of attribution.

Order of work for a document: read it (prose, cast), judge each quotation (quoted, scare, title), look for
evidence in its sentence, join the parts of utterances, resolve the subject to a name, carry speakers over to
quotations that have no cue of their own. No answer is better than a wrong one, so every step may abstain.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.attribution.grammar import Grammar
from matcher.attribution.lexicon import load
from matcher.attribution.people.cast import read_cast
from matcher.attribution.people.identify import Identifier
from matcher.attribution.people.phrases import Phrase, Reading
from matcher.attribution.people.pronouns import Before
from matcher.attribution.people.unnamed import gender_of_nominal
from matcher.attribution.quoted import Attributed, Quoted, list_quoted, share_evidence
from matcher.attribution.reporting.after import find_told_last, is_bare_verb
from matcher.attribution.reporting.before import find_before_from, is_phrase_cue
from matcher.attribution.reporting.bystanders import undergoes
from matcher.attribution.reporting.cues import find_evidence
from matcher.attribution.reporting.evidence import MAX_REACH, Evidence
from matcher.attribution.reporting.headlines import find_headlined
from matcher.attribution.reporting.introduced import ends_in_salutation
from matcher.attribution.reporting.issuers import find_issuer
from matcher.attribution.reporting.presented import STOPS, find_presented, is_heading
from matcher.attribution.reporting.prose import BREAK, CAPITAL, WORD, read_prose
from matcher.attribution.reporting.relays import find_relay
from matcher.attribution.reporting.subjects import find_clause_head
from matcher.attribution.reporting.verbs import has_particle, is_passive, is_verb
from matcher.attribution.reporting.windows import Window
from matcher.attribution.reporting.wording import is_named_so, is_reported
from matcher.attribution.scare import is_name, is_nickname, mark_scare_quotes, mark_titles
from matcher.attribution.structure.dashes import DASHES
from matcher.attribution.structure.quotations import Quotation
from matcher.types import Document, Speaker

_CONFIDENCE: dict[str, dict[str, float]] = load("confidence")
_PLACE, _FACTOR = _CONFIDENCE["place"], _CONFIDENCE["factor"]
# Languages whose verbs need no subject, so that one without goes on with who spoke.
PRO_DROP = frozenset(("es", "ru", "uk", "it", "pt", "pl"))
_MAX_RELAYED = _CONFIDENCE["limit"]["relayed"]


def resolve_window(document: Document, window: Window, grammar: Grammar) -> list[Attributed]:
    """Attribute a window's own quotations, in their order."""
    text = document.text
    nobodys = {q for q in window.quotations if is_nickname(text, q) or is_name(text, q, grammar)}
    quotations = [q for q in window.quotations if q not in nobodys] if nobodys else list(window.quotations)
    elides = grammar.language == "fr"
    prose = read_prose(text, quotations, window.breaks, grammar.cues.speech, end=window.end, elides=elides)
    reading = Reading(prose, read_cast(prose, document.title, grammar), grammar)
    items = list_quoted(reading, quotations)
    for item in items:
        is_full = item.is_full and not item.opens_lower
        item.evidence = find_evidence(reading, item.token, breaks_off=item.breaks_off, is_full=is_full)
    mark_titles(reading, items)
    share_evidence(items)
    _Resolver(document, reading, items).run()
    mark_scare_quotes(reading, items)
    found = {i.quotation: Attributed(*_extent(i.quotation), i.speaker, i.as_what) for i in items}
    own = window.quotations[slice(*window.own)]
    return [found.get(q) or Attributed(*_extent(q), None, "title") for q in own]


def _extent(quotation: Quotation) -> tuple[int, int, int]:
    return quotation.start, quotation.end, quotation.utterance


class _Resolver:
    """Turns evidence into speakers, in document order, remembering who spoke last."""

    def __init__(self, document: Document, reading: Reading, items: list[Quoted]) -> None:
        self.document = document
        self.reading = reading
        self.identifier = Identifier(document, reading)
        self.items = items
        self.before = Before(-1, -1, was_question=False)
        self.known: dict[tuple[int, int], tuple[Speaker | None, int]] = {}
        self.headlined = find_headlined(document.title, reading.cast, reading.grammar)

    def run(self) -> None:
        for position, item in enumerate(self.items):
            if item.as_what != "quoted" or (item.evidence is not None and item.evidence.place == "open"):
                continue
            if item.evidence is not None:
                item.speaker, item.entity = self._resolve(item, item.evidence)
                if item.own is not None and item.own is not item.evidence and item.speaker is not None:
                    self._take_own(item, item.own)
            elif position and self._goes_on(position, item):
                self._copy(item, self.items[position - 1], 1.0)
            elif item.is_full or (self.reading.grammar.has_bare_verbs and is_bare_verb(self.reading, item.token)):
                self._carry(position, item)
                if self._is_of_other_verb(item):
                    item.speaker, item.entity = None, -1
            elif is_reported(self.reading, item.token):
                self._take_head(item)
            if item.speaker is not None:
                self._remember(item)

    def _remember(self, item: Quoted) -> None:
        """Keep who spoke, for the pronouns that follow."""
        inner_end = item.quotation.inner_end
        asked = self.document.text[inner_end - 1 : inner_end] == "?"
        earlier = self.before.earlier if item.entity == self.before.entity else self.before.entity
        is_unnamed = item.speaker is not None and item.entity < 0 and item.speaker.kind == "anonymous"
        unnamed = item.speaker.name if item.speaker is not None and is_unnamed else ""
        if unnamed.lower().partition(" ")[0] not in self.reading.grammar.unnamed_articles:
            unnamed = ""  # "The senator" may be another word for somebody named.
        self.before = Before(item.entity, item.token, asked, earlier, unnamed)

    def _goes_on(self, position: int, item: Quoted) -> bool:
        """Tell a part of an utterance whose first part has its speaker already."""
        before = self.items[position - 1]
        return before.quotation.utterance == item.quotation.utterance and before.speaker is not None

    def _take_own(self, item: Quoted, own: Evidence) -> None:
        """Give a part of an utterance the words that name its speaker there; who is named there by name has spoken."""
        mention = self.reading.cast.mentions[own.subject.mention] if own.subject.kind == "name" else None
        beside = own.place in ("inverted", "after", "before")
        is_named = mention is not None and mention.entity not in (-1, item.entity)
        is_other = own.subject.kind == "nominal" and self._is_of_other_gender(own.subject, item.entity)
        if beside and (is_named or is_other):
            item.speaker, item.entity = self._resolve(item, own)
        elif item.speaker is not None:
            item.speaker = self._cite(item.speaker, own)

    def _is_of_other_gender(self, phrase: Phrase, entity: int) -> bool:
        """Tell "the mother" from a man who spoke before."""
        known = self.reading.cast.entities[entity].gender if entity >= 0 else ""
        words = self.reading.prose.lower[phrase.first : phrase.head + 1]
        return bool(known) and gender_of_nominal(words, self.reading.grammar) not in ("", known)

    def _is_of_other_verb(self, item: Quoted) -> bool:
        """Tell a man who spoke before from whom a verb alone gives the words to, if it tells a woman: – dodała."""
        grammar, prose = self.reading.grammar, self.reading.prose
        if item.entity < 0 or not grammar.she_verbs:
            return False
        verb = next((lower for lower in prose.lower[item.token + 1 : item.token + 3] if lower.isalpha()), "")
        if verb not in grammar.cues.speech:
            return False
        gender = "f" if verb.endswith(grammar.she_verbs) else "m" if verb.endswith(grammar.he_verbs) else ""
        return gender not in ("", self.reading.cast.entities[item.entity].gender or gender)

    def _resolve(self, item: Quoted, evidence: Evidence) -> tuple[Speaker | None, int]:
        """Name the subject of a piece of evidence."""
        key = (evidence.subject.first, evidence.cue_first)
        if key not in self.known:
            self.known[key] = self._name(evidence.subject, evidence)
        speaker, entity = self.known[key]
        via = find_relay(self.reading, item.token, evidence)
        if speaker is None or not via:
            return speaker, entity
        return replace(speaker, via=via, confidence=min(speaker.confidence, _MAX_RELAYED)), entity

    def _name(self, phrase: Phrase, evidence: Evidence) -> tuple[Speaker | None, int]:
        issuer = find_issuer(self.reading, phrase)
        if issuer is not None and self.identifier.is_somebody(issuer) and self._is_known(issuer):
            evidence = replace(evidence, subject=issuer)
            phrase = issuer
        name, kind, entity, sure = self.identifier.identify(phrase, self.before)
        if not name:
            return None, -1
        if evidence.place == "according" and entity >= 0:
            nominative = self.identifier.find_nominative(entity)
            if nominative != entity:
                name, entity = self.reading.cast.entities[nominative].name, nominative
                kind = self.reading.cast.entities[nominative].kind
        confidence = _PLACE[evidence.place] * sure
        if evidence.place in ("before", "reach"):
            confidence *= self._factor_of_cue(evidence.cue_first)
            confidence *= 1.0 if kind == "person" else _FACTOR["body"]
            confidence *= _FACTOR["nominal"] if phrase.kind == "nominal" else 1.0
        return self._cite(Speaker(name, kind=kind, confidence=round(confidence, 3)), evidence), entity

    def _is_known(self, issuer: Phrase) -> bool:
        """Tell an issuer that has a name: "They released a statement which said" is the statement's."""
        return issuer.kind != "pronoun" or bool(self.identifier.identify(issuer, self.before)[0])

    def _factor_of_cue(self, cue: int) -> float:
        """What a reporting word before its quotation takes off."""
        cues, prose = self.reading.grammar.cues, self.reading.prose
        if prose.lower[cue] in cues.speech or is_phrase_cue(self.reading, cue) or has_particle(self.reading, cue):
            return 1.0
        return _FACTOR["statement"] if prose.lower[cue] in cues.reporting else _FACTOR["attitude"]

    def _cite(self, speaker: Speaker, evidence: Evidence) -> Speaker:
        """Give a speaker the mention and the cue of a piece of evidence."""
        prose = self.reading.prose
        first, last = evidence.subject.tokens
        start, end = prose.starts[first], prose.ends[last]
        cited = replace(speaker, mention=prose.text[start:end], mention_start=start, mention_end=end)
        if evidence.place in ("colon", "dash", "label", "labels"):
            return cited
        cue_start, cue_end = prose.starts[evidence.cue_first], prose.ends[evidence.cue_last]
        return replace(cited, cue=prose.text[cue_start:cue_end], cue_start=cue_start, cue_end=cue_end)

    def _take_head(self, item: Quoted) -> None:
        """Give words that the sentence reports the sentence's own subject, where the verb's cannot be told."""
        first = self.reading.prose.bounds[self.reading.prose.sentence[item.token]][0]
        head = find_clause_head(self.reading, max(first, item.token - MAX_REACH), item.token)
        if head is not None and not self._is_told_of(head, item.token):
            self._take(item, head, _PLACE["reported"])

    def _is_told_of(self, head: Phrase, token: int) -> bool:
        """Tell whom or what others call so from who does: "Venn was said to be “x”", "Ben Orr, often called “x”"."""
        prose, speech = self.reading.prose, self.reading.grammar.cues.speech
        if is_named_so(self.reading, token, head):
            return True
        if any(undergoes(self.reading, c) for c in range(head.last + 1, token)):
            return True
        met = ("with", "by")  # "Venn was greeted with shouts of “x”"
        reported = (c for c in range(head.last + 1, token) if prose.lower[c] in speech or prose.lower[c + 1] in met)
        return any(is_passive(self.reading, c, head.last) for c in reported)

    def _carry(self, position: int, item: Quoted) -> None:
        """Give a quotation without a cue the speaker that its neighbourhood implies."""
        if self._is_introduced(item):
            return
        prose = self.reading.prose
        said = (one for one in reversed(self.items[max(0, position - 4) : position]) if one.as_what == "quoted")
        before = next(said, None)
        same = before is not None and prose.paragraph[before.token] == prose.paragraph[item.token]
        sentence = prose.sentence[item.token]
        if same and before is not None and prose.sentence[before.token] >= sentence - 1:
            self._copy(item, before, _PLACE["carried"])
            return
        begins = prose.bounds[sentence][0]
        if begins and prose.kinds[begins - 1] != BREAK:
            subject = self._subject_of(sentence - 1)
            if subject is not None and self._take(item, subject, _PLACE["introduced"]):
                return
            if same and before is not None:
                self._copy(item, before, _PLACE["same_paragraph"])
            return
        self._carry_over_break(item, before, sentence)

    def _is_introduced(self, item: Quoted) -> bool:
        """Tell words that a verb introduces whose subject cannot be told, and need not be who spoke before."""
        prose, grammar, q = self.reading.prose, self.reading.grammar, item.token
        if grammar.language in PRO_DROP or q < 2 or prose.words[q - 1] != ":" or prose.kinds[q - 2] != WORD:
            return False
        return prose.lower[q - 2] in grammar.cues.speech and is_verb(self.reading, q - 2)

    def _carry_over_break(self, item: Quoted, before: Quoted | None, sentence: int) -> None:
        """Carry a speaker into a paragraph that begins with a quotation."""
        prose = self.reading.prose
        paragraph = prose.paragraph[item.token]
        previous = sentence - 1
        while previous >= 0 and prose.kinds[prose.bounds[previous][0]] == BREAK:
            previous -= 1
        if previous < 0:
            return
        introduces = prose.words[self._narrated(previous)[1] - 1] == ":"
        presented = self._presented_above(previous)
        if presented is not None and self._take(item, presented, _PLACE["presented"]):
            return
        if introduces:
            subject = self._subject_of(previous)
            if subject is not None and self._take(item, subject, _PLACE["listed"]):
                return
        # What was never closed goes on in the next paragraph but one, if that opens again: the one between lacks its
        # mark, or is a caption.
        reach = 2 if before is not None and self._is_unclosed(before.quotation) else 1
        if before is not None and before.speaker is not None and paragraph - prose.paragraph[before.token] <= reach:
            self._copy(item, before, _PLACE["previous"])
            return
        subject = self._subject_of(previous)
        if subject is not None and self._is_credit(subject, previous) and self._take(item, subject, _PLACE["credited"]):
            return
        opens = prose.bounds[sentence][0] == item.token
        if opens and item.is_full and not introduces and self.headlined >= 0:
            entity = self.reading.cast.entities[self.headlined]
            item.speaker = Speaker(entity.name, kind="person", confidence=_PLACE["headlined"])
            item.entity = self.headlined
        elif subject is not None and not self._is_put_to_speaker(previous):
            self._take(item, subject, _PLACE["named_above"])

    def _is_put_to_speaker(self, sentence: int) -> bool:
        """Tell what an interviewer says to whoever answers: "Your brother, Ben Orr, says …", "Has Orr sold it?"."""
        first, last = self._narrated(sentence)
        prose = self.reading.prose
        return prose.words[last - 1] == "?" or not self.reading.grammar.addressed.isdisjoint(prose.lower[first:last])

    def _is_credit(self, subject: Phrase, sentence: int) -> bool:
        """Tell a line that only says who speaks below: "Ada Venn, president of the Harbour Union"."""
        prose = self.reading.prose
        first, last = self._narrated(sentence)
        behind = subject.last + 1
        if subject.kind != "name" or not first <= subject.first <= first + 1 or prose.words[last - 1] in STOPS:
            return False
        if behind == last:
            return True
        is_office = prose.kinds[behind + 1] == CAPITAL or prose.lower[behind + 1] in self.reading.grammar.roles
        return prose.words[behind] == "," and is_office

    def _is_unclosed(self, quotation: Quotation) -> bool:
        """Tell a quotation whose closing mark is missing, and not speech that a dash opens, which has none."""
        is_dashed = quotation.start == quotation.inner_start or self.document.text[quotation.start] in DASHES
        return quotation.end == quotation.inner_end and not is_dashed

    def _presented_above(self, sentence: int) -> Phrase | None:
        """Find whose words a sentence presents, or the one above a line that only says what stands below."""
        while sentence >= 0:
            first, last = self._narrated(sentence)
            if first < last and not is_heading(self.reading, first, last):
                return find_presented(self.reading, first, last)
            sentence -= 1
        return None

    def _narrated(self, sentence: int) -> tuple[int, int]:
        """Bounds of a sentence without the break that ends it."""
        first, last = self.reading.prose.bounds[sentence]
        while last > first and self.reading.prose.kinds[last - 1] == BREAK:
            last -= 1
        return first, last

    def _subject_of(self, sentence: int) -> Phrase | None:
        """Subject of a narration sentence: of its reporting verb, else of its first clause."""
        if sentence < 0:
            return None
        prose = self.reading.prose
        first, last = self._narrated(sentence)
        if is_heading(self.reading, first, last):
            return self._subject_of(sentence - 1)
        if ends_in_salutation(self.reading, first, last):
            return None
        told = find_told_last(self.reading, first, last) if prose.words[last - 1] == "." else None
        if told is not None:
            return told.subject  # "The mill will close, announced Ada Venn. “…”"
        found = find_before_from(self.reading, last, first, is_full=prose.words[last - 1] == ":")
        if found is not None and found.place == "open":
            found = None  # Whoever was told or denied something goes on in words of his own.
        if found is not None and found.strength >= 0.7 and not self._is_thing(found.subject):
            return found.subject
        return find_clause_head(self.reading, first, last)

    def _is_thing(self, subject: Phrase) -> bool:
        """Tell what a relative clause says of a thing: "Corvid Works held a panel, which promoted its ropes"."""
        return subject.relative >= 0 and self.reading.prose.lower[subject.relative] in ("which", "that")

    def _take(self, item: Quoted, phrase: Phrase, confidence: float) -> bool:
        issuer = find_issuer(self.reading, phrase)
        phrase = issuer if issuer is not None and self.identifier.is_somebody(issuer) else phrase
        if not self.identifier.is_somebody(phrase):
            return False
        name, kind, entity, factor = self.identifier.identify(phrase, self.before)
        if not name:
            return False
        if kind not in ("person", "anonymous") and confidence < _PLACE["listed"]:
            factor *= _FACTOR["body"]  # "The home side was late. “…”": nothing says that it speaks.
        prose = self.reading.prose
        start, end = prose.starts[phrase.first], prose.ends[phrase.last]
        item.speaker = Speaker(
            name, prose.text[start:end], start, end, kind=kind, confidence=round(confidence * factor, 3)
        )
        item.entity = entity
        return True

    def _copy(self, item: Quoted, before: Quoted, confidence: float) -> None:
        if before.speaker is not None:
            item.speaker = replace(before.speaker, confidence=round(before.speaker.confidence * confidence, 3))
            item.entity = before.entity
