"""The police source for measurements: the sandbox's own door, with answers that follow from the
number. A process of its own, as it would be elsewhere; what it costs is said beside the figures.
"""

import os
from pathlib import Path
from zlib import crc32

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from sandbox import keys
from sandbox.slices import SERVICE, Slice, SliceDesk
from sandbox.store import Fault, Reply

HOME, ROUND, AUTHORITY = "BENCH_POLICE_HOME", "BENCH_POLICE_ROUND", "BENCH_POLICE_AUTHORITY"
PER_MILLE = 1000


def is_found(number: str, at_round: int) -> bool:
    """Whether this source has something to verify: one in a thousand more in each round."""
    return crc32(number.encode()) % PER_MILLE < at_round


class Memory:
    """What a department has to remember, in memory."""

    def __init__(self) -> None:
        self._nonces: set[tuple[str, str]] = set()

    def first_use(self, kid: str, nonce: str, expires: int) -> bool:
        new = (kid, nonce) not in self._nonces
        self._nonces.add((kid, nonce))
        return new

    def same_question(self, sender: str, message_id: str, digest: bytes) -> bool:
        return True

    def take_faults(self, service: str, number: str) -> dict[str, Fault]:
        return {}

    def faults(self) -> list[Fault]:
        return []

    def remember_reply(self, service: str, reply: Reply) -> None:
        return


class Desk(SliceDesk):
    """Answers from the number alone."""

    at_round = 0

    def _answers(self, asked: Slice) -> dict[str, list[int]]:
        said: dict[str, list[int]] = {"none_found": [], "being_verified": []}
        for place, (_, number) in enumerate(asked.people):
            said["being_verified" if is_found(number, self.at_round) else "none_found"].append(
                place
            )
        return said


def create() -> Starlette:
    """The application, set up from the environment."""
    desk = Desk(
        keys.load(Path(os.environ[HOME])),
        Memory(),  # type: ignore[arg-type]  # what the desk asks of its store
        frozenset({os.environ[AUTHORITY]}),
    )
    desk.at_round = int(os.environ[ROUND])

    def spent(_: object) -> JSONResponse:
        times = os.times()
        return JSONResponse({"cpu": times.user + times.system})

    return Starlette(
        routes=[
            Route(f"/exchange/v1/{SERVICE}", desk.compare, methods=["POST"]),
            Route("/spent", spent),
        ]
    )
