"""The audit administrator reads the trail, and stands on it for that."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, Role
from jiaxin.trust.audit import logkeys, sealer
from jiaxin.trust.audit.models import Line
from jiaxin.trust.identity.models import Account
from tests import makers_staff
from tests.evidence import lines
from tests.house.source import ROOT
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Client:
    return browser_of(makers_staff.an_auditor())


@pytest.fixture
def reviewer() -> Actor:
    return makers_staff.a_reviewer()


def name_of(actor: Actor) -> str:
    return str(Account.objects.get(id=actor.person).staff_name)


def shown(text: str) -> list[str]:
    """The actions in the table, in both halves of its words."""
    return re.findall(r"<tr data-row>.*?</tr>", text, re.DOTALL)


def test_each_search_is_itself_a_line(auditor: Client) -> None:
    before = len(lines(Action.TRAIL_READ))

    auditor.get("/console/trail/")
    auditor.get("/console/trail/?outcome=refused")

    assert [line.role for line in lines(Action.TRAIL_READ)[before:]] == ["audit_admin"] * 2


def test_a_staff_members_acts_are_found_by_her_sign_in_name(
    auditor: Client, reviewer: Actor
) -> None:
    browser_of(reviewer).post("/console/account/recovery/")

    found = auditor.get("/console/trail/", {"actor": name_of(reviewer).upper()}).text

    (row,) = shown(found)
    assert name_of(reviewer) in row
    assert Action.STAFF_FACTORS.words.zh in row


def test_lines_are_found_by_action_subject_and_outcome(auditor: Client, reviewer: Actor) -> None:
    browser_of(reviewer).post("/console/account/password/", _wrong())
    criteria = {
        "action": Action.STAFF_PASSWORD.code,
        "subject": str(reviewer.person),
        "outcome": "refused",
    }

    (row,) = shown(auditor.get("/console/trail/", criteria).text)

    assert "identity.wrong_password" in row
    assert shown(auditor.get("/console/trail/", {**criteria, "outcome": "done"}).text) == []


def _wrong() -> dict[str, str]:
    new = "four unlikely teapots"
    return {"old": "wrong", "password": new, "repeated": new}


def test_another_day_shows_nothing_and_says_so(auditor: Client) -> None:
    page = auditor.get("/console/trail/", {"since": "2026-01-01", "until": "2026-01-02"})

    assert shown(page.text) == []
    assert "2026-01-01 到 2026-01-02 没有符合的留痕" in page.text


def test_too_long_a_time_is_refused_with_what_to_do(auditor: Client) -> None:
    page = auditor.get("/console/trail/", {"since": "2025-01-01", "until": "2026-01-02"})

    assert page.status_code == 422
    assert "一次最多查 31 天" in page.text


@pytest.mark.parametrize(
    "bad", [{"since": "yesterday"}, {"subject": "not an id"}, {"action": "no.such"}]
)
def test_what_is_no_search_is_said_beside_the_field(auditor: Client, bad: dict[str, str]) -> None:
    page = auditor.get("/console/trail/", bad)

    assert page.status_code == 422
    assert "jx-error" in page.text


@pytest.mark.parametrize("until", ["0001-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_no_fault(auditor: Client, until: str) -> None:
    assert auditor.get("/console/trail/", {"until": until}).status_code == 200


@pytest.mark.parametrize("after", ["x", "~", "2026-13-01~1", "2026-01-01T00:00:00~x"])
def test_a_bent_link_to_a_page_begins_at_the_newest(auditor: Client, after: str) -> None:
    assert auditor.get("/console/trail/", {"after": after}).status_code == 200


def test_pages_follow_each_other_without_gap_or_double(auditor: Client, reviewer: Actor) -> None:
    browser = browser_of(reviewer)
    for _ in range(60):
        browser.post("/console/account/sign-ins/end/")
    criteria = "?action=identity.end_sign_in"

    first = auditor.get(f"/console/trail/{criteria}").text
    older = re.search(r'href="(\?[^"]+)" rel="next"', first)
    assert older
    second = auditor.get("/console/trail/" + older[1].replace("&amp;", "&")).text

    ids = [re.search(r"/trail/([0-9a-f-]{36})/", row) for row in shown(first) + shown(second)]
    assert len({match[1] for match in ids if match}) == len(ids) == 60


def test_a_line_shows_everything_and_its_receipt_verifies_offline(
    auditor: Client, tmp_path: Path
) -> None:
    auditor.get("/console/trail/")
    sealer.seal()
    sealer.sign()
    line = lines(Action.TRAIL_READ)[-1]

    page = auditor.get(f"/console/trail/{line.id}/").text
    assert line.actor not in page.split("<dd>")[0]
    assert str(line.id) in page
    answer = auditor.get(f"/console/trail/{line.id}/receipt.json")
    file = tmp_path / "receipt.json"
    file.write_bytes(answer.content)
    opened = json.loads(answer.content)["opened"]

    assert opened["actor"]["value"] == line.actor
    key = logkeys.keys(1, logkeys.origin())[0].text
    checked = subprocess.run(
        [sys.executable, ROOT / "docs" / "verify_receipt.py", file, key],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_line_that_is_not_there_is_said_so(auditor: Client) -> None:
    unknown = "01999999-0000-7000-8000-000000000000"

    assert auditor.get(f"/console/trail/{unknown}/").status_code == 404


@pytest.mark.parametrize("role", sorted(CONSOLE - {Role.AUDIT_ADMIN}))
def test_nobody_else_reads_the_trail(role: Role) -> None:
    other = browser_of(makers_staff.a_staff_member(role, region="330000"))
    before = Line.objects.filter(action=Action.TRAIL_READ.code).count()

    assert other.get("/console/trail/").status_code == 404
    assert Line.objects.filter(action=Action.TRAIL_READ.code).count() == before
