"""Cards as workers make them, and whoever puts photos into shape."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.showcase import errands, reads
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.rules import Draft, NameShown
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers

WORDS = "照顾过 12 个宝宝，会做月子餐。"
PHOTO = b"\xff\xd8\xff a photo made small"
VISITOR = Actor.visitor(origin="somewhere")
PLAIN = Draft(
    name=NameShown.MASKED,
    called="",
    words=WORDS,
    trades=frozenset({Trade.MATERNITY_CARE}),
    region="330100",
    lines=frozenset(),
    exam=False,
    light=False,
)


@dataclass
class FakePhotos:
    """Stands at the port of whoever writes photos anew."""

    trouble: Exception | None = None
    seen: list[bytes] = field(default_factory=list)

    def photo(self, *, body: bytes) -> bytes:
        self.seen.append(body)
        if self.trouble:
            raise self.trouble
        return PHOTO


def photos(trouble: Exception | None = None) -> FakePhotos:
    fake = FakePhotos(trouble)
    errands.join(fake)
    return fake


def a_draft(**changes: Any) -> Draft:
    return replace(PLAIN, **changes)


def writes(worker: Actor, **changes: Any) -> None:
    """She fills in her card."""
    showcase.write(worker, draft=a_draft(**changes))


def puts_up(worker: Actor, **changes: Any) -> UUID:
    """She fills in her card, agrees that it is public, and it is on show."""
    writes(worker, **changes)
    makers.agree(worker, Kind.SHOWCASE)
    mine = reads.mine(worker)
    assert mine is not None
    assert mine.listed is not None
    return mine.listed


def puts_up_with_photo(worker: Actor) -> UUID:
    """The same, with a photo on it."""
    card = puts_up(worker)
    showcase.keep_photo(worker, photo=PHOTO)
    return card
