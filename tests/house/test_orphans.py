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
    "consent_consent.worker_id": ("identity_worker", "id", ()),
    "enrolment_enrolment.worker_id": ("identity_worker", "id", ()),
    "presence_presence.worker_id": ("identity_worker", "id", ()),
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
    "exchange_party_key.party_id": ("exchange_party", "id", ()),
    "exchange_inbound.party_id": ("exchange_party", "id", ()),
    "exchange_part.inbound_id": ("exchange_inbound", "id", ()),
    "exchange_quarantined.party_id": ("exchange_party", "id", ()),
    "exchange_quarantined.inbound_id": ("exchange_inbound", "id", ()),
    "exchange_refused.party_id": ("exchange_party", "id", ()),
    "records_fact.worker_id": ("identity_worker", "id", ()),
    "firms_fact.firm_id": ("firms_firm", "id", ()),
    "firms_search.firm_id": ("firms_firm", "id", ()),
    "records_sighting.worker_id": ("identity_worker", "id", ()),
    "records_verdict.worker_id": ("identity_worker", "id", ()),
    "records_verdict.fact_id": ("records_fact", "id", ("worker_id",)),
    "epidemic_declaration.worker_id": ("identity_worker", "id", ()),
    "epidemic_declaration.order_id": ("epidemic_order", "id", ()),
    "epidemic_answer.worker_id": ("identity_worker", "id", ()),
    "epidemic_answer.order_id": ("epidemic_order", "id", ()),
    "rights_pause.worker_id": ("identity_worker", "id", ()),
    "rights_deletion.worker_id": ("identity_worker", "id", ()),
    "rights_export.worker_id": ("identity_worker", "id", ()),
    "identity_sign_in.person_id": ("identity_account", "id", ()),
    "identity_staff_key.staff_id": ("identity_staff_member", "id", ()),
    "identity_recovery_code.staff_id": ("identity_staff_member", "id", ()),
    "identity_staff_entry.staff_id": ("identity_staff_member", "id", ()),
}
# These point at rows of more than one table, or at people who may be gone while the line stays.
ELSEWHERE = {
    "rights_export_seal.export_id": "a copy that may be gone with its record; the seal stays",
    "consent_consent.grantee_id": "a firm; there are none yet",
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
