"""Signing in at a desk: through its pages, with a browser that keeps its cookies."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from jiaxin.portals.parts.sessions import SIGN_IN
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import SignIn, StaffMember
from jiaxin.trust.identity.rules import AT_MOST, IDLE
from jiaxin.trust.identity.services import Opened
from tests import clockwork, makers_staff
from tests.clockwork import Hands
from tests.makers_staff import PASSWORD, a_code, an_account
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
DOOR = "/console/sign-in/"


@pytest.fixture
def hands() -> Iterator[Hands]:
    with clockwork.at(NOON) as hands:
        yield hands


@pytest.fixture
def opened(hands: Hands) -> Opened:
    return an_account(Role.REVIEWER)


def give(client: Client, opened: Opened, password: str = "", **more: str) -> str:
    """Name and password; where that leads."""
    typed = {"staff_name": opened.staff_name, "password": password or opened.password, **more}
    return str(client.post(DOOR, typed).get("Location", ""))


def secret_shown(text: str) -> str:
    found = re.search(r'<p class="jx-secret">([A-Z2-7 ]+)</p>', text)
    assert found
    return found[1].replace(" ", "")


def first_day(client: Client, opened: Opened) -> tuple[str, list[str]]:
    """The whole of it; the secret and the recovery codes that were shown."""
    assert give(client, opened) == "/console/sign-in/password/"
    chosen = {"password": PASSWORD, "repeated": PASSWORD}
    assert client.post("/console/sign-in/password/", chosen)["Location"].endswith("/factor/")
    secret = secret_shown(client.get("/console/sign-in/factor/").text)
    shown = client.post("/console/sign-in/factor/", {"code": a_code(secret)}).text
    codes = re.findall(r"<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>", shown)
    assert client.post("/console/sign-in/finish/")["Location"] == "/console/"
    return secret, codes


def test_the_first_day_leads_through_every_page_into_the_console(
    client: Client, opened: Opened
) -> None:
    _, codes = first_day(client, opened)

    assert len(codes) == 10
    page = client.get("/console/")
    assert page.status_code == 200
    assert "背景核实人员" in page.text


def test_signing_out_and_in_again_asks_for_a_code(
    client: Client, opened: Opened, hands: Hands
) -> None:
    secret, _ = first_day(client, opened)
    assert client.post("/console/sign-out/")["Location"] == DOOR
    assert client.get("/console/").status_code == 302
    hands.move(timedelta(minutes=1))

    assert give(client, opened, PASSWORD) == "/console/sign-in/prove/"
    assert client.get("/console/").status_code == 302
    done = client.post("/console/sign-in/prove/", {"code": f" {a_code(secret)} "})

    assert done["Location"] == "/console/"
    assert client.get("/console/").status_code == 200


def test_a_recovery_code_signs_in_from_its_own_page(client: Client, opened: Opened) -> None:
    _, codes = first_day(client, opened)
    client.post("/console/sign-out/")
    give(client, opened, PASSWORD)

    done = client.post("/console/sign-in/recover/", {"code": codes[0].lower()})
    assert done["Location"] == "/console/"

    client.post("/console/sign-out/")
    give(client, opened, PASSWORD)
    again = client.post("/console/sign-in/recover/", {"code": codes[0]})
    assert again.status_code == 422
    assert "恢复码不对" in again.text


def test_unknown_names_and_wrong_passwords_look_the_same(client: Client, opened: Opened) -> None:
    wrong = client.post(DOOR, {"staff_name": opened.staff_name, "password": "wrong"})
    unknown = Client().post(DOOR, {"staff_name": "nobody-here", "password": "wrong"})

    def text(answer: str) -> str:
        answer = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", unescape(answer))
        return answer.replace(opened.staff_name, "…").replace("nobody-here", "…")

    assert wrong.status_code == unknown.status_code == 422
    assert text(wrong.text) == text(unknown.text)
    assert "wrong" not in re.sub(r"jx-wrong", "", wrong.text).split('id="id_password"')[1][:200]


def test_the_sixth_try_waits_and_says_how_long(client: Client, opened: Opened) -> None:
    for _ in range(5):
        client.post(DOOR, {"staff_name": opened.staff_name, "password": "wrong"})

    stopped = client.post(DOOR, {"staff_name": opened.staff_name, "password": opened.password})

    assert stopped.status_code == 429
    assert int(stopped["Retry-After"]) <= 15 * 60
    assert "请过 15 分钟再试" in stopped.text


def test_the_steps_cannot_be_walked_without_the_password(client: Client) -> None:
    for step in ("prove", "recover", "password", "factor", "finish"):
        assert client.get(f"/console/sign-in/{step}/")["Location"] == DOOR
        assert client.post(f"/console/sign-in/{step}/", {"code": "123456"})["Location"] == DOOR


def test_a_step_ahead_leads_back_to_where_one_stands(client: Client, opened: Opened) -> None:
    give(client, opened)

    for step in ("prove", "recover", "factor", "finish"):
        assert client.get(f"/console/sign-in/{step}/")["Location"].endswith("/password/")


def test_two_passwords_that_differ_are_told(client: Client, opened: Opened) -> None:
    give(client, opened)

    told = client.post(
        "/console/sign-in/password/", {"password": PASSWORD, "repeated": PASSWORD + "s"}
    )

    assert told.status_code == 422
    assert "两次输入的密码不一样" in told.text


def test_it_leads_on_to_where_one_was_going_and_nowhere_else(
    client: Client, opened: Opened, hands: Hands
) -> None:
    secret, _ = first_day(client, opened)
    for wanted, got in (
        ("/console/account/", "/console/account/"),
        ("https://elsewhere.example/console/", "/console/"),
        ("//elsewhere.example/console/", "/console/"),
        ("/worker/", "/console/"),
        ("/console/sign-out/", "/console/"),
    ):
        client.post("/console/sign-out/")
        hands.move(timedelta(minutes=1))
        give(client, opened, PASSWORD, next=wanted)
        done = client.post("/console/sign-in/prove/", {"code": a_code(secret)})
        assert done["Location"] == got


def test_a_sign_in_dies_with_fifteen_idle_minutes(
    client: Client, opened: Opened, hands: Hands
) -> None:
    first_day(client, opened)
    hands.move(IDLE - timedelta(seconds=1))
    assert client.get("/console/").status_code == 200
    hands.move(IDLE)

    away = client.get("/console/account/")

    assert away["Location"] == "/console/sign-in/?next=%2Fconsole%2Faccount%2F"


def test_a_sign_in_dies_after_a_days_work(client: Client, opened: Opened, hands: Hands) -> None:
    first_day(client, opened)
    while hands.moment < NOON + AT_MOST - timedelta(minutes=10):
        hands.move(timedelta(minutes=10))
        assert client.get("/console/").status_code == 200
    hands.move_to(NOON + AT_MOST)

    assert client.get("/console/").status_code == 302


def test_a_revoked_sign_in_dies_at_once(client: Client, opened: Opened) -> None:
    first_day(client, opened)
    security = makers_staff.a_security_admin()

    identity.end_sign_ins(security, staff=opened.id)

    assert client.get("/console/").status_code == 302


def test_a_closed_account_is_out_at_once(client: Client, opened: Opened) -> None:
    first_day(client, opened)

    identity.close_account(makers_staff.a_security_admin(), staff=opened.id)

    assert client.get("/console/").status_code == 302


def test_the_session_begins_anew_and_holds_ids_only(client: Client, opened: Opened) -> None:
    give(client, opened)
    before = client.cookies["jx_console"].value
    first = Client()
    first_day(first, an_account(Role.REVIEWER))

    cookie = first.cookies["jx_console"]
    assert cookie.value != before
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/console/", True, "Strict")
    assert cookie["max-age"] == ""
    first.cookies["sessionid"] = cookie.value
    held = dict(first.session)
    assert set(held) == {"_auth_user_id", "_auth_user_backend", "_auth_user_hash", SIGN_IN}


def test_what_the_pages_carry_is_never_cached(client: Client, opened: Opened) -> None:
    give(client, opened)

    for page in (client.get("/console/sign-in/password/"), client.get(DOOR)):
        assert "no-store" in page["Cache-Control"]


def test_a_known_browser_is_no_new_device_and_another_is(
    client: Client, opened: Opened, hands: Hands
) -> None:
    secret, _ = first_day(client, opened)
    hands.move(timedelta(minutes=1))
    client.post("/console/sign-out/")
    give(client, opened, PASSWORD)
    client.post("/console/sign-in/prove/", {"code": a_code(secret)})
    hands.move(timedelta(minutes=1))
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    give(other, opened, PASSWORD)
    other.post("/console/sign-in/prove/", {"code": a_code(secret)})

    told = list(
        SignIn.objects.filter(person_id=opened.id)
        .order_by("began_at")
        .values_list("is_new_device", "browser")
    )

    assert told == [(False, ""), (False, ""), (True, "Firefox, Windows")]
    assert "在一台新设备（Firefox, Windows）上登录" in client.get("/console/").text


def test_ones_own_account_shows_and_ends_sign_ins(
    client: Client, opened: Opened, hands: Hands
) -> None:
    secret, _ = first_day(client, opened)
    hands.move(timedelta(minutes=1))
    other = Client()
    give(other, opened, PASSWORD)
    other.post("/console/sign-in/prove/", {"code": a_code(secret)})
    page = other.get("/console/account/").text
    assert "陈立新" in page
    end = re.search(r"/console/account/sign-ins/[0-9a-f-]{36}/end/", page)
    assert end

    assert other.post(end[0])["Location"] == "/console/account/?done=ended"

    assert client.get("/console/").status_code == 302
    assert other.get("/console/").status_code == 200


def test_a_new_password_keeps_this_browser_in_and_puts_the_others_out(
    client: Client, opened: Opened, hands: Hands
) -> None:
    secret, _ = first_day(client, opened)
    hands.move(timedelta(minutes=1))
    other = Client()
    give(other, opened, PASSWORD)
    other.post("/console/sign-in/prove/", {"code": a_code(secret)})

    new = "four unlikely teapots"
    typed = {"old": PASSWORD, "password": new, "repeated": new}
    assert client.post("/console/account/password/", typed).status_code == 302

    assert client.get("/console/").status_code == 200
    assert other.get("/console/").status_code == 302


def test_a_dangerous_page_asks_for_a_fresh_proof_and_leads_back(
    client: Client, opened: Opened, hands: Hands
) -> None:
    secret, _ = first_day(client, opened)
    assert client.get("/console/account/recovery/").status_code == 200
    hands.move(timedelta(minutes=11))

    asked = client.get("/console/account/recovery/")["Location"]
    assert asked == "/console/prove/?next=%2Fconsole%2Faccount%2Frecovery%2F"
    late = client.post("/console/account/recovery/")
    assert late.status_code == 403
    assert "再验证一次" in late.text

    wrong = client.post("/console/prove/", {"code": "000000", "next": "/console/account/recovery/"})
    assert wrong.status_code == 422
    code = {"code": a_code(secret), "next": "/console/account/recovery/"}
    assert client.post("/console/prove/", code)["Location"] == "/console/account/recovery/"
    assert "新的恢复码只显示这一次" in client.post("/console/account/recovery/").text


def test_a_refusal_at_a_desk_is_a_page_of_the_desk(hands: Hands) -> None:
    reviewer = browser_of(makers_staff.a_reviewer())

    refused = reviewer.get("/console/accounts/")

    assert refused.status_code == 404
    assert "jx-menu" in refused.text


def test_the_secret_is_shown_before_it_counts_and_never_again(
    client: Client, opened: Opened
) -> None:
    secret, _ = first_day(client, opened)

    assert secret not in client.get("/console/account/").text
    shown = secret_shown(client.get("/console/account/authenticator/").text)
    assert shown != secret
    assert StaffMember.objects.get(id=opened.id).totp == secret
