"""What notices do when others announce something."""

from jiaxin.facts.records.events import FactEnding
from jiaxin.flows.comparisons.events import AnswerChanged
from jiaxin.flows.complaints.events import ComplaintMoved
from jiaxin.flows.corrections.events import CorrectionMoved, WrongFactSeen
from jiaxin.flows.corrections.rules import About
from jiaxin.flows.engagements.events import (
    AuthorisationAsked,
    AuthorisationEnding,
    ChecksDue,
    PhoneInvited,
)
from jiaxin.flows.filings.events import ChangeWaits
from jiaxin.flows.invitations.events import InvitationsOpened
from jiaxin.flows.joining.events import FirmPhoneKept, OwnerReplaced, ReplacementAsked
from jiaxin.flows.placements.events import (
    CertificateOut,
    PlacementPutToFamily,
    PlacementPutToWorker,
)
from jiaxin.flows.queries.events import ApprovedFromAfar, QueryAsked, QueryWaits
from jiaxin.flows.registers.events import BreachConcerns
from jiaxin.flows.remote.events import CodeWanted, LinkOffered, ReplyHeard
from jiaxin.flows.reviews.events import ReviewAnswered, ReviewJudged, ReviewPublished
from jiaxin.flows.rights.events import ClosingAsked, DeletionAsked, PersonErasing
from jiaxin.flows.vetting.events import HearingEnding, VettingEnded, VettingOpened
from jiaxin.gateways.notices import (
    desk_errands,
    errands,
    firm_errands,
    inviting,
    remote_errands,
    review_errands,
    service_errands,
)
from jiaxin.gateways.notices import services as notices
from jiaxin.ground.events import on, within
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.events import CodeIssued


@on(CodeIssued, queue="notices", attempts=5)
def send_the_code(event: CodeIssued) -> None:
    """A code is of use for five minutes only, so few tries."""
    errands.send_code(event.code_id)


@on(QueryAsked, queue="notices", attempts=3)
def remind_of_the_request(event: QueryAsked) -> None:
    """Three seconds after the request, unless her page has it."""
    errands.remind_of_request(event.worker_id, event.query_id)


@on(QueryWaits, queue="notices", attempts=3)
def remind_again(event: QueryWaits) -> None:
    """By day, unless she has answered; a fresh code where she answers by message."""
    errands.remind_again(event.worker_id, event.query_id, turn=event.turn)


@on(CodeWanted, queue="notices", attempts=3)
def send_the_code_again(event: CodeWanted) -> None:
    """She asked for it by message."""
    remote_errands.put(event.worker_id, event.query_id)


@on(ReplyHeard, queue="notices", attempts=5)
def tell_what_came_of_it(event: ReplyHeard) -> None:
    """A reply without an answer leaves her wondering."""
    remote_errands.tell_of_reply(event.worker_id, event.reply_id, event.outcome)


@on(LinkOffered, queue="notices", attempts=5)
def ask_for_the_link(event: LinkOffered) -> None:
    """Her firm asks; she decides on her phone."""
    remote_errands.tell_of_offer(event.worker_id, event.offer_id)


@on(VettingOpened, queue="notices")
def tell_that_it_is_looked_at(event: VettingOpened) -> None:
    """She is told at once, so that she can answer."""
    errands.tell_of_vetting(event.worker_id, event.case_id, round_id=event.round_id)


@on(HearingEnding, queue="notices")
def remind_of_the_hearing(event: HearingEnding) -> None:
    """In the morning of the last day, if she has not answered."""
    errands.remind_of_hearing(event.worker_id, event.case_id, round_id=event.round_id)


@on(VettingEnded, queue="notices")
def tell_the_outcome(event: VettingEnded) -> None:
    """Where to read it; the text says nothing of what it is."""
    errands.tell_of_outcome(event.worker_id, event.case_id, ending_id=event.ending_id)


@on(AnswerChanged, queue="notices", attempts=8)
def tell_of_the_change(event: AnswerChanged) -> None:
    """What is said about her has changed: she learns that it did, and reads what on her page."""
    errands.tell_of_change(event.worker_id, event.fact_id)


@on(FactEnding, queue="notices", attempts=5)
def tell_what_runs_out(event: FactEnding) -> None:
    """In the morning, unless something newer has come meanwhile."""
    errands.remind_of_ending(event.worker_id, event.fact_id, event.days)


@on(ApprovedFromAfar, queue="notices", attempts=5)
def tell_who_asked(event: ApprovedFromAfar) -> None:
    """Whoever asked yesterday does not sit before the page."""
    errands.tell_of_approval(event.worker_id, event.query_id)


@on(CorrectionMoved, queue="notices", attempts=5)
def tell_of_the_correction(event: CorrectionMoved) -> None:
    """A firm reads it at its desk; a worker is told where to read it."""
    if event.about is About.WORKER:
        errands.tell_of_correction(event.subject_id, event.correction_id, move_id=event.move_id)


@on(WrongFactSeen, queue="notices", attempts=5)
def tell_who_saw_it(event: WrongFactSeen) -> None:
    """What she saw was wrong, and is put right."""
    errands.tell_viewer(event.viewer_id, event.correction_id)


@on(DeletionAsked, queue="notices", attempts=5)
def say_that_it_will_be_deleted(event: DeletionAsked) -> None:
    """Should it not have been she, there is time to take it back."""
    errands.tell_of_deletion(event.worker_id, event.deletion_id)


@on(ClosingAsked, queue="notices", attempts=8)
def ask_whether_she_lives(event: ClosingAsked) -> None:
    """Whoever is said to have died gets the last word."""
    errands.tell_of_closing(event.worker_id, event.closing_id)


@on(BreachConcerns, queue="notices", attempts=8)
def tell_whom_it_concerns(event: BreachConcerns) -> None:
    """The law has her told what happened, and what she can do."""
    errands.tell_of_breach(event.worker_id, event.breach_id)


@on(PhoneInvited, queue="notices", attempts=5)
def tell_of_the_invitation(event: PhoneInvited) -> None:
    """Whoever has the phone, known or not, gets the same words."""
    firm_errands.tell_of_invitation(event.firm_id, event.invitation_id)


@on(AuthorisationAsked, queue="notices", attempts=5)
def ask_her_to_authorise(event: AuthorisationAsked) -> None:
    """Her firm asks; unless she has answered meanwhile."""
    firm_errands.ask_to_authorise(event.worker_id, event.engagement_id, asking=event.asking_id)


@on(AuthorisationEnding, queue="notices", attempts=5)
def remind_of_the_authorisation(event: AuthorisationEnding) -> None:
    """In the morning, unless she has renewed it meanwhile."""
    firm_errands.remind_of_authorisation(
        event.worker_id, event.engagement_id, consent=event.consent_id, days=event.days
    )


@on(PlacementPutToWorker, queue="notices", attempts=5)
def ask_her_to_confirm(event: PlacementPutToWorker) -> None:
    """A family, or her firm, says that she serves a family."""
    service_errands.ask_worker(event.worker_id, event.placement_id)


@on(PlacementPutToFamily, queue="notices", attempts=5)
def ask_the_family_to_confirm(event: PlacementPutToFamily) -> None:
    """She said yes; whoever has the phone that a firm named gets the same words, known or not."""
    service_errands.ask_family(event.worker_id, event.placement_id)


@on(ComplaintMoved, queue="notices", attempts=5)
def tell_of_the_complaint(event: ComplaintMoved) -> None:
    """A firm reads it at its desk; the two are told where to read it."""
    service_errands.tell_of_complaint(
        event.party_id, event.complaint_id, side=event.side, move_id=event.move_id
    )


@on(ReviewPublished, queue="notices", attempts=5)
def tell_of_the_review(event: ReviewPublished) -> None:
    """To her and to her firm: where to read it, and to answer."""
    review_errands.tell_of_review(event.worker_id, event.review_id)


@on(ReviewJudged, queue="notices", attempts=5)
def tell_who_wrote_it(event: ReviewJudged) -> None:
    """What an officer decided on it, and why."""
    review_errands.tell_the_author(event.worker_id, event.review_id)


@on(ReviewAnswered, queue="notices", attempts=5)
def tell_of_the_answer(event: ReviewAnswered) -> None:
    """Whoever wrote it hears once of each answer."""
    review_errands.tell_of_answer(event.worker_id, event.review_id, by=event.by)


@on(CertificateOut, queue="notices", attempts=8)
def tell_the_family(event: CertificateOut) -> None:
    """That it is not valid now: no reason, and nothing more."""
    service_errands.tell_of_certificate(event.worker_id, event.placement_id, told_id=event.told_id)


@on(FirmPhoneKept, queue="notices", attempts=5)
def tell_the_firms_number(event: FirmPhoneKept) -> None:
    """The number that a firm gave hears of it."""
    desk_errands.say_where_it_goes(event.firm_id, event.phone_id)


@on(ChangeWaits, queue="notices", attempts=5)
def remind_of_the_change(event: ChangeWaits) -> None:
    """In the morning, unless it was filed meanwhile."""
    desk_errands.remind_of_change(event.firm_id, event.changed_on, event.days)


@on(ChecksDue, queue="notices", attempts=5)
def remind_of_the_checks(event: ChecksDue) -> None:
    """In the morning."""
    desk_errands.remind_of_checks(event.firm_id, event.day)


@on(ReplacementAsked, queue="notices", attempts=8)
def tell_the_owner(event: ReplacementAsked) -> None:
    """At once: there are three days to object."""
    desk_errands.tell_that_another_asks(event.firm_id, event.replacement_id)


@on(OwnerReplaced, queue="notices", attempts=8)
def tell_of_the_new_owner(event: OwnerReplaced) -> None:
    """At once."""
    desk_errands.tell_of_the_new_owner(event.firm_id, event.replacement_id)


@on(InvitationsOpened, queue="invited", attempts=8)
def write_to_a_roster(event: InvitationsOpened) -> None:
    """To every phone in a firm's list, the same words; on a queue that holds no code up."""
    inviting.tell_all(event.roster_id)


@within(PersonErasing)
def forget_messages(event: PersonErasing) -> None:
    """While her phone is still known: afterwards nothing finds them."""
    notices.forget(Actor.system("notices"), person=event.person_id)
