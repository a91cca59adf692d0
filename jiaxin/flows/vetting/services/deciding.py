"""What a decision does, in one transaction: the fact, the certificate, the light, the case."""

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as record_reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.proofs import OpenVetting
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Background, Came
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.vetting import rules
from jiaxin.flows.vetting.events import FindingAges, VettingEnded
from jiaxin.flows.vetting.models import Case
from jiaxin.flows.vetting.rules import Says
from jiaxin.flows.vetting.services.keeping import keep
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import look_again, step

_WORDS = {Says.NONE_FOUND: Background.NONE_FOUND, Says.NOT_ISSUED: Background.NOT_ISSUED}


@step
def settle(actor: Actor, /, *, case: Case, says: Says, answer: Known, proof: OpenVetting) -> None:
    """Two persons said the same: it becomes the newest version of the fact, and all follows it."""
    now = clock.now()
    content = {"word": _WORDS[says].value, "judged": _judged(answer).value}
    if says is Says.NONE_FOUND:
        content["until"] = clock.day_of(now + rules.FINDING_LASTS).isoformat()
    records.admit(
        actor,
        fact=records.NewFact(
            worker=case.worker_id,
            kind=kinds.BACKGROUND,
            content=content,
            source=record_reads.REVIEWERS,
            came=Came.DECIDED,
            checked_at=now,
            evidence=proof.reference,
            window_from=answer.window_from,
            window_to=answer.window_to,
        ),
    )
    if says is Says.NONE_FOUND:
        certificates.reinstate(actor, worker=case.worker_id)
    else:
        certificates.revoke(actor, worker=case.worker_id)
    case.ended_at = now
    keep(actor, case=case)
    announce(VettingEnded(worker_id=case.worker_id, case_id=case.id, ending_id=new_id()))
    announce(
        FindingAges(worker_id=case.worker_id, case_id=case.id),
        after=rules.FINDING_LASTS - rules.LOOK_AGAIN_BEFORE,
    )
    look_again(*topics_of("worker", case.worker_id))


def _judged(answer: Known) -> Background:
    """The source's own word that the finding is about, also where a finding stood before."""
    return Background(answer.said.judged or answer.said.word)
