"""Qiao's firm and its workers, through the services that desks and phones use."""

from uuid import UUID

from jiaxin.facts.firms.models import Firm
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.rules import CodeUse
from jiaxin.flows.presence.rules import Use
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_firms

BY = "样例阳光 王经办"


def a_firm(number: int = 1, name: str = makers_firms.NAME) -> UUID:
    """A filed firm; its id."""
    code = makers_firms.a_filed_firm(number, name=name)
    return Firm.objects.get(code=code).id


def an_operator(firm: UUID) -> Actor:
    """Somebody at the firm's desk. Signing in there is tested elsewhere."""
    return Actor(role=Role.FIRM_OPERATOR, id=new_id(), sign_in=new_id(), organisation=firm)


def a_code(operator: Actor, use: CodeUse = CodeUse.JOIN) -> str:
    return reads.code_on_show(operator, use=use, trade=Trade.HOUSEKEEPING).token


def engaged(worker: Actor, operator: Actor) -> UUID:
    """She scanned the firm's code and said yes."""
    return engagements.join(worker, code=a_code(operator))


def authorises(worker: Actor, engagement: UUID) -> UUID:
    """She lets her firm look for thirty days."""
    check = makers.show_presence(worker, use=Use.AUTHORISE, about_id=engagement)
    return engagements.authorise(
        worker,
        engagement_id=engagement,
        presence_id=check,
        text_version=consents.newest_version(Kind.FIRM),
        language="zh-hans",
    )
