"""The addresses of the firm's pages about its staff."""

from django.urls import path

from jiaxin.portals.firm.views import (
    placements,
    staff,
    staff_choose,
    staff_claims,
    staff_links,
    staff_minors,
)

ADDRESSES = [
    path("staff/", staff.board, name="staff"),
    path("staff/ask/", staff.ask, name="staff_ask"),
    path("staff/invite/", staff.invite, name="staff_invite"),
    path(
        "staff/invite/<uuid:invitation_id>/back/",
        staff.take_invitation_back,
        name="staff_invite_back",
    ),
    path("staff/code/", staff.code, name="staff_code"),
    path("staff/choose/", staff_choose.choose, name="staff_choose"),
    path("staff/claims/", staff_claims.claims, name="staff_claims"),
    path("staff/claims/<uuid:claim_id>/", staff_claims.answer, name="staff_claim_answer"),
    path("staff/minors/", staff_minors.ledger, name="staff_minors"),
    path("staff/minors/<int:year>.pdf", staff_minors.paper, name="staff_minors_paper"),
    path("staff/<uuid:engagement_id>/check/", staff_minors.check, name="staff_check"),
    path("staff/<uuid:engagement_id>/", staff.one, name="staff_one"),
    path("staff/<uuid:engagement_id>/send/", placements.send, name="placement_send"),
    path("services/", placements.everything, name="placements"),
    path("services/<uuid:placement_id>/back/", placements.take_back, name="placement_back"),
    path("staff/<uuid:engagement_id>/record/", staff.record, name="staff_record"),
    path("staff/<uuid:engagement_id>/links/", staff_links.links, name="staff_links"),
    path(
        "staff/<uuid:engagement_id>/links/<uuid:offer_id>/back/",
        staff_links.take_back,
        name="staff_link_back",
    ),
    path("staff/<uuid:engagement_id>/state/", staff.state, name="staff_state"),
    path("staff/<uuid:engagement_id>/over/", staff.over, name="staff_over"),
    path("staff/<uuid:engagement_id>/release/", staff.release, name="staff_release"),
    path("staff/<uuid:engagement_id>/mark/", staff.mark, name="staff_mark"),
    path("staff/<uuid:engagement_id>/supply/<slug:kind>/", staff.supply, name="staff_supply"),
    path(
        "staff/<uuid:engagement_id>/looks/<uuid:look_id>/receipt.json",
        staff.look_receipt,
        name="staff_receipt",
    ),
]
