"""Signing in by a code, through its real doors."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.ground.errors import TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.ground.people import BadPhone
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity import sittings
from jiaxin.trust.identity.errors import CodeGone, WrongCode
from jiaxin.trust.identity.models import Account, Consumer, OneTimeCode, SignIn, Worker
from jiaxin.trust.identity.rules import CODE_LASTS, App, CodeUse
from jiaxin.trust.identity.services import SignedIn
from tests import clockwork, makers
from tests.evidence import at_once, last_line, lines, refused

pytestmark = pytest.mark.django_db

PHONE = "13800138111"
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def a_visitor(origin: str = "a test") -> Actor:
    return Actor.visitor(origin=origin)


def a_code(app: App = App.WORKER, phone: str = PHONE) -> UUID:
    return identity.request_code(a_visitor(), app=app, phone=phone)


def sent(code_id: UUID) -> str:
    code = OneTimeCode.objects.get(id=code_id).code
    assert code is not None
    return str(code)


def wrong(code_id: UUID) -> str:
    return f"{(int(sent(code_id)) + 1) % 10**6:06}"


def enter(code_id: UUID, code: str, app: App = App.WORKER) -> SignedIn:
    return identity.sign_in(a_visitor(), app=app, code_id=code_id, code=code, device="a test")


def test_asking_for_a_code_leaves_a_row_a_job_with_its_id_only_and_a_line() -> None:
    code_id = a_code()

    row = OneTimeCode.objects.get(id=code_id)
    assert (row.phone, len(row.code), row.until - row.sent_at) == (f"+86{PHONE}", 6, CODE_LASTS)
    job = ProcrastinateJob.objects.order_by("-id").first()
    assert job is not None
    assert job.args == {"event": {"code_id": str(code_id)}}
    assert last_line(Action.CODE_REQUEST).outcome == "done"


def test_a_phone_that_is_none_is_refused() -> None:
    with pytest.raises(BadPhone):
        a_code(phone="123")


def test_the_first_sign_in_makes_the_account_and_the_next_one_finds_it() -> None:
    first = enter(one := a_code(), sent(one))
    second = enter(two := a_code(), sent(two))

    assert (first.is_new, second.is_new) == (True, False)
    assert first.person == second.person
    assert first.sign_in != second.sign_in
    assert Account.objects.get(id=first.person).app == "worker"
    line = last_line(Action.SIGN_IN)
    assert (line.outcome, line.subject) == ("done", first.person)


def test_one_phone_may_have_an_account_in_each_app() -> None:
    worker = enter(one := a_code(), sent(one))
    consumer = enter(two := a_code(App.CONSUMER), sent(two), App.CONSUMER)

    assert worker.person != consumer.person
    assert Worker.objects.count() == Consumer.objects.count() == 1


def test_known_and_unknown_phones_get_the_same_answer() -> None:
    enter(one := a_code(), sent(one))

    known, unknown = a_code(), a_code(phone="13800138112")

    assert isinstance(known, UUID)
    assert isinstance(unknown, UUID)
    rows = [OneTimeCode.objects.get(id=each) for each in (known, unknown)]
    assert rows[0].use == rows[1].use
    assert {line.outcome for line in lines(Action.CODE_REQUEST)} == {"done"}
    assert {line.subject for line in lines(Action.CODE_REQUEST)} == {None}


def test_a_code_works_once() -> None:
    code_id = a_code()
    code = sent(code_id)
    enter(code_id, code)

    with pytest.raises(WrongCode):
        enter(code_id, code)

    assert OneTimeCode.objects.get(id=code_id).code is None
    assert SignIn.objects.count() == 1


def test_a_code_dies_after_five_minutes() -> None:
    with clockwork.at(NOON) as hands:
        code_id = a_code()
        hands.move(CODE_LASTS)

        with pytest.raises(WrongCode):
            enter(code_id, sent(code_id))


def test_a_code_may_have_spaces_around_it() -> None:
    code_id = a_code()

    assert enter(code_id, f" {sent(code_id)} ").is_new


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "\udcff"])
def test_nothing_but_the_code_opens(code: str) -> None:
    with pytest.raises(WrongCode):
        enter(a_code(), code)


def test_five_wrong_tries_and_the_right_one_no_longer_opens() -> None:
    with clockwork.at(NOON + timedelta(minutes=8)) as hands:
        code_id = a_code()
        for _ in range(5):
            hands.move(timedelta(seconds=30))
            with pytest.raises(WrongCode):
                enter(code_id, wrong(code_id))

        with pytest.raises(TooManyTries):
            enter(code_id, sent(code_id))

    assert Worker.objects.count() == 0
    assert last_line(Action.SIGN_IN).outcome == "access.too_many"


def test_many_codes_for_one_phone_do_not_give_many_tries() -> None:
    tried = 0
    with clockwork.at(NOON) as hands:
        for _ in range(12):
            hands.move(timedelta(minutes=1))
            code_id = a_code()
            for _ in range(4):
                try:
                    enter(code_id, wrong(code_id))
                except WrongCode:
                    tried += 1
                except TooManyTries:
                    pass

    assert tried == 20


def test_codes_are_not_sent_to_one_phone_without_end() -> None:
    for _ in range(4):
        a_code()

    with pytest.raises(TooManyTries) as refusal:
        a_code()

    assert refusal.value.context["retry_after"] <= 60
    assert OneTimeCode.objects.count() == 4


def test_codes_are_not_sent_from_one_address_without_end() -> None:
    for number in range(300):
        a_code(phone=f"13800138{number:03}")

    with pytest.raises(TooManyTries):
        a_code(phone="13800138999")


def test_a_code_of_one_app_does_not_open_the_other() -> None:
    code_id = a_code(App.WORKER)

    with pytest.raises(CodeGone):
        enter(code_id, sent(code_id), App.CONSUMER)

    assert Consumer.objects.count() == 0


def test_a_code_that_never_was_is_gone() -> None:
    with pytest.raises(CodeGone):
        enter(new_id(), "123456")


def test_a_code_for_a_check_of_presence_does_not_sign_in() -> None:
    lin = makers.signed_in(App.WORKER, PHONE)
    check = presence.begin(lin, use=Use.ENROL, about_id=new_id())
    code_id = presence.send_code(lin, presence_id=check)

    assert OneTimeCode.objects.get(id=code_id).use == CodeUse.PRESENCE
    with pytest.raises(CodeGone):
        enter(code_id, sent(code_id))


def test_signing_out_ends_this_sign_in_and_no_other() -> None:
    here, there = makers.signed_in(App.WORKER, PHONE), makers.signed_in(App.WORKER, PHONE)

    identity.sign_out(here)

    assert not sittings.holds(here.person, here.came_in_by)
    assert sittings.holds(there.person, there.came_in_by)


def test_a_refused_sign_in_leaves_a_line_that_names_nobody() -> None:
    code_id = a_code()
    with pytest.raises(WrongCode):
        enter(code_id, wrong(code_id))

    line = last_line(Action.SIGN_IN)
    assert (line.outcome, line.subject, line.actor) == ("identity.wrong_code", None, "visitor")
    assert line.role == Role.VISITOR


@pytest.mark.django_db(transaction=True)
def test_two_first_sign_ins_of_one_phone_at_once_make_one_account() -> None:
    codes = [a_code(), a_code()]
    known = {code_id: sent(code_id) for code_id in codes}

    results = at_once(*[lambda c=code_id: enter(c, known[c]) for code_id in codes])

    assert refused(results) == []
    assert results[0].person == results[1].person
    assert Worker.objects.count() == Account.objects.count() == 1
    assert SignIn.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_code_entered_twice_at_once_opens_once() -> None:
    code_id = a_code()
    code = sent(code_id)

    results = at_once(*[lambda: enter(code_id, code)] * 3)

    assert refused(results) == [WrongCode] * 2
    assert SignIn.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_crowd_of_guesses_at_once_gets_five_tries() -> None:
    code_id = a_code()
    guess = wrong(code_id)

    results = at_once(*[lambda: enter(code_id, guess)] * 9)

    assert sorted(refused(results), key=str) == [TooManyTries] * 4 + [WrongCode] * 5
