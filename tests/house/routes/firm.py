"""A firm's desk: its owner, an operator of hers, and the same two of another firm."""

from django.test import Client

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.complaints.rules import Matter
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.remote import services as remote
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import sealer
from jiaxin.trust.identity import reads
from tests import (
    makers,
    makers_complaints,
    makers_corrections,
    makers_desk,
    makers_engagements,
    makers_filings,
    makers_placements,
    makers_remote,
    makers_reviews,
    makers_rosters,
    rosters,
)
from tests.house.routes.tables import Portal, Scene
from tests.portals.conftest import browser_of

# Nobody, the owner whose objects stand in the paths, her operator, and another firm's two.
WHO = ("nobody", "owner", "operator", "other_owner", "other_operator")
# Rows of four sorts: what everyone signed in sees, owners only, of one firm only.
ALL = (302, 200, 200, 200, 200)
POSTED = (302, 405, 405, 405, 405)
OWNERS = (302, 200, 404, 200, 404)
OWNER_OF_IT = (302, 200, 404, 404, 404)
FIRM_OF_IT = (302, 200, 200, 404, 404)

TABLE: dict[str, tuple[int, ...]] = {
    "firm:home": ALL,
    "firm:sign_up": (200, 302, 302, 302, 302),
    "firm:replace": (200, 200, 200, 200, 200),
    "firm:replace_take_over": (200, 200, 200, 200, 200),
    "firm:replace_object": (302, 405, 404, 405, 404),
    "firm:phone": OWNERS,
    "firm:sign_in": (200, 302, 302, 302, 302),
    "firm:sign_in_prove": (302, 302, 302, 302, 302),
    "firm:sign_in_recover": (302, 302, 302, 302, 302),
    "firm:sign_in_password": (302, 302, 302, 302, 302),
    "firm:sign_in_factor": (302, 302, 302, 302, 302),
    "firm:sign_in_finish": (302, 302, 302, 302, 302),
    "firm:sign_out": POSTED,
    "firm:prove": ALL,
    "firm:account": ALL,
    "firm:account_password": ALL,
    "firm:account_totp": ALL,
    "firm:account_totp_drop": POSTED,
    "firm:account_key": ALL,
    "firm:account_key_drop": POSTED,
    "firm:account_recovery": ALL,
    "firm:sign_ins_end": POSTED,
    "firm:sign_in_end": POSTED,
    "firm:reviews": ALL,
    "firm:review": FIRM_OF_IT,
    "firm:cards": ALL,
    "firm:help": ALL,
    # A help is one helper's, within a firm too.
    "firm:help_one": (302, 200, 404, 404, 404),
    "firm:help_card": (302, 200, 404, 404, 404),
    "firm:help_request": (302, 200, 404, 404, 404),
    "firm:filings": ALL,
    "firm:filing_new": POSTED,
    "firm:filing": FIRM_OF_IT,
    "firm:filing_back": POSTED,
    "firm:filing_give_up": FIRM_OF_IT,
    "firm:filing_withdraw": FIRM_OF_IT,
    "firm:filing_attach": FIRM_OF_IT,
    "firm:filing_drop": POSTED,
    "firm:filing_paper": FIRM_OF_IT,
    "firm:rosters": ALL,
    "firm:roster_template": ALL,
    "firm:roster": FIRM_OF_IT,
    "firm:roster_standing": FIRM_OF_IT,
    "firm:roster_open": POSTED,
    "firm:roster_drop": POSTED,
    "firm:roster_unfit": FIRM_OF_IT,
    "firm:accounts": OWNERS,
    "firm:account_new": OWNERS,
    "firm:account_one": OWNER_OF_IT,
    "firm:account_close": OWNER_OF_IT,
    "firm:account_reset": OWNER_OF_IT,
    "firm:account_end": (302, 405, 404, 405, 404),
    "firm:corrections": ALL,
    "firm:corrections_read": POSTED,
    # The line in the path is disputed already: whoever may sees how it stands.
    "firm:correction_new": (302, 302, 302, 404, 404),
    "firm:correction": FIRM_OF_IT,
    "firm:correction_attach": FIRM_OF_IT,
    "firm:correction_withdraw": POSTED,
    "firm:correction_appeal": FIRM_OF_IT,
    "firm:correction_file": FIRM_OF_IT,
}


_STAFF_OF_IT: tuple[int, ...] = (302, 200, 200, 404, 404)
TABLE |= {
    "firm:staff": ALL,
    "firm:staff_ask": POSTED,
    "firm:staff_invite": ALL,
    "firm:staff_invite_back": POSTED,
    "firm:staff_code": ALL,
    "firm:staff_one": _STAFF_OF_IT,
    "firm:staff_record": _STAFF_OF_IT,
    # A page that is open is told to go away, whosever it was.
    "firm:staff_state": (302, 204, 204, 204, 204),
    "firm:staff_over": ALL,
    "firm:placement_send": _STAFF_OF_IT,
    "firm:placements": ALL,
    "firm:placement_back": POSTED,
    "firm:staff_choose": ALL,
    "firm:staff_claims": ALL,
    "firm:staff_claim_answer": POSTED,
    "firm:complaints": ALL,
    "firm:complaint": _STAFF_OF_IT,
    "firm:complaint_say": _STAFF_OF_IT,
    "firm:complaint_agree": POSTED,
    "firm:complaint_attach": _STAFF_OF_IT,
    "firm:complaint_file": _STAFF_OF_IT,
    "firm:staff_links": _STAFF_OF_IT,
    "firm:staff_link_back": POSTED,
    "firm:staff_minors": ALL,
    "firm:staff_minors_paper": ALL,
    "firm:staff_check": POSTED,
    "firm:staff_release": _STAFF_OF_IT,
    "firm:staff_mark": POSTED,
    "firm:staff_supply": _STAFF_OF_IT,
    # Whoever looked, and nobody else.
    "firm:staff_receipt": (302, 200, 404, 404, 404),
}


def _at_work(owner: Actor) -> dict[str, object]:
    """One of the firm's workers, looked at by its owner; and an invitation that waits."""
    lin = makers.a_worker()
    engagement = makers_engagements.engaged(lin, owner)
    makers_engagements.authorises(lin, engagement)
    by = makers_engagements.BY
    served = placements.begin_for_staff(
        owner,
        engagement_id=engagement,
        phone=makers_placements.HUS,
        terms=makers_placements.terms(),
    )
    placements.confirm(lin, placement_id=served)
    placements.confirm(makers.a_consumer(), placement_id=served, called="胡女士")
    complaint = makers_complaints.filed(lin, served, against=Side.FIRM, matter=Matter.FEES)
    record = engagements.look(owner, engagement_id=engagement, by=by)
    family, service = makers_reviews.arranged(lin, owner, engagement)
    sealer.seal()
    sealer.sign()
    return {
        "review_id": makers_reviews.written(family, service),
        "engagement_id": engagement,
        "offer_id": remote.offer(owner, engagement_id=engagement),
        "query_id": makers_remote.asked_by_card(lin, makers.a_consumer()),
        "help_id": makers_remote.helped(owner),
        "look_id": record.look_id,
        "claim_id": new_id(),
        "placement_id": served,
        "complaint_id": complaint,
        "evidence_id": makers_complaints.with_a_photo(owner, complaint),
        "kind": "training",
        "invitation_id": engagements.invite(owner, phone="13712345678", trade=Trade.COOKING),
    }


def _scene() -> Scene:
    ours, theirs = makers_desk.a_desk(1), makers_desk.a_desk(2)
    browsers = {
        "nobody": Client(),
        "owner": browser_of(ours.owner),
        "operator": browser_of(ours.operator),
        "other_owner": browser_of(theirs.owner),
        "other_operator": browser_of(theirs.operator),
    }
    award = makers_filings.an_award_draft(ours)
    line, correction, enclosure = makers_corrections.a_firms_correction(ours.owner)
    values: dict[str, object] = {
        "filing_id": award,
        "paper_id": makers_filings.paper_of(ours, award),
        "page": 1,
        "topic": "award",
        "roster_id": makers_rosters.checked(
            ours.operator, rosters.as_csv([rosters.person(1), ["", "1"]])
        ),
        "form": "csv",
        "staff_id": ours.operator.person,
        "sign_in_id": reads.my_sign_ins(ours.operator)[0].id,
        "key_id": new_id(),
        "replacement_id": new_id(),
        "year": clock.today().year,
        "line": line,
        "correction_id": correction,
        "enclosure_id": enclosure,
        **_at_work(ours.owner),
    }
    return Scene(browsers, values)


PORTAL = Portal(
    name="firm",
    who=WHO,
    owners=frozenset({"owner", "operator"}),
    table=TABLE,
    scene=_scene,
    not_owned=frozenset({"page", "topic", "form", "year"}),
)
