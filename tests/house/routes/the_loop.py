"""Lin's record is being looked at by Hu; another worker and another consumer are signed in too."""

from uuid import UUID

from django.test import Client

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as sharing
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.placements import services as placements
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.remote import services as remote
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import sealer
from jiaxin.trust.consent import reads as consents
from tests import (
    makers,
    makers_complaints,
    makers_corrections,
    makers_engagements,
    makers_placements,
    makers_reviews,
    makers_showcase,
    makers_vetting,
)
from tests.house.routes.tables import Scene
from tests.makers_rights import an_export
from tests.portals.conftest import browser_of

# Nobody, Lin (whose record it is), another worker, Hu (who asked), another consumer.
WHO = ("nobody", "lin", "other_worker", "hu", "other_consumer")


def _entered(worker: Actor) -> UUID:
    """Something that she wrote into her record herself."""
    content = {"firm": "胡家", "trade": "cooking", "since": "2024-05-01", "until": "2025-05-01"}
    return records.enter(worker, kind=kinds.EMPLOYMENT, content=content).line


def _on_show(lin: Actor) -> str:
    """Her code, drawn last: it lives for a minute."""
    with keys_at_hand():
        return certificates.own(lin).token


def _at_work(lin: Actor) -> dict[str, object]:
    """Lin's firm, which looks at her record, and another firm's invitation."""
    firm = makers_engagements.a_firm()
    desk = makers_engagements.an_operator(firm)
    engagement = makers_engagements.engaged(lin, desk)
    makers_engagements.authorises(lin, engagement)
    record = engagements.look(desk, engagement_id=engagement, by=makers_engagements.BY)
    other = makers_engagements.an_operator(makers_engagements.a_firm(2, name="上海样例月光家政"))
    invitation = engagements.invite(other, phone="13800138000", trade=Trade.COOKING)
    return {
        "engagement_id": engagement,
        "offer_id": remote.offer(desk, engagement_id=engagement),
        "invitation_id": invitation,
        "firm_code": makers_engagements.a_code(desk),
        "look_id": record.look_id,
        "number": firms.named(firm).code,
    }


def _serves(lin: Actor, hu: Actor, query: UUID) -> dict[str, object]:
    """From the look that Hu had, confirmed by both; how it was, and what Hu complains of."""
    begun = placements.begin_from_look(hu, query_id=query, terms=makers_placements.terms())
    placements.confirm(lin, placement_id=begun)
    complaint = makers_complaints.filed(hu, begun)
    photo = makers_complaints.with_a_photo(hu, complaint)
    return {
        "placement_id": begun,
        "review_id": makers_reviews.written(hu, begun),
        "complaint_id": complaint,
        "evidence_id": photo,
    }


def the_loop() -> Scene:
    lin, hu = makers.a_worker(), makers.a_consumer()
    other_worker = makers.a_worker(
        phone="13700137000", number=makers.a_number(order=4), name="赵桂香"
    )
    other_consumer = makers.a_consumer(phone="13600136000")
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    at_work = _at_work(lin)
    sealer.seal()
    sealer.sign()
    case, exhibit = makers_vetting.a_case_with_a_photo(lin)
    correction, enclosure = makers_corrections.a_correction_with_a_photo(lin)
    values: dict[str, object] = {
        **_serves(lin, hu, query),
        "correction_id": correction,
        "enclosure_id": enclosure,
        "case_id": case,
        "exhibit_id": exhibit,
        "page": 1,
        "query_id": query,
        "presence_id": presence.begin(lin, use=Use.APPROVE, about_id=query),
        "consent_id": consents.own(lin)[0].id,
        "link_id": sharing.share(lin),
        "paper_card": sharing.print_card(lin, shows_name=True),
        "kind": "face",
        "code": "employment",
        "line": _entered(lin),
        "export_id": an_export(lin),
        "form": "json",
        **dict.fromkeys(("sign_in_id", "key_id"), new_id()),
        "ticket": makers.a_ticket(lin),
        "card_id": makers_showcase.puts_up_with_photo(lin),
        **at_work,
    }
    values["token"] = _on_show(lin)
    everybody = (lin, other_worker, hu, other_consumer)
    browsers = [Client(), *(browser_of(somebody) for somebody in everybody)]
    return Scene(dict(zip(WHO, browsers, strict=True)), values)
