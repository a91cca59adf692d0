"""A key token or single sign-on: the fake keeps the contract; whom it vouches for may enter."""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

import pytest

from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import WrongPassword
from jiaxin.trust.identity.models import Account
from jiaxin.trust.identity.ports import NotVouched, Vouched
from jiaxin.trust.identity.rules import App, EntryStep
from jiaxin.trust.identity.services import entries
from tests import makers_staff
from tests.makers_staff import VISITOR
from tests.trust.identity.voucher_contract import AtHand, StaffVoucherContract


@dataclass
class FakeToken:
    """A token with a secret of its own: signs what it is asked."""

    subject: str = "commerce-1"
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    seen: set[str] = field(default_factory=set)

    def ask(self, *, back_to: str) -> tuple[str, dict[str, str]]:
        nonce = secrets.token_hex(16)
        return f"{back_to}?ask={nonce}", {"nonce": nonce}

    def answer(self, state: dict[str, str]) -> dict[str, str]:
        return {"subject": self.subject, "proof": self._proof(self.subject, state["nonce"])}

    def vouch(self, *, state: dict[str, str], answer: dict[str, str]) -> Vouched:
        subject, nonce = answer.get("subject", ""), state["nonce"]
        right = hmac.compare_digest(self._proof(subject, nonce), answer.get("proof", ""))
        if not right or nonce in self.seen:
            raise NotVouched
        self.seen.add(nonce)
        return Vouched(subject, two_factors=True)

    def _proof(self, subject: str, nonce: str) -> str:
        return hmac.new(self.secret, f"{subject}/{nonce}".encode(), sha256).hexdigest()


class TestFakeToken(StaffVoucherContract):
    @pytest.fixture
    def at_hand(self) -> AtHand:
        token = FakeToken()
        return AtHand(token, token.subject, token.answer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("two_factors", "left"), [(True, EntryStep.DONE), (False, EntryStep.PROVE)]
)
def test_whom_a_provider_vouches_for_enters_with_what_it_proved(
    two_factors: bool, left: EntryStep
) -> None:
    officer = makers_staff.an_officer()
    name = str(Account.objects.get(id=officer.person).staff_name)

    entry = entries.enter_vouched(
        VISITOR, app=App.CONSOLE, vouched=Vouched(name, two_factors=two_factors)
    )

    assert entry.staff == officer.person
    assert reads.step_left(entry.staff, entry.id) is left


@pytest.mark.django_db
def test_a_subject_without_an_open_account_here_is_nobody() -> None:
    officer = makers_staff.an_officer()
    name = str(Account.objects.get(id=officer.person).staff_name)
    identity.close_account(makers_staff.FIRST_START, staff=officer.person)

    for subject in (name, "nobody-at-all", ""):
        with pytest.raises(WrongPassword):
            entries.enter_vouched(
                VISITOR, app=App.CONSOLE, vouched=Vouched(subject, two_factors=True)
            )
