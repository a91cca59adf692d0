"""Signing in at a desk: every step once, in order, with few tries, and one answer to strangers."""

from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.ground.errors import TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads, sittings
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import (
    EntryGone,
    PasskeyRefused,
    WeakPassword,
    WrongFactor,
    WrongPassword,
    WrongRecoveryCode,
)
from jiaxin.trust.identity.models import RecoveryCode, SignIn, StaffEntry, StaffMember
from jiaxin.trust.identity.rules import AT_MOST, ENTRY_LASTS, IDLE, App, EntryStep
from jiaxin.trust.identity.services import Opened, entries
from jiaxin.trust.identity.services.entries import Entry
from tests import clockwork, makers_staff
from tests.authenticator import Authenticator
from tests.evidence import last_line
from tests.makers_staff import PASSWORD, VISITOR, a_code, an_account, entered, set_up

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
HOST = "localhost"


@pytest.fixture
def opened() -> Opened:
    return an_account(Role.REVIEWER)


def try_password(opened: Opened, password: str, *, origin: str = "here", device: str = "") -> Entry:
    return entries.enter(
        Actor.visitor(origin=origin),
        app=App.CONSOLE,
        staff_name=opened.staff_name,
        password=password,
        device=device,
    )


def finished(entry: Entry, device: str = "a device") -> Actor:
    done = entries.finish(VISITOR, entry=entry, device=device, browser="Firefox")
    return Actor(role=Role.REVIEWER, id=done.person, sign_in=done.sign_in)


def test_the_first_day_goes_through_password_factor_and_sign_in(opened: Opened) -> None:
    entry = entered(opened)
    assert reads.step_left(entry.staff, entry.id) is EntryStep.CHANGE
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    assert reads.step_left(entry.staff, entry.id) is EntryStep.ENROL
    secret = entries.begin_totp(VISITOR, entry=entry)
    codes = entries.confirm_totp(VISITOR, entry=entry, code=a_code(secret))
    assert reads.step_left(entry.staff, entry.id) is EntryStep.DONE

    rev = finished(entry)

    assert sittings.holds(rev.person, rev.came_in_by)
    assert len(set(codes)) == 10
    assert last_line(Action.SIGN_IN).subject == opened.id


def test_no_step_is_skipped(opened: Opened) -> None:
    entry = entered(opened)

    with pytest.raises(EntryGone):
        finished(entry)
    with pytest.raises(EntryGone):
        entries.begin_totp(VISITOR, entry=entry)
    with pytest.raises(EntryGone):
        entries.begin_key(VISITOR, entry=entry, host=HOST)


def test_whoever_has_a_factor_shows_it_before_anything_else(opened: Opened) -> None:
    set_up(opened)
    StaffMember.objects.filter(id=opened.id).update(must_change=True)
    entry = entered(opened, password=PASSWORD)

    with pytest.raises(EntryGone):
        entries.choose_password(VISITOR, entry=entry, password="four unlikely teapots")
    with pytest.raises(EntryGone):
        entries.begin_totp(VISITOR, entry=entry)
    with pytest.raises(EntryGone):
        finished(entry)


def test_an_entry_is_good_for_one_sign_in(opened: Opened) -> None:
    set_up(opened)
    entry = entered(opened, password=PASSWORD)
    secret = StaffMember.objects.get(id=opened.id).totp
    entries.prove_totp(VISITOR, entry=entry, code=a_code(secret, later=1))
    finished(entry)

    with pytest.raises(EntryGone):
        finished(entry)


def test_an_entry_lasts_ten_minutes(opened: Opened) -> None:
    with clockwork.at(NOON) as hands:
        entry = entered(opened)
        hands.move(ENTRY_LASTS)

        with pytest.raises(EntryGone):
            entries.choose_password(VISITOR, entry=entry, password=PASSWORD)


def test_an_entry_of_one_is_no_entry_of_another(opened: Opened) -> None:
    other = an_account(Role.REVIEWER)
    hers, theirs = entered(opened), entered(other)

    with pytest.raises(EntryGone):
        entries.choose_password(VISITOR, entry=Entry(hers.staff, theirs.id), password=PASSWORD)


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(opened: Opened) -> None:
    nobody = Opened(opened.id, "nobody-here", "")
    with pytest.raises(WrongPassword) as wrong:
        try_password(opened, "not her password")
    with pytest.raises(WrongPassword) as unknown:
        try_password(nobody, "not her password")

    assert (wrong.value.says, wrong.value.context) == (unknown.value.says, unknown.value.context)


@pytest.mark.parametrize("known", [True, False])
def test_the_sixth_try_at_a_name_is_refused_even_if_it_is_right(
    opened: Opened, known: bool
) -> None:
    tried = opened if known else Opened(opened.id, "nobody-here", "")
    for number in range(5):
        with pytest.raises(WrongPassword):
            try_password(tried, "wrong", origin=f"address {number}")

    with pytest.raises(TooManyTries):
        try_password(tried, opened.password, origin="address 6")


def test_the_lock_opens_by_itself_after_fifteen_minutes(opened: Opened) -> None:
    with clockwork.at(NOON) as hands:
        for number in range(5):
            with pytest.raises(WrongPassword):
                try_password(opened, "wrong", origin=f"address {number}")
        hands.move(timedelta(minutes=15, seconds=1))

        try_password(opened, opened.password)


def test_five_wrong_tries_from_one_address_stop_it_for_every_name(opened: Opened) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            try_password(an_account(Role.REVIEWER), "wrong")

    with pytest.raises(TooManyTries):
        try_password(opened, opened.password)
    try_password(opened, opened.password, origin="elsewhere")


def test_right_passwords_do_not_count_against_an_address() -> None:
    for _ in range(8):
        fine = an_account(Role.REVIEWER)
        try_password(fine, fine.password)


def test_a_browser_that_she_has_used_is_not_locked_out_by_strangers(opened: Opened) -> None:
    set_up(opened)
    for number in range(6):
        with pytest.raises((WrongPassword, TooManyTries)):
            try_password(opened, "wrong", origin=f"address {number}")

    try_password(opened, PASSWORD, device="a device")
    with pytest.raises(TooManyTries):
        try_password(opened, PASSWORD, device="another device")


def test_a_browser_that_she_has_used_has_five_tries_too(opened: Opened) -> None:
    set_up(opened)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            try_password(opened, "wrong", device="a device")

    with pytest.raises(TooManyTries):
        try_password(opened, PASSWORD, device="a device")


def test_a_first_password_is_good_for_a_week(opened: Opened) -> None:
    later = datetime.now(UTC) + timedelta(days=8)
    with clockwork.at(later), pytest.raises(WrongPassword):
        try_password(opened, opened.password)


def test_a_code_works_once(opened: Opened) -> None:
    with clockwork.at(NOON) as hands:
        secret = set_up(opened)
        hands.move(timedelta(minutes=2))
        first = entered(opened, password=PASSWORD)
        entries.prove_totp(VISITOR, entry=first, code=a_code(secret))
        second = entered(opened, password=PASSWORD)

        with pytest.raises(WrongFactor):
            entries.prove_totp(VISITOR, entry=second, code=a_code(secret))
        with pytest.raises(WrongFactor):
            entries.prove_totp(VISITOR, entry=second, code=a_code(secret, later=-1))


@pytest.mark.parametrize("later", [-3, -2, 2, 3])
def test_a_code_of_another_time_is_refused(opened: Opened, later: int) -> None:
    with clockwork.at(NOON) as hands:
        secret = set_up(opened)
        hands.move(timedelta(minutes=5))
        entry = entered(opened, password=PASSWORD)

        with pytest.raises(WrongFactor):
            entries.prove_totp(VISITOR, entry=entry, code=a_code(secret, later=later))


@pytest.mark.parametrize("code", ["", "12", "abcdef", "１２３４５６", "0" * 400])
def test_what_is_no_code_is_refused(opened: Opened, code: str) -> None:
    set_up(opened)

    with pytest.raises(WrongFactor):
        entries.prove_totp(VISITOR, entry=entered(opened, password=PASSWORD), code=code)


def test_five_wrong_codes_are_all(opened: Opened) -> None:
    with clockwork.at(NOON) as hands:
        secret = set_up(opened)
        hands.move(timedelta(minutes=1))
        entry = entered(opened, password=PASSWORD)
        for _ in range(5):
            with pytest.raises(WrongFactor):
                entries.prove_totp(VISITOR, entry=entry, code="000000")

        with pytest.raises(TooManyTries):
            entries.prove_totp(VISITOR, entry=entry, code=a_code(secret))


def test_a_recovery_code_works_once_however_it_is_typed(opened: Opened) -> None:
    entry = entered(opened)
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    secret = entries.begin_totp(VISITOR, entry=entry)
    codes = entries.confirm_totp(VISITOR, entry=entry, code=a_code(secret))
    finished(entry)

    again = entered(opened, password=PASSWORD)
    entries.prove_recovery(VISITOR, entry=again, code=codes[3].lower().replace("-", " "))
    finished(again)

    third = entered(opened, password=PASSWORD)
    with pytest.raises(WrongRecoveryCode):
        entries.prove_recovery(VISITOR, entry=third, code=codes[3])
    entries.prove_recovery(VISITOR, entry=third, code=codes[4])
    assert RecoveryCode.objects.filter(staff_id=opened.id, used_at=None).count() == 8


def test_anothers_recovery_code_is_none(opened: Opened) -> None:
    set_up(opened)
    other = an_account(Role.REVIEWER)
    entry = entered(other)
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    secret = entries.begin_totp(VISITOR, entry=entry)
    theirs = entries.confirm_totp(VISITOR, entry=entry, code=a_code(secret))

    with pytest.raises(WrongRecoveryCode):
        entries.prove_recovery(VISITOR, entry=entered(opened, password=PASSWORD), code=theirs[0])


def test_a_device_key_is_a_second_factor(opened: Opened) -> None:
    key = Authenticator()
    entry = entered(opened)
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    options, state = entries.begin_key(VISITOR, entry=entry, host=HOST)
    entries.keep_key(VISITOR, entry=entry, host=HOST, state=state, answer=key.make(options))
    finished(entry)

    again = entered(opened, password=PASSWORD)
    options, state = entries.ask_key(VISITOR, entry=again, host=HOST)
    answer = key.sign(options)
    entries.prove_key(VISITOR, entry=again, host=HOST, state=state, answer=answer)

    assert reads.step_left(again.staff, again.id) is EntryStep.DONE
    third = entered(opened, password=PASSWORD)
    _, other_state = entries.ask_key(VISITOR, entry=third, host=HOST)
    with pytest.raises(PasskeyRefused):
        entries.prove_key(VISITOR, entry=third, host=HOST, state=other_state, answer=answer)


def test_a_key_without_the_users_lock_is_refused(opened: Opened) -> None:
    entry = entered(opened)
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    options, state = entries.begin_key(VISITOR, entry=entry, host=HOST)

    with pytest.raises(PasskeyRefused):
        entries.keep_key(
            VISITOR,
            entry=entry,
            host=HOST,
            state=state,
            answer=Authenticator(flags=1).make(options),
        )


def test_a_weak_first_choice_changes_nothing(opened: Opened) -> None:
    entry = entered(opened)

    with pytest.raises(WeakPassword):
        entries.choose_password(VISITOR, entry=entry, password="short")

    assert reads.step_left(entry.staff, entry.id) is EntryStep.CHANGE


def test_nobody_there_for_fifteen_minutes_is_signed_out(opened: Opened) -> None:
    with clockwork.at(NOON) as hands:
        set_up(opened)
        row = SignIn.objects.get(person_id=opened.id)
        for _ in range(4):
            hands.move(IDLE - timedelta(minutes=1))
            assert sittings.holds(opened.id, row.id)
        hands.move(IDLE)

        assert not sittings.holds(opened.id, row.id)


def test_a_sign_in_ends_after_a_days_work_however_busy(opened: Opened) -> None:
    with clockwork.at(NOON) as hands:
        set_up(opened)
        row = SignIn.objects.get(person_id=opened.id)
        while hands.moment < NOON + AT_MOST - timedelta(minutes=10):
            assert sittings.holds(opened.id, row.id)
            hands.move(timedelta(minutes=10))
        assert sittings.holds(opened.id, row.id)
        hands.move_to(NOON + AT_MOST)

        assert not sittings.holds(opened.id, row.id)


def test_the_second_device_is_told_as_new(opened: Opened) -> None:
    with clockwork.at(NOON) as hands:
        secret = set_up(opened)
        hands.move(timedelta(minutes=1))
        entry = entered(opened, password=PASSWORD)
        entries.prove_totp(VISITOR, entry=entry, code=a_code(secret))
        rev = finished(entry, device="another device")

        told = {row.id: row.is_new_device for row in reads.my_sign_ins(rev)}

    assert told[rev.came_in_by]
    assert sum(told.values()) == 1


def test_a_refused_password_leaves_a_line_about_the_account(opened: Opened) -> None:
    with pytest.raises(WrongPassword):
        try_password(opened, "wrong")

    line = last_line(Action.STAFF_ENTER)
    assert (line.subject, line.outcome) == (opened.id, "identity.wrong_password")


def test_a_closed_account_is_told_like_an_unknown_one(opened: Opened) -> None:
    set_up(opened)
    begun = entered(opened, password=PASSWORD)
    identity.close_account(makers_staff.a_security_admin(), staff=opened.id)

    with pytest.raises(WrongPassword):
        entered(opened, password=PASSWORD, device="x")
    with pytest.raises(EntryGone):
        entries.prove_totp(VISITOR, entry=begun, code="123456")
    assert not StaffEntry.objects.filter(staff_id=opened.id, used_at=None).exists()


def test_a_firms_account_is_unknown_at_the_console_and_the_other_way_round(opened: Opened) -> None:
    owner = an_account(Role.FIRM_OWNER, organisation=new_id())
    for app, account in ((App.CONSOLE, owner), (App.FIRM, opened)):
        with pytest.raises(WrongPassword):
            entries.enter(
                Actor.visitor(origin="there"),
                app=app,
                staff_name=account.staff_name,
                password=account.password,
                device="",
            )

    entry = entered(owner)
    assert reads.step_left(entry.staff, entry.id) is EntryStep.CHANGE
