"""`/docs`: the OpenAPI document as one plain page of HTML, without scripts or assets from elsewhere."""

from __future__ import annotations

import html
import json
from typing import Any

_STYLE = """ body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0
1rem; color: #1b1b1b; } h2 { border-top: 1px solid #ccc; padding-top: 1.5rem; } code, pre { font-family:
ui-monospace, monospace; } pre { background: #f4f4f1; padding: .8rem; overflow-x: auto; } .method { color:
#fff; background: #335c67; padding: .1rem .5rem; border-radius: .2rem; } td { padding: .1rem 1rem .1rem 0;
vertical-align: top; }
"""


def render_docs(schema: dict[str, Any]) -> bytes:
    """Render the page from an OpenAPI document."""
    info = schema["info"]
    operations = [
        _operation(path, method, operation)
        for path, item in schema["paths"].items()
        for method, operation in item.items()
    ]
    models = [_model(name, model) for name, model in sorted(schema["components"]["schemas"].items())]
    page = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{_text(info["title"])}</title>
<style>{_STYLE}</style></head>
<body><h1>{_text(info["title"])} <small>{_text(info["version"])}</small></h1>
<p>{_text(info["description"])}</p>
<p>The same as a document for programs: <a href="openapi.json">openapi.json</a></p>
{"".join(operations)}<h2 id="models">Shapes</h2>{"".join(models)}</body></html>"""
    return page.encode()


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    heading = f'<span class="method">{method.upper()}</span> <code>{_text(path)}</code>'
    body = operation.get("requestBody", {}).get("content", {})
    parts = [
        f'<h2 id="{_text(operation["operationId"])}">{heading}</h2>',
        f"<p>{_text(operation.get('description', ''))}</p>",
        _parameters(operation.get("parameters", [])),
        *(_content("Body", media_type, content) for media_type, content in body.items()),
        _responses(operation.get("responses", {})),
    ]
    return "".join(parts)


def _parameters(parameters: list[dict[str, Any]]) -> str:
    rows = "".join(
        f"<tr><td><code>{_text(parameter['name'])}</code></td><td>{_text(parameter['in'])}</td>"
        f"<td><code>{_json(parameter['schema'])}</code></td></tr>"
        for parameter in parameters
    )
    return f"<table>{rows}</table>" if rows else ""


def _responses(responses: dict[str, dict[str, Any]]) -> str:
    rows = "".join(
        f"<tr><td><code>{status}</code></td><td>{_text(response.get('description', ''))}</td></tr>"
        for status, response in responses.items()
    )
    examples = "".join(
        _content(f"Answer {status}", media_type, content)
        for status, response in responses.items()
        for media_type, content in response.get("content", {}).items()
        if "example" in content
    )
    return f"<table>{rows}</table>{examples}"


def _content(label: str, media_type: str, content: dict[str, Any]) -> str:
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    link = f' (<a href="#{_text(name)}">{_text(name)}</a>)' if name else ""
    examples = [content["example"]] if "example" in content else []
    examples += [named["value"] for named in content.get("examples", {}).values()]
    shown = "".join(f"<pre>{_json(example, indent=2)}</pre>" for example in examples)
    return f"<p>{label} <code>{_text(media_type)}</code>{link}</p>{shown}"


def _model(name: str, model: dict[str, Any]) -> str:
    return f'<h3 id="{_text(name)}">{_text(name)}</h3><pre>{_json(model, indent=2)}</pre>'


def _json(value: Any, indent: int | None = None) -> str:
    return _text(json.dumps(value, ensure_ascii=False, indent=indent))


def _text(text: str) -> str:
    return html.escape(text)
