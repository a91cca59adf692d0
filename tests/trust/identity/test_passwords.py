"""A password of staff: long, not common, not her name; its other sign-ins end with it."""

import pytest

from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.errors import WeakPassword
from jiaxin.trust.identity.models import Account
from jiaxin.trust.identity.rules import PasswordFault, password_fault
from jiaxin.trust.identity.services import entries
from tests.makers_staff import PASSWORD, VISITOR, an_account, entered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("elevenchars", PasswordFault.SHORT),
        ("一二三四五六七八九十土", PasswordFault.SHORT),
        ("x" * 129, PasswordFault.LONG),
        ("aaaaaaaaaaaaaa", PasswordFault.PLAIN),
        ("abababababab", PasswordFault.PLAIN),
        ("abcdefghijklmn", PasswordFault.PLAIN),
        ("zyxwvutsrqpo", PasswordFault.PLAIN),
        ("my name is officer-7 ok", PasswordFault.NAMES_YOU),
        ("OFFICER-7 likes teapots", PasswordFault.NAMES_YOU),
        ("我是陈立新我爱喝茶壶里的茶", PasswordFault.NAMES_YOU),
        ("three unlikely teapots", None),
        ("三把不太可能的茶壶放在桌上", None),
    ],
)
def test_length_and_guessing_decide(password: str, fault: PasswordFault | None) -> None:
    assert password_fault(password, staff_name="officer-7", name="陈立新") is fault


@pytest.mark.parametrize("password", ["qwerty123456", "password12345!", "Qwertyuiop2026!"])
def test_what_everyone_tries_first_is_refused(password: str) -> None:
    entry = entered(an_account(Role.REVIEWER))

    with pytest.raises(WeakPassword) as weak:
        entries.choose_password(VISITOR, entry=entry, password=password)

    assert weak.value.context["fault"] == PasswordFault.COMMON


def test_what_is_kept_is_an_argon2_hash() -> None:
    entry = entered(an_account(Role.REVIEWER))
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)

    kept = Account.objects.get(id=entry.staff).password

    assert kept.startswith("argon2$argon2id$")
    assert PASSWORD not in kept
