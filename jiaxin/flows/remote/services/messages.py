"""By text message: a request is put to her with a code, and her reply with it answers it."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use, Way
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries import services as query_services
from jiaxin.flows.queries.errors import NotOpen, OutOfUse
from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.remote import reads, rules
from jiaxin.flows.remote.errors import HeardBefore, NobodyAnswers, Unclear, WrongReply
from jiaxin.flows.remote.events import CodeWanted, ReplyHeard
from jiaxin.flows.remote.models import ByMessage, Heard, ReplyAsked
from jiaxin.flows.remote.rules import Asking, Outcome, Reply, Wish
from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import Refusal
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.ground.people import BadPhone, read_phone
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.door import about, grounds, refuse_after_commit, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.identity import reads as identity

_REPLIES = Limit("remote.replies", 20, timedelta(hours=1))
_APPROVED_A_DAY = Limit("remote.approved", 10, timedelta(days=1))


@service(Action.REPLY_CHOOSE)
def choose(actor: Actor, /, *, presence_id: UUID) -> None:
    """Answer by message from now on: one more way, made by a way that she already has."""
    about(actor.person, presence=presence_id)
    way = presence.spend_presence(
        actor, presence_id=presence_id, use=Use.DEVICE, about_id=actor.person
    )
    about(actor.person, way=way)
    keep(actor, worker=actor.person)


@step
def keep(actor: Actor, /, *, worker: UUID) -> None:
    """Note it; switched on twice, it is on."""
    ByMessage.objects.get_or_create(worker_id=worker, defaults={"on_since": clock.now()})


@service(Action.REPLY_CHOOSE)
def forget(actor: Actor, /) -> None:
    """Switch it off, at once: codes that are on their way open nothing any more."""
    about(actor.person)
    ByMessage.objects.filter(worker_id=actor.person).delete()
    _kill(actor.person)


@dataclass(frozen=True, slots=True, repr=False)
class Put:
    """What the message says: who asks, why, what a yes shows, and the code."""

    id: UUID
    called: str
    tail: str
    reason: Reason
    sections: tuple[Section, ...]
    code: str
    until: datetime


@service(Action.REPLY_PUT)
def put(actor: Actor, /, *, worker: UUID, query_id: UUID) -> Put | None:
    """A fresh code for one request; the one before is dead. None where nothing is to be asked."""
    about(worker, query=query_id)
    if not ByMessage.objects.filter(worker_id=worker).exists():
        return None
    if not queries.still_waits(worker, query_id):
        return None
    before = ReplyAsked.objects.select_for_update().filter(worker_id=worker, query_id=query_id)
    if before.count() >= rules.CODES_A_QUERY:
        return None
    before.filter(state=Asking.WAITING).update(state=Asking.DEAD)
    asked = queries.put_to(_her(actor, worker), query_id=query_id)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    sections = rules.by_message(frozenset(asked.asked_sections))
    now = clock.now()
    row = ReplyAsked.objects.create(
        worker_id=worker,
        query_id=query_id,
        digest=_digest(worker, code),
        sections=list(sections),
        state=Asking.WAITING,
        asked_at=now,
        until=min(now + rules.CODE_LASTS, asked.lapses_at),
    )
    about(worker, query=query_id, asked=row.id, sections=sorted(sections))
    return Put(row.id, asked.called, asked.tail, asked.reason, sections, code, row.until)


@service(Action.REPLY_TAKE)
def take(actor: Actor, /, *, sender: str, text: str, message_id: str) -> None:
    """A reply: from her own number, for one request, once. Whatever else comes opens nothing."""
    heard = mac("remote.heard", message_id.encode())
    grounds("sms", message=heard.hex()[:16])
    _, is_new = Heard.objects.get_or_create(digest=heard, defaults={"at": clock.now()})
    if not is_new:
        raise HeardBefore
    worker = _whose(actor, sender)
    if worker is None:
        refuse_after_commit(NobodyAnswers())
        return
    about(worker, proof=f"sms:{heard.hex()[:16]}")
    spend(_REPLIES, str(worker))
    reply = rules.read(text)
    if reply is None:
        refuse_after_commit(Unclear())
        _tell(worker, Outcome.WRONG)
        return
    _follow(actor, _her(actor, worker), reply)
    about(worker, proof=f"sms:{heard.hex()[:16]}")


def _whose(actor: Actor, sender: str) -> UUID | None:
    try:
        phone = read_phone(sender)
    except BadPhone:
        return None
    worker = identity.proven_by_phone(actor, phone=phone)
    return worker if worker is not None and reads.answers_by_message(worker) else None


def _follow(actor: Actor, her: Actor, reply: Reply) -> None:
    match reply.wish:
        case Wish.APPROVE:
            _approve(actor, her, reply.code)
        case Wish.DECLINE:
            _decline(her)
        case Wish.AGAIN:
            for row in _waiting(her.person):
                announce(CodeWanted(her.person, row.query_id, new_id()))
        case Wish.CANCEL:
            certificates.cancel_cards(her, worker=her.person)
            _tell(her.person, Outcome.CANCELLED)


def _approve(actor: Actor, her: Actor, code: str) -> None:
    worker, now = her.person, clock.now()
    live = [row for row in _waiting(worker) if rules.is_live(reads.put_of(row), now)]
    digest = _digest(worker, code)
    row = next((one for one in live if hmac.compare_digest(bytes(one.digest), digest)), None)
    if row is None:
        for one in live:
            one.tries += 1
            one.save(update_fields=["tries"])
        _refuse(worker, WrongReply(), Outcome.WRONG)
        return
    spend(_APPROVED_A_DAY, str(worker))
    sections = frozenset(Section(section) for section in row.sections)
    try:
        query_services.approve_for(her, query_id=row.query_id, way=Way.MESSAGE, sections=sections)
    except (NotOpen, OutOfUse, NoConsentInForce) as refusal:
        _settle(row, Asking.DEAD)
        _refuse(worker, refusal, Outcome.OVER)
        return
    _settle(row, Asking.APPROVED)
    about(worker, query=row.query_id, asked=row.id)
    _tell(worker, Outcome.APPROVED)


def _decline(her: Actor) -> None:
    """A plain no is a no to whatever waits: it may be said without a code."""
    said = False
    for row in _waiting(her.person):
        try:
            query_services.decline_for(her, query_id=row.query_id)
            _settle(row, Asking.DECLINED)
            said = True
        except NotOpen:
            _settle(row, Asking.DEAD)
    _tell(her.person, Outcome.DECLINED if said else Outcome.OVER)


def _refuse(worker: UUID, refusal: Refusal, outcome: Outcome) -> None:
    refuse_after_commit(refusal)
    _tell(worker, outcome)


def _settle(row: ReplyAsked, state: Asking) -> None:
    row.state, row.answered_at = state, clock.now()
    row.save(update_fields=["state", "answered_at"])


def _tell(worker: UUID, outcome: Outcome) -> None:
    announce(ReplyHeard(worker, new_id(), outcome))


def _waiting(worker: UUID) -> list[ReplyAsked]:
    rows = ReplyAsked.objects.select_for_update().filter(worker_id=worker, state=Asking.WAITING)
    return list(rows.order_by("asked_at"))


def _kill(worker: UUID) -> None:
    ReplyAsked.objects.filter(worker_id=worker, state=Asking.WAITING).update(state=Asking.DEAD)


def _digest(worker: UUID, code: str) -> bytes:
    return mac("remote.code", f"{worker}\0{code}".encode())


def _her(actor: Actor, worker: UUID) -> Actor:
    """She herself, as a reply from her number stands for her; no sign-in of hers is used."""
    return Actor(role=Role.WORKER, id=worker, channel=Channel.SMS, request_id=actor.request_id)
