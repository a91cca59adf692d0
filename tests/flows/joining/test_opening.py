"""A firm comes in: only by whom both registers know, once, and told the same whatever was wrong."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from jiaxin.config import wiring
from jiaxin.facts.firms import reads as firms
from jiaxin.flows.joining import errands
from jiaxin.flows.joining.errors import FirmHasOwner, NotInBusiness, NotProven, RegisterDown
from jiaxin.ground.errors import Refusal, SourceNotTrusted, SourceUnreachable, TooManyTries
from jiaxin.ground.id_numbers import BadIdNumber
from jiaxin.trust.identity import colleagues
from jiaxin.trust.identity.errors import StaffNameTaken
from jiaxin.trust.identity.models import Account
from jiaxin.trust.identity.ports import RealNameWord
from jiaxin.trust.identity.services import Opened
from tests import makers, makers_joining, makers_staff
from tests.firms import a_code
from tests.makers_joining import HER, Registers, asked
from tests.makers_staff import VISITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def registers(db: None) -> Iterator[Registers]:
    both = Registers()
    both.join()
    yield both
    wiring.join()


def test_whom_both_registers_know_owns_the_firms_desk(registers: Registers) -> None:
    opened = errands.sign_up(VISITOR, asked=HER)

    account = Account.objects.get(id=opened.id)
    assert (account.role, account.app) == ("firm_owner", "firm")
    assert account.organisation_id == firms.id_of(HER.code)
    makers_staff.set_up(Opened(account.id, "sun-owner", opened.password))
    assert firms.record(code=HER.code).registrations[0].said.authority == "样例区市场监督管理局"


def _other_firm(registers: Registers) -> None:
    registers.firms.code = a_code(2)


def _other_name(registers: Registers) -> None:
    registers.firms.name = "贾无人"


def _other_number(registers: Registers) -> None:
    registers.firms.number = makers.a_number(order=77)


def _nobodys_number(registers: Registers) -> None:
    registers.police.word = RealNameWord.UNKNOWN


def _another_persons_number(registers: Registers) -> None:
    registers.police.word = RealNameWord.MISMATCH


WRONG = [_other_firm, _other_name, _other_number, _nobodys_number, _another_persons_number]


@pytest.mark.parametrize("wrong", WRONG)
def test_whatever_is_wrong_is_answered_alike_and_nothing_is_opened(
    registers: Registers, wrong: Callable[[Registers], None]
) -> None:
    wrong(registers)

    with pytest.raises(NotProven) as refused:
        errands.sign_up(VISITOR, asked=HER)

    assert (refused.value.says, refused.value.do) == (NotProven.says, NotProven.do)
    # Both registers were asked either way: no answer is quicker than another.
    assert registers.firms.asked
    assert registers.police.asked
    assert not Account.objects.exists()


def test_that_a_firm_has_an_owner_is_told_only_to_whom_it_belongs(registers: Registers) -> None:
    errands.sign_up(VISITOR, asked=HER)

    with pytest.raises(NotProven):
        errands.sign_up(VISITOR, asked=asked(name="贾无人", staff_name="other"))
    with pytest.raises(FirmHasOwner) as refused:
        errands.sign_up(VISITOR, asked=asked(staff_name="another"))

    assert "北京市朝阳区商务主管部门" in refused.value.do.zh
    assert Account.objects.count() == 1


def test_a_firm_whose_owner_was_closed_may_come_in_again(registers: Registers) -> None:
    opened = errands.sign_up(VISITOR, asked=HER)
    Account.objects.filter(id=opened.id).update(is_active=False)

    assert not colleagues.has_owner(firms.id_of(HER.code))


@pytest.mark.parametrize("status", ["cancelled", "revoked", "moved"])
def test_a_firm_that_is_closed_does_not_come_in(registers: Registers, status: str) -> None:
    registers.firms.status = status

    with pytest.raises(NotInBusiness):
        errands.sign_up(VISITOR, asked=HER)


@pytest.mark.parametrize("trouble", [SourceUnreachable("away"), SourceNotTrusted("odd")])
@pytest.mark.parametrize("which", ["firms", "police"])
def test_a_register_that_is_down_opens_nothing(
    registers: Registers, which: str, trouble: Exception
) -> None:
    getattr(registers, which).trouble = trouble

    with pytest.raises(RegisterDown):
        errands.sign_up(VISITOR, asked=HER)

    assert not Account.objects.exists()


def test_a_deployment_without_registers_says_so(db: None) -> None:
    errands.join(firms=None, names=None)
    try:
        with pytest.raises(RegisterDown):
            errands.sign_up(VISITOR, asked=HER)
    finally:
        wiring.join()


def test_a_taken_name_to_sign_in_by_leaves_nothing_behind(registers: Registers) -> None:
    makers_staff.an_officer()
    taken = Account.objects.get().staff_name

    with pytest.raises(StaffNameTaken):
        errands.sign_up(VISITOR, asked=asked(staff_name=str(taken)))

    assert Account.objects.count() == 1
    errands.sign_up(VISITOR, asked=HER)


def test_names_are_not_tried_out_against_the_registers(registers: Registers) -> None:
    for nth in range(6):
        with pytest.raises(NotProven):
            errands.sign_up(VISITOR, asked=asked(name=f"贾无人{'甲乙丙丁戊己'[nth]}"))

    with pytest.raises(TooManyTries):
        errands.sign_up(VISITOR, asked=HER)
    assert len(registers.firms.asked) == 6


def test_a_number_that_is_none_asks_nobody(registers: Registers) -> None:
    with pytest.raises(BadIdNumber):
        errands.sign_up(VISITOR, asked=asked(number="110101199003070000"))

    assert registers.firms.asked == []


@pytest.mark.django_db(transaction=True)
def test_two_who_come_at_one_moment_open_one_desk(registers: Registers) -> None:
    together = Barrier(2)

    def come(staff_name: str) -> str:
        try:
            together.wait(10)
            errands.sign_up(VISITOR, asked=asked(staff_name=staff_name))
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(come, ("first", "second")))

    assert said == ["done", "joining.has_owner"]
    assert Account.objects.count() == 1
    assert makers_joining.HER.code == HER.code
