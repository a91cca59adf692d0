"""Coming to a firm and leaving it: by a code, by an invitation, by a roster; by either side."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records import services as facts
from jiaxin.facts.records.rules import Came, Side, VerdictWord
from jiaxin.facts.records.services import NewFact
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.engagements import reads, rules
from jiaxin.flows.engagements.errors import (
    AlreadyEngaged,
    CodeOver,
    EngagementOver,
    InvitationOver,
    NotEnrolled,
)
from jiaxin.flows.engagements.events import Engaged, EngagementEnded, PhoneInvited
from jiaxin.flows.engagements.models import Engagement, Invitation, Staff
from jiaxin.flows.engagements.rules import Began, CodeUse, Invited, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.ground.people import read_phone
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend_each, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity import services as persons

_A_DAY = timedelta(days=1)
_PER_FIRM = Limit("invite.firm", 500, _A_DAY)
# Whoever has the phone is not to be written to all day, by one firm or by all of them.
_PER_PHONE = Limit("invite.phone", 5, _A_DAY)


@service(Action.ENGAGEMENT_INVITE)
def invite(actor: Actor, /, *, phone: str, trade: Trade) -> UUID:
    """Write to a phone number. The answer is the same whether anybody is known by it or not."""
    number = read_phone(phone)
    about(actor.acts_for)
    digest = identity.phone_digest(number)
    spend_each((_PER_FIRM, str(actor.acts_for)), (_PER_PHONE, digest.hex()))
    now = clock.now()
    open_ones = Invitation.objects.select_for_update().filter(
        firm_id=actor.acts_for, phone_digest=digest, state=Invited.SENT
    )
    for row in open_ones:
        if row.until > now:
            return row.id
        _settle_invitation(row, Invited.LAPSED)
    row, is_new = Invitation.objects.get_or_create(
        firm_id=actor.acts_for,
        phone_digest=digest,
        state=Invited.SENT,
        defaults={
            "phone": number,
            "trade": trade,
            "sent_at": now,
            "until": now + rules.INVITATION_LASTS,
        },
    )
    if is_new:
        announce(PhoneInvited(firm_id=actor.acts_for, invitation_id=row.id))
    about(actor.acts_for, invitation=row.id, trade=trade)
    return row.id


@service(Action.ENGAGEMENT_INVITE)
def take_invitation_back(actor: Actor, /, *, invitation_id: UUID) -> None:
    """The firm changes its mind before she has answered."""
    about(actor.acts_for, invitation=invitation_id)
    rows = Invitation.objects.select_for_update().filter(firm_id=actor.acts_for)
    row = rows.filter(id=invitation_id).first()
    if row is None:
        raise NotFound
    _answer_invitation(row, Invited.TAKEN_BACK)


@service(Action.ENGAGEMENT_ACCEPT)
def accept(actor: Actor, /, *, invitation_id: UUID) -> UUID:
    """She accepts what was sent to her phone number."""
    about(actor.person, invitation=invitation_id)
    persons.hold(actor, worker=actor.person)
    row = _put_to(actor, invitation_id)
    _answer_invitation(row, Invited.ACCEPTED)
    return begin(
        actor, worker=actor.person, firm=row.firm_id, trade=Trade(row.trade), began=Began.PHONE
    )


@service(Action.ENGAGEMENT_DECLINE)
def decline(actor: Actor, /, *, invitation_id: UUID) -> None:
    """She says no. No reason is asked."""
    about(actor.person, invitation=invitation_id)
    _answer_invitation(_put_to(actor, invitation_id), Invited.DECLINED)


@service(Action.ENGAGEMENT_ACCEPT)
def join(actor: Actor, /, *, code: str) -> UUID:
    """She scanned the code that the firm shows, and says yes."""
    about(actor.person)
    offered = reads.offered_by(code)
    if offered.use is not CodeUse.JOIN:
        raise CodeOver
    return begin(
        actor, worker=actor.person, firm=offered.firm, trade=offered.trade, began=Began.CODE
    )


@step
def begin(
    actor: Actor,
    /,
    *,
    worker: UUID,
    firm: UUID,
    trade: Trade,
    began: Began = Began.ROSTER,
    work: dict[str, Any] | None = None,
) -> UUID:
    """She works for this firm from now on, by her own yes: the one who acts is she.

    Her record says so, confirmed by both, with what the firm's list said of it where she was shown
    that. Done twice, it is done once; AlreadyEngaged elsewhere.
    """
    if actor.id != worker:
        raise NotFound
    persons.hold(actor, worker=worker)
    if (here := _works_here_already(worker, firm)) is not None:
        return here
    row = Engagement(
        worker_id=worker,
        firm_id=firm,
        state=State.ENGAGED,
        began=began,
        trade=trade,
        called=identity.my_name(actor),
        work=work,
        began_at=clock.now(),
    )
    row.line = _write_down(actor, row)
    row.save(force_insert=True)
    Staff.objects.create(
        firm_id=firm, engagement_id=row.id, worker_id=worker, began_at=row.began_at
    )
    announce(Engaged(worker_id=worker, engagement_id=row.id))
    about(worker, engagement=row.id, firm=firm, began=began)
    look_again(*topics_of("worker", worker), *topics_of("firm", firm))
    return row.id


def _works_here_already(worker: UUID, firm: UUID) -> UUID | None:
    """Her engagement there, if it is going on; refused where she may not begin one."""
    now_at = Engagement.objects.filter(worker_id=worker, ended_at=None).first()
    if now_at is not None:
        if now_at.firm_id == firm:
            return now_at.id
        raise AlreadyEngaged
    if not certificates.has_certificate(worker):
        raise NotEnrolled
    if Kind.PLATFORM not in consents.in_force(worker):
        raise NoConsentInForce(kind=Kind.PLATFORM)
    return None


@service(Action.ENGAGEMENT_LEAVE)
def leave(actor: Actor, /, *, engagement_id: UUID) -> None:
    """She leaves. What she let the firm look at ends with it, at once."""
    about(actor.person, engagement=engagement_id)
    persons.hold(actor, worker=actor.person)
    row = Engagement.objects.filter(worker_id=actor.person, id=engagement_id).first()
    if row is None:
        raise NotFound
    _end(actor, row, State.LEFT)


@service(Action.ENGAGEMENT_RELEASE)
def release(actor: Actor, /, *, engagement_id: UUID) -> None:
    """The firm lets her go; it sees nothing of hers from now on."""
    place = reads.place_of(actor, engagement_id)
    about(place.worker_id, engagement=engagement_id)
    persons.hold(actor, worker=place.worker_id)
    row = Engagement.objects.get(worker_id=place.worker_id, id=engagement_id)
    _end(actor, row, State.RELEASED)


@service(Action.ENGAGEMENT_MARK)
def mark_with_minors(actor: Actor, /, *, engagement_id: UUID, with_minors: bool) -> None:
    """Whether her work is with minors: then the firm answers for a check each year."""
    place = reads.place_of(actor, engagement_id)
    about(place.worker_id, engagement=engagement_id, with_minors=with_minors)
    persons.hold(actor, worker=place.worker_id)
    rows = Engagement.objects.filter(worker_id=place.worker_id, id=engagement_id, ended_at=None)
    if not rows.update(with_minors=with_minors):
        raise NotFound


def _end(actor: Actor, row: Engagement, then: State) -> None:
    if not rules.may_move(State(row.state), then):
        raise EngagementOver
    now = clock.now()
    row.state, row.ended_at = then, now
    row.save(update_fields=["state", "ended_at"])
    Staff.objects.filter(firm_id=row.firm_id, engagement_id=row.id).update(ended_at=now)
    consent.take_back_from(actor, worker=row.worker_id, firm=row.firm_id)
    # Her record takes nothing in while she authorises nothing; the end is known here all the same.
    if row.line is not None and Kind.PLATFORM in consents.in_force(row.worker_id):
        _write_end(actor, row)
    announce(EngagementEnded(worker_id=row.worker_id, engagement_id=row.id))
    about(row.worker_id, engagement=row.id, state=then)
    look_again(
        *topics_of("worker", row.worker_id),
        *topics_of("engagement", row.id),
        *topics_of("firm", row.firm_id),
    )


def _write_down(actor: Actor, row: Engagement) -> UUID:
    """The line of her record that says she works there: the firm's word, and her yes to it."""
    firm = firms.named(row.firm_id)
    admitted = facts.receive(
        actor,
        fact=NewFact(
            worker=row.worker_id,
            kind=kinds.EMPLOYMENT,
            content=_said(firm.name, firm.code, row),
            source=rules.source_of(firm.code),
            came=Came.SUPPLIED,
            checked_at=row.began_at,
            evidence=str(row.id),
        ),
    )
    facts.settle(
        actor,
        worker=row.worker_id,
        line=admitted.line,
        version=admitted.version,
        side=Side.WORKER,
        source=records.HERSELF,
        word=VerdictWord.CONFIRMED,
    )
    return admitted.line


def _write_end(actor: Actor, row: Engagement) -> None:
    """The day it ended, said by whoever ended it; the other side may confirm it."""
    firm = firms.named(row.firm_id)
    left = row.state == State.LEFT
    facts.receive(
        actor,
        fact=NewFact(
            worker=row.worker_id,
            kind=kinds.EMPLOYMENT,
            content={
                **_said(firm.name, firm.code, row),
                "until": clock.today().isoformat(),
            },
            source=records.HERSELF if left else rules.source_of(firm.code),
            came=Came.ENTERED if left else Came.SUPPLIED,
            checked_at=clock.now(),
            evidence=str(new_id()),
            line=row.line,
        ),
    )


def _said(name: str, code: str, row: Engagement) -> dict[str, Any]:
    since = clock.day_of(row.began_at).isoformat()
    here = {"firm": name, "firm_code": code, "trade": row.trade}
    return {"since": since, **(row.work or {}), **here}


def _put_to(actor: Actor, invitation_id: UUID) -> Invitation:
    digest = identity.contact_digest(actor.person)
    row = (
        Invitation.objects.select_for_update()
        .filter(id=invitation_id, phone_digest=digest or b"")
        .first()
    )
    if row is None:
        raise NotFound
    return row


def _answer_invitation(row: Invitation, then: Invited) -> None:
    state = rules.invited_at(Invited(row.state), row.until, clock.now())
    if not rules.may_answer(state, then):
        raise InvitationOver
    _settle_invitation(row, then)
    look_again(*topics_of("firm", row.firm_id))


def _settle_invitation(row: Invitation, then: Invited) -> None:
    row.state, row.answered_at = then, clock.now()
    row.save(update_fields=["state", "answered_at"])
