"""What the Hus say of a service, through the services that their phone uses."""

from uuid import UUID

from jiaxin.flows.placements import services as placements
from jiaxin.flows.reviews import services as reviews
from jiaxin.flows.reviews.rules import Answer, Question
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import NATION, Actor
from jiaxin.trust.access.roles import Role
from tests import makers, makers_placements

UNKIND = "这个人是骗子，偷东西。"
KIND = "做事细心，孩子喜欢她。"
ANSWERS = dict.fromkeys(Question, Answer.YES)


def written(family: Actor, placement: UUID, words: str = KIND) -> UUID:
    """The family says how it was."""
    return reviews.write(family, placement_id=placement, answers=ANSWERS, words=words)


def an_officer(region: str = NATION) -> Actor:
    """Of the commerce department. Signing in is tested elsewhere."""
    return Actor(role=Role.COMMERCE_OFFICER, id=new_id(), sign_in=new_id(), region=region)


def arranged(worker: Actor, desk: Actor, engagement: UUID) -> tuple[Actor, UUID]:
    """A firm sent her to a family, and both said yes: the family, and the service."""
    phone = "13911139111"
    sent = placements.begin_for_staff(
        desk, engagement_id=engagement, phone=phone, terms=makers_placements.terms()
    )
    placements.confirm(worker, placement_id=sent)
    family = makers.a_consumer(phone=phone)
    placements.confirm(family, placement_id=sent, called="丁女士")
    return family, sent


def held(worker: Actor) -> UUID:
    """A review whose words a person has to read first."""
    family = makers.a_consumer(phone="13911139222")
    return written(family, makers_placements.confirmed(worker, family), UNKIND)
