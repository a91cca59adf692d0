"""The examination's verbs: load tables, take in a report that its hospital signed."""

import hashlib
from datetime import timedelta
from uuid import UUID

from jiaxin.facts.health import formats, ports, reads, reports
from jiaxin.facts.health.errors import (
    AnothersReport,
    ForgedReport,
    ImpossibleDay,
    TablesRefused,
    UnknownIssuer,
)
from jiaxin.facts.health.models import Edition
from jiaxin.facts.health.ports import Signature
from jiaxin.facts.health.reports import SignedReport
from jiaxin.facts.health.rules import HOSPITAL, Tables, last_day, signed_text
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.rules import Came
from jiaxin.facts.records.services import Admitted, NewFact
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import reads as identity

_A_DAY = Limit("exam.hand_in", 20, timedelta(days=1))
_SYSTEM = Actor.system("health")


@service(Action.EXAM_TABLES_LOAD)
def load_tables(actor: Actor, /, *, written: bytes) -> Tables:
    """Take in an edition of the tables. The same file twice is one edition."""
    digest = hashlib.sha256(written).hexdigest()
    grounds(f"sha-256:{digest}")
    try:
        tables = formats.read(written)
    except formats.BadTables as wrong:
        raise TablesRefused(faults=wrong.faults) from wrong
    newest = Edition.objects.order_by("-loaded_at").first()
    if newest is None or newest.digest != digest:
        Edition.objects.create(
            in_force_from=tables.in_force_from,
            written=written.decode("utf-8-sig"),
            digest=digest,
            loaded_at=clock.now(),
        )
    return tables


@service(Action.EXAM_HAND_IN)
def hand_in(actor: Actor, /, *, written: bytes) -> Admitted:
    """She hands in a report that its hospital signed; what does not hold becomes no fact."""
    about(actor.person)
    spend(_A_DAY, str(actor.person))
    signed = reports.read(written, clock.today())
    evidence = hashlib.sha256(written).hexdigest()
    return take_report(actor, worker=actor.person, signed=signed, came=Came.LIVE, evidence=evidence)


@step
def take_report(
    actor: Actor, /, *, worker: UUID, signed: SignedReport, came: Came, evidence: str
) -> Admitted:
    """Take in one report, whoever brings it: by its issuer's own signature, and hers alone."""
    report = signed.report
    text = signed_text(report)
    match ports.check(issuer=report.issuer, text=text, signature=signed.signature):
        case Signature.UNKNOWN:
            raise UnknownIssuer
        case Signature.FORGED:
            raise ForgedReport
        case Signature.HOLDS:
            pass
    person = identity.known_person(_SYSTEM, worker=worker)
    if (person.name, person.number) != (report.name, report.number):
        raise AnothersReport
    if report.examined > clock.today():
        raise ImpossibleDay
    # The term that was in force on that day: a later table makes no old report longer.
    months = reads.tables_on(report.examined).months_of(report.exam_class)
    fact = NewFact(
        worker=worker,
        kind=kinds.EXAM,
        content={
            "exam_class": report.exam_class.value,
            "conclusion": report.conclusion.value,
            "issuer": report.issuer,
            "report_no": report.report_no,
            "on": report.examined.isoformat(),
            "until": last_day(report.examined, months).isoformat(),
            "signature": signed.signature,
        },
        source=HOSPITAL,
        came=came,
        checked_at=clock.now(),
        evidence=evidence,
        signed_by=report.issuer,
    )
    return records.receive(actor, fact=fact)
