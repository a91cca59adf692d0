"""How the two ends talk: a length, a JSON header, then the pictures one after another.

One question and one answer per connection. Sizes and counts are checked before anything is kept.
"""

import json
import socket
import struct
from collections.abc import Mapping, Sequence
from typing import Any

_PREFIX = struct.Struct("!4sI")
_MARK = b"JXV1"
MOST_HEADER = 32_000
MOST_BLOBS = 16
MOST_BLOB = 24_000_000
MOST_ALL = 52_000_000
_PIECE = 1 << 18


class BadFrame(Exception):
    """What came is not in this form, is too large, or ended early."""


class NothingSaid(BadFrame):
    """The line was closed before a word: somebody only looked whether it is open."""


def send(line: socket.socket, header: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """One message, whole."""
    told = json.dumps({**header, "blobs": [len(blob) for blob in blobs]}).encode()
    line.sendall(_PREFIX.pack(_MARK, len(told)) + told)
    for blob in blobs:
        line.sendall(blob)


def receive(line: socket.socket) -> tuple[dict[str, Any], list[bytes]]:
    """One message, whole, or BadFrame."""
    mark, length = _PREFIX.unpack(_exactly(line, _PREFIX.size))
    if mark != _MARK or length > MOST_HEADER:
        raise BadFrame
    try:
        header = json.loads(_exactly(line, length))
        sizes = header.pop("blobs")
        fine = len(sizes) <= MOST_BLOBS and all(type(n) is int and n >= 0 for n in sizes)
    except (ValueError, TypeError, KeyError, AttributeError) as odd:
        raise BadFrame from odd
    if not fine or sum(sizes) > MOST_ALL or max(sizes, default=0) > MOST_BLOB:
        raise BadFrame
    return header, [_exactly(line, size) for size in sizes]


def _exactly(line: socket.socket, size: int) -> bytes:
    body = bytearray()
    while len(body) < size:
        piece = line.recv(min(_PIECE, size - len(body)))
        if not piece:
            raise BadFrame if body else NothingSaid
        body += piece
    return bytes(body)
