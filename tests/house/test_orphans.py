"""Pairs of ids stand for foreign keys between apps and shards: each points at a row."""

import pytest
from django.apps import apps
from django.db import connection, models

from jiaxin.config import wiring
from jiaxin.flows.queries import services as queries
from tests import makers

# table.column → table.column, with the columns that the two rows share besides it.
PAIRS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "certificates_certificate.worker_id": ("identity_worker", "id", ()),
    "certificates_number.worker_id": ("certificates_certificate", "worker_id", ()),
    "certificates_share_link.worker_id": ("certificates_certificate", "worker_id", ()),
    "certificates_share_link_place.link_id": ("certificates_share_link", "id", ("worker_id",)),
    "certificates_share_link_place.worker_id": ("certificates_certificate", "worker_id", ()),
    "certificates_short_code.worker_id": ("certificates_certificate", "worker_id", ()),
    "comparisons_slice.run_id": ("comparisons_run", "id", ()),
    "comparisons_missed.run_id": ("comparisons_run", "id", ()),
    "comparisons_missed.worker_id": ("identity_worker", "id", ()),
    "consent_named.worker_id": ("identity_worker", "id", ()),
    "exchange_outbound.party_id": ("exchange_party", "id", ()),
    "exchange_outbound_part.outbound_id": ("exchange_outbound", "id", ()),
    "exchange_pulled.worker_id": ("identity_worker", "id", ()),
    "exchange_pulled.party_id": ("exchange_party", "id", ()),
    "exchange_pulled.outbound_id": ("exchange_outbound", "id", ()),
    "exchange_pulled.consent_id": ("consent_consent", "id", ("worker_id",)),
    "consent_consent.worker_id": ("identity_worker", "id", ()),
    "engagements_engagement.worker_id": ("identity_worker", "id", ()),
    "engagements_engagement.firm_id": ("firms_firm", "id", ()),
    "engagements_staff.firm_id": ("firms_firm", "id", ()),
    "engagements_staff.engagement_id": ("engagements_engagement", "id", ("worker_id",)),
    "engagements_staff.worker_id": ("identity_worker", "id", ()),
    "engagements_claim.worker_id": ("identity_worker", "id", ()),
    "engagements_claim.firm_id": ("firms_firm", "id", ()),
    "engagements_ledger_paper.firm_id": ("firms_firm", "id", ()),
    "joining_firm_phone.firm_id": ("firms_firm", "id", ()),
    "joining_replacement.firm_id": ("firms_firm", "id", ()),
    "engagements_invitation.firm_id": ("firms_firm", "id", ()),
    "engagements_minors_check.worker_id": ("identity_worker", "id", ()),
    "engagements_minors_check.engagement_id": ("engagements_engagement", "id", ("worker_id",)),
    "engagements_minors_check.firm_id": ("firms_firm", "id", ()),
    "engagements_staff_look.worker_id": ("identity_worker", "id", ()),
    "engagements_staff_look.engagement_id": ("engagements_engagement", "id", ("worker_id",)),
    "engagements_staff_look.firm_id": ("firms_firm", "id", ()),
    "engagements_staff_look.viewer_id": ("identity_staff_member", "id", ()),
    "enrolment_enrolment.worker_id": ("identity_worker", "id", ()),
    "presence_presence.worker_id": ("identity_worker", "id", ()),
    "reviews_review.worker_id": ("identity_worker", "id", ()),
    "reviews_review.placement_id": ("placements_placement", "id", ("worker_id",)),
    "reviews_review.consumer_id": ("identity_consumer", "id", ()),
    "reviews_review.firm_id": ("firms_firm", "id", ()),
    "reviews_wrote.consumer_id": ("identity_consumer", "id", ()),
    "reviews_wrote.review_id": ("reviews_review", "id", ("worker_id",)),
    "reviews_wrote.worker_id": ("identity_worker", "id", ()),
    "reviews_docket.worker_id": ("identity_worker", "id", ()),
    "reviews_docket.review_id": ("reviews_review", "id", ("worker_id",)),
    "showcase_card.worker_id": ("identity_worker", "id", ()),
    "showcase_listing.worker_id": ("showcase_card", "worker_id", ()),
    "queries_query.worker_id": ("identity_worker", "id", ()),
    "queries_query.consumer_id": ("identity_consumer", "id", ()),
    "queries_asked.consumer_id": ("identity_consumer", "id", ()),
    "queries_asked.query_id": ("queries_query", "id", ("worker_id",)),
    "queries_asked.worker_id": ("identity_worker", "id", ()),
    "queries_look.worker_id": ("identity_worker", "id", ()),
    "queries_look.query_id": ("queries_query", "id", ("worker_id",)),
    "queries_look.viewer_id": ("identity_consumer", "id", ()),
    "queries_block.worker_id": ("identity_worker", "id", ()),
    "queries_block.consumer_id": ("identity_consumer", "id", ()),
    "complaints_complaint.placement_id": ("placements_placement", "id", ()),
    "complaints_complaint.served_by_id": ("identity_worker", "id", ()),
    "complaints_complaint.served_for_id": ("identity_consumer", "id", ()),
    "complaints_complaint.firm_id": ("firms_firm", "id", ()),
    "complaints_statement.complaint_id": ("complaints_complaint", "id", ()),
    "complaints_evidence.complaint_id": ("complaints_complaint", "id", ()),
    "complaints_evidence_page.complaint_id": ("complaints_complaint", "id", ()),
    "complaints_evidence_page.evidence_id": ("complaints_evidence", "id", ()),
    "complaints_outcome.complaint_id": ("complaints_complaint", "id", ()),
    "complaints_step_back.complaint_id": ("complaints_complaint", "id", ()),
    "complaints_officer_look.complaint_id": ("complaints_complaint", "id", ()),
    "placements_placement.worker_id": ("identity_worker", "id", ()),
    "placements_placement.consumer_id": ("identity_consumer", "id", ()),
    "placements_placement.firm_id": ("firms_firm", "id", ()),
    "placements_placement.engagement_id": ("engagements_engagement", "id", ("worker_id",)),
    "placements_placement.query_id": ("queries_query", "id", ("worker_id",)),
    "placements_served.consumer_id": ("identity_consumer", "id", ()),
    "placements_served.placement_id": ("placements_placement", "id", ("worker_id",)),
    "placements_served.worker_id": ("identity_worker", "id", ()),
    "placements_arranged.firm_id": ("firms_firm", "id", ()),
    "placements_arranged.placement_id": ("placements_placement", "id", ("worker_id",)),
    "placements_arranged.worker_id": ("identity_worker", "id", ()),
    "placements_offer.worker_id": ("identity_worker", "id", ()),
    "placements_offer.placement_id": ("placements_placement", "id", ("worker_id",)),
    "filings_filing.firm_id": ("firms_firm", "id", ()),
    "filings_step.firm_id": ("firms_firm", "id", ()),
    "filings_step.filing_id": ("filings_filing", "id", ()),
    "filings_paper.firm_id": ("firms_firm", "id", ()),
    "filings_paper.filing_id": ("filings_filing", "id", ()),
    "filings_page.firm_id": ("firms_firm", "id", ()),
    "filings_page.paper_id": ("filings_paper", "id", ()),
    "filings_spot_check.firm_id": ("firms_firm", "id", ()),
    "filings_spot_check.filing_id": ("filings_filing", "id", ()),
    "filings_interview.firm_id": ("firms_firm", "id", ()),
    "filings_interview.filing_id": ("filings_filing", "id", ()),
    "vetting_case.worker_id": ("identity_worker", "id", ()),
    "vetting_docket.worker_id": ("identity_worker", "id", ()),
    "vetting_docket.case_id": ("vetting_case", "id", ("worker_id",)),
    "vetting_opinion.worker_id": ("identity_worker", "id", ()),
    "vetting_opinion.case_id": ("vetting_case", "id", ("worker_id",)),
    "vetting_statement.worker_id": ("identity_worker", "id", ()),
    "vetting_statement.case_id": ("vetting_case", "id", ("worker_id",)),
    "vetting_exhibit.worker_id": ("identity_worker", "id", ()),
    "vetting_exhibit.case_id": ("vetting_case", "id", ("worker_id",)),
    "vetting_exhibit_page.worker_id": ("identity_worker", "id", ()),
    "vetting_exhibit_page.exhibit_id": ("vetting_exhibit", "id", ("worker_id",)),
    "vetting_desk_look.worker_id": ("identity_worker", "id", ()),
    "vetting_desk_look.case_id": ("vetting_case", "id", ("worker_id",)),
    "vetting_step_back.worker_id": ("identity_worker", "id", ()),
    "vetting_step_back.case_id": ("vetting_case", "id", ("worker_id",)),
    "corrections_docket.correction_id": ("corrections_correction", "id", ("subject_id",)),
    "corrections_ruling.correction_id": ("corrections_correction", "id", ("subject_id",)),
    "corrections_enclosure.correction_id": ("corrections_correction", "id", ("subject_id",)),
    "corrections_enclosure_page.enclosure_id": ("corrections_enclosure", "id", ("subject_id",)),
    "corrections_officer_look.correction_id": ("corrections_correction", "id", ("subject_id",)),
    "corrections_told.correction_id": ("corrections_correction", "id", ()),
    "exchange_party_key.party_id": ("exchange_party", "id", ()),
    "exchange_inbound.party_id": ("exchange_party", "id", ()),
    "exchange_part.inbound_id": ("exchange_inbound", "id", ()),
    "exchange_quarantined.party_id": ("exchange_party", "id", ()),
    "exchange_quarantined.inbound_id": ("exchange_inbound", "id", ()),
    "exchange_refused.party_id": ("exchange_party", "id", ()),
    "records_fact.worker_id": ("identity_worker", "id", ()),
    "firms_fact.firm_id": ("firms_firm", "id", ()),
    "firms_search.firm_id": ("firms_firm", "id", ()),
    "invitations_invitation.roster_id": ("invitations_roster", "id", ()),
    "invitations_unfit_row.roster_id": ("invitations_roster", "id", ()),
    "records_sighting.worker_id": ("identity_worker", "id", ()),
    "records_verdict.worker_id": ("identity_worker", "id", ()),
    "records_verdict.fact_id": ("records_fact", "id", ("worker_id",)),
    "epidemic_declaration.worker_id": ("identity_worker", "id", ()),
    "epidemic_declaration.order_id": ("epidemic_order", "id", ()),
    "epidemic_answer.worker_id": ("identity_worker", "id", ()),
    "epidemic_answer.order_id": ("epidemic_order", "id", ()),
    "certificates_printed_card.worker_id": ("identity_worker", "id", ()),
    "certificates_printed_card_place.worker_id": ("identity_worker", "id", ()),
    "certificates_printed_card_place.card_id": (
        "certificates_printed_card",
        "id",
        ("worker_id",),
    ),
    "remote_by_message.worker_id": ("identity_worker", "id", ()),
    "remote_asked.worker_id": ("identity_worker", "id", ()),
    "remote_asked.query_id": ("queries_query", "id", ("worker_id",)),
    "remote_link_offer.worker_id": ("identity_worker", "id", ()),
    "remote_link_offer.firm_id": ("firms_firm", "id", ()),
    "remote_link_offer.engagement_id": (
        "engagements_engagement",
        "id",
        ("worker_id",),
    ),
    "remote_help.worker_id": ("identity_worker", "id", ()),
    "remote_help_place.worker_id": ("identity_worker", "id", ()),
    "remote_help_place.help_id": ("remote_help", "id", ("worker_id",)),
    "remote_helped.worker_id": ("identity_worker", "id", ()),
    "remote_helped.query_id": ("queries_query", "id", ("worker_id",)),
    "remote_helped.help_id": ("remote_help", "id", ("worker_id",)),
    "rights_pause.worker_id": ("identity_worker", "id", ()),
    "rights_closing.worker_id": ("identity_worker", "id", ()),
    "rights_deletion.worker_id": ("identity_worker", "id", ()),
    "rights_export.worker_id": ("identity_worker", "id", ()),
    "identity_sign_in_key.person_id": ("identity_account", "id", ()),
    "identity_sign_in.person_id": ("identity_account", "id", ()),
    "identity_staff_key.staff_id": ("identity_staff_member", "id", ()),
    "identity_recovery_code.staff_id": ("identity_staff_member", "id", ()),
    "identity_staff_proposal.staff_id": ("identity_staff_member", "id", ()),
    "identity_staff_entry.staff_id": ("identity_staff_member", "id", ()),
}
# These point at rows of more than one table, or at people who may be gone while the line stays.
ELSEWHERE = {
    "invitations_roster.inviter_id": "a firm, or a party of the exchange",
    "invitations_invitation.inviter_id": "the same",
    "complaints_complaint.subject_id": "a worker or a family",
    "complaints_statement.author_id": "a worker, a family, a firm or an officer",
    "complaints_evidence.author_id": "a worker, a family or a firm",
    "complaints_evidence_page.author_id": "the same",
    "corrections_correction.subject_id": "a worker or a firm",
    "corrections_docket.subject_id": "a worker or a firm",
    "corrections_ruling.subject_id": "a worker or a firm",
    "corrections_enclosure.subject_id": "a worker or a firm",
    "corrections_enclosure_page.subject_id": "a worker or a firm",
    "corrections_officer_look.subject_id": "a worker or a firm",
    "corrections_help.subject_id": "a worker or a firm",
    "corrections_told.viewer_id": "a consumer or a firm",
    "corrections_told.query_id": "a query, or a firm's engagement",
    "remote_link_offer.link_id": "a link that may be erased a day before its offer",
    "rights_export_seal.export_id": "a copy that may be gone with its record; the seal stays",
    "consent_consent.grantee_id": "a firm, or a local platform",
    "consent_named.grantee_id": "a local platform: a row of a higher floor",
    "identity_account.organisation_id": "a firm or a department: rows of higher floors",
    "identity_blind_index.row_id": "any row with a findable column",
    "identity_data_key.owner_id": "any person, or the system itself",
}


def test_every_pair_is_known() -> None:
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for config in apps.get_app_configs()
        if config.name.startswith("jiaxin.")
        for model in config.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.UUIDField) and str(field.column).endswith("_id")
    }

    assert columns - set(PAIRS) - set(ELSEWHERE) == set()
    assert (set(PAIRS) | set(ELSEWHERE)) - columns == set()


@pytest.mark.django_db
def test_no_pair_points_at_nothing_after_the_loop() -> None:
    makers.Outside().join()
    lin, hu = makers.a_worker(), makers.a_consumer()
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    wiring.join()

    orphans = {pair: count for pair in PAIRS if (count := _orphans(pair))}

    assert orphans == {}


def _orphans(pair: str) -> int:
    table, column = pair.split(".")
    target, key, shared = PAIRS[pair]
    same = "".join(f" AND t.{name} = o.{name}" for name in shared)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {table} o WHERE o.{column} IS NOT NULL AND NOT EXISTS"  # noqa: S608 — names from the table above
            f" (SELECT FROM {target} t WHERE t.{key} = o.{column}{same})"
        )
        row = cursor.fetchone()
    return int(row[0]) if row else -1
