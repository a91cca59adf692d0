"""A register of firms for tests, and who wants to open which firm's desk."""

from dataclasses import dataclass, field, replace

from jiaxin.facts.firms import intake
from jiaxin.facts.firms.rules.facts import MARKET
from jiaxin.flows.joining import errands
from jiaxin.flows.joining.ports import Said, Word
from jiaxin.flows.joining.services import Asked
from jiaxin.ground.credit_codes import CreditCode
from tests import makers, makers_firms
from tests.firms import a_code

REPRESENTATIVE = "何向阳"
NUMBER = makers.a_number(order=31)
HER = Asked(a_code(1), REPRESENTATIVE, NUMBER, "sun-owner")


@dataclass
class FakeRegister:
    """Stands at the port of market regulation: one firm, and who represents it."""

    code: CreditCode = HER.code
    name: str = REPRESENTATIVE
    number: str = NUMBER
    status: str = "open"
    trouble: Exception | None = None
    asked: list[CreditCode] = field(default_factory=list)

    def confirm(self, *, code: CreditCode, name: str, number: str, message_id: str) -> Said:
        self.asked.append(code)
        if self.trouble:
            raise self.trouble
        if code != self.code:
            return Said(Word.UNKNOWN)
        if (name, number) != (self.name, self.number):
            return Said(Word.MISMATCH)
        row = {
            "code": code,
            "name": makers_firms.NAME,
            "status": self.status,
            "capital": "domestic",
            "region": "110105",
            "address": "北京市朝阳区样例路 1 号",
            "registered_on": "2019-05-06",
            "authority": "样例区市场监督管理局",
        }
        sent = makers_firms.sent(MARKET, evidence=f"ev-{message_id}")
        return Said(Word.MATCH, intake.registration(row, sent))


@dataclass
class Registers:
    """Both registers that a sign-up asks."""

    firms: FakeRegister = field(default_factory=FakeRegister)
    police: makers.FakePolice = field(default_factory=makers.FakePolice)

    def join(self) -> None:
        errands.join(firms=self.firms, names=self.police)


def asked(**changed: str) -> Asked:
    """Her, but for what is changed."""
    return replace(HER, **changed)  # type: ignore[arg-type]  # texts only
