"""Batches over HTTP, and everything that can be wrong with one; the sender is another process."""

from pathlib import Path

import pytest

from jiaxin.gateways.exchange import errands, reads, spool
from jiaxin.gateways.exchange.models import Inbound, Quarantined
from jiaxin.gateways.exchange.rules import State
from tests.gateways.exchange.sending import an_exam
from tests.sandbox.sending import Senders

pytestmark = pytest.mark.django_db(transaction=True)

MESSAGE = "0199a2b4-5c00-7000-8000-00000000000b"


def exams(count: int) -> list[dict[str, object]]:
    return [an_exam(report_no=f"TJ-{number}") for number in range(count)]


def left() -> list[Path]:
    """Files of the exchange that lie about."""
    return [path for path in spool.home().rglob("*") if path.is_file()]


def test_a_batch_is_taken_part_by_part_and_worked_through(hospital: Senders) -> None:
    said = hospital.send("hospital", "exam", exams(5), "--rows-a-part", 2)
    assert (said.ended, said.answer["state"], said.answer["missing_parts"]) == (0, "taken", [])
    assert len(left()) == 3

    errands.resume()

    kept = Inbound.objects.get()
    assert (kept.state, kept.taken, kept.quarantined) == (State.DONE, 5, 0)
    assert left() == []


def test_parts_may_come_in_any_order(hospital: Senders) -> None:
    said = hospital.send(
        "hospital", "exam", exams(5), "--rows-a-part", 2, "--fault", "out_of_order"
    )
    errands.resume()

    assert said.ended == 0
    assert Inbound.objects.get().taken == 5


def test_an_upload_that_broke_off_goes_on_with_what_is_missing(hospital: Senders) -> None:
    words = ("--rows-a-part", 2, "--message", MESSAGE)
    broken = hospital.send("hospital", "exam", exams(5), *words, "--stop-after", 1)
    assert broken.answer["missing_parts"] == [2, 3]

    again = hospital.run("resume", "hospital")
    errands.resume()

    assert again.answer["missing_parts"] == []
    assert Inbound.objects.get().state == State.DONE


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("wrong_signature", "signature_invalid"),
        ("algorithm_none", "signature_invalid"),
        ("wrong_sender", "body_invalid"),
        ("wrong_suite", "suite_mismatch"),
        ("unknown_suite", "suite_unknown"),
        ("late", "outside_window"),
        ("wrong_inside", "body_invalid"),
        ("rows_missing", "body_invalid"),
        ("zip_bomb", "body_invalid"),
        ("zip_header", "cannot_open"),
        ("cut_short", "digest_mismatch"),
        ("altered", "digest_mismatch"),
    ],
)
def test_a_batch_that_is_wrong_is_refused_by_name_and_leaves_nothing(
    hospital: Senders, fault: str, code: str
) -> None:
    said = hospital.send("hospital", "exam", exams(3), "--only-batch-fault", fault)

    assert (said.ended, said.code) == (3, code)
    assert not Inbound.objects.filter(state=State.TAKEN).exists()
    assert left() == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("rows_gbk", "row_not_utf8"),
        ("rows_bom", "row_not_utf8"),
        ("rows_formula", "column_formula"),
    ],
)
def test_rows_that_are_wrong_wait_with_their_reason_and_no_others(
    hospital: Senders, fault: str, code: str
) -> None:
    hospital.send("hospital", "exam", exams(2), "--fault", fault, "--message", MESSAGE)
    hospital.send("hospital", "exam", exams(2), sequence=2)
    errands.resume()

    told = hospital.run("ask", "hospital", "--batch", MESSAGE)
    assert told.codes == {1: code, 2: code}
    assert all(one["zh"] and one["en"] for one in told.answer["quarantine"])
    assert [row.taken for row in Inbound.objects.order_by("sequence")] == [0, 2]


def test_a_row_of_a_million_columns_costs_one_row(hospital: Senders) -> None:
    hospital.send("hospital", "exam", exams(2), "--fault", "rows_columns", "--message", MESSAGE)
    errands.resume()

    kept = Inbound.objects.get()
    assert (kept.taken, kept.quarantined) == (2, 1)
    held = Quarantined.objects.get(code="row_too_long")
    assert len(held.content or "") <= 16 * 1024


def test_a_batch_with_a_million_parts_is_refused(hospital: Senders) -> None:
    said = hospital.send("hospital", "exam", exams(1), "--only-batch-fault", "many_parts")

    assert (said.ended, said.code) == (3, "too_large")


def test_a_part_that_was_changed_on_our_disk_is_not_applied(hospital: Senders) -> None:
    hospital.send("hospital", "exam", exams(2))
    [part] = left()
    part.write_bytes(part.read_bytes()[:-4] + b"AAAA")

    errands.resume()

    stopped = Inbound.objects.get()
    assert (stopped.state, stopped.stopped_for, stopped.applied) == (
        State.STOPPED,
        "cannot_open",
        0,
    )


def test_a_dry_run_tells_the_faults_and_applies_nothing(hospital: Senders) -> None:
    hospital.send(
        "hospital",
        "exam",
        [*exams(1), an_exam(on="2026-02-30")],
        "--dry-run",
        "--message",
        MESSAGE,
    )
    errands.resume()

    told = hospital.run("ask", "hospital", "--batch", MESSAGE)
    assert (told.answer["taken"], told.answer["quarantined"]) == (1, 1)
    assert Inbound.objects.get().applied == 0


def test_missing_numbers_are_seen(hospital: Senders) -> None:
    for sequence in (3, 1):
        hospital.send("hospital", "exam", exams(1), sequence=sequence)

    [source] = reads.health()
    assert source.missing_numbers == {"exam": [2]}
