"""`jiaxin exchange`: what the operator reads, and how it ends."""

import argparse
import json
from datetime import timedelta
from pathlib import Path

import pytest

from jiaxin.config import cli, exchange_acts
from jiaxin.config.at_hand import Cannot
from jiaxin.facts.records import reads as records
from jiaxin.gateways.exchange import errands, folders, keys, ours, reads, spool, takers
from jiaxin.gateways.exchange.adapters import Taker
from jiaxin.gateways.exchange.errands import noted_of
from jiaxin.gateways.exchange.models import Quarantined
from jiaxin.gateways.exchange.rules import AskOutcome
from jiaxin.gateways.exchange.services import applying
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.cast import lin, outside
from tests.evidence import last_line
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import SYSTEM, an_exam, sorted_rows

__all__ = ["lin", "outside"]
pytestmark = pytest.mark.django_db
type Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home with nothing in it: no keys, no folders, no department to ask."""
    monkeypatch.setattr(ours._Joined, "file", tmp_path / "none.json")
    monkeypatch.setattr(ours._Joined, "party", None)
    monkeypatch.setattr(spool, "home", lambda: tmp_path / "exchange")


def said(*words: object) -> argparse.Namespace:
    """The command line, without the product's name."""
    return cli.parser().parse_args(["exchange", *map(str, words)])


def a_card(folder: Path, name: str = "clinic") -> Path:
    """A body's card, as it is handed over."""
    held = [keys.generate(name, "sig"), keys.generate(name, "enc")]
    file = folder / f"{name}.json"
    card = {"party": name, "keys": [keys.write_public(key) for key in held]}
    file.write_text(json.dumps(card), "utf-8")
    return file


def added(card: Path, *more: object) -> int:
    words = ("--title", "某区医院", "--sort", "hospital", "--service", "exam")
    return exchange_acts.party(said("party", "add", "--card", card, *words, *more))


def wrong_row() -> None:
    """One row of the hospital's is right, and one waits."""
    inbound = sending.a_batch(sending.a_sender(), 2)
    rows = sorted_rows([an_exam(), an_exam(on="2026-02-30")])
    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=2, rows=rows)


def test_a_body_is_registered_listed_and_revoked(tmp_path: Path, capsys: Out) -> None:
    assert added(a_card(tmp_path), "--every-hours", 24) == 0
    assert last_line(Action.PARTY_ADD).outcome == "done"
    assert exchange_acts.party(said("party", "list")) == 0
    assert exchange_acts.party(said("party", "revoke", "clinic")) == 0
    assert exchange_acts.party(said("party", "list")) == 0

    told = capsys.readouterr().out
    assert "clinic: may send exam" in told
    assert "clinic-sig-" in told
    assert "nothing of it is taken from now on" in told
    assert "revoked" in told
    assert reads.parties()[0].revoked_at is not None


def test_a_new_card_takes_the_old_ones_place(tmp_path: Path, capsys: Out) -> None:
    added(a_card(tmp_path))
    [before] = reads.parties()

    assert exchange_acts.party(said("party", "rotate", "--card", a_card(tmp_path))) == 0

    [after] = reads.parties()
    assert not set(before.kids) & set(after.kids)
    told = capsys.readouterr().out
    assert all(kid in told for kid in before.kids)


def test_what_a_body_may_send_is_changed_and_its_old_rows_stay(tmp_path: Path, capsys: Out) -> None:
    words = ("--title", "信用中国", "--sort", "credit", "--service", "firm-list")
    card = a_card(tmp_path, "credit")
    exchange_acts.party(said("party", "add", "--card", card, *words))
    more = ("--service", "firm-list", "--service", "firm-penalty")

    assert exchange_acts.party(said("party", "allow", "credit", *more)) == 0

    assert reads.parties()[0].services == ("firm-list", "firm-penalty")
    assert last_line(Action.PARTY_ALLOW).outcome == "done"
    assert "credit: may send firm-list, firm-penalty" in capsys.readouterr().out
    with pytest.raises(Cannot, match=r"exchange\.not_agreed"):
        exchange_acts.party(said("party", "allow", "credit", "--service", "exam"))
    with pytest.raises(Cannot, match=r"exchange\.no_such_party"):
        exchange_acts.party(said("party", "allow", "nobody", "--service", "exam"))
    assert reads.parties()[0].services == ("firm-list", "firm-penalty")


def test_the_list_is_for_programs_too(tmp_path: Path, capsys: Out) -> None:
    added(a_card(tmp_path), "--region", "330106")
    capsys.readouterr()

    exchange_acts.party(said("party", "list", "--json"))

    [one] = json.loads(capsys.readouterr().out)
    assert (one["name"], one["sort"], one["region"]) == ("clinic", "hospital", "330106")
    assert one["services"] == ["exam"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--sort", "hotel"), "one of police, hospital"),
        (("--service", "firm-list"), "firm-list|not"),
    ],
)
def test_what_cannot_be_registered_is_said(
    tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    with pytest.raises(Cannot, match=why):
        added(a_card(tmp_path), *words)
    assert reads.parties() == []


def test_a_file_that_is_no_card_and_a_name_that_is_nobodys_are_said(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")

    with pytest.raises(Cannot, match="is no card"):
        added(letter)
    with pytest.raises(Cannot, match="is no card"):
        added(tmp_path / "nowhere.json")
    with pytest.raises(Cannot, match=r"exchange\.no_such_party"):
        exchange_acts.party(said("party", "revoke", "nobody"))
    added(a_card(tmp_path))
    with pytest.raises(Cannot, match=r"exchange\.party_there"):
        added(a_card(tmp_path))


def test_the_status_ends_with_nought_while_all_is_well(outside: object, capsys: Out) -> None:
    sending.a_sender("school")
    noted_of("police")(service="background", outcome=AskOutcome.ANSWERED)

    assert exchange_acts.status(said("status")) == 0

    told = capsys.readouterr().out
    assert "police       ALIVE            last answer 0 min ago" in told
    assert "school       NOTHING_YET      last message never" in told


def test_the_status_ends_with_three_and_says_what_to_do(outside: object, capsys: Out) -> None:
    wrong_row()

    assert exchange_acts.status(said("status")) == 3

    told = capsys.readouterr().out
    assert "hospital     ROWS_WAIT" in told
    assert "有数据行填写有误" in told
    assert "send them mended" in told
    assert "errors 50.0%, coverage 100.0%" in told
    assert "quarantine 1 + 0 of ours" in told


def test_a_source_that_fell_silent_is_late(outside: object, capsys: Out) -> None:
    sending.a_batch(sending.a_sender(expected_every_hours=24))

    with clockwork.at(clock.now() + timedelta(hours=25)):
        assert exchange_acts.status(said("status", "--json")) == 3

    [one] = json.loads(capsys.readouterr().out)
    assert (one["name"], one["way"], one["state"]) == ("hospital", "sends", "late")
    assert one["lag_seconds"] == 25 * 3600
    assert one["do"]["zh"]


def test_quarantine_is_counted_by_its_cause_and_nothing_of_a_row_is_told(
    outside: object, capsys: Out
) -> None:
    wrong_row()

    assert exchange_acts.quarantine(said("quarantine")) == 0
    assert exchange_acts.quarantine(said("quarantine", "--party", "nobody")) == 0
    told = capsys.readouterr().out
    assert told.count("day_invalid") == 1
    assert makers.NAME not in told
    assert "TJ-1" not in told

    exchange_acts.quarantine(said("quarantine", "--json"))
    [one] = json.loads(capsys.readouterr().out)
    assert one == {
        "party": "hospital",
        "kind": "exam",
        "code": "day_invalid",
        "column": "on",
        "count": 1,
    }


def test_rows_are_tried_again_once_the_fault_of_ours_is_mended(
    lin: Actor, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    makers.agree(lin, Kind.HEALTH)
    inbound = sending.a_push(sending.a_sender())
    with monkeypatch.context() as nobody_takes:
        nobody_takes.delitem(takers._Joined.takers, Taker.WORKERS)
        rows = sorted_rows([an_exam()])
        applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=1, rows=rows)
    assert Quarantined.objects.get().code == "kind_not_taken"

    assert exchange_acts.replay(said("replay", "--party", "hospital")) == 0

    assert "1 rows went their way, 0 wait still" in capsys.readouterr().out
    assert "exam" in {fact.kind for fact in records.facts(records.own_record(lin))}
    assert exchange_acts.replay(said("replay")) == 0
    assert "0 rows went their way, 0 wait still" in capsys.readouterr().out


def test_the_timers_work_is_done_at_once_where_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setattr(folders, "watch", lambda: 2)
    monkeypatch.setattr(errands, "resume", lambda: 3)

    assert exchange_acts.work(said("work")) == 0

    assert "2 batches in folders, 3 messages worked through" in capsys.readouterr().out


def test_without_keys_what_lies_in_a_folder_stays_there(tmp_path: Path) -> None:
    sending.a_sender()
    folder = tmp_path / "exchange" / "in" / "hospital"
    folder.mkdir(parents=True)
    (folder / "0199a2b4-5c00-7000-8000-00000000000a.manifest").write_bytes(b"x.y.z")

    with pytest.raises(Cannot, match="no exchange keys"):
        exchange_acts.work(said("work"))

    assert [path.suffix for path in folder.iterdir()] == [".manifest"]
