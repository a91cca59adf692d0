"""Her answer. Yes: what waited comes into her record, for her to confirm. No: it is erased."""

from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.rules import Came
from jiaxin.facts.records.services import NewFact
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.rules import Began, source_of
from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations.errors import InvitationOver, NotYours
from jiaxin.flows.invitations.models import SealedInvitation
from jiaxin.flows.invitations.rules.states import Answer, Inviter
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, step
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity import services as persons


@service(Action.INVITATION_ACCEPT)
def accept(actor: Actor, /, *, invitation_id: UUID) -> None:
    """She says yes: an engagement begins, and what waited is admitted from the one who said it."""
    about(actor.person, invitation=invitation_id)
    persons.hold(actor, worker=actor.person)
    row = _hers(actor, invitation_id)
    if row is None:
        return
    consent.prove(
        actor, worker=actor.person, kinds=frozenset({Kind.PLATFORM}), purpose=Purpose.CHECK
    )
    facts = tuple((kind, said) for kind, said in row.content["facts"])
    if row.inviter == Inviter.FIRM:
        trade = reads.trade_in(facts) or Trade.OTHER
        engagements.begin(
            actor,
            worker=actor.person,
            firm=row.inviter_id,
            trade=trade,
            began=Began.ROSTER,
            work=next((said for kind, said in facts if kind == kinds.EMPLOYMENT), None),
        )
        # Her yes to this engagement is her yes to what it says of it: one line, not two.
        facts = tuple(one for one in facts if one[0] != kinds.EMPLOYMENT)
    source, came = _source(row)
    for kind, said in facts:
        records.receive(
            actor,
            fact=NewFact(
                worker=actor.person,
                kind=kind,
                content=said,
                source=source,
                came=came,
                checked_at=row.came_at,
                evidence=str(row.roster_id),
            ),
        )
    _close(row, Answer.ACCEPTED)
    look_again(*topics_of("worker", actor.person))


@service(Action.INVITATION_DECLINE)
def decline(actor: Actor, /, *, invitation_id: UUID) -> None:
    """She says no: what waited is erased. Nobody is told, and nobody invites her with it again."""
    about(actor.person, invitation=invitation_id)
    persons.hold(actor, worker=actor.person)
    row = _hers(actor, invitation_id)
    if row is not None:
        _close(row, Answer.DECLINED)


@step
def forget(actor: Actor, /, *, worker: UUID) -> None:
    """Her record is being erased: what waits under her number is emptied, and invites nobody."""
    number = identity.known_person(actor, worker=worker).number
    if number:
        SealedInvitation.objects.filter(match=reads.match_of(number)).update(
            content=None, answer=Answer.DECLINED
        )


def _hers(actor: Actor, invitation_id: UUID) -> SealedInvitation | None:
    """The invitation, locked, if it names her; None where she has answered it already."""
    me = identity.myself(actor)
    if me.proven_at is None:
        raise NotYours
    rows = SealedInvitation.objects.select_for_update()
    row = rows.filter(match=reads.match_of(me.number), id=invitation_id).first()
    if row is None:
        raise InvitationOver
    if row.answer != Answer.WAITING:
        return None
    if not reads.names(row, me.name):
        raise InvitationOver
    return row


def _close(row: SealedInvitation, answer: Answer) -> None:
    row.content, row.answer = None, answer
    row.save(update_fields=["content", "answer"])


def _source(row: SealedInvitation) -> tuple[str, Came]:
    if row.inviter == Inviter.FIRM:
        return source_of(firms.named(row.inviter_id).code), Came.SUPPLIED
    return row.content["source"], Came.LOCAL
