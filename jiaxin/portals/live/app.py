"""The waiting room: pages wait on a topic and are told to look again. It knows nothing else.

`granian --interface asgi --factory jiaxin.portals.live.app:create`, with DATABASE_URL set.
"""

import asyncio
import os
import re
import resource
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from jiaxin.ground.wake import Listener

TOPIC = re.compile(r"[A-Za-z0-9_-]{22,64}")
# What a process opens besides streams: its programs, its logs, its database.
OTHER_FILES = 200
LOOK = b"event: look\ndata: look\n\n"
# A pause of two seconds before a browser comes back by itself.
HELLO = b"retry: 2000\n\n" + LOOK
KEEP_ALIVE = b": here\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a stream lives, how often it says it is alive, and how many there may be."""

    keep_alive: float = 20.0
    longest: float = 30 * 60.0
    streams: int = 20_000
    streams_a_topic: int = 8


class Stream:
    """One open response."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._until = self._loop.time() + limits.longest
        self._looks = False
        self._ends = False
        self._changed = asyncio.Event()

    def look(self) -> None:
        self._looks = True
        self._changed.set()

    def end(self) -> None:
        self._ends = True
        self._changed.set()

    async def run(self, receive: Receive, send: Send) -> None:
        """Say "look" whenever woken, until she leaves, the time is up or the room closes."""
        gone = asyncio.ensure_future(self._gone(receive))
        gone.add_done_callback(lambda _: self.end())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await self._say(send, HELLO)
            while words := await self._next():
                await self._say(send, words)
        finally:
            gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _next(self) -> bytes:
        """What to say next; nothing at the end."""
        wait = min(self._limits.keep_alive, self._until - self._loop.time())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), wait)
        self._changed.clear()
        if self._ends or self._loop.time() >= self._until:
            return b""
        woken, self._looks = self._looks, False
        return LOOK if woken else KEEP_ALIVE

    @staticmethod
    async def _say(send: Send, words: bytes) -> None:
        await send({"type": "http.response.body", "body": words, "more_body": True})

    @staticmethod
    async def _gone(receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass


class Room:
    """Everyone who waits, by topic."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._waiting: dict[str, set[Stream]] = {}
        self.count = 0

    def refusal(self, topic: str) -> HTTPStatus | None:
        """Why one more may not wait here; None when she may."""
        if self.count >= self._limits.streams:
            return HTTPStatus.SERVICE_UNAVAILABLE
        if len(self._waiting.get(topic, ())) >= self._limits.streams_a_topic:
            return HTTPStatus.TOO_MANY_REQUESTS
        return None

    def enter(self, topic: str, stream: Stream) -> None:
        self._waiting.setdefault(topic, set()).add(stream)
        self.count += 1

    def leave(self, topic: str, stream: Stream) -> None:
        streams = self._waiting[topic]
        streams.remove(stream)
        self.count -= 1
        if not streams:
            del self._waiting[topic]

    def wake(self, topics: Sequence[str]) -> None:
        for topic in topics:
            for stream in self._waiting.get(topic, ()):
                stream.look()

    def empty(self) -> None:
        """End every stream: whoever waits polls until she can come back."""
        for streams in self._waiting.values():
            for stream in streams:
                stream.end()


class Live:
    """GET /live/<topic>: an event stream."""

    def __init__(self, dsn: str, limits: Limits) -> None:
        self._limits = limits
        self.room = Room(limits)
        self.listener = Listener(dsn, heard=self.room.wake, lost=self.room.empty)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        topic = scope["path_params"]["topic"]
        if (no := self._refusal(scope["method"], topic)) is not None:
            refused = Response(no.phrase, status_code=no, headers={"retry-after": "5"})
            await refused(scope, receive, send)
            return
        stream = Stream(self._limits)
        self.room.enter(topic, stream)
        try:
            # A browser that left in mid-sentence is no fault.
            with suppress(OSError):
                await stream.run(receive, send)
        finally:
            self.room.leave(topic, stream)

    def _refusal(self, method: str, topic: str) -> HTTPStatus | None:
        if method != "GET":
            return HTTPStatus.METHOD_NOT_ALLOWED
        if not TOPIC.fullmatch(topic):
            return HTTPStatus.NOT_FOUND
        if not self.listener.listening:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return self.room.refusal(topic)

    async def ready(self, request: Request) -> JSONResponse:
        """Whether wake-ups arrive here now."""
        listening = self.listener.listening
        return JSONResponse({"listening": listening}, status_code=200 if listening else 503)

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        listening = asyncio.create_task(self.listener.run())
        yield
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


def build(dsn: str, limits: Limits) -> Starlette:
    """The application, over this database."""
    live = Live(dsn, limits)
    routes = [Route("/live/ready", live.ready), Route("/live/{topic}", live)]
    return Starlette(routes=routes, lifespan=live.lifespan)


def files_for(streams: int) -> int:
    """Let this process open as many files as that takes; how many streams it may then hold."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = streams + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        # Some systems allow less than they say.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return streams if soft == resource.RLIM_INFINITY else min(streams, soft - OTHER_FILES)


def create() -> Starlette:
    """The application as the environment describes it."""
    wanted = int(os.environ.get("JIAXIN_LIVE_STREAMS") or Limits().streams)
    return build(os.environ["DATABASE_URL"], Limits(streams=files_for(wanted)))
