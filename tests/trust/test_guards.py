"""Turning any one check off makes a guard fail: each is shown to guard what it says.

A guard asks for what must be refused and fails when it is not. Here every guard holds, and fails
once the check behind it is patched away. The product itself has no such switch.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import MagicMock, patch
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, models, transaction

from jiaxin.facts.records import kinds
from jiaxin.facts.records.errors import UnprovenRead
from jiaxin.facts.records.models import Fact
from jiaxin.facts.records.rules import Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.models import Certificate
from jiaxin.flows.certificates.rules import GRACE, STEP
from jiaxin.flows.enrolment import errands as enrolment_errands
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import errands as query_errands
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import ALL_SECTIONS
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.models import Docket
from jiaxin.flows.vetting.rules import Says
from jiaxin.ground import clock
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.errors import NotAllowed, Refusal, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.access.trail import NoTrail
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.reads import HeldSince
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import OneTimeCode, Worker
from jiaxin.trust.identity.ports import FaceOutcome
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers, makers_vetting

pytestmark = pytest.mark.django_db

FLOWS, TRUST = "jiaxin.flows", "jiaxin.trust"


class Cast:
    """Lin, Hu, and a request that Hu put to Lin."""

    def __init__(self, outside: makers.Outside) -> None:
        self.outside = outside
        self.lin, self.hu = makers.a_worker(), makers.a_consumer()
        self.query = makers.a_query(self.lin, self.hu)

    def approved(self) -> UUID:
        makers.approve(self.lin, self.query)
        return self.query

    def withdraw(self, kind: Kind) -> None:
        [given] = [held.id for held in consents.own(self.lin) if held.kind is kind]
        consent.withdraw(self.lin, consent_id=given)


def must_refuse(act: Callable[[], object], *kinds: type[BaseException]) -> None:
    """Fail unless the act is refused, in one of these ways if any are named."""
    ended: BaseException | None = None
    try:
        act()
    except Exception as refusal:
        if not isinstance(refusal, (Refusal, *kinds)):
            raise
        ended = refusal
    assert isinstance(ended, kinds or Refusal), "it was not refused"


def forged_code(cast: Cast) -> None:
    token = certificates.own(cast.lin).token
    forged = token[:-1] + ("0" if token[-1] != "0" else "1")
    must_refuse(lambda: certificates.named_by_token(forged))


def forged_ticket(cast: Cast) -> None:
    ticket = makers.a_ticket(cast.lin)
    forged = ticket[:-1] + ("0" if ticket[-1] != "0" else "1")
    must_refuse(lambda: certificates.named_by_ticket(forged))


def dead_code(cast: Cast) -> None:
    with clockwork.at(clock.now()) as hands:
        token = certificates.own(cast.lin).token
        hands.move(STEP + GRACE)
        must_refuse(lambda: certificates.named_by_token(token))


def by_face(cast: Cast, outcome: FaceOutcome) -> None:
    cast.outside.faces.outcome = outcome
    check = presence.begin(cast.lin, use=Use.APPROVE, about_id=cast.query)
    must_refuse(
        lambda: query_errands.approve_by_face(
            cast.lin,
            query_id=cast.query,
            presence_id=check,
            sections=ALL_SECTIONS,
            frames=[b"1"],
        )
    )


def another_face(cast: Cast) -> None:
    by_face(cast, FaceOutcome.OTHER)


def no_liveness(cast: Cast) -> None:
    by_face(cast, FaceOutcome.NOT_LIVE)


def no_check_of_presence(cast: Cast) -> None:
    check = presence.begin(cast.lin, use=Use.APPROVE, about_id=cast.query)
    must_refuse(
        lambda: queries.approve(
            cast.lin, query_id=cast.query, presence_id=check, sections=ALL_SECTIONS
        )
    )


def consent_taken_back(cast: Cast) -> None:
    query = cast.approved()
    cast.withdraw(Kind.PLATFORM)
    must_refuse(lambda: queries.open_report(cast.hu, query_id=query))


def no_background_consent(cast: Cast) -> None:
    query = cast.approved()
    cast.withdraw(Kind.BACKGROUND)
    report = queries.open_report(cast.hu, query_id=query)
    assert report.background is not None
    assert report.background.checked_at is None


def another_sign_in(cast: Cast) -> None:
    query, elsewhere = cast.approved(), makers.a_consumer()
    must_refuse(lambda: queries.open_report(elsewhere, query_id=query))


def look_after_its_time(cast: Cast) -> None:
    query = cast.approved()
    with clockwork.at(clock.now()) as hands:
        queries.open_report(cast.hu, query_id=query)
        hands.move(timedelta(minutes=10, seconds=1))
        must_refuse(lambda: queries.open_report(cast.hu, query_id=query))


def approve_after_it_lapsed(cast: Cast) -> None:
    with clockwork.at(clock.now()) as hands:
        hands.move(timedelta(minutes=5, seconds=1))
        must_refuse(lambda: makers.approve(cast.lin, cast.query))


def asked_by_whom_she_blocked(cast: Cast) -> None:
    queries.block(cast.lin, query_id=cast.query)
    must_refuse(lambda: makers.a_query(cast.lin, cast.hu))


def a_code() -> tuple[UUID, str]:
    code_id = identity.request_code(Actor.visitor(), app=App.WORKER, phone="13800138111")
    return code_id, str(OneTimeCode.objects.get(id=code_id).code)


def enter(code_id: UUID, code: str) -> None:
    identity.sign_in(Actor.visitor(), app=App.WORKER, code_id=code_id, code=code, device="")


def wrong_code(cast: Cast) -> None:
    code_id, code = a_code()
    must_refuse(lambda: enter(code_id, f"{(int(code) + 1) % 10**6:06}"))


def late_code(cast: Cast) -> None:
    with clockwork.at(clock.now()) as hands:
        code_id, code = a_code()
        hands.move(timedelta(minutes=5))
        must_refuse(lambda: enter(code_id, code))


def sixth_try(cast: Cast) -> None:
    code_id, _ = a_code()
    for _ in range(5):
        must_refuse(lambda: enter(code_id, ""))
    must_refuse(lambda: enter(code_id, ""), TooManyTries)


def wrong_pin(cast: Cast) -> None:
    check = presence.begin(cast.lin, use=Use.APPROVE, about_id=cast.query)
    code_id = presence.send_code(cast.lin, presence_id=check)
    code = OneTimeCode.objects.get(id=code_id).code
    must_refuse(
        lambda: presence.settle_pin(cast.lin, presence_id=check, pin="000001", code=str(code))
    )


def another_role(cast: Cast) -> None:
    hu = replace(cast.hu)
    must_refuse(lambda: presence.begin(hu, use=Use.ENROL, about_id=cast.query), NotAllowed)


def an_act_without_a_subject(cast: Cast) -> None:
    with patch(f"{FLOWS}.certificates.services.about"):
        from jiaxin.flows.certificates import services  # noqa: PLC0415 — under the patch

        must_refuse(lambda: services.show_short_code(cast.lin), NoTrail)


def unproven_read(cast: Cast) -> None:
    must_refuse(lambda: list(Fact.sealed.all()), UnprovenRead)


def pasted_ciphertext(cast: Cast) -> None:
    mei = makers.a_worker(phone="13800138112", number=makers.a_number(order=8))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identity_worker SET address = name WHERE id = %s", [mei.person])
    must_refuse(lambda: Worker.objects.get(id=mei.person).address, DoesNotOpen)


def unagreed_comparison(cast: Cast) -> None:
    mei = makers.signed_in(App.WORKER, "13800138111")
    cast.outside.police.asked.clear()
    must_refuse(lambda: enrolment_errands.read_card(mei, front=b"1", back=b"2"))


def decided_against_unheard(cast: Cast) -> None:
    case = makers_vetting.a_case(cast.lin, cast.outside)
    must_refuse(lambda: makers_vetting.opine(makers_vetting.TAN, case, Says.NOT_ISSUED))


def a_case_of_another_region(cast: Cast) -> None:
    case = makers_vetting.a_case(cast.lin, cast.outside)
    elsewhere = makers_vetting.a_reviewer("far", region="110000")
    must_refuse(lambda: vetting.take(elsewhere, case_id=case))


def approved_by_a_revoked_certificate(cast: Cast) -> None:
    Certificate.objects.filter(worker_id=cast.lin.person).update(standing=Standing.REVOKED)
    must_refuse(lambda: makers.approve(cast.lin, cast.query))


def edited_trail(cast: Cast) -> None:
    with connection.cursor() as cursor:
        must_refuse(lambda: _edit(cursor), DatabaseError)


@transaction.atomic
def _edit(cursor: Any) -> None:
    cursor.execute("UPDATE audit_line SET outcome = 'done'")


def yes(*_: object, **__: object) -> bool:
    return True


def off(place: str, by: object = yes) -> Any:
    return patch(place, by)


def no_triggers() -> Any:
    stack = ExitStack()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER USER")
    return stack


EVERYTHING: dict[Kind, Any] = dict.fromkeys(
    Kind, MagicMock(id=UUID(int=1), ends_at=clock.now() + timedelta(days=9))
)
EVER_SINCE = HeldSince(EVERYTHING, frozenset(EVERYTHING))

# Each guard, and what must be patched away for it to fail.
CHECKS: dict[Callable[[Cast], None], Callable[[], Iterable[Any]]] = {
    forged_code: lambda: [off(f"{FLOWS}.certificates.reads.hmac.compare_digest")],
    forged_ticket: lambda: [off(f"{FLOWS}.certificates.reads.hmac.compare_digest")],
    dead_code: lambda: [off(f"{FLOWS}.certificates.rules.is_live")],
    another_face: lambda: [off(f"{FLOWS}.presence.services._refusal_of", lambda _: None)],
    no_liveness: lambda: [off(f"{FLOWS}.presence.services._refusal_of", lambda _: None)],
    no_check_of_presence: lambda: [
        off(f"{FLOWS}.presence.services.spend_presence", lambda *_, **__: "pin")
    ],
    consent_taken_back: lambda: [
        off(f"{TRUST}.consent.reads.in_force", lambda _: EVERYTHING),
        off(f"{TRUST}.consent.reads.held_since", lambda *_: EVER_SINCE),
    ],
    no_background_consent: lambda: [
        off("jiaxin.facts.records.models.opens", lambda *_: kinds.codes()),
        off("jiaxin.facts.records.reads.opens", lambda *_: kinds.codes()),
    ],
    another_sign_in: lambda: [off(f"{FLOWS}.queries.rules.may_look")],
    look_after_its_time: lambda: [
        off(f"{FLOWS}.queries.rules.state_at", lambda query, _: query.state)
    ],
    approve_after_it_lapsed: lambda: [
        off(f"{FLOWS}.queries.rules.state_at", lambda query, _: query.state)
    ],
    asked_by_whom_she_blocked: lambda: [off(f"{FLOWS}.queries.reads.is_blocked", lambda *_: False)],
    wrong_code: lambda: [off(f"{TRUST}.identity.services.sign_in.hmac.compare_digest")],
    late_code: lambda: [off(f"{TRUST}.identity.services.sign_in.code_holds")],
    sixth_try: lambda: [off(f"{TRUST}.access.limits.refuse_over")],
    wrong_pin: lambda: [off(f"{TRUST}.identity.services.devices._hasher", MagicMock(verify=yes))],
    another_role: lambda: [
        off(f"{TRUST}.access.actor.HOLDS", dict.fromkeys(Role, frozenset(Action)))
    ],
    an_act_without_a_subject: lambda: [patch.object(Action.CODE_SHOW, "needs_subject", new=False)],
    unproven_read: lambda: [
        off(
            "jiaxin.facts.records.models.SealedManager.get_queryset",
            lambda self: models.QuerySet(self.model),
        )
    ],
    pasted_ciphertext: lambda: [
        off("jiaxin.ground.fields.SealedField._bound_to", lambda *_: b"anywhere")
    ],
    unagreed_comparison: lambda: [
        off(f"{FLOWS}.enrolment.services._agreed", MagicMock(return_value=MagicMock(reference="")))
    ],
    edited_trail: lambda: [no_triggers()],
    decided_against_unheard: lambda: [off(f"{FLOWS}.vetting.rules.is_heard", lambda **_: True)],
    a_case_of_another_region: lambda: [
        off(f"{FLOWS}.vetting.reads._reached", lambda _: Docket.objects.all())
    ],
    approved_by_a_revoked_certificate: lambda: [
        off(f"{FLOWS}.certificates.reads.standing_of", lambda _: Standing.VALID)
    ],
}


@pytest.fixture
def cast(outside: makers.Outside) -> Cast:
    return Cast(outside)


@pytest.mark.parametrize("guard", CHECKS, ids=lambda guard: guard.__name__)
def test_the_guard_holds(cast: Cast, guard: Callable[[Cast], None]) -> None:
    guard(cast)


@pytest.mark.parametrize("guard", CHECKS, ids=lambda guard: guard.__name__)
def test_with_its_check_turned_off_the_guard_fails(
    cast: Cast, guard: Callable[[Cast], None]
) -> None:
    with ExitStack() as stack:
        for check in CHECKS[guard]():
            stack.enter_context(check)

        with pytest.raises(AssertionError):
            guard(cast)
