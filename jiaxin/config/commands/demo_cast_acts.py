"""What the demo's cast does, in order, each act through the door."""

from functools import partial
from uuid import UUID

from jiaxin.config.commands import demo_cast_exchange, demo_cast_facts, demo_cast_health
from jiaxin.config.commands.demo_cast import (
    GULI,
    HU_PHONE,
    LIN,
    PIN,
    Member,
    code_sent_to,
    newest_code,
    number_of,
    wait_until,
)
from jiaxin.facts.records import reads as records
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment import services as enrolment
from jiaxin.flows.enrolment.reads import Draft
from jiaxin.flows.enrolment.rules import State
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import ALL_SECTIONS, Reason
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.rules import App


def make() -> None:
    """Lin and Guli sign up and are proven; Hu asks Lin, Lin approves, Hu looks."""
    lin, guli = _proven(LIN), _proven(GULI)
    for worker in (lin, guli):
        wait_until("the background answer", partial(_is_answered, worker))
    demo_cast_facts.fill(lin)
    demo_cast_exchange.send()
    demo_cast_exchange.fetch(lin)
    hu = signed_in(App.CONSUMER, HU_PHONE)
    ticket = certificates.ticket_for(certificates.named_of(lin.person))
    query = queries.ask(hu, ticket=ticket, called="胡女士", reason=Reason.CHILD)
    queries.notice(lin)
    check = shown(lin, LIN.phone, Use.APPROVE, query)
    queries.approve(lin, query_id=query, presence_id=check, sections=ALL_SECTIONS)
    queries.open_report(hu, query_id=query)
    queries.end(hu, query_id=query)
    demo_cast_health.make()


def tell() -> None:
    """What else there is to see."""
    demo_cast_health.tell()
    demo_cast_exchange.tell()


def _is_answered(worker: Actor) -> bool:
    return records.background_now(records.light_only(worker.person)).said is not None


def signed_in(app: App, phone: str) -> Actor:
    """Somebody of the cast, signed in by the code that comes to her phone."""
    visitor = Actor.visitor(origin="demo")
    before, _ = newest_code(phone)
    code_id = identity.request_code(visitor, app=app, phone=phone)
    code = code_sent_to(phone, after=before)
    done = identity.sign_in(visitor, app=app, code_id=code_id, code=code, device="demo")
    return Actor(role=Role(app), id=done.person, sign_in=done.sign_in)


def _proven(member: Member) -> Actor:
    actor = signed_in(App.WORKER, member.phone)
    for kind in (Kind.PLATFORM, Kind.FACE, Kind.BACKGROUND):
        consent.grant(
            actor, kind=kind, text_version=consents.newest_version(kind), language="zh-hans"
        )
    draft = Draft(
        name=member.name,
        number=number_of(member),
        ethnicity=member.ethnicity,
        address="样例市样例区样例路 1 号",
    )
    enrolment.confirm(actor, draft=draft)
    wait_until("the comparison", lambda: enrolments.own(actor).state is not State.COMPARING)
    identity.set_pin(actor, pin=PIN)
    mine = enrolments.own(actor)
    if mine.id is None or mine.state is not State.MATCHED:
        raise RuntimeError(f"the police source said {mine.state} of {member.name}")
    enrolment.finish(actor, presence_id=shown(actor, member.phone, Use.ENROL, mine.id))
    return actor


def shown(actor: Actor, phone: str, use: Use, about_id: UUID) -> UUID:
    """A check of presence, passed by PIN and message."""
    before, _ = newest_code(phone)
    check = presence.begin(actor, use=use, about_id=about_id)
    presence.send_code(actor, presence_id=check)
    code = code_sent_to(phone, after=before)
    presence.settle_pin(actor, presence_id=check, pin=PIN, code=code)
    return check
