"""A fact is confirmed only while the other side's yes to its newest version is the last word."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.records import kinds, reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.errors import NotFromThere, NotToAnswer, UnfitFact, Unsigned
from jiaxin.facts.records.models import Fact, Verdict
from jiaxin.facts.records.rules import (
    Came,
    Confirmation,
    Said,
    Side,
    VerdictWord,
    confirmation,
    is_other_side,
)
from jiaxin.facts.records.services import Admitted, Outcome
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound, Refusal
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers, makers_facts
from tests.evidence import last_line
from tests.makers_facts import EMPLOYMENT, EXAM, arrives, firm_answers, firm_says, the

SAID = st.lists(st.builds(Said, st.sampled_from(Side), st.sampled_from(VerdictWord)))
ENDED = EMPLOYMENT | {"until": "2024-01-31"}


def enters(worker: Actor) -> Admitted:
    return records.enter(worker, kind=kinds.EMPLOYMENT, content=EMPLOYMENT)


@given(said_by=st.sampled_from(Side), verdicts=SAID)
def test_confirmed_means_that_the_other_side_said_so_last(
    said_by: Side, verdicts: list[Said]
) -> None:
    now = confirmation(needed=True, said_by=said_by, verdicts=verdicts)

    others = [one for one in verdicts if is_other_side(said_by, one.side)]
    assert (now is Confirmation.CONFIRMED) <= bool(
        others and others[-1].word is VerdictWord.CONFIRMED
    )


@given(said_by=st.sampled_from(Side), verdicts=SAID, needed=st.booleans())
def test_what_was_withdrawn_stays_withdrawn(
    said_by: Side, verdicts: list[Said], needed: bool
) -> None:
    own = [one for one in verdicts if not is_other_side(said_by, one.side)]
    now = confirmation(needed=needed, said_by=said_by, verdicts=verdicts)

    assert (now is Confirmation.WITHDRAWN) == any(one.word is VerdictWord.WITHDRAWN for one in own)


@pytest.mark.django_db
def test_her_own_entry_waits_for_the_firm(lin: Actor) -> None:
    entry = enters(lin)
    assert the(lin, kinds.EMPLOYMENT).stands.word is Confirmation.WAITING

    firm_says(lin, entry, VerdictWord.CONFIRMED)

    fact = the(lin, kinds.EMPLOYMENT)
    assert (fact.stands.word, fact.stands.by) == (Confirmation.CONFIRMED, makers_facts.FIRM)
    assert (fact.source, fact.came) == (reads.HERSELF, Came.ENTERED)
    assert last_line(Action.FACT_ENTER).subject == lin.person


@pytest.mark.django_db
def test_the_firm_that_reports_the_same_has_confirmed_it(lin: Actor) -> None:
    enters(lin)

    assert arrives(lin, kinds.EMPLOYMENT).outcome is Outcome.AGREED

    fact = the(lin, kinds.EMPLOYMENT)
    assert (fact.version, fact.stands.word) == (1, Confirmation.CONFIRMED)


@pytest.mark.django_db
def test_the_firm_that_reports_otherwise_writes_a_version_that_waits_for_her(lin: Actor) -> None:
    firm_says(lin, enters(lin), VerdictWord.CONFIRMED)

    done = arrives(lin, kinds.EMPLOYMENT, ENDED)

    assert (done.outcome, done.version) == (Outcome.CHANGED, 2)
    assert the(lin, kinds.EMPLOYMENT).stands.word is Confirmation.WAITING
    assert [fact.content for fact in reads.versions(reads.own_record(lin))][:2] == [
        ENDED,
        EMPLOYMENT,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("agrees", "then"), [(True, Confirmation.CONFIRMED), (False, Confirmation.REJECTED)]
)
def test_she_answers_what_a_firm_supplied(lin: Actor, agrees: bool, then: Confirmation) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)

    records.answer(lin, line=entry.line, version=1, agrees=agrees)

    assert the(lin, kinds.EMPLOYMENT).stands.word is then
    assert last_line(Action.FACT_ANSWER).subject == lin.person


@pytest.mark.django_db
def test_she_answers_only_the_version_that_she_was_shown(lin: Actor) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)
    arrives(lin, kinds.EMPLOYMENT, ENDED)

    with pytest.raises(NotToAnswer):
        records.answer(lin, line=entry.line, version=1, agrees=True)


@pytest.mark.django_db
def test_nobody_confirms_her_own_word(lin: Actor) -> None:
    entry = enters(lin)

    with pytest.raises(NotToAnswer):
        records.answer(lin, line=entry.line, version=1, agrees=True)
    assert not Verdict.objects.filter(worker_id=lin.person).exists()


@pytest.mark.django_db
def test_what_a_body_issues_needs_nobodys_yes(lin: Actor) -> None:
    entry = arrives(lin, kinds.SKILL, source="rating", came=Came.BATCH)

    assert the(lin, kinds.SKILL).stands.word is Confirmation.NOT_NEEDED
    with pytest.raises(NotToAnswer):
        records.answer(lin, line=entry.line, version=1, agrees=False)


@pytest.mark.django_db
def test_she_takes_back_her_own_entry_and_its_history_stays(lin: Actor) -> None:
    entry = enters(lin)

    records.withdraw(lin, line=entry.line)

    assert the(lin, kinds.EMPLOYMENT).stands.word is Confirmation.WITHDRAWN
    assert len(reads.versions(reads.own_record(lin))) == 3
    with pytest.raises(NotToAnswer):
        firm_says(lin, entry, VerdictWord.CONFIRMED)
    with pytest.raises(NotToAnswer):
        records.withdraw(lin, line=entry.line)


@pytest.mark.django_db
def test_she_takes_back_nobody_elses_and_changes_nobody_elses(lin: Actor) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)

    with pytest.raises(NotToAnswer):
        records.withdraw(lin, line=entry.line)
    with pytest.raises(NotToAnswer):
        records.enter(lin, kind=kinds.EMPLOYMENT, content=ENDED, line=entry.line)
    with pytest.raises(NotFound):
        records.withdraw(lin, line=new_id())


@pytest.mark.django_db
def test_what_she_enters_again_after_taking_it_back_is_a_new_version(lin: Actor) -> None:
    entry = enters(lin)
    records.withdraw(lin, line=entry.line)

    again = enters(lin)

    assert (again.line, again.version) == (entry.line, 2)
    assert the(lin, kinds.EMPLOYMENT).stands.word is Confirmation.WAITING


@pytest.mark.django_db
def test_she_corrects_her_entry_on_the_same_line(lin: Actor) -> None:
    entry = enters(lin)
    firm_says(lin, entry, VerdictWord.CONFIRMED)

    done = records.enter(
        lin, kind=kinds.EMPLOYMENT, content=EMPLOYMENT | {"since": "2022-04-01"}, line=entry.line
    )

    assert (done.line, done.version) == (entry.line, 2)
    assert the(lin, kinds.EMPLOYMENT).stands.word is Confirmation.WAITING


@pytest.mark.django_db
def test_a_side_that_may_not_say_it_is_refused(lin: Actor) -> None:
    with pytest.raises(NotFromThere):
        records.enter(lin, kind=kinds.SKILL, content=makers_facts.SKILL)
    with pytest.raises(NotFromThere):
        arrives(lin, kinds.BACKGROUND)


@pytest.mark.django_db
def test_an_unfit_content_says_which_field_and_leaves_nothing(lin: Actor) -> None:
    with pytest.raises(UnfitFact) as refused:
        arrives(lin, kinds.EMPLOYMENT, EMPLOYMENT | {"trade": "nanny"})
    assert refused.value.context == {"kind": "employment", "field": "trade", "fault": "value"}

    with pytest.raises(UnfitFact):
        arrives(lin, "horoscope", {})
    assert len(reads.facts(reads.own_record(lin))) == 2


@pytest.mark.django_db
def test_a_background_answer_without_its_window_is_unfit(lin: Actor) -> None:
    with pytest.raises(UnfitFact) as refused:
        arrives(lin, kinds.BACKGROUND, source=reads.POLICE, came=Came.LIVE)
    assert refused.value.context["field"] == "window_from"


@pytest.mark.django_db
def test_without_her_consents_nothing_is_gathered(lin: Actor) -> None:
    with pytest.raises(NoConsentInForce):
        arrives(lin, kinds.EXAM, source="hospital", came=Came.BATCH)

    platform = consents.in_force(lin.person)[Kind.PLATFORM]
    consent.withdraw(lin, consent_id=platform.id)
    with pytest.raises(NoConsentInForce):
        arrives(lin, kinds.EMPLOYMENT)
    with pytest.raises(NoConsentInForce):
        enters(lin)


@pytest.mark.django_db
def test_a_report_comes_in_only_with_its_issuers_verified_signature(lin: Actor) -> None:
    makers.agree(lin, Kind.HEALTH)
    with pytest.raises(Unsigned):
        arrives(lin, kinds.EXAM, came=Came.BATCH)

    arrives(lin, kinds.EXAM, came=Came.BATCH, signed_by=EXAM["issuer"])

    assert the(lin, kinds.EXAM).valid_to == date(2027, 5, 31)


SOMEBODY = count(1)
ACTS: dict[str, Callable[[Actor], Admitted | None]] = {
    "enter": lambda lin: enters(lin),
    "change": lambda lin: records.enter(
        lin, kind=kinds.EMPLOYMENT, content=ENDED, line=the(lin, kinds.EMPLOYMENT).line
    ),
    "withdraw": lambda lin: records.withdraw(lin, line=the(lin, kinds.EMPLOYMENT).line),
    "firm reports": lambda lin: arrives(lin, kinds.EMPLOYMENT),
    "firm reports otherwise": lambda lin: arrives(lin, kinds.EMPLOYMENT, ENDED),
    "firm confirms": lambda lin: firm_answers(lin, kinds.EMPLOYMENT, VerdictWord.CONFIRMED),
    "firm rejects": lambda lin: firm_answers(lin, kinds.EMPLOYMENT, VerdictWord.REJECTED),
    "she confirms": lambda lin: _she(lin, agrees=True),
    "she rejects": lambda lin: _she(lin, agrees=False),
}
# Whose word each act is, and whether it says yes to what stands.
OF_FIRM = {name for name in ACTS if name.startswith("firm")}


def _she(lin: Actor, *, agrees: bool) -> None:
    fact = the(lin, kinds.EMPLOYMENT)
    records.answer(lin, line=fact.line, version=fact.version, agrees=agrees)


def every_version(lin: Actor) -> dict[object, object]:
    rows = Fact.sealed.under(reads.own_record(lin))
    return {row.id: (row.version, row.content, row.source, row.admitted_at) for row in rows}


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_no_sequence_of_acts_shows_a_yes_that_was_not_given(
    outside: makers.Outside, plan: list[str]
) -> None:
    with clockwork.at(clock.now()) as hands:
        one = next(SOMEBODY)
        lin = makers.a_worker(phone=f"138{one:08}", number=makers.a_number(order=2 * one))
        last_done, kept = "", every_version(lin)
        for name in plan:
            hands.move(timedelta(seconds=61))
            try:
                done = ACTS[name](lin)
            except (Refusal, ValueError):
                continue  # refused, or there is nothing yet: the record is as it was
            finally:
                now = every_version(lin)
                assert {key: now[key] for key in kept} == kept  # no version ever changes
                kept = now
            if isinstance(done, Admitted) and done.outcome is Outcome.SEEN_AGAIN:
                continue  # the same side said the same once more: no new word
            last_done = name
            fact = the(lin, kinds.EMPLOYMENT)
            if fact.stands.word is Confirmation.CONFIRMED:
                hers = fact.source == reads.HERSELF
                assert (last_done in OF_FIRM) == hers
                assert last_done not in {"withdraw", "firm rejects", "she rejects"}
