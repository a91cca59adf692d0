"""Lin's record is being looked at by Hu; another worker and another consumer are signed in too."""

from uuid import UUID

from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as sharing
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import sealer
from jiaxin.trust.consent import reads as consents
from tests import makers, makers_firms, makers_vetting
from tests.house.routes.tables import Scene
from tests.makers_rights import an_export
from tests.portals.conftest import browser_of

# Nobody, Lin (whose record it is), another worker, Hu (who asked), another consumer.
WHO = ("nobody", "lin", "other_worker", "hu", "other_consumer")


def _entered(worker: Actor) -> UUID:
    """Something that she wrote into her record herself."""
    content = {"firm": "胡家", "trade": "cooking", "since": "2024-05-01", "until": "2025-05-01"}
    return records.enter(worker, kind=kinds.EMPLOYMENT, content=content).line


def the_loop() -> Scene:
    lin, hu = makers.a_worker(), makers.a_consumer()
    other_worker = makers.a_worker(
        phone="13700137000", number=makers.a_number(order=4), name="赵桂香"
    )
    other_consumer = makers.a_consumer(phone="13600136000")
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    sealer.seal()
    sealer.sign()
    with keys_at_hand():
        token = certificates.own(lin).token
    case, exhibit = makers_vetting.a_case_with_a_photo(lin)
    values: dict[str, object] = {
        "case_id": case,
        "exhibit_id": exhibit,
        "page": 1,
        "query_id": query,
        "presence_id": presence.begin(lin, use=Use.APPROVE, about_id=query),
        "consent_id": consents.own(lin)[0].id,
        "link_id": sharing.share(lin),
        "kind": "face",
        "code": "employment",
        "line": _entered(lin),
        "token": token,
        "export_id": an_export(lin),
        "form": "json",
        "sign_in_id": new_id(),
        "ticket": makers.a_ticket(lin),
        "number": makers_firms.a_filed_firm(),
    }
    browsers = {
        "nobody": Client(),
        "lin": browser_of(lin),
        "other_worker": browser_of(other_worker),
        "hu": browser_of(hu),
        "other_consumer": browser_of(other_consumer),
    }
    return Scene(browsers, values)
