"""The forms in which the service takes and gives bodies, and the header of answers that are nobody else's business."""

from __future__ import annotations

JSON = "application/json"
NDJSON = "application/x-ndjson"
# Both names are taken; answers have the first.
NDJSON_MEDIA_TYPES = (NDJSON, "application/jsonl")
CSV = "text/csv"

# Answers quote drafts that are not published yet: no cache on the way may keep them.
PRIVATE = {"Cache-Control": "no-store"}
