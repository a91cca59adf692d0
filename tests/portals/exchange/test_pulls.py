"""A province's platform fetches records: of those who agreed to it, and not a word of others."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.gateways.exchange import errands, platforms, pulls, rules, sharing, spool
from jiaxin.gateways.exchange.errors import ServiceNotAgreed
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.models import Outbound, Pulled
from jiaxin.gateways.exchange.services import parties
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from sandbox import bodies, fetching
from tests import clockwork, makers
from tests.evidence import last_line
from tests.makers_facts import EMPLOYMENT, arrives
from tests.makers_platforms import MESSAGE, a_local_certificate, a_province, ask, shares
from tests.sandbox.sending import OPERATOR, Said, Senders

pytestmark = pytest.mark.django_db(transaction=True)

LIN = [makers.NAME, makers.a_number()]
NOT_SHARED = {"shared": [], "not_shared": [0]}


@pytest.fixture
def province(senders: Senders) -> Sender:
    return a_province(senders)


@pytest.fixture
def lin(senders: Senders) -> Actor:
    """The worker, with work, an exam and a policy on record."""
    makers.Outside().join()
    lin = makers.a_worker()
    makers.agree(lin, Kind.HEALTH)
    arrives(lin, kinds.EMPLOYMENT, EMPLOYMENT, source="another platform", came=Came.LOCAL)
    arrives(lin, kinds.EXAM, source="hospital", came=Came.BATCH, signed_by="hospital")
    arrives(lin, kinds.INSURANCE, source="insurer", came=Came.BATCH)
    return lin


def others(number: int) -> Actor:
    """More workers, each with a number and a name of her own."""
    return makers.a_worker(
        phone=f"1380013810{number}", number=makers.a_number(order=20 + 2 * number)
    )


def told(said: Said) -> dict[str, Any]:
    return {name: said.answer[name] for name in ("shared", "not_shared")}


def batch(senders: Senders, into: Path, *words: object, message: str = MESSAGE) -> Said:
    words = ("--into", into, "--message", message, *words)
    return senders.run("batch", "province", *words, module="sandbox.fetching")


def rows_in(senders: Senders, into: Path, message: str = MESSAGE) -> list[dict[str, Any]]:
    """What the sandbox reads from the files, held against the manifest."""
    return list(fetching.rows_of(bodies.load(senders.home, "province"), into, message))


def people_in(rows: list[dict[str, Any]]) -> list[str]:
    return [row["number"] for row in rows if row["kind"] == sharing.CERTIFICATE]


def test_of_whom_agreed_the_facts_come_and_it_stands_on_her_page(
    senders: Senders, province: Sender, lin: Actor
) -> None:
    named = shares(lin, province)

    said = ask(senders, [LIN])

    [one] = said.answer["shared"]
    by_kind = {row["kind"]: row for row in one["rows"]}
    assert set(by_kind) == {"certificate", "employment", "insurance"}
    assert by_kind["certificate"]["says"]["valid"] is True
    assert by_kind["employment"]["says"]["firm"] == EMPLOYMENT["firm"]
    assert "policy_no" not in by_kind["insurance"]["says"]
    [look] = platforms.fetched(lin)
    assert (look.platform, look.facts, look.loads, look.in_batch) == (
        "某省家政平台（演示）",
        2,
        1,
        False,
    )
    line = last_line(Action.PULL_SHARE)
    assert (line.subject, line.actor, line.proof) == (
        lin.person,
        str(province.id),
        f"consent:{named}",
    )


def test_of_all_others_it_says_one_thing_whatever_the_cause(
    senders: Senders, province: Sender, lin: Actor
) -> None:
    not_agreed = told(ask(senders, [LIN]))
    nobody = told(ask(senders, [[makers.NAME, makers.a_number(order=8)]]))
    shares(lin, province)
    another_name = told(ask(senders, [["林秀芳", LIN[1]]]))

    assert not_agreed == nobody == another_name == NOT_SHARED
    assert platforms.fetched(lin) == []


def test_taken_back_it_is_over_at_once_and_time_ends_it_too(
    senders: Senders, province: Sender, lin: Actor
) -> None:
    named = shares(lin, province)
    assert told(ask(senders, [LIN]))["shared"]

    consent.withdraw(lin, consent_id=named)

    assert told(ask(senders, [LIN])) == NOT_SHARED


def test_one_platforms_sheet_is_no_others(senders: Senders, province: Sender, lin: Actor) -> None:
    card = senders.card("training")
    other = parties.add(
        OPERATOR,
        card=card,
        title="四川家政平台",
        sort=rules.PartySort.PLATFORM,
        services=[rules.PULL],
        region="510000",
    )
    consent.grant_to(
        lin,
        kind=Kind.LOCAL,
        grantee=other,
        text_version=consents.newest_version(Kind.LOCAL),
        language="zh-hans",
    )

    assert told(ask(senders, [LIN])) == NOT_SHARED


def test_the_same_question_again_is_the_same_look(
    senders: Senders, province: Sender, lin: Actor
) -> None:
    shares(lin, province)
    for _ in range(2):
        assert ask(senders, [LIN], "--message", MESSAGE).ended == 0

    assert [(look.loads) for look in platforms.fetched(lin)] == [2]
    other = ask(senders, [["王小花", LIN[1]]], "--message", MESSAGE)
    assert other.code == "message_id_reused"
    assert Outbound.objects.count() == 1


def test_who_is_not_registered_for_it_is_refused(senders: Senders, lin: Actor) -> None:
    parties.add(
        OPERATOR,
        card=senders.card("province"),
        title="某省平台",
        sort=rules.PartySort.PLATFORM,
        services=["skill"],
        region="330000",
    )

    assert ask(senders, [LIN]).code == "not_agreed"


def test_nobody_without_a_region_is_registered_for_it(senders: Senders) -> None:
    for sort, region in (("platform", ""), ("hospital", "330000")):
        with pytest.raises(ServiceNotAgreed):
            parties.add(
                OPERATOR,
                card=senders.card("province"),
                title="某省平台",
                sort=rules.PartySort(sort),
                services=[rules.PULL],
                region=region,
            )


def test_more_people_than_agreed_a_day_are_too_many(senders: Senders, lin: Actor) -> None:
    shares(lin, a_province(senders, rows_a_day=2))

    assert ask(senders, [LIN, LIN]).ended == 0
    assert ask(senders, [LIN]).code == "too_many"


@pytest.mark.parametrize("people", [[], [["林秀英"]], [["林秀英", "110105199003072340"]], ["x"]])
def test_a_question_that_is_none_is_refused(
    senders: Senders, province: Sender, lin: Actor, people: list[Any]
) -> None:
    said = ask(senders, people)

    assert said.code == "body_invalid"
    assert not Outbound.objects.exists()


def test_a_batch_has_everybody_who_agreed_and_goes_on_where_it_was_broken_off(
    senders: Senders, province: Sender, lin: Actor, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(rules, "PEOPLE_A_PART", 2)
    workers = [lin, *(others(number) for number in range(4))]
    for worker in workers[:4]:
        shares(worker, province)

    first = batch(senders, tmp_path, "--stop-after", 1)
    assert (first.answer["state"], first.answer["fetched"]) == ("making", 1)
    rest = batch(senders, tmp_path)

    assert rest.answer["state"] == "whole"
    rows = rows_in(senders, tmp_path)
    assert len(people_in(rows)) == 4
    assert LIN[1] in people_in(rows)
    assert {row["kind"] for row in rows} == {"certificate", "employment", "insurance"}
    assert [look.in_batch for look in platforms.fetched(lin)] == [True]
    assert platforms.fetched(workers[4]) == []
    assert Pulled.objects.count() == 4


def test_a_part_is_not_given_again_with_somebody_in_it_who_took_it_back(
    senders: Senders, province: Sender, lin: Actor, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(rules, "PEOPLE_A_PART", 2)
    workers = [lin, *(others(number) for number in range(3))]
    named = {worker: shares(worker, province) for worker in workers}
    batch(senders, tmp_path, "--stop-after", 1)
    consent.withdraw(lin, consent_id=named[lin])

    elsewhere = tmp_path / "elsewhere"
    assert batch(senders, elsewhere).answer["state"] == "whole"

    again = fetching.read_manifest(
        bodies.load(senders.home, "province"), elsewhere / f"{MESSAGE}.manifest"
    )
    assert len(again["parts"]) == 2
    assert LIN[1] not in people_in(rows_in(senders, elsewhere))
    assert len(people_in(rows_in(senders, elsewhere))) == 3


def test_a_batch_of_nobody_is_whole_and_empty(
    senders: Senders, province: Sender, tmp_path: Path
) -> None:
    assert batch(senders, tmp_path).answer["state"] == "whole"
    assert rows_in(senders, tmp_path) == []


def test_a_new_batch_ends_the_one_before_and_an_old_one_is_gone(
    senders: Senders, province: Sender, lin: Actor, tmp_path: Path
) -> None:
    shares(lin, province)
    batch(senders, tmp_path)
    later = MESSAGE.replace("f1", "f2")
    batch(senders, tmp_path, message=later)

    assert batch(senders, tmp_path).code == "no_such_batch"
    assert [row.sequence for row in Outbound.objects.order_by("asked_at")] == [1, 2]
    row = Outbound.objects.get(asked_as=later)
    with clockwork.at(clock.now() + rules.PULL_LASTS + timedelta(seconds=1)):
        pulls.resume()
    assert spool.part(row.id, 1) is None


def test_into_the_folder_it_is_laid_whole_with_its_manifest_last(
    senders: Senders, province: Sender, lin: Actor, tmp_path: Path
) -> None:
    shares(lin, province)
    senders.run("batch", "province", "--message", MESSAGE, "--folder", module="sandbox.fetching")

    pulls.resume()

    folder = spool.home() / "out" / "province"
    assert sorted(path.suffix for path in folder.iterdir()) == [".manifest", ".part"]
    assert people_in(rows_in(senders, folder)) == [LIN[1]]
    pulls.resume()
    assert [look.loads for look in platforms.fetched(lin)] == [1]


def test_a_province_pushes_her_local_number_and_gets_its_own_back(
    senders: Senders, province: Sender, lin: Actor
) -> None:
    shares(lin, province)
    given = senders.push("province", "local-certificate", [a_local_certificate()])
    assert given.answer["taken"] == 1
    errands.resume()

    [one] = ask(senders, [LIN]).answer["shared"]
    [row] = [row for row in one["rows"] if row["kind"] == "local_number"]
    assert row["says"]["number"] == "ZJ-330106-00017"
    assert row["came"] == "local"


def test_outside_its_region_a_province_says_nothing(
    senders: Senders, province: Sender, lin: Actor
) -> None:
    rows = [
        a_local_certificate(region="510100"),
        a_local_certificate(region="330100"),
        a_local_certificate(region="999999"),
    ]

    said = senders.push("province", "local-certificate", rows)

    assert said.codes == {1: "region_outside", 3: "region_unknown"}
    assert json.dumps(said.answer, ensure_ascii=False).count("不在本单位登记的地区之内") == 1
