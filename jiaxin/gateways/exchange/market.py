"""Market regulation (市场监管), asked whether somebody is a firm's legal representative."""

from collections.abc import Mapping
from typing import Any, override

from jiaxin.facts.firms import intake
from jiaxin.facts.firms.errors import BadRow
from jiaxin.facts.firms.intake import Sent
from jiaxin.facts.firms.rules.facts import MARKET, FirmCame
from jiaxin.flows.joining.ports import FirmRegister, Said, Word
from jiaxin.gateways.exchange.asked import Department
from jiaxin.gateways.exchange.envelope import Answer
from jiaxin.gateways.exchange.watching import watched
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import SourceNotTrusted

SERVICE = "firm-representative"


class Market(Department, FirmRegister):
    """The register of firms over the exchange."""

    @override
    def confirm(self, *, code: CreditCode, name: str, number: str, message_id: str) -> Said:
        with watched(self._note, SERVICE):
            return self._confirm(code, {"name": name, "number": number}, message_id)

    def _confirm(self, code: CreditCode, person: Mapping[str, str], message_id: str) -> Said:
        answer = self._ask_of_one(SERVICE, {"code": code, **person}, message_id)
        try:
            word = Word(str(answer.content.get("answer")))
        except ValueError as error:
            raise SourceNotTrusted("a word that is not in the vocabulary") from error
        row = answer.content.get("registration")
        if (word is Word.MATCH) is not isinstance(row, Mapping):
            raise SourceNotTrusted("a registration comes with a match, and with nothing else")
        if not isinstance(row, Mapping):
            return Said(word)
        return Said(word, _fact(code, row, answer))


def _fact(code: CreditCode, row: Mapping[str, Any], answer: Answer) -> Any:
    sent = Sent(MARKET, FirmCame.LIVE, answer.answered_at, answer.message_id)
    try:
        fact = intake.registration({key: str(value) for key, value in row.items()}, sent)
    except BadRow as bad:
        raise SourceNotTrusted("the registration cannot be read") from bad
    if fact.code != code:
        raise SourceNotTrusted("the registration of another firm")
    return fact
