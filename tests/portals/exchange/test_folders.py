"""Drop folders: a batch laid down is taken, a wrong one is set aside, and receipts come back."""

import json
from pathlib import Path

import pytest

from jiaxin.gateways.exchange import errands, folders, jws, spool
from jiaxin.gateways.exchange.keys import Key, read_key
from jiaxin.gateways.exchange.models import Inbound, RefusedCount
from jiaxin.gateways.exchange.rules import Arrival, State
from sandbox import bodies
from sandbox.sealing import unseal_with
from tests.gateways.exchange.sending import an_exam
from tests.sandbox.sending import Senders

pytestmark = pytest.mark.django_db(transaction=True)

MESSAGE = "0199a2b4-5c00-7000-8000-00000000000c"


def folder(name: str = "hospital") -> Path:
    return spool.home() / "in" / name


def lay(hospital: Senders, *words: object, rows: int = 3, to: str = "hospital") -> None:
    exams = [an_exam(report_no=f"TJ-{number}") for number in range(rows)]
    hospital.send("hospital", "exam", exams, "--folder", folder(to), "--message", MESSAGE, *words)


def reason() -> str:
    said = json.loads((folder() / "refused" / f"{MESSAGE}.reason.json").read_text("utf-8"))
    assert said["zh"]
    assert said["en"]
    return str(said["code"])


def test_a_batch_that_was_laid_down_is_taken_and_goes_away(hospital: Senders) -> None:
    lay(hospital, "--rows-a-part", 2)

    assert folders.watch() == 1
    errands.resume()

    kept = Inbound.objects.get()
    assert (kept.arrival, kept.state, kept.taken) == (Arrival.FOLDER, State.DONE, 3)
    assert list(folder().iterdir()) == []


def test_it_may_be_laid_down_again_and_is_applied_once(hospital: Senders) -> None:
    for _ in range(2):
        lay(hospital)
        folders.watch()
        errands.resume()

    assert Inbound.objects.get().taken in (3, 3)


def test_its_receipt_is_sealed_to_the_sender_and_signed_by_us(hospital: Senders) -> None:
    lay(hospital)
    folders.watch()
    errands.resume()
    folders.watch()

    whole = (spool.home() / "out" / "hospital" / f"{MESSAGE}.receipt").read_bytes()
    pair = bodies.load(hospital.home, "hospital")

    def key_of(kid: str) -> Key | None:
        public = pair.platform_key(kid)
        return read_key(public) if public else None

    sealed, _ = jws.verify(whole, key_of, folders.RECEIPT)
    content = unseal_with(sealed, pair.own)
    assert (content["state"], content["taken"], content["rows"]) == ("done", 3, 3)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("wrong_signature", "signature_invalid"),
        ("cut_short", "digest_mismatch"),
        ("altered", "digest_mismatch"),
        ("wrong_sender", "body_invalid"),
        ("zip_bomb", "body_invalid"),
        ("late", "outside_window"),
    ],
)
def test_a_wrong_one_is_set_aside_with_its_reason_and_the_next_goes_on(
    hospital: Senders, fault: str, code: str
) -> None:
    lay(hospital, "--only-batch-fault", fault)
    hospital.send("hospital", "exam", [an_exam()], "--folder", folder(), sequence=2)

    folders.watch()
    errands.resume()

    assert reason() == code
    assert Inbound.objects.filter(state=State.DONE).count() == 1
    assert RefusedCount.objects.get().count == 1


def test_a_manifest_whose_parts_are_not_there_is_refused(hospital: Senders) -> None:
    lay(hospital)
    (folder() / f"{MESSAGE}.1.part").unlink()

    folders.watch()

    assert reason() == "no_such_batch"


def test_anothers_folder_takes_nothing_of_ours(hospital: Senders) -> None:
    from tests.sandbox.sending import register  # noqa: PLC0415 — a second party for this test

    register(hospital, "insurer")
    lay(hospital, to="insurer")

    folders.watch()

    assert not Inbound.objects.exists()
    assert (folder("insurer") / "refused" / f"{MESSAGE}.reason.json").exists()


def test_a_folder_of_nobody_is_not_looked_into(hospital: Senders) -> None:
    lay(hospital, to="stranger")

    assert folders.watch() == 0


def test_a_link_leads_nowhere(hospital: Senders, tmp_path: Path) -> None:
    lay(hospital)
    part = folder() / f"{MESSAGE}.1.part"
    part.rename(tmp_path / "elsewhere")
    part.symlink_to(tmp_path / "elsewhere")

    folders.watch()

    assert reason() == "no_such_batch"
