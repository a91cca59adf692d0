"""What a browser or a program posts: JSON, plain forms, and forms with files, bounded in size."""

import json
import re
from urllib.parse import parse_qsl

from starlette.requests import Request

LARGEST = 12_000_000
_BOUNDARY = re.compile(r'boundary="?([0-9A-Za-z\'()+_,./:=? -]{1,70})"?')
_NAME = re.compile(r'[; ]name="([^"]*)"')


class TooMuch(Exception):
    """More was posted than anyone could mean."""


class Unreadable(Exception):
    """What was posted is no form."""


type Form = dict[str, str | bytes]


async def read(request: Request) -> Form:
    """The fields: text as text, files as bytes (an empty file input is empty bytes)."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise TooMuch
    kind = request.headers.get("content-type", "")
    try:
        if kind.startswith("application/json"):
            whole = json.loads(body)
            if not isinstance(whole, dict):
                raise Unreadable
            return {str(name): str(value) for name, value in whole.items()}
        if kind.startswith("multipart/form-data"):
            return _parts(bytes(body), kind)
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))
    except (ValueError, RecursionError) as error:
        raise Unreadable from error


def _parts(body: bytes, kind: str) -> Form:
    boundary = _BOUNDARY.search(kind)
    if not boundary:
        raise Unreadable
    form: Form = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode("ascii"))[1:]:
        if part.startswith(b"--"):
            return form
        head, _, content = part.partition(b"\r\n\r\n")
        heading = head.decode("utf-8")
        name = _NAME.search(heading)
        if not name:
            raise Unreadable
        form[name[1]] = content if 'filename="' in heading else content.decode("utf-8")
    raise Unreadable


def text(form: Form, name: str) -> str:
    """A field of text, trimmed; empty where there is none."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def file(form: Form, name: str) -> bytes:
    """A file that was chosen; empty where there is none."""
    value = form.get(name, b"")
    return value if isinstance(value, bytes) else b""
