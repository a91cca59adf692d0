"""At the counter: the helper and her evidence are on record, and she does not decide."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as record_services
from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.errors import MayNotDecide, NobodyThere
from jiaxin.flows.corrections.rules import Claim, Means, State
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.flows.vetting.rules import Paper
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers, makers_corrections, makers_facts
from tests.evidence import last_line
from tests.makers_corrections import BAI, CEN, UPHOLD, WORDS, a_training, asked, decide, row_of

pytestmark = pytest.mark.django_db
AGREED = "本人到窗口，签字表第 12 号。"


def helped(officer: Actor = BAI, *, means: Means = Means.COUNTER) -> UUID:
    return corrections.begin_for_worker(
        officer, name=makers.NAME, number=makers.a_number(), means=means, agreed_by=AGREED
    )


def filed_for(lin: Actor, line: UUID) -> UUID:
    return corrections.file_for(
        BAI, help_id=helped(), line=line, version=1, claim=Claim.WRONG, words=WORDS
    )


def test_the_helper_and_her_evidence_are_on_record(lin: Actor) -> None:
    correction = filed_for(lin, a_training(lin))

    row = row_of(correction)
    assert (row.helper, row.agreed_by, row.means) == (BAI.person, AGREED, Means.COUNTER)
    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is not None
    [mine] = reads.own(lin)
    assert (mine.means, mine.words) == (Means.COUNTER, WORDS)
    line = last_line(Action.CORRECTION_HELP)
    assert (line.actor, line.subject) == (str(BAI.person), lin.person)


def test_she_is_shown_what_may_be_disputed_and_the_worker_sees_that(lin: Actor) -> None:
    a_training(lin)
    record_services.enter(lin, kind=kinds.EMPLOYMENT, content=makers_facts.EMPLOYMENT)

    found = corrections.facts_to_name(BAI, help_id=helped())

    assert [fact.kind for fact in found] == [kinds.TRAINING]
    assert len(reads.officer_looks(lin)) == 1
    assert last_line(Action.CORRECTION_HELP).proof.startswith("help:")


def test_whoever_helped_does_not_decide(lin: Actor) -> None:
    correction = filed_for(lin, a_training(lin))
    asked(correction)

    with pytest.raises(MayNotDecide):
        corrections.take(BAI, correction_id=correction)

    assert decide(CEN, correction, UPHOLD) is State.UPHELD


def test_another_name_or_number_finds_nobody(lin: Actor) -> None:
    for name, number in (("林秀", makers.a_number()), (makers.NAME, makers.a_number(order=44))):
        with pytest.raises(NobodyThere):
            corrections.begin_for_worker(
                BAI, name=name, number=number, means=Means.PHONE, agreed_by=AGREED
            )


def test_without_evidence_there_is_no_help(lin: Actor) -> None:
    with pytest.raises(WordsMissing):
        corrections.begin_for_worker(
            BAI, name=makers.NAME, number=makers.a_number(), means=Means.PHONE, agreed_by=" "
        )
    with pytest.raises(NotFound):
        helped(means=Means.ONLINE)


def test_the_help_ends_after_half_an_hour_and_is_one_officers(lin: Actor) -> None:
    given = helped()
    with pytest.raises(NotFound):
        corrections.facts_to_name(CEN, help_id=given)

    with clockwork.at(clock.now() + timedelta(minutes=31)), pytest.raises(NotFound):
        corrections.facts_to_name(BAI, help_id=given)


def test_only_officers_help(lin: Actor, hu: Actor) -> None:
    for somebody in (lin, hu):
        with pytest.raises(NotAllowed):
            helped(somebody)


def test_the_helper_attaches_what_was_brought_to_the_counter(lin: Actor) -> None:
    correction = filed_for(lin, a_training(lin))

    corrections.attach(BAI, correction_id=correction, paper=Paper.PHOTO, pages=[b"\xff\xd8\xff"])

    with pytest.raises(NotFound):
        corrections.attach(
            CEN, correction_id=correction, paper=Paper.PHOTO, pages=[b"\xff\xd8\xff"]
        )
    assert len(reads.own(lin)[0].enclosed) == 1


def test_a_firm_is_helped_by_its_code(outside: makers.Outside) -> None:
    _, code, line = makers_corrections.a_penalised_firm()
    given = corrections.begin_for_firm(BAI, code=code, means=Means.PHONE, agreed_by="来电登记 7 号")

    [penalty] = corrections.firm_to_name(BAI, help_id=given).penalties
    correction = corrections.file_for(
        BAI, help_id=given, line=penalty.line, version=1, claim=Claim.NOT_MINE, words="不是我们。"
    )

    assert penalty.line == line
    assert row_of(correction).means == Means.PHONE
