"""The daily comparison through its own doors: who is asked about, what an answer changes."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest

from jiaxin.facts.records.models import Fact, Sighting, Source
from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.facts.records.reads import Known, facts, own_record
from jiaxin.flows.comparisons import errands, reads
from jiaxin.flows.comparisons import services as comparisons
from jiaxin.flows.comparisons.errors import AlreadyRunning, NoSource, RunTakenOver
from jiaxin.flows.comparisons.models import Missed, Run, Slice
from jiaxin.flows.comparisons.rules import FIRST_ID, LAST_ID, RunState, Span, Unanswered
from jiaxin.flows.vetting.models import Case
from jiaxin.ground import clock
from jiaxin.ground.crypto.many import ManyKeys
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import LASTS, Kind
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import jobs, last_line, lines
from tests.makers import Outside, a_number
from tests.makers_comparisons import FakeSlices, compare

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("comparisons")
WHOLE = Span(0, FIRST_ID, LAST_ID)
HOUR = timedelta(hours=1)
LIN, MEI, AYI = a_number(), a_number(order=4), a_number(order=6)
BEING_VERIFIED = BackgroundWord.BEING_VERIFIED


@pytest.fixture
def mei(outside: Outside) -> Actor:
    """Another worker, proven and agreed."""
    return makers.a_worker(phone="13800138001", number=MEI, name="周美玲")


def background(worker: Actor) -> Known:
    return next(fact for fact in facts(own_record(worker)) if fact.kind == "background")


def take_back(worker: Actor, kind: Kind = Kind.BACKGROUND) -> None:
    held = consents.in_force(worker.person)[kind]
    consent.withdraw(worker, consent_id=held.id)


def test_everybody_who_agreed_is_asked_about_once(
    lin: Actor, mei: Actor, source: FakeSlices
) -> None:
    done = compare()

    assert sorted(source.numbers) == sorted([LIN, MEI])
    assert (done.finished, done.compared, done.changed) == (True, 2, 0)


@pytest.mark.parametrize("kind", [Kind.BACKGROUND, Kind.PLATFORM])
def test_who_took_either_consent_back_is_not_asked_about(
    lin: Actor, mei: Actor, source: FakeSlices, kind: Kind
) -> None:
    take_back(lin, kind)

    compare()

    assert source.numbers == [MEI]


def test_who_is_not_proven_is_not_asked_about(outside: Outside, source: FakeSlices) -> None:
    makers.matched(number=AYI)

    compare()

    assert source.asked == []


def test_an_authorisation_that_ended_at_three_is_not_in_the_slice_of_a_minute_past(
    lin: Actor, source: FakeSlices
) -> None:
    ends = consents.in_force(lin.person)[Kind.PLATFORM].ends_at

    with clockwork.at(ends - timedelta(seconds=1)) as hands:
        compare()
        assert source.numbers == [LIN]
        hands.move_to(ends + timedelta(minutes=1))
        compare()

    assert source.numbers == [LIN]


def test_each_slice_asks_by_its_own_time(lin: Actor, mei: Actor, source: FakeSlices) -> None:
    # Whoever comes later in the run takes her consent back while the first slice is answered.
    later, number = max([(lin, LIN), (mei, MEI)], key=lambda one: one[0].person)
    source.meanwhile = lambda: take_back(later) if len(source.asked) == 1 else None

    done = compare(slice_size=1)

    assert done.finished
    assert number not in source.numbers
    assert len(source.asked) == 1


def test_the_same_answer_writes_nothing_on_her_row_and_is_read_from_the_slice(
    lin: Actor, source: FakeSlices
) -> None:
    before = background(lin)
    sightings = Sighting.objects.count()

    with clockwork.at(clock.now() + HOUR) as hands:
        compare()
        compared_at = hands.moment

    after = background(lin)
    assert (after.id, after.version) == (before.id, before.version)
    assert after.checked_at == compared_at > before.checked_at
    assert Sighting.objects.count() == sightings
    assert lines(Action.COMPARISON_CHANGE) == []


def test_another_answer_is_a_new_version_a_line_a_message_and_a_case(
    lin: Actor, mei: Actor, source: FakeSlices
) -> None:
    before = background(lin)
    source.words[LIN] = BEING_VERIFIED

    done = compare()

    after = background(lin)
    assert done.changed == 1
    assert (after.version, after.came) == (before.version + 1, "daily")
    assert after.content["word"] == "being_verified"
    assert last_line(Action.COMPARISON_CHANGE).subject == lin.person
    assert len(lines(Action.COMPARISON_CHANGE)) == 1
    assert len(jobs("tell_of_the_change", lin)) == 1
    assert jobs("tell_of_the_change", mei) == []
    assert [case.worker_id for case in Case.objects.all()] == [lin.person]


def test_an_answer_that_persons_have_judged_changes_nothing_when_it_comes_again(
    lin: Actor, source: FakeSlices
) -> None:
    source.words[LIN] = BEING_VERIFIED
    compare()
    judged = b'{"word":"none_found","judged":"being_verified"}'

    with patch.object(ManyKeys, "open", _judged(judged, ManyKeys.open)):
        again = compare()

    assert again.changed == 0


def _judged(content: bytes, opened: Callable[..., bytes]) -> Callable[..., bytes]:
    """As if her newest version had this content."""

    def opens(keys: ManyKeys, owner: str, sealed: bytes, place: bytes) -> bytes:
        clear = opened(keys, owner, sealed, place)
        return content if place.startswith(b"records_fact.") else clear

    return opens


def test_a_change_that_cannot_be_taken_in_whole_is_not_taken_in(
    lin: Actor, source: FakeSlices
) -> None:
    before = background(lin)
    source.words[LIN] = BEING_VERIFIED

    with (
        patch.object(comparisons, "announce", side_effect=RuntimeError("no message")),
        pytest.raises(RuntimeError, match="no message"),
    ):
        compare()

    assert background(lin).version == before.version
    assert lines(Action.COMPARISON_CHANGE) == []
    assert not Case.objects.exists()
    assert Slice.objects.get().settled_at is None

    assert compare().changed == 1
    assert background(lin).version == before.version + 1


def test_an_answer_after_she_took_her_consent_back_is_dropped(
    lin: Actor, mei: Actor, source: FakeSlices
) -> None:
    source.words[LIN] = BEING_VERIFIED
    source.meanwhile = lambda: take_back(lin)
    before = Fact._base_manager.filter(worker_id=lin.person).count()

    done = compare()

    assert Fact._base_manager.filter(worker_id=lin.person).count() == before
    assert (done.changed, done.compared) == (0, 1)
    assert Slice.objects.get().dropped == 1
    assert jobs("tell_of_the_change", lin) == []
    assert reads.own(lin) == []
    assert len(reads.own(mei)) == 1


def test_giving_it_anew_in_between_brings_the_answer_back_in_no_way(
    lin: Actor, source: FakeSlices
) -> None:
    def meanwhile() -> None:
        take_back(lin)
        makers.agree(lin, Kind.BACKGROUND)

    source.meanwhile = meanwhile

    compare()

    assert reads.own(lin) == []


def test_a_slice_leaves_a_line_before_anything_leaves_and_one_with_what_came(
    lin: Actor, mei: Actor, source: FakeSlices
) -> None:
    seen: list[int] = []
    source.meanwhile = lambda: seen.append(len(lines(Action.COMPARISON_ASK)))

    compare()

    assert seen == [1]
    assert len(lines(Action.COMPARISON_SETTLE)) == 1
    assert last_line(Action.COMPARISON_SETTLE).proof.startswith("comparison:")


def test_rows_without_an_answer_count_for_nobody_and_are_asked_once_more(
    lin: Actor, mei: Actor, source: FakeSlices, outside: Outside
) -> None:
    source.words |= {LIN: Unanswered.DOUBLED, MEI: Unanswered.NOT_THIS_PERSON}
    asked_before = len(outside.police.asked)

    done = compare()

    assert done.finished
    assert (done.compared, done.missed, done.asked_again) == (0, 2, 1)
    assert outside.police.asked[asked_before:] == [("background", makers.NAME)]
    whys = {row.worker_id: row.why for row in Missed.objects.all()}
    assert whys == {lin.person: "doubled", mei.person: "not_this_person"}
    assert reads.own(lin) == reads.own(mei) == []


@pytest.mark.parametrize("trouble", [SourceUnreachable("down"), SourceNotTrusted("odd")])
def test_a_silent_source_makes_the_run_wait_and_everybody_is_told(
    lin: Actor, mei: Actor, source: FakeSlices, trouble: Exception
) -> None:
    source.trouble = trouble

    done = compare(slice_size=1, patience=2)

    assert not done.finished
    assert Source.objects.get(code="police").unreachable_since is not None
    assert len(lines(Action.COMPARISON_PAUSE)) == 2
    assert Run.objects.get().state == RunState.RUNNING

    source.trouble = None
    source.asked.clear()
    assert compare(slice_size=1).finished
    assert Run.objects.get().state == RunState.FINISHED
    assert sorted(source.numbers) == sorted([LIN, MEI])
    assert Source.objects.get(code="police").unreachable_since is None


def test_a_run_that_was_broken_off_half_a_day_ago_is_given_up_for_a_new_one(
    lin: Actor, source: FakeSlices
) -> None:
    broken = comparisons.begin(SYSTEM, holder=new_id())

    with clockwork.at(clock.now() + 11 * HOUR) as hands:
        assert comparisons.begin(SYSTEM, holder=new_id()).run == broken.run
        hands.move(HOUR)
        compare()

    assert Run.objects.get(id=broken.run).state == RunState.GIVEN_UP
    assert Run.objects.filter(state=RunState.FINISHED).count() == 1


def test_who_lost_a_run_to_another_process_can_write_nothing_in_it(
    lin: Actor, source: FakeSlices
) -> None:
    held = comparisons.begin(SYSTEM, holder=new_id())
    asked = comparisons.ask(SYSTEM, held=held, span=WHOLE)
    comparisons.begin(SYSTEM, holder=new_id())

    said = comparisons.Said(clock.now(), clock.today(), clock.today(), "late")
    with pytest.raises(RunTakenOver):
        comparisons.settle(SYSTEM, asked=asked, said=said, missed={}, changed=0)
    with pytest.raises(RunTakenOver):
        comparisons.change(
            SYSTEM,
            asked=asked,
            worker=lin.person,
            word=BEING_VERIFIED,
            said=said,
        )
    with pytest.raises(RunTakenOver):
        comparisons.ask(SYSTEM, held=held, span=WHOLE)
    with pytest.raises(RunTakenOver):
        comparisons.pause(SYSTEM, held=held)
    with pytest.raises(RunTakenOver):
        comparisons.end(SYSTEM, held=held)


def test_a_run_with_a_gap_is_never_called_finished(lin: Actor, source: FakeSlices) -> None:
    held = comparisons.begin(SYSTEM, holder=new_id())
    errands.compare_slice(comparisons.ask(SYSTEM, held=held, span=Span(0, FIRST_ID, lin.person)))

    with pytest.raises(RuntimeError, match="gap"):
        comparisons.end(SYSTEM, held=held)


def test_a_slice_is_settled_once(lin: Actor, source: FakeSlices) -> None:
    held = comparisons.begin(SYSTEM, holder=new_id())
    errands.compare_slice(comparisons.ask(SYSTEM, held=held, span=WHOLE))

    with pytest.raises(RunTakenOver):
        comparisons.ask(SYSTEM, held=held, span=WHOLE)


def test_without_a_source_nothing_begins(lin: Actor, source: FakeSlices) -> None:
    errands.join(None)

    with pytest.raises(NoSource):
        compare()
    assert not Run.objects.exists()


def test_while_one_process_compares_another_does_not(lin: Actor, source: FakeSlices) -> None:
    refused: list[type[Exception]] = []

    def another() -> None:
        # A lock of the session lets the same connection in twice: another is needed.
        from tests.evidence import at_once  # noqa: PLC0415 — used here only

        refused.extend(type(one) for one in at_once(lambda: _tried(compare)))

    source.meanwhile = another
    compare()

    assert refused == [AlreadyRunning]


def _tried(act: object) -> object:
    try:
        return act()  # type: ignore[operator]  # a function of this file
    except AlreadyRunning as no:
        return no


def test_whose_key_was_destroyed_is_asked_about_by_nobody(
    lin: Actor, mei: Actor, source: FakeSlices
) -> None:
    from jiaxin.trust.identity.models import DataKey  # noqa: PLC0415 — this test only

    DataKey.objects.filter(owner_id=lin.person).update(wrapped=b"x" * 60)

    done = compare()

    assert source.numbers == [MEI]
    assert done.missed == 1
    assert Missed.objects.get().why == "not_opened"


def test_someone_signed_in_but_nothing_more_is_in_no_slice(
    outside: Outside, source: FakeSlices
) -> None:
    makers.signed_in(App.WORKER, "13800138009")

    assert compare().compared == 0
    assert source.asked == []


def test_her_light_and_every_page_say_when_she_was_last_compared(
    lin: Actor, source: FakeSlices
) -> None:
    from jiaxin.flows.certificates import reads as certificates  # noqa: PLC0415 — this test only

    checked = background(lin).checked_at
    with clockwork.at(checked + timedelta(hours=30)) as hands:
        compare()
        compared_at = hands.moment
        hands.move(timedelta(hours=35))
        assert certificates.light_of(lin.person).colour == "green"
        assert background(lin).checked_at == compared_at
        hands.move(timedelta(hours=2))
        assert certificates.light_of(lin.person).colour == "grey"


def test_an_ended_authorisation_stops_the_days_it_is_compared_at_once(
    lin: Actor, source: FakeSlices
) -> None:
    with clockwork.at(clock.now() + LASTS + HOUR):
        compare()

        assert reads.own(lin) == []
