"""Filing: marked in the same act, limited, once a fact, and never of another's."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules.facts import FirmFactKind
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as record_services
from jiaxin.facts.records.rules import Came
from jiaxin.flows.corrections import errands, reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.errors import (
    AlreadyDisputed,
    CorrectionMoved,
    FactMoved,
    IdentityElsewhere,
    NoAppeal,
    NotDisputable,
    ReviewersDecide,
    TooManyOpen,
    TooManyPapers,
)
from jiaxin.flows.corrections.models import Correction
from jiaxin.flows.corrections.rules import MOST_OPEN, MOST_PAPERS, Claim, Means, State
from jiaxin.flows.queries import services as queries
from jiaxin.flows.vetting.errors import PaperUnreadable, WordsMissing
from jiaxin.flows.vetting.ports import PaperBad, PaperRead
from jiaxin.flows.vetting.rules import Paper, PaperFault
from jiaxin.ground.errors import NotAllowed, NotFound, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.rules import App
from tests import makers, makers_corrections, makers_facts, makers_firms
from tests.evidence import last_line
from tests.makers_corrections import BAI, DISMISS, WORDS, a_correction, a_training, decide, filed

pytestmark = pytest.mark.django_db
PAGE = b"\xff\xd8\xff a page \xff\xd9"


def test_a_fact_is_disputed_in_the_act_that_files_it(lin: Actor, hu: Actor) -> None:
    line = a_training(lin)

    correction = filed(lin, line)

    known = makers_facts.the(lin, kinds.TRAINING)
    assert known.disputed_at is not None
    [mine] = reads.own(lin)
    assert (mine.id, mine.state, mine.words, mine.means) == (
        correction,
        State.FILED,
        WORDS,
        Means.ONLINE,
    )
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    shown = [
        fact
        for facts in queries.open_report(hu, query_id=query).blocks.values()
        for fact in facts
        if fact.kind == kinds.TRAINING
    ]
    assert [fact.disputed_at is not None for fact in shown] == [True]
    line_of_it = last_line(Action.CORRECTION_FILE)
    assert (line_of_it.subject, line_of_it.outcome) == (lin.person, "done")


def test_a_firm_disputes_what_others_say_of_it() -> None:
    owner, code, penalty = makers_corrections.a_penalised_firm()

    filed(owner, penalty, words="罚款已经撤销了。")

    assert firms.record(code=code).penalties[0].disputed_at is not None


def test_what_is_anothers_cannot_be_disputed(lin: Actor, outside: makers.Outside) -> None:
    line = a_training(lin)
    other = makers.a_worker(phone="13800138009", number=makers.a_number(order=41))
    owner, _, penalty = makers_corrections.a_penalised_firm()

    for somebody, theirs in ((other, line), (owner, line), (lin, penalty)):
        with pytest.raises(NotFound):
            filed(somebody, theirs)
    for role in (makers.a_consumer(), BAI):
        with pytest.raises(NotAllowed):
            filed(role, line)
    assert not Correction.objects.exists()


def test_another_firm_cannot_dispute_it(outside: makers.Outside) -> None:
    owner, _, penalty = makers_corrections.a_penalised_firm()
    other = firms.by_code(makers_firms.a_filed_firm(2))
    stranger = Actor(role=owner.role, id=owner.id, sign_in=owner.sign_in, organisation=other.id)

    with pytest.raises(NotFound):
        filed(stranger, penalty)


def test_a_fact_that_changed_meanwhile_is_seen_first(lin: Actor) -> None:
    line = a_training(lin)
    makers_facts.arrives(
        lin,
        kinds.TRAINING,
        makers_facts.TRAINING | {"hours": 90},
        source=makers_corrections.SCHOOL,
        came=Came.BATCH,
    )

    with pytest.raises(FactMoved):
        filed(lin, line, version=1)

    filed(lin, line, version=2)
    assert reads.own(lin)[0].line == line


def test_what_comes_meanwhile_is_disputed_too(lin: Actor) -> None:
    filed(lin, a_training(lin))

    a_training(lin, hours=90)

    known = makers_facts.the(lin, kinds.TRAINING)
    assert (known.version, known.disputed_at is not None) == (2, True)


def test_one_correction_at_a_time_for_a_fact(lin: Actor) -> None:
    line = a_training(lin)
    first = filed(lin, line)
    with pytest.raises(AlreadyDisputed):
        filed(lin, line)

    corrections.withdraw(lin, correction_id=first)

    assert filed(lin, line) != first


def test_the_database_holds_one_at_a_time_too(lin: Actor) -> None:
    filed(lin, a_training(lin))
    twin = Correction.objects.get()
    twin.id = UUID(int=5)

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_twenty_at_once_are_too_many(lin: Actor) -> None:
    lines = [a_training(lin, course=f"课程{n}") for n in range(20)]
    for line in lines[:MOST_OPEN]:
        filed(lin, line)

    with pytest.raises(TooManyOpen):
        filed(lin, lines[MOST_OPEN])

    assert reads.how_many_wait(lin.person) == MOST_OPEN


def test_filing_and_taking_back_all_day_is_too_much(lin: Actor) -> None:
    line = a_training(lin)
    for _ in range(20):
        corrections.withdraw(lin, correction_id=filed(lin, line))

    with pytest.raises(TooManyTries):
        filed(lin, line)


def test_what_has_another_way_is_sent_there(lin: Actor) -> None:
    own = record_services.enter(lin, kind=kinds.EMPLOYMENT, content=makers_facts.EMPLOYMENT)
    background = makers_facts.the(lin, kinds.BACKGROUND)
    identity = makers_facts.the(lin, kinds.IDENTITY)

    with pytest.raises(NotDisputable):
        filed(lin, own.line)
    with pytest.raises(ReviewersDecide):
        filed(lin, background.line, version=background.version)
    with pytest.raises(IdentityElsewhere):
        filed(lin, identity.line, version=identity.version)


def test_a_firm_changes_what_it_filed_itself() -> None:
    owner, code, _ = makers_corrections.a_penalised_firm()
    profile = firms.record(code=code).of(FirmFactKind.PROFILE)[0]

    with pytest.raises(NotDisputable):
        filed(owner, profile.line, version=profile.version)


def test_words_are_needed(lin: Actor) -> None:
    line = a_training(lin)

    for words in ("", "   ", "字" * 2001):
        with pytest.raises(WordsMissing):
            corrections.file(lin, line=line, version=1, claim=Claim.WRONG, words=words)
    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is None


def test_taken_back_the_mark_goes_and_the_history_stays(lin: Actor) -> None:
    correction = filed(lin, a_training(lin))

    corrections.withdraw(lin, correction_id=correction)

    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is None
    [mine] = reads.own(lin)
    assert (mine.state, mine.words) == (State.WITHDRAWN, WORDS)
    with pytest.raises(CorrectionMoved):
        corrections.withdraw(lin, correction_id=correction)


class Reader:
    """Opens files as the test says."""

    def __init__(self, fault: PaperFault | None = None) -> None:
        self.fault = fault

    def read(self, *, body: bytes) -> PaperRead:
        if self.fault:
            raise PaperBad(self.fault)
        return PaperRead(Paper.PHOTO, (PAGE,))


def test_what_is_attached_is_kept_as_pictures(lin: Actor) -> None:
    correction = filed(lin, a_training(lin))
    errands.join(papers=Reader(), sources=None)

    enclosure = errands.attach(lin, correction_id=correction, body=b"a photo")

    page = reads.own_page(lin, correction_id=correction, enclosure_id=enclosure, number=1)
    assert page == PAGE
    with connection.cursor() as cursor:
        cursor.execute("SELECT picture FROM corrections_enclosure_page")
        [[raw]] = cursor.fetchall()
    assert PAGE not in bytes(raw)


@pytest.mark.parametrize("fault", [PaperFault.TOO_LARGE, PaperFault.NOT_READABLE])
def test_a_film_or_a_web_page_is_no_evidence(lin: Actor, fault: PaperFault) -> None:
    correction = filed(lin, a_training(lin))
    errands.join(papers=Reader(fault), sources=None)

    with pytest.raises(PaperUnreadable):
        errands.attach(lin, correction_id=correction, body=b"<html>")

    assert reads.own(lin)[0].enclosed == ()


def test_so_many_files_and_no_more(lin: Actor) -> None:
    correction = filed(lin, a_training(lin))
    for _ in range(MOST_PAPERS):
        corrections.attach(lin, correction_id=correction, paper=Paper.PHOTO, pages=[PAGE])

    with pytest.raises(TooManyPapers):
        corrections.attach(lin, correction_id=correction, paper=Paper.PHOTO, pages=[PAGE])


def test_nothing_is_added_to_what_has_ended_or_is_anothers(lin: Actor) -> None:
    correction = filed(lin, a_training(lin))
    other = makers.signed_in(App.WORKER, "13800138009")
    with pytest.raises(NotFound):
        corrections.attach(other, correction_id=correction, paper=Paper.PHOTO, pages=[PAGE])
    corrections.withdraw(lin, correction_id=correction)

    with pytest.raises(CorrectionMoved):
        corrections.attach(lin, correction_id=correction, paper=Paper.PHOTO, pages=[PAGE])


def test_one_appeal_and_the_fact_is_disputed_again(lin: Actor) -> None:
    correction = a_correction(lin)
    with pytest.raises(NoAppeal):
        corrections.appeal(lin, correction_id=correction, words="不同意。")
    decide(BAI, correction, DISMISS)
    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is None

    corrections.appeal(lin, correction_id=correction, words="不同意。")

    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is not None
    with pytest.raises(NoAppeal):
        corrections.appeal(lin, correction_id=correction, words="还是不同意。")
