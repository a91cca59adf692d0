"""Small questions to the product's own processes, over their unix sockets."""

import http.client
import json
import socket
from pathlib import Path
from typing import Any, override


class _Unix(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: Path, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    @override
    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def get(path: Path, address: str, *, seconds: float = 2.0) -> tuple[int, bytes]:
    """Status and body of a GET; (0, b"") when nobody answers."""
    if not path.exists():
        return 0, b""
    connection = _Unix(path, seconds)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def get_json(path: Path, address: str) -> tuple[int, dict[str, Any]]:
    """Status and object of a GET; (0, {}) when nobody answers sense."""
    status, body = get(path, address, seconds=10.0)
    try:
        said = json.loads(body)
    except ValueError:
        return 0, {}
    return (status, said) if isinstance(said, dict) else (0, {})


def accepts(path: Path, *, seconds: float = 1.0) -> bool:
    """Whether a process takes connections on this unix socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(seconds)
        return probe.connect_ex(str(path)) == 0


def accepts_port(port: int, *, seconds: float = 1.0) -> bool:
    """Whether a process takes connections on this port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(seconds)
        return probe.connect_ex(("127.0.0.1", port)) == 0
