"""`jiaxin staff`: what the operator reads, and how it ends."""

import argparse
import io

import pytest

from jiaxin.config import cli, staff_acts
from jiaxin.config.at_hand import Cannot
from jiaxin.config.commands import demo_cast_staff
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.roles import ADMINISTRATORS
from jiaxin.trust.identity.models import Account, StaffMember
from jiaxin.trust.identity.rules import App
from jiaxin.trust.identity.services import Opened, entries
from tests import makers_staff
from tests.evidence import last_line
from tests.makers_staff import a_person, entered

pytestmark = pytest.mark.django_db


def said(*words: str) -> argparse.Namespace:
    """The command line, without the act."""
    return cli.parser().parse_args(["staff", *words])


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def three(*numbers: str) -> list[str]:
    names = ("钱望舒", "孙若谷", "李明远")
    return [line for pair in zip(names, numbers, strict=True) for line in pair]


def test_the_first_three_get_passwords_that_sign_them_in_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, *three(a_person(), a_person(), a_person()))

    assert staff_acts.first_(said("first")) == 0

    rows = [line.split() for line in capsys.readouterr().out.splitlines()[:3]]
    assert {row[1] for row in rows} == {"system-admin", "security-admin", "audit-admin"}
    for _, name, password in rows:
        entered(Opened(Account.objects.get(staff_name=name).id, name, password))
    assert last_line(Action.STAFF_OPEN).channel == "cli"


def test_one_person_cannot_be_two_of_them_and_nothing_is_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    same = a_person()
    typed(monkeypatch, *three(same, a_person(), same))

    with pytest.raises(Cannot, match="three people"):
        staff_acts.first_(said("first"))

    assert not Account.objects.exclude(role="").exists()


@pytest.mark.parametrize("lines", [(), ("钱望舒",), ("<b>", "1"), ("钱望舒", "123")])
def test_a_slip_opens_nothing(monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...]) -> None:
    typed(monkeypatch, *lines)

    with pytest.raises(Cannot, match="Nothing was opened"):
        staff_acts.first_(said("first"))

    assert not Account.objects.exclude(role="").exists()


def test_who_follows_an_administrator_gets_a_name_of_her_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, *three(a_person(), a_person(), a_person()))
    staff_acts.first_(said("first"))
    staff_acts.close_(said("close", "audit-admin"))
    typed(monkeypatch, "周而复", a_person())

    assert staff_acts.first_(said("first")) == 0

    assert "audit-admin-2" in capsys.readouterr().out


def test_a_second_time_there_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ADMINISTRATORS:
        makers_staff.an_account(role)

    with pytest.raises(Cannot, match="are there"):
        staff_acts.first_(said("first"))


def test_the_list_names_no_person(capsys: pytest.CaptureFixture[str]) -> None:
    makers_staff.a_reviewer()

    staff_acts.list_(said("list"))

    out = capsys.readouterr().out
    assert "reviewer" in out
    assert "in use" in out
    assert "陈立新" not in out


def test_an_account_is_reset_and_closed_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    auditor = makers_staff.an_auditor()
    name = str(Account.objects.get(id=auditor.person).staff_name)

    staff_acts.reset_(said("reset", name))
    password = capsys.readouterr().out.split()[2]
    entered(Opened(auditor.person, name, password))
    staff_acts.close_(said("close", name))

    with pytest.raises(Cannot, match="no open account"):
        staff_acts.reset_(said("reset", name))


def test_the_demos_staff_sign_in_with_what_the_readme_says() -> None:
    demo_cast_staff.make()
    demo_cast_staff.make()

    for name, role, person, region in demo_cast_staff.STAFF:
        account = Account.objects.get(staff_name=name)
        assert (account.role, account.region) == (role.value, region)
        assert StaffMember.objects.get(id=account.id).name == person
        entries.enter(
            makers_staff.VISITOR,
            app=App.CONSOLE,
            staff_name=name,
            password=demo_cast_staff.PASSWORD,
            device="",
        )
