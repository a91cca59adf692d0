"""The suite `sm` at the real door: Credit China sends in it, others beside it in `intl`."""

import json
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

import pytest

from jiaxin.gateways.exchange import errands, folders, reads, spool
from jiaxin.gateways.exchange.errors import BadCard
from jiaxin.gateways.exchange.models import Inbound, PartyKey
from jiaxin.gateways.exchange.rules import State
from jiaxin.gateways.exchange.services import parties
from jiaxin.ground.crypto import sm2
from tests.firms import a_code
from tests.gateways.exchange.sending import an_exam
from tests.sandbox import sending
from tests.sandbox.sending import OPERATOR, Senders

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not sm2.IS_HERE, reason="gmssl-pyx has no wheel for this machine"),
]

MESSAGE = "0199a2b4-5c00-7000-8000-00000000000c"
LISTED = {
    "code": a_code(1),
    "list": "red",
    "first": "2026-11-20",
    "authority": "某市信用办",
    "checked_at": "2026-11-22T08:00:00Z",
}


@pytest.fixture
def credit(senders: Senders) -> Senders:
    """Credit China is registered by its card, which is of the suite sm."""
    sending.register(senders, "credit", "hospital")
    return senders


def listed(count: int) -> list[dict[str, Any]]:
    return [LISTED | {"reason": f"第{number}次"} for number in range(count)]


def rotated(senders: Senders, body: str, suite: str) -> dict[str, Any]:
    """The body's new card, with keys of that suite beside the old ones."""
    card = senders.home / f"{body}-{suite}.json"
    senders.run("rotate", body, "--suite", suite, "--out", card)
    whole: dict[str, Any] = json.loads(card.read_text("utf-8"))
    return whole


def only(card: dict[str, Any], suite: str) -> dict[str, Any]:
    curves = {"sm": {"SM2"}, "intl": {"Ed25519", "X25519"}}[suite]
    return {**card, "keys": [key for key in card["keys"] if key["crv"] in curves]}


def suites_of(name: str) -> tuple[str, ...]:
    return next(one.suites for one in reads.parties() if one.name == name)


def test_a_push_in_sm_is_taken_and_its_receipt_is_in_sm(credit: Senders) -> None:
    # The sandbox believes no receipt that is not in the suite that it speaks.
    said = credit.push("credit", "firm-list", listed(2))
    errands.resume()

    assert (said.ended, said.answer["taken"], said.answer["quarantined"]) == (0, 2, 0)
    kept = Inbound.objects.get()
    assert (kept.suite, kept.state, kept.taken) == ("sm", State.DONE, 2)
    assert 'alg="sm2-sm3"' in kept.signed
    assert suites_of("credit") == ("sm",)


def test_both_suites_are_read_side_by_side(credit: Senders) -> None:
    assert credit.push("credit", "firm-list", listed(1)).ended == 0
    assert credit.push("hospital", "exam", [an_exam()]).ended == 0

    assert set(Inbound.objects.values_list("suite", flat=True)) == {"sm", "intl"}


def test_a_batch_in_sm_is_taken_part_by_part_and_leaves_nothing(credit: Senders) -> None:
    said = credit.send("credit", "firm-list", listed(5), "--rows-a-part", 2)
    assert (said.ended, said.answer["missing_parts"]) == (0, [])

    errands.resume()

    kept = Inbound.objects.get()
    assert (kept.suite, kept.state, kept.taken) == ("sm", State.DONE, 5)
    assert [path for path in spool.home().rglob("*") if path.is_file()] == []


def test_a_batch_in_sm_goes_by_a_folder_too_and_gets_a_receipt_in_sm(credit: Senders) -> None:
    folder = spool.home() / "in" / "credit"
    words = ("--folder", folder, "--message", MESSAGE)
    assert credit.send("credit", "firm-list", listed(3), *words).ended == 0

    folders.watch()
    errands.resume()
    folders.watch()

    assert Inbound.objects.get().taken == 3
    receipt = (spool.home() / "out" / "credit" / f"{MESSAGE}.receipt").read_text("ascii")
    assert '"alg":"sm2-sm3"' in _head(receipt)
    assert '"alg":"SM2","enc":"SM4GCM"' in _head(_payload(receipt))


def _payload(jws: str) -> str:
    return _decoded(jws.split(".")[1])


def _head(compact: str) -> str:
    return _decoded(compact.partition(".")[0])


def _decoded(text: str) -> str:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")


@pytest.mark.parametrize("body", ["credit", "hospital"])
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("other_algorithm", "suite_mismatch"),
        ("other_digest", "suite_mismatch"),
        ("other_seal", "suite_mismatch"),
        ("wrong_signature", "signature_invalid"),
        ("wrong_key", "key_unknown"),
        ("altered", "digest_mismatch"),
        ("cut_short", "digest_mismatch"),
        ("replayed", "replayed"),
        ("late", "outside_window"),
        ("wrong_sender", "body_invalid"),
    ],
)
def test_a_message_that_is_wrong_is_refused_by_name_in_either_suite(
    credit: Senders, body: str, fault: str, code: str
) -> None:
    kind, rows = {"credit": ("firm-list", listed(1)), "hospital": ("exam", [an_exam()])}[body]

    said = credit.push(body, kind, rows, "--fault", fault)

    assert (said.ended, said.code) == (3, code)
    assert Inbound.objects.count() == (1 if fault == "replayed" else 0)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("wrong_suite", "suite_mismatch"),
        ("unknown_suite", "suite_unknown"),
        ("other_seal", "suite_mismatch"),
        ("wrong_signature", "signature_invalid"),
        ("algorithm_none", "signature_invalid"),
        ("wrong_inside", "body_invalid"),
        ("altered", "digest_mismatch"),
        ("cut_short", "digest_mismatch"),
    ],
)
def test_a_batch_in_sm_that_is_wrong_is_refused_by_name(
    credit: Senders, fault: str, code: str
) -> None:
    said = credit.send("credit", "firm-list", listed(2), "--only-batch-fault", fault)

    assert (said.ended, said.code) == (3, code)
    assert not Inbound.objects.filter(state=State.TAKEN).exists()


def test_a_hospital_changes_to_sm_and_its_older_keys_are_taken_until_they_go(
    credit: Senders,
) -> None:
    assert credit.push("hospital", "exam", [an_exam()]).ended == 0
    card = rotated(credit, "hospital", "sm")
    # Before the platform has its card, its new keys are nobody's.
    assert credit.push("hospital", "exam", [an_exam()]).code == "key_unknown"

    parties.rotate(OPERATOR, card=card)
    assert suites_of("hospital") == ("intl", "sm")
    assert credit.push("hospital", "exam", [an_exam()]).ended == 0
    rotated(credit, "hospital", "intl")
    parties.rotate(OPERATOR, card=only(card, "sm"))

    assert suites_of("hospital") == ("sm",)
    assert credit.push("hospital", "exam", [an_exam()]).code == "key_unknown"
    assert list(Inbound.objects.order_by("received_at").values_list("suite", flat=True)) == [
        *("intl", "sm"),
    ]


def test_a_batch_that_was_begun_in_one_suite_is_not_finished_in_another(credit: Senders) -> None:
    words = ("--rows-a-part", 1, "--message", MESSAGE)
    credit.send("credit", "firm-list", listed(2), *words, "--stop-after", 1)
    parties.rotate(OPERATOR, card=rotated(credit, "credit", "intl"))

    # The manifest is of sm, and the request that carries it is not.
    assert credit.run("resume", "credit").code == "suite_mismatch"


@pytest.mark.parametrize("missing", ["sig", "enc"])
def test_a_card_with_half_a_suite_is_not_taken(senders: Senders, missing: str) -> None:
    card = senders.card("credit")
    half = [key for key in rotated(senders, "credit", "intl")["keys"] if key["use"] != missing]
    mixed = {**card, "keys": [*card["keys"], *(key for key in half if key["crv"] != "SM2")]}

    with pytest.raises(BadCard):
        sending.register_card(mixed, "credit")
    assert not PartyKey.objects.exists()


def test_a_card_whose_point_is_not_on_the_curve_is_not_taken(senders: Senders) -> None:
    card = senders.card("credit")
    swapped = [{**key, "x": key["y"], "y": key["x"]} for key in card["keys"]]

    with pytest.raises(BadCard):
        sending.register_card({**card, "keys": swapped}, "credit")


def test_a_platform_without_sm_refuses_a_card_in_it(
    senders: Senders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sm2, "IS_HERE", False)
    with pytest.raises(BadCard):
        sending.register(senders, "credit")


def test_a_platform_that_has_no_keys_of_a_suite_does_not_speak_it(
    credit: Senders, tmp_path: Path
) -> None:
    file = tmp_path / "paired" / "keys" / "exchange.json"
    whole = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(only(whole, "intl")), "utf-8")

    # Signed in the suite that it has: a sender that speaks sm alone does not believe it.
    with pytest.raises(AssertionError, match="another suite"):
        credit.push("credit", "firm-list", listed(1))
    assert credit.push("hospital", "exam", [an_exam()]).ended == 0
    assert list(Inbound.objects.values_list("suite", flat=True)) == ["intl"]
