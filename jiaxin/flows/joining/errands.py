"""What waits for the outside: the register of firms and the police are asked, then the desk opens.

Nothing of the person is kept in between: whoever is interrupted asks again.
"""

from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.flows.joining import services as joining
from jiaxin.flows.joining.errors import NotProven, RegisterDown
from jiaxin.flows.joining.ports import FirmRegister, Word
from jiaxin.flows.joining.services import Asked, Claim
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import RealNameCheck, RealNameWord
from jiaxin.trust.identity.services import Opened


class _Joined:
    firms: FirmRegister | None = None
    names: RealNameCheck | None = None


def join(*, firms: FirmRegister | None, names: RealNameCheck | None) -> None:
    """Which registers this deployment asks."""
    _Joined.firms, _Joined.names = firms, names


def sign_up(actor: Actor, /, *, asked: Asked) -> Opened:
    """Have her proven by both registers, and open the firm's desk for her."""
    return joining.open_owner(actor, asked=asked, registration=_proven(actor, asked))


def ask_replacement(actor: Actor, /, *, asked: Asked) -> Claim:
    """The same proof; then whoever owns the desk has time to object."""
    return joining.ask_replacement(actor, asked=asked, registration=_proven(actor, asked))


def finish_replacement(actor: Actor, /, *, asked: Asked, claim: str) -> Opened:
    """The same proof once more, with the claim code: the desk changes hands."""
    registration = _proven(actor, asked)
    return joining.finish_replacement(actor, asked=asked, claim=claim, registration=registration)


def _proven(actor: Actor, asked: Asked) -> NewFirmFact:
    """What the register of firms says, where both registers know her."""
    joining.ask(actor, asked=asked)
    if _Joined.firms is None or _Joined.names is None:
        raise RegisterDown
    try:
        person = _Joined.names.compare(
            name=asked.name, number=asked.number, message_id=str(new_id())
        )
        said = _Joined.firms.confirm(
            code=asked.code, name=asked.name, number=asked.number, message_id=str(new_id())
        )
    except (SourceUnreachable, SourceNotTrusted) as silent:
        raise RegisterDown from silent
    known = person.word is RealNameWord.MATCH and said.word is Word.MATCH
    if not known or said.registration is None:
        raise NotProven
    return said.registration
