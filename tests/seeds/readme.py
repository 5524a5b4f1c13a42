"""Paste real answers into the README: `python -m tests.seeds.readme` after a change of what is answered.

Each request in the README is put to the engine over the seeds, and the block below it is written anew,
shortened to the fields that decide. A test fails while the two differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from matcher import Engine, Index
from matcher.engine import Speakers
from matcher.rendering.answers import render_answer
from matcher.types import Query
from tests.seeds.labels import SEEDS, read_documents

README = SEEDS.parent / "README.md"
# A request as curl sends it, and the block of JSON below it.
EXAMPLE = re.compile(r"(  -d '(\{.*\})'\n```\n\n```json\n)(?:.*\n)*?(```)")

Json = dict[str, Any]


def open_seeds(speakers: Speakers = "claimed") -> Engine:
    """Return an engine over the sample documents and nothing else: common phrases and copies depend on it."""
    index = Index.open(None)
    for sequence, document in enumerate(read_documents(), start=1):
        index.put(document, sequence=sequence)
    return Engine(index, speakers=speakers)


def paste_answers(readme: str, ask: Callable[[Json], Json]) -> str:
    """Return the README with the answer below each request replaced by the one that `ask` gives."""
    return EXAMPLE.sub(lambda found: found[1] + shorten(ask(json.loads(found[2]))) + "\n" + found[3], readme)


def ask_engine(engine: Engine) -> Callable[[Json], Json]:
    """Return a function that answers a request body as the service does."""
    return lambda body: render_answer(engine.verify(Query(**body)), body["quote"])


def shorten(answer: Json) -> str:
    """Lay out the deciding fields of an answer, an ellipsis for the rest."""
    first = shorten_match(answer["matches"][0]) if answer["matches"] else "[]"
    return "\n".join(
        [
            "{",
            f' "verdict": {dump(answer["verdict"])}, "outcome": {dump(answer["outcome"])},',
            f' "message": {dump(answer["message"])},',
            f' "attribution": {dump(answer["attribution"])},',
            f' "matches": {first},',
            f' "occurrences": {answer["occurrences"]}, …}}',
        ]
    )


def shorten_match(match: Json) -> str:
    """Lay out the first match; further ones are cut off."""
    document, speaker = match["document"], match["speaker"]
    said_by = dump({name: speaker[name] for name in ("name", "mention", "cue")}) if speaker else "null"
    lines = [
        f'   "document": {{"id": {dump(document["id"])}, "title": {dump(document["title"])}, …}},',
        f'   "spans": {dump_lines(match["spans"], indent=13)},',
        f'   "setting": {dump(match["setting"])}, "flags": {dump(match["flags"])},',
        f'   "copies": {match["copies"]},',
        f'   "speaker": {said_by.replace("}", ", …}")},',
        f'   "changes": {dump_lines(match["changes"], indent=15)},',
        f'   "deep_link": {dump(match["deep_link"])}, …}}]',
    ]
    return "[{\n" + "\n".join(lines)


def dump(value: object) -> str:
    """Write JSON in one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def dump_lines(values: list[Json], *, indent: int) -> str:
    """Write a list of objects, one a line below the other."""
    return "[" + (",\n" + " " * indent).join(dump(value) for value in values) + "]"


if __name__ == "__main__":
    README.write_text(paste_answers(README.read_text("utf-8"), ask_engine(open_seeds())), "utf-8")
