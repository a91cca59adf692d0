"""Lin's record is open to all whom she let in; in four minutes what she agreed to ends.

Whatever reads of a record is run against this scene, by the tests beside it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.flows.certificates import services as sharing
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.rights import services as rights
from jiaxin.flows.showcase import reads as showcase
from jiaxin.flows.showcase.rules import NameShown
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.rules import Paper
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, Role
from jiaxin.trust.audit import sealer
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import LASTS, Kind
from jiaxin.trust.identity.rules import App
from tests import (
    clockwork,
    makers,
    makers_corrections,
    makers_desk,
    makers_engagements,
    makers_facts,
    makers_known,
    makers_showcase,
    makers_staff,
    makers_vetting,
)
from tests.gateways.exchange.sending import a_sender
from tests.makers_platforms import shares
from tests.makers_rights import a_deletion, an_export, rest

SECOND = timedelta(seconds=1)
STILL_LEFT = timedelta(minutes=4)
PHONE = "13800138000"


@dataclass(frozen=True)
class Scene:
    """Everyone who sees her now, and the ids that lead to her."""

    hands: clockwork.Hands
    lin: Actor
    platform: Sender
    viewers: Mapping[str, Actor]
    values: Mapping[str, UUID | str | int]

    def id_of(self, name: str) -> UUID:
        found = self.values[name]
        assert isinstance(found, UUID)
        return found


def opened(hands: clockwork.Hands, outside: makers.Outside) -> Scene:
    """All have looked just now: the family, her firm, a reviewer, an officer, her province."""
    lin = makers_known.everything_known(makers.a_worker(phone=PHONE))
    desk, other = makers_desk.a_desk(1), makers_desk.a_desk(2)
    engagement = makers_engagements.engaged(lin, desk.operator)
    engagements.mark_with_minors(desk.operator, engagement_id=engagement, with_minors=True)
    makers_engagements.authorises(lin, engagement)
    platform = a_sender("zhejiang", PartySort.PLATFORM)
    shares(lin, platform)
    lines = frozenset(one.id for one in showcase.tickable(lin))
    card = makers_showcase.puts_up(lin, name=NameShown.FULL, lines=lines, exam=True, light=True)
    hands.move(LASTS - STILL_LEFT)
    rest()

    lin = makers.signed_in(App.WORKER, PHONE)
    outside.police.portrait = b"\xff\xd8\xff somebody else"
    viewers = _viewers(desk.firm, other.firm)
    values = {
        **_asked(lin, viewers["hu"]),
        **_at_desks(lin, viewers),
        "engagement_id": engagement,
        "card_id": card,
        "number": firms.named(desk.firm).code,
    }
    by = makers_engagements.BY
    for who in ("owner", "operator"):
        look = engagements.look(viewers[who], engagement_id=engagement, by=by)
        values["look_id"] = look.look_id
    sealer.seal()
    sealer.sign()
    return Scene(hands, lin, platform, viewers, values)


def _viewers(firm: UUID, other_firm: UUID) -> dict[str, Actor]:
    """One of each who may come to any page, signed in just now."""
    return {
        "hu": makers.a_consumer(),
        "other_consumer": makers.a_consumer(phone="13600136000"),
        "other_worker": makers.a_worker(
            phone="13700137000", number=makers.a_number(order=4), name="赵桂香"
        ),
        "owner": makers_staff.a_firm_owner(firm=firm),
        "operator": makers_staff.a_firm_operator(firm=firm),
        "other_firm": makers_staff.a_firm_operator(firm=other_firm),
        **{
            role.value: makers_staff.a_staff_member(role, region=makers_staff.ZHEJIANG)
            for role in CONSOLE
        },
    }


def _asked(lin: Actor, hu: Actor) -> dict[str, UUID | str | int]:
    """The family looks; she has a code, a link and a copy of her record."""
    ticket = makers.a_ticket(lin)
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    return {
        "query_id": query,
        "ticket": ticket,
        "presence_id": presence.begin(lin, use=Use.APPROVE, about_id=query),
        "consent_id": consents.in_force(lin.person)[Kind.PLATFORM].id,
        "link_id": sharing.share(lin),
        "export_id": an_export(lin),
    }


def _at_desks(lin: Actor, viewers: Mapping[str, Actor]) -> dict[str, UUID | str | int]:
    """A reviewer has taken her case, and an officer her correction."""
    case, exhibit = makers_vetting.a_case_with_a_photo(lin)
    vetting.take(viewers[Role.REVIEWER.value], case_id=case)
    line = makers_facts.the(lin, kinds.TRAINING).line
    correction = makers_corrections.filed(lin, line)
    makers_corrections.asked(correction)
    enclosure = corrections.attach(
        lin, correction_id=correction, paper=Paper.PHOTO, pages=[makers_corrections.PHOTO]
    )
    corrections.take(viewers[Role.COMMERCE_OFFICER.value], correction_id=correction)
    return {
        "case_id": case,
        "exhibit_id": exhibit,
        "line": line,
        "correction_id": correction,
        "enclosure_id": enclosure,
    }


def _withdraw(scene: Scene) -> None:
    held = consents.in_force(scene.lin.person)[Kind.PLATFORM]
    consent.withdraw(scene.lin, consent_id=held.id)


def _ask_deletion(scene: Scene) -> None:
    a_deletion(scene.lin)


def _delete(scene: Scene) -> None:
    a_deletion(scene.lin)
    rest()
    check = makers.show_presence(scene.lin, use=Use.DELETE, about_id=scene.lin.person)
    rights.delete_now(scene.lin, presence_id=check)


def _take_back(scene: Scene) -> None:
    engagements.take_back(scene.lin, engagement_id=scene.id_of("engagement_id"))


def _leave(scene: Scene) -> None:
    engagements.leave(scene.lin, engagement_id=scene.id_of("engagement_id"))


def _stop(scene: Scene) -> None:
    queries.stop(scene.lin, query_id=scene.id_of("query_id"))


def _end(scene: Scene) -> None:
    queries.end(scene.viewers["hu"], query_id=scene.id_of("query_id"))


def _nothing(scene: Scene) -> None:
    """Time alone."""


def _unname(scene: Scene) -> None:
    [held] = consents.named_in_force(scene.lin.person)
    consent.withdraw(scene.lin, consent_id=held.id)


FAMILY = frozenset({"hu"})
FIRM = frozenset({"owner", "operator"})
LOCAL = frozenset({"zhejiang"})
DESKS = frozenset({"reviewer", "commerce_officer"})
EVERYONE = FAMILY | FIRM | LOCAL | DESKS | {"other_consumer"}


@dataclass(frozen=True)
class Ending:
    """What ends, who had seen her by it, and how long after the scene."""

    act: Callable[[Scene], None]
    ends_for: frozenset[str] = EVERYONE
    after: timedelta = timedelta(0)
    # She works there no more, or there is no record of her any more.
    is_gone: bool = False


ENDINGS = {
    "the thirty days are over": Ending(_nothing, after=STILL_LEFT),
    "she withdraws": Ending(_withdraw),
    "she pauses": Ending(lambda scene: rights.pause(scene.lin)),
    "she asks to be deleted": Ending(_ask_deletion),
    "she is deleted": Ending(_delete, is_gone=True),
    "she stops the look": Ending(_stop, FAMILY),
    "the family ends it": Ending(_end, FAMILY),
    "she takes the firm's back": Ending(_take_back, FIRM),
    "she leaves the firm": Ending(_leave, FIRM, is_gone=True),
    "she unnames the platform": Ending(_unname, LOCAL),
}


def ended(scene: Scene) -> Iterator[tuple[str, Ending]]:
    """Each ending a second ago, one after another from the same moment on."""
    began = scene.hands.moment
    for name, ending in ENDINGS.items():
        # A bare savepoint: a service wants to be the outermost block.
        savepoint = transaction.savepoint_create()
        scene.hands.move(ending.after)
        ending.act(scene)
        scene.hands.move(SECOND)
        yield name, ending
        transaction.savepoint_rollback(savepoint)
        scene.hands.move_to(began)
