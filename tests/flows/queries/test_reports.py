"""A report holds what she ticked, in the fields that a viewer may see, and nothing else."""

from uuid import UUID

import pytest

from jiaxin.facts.records import kinds, reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.rules import Came, Confirmation, Section
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.models import Look
from jiaxin.flows.queries.reports import Report
from jiaxin.flows.queries.rules import ALL_SECTIONS
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_facts
from tests.makers_facts import EMPLOYMENT, EXAM, INSURANCE, arrives

pytestmark = pytest.mark.django_db


def looked(lin: Actor, hu: Actor, ticks: frozenset[Section] = ALL_SECTIONS) -> Report:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query, sections=ticks)
    return queries.open_report(hu, query_id=query)


def shown(report: Report, section: Section) -> list[dict[str, object]]:
    return [dict(fact.content) for fact in report.blocks[section]]


def test_each_section_holds_the_fields_of_a_viewer_only(lin: Actor, hu: Actor) -> None:
    makers.agree(lin, Kind.HEALTH)
    arrives(lin, kinds.EXAM, came=Came.BATCH, signed_by=EXAM["issuer"])
    arrives(lin, kinds.EMPLOYMENT)

    report = looked(lin, hu)

    for section, facts in report.blocks.items():
        for fact in facts:
            assert set(fact.content) == kinds.of(fact.kind).viewer_sees
            assert kinds.of(fact.kind).section is section
    assert set(shown(report, Section.EXAM)[0]) == {"exam_class", "conclusion", "until"}


def test_what_she_unticked_is_not_read_at_all(lin: Actor, hu: Actor) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)

    report = looked(lin, hu, ALL_SECTIONS - {Section.EMPLOYMENT})

    assert Section.EMPLOYMENT not in report.blocks
    assert entry.id not in report.fact_ids


def test_a_look_keeps_which_versions_were_seen(lin: Actor, hu: Actor) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)

    looked(lin, hu)

    look = Look.objects.get(worker_id=lin.person)
    assert str(entry.id) in look.shown["facts"]
    assert "employment" in look.shown["sections"]


def test_without_the_health_consent_no_examination_is_shown(lin: Actor, hu: Actor) -> None:
    assert looked(lin, hu).blocks[Section.EXAM] == ()


def test_a_viewer_is_told_what_nobody_confirmed(lin: Actor, hu: Actor) -> None:
    records.enter(lin, kind=kinds.EMPLOYMENT, content=EMPLOYMENT)

    [fact] = looked(lin, hu).blocks[Section.EMPLOYMENT]

    assert (fact.stands, fact.source) == (Confirmation.WAITING, reads.HERSELF)


@pytest.mark.parametrize("how", ["taken back", "rejected"])
def test_what_is_taken_back_or_rejected_is_shown_to_nobody(lin: Actor, hu: Actor, how: str) -> None:
    if how == "rejected":
        entry = arrives(lin, kinds.EMPLOYMENT)
        records.answer(lin, line=entry.line, version=1, agrees=False)
    else:
        entry = records.enter(lin, kind=kinds.EMPLOYMENT, content=EMPLOYMENT)
        records.withdraw(lin, line=entry.line)

    assert looked(lin, hu).blocks[Section.EMPLOYMENT] == ()


def insured(worker: Actor, number: str, since: str, until: str) -> UUID:
    content = INSURANCE | {"policy_no": number, "since": since, "until": until}
    return arrives(worker, kinds.INSURANCE, content, source="insurer", came=Came.BATCH).id


def test_of_what_ran_out_only_the_last_is_shown_and_only_where_nothing_is_in_date(
    lin: Actor, hu: Actor
) -> None:
    insured(lin, "old", "2023-01-01", "2023-12-31")
    last = insured(lin, "older", "2024-01-01", "2024-12-31")
    [fact] = looked(lin, hu).blocks[Section.INSURANCE]
    assert (fact.id, fact.is_in_date) == (last, False)

    current = insured(lin, "new", "2026-01-01", "2099-12-31")
    [fact] = looked(lin, hu).blocks[Section.INSURANCE]
    assert (fact.id, fact.is_in_date) == (current, True)


def test_what_began_last_comes_first(lin: Actor, hu: Actor) -> None:
    for since in ("2020-01-01", "2024-01-01", "2022-01-01"):
        arrives(lin, kinds.EMPLOYMENT, makers_facts.EMPLOYMENT | {"since": since, "until": None})

    years = [fact.content["since"].year for fact in looked(lin, hu).blocks[Section.EMPLOYMENT]]

    assert years == [2024, 2022, 2020]
