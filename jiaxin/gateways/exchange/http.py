"""The line to a department: one POST, one bounded answer, explicit time-outs, no redirects."""

import ssl
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from jiaxin.gateways.exchange.envelope import Received, Sent
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Line:
    """Where a department listens, whose certificate it must show, and how long it is waited for."""

    url: str
    socket: Path | None = None
    authority_file: Path | None = None
    connect_seconds: float = 3.0
    answer_seconds: float = 10.0
    most_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        url = httpx.URL(self.url)
        near = self.socket is not None or url.host in _LOOPBACK
        if url.scheme != "https" and not (url.scheme == "http" and near):
            raise ValueError("a department is called over https, except on this machine")
        if url.path not in ("", "/") or url.query:
            raise ValueError("the address of a department has no path")

    @property
    def authority(self) -> str:
        """What the Host header will say, and what the signature covers."""
        return httpx.URL(self.url).netloc.decode("ascii").lower()


class Wire:
    """Keeps connections to one department. Safe to share between threads."""

    def __init__(self, line: Line) -> None:
        self.line = line
        trusted: ssl.SSLContext | bool = True
        if line.authority_file is not None:
            trusted = ssl.create_default_context(cafile=str(line.authority_file))
        transport = httpx.HTTPTransport(
            verify=trusted, uds=None if line.socket is None else str(line.socket)
        )
        self._client = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(line.answer_seconds, connect=line.connect_seconds),
            # Proxies and certificates come from configuration, not from whatever is in the shell.
            trust_env=False,
            headers={"accept-encoding": "identity", "user-agent": "jiaxin-exchange/1"},
        )

    def post(self, sent: Sent) -> Received:
        """What came back. SourceUnreachable where nothing did."""
        url = self.line.url.rstrip("/") + sent.request.path
        deadline = time.monotonic() + self.line.answer_seconds
        try:
            with self._client.stream(
                "POST", url, headers=dict(sent.request.headers), content=sent.body
            ) as response:
                body = self._bounded(response, deadline)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Received(response.status_code, headers, body)
        except httpx.HTTPError as error:
            raise SourceUnreachable(type(error).__name__) from error

    def _bounded(self, response: httpx.Response, deadline: float) -> bytes:
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > self.line.most_bytes:
                raise SourceNotTrusted("the answer is too long")
            # A time-out of the socket counts from the last byte: a drip would never end.
            if time.monotonic() > deadline:
                raise SourceUnreachable("the answer came too slowly")
        return bytes(body)

    def close(self) -> None:
        self._client.close()
