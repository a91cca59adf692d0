"""Receipts: whose they are, what they open, and that they hold offline with nothing of ours."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit import logkeys, reads, rules, sealer
from jiaxin.trust.audit.errors import NoReceipt, NotSealedYet
from tests.trust.audit.conftest import Write

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).resolve().parents[3] / "docs" / "verify_receipt.py"
LIN = Actor(role=Role.WORKER, id=UUID(int=8))
HU = Actor(role=Role.CONSUMER, id=UUID(int=7))
STRANGER = Actor(role=Role.CONSUMER, id=UUID(int=99))

type Verify = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """Run the script that is handed out, in a process that knows nothing of the product."""

    def verify(body: Any, *keys: str) -> "subprocess.CompletedProcess[str]":
        path = tmp_path / "receipt.json"
        path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-I", SCRIPT, path, *keys],
            capture_output=True,
            text=True,
            check=False,
            env={},
        )

    return verify


def key() -> str:
    return logkeys.known()[0].text


def test_the_worker_finds_the_looks_of_a_query(write: Write) -> None:
    looks = write(2)
    write(outcome="queries.look_over")
    write(action="queries.end")
    write(proof=f"query:{uuid4()}")

    found = reads.looks(LIN, subject=UUID(int=8), proof=looks[0].proof)

    assert found == [line.id for line in looks]
    assert reads.looks(HU, subject=UUID(int=8), proof=looks[0].proof) == found
    assert reads.looks(STRANGER, subject=UUID(int=8), proof=looks[0].proof) == []


def test_each_side_opens_her_own_id_and_not_the_others(sealed: Write) -> None:
    [line] = sealed()

    hers = reads.receipt(LIN, line_id=line.id).body
    his = reads.receipt(HU, line_id=line.id).body

    assert {name: own["value"] for name, own in hers["opened"].items()} == {
        "subject": str(LIN.person)
    }
    assert {name: own["value"] for name, own in his["opened"].items()} == {"actor": str(HU.person)}
    assert str(HU.person) not in json.dumps(hers)
    assert str(LIN.person) not in json.dumps(his)
    for value in (str(line.sign_in), line.origin, line.request_id):
        assert json.dumps(value) not in json.dumps(hers) + json.dumps(his)


@pytest.mark.parametrize("viewer", [STRANGER, Actor(role=Role.WORKER, id=UUID(int=98))])
def test_nobody_else_gets_a_receipt(sealed: Write, viewer: Actor) -> None:
    [line] = sealed()

    with pytest.raises(NoReceipt):
        reads.receipt(viewer, line_id=line.id)


def test_there_is_no_receipt_of_nothing() -> None:
    with pytest.raises(NoReceipt):
        reads.receipt(LIN, line_id=uuid4())


def test_a_receipt_follows_the_seal_and_the_signature(write: Write) -> None:
    [line] = write()

    for step in (sealer.seal, sealer.sign):
        with pytest.raises(NotSealedYet):
            reads.receipt(LIN, line_id=line.id)
        with pytest.raises(NoReceipt):
            reads.receipt(STRANGER, line_id=line.id)
        step()

    assert reads.receipt(LIN, line_id=line.id).at == line.at


@pytest.mark.parametrize(("size", "place"), [(1, 0), (2, 1), (7, 3), (300, 255), (300, 299)])
def test_a_receipt_holds_offline(sealed: Write, verify: Verify, size: int, place: int) -> None:
    line = sealed(size)[place]

    told = verify(reads.receipt(LIN, line_id=line.id).body, key())

    assert told.returncode == 0, told.stderr
    assert "It holds" in told.stdout
    assert str(LIN.person) in told.stdout
    assert line.proof in told.stdout


def test_an_operators_receipt_opens_every_value(sealed: Write, verify: Verify) -> None:
    [line] = sealed(subject=None, actor="queries")

    body = reads.receipt(Actor.system("a test"), line_id=line.id).body

    assert set(body["opened"]) == set(rules.HIDDEN)
    assert verify(body, key()).returncode == 0


def bend(path: list[str | int], change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def bent(body: Any) -> Any:
        at = body
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = change(at[path[-1]])
        return body

    return bent


TAMPERED: dict[str, Callable[[Any], Any]] = {
    "another time": bend(["line", "at"], lambda at: at.replace("2026", "2025")),
    "another outcome": bend(["line", "outcome"], lambda _: "refused"),
    "a value added": bend(["line"], lambda line: line | {"more": 1}),
    "a value left out": bend(["line"], lambda line: {k: v for k, v in line.items() if k != "role"}),
    "another subject": bend(["opened", "subject", "value"], lambda _: str(UUID(int=5))),
    "another salt": bend(["opened", "subject", "salt"], lambda _: "00" * 32),
    "another place": bend(["index"], lambda index: index + 1),
    "no place": bend(["index"], lambda _: -1),
    "a proof cut short": bend(["proof"], lambda proof: proof[:-1]),
    "a proof bent": bend(["proof", 0], lambda _: "00" * 32),
    "another root": bend(["checkpoint"], lambda note: note.replace(note.split("\n")[2], "A" * 44)),
    "another size": bend(["checkpoint"], lambda note: note.replace("\n5\n", "\n6\n")),
    "a signature bent": bend(["checkpoint"], lambda note: note[:-10] + "AAAA" + note[-6:]),
    "no signature": bend(["checkpoint"], lambda note: note.partition("\n\n")[0] + "\n\n"),
    "nothing": lambda _: {},
    "not JSON": lambda _: "{",
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_tampered_receipt_does_not_hold(sealed: Write, verify: Verify, how: str) -> None:
    line = sealed(5)[2]

    told = verify(TAMPERED[how](reads.receipt(LIN, line_id=line.id).body), key())

    assert told.returncode == 1
    assert "It does NOT hold" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_receipt_does_not_hold_under_another_key(sealed: Write, verify: Verify) -> None:
    [line] = sealed()
    other = logkeys.keys(2, logkeys.origin())[0].text
    body = reads.receipt(LIN, line_id=line.id).body

    assert verify(body, other).returncode == 1
    assert verify(body).returncode == 1
    assert verify(body, other, key()).returncode == 0


def test_a_new_log_key_takes_over_from_the_old_one(
    sealed: Write, verify: Verify, settings: Any
) -> None:
    [before] = sealed()
    settings.TRAIL_KEY = 2
    sealer.sign()
    old, new = (each.text for each in logkeys.known())

    body = reads.receipt(LIN, line_id=before.id).body
    assert verify(body, old).returncode == verify(body, new).returncode == 0

    [after] = sealed(outcome="done", action="queries.end")
    body = reads.receipt(LIN, line_id=after.id).body
    assert verify(body, old).returncode == 1
    assert verify(body, new).returncode == 0


def test_the_script_is_short_and_needs_one_library() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    imported = {
        line.split()[1].partition(".")[0] for line in text.splitlines() if "import " in line
    }

    assert text.count("\n") <= 60
    assert imported <= {"json", "sys", "base64", "hashlib", "pathlib", "cryptography"}


def test_refusals_of_receipts_say_what_to_do() -> None:
    refusals: list[type[Refusal]] = [NoReceipt, NotSealedYet]

    assert all(refusal.do.zh and refusal.do.en for refusal in refusals)
