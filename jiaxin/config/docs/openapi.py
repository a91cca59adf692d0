"""docs/openapi.json: every address that answers in JSON, for machines (OpenAPI 3.1).

What is sealed (`application/jose`) is described as what is inside the seal.
"""

import json
from typing import Any

from jiaxin.config.docs import messages
from jiaxin.config.docs.messages import Schema
from jiaxin.flows.rights import document
from jiaxin.gateways.exchange import adapters
from jiaxin.gateways.exchange.envelope import PROBLEM, SEALED

_EXCHANGE = "/exchange/v1"
_JSON = "application/json"
_TRUE = {"type": "boolean"}


def written() -> str:
    return json.dumps(described(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def described() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Jiaxin 家信",
            "version": "1",
            "description": "Addresses for machines. Departments' systems: docs/PROTOCOL.md says"
            " how a request is sealed and signed; here is what stands inside the seal.",
        },
        "paths": {**_probes(), **_manifests(), **_files(), **_exchange()},
        "components": {
            "schemas": {
                **{service: messages.row_of(service) for service in adapters.every()},
                "problem": messages.PROBLEM,
                "record": _inner(document.schema()),
            },
            "securitySchemes": {
                **{
                    app: {"type": "apiKey", "in": "cookie", "name": f"jx_{app}"}
                    for app in ("worker", "consumer", "console", "firm")
                },
                "party": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Signature",
                    "description": "RFC 9421, by a registered key (docs/PROTOCOL.md, 3)",
                },
            },
        },
    }


def _inner(schema: Schema) -> Schema:
    """A schema of its own, as part of this document."""
    return {name: value for name, value in schema.items() if name not in {"$schema", "$id"}}


def _probes() -> dict[str, Any]:
    alive = _object(alive={"const": True})
    parts = {"type": "object", "additionalProperties": _TRUE}
    ready = _content(_JSON, _object(ready=_TRUE, parts=parts))
    return {
        "/alive": _get("alive", "This process answers", {"200": _content(_JSON, alive)}),
        "/ready": _get("ready", "Whether every part answers", {"200": ready, "503": ready}),
    }


def _manifests() -> dict[str, Any]:
    shape = {"type": "object", "required": ["name", "start_url", "icons"]}
    answers = {"200": _content("application/manifest+json", shape)}
    return {
        f"/{app}/manifest.webmanifest": _get(f"{app}_manifest", "The web app's manifest", answers)
        for app in ("worker", "consumer")
    }


# Files for whoever is signed in: the address, what it is, whose, and its shape.
_TRAIL_RECEIPT = {"type": "object"}
_FILES: dict[str, tuple[str, str, Schema]] = {
    "/worker/consents/{consent_id}/receipt.json": (
        "consent_file",
        "worker",
        {"type": "object"},
    ),
    "/worker/looks/{query_id}/receipt.json": ("look_receipt", "worker", _TRAIL_RECEIPT),
    "/worker/looks/firm/{look_id}/receipt.json": ("firm_look_receipt", "worker", _TRAIL_RECEIPT),
    "/worker/rights/export/{export_id}/json/": (
        "export_file",
        "worker",
        {"$ref": "#/components/schemas/record"},
    ),
    "/consumer/queries/{query_id}/receipt.json": ("receipt_file", "consumer", _TRAIL_RECEIPT),
    "/console/trail/{line_id}/receipt.json": ("trail_receipt", "console", _TRAIL_RECEIPT),
    "/firm/staff/{engagement_id}/looks/{look_id}/receipt.json": (
        "staff_receipt",
        "firm",
        _TRAIL_RECEIPT,
    ),
}


def _files() -> dict[str, Any]:
    page = {"description": "There is none, or it is another's", "content": _any_page()}
    sign_in = {"description": "Nobody is signed in: on to the page for it"}
    found = {}
    for path, (name, app, shape) in _FILES.items():
        answers = {"200": _content(_JSON, shape), "302": sign_in}
        answers |= dict.fromkeys(("404", "409", "410", "429"), page)
        described = _get(name, "A file to keep", answers)
        described["get"] |= {"security": [{app: []}], "parameters": _parameters(path)}
        found[path] = described
    return found


def _any_page() -> dict[str, Any]:
    return {"text/html": {}, _JSON: {"schema": {"type": "object", "required": ["code"]}}}


def _exchange() -> dict[str, Any]:
    paths = {
        f"{_EXCHANGE}/{service}": _post(
            service, adapter.words.en, messages.push_of(service), messages.RECEIPT
        )
        for service, adapter in adapters.every().items()
    }
    for service, (asked, answered) in messages.ASKED.items():
        paths[f"{_EXCHANGE}/{service}"] = _post(service, "A question", asked, answered)
    text: Schema = {"type": "string"}
    paths[f"{_EXCHANGE}/batches"] = _post("batches", "A manifest", text, messages.STATUS)
    part = f"{_EXCHANGE}/batches/{{batch}}/parts/{{number}}"
    paths[part] = _post("part", "A part of a batch", text, messages.STATUS)
    for path, name in (("parts/{number}", "pull_part"), ("manifest", "pull_manifest")):
        whole = f"{_EXCHANGE}/pulls/{{batch}}/{path}"
        paths[whole] = _post(name, "What is fetched: no body, all is in the address", None, text)
    for path, described in paths.items():
        described["post"]["parameters"] = _parameters(path)
    return paths


def _post(name: str, about: str, asked: Schema | None, answered: Schema) -> dict[str, Any]:
    refused = _content(PROBLEM, {"$ref": "#/components/schemas/problem"})
    described: dict[str, Any] = {
        "operationId": name,
        "summary": about,
        "security": [{"party": []}],
        "responses": {
            "200": _content(SEALED, answered),
            **{str(status): refused for status in messages.statuses()},
        },
    }
    if asked is not None:
        described["requestBody"] = {"required": True, "content": {SEALED: {"schema": asked}}}
    return {"post": described}


def _get(name: str, about: str, answers: dict[str, Any]) -> dict[str, Any]:
    return {"get": {"operationId": name, "summary": about, "responses": answers}}


def _content(kind: str, schema: Schema) -> dict[str, Any]:
    return {"description": "An answer", "content": {kind: {"schema": schema}}}


def _parameters(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
            if name == "number"
            else messages.UUID_,
        }
        for name in names
    ]


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}
