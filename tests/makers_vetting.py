"""The vetting desk's cast: an answer to be verified, and the reviewers Tan, Wei, Xue and Yan."""

from datetime import timedelta
from uuid import UUID, uuid5

from jiaxin.facts.records import errands as records
from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.vetting import reads
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.models import Case
from jiaxin.flows.vetting.rules import Ground, Paper, Says, State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from tests import clockwork, makers

_ROOT = UUID(int=7)
PHOTO = b"\xff\xd8\xff a page \xff\xd9"
GROUNDS = {
    Says.NONE_FOUND: Ground.ANOTHER_PERSON,
    Says.NOT_ISSUED: Ground.CONFIRMED,
    Says.SENT_BACK: Ground.UNCLEAR,
}


def a_reviewer(name: str, *, region: str = "") -> Actor:
    """A background reviewer, signed in."""
    return Actor(
        role=Role.REVIEWER, id=uuid5(_ROOT, name), sign_in=uuid5(_ROOT, f"{name}/in"), region=region
    )


TAN, WEI, XUE, YAN, ZOU = (a_reviewer(name) for name in ("Tan", "Wei", "Xue", "Yan", "Zou"))


def answered(lin: Actor, outside: makers.Outside, word: BackgroundWord) -> None:
    """The police source is asked about her once more, a moment later, and says this."""
    outside.police.background = word
    with clockwork.at(clock.now() + timedelta(seconds=1)):
        records.check_background(lin.person)


def case_of(lin: Actor) -> Case:
    """Her newest case."""
    return Case.objects.filter(worker_id=lin.person).order_by("-opened_at")[0]


def a_case(lin: Actor, outside: makers.Outside) -> UUID:
    """The source said that something is to be verified."""
    answered(lin, outside, BackgroundWord.BEING_VERIFIED)
    return case_of(lin).id


def a_case_with_a_photo(lin: Actor) -> tuple[UUID, UUID]:
    """A case, and the photo that she attached: for tests that do not hold the outside."""
    police = makers.FakePolice(background=BackgroundWord.BEING_VERIFIED)
    records.join(police)
    with clockwork.at(clock.now() + timedelta(seconds=1)):
        records.check_background(lin.person)
    return case_of(lin).id, vetting.attach(lin, paper=Paper.PHOTO, pages=[PHOTO])


def opine(
    reviewer: Actor, case_id: UUID, says: Says, *, words: str = "核对了来源的书面答复。"
) -> State:
    """A reviewer takes the case and says this of it."""
    vetting.take(reviewer, case_id=case_id)
    seen = reads.listed(reviewer, case_id=case_id).state
    return vetting.give_opinion(
        reviewer, case_id=case_id, seen=seen, says=says, ground=GROUNDS[says], words=words
    )


def decide(lin: Actor, case_id: UUID, says: Says, *, by: tuple[Actor, Actor] = (TAN, WEI)) -> State:
    """She is done, and two persons say the same."""
    if says is Says.NOT_ISSUED:
        vetting.be_done(lin)
    opine(by[0], case_id, says)
    return opine(by[1], case_id, says)
