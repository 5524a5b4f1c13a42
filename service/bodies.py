"""Request bodies: read within their limits, parsed, validated, and every failure turned into a problem.

Bodies are read here and not by the framework, because its parser takes NaN and lone surrogates, answers a
body over the limit with plain text, and cannot read NDJSON.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import orjson
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from service.errors import InvalidJson, InvalidRequest, Problem, TooLarge, UnsupportedMediaType, pointer_to
from service.media_types import JSON
from service.nesting import MAX_DEPTH, TOO_DEEP, cut_nesting, is_too_deep
from service.schemas import VerifyRequest, check_id

if TYPE_CHECKING:
    from starlette.requests import Request

Model = TypeVar("Model", bound=BaseModel)

# Parts of a pydantic location that name a branch of a union and no place in the body.
_UNION_BRANCHES = frozenset({"str", "int", "constrained-str", "constrained-int"})

# Levels around an item of a JSON batch: the object and its list.
_ENVELOPE_DEPTH = 2

# What the strict parser and the writer of JSON say of deep nesting, and of numbers beyond a double, which are JSON for
# others. Were they to say something else, tests would tell.
_ON_LIMITS = re.compile("depth|recursion|infinity", re.IGNORECASE)

# Faults listed in one refusal: nobody reads more, and a body of nothing but unknown fields is answered briefly.
_MAX_ERRORS = 50
# What the validator of parsed JSON calls after Python's types.
_JSON_TYPES = {
    "dict_type": "Input should be an object",
    "model_type": "Input should be an object",
    "list_type": "Input should be a valid array",
}


def media_type(request: Request) -> str:
    """Give the media type of the body in lower case, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def require_media_type(request: Request, allowed: Sequence[str]) -> str:
    """Give the media type of the body, or refuse it with the list of those allowed."""
    found = media_type(request)
    if found not in allowed:
        raise UnsupportedMediaType(f"Send the body with Content-Type: {' or '.join(allowed)}.")
    return found


async def read_json(request: Request, max_bytes: int) -> bytes:
    """Read a JSON body whole.

    Raises
    ------
    UnsupportedMediaType
        Not declared as JSON (which also keeps web forms of foreign sites out), or compressed.
    TooLarge
        More than `max_bytes`, declared or sent.
    """
    require_media_type(request, (JSON,))
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("Send this body uncompressed; only /v1/documents/import and /v1/jobs take gzip.")
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise body_too_large(max_bytes)
    chunks: list[bytes] = []
    num_bytes = 0
    async for chunk in request.stream():
        num_bytes += len(chunk)
        if num_bytes > max_bytes:
            raise body_too_large(max_bytes)
        chunks.append(chunk)
    raw = chunks[0] if len(chunks) == 1 else b"".join(chunks)
    return raw.removeprefix(codecs.BOM_UTF8)  # which some libraries write, and is no JSON


def body_too_large(max_bytes: int) -> TooLarge:
    """Give the problem of a body or line over the limit."""
    return TooLarge(f"The limit is {max_bytes:,} bytes (ONRECORD_MAX_BODY_BYTES); send less at once.")


def load_json(raw: bytes) -> Any:
    """Parse JSON strictly: UTF-8, no NaN, no lone surrogates, bounded nesting."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise invalid_json(str(error)) from None
    if is_too_deep(value):
        raise invalid_json(TOO_DEEP)
    return value


def load_items(raw: bytes, max_items: int) -> Any:
    """Parse a batch; its items stay JSON, each to be judged alone, unless there are more than ``max_items``.

    Returns
    -------
    The value. If it is an object with a list of ``items``, these are bytes of JSON. If the strict parser refuses the
    whole for what stands in one item, such as a lone surrogate, a number beyond a double or deep nesting, the slow one
    reads it, so that no item spoils another; deep nesting is cut to one level more than an item may have.
    """
    try:
        return _with_items_written(orjson.loads(raw), orjson.dumps, max_items)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError) as error:
        return _with_items_written(_load_slowly(raw, str(error)), _dump_slowly, max_items)


def _with_items_written(envelope: Any, write: Callable[[object], bytes], max_items: int) -> Any:
    items = envelope.get("items") if isinstance(envelope, dict) else None
    if isinstance(items, list) and len(items) <= max_items:
        envelope["items"] = [write(item) for item in items]
    return envelope


def _load_slowly(raw: bytes, refusal: str) -> Any:
    # For anything else the slow parser would only find the same, in five times as long.
    if b"\\u" not in raw and not _ON_LIMITS.search(refusal):
        raise invalid_json(refusal)
    try:
        return json.loads(cut_nesting(raw, _ENVELOPE_DEPTH + MAX_DEPTH + 1), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise invalid_json(refusal) from None


def _dump_slowly(item: object) -> bytes:
    return json.dumps(item).encode()


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def invalid_json(reason: str) -> InvalidJson:
    """Give the problem of a body that is no JSON; it points at the root, for nothing inside was read."""
    return InvalidJson(f"Send one JSON value in UTF-8, nested at most {MAX_DEPTH} levels deep.", errors=[("", reason)])


def parse_verify_json(raw: bytes, max_quote_characters: int) -> VerifyRequest:
    """Validate one verify request from its bytes: the hot path, in one pass of the parser."""
    try:
        request = VerifyRequest.model_validate_json(raw)
    except ValidationError as error:
        problem = problem_of(error, VerifyRequest)
        if not isinstance(problem, InvalidJson):
            load_json(raw)  # the parser of this model takes NaN, and one level more
        raise problem from None
    return _within_limit(request, max_quote_characters)


def parse_verify_item(item: object, max_quote_characters: int) -> VerifyRequest:
    """Validate a parsed verify request, equal in its rules to `parse_verify_json`."""
    return _within_limit(parse_object(VerifyRequest, item), max_quote_characters)


def parse_object(model: type[Model], item: object) -> Model:
    """Validate a parsed JSON object."""
    try:
        return model.model_validate(item)
    except ValidationError as error:
        raise problem_of(error, model) from None


def check_integers(raw: bytes, metadata: object) -> None:
    """Refuse a document whose metadata has an integer that could not be given back as it came.

    The parser keeps 64 bits and makes a floating-point number of any other integer, so a second one looks where the
    metadata that came of it has so large a number.
    """
    if _has_large_number(metadata):
        try:
            json.loads(raw, parse_int=_kept_integer)
        except OverflowError as error:
            raise InvalidRequest("Correct the metadata as errors says.", errors=[("/metadata", str(error))]) from None


def _has_large_number(value: object) -> bool:
    """Tell whether parsed JSON has a floating-point number beyond 64 bits; such JSON is never nested deeply."""
    if isinstance(value, dict):
        return any(map(_has_large_number, value.values()))
    if isinstance(value, list):
        return any(map(_has_large_number, value))
    return isinstance(value, float) and abs(value) >= 2**63


def _kept_integer(digits: str) -> int:
    number = int(digits)
    if not -(2**63) <= number < 2**64:
        raise OverflowError("an integer beyond 64 bits; send it as a string")
    return number


def require_id(document_id: str) -> str:
    """Check an id from a path."""
    try:
        return check_id(document_id)
    except ValueError as error:
        raise InvalidRequest(f"The id in the path is not valid: {error}.", errors=[("/id", str(error))]) from None


def check_text_length(text: str, max_characters: int) -> None:
    """Refuse a document over the limit."""
    if len(text) > max_characters:
        limit = f"a document may have {max_characters:,} characters (ONRECORD_MAX_DOCUMENT_CHARACTERS)"
        raise TooLarge(f"The text has {len(text):,} characters; {limit}.", errors=[("/text", limit)])


def _within_limit(request: VerifyRequest, max_characters: int) -> VerifyRequest:
    if len(request.quote) > max_characters:
        raise quote_too_long(len(request.quote), max_characters)
    return request


def quote_too_long(num_characters: int, max_characters: int) -> TooLarge:
    """Give the problem of a quote over the limit, alone or in a draft."""
    limit = f"a quote may have {max_characters:,} characters (ONRECORD_MAX_QUOTE_CHARACTERS)"
    detail = f"The quote has {num_characters:,} characters; {limit}. Split it into passages."
    return TooLarge(detail, errors=[("/quote", limit)])


def problem_of(error: ValidationError, model: type[BaseModel]) -> Problem:
    """Give the problem that a validation error stands for. No input is copied into it."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return invalid_json(found[0]["msg"])
    explained: dict[str, list[str]] = {}
    for entry in _without_other_branches(found)[:_MAX_ERRORS]:
        explained.setdefault(_pointer(entry), []).append(_explanation(entry, model))
    return InvalidRequest(
        "Correct the fields listed under errors; /docs shows the shape.",
        errors=[(pointer, _one_of(details)) for pointer, details in explained.items()],
    )


def _without_other_branches(found: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a value is no string where it is an integer over its limit, and the other way round."""
    fitting = {_pointer(entry) for entry in found if not entry["type"].endswith("_type")}
    return [entry for entry in found if not entry["type"].endswith("_type") or _pointer(entry) not in fitting]


def _one_of(details: Sequence[str]) -> str:
    """Join what the branches of a union ask for: "Input should be a valid string or a valid integer"."""
    first, *others = details
    return " or ".join((first, *(other.removeprefix("Input should be ") for other in others)))


def _pointer(entry: ErrorDetails) -> str:
    return pointer_to(*(part for part in entry["loc"] if part not in _UNION_BRANCHES))


def _explanation(entry: ErrorDetails, model: type[BaseModel]) -> str:
    if entry["type"] == "extra_forbidden":
        return f"unknown field; known are {', '.join(_model_at(entry['loc'][:-1], model).model_fields)}"
    return _JSON_TYPES.get(entry["type"]) or entry["msg"].removeprefix("Value error, ")


def _model_at(place: Sequence[str | int], model: type[BaseModel]) -> type[BaseModel]:
    """Give the model of the object at a place of the body."""
    for part in place:
        field = model.model_fields.get(str(part))
        model = (_find_model(field.annotation) if field is not None else None) or model
    return model


def _find_model(annotation: Any) -> type[BaseModel] | None:
    """Give the model in an annotation, such as that of the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _find_model(inner)) is not None), None)
