"""The exchange's door, as a party meets it: over HTTP, from a process of its own."""

import json

import pytest

from jiaxin.gateways.exchange import errands, reads
from jiaxin.gateways.exchange.models import Inbound, Nonce, Part, Quarantined, RefusedCount
from jiaxin.gateways.exchange.rules import State
from jiaxin.gateways.exchange.services import parties
from jiaxin.trust.access.actions import Action
from tests.evidence import last_line, lines
from tests.gateways.exchange.sending import an_exam
from tests.sandbox.sending import OPERATOR, Senders, register

pytestmark = pytest.mark.django_db(transaction=True)

MESSAGE = "0199a2b4-5c00-7000-8000-00000000000a"


def test_a_push_is_taken_and_answered_with_a_receipt(hospital: Senders) -> None:
    said = hospital.push("hospital", "exam", [an_exam(), an_exam(report_no="TJ-2")])

    assert said.ended == 0
    assert (said.answer["rows"], said.answer["taken"], said.answer["quarantined"]) == (2, 2, 0)
    kept = Inbound.objects.get()
    assert (kept.kind, kept.rows, kept.state) == ("exam", 2, State.TAKEN)
    assert "sig=" in kept.signed
    assert last_line(Action.MESSAGE_TAKE).subject == kept.party_id


def test_a_message_is_worked_through_once_and_nothing_opened_is_kept(hospital: Senders) -> None:
    hospital.push("hospital", "exam", [an_exam()])

    errands.resume()
    errands.resume()

    assert Inbound.objects.get().state == State.DONE
    assert Part.objects.get().sealed is None
    assert len(lines(Action.MESSAGE_APPLY)) == 1


def test_the_same_message_again_gets_the_same_receipt_and_is_kept_once(hospital: Senders) -> None:
    first = hospital.push("hospital", "exam", [an_exam()], "--message", MESSAGE)
    again = hospital.push("hospital", "exam", [an_exam()], "--message", MESSAGE)

    kept = ("rows", "taken", "quarantined", "quarantine")
    assert {key: first.answer[key] for key in kept} == {key: again.answer[key] for key in kept}
    assert Inbound.objects.count() == 1


def test_a_message_id_stands_for_one_message(hospital: Senders) -> None:
    hospital.push("hospital", "exam", [an_exam()], "--message", MESSAGE)

    other = hospital.push("hospital", "exam", [an_exam(conclusion="unfit")], "--message", MESSAGE)

    assert (other.ended, other.code) == (3, "message_id_reused")
    assert Inbound.objects.count() == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("wrong_signature", "signature_invalid"),
        ("wrong_key", "key_unknown"),
        ("unsigned", "signature_missing"),
        ("late", "outside_window"),
        ("altered", "digest_mismatch"),
        ("cut_short", "digest_mismatch"),
        ("wrong_sender", "body_invalid"),
        ("wrong_encoding", "body_invalid"),
        ("replayed", "replayed"),
    ],
)
def test_what_is_wrong_is_refused_by_name_and_nothing_is_applied(
    hospital: Senders, fault: str, code: str
) -> None:
    said = hospital.push("hospital", "exam", [an_exam()], "--fault", fault)

    assert (said.ended, said.code) == (3, code)
    assert said.answer["zh"]
    assert said.answer["en"]
    assert Inbound.objects.count() == (1 if fault == "replayed" else 0)


def test_a_signature_that_does_not_hold_leaves_nothing_in_memory(hospital: Senders) -> None:
    hospital.push("hospital", "exam", [an_exam()], "--fault", "wrong_signature")

    assert not Nonce.objects.exists()
    assert not RefusedCount.objects.exists()


def test_a_refusal_of_a_known_party_is_counted_and_on_the_trail(hospital: Senders) -> None:
    hospital.push("hospital", "exam", [an_exam()], "--fault", "wrong_sender")

    assert RefusedCount.objects.get().code == "exchange.body_invalid"
    assert last_line(Action.MESSAGE_TAKE).outcome == "exchange.body_invalid"


def test_a_party_sends_only_what_it_is_registered_for(hospital: Senders) -> None:
    said = hospital.push("hospital", "training", [an_exam()])

    assert (said.ended, said.code) == (3, "not_agreed")


def test_there_is_no_door_of_another_name(hospital: Senders) -> None:
    said = hospital.push("hospital", "weather", [an_exam()])

    assert (said.ended, said.code) == (3, "no_such_service")


def test_an_unregistered_body_is_nobody(senders: Senders) -> None:
    said = senders.push("hospital", "exam", [an_exam()])

    assert (said.ended, said.code) == (3, "key_unknown")


def test_a_revoked_party_is_nobody_at_once(hospital: Senders) -> None:
    assert hospital.push("hospital", "exam", [an_exam()]).ended == 0

    parties.revoke(OPERATOR, name="hospital")

    assert hospital.push("hospital", "exam", [an_exam()]).code == "key_unknown"


def test_a_row_that_is_wrong_waits_and_the_others_go_on(hospital: Senders) -> None:
    wrong = an_exam(number="330106197903140020")

    said = hospital.push("hospital", "exam", [an_exam(), wrong, an_exam(report_no="TJ-3")])
    errands.resume()

    assert said.codes == {2: "number_invalid"}
    assert said.answer["quarantine"][0]["column"] == "number"
    kept = Inbound.objects.get()
    assert (kept.taken, kept.quarantined, kept.state) == (2, 1, State.DONE)
    waits = Quarantined.objects.filter(tale="told").get()
    assert (waits.row, waits.code) == (2, "number_invalid")


def test_a_quota_is_kept_and_says_when_to_come_again(senders: Senders) -> None:
    register(senders, "hospital", messages_a_minute=2)
    for _ in range(2):
        assert senders.push("hospital", "exam", [an_exam()]).ended == 0

    assert senders.push("hospital", "exam", [an_exam()]).code == "too_many"


def test_its_sender_gets_its_rows_back_with_their_reasons(hospital: Senders) -> None:
    wrong = an_exam(on="2026-02-30")
    hospital.push("hospital", "exam", [wrong], "--message", MESSAGE)
    errands.resume()

    back = hospital.run("ask", "hospital", "--batch", MESSAGE, "--returned")

    assert back.codes == {1: "day_invalid"}
    assert '"on":"2026-02-30"' in back.answer["quarantine"][0]["line"]


def test_another_party_learns_nothing_of_a_message(hospital: Senders) -> None:
    register(hospital, "insurer")
    hospital.push("hospital", "exam", [an_exam()], "--message", MESSAGE)

    said = hospital.run("ask", "insurer", "--batch", MESSAGE)

    assert (said.ended, said.code) == (3, "no_such_batch")


def test_a_mended_row_takes_the_faulty_one_away(hospital: Senders) -> None:
    hospital.push("hospital", "exam", [an_exam(on="2026-02-30")], "--message", MESSAGE)
    errands.resume()
    assert Quarantined.objects.filter(tale="told", lot="waiting").count() == 1

    hospital.push("hospital", "exam", [an_exam(fixes=1)], "--fixes", MESSAGE)
    errands.resume()

    fixed = Quarantined.objects.get(tale="told")
    assert (fixed.lot, fixed.content) == ("fixed", None)


def test_keys_are_rotated_with_both_in_force_and_a_lost_one_is_dead_at_once(
    hospital: Senders,
) -> None:
    old = hospital.card("hospital")
    file = hospital.home / "new.json"
    hospital.run("rotate", "hospital", "--out", file)
    new = json.loads(file.read_text("utf-8"))
    parties.rotate(OPERATOR, card=new)

    assert hospital.push("hospital", "exam", [an_exam()]).ended == 0
    assert len(reads.parties()[0].kids) == 4

    only_old = {"party": "hospital", "keys": old["keys"]}
    parties.rotate(OPERATOR, card=only_old)

    assert hospital.push("hospital", "exam", [an_exam()]).code == "key_unknown"
