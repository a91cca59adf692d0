"""The message provider and the phone on the screen."""

import json

import httpx
import pytest

from tests.sandbox.running import Running

NUMBER = "+8613800000001"


def send(sandbox: Running, text: str, message_id: str, to: str = NUMBER) -> httpx.Response:
    secret = (sandbox.home / "sms.secret").read_text()
    return httpx.post(
        f"{sandbox.url}/sandbox/sms",
        json={"to": to, "text": text, "id": message_id},
        headers={"authorization": f"Bearer {secret}"},
        trust_env=False,
    )


def latest(sandbox: Running, number: str) -> dict[str, str]:
    found: dict[str, str] = httpx.get(
        f"{sandbox.url}/sandbox/phone/latest.json", params={"number": number}, trust_env=False
    ).json()
    return found


def phone(sandbox: Running, number: str) -> str:
    url = f"{sandbox.url}/sandbox/phone/"
    return httpx.get(url, params={"number": number}, trust_env=False).text


def test_a_message_arrives_on_its_phone_with_its_code(sandbox: Running) -> None:
    assert send(sandbox, "【家信】验证码 493027，5 分钟内有效。", "a1").status_code == 202

    assert latest(sandbox, "138 0000 0001")["code"] == "493027"
    assert "493027" in phone(sandbox, NUMBER)


def test_a_link_in_a_message_can_be_followed(sandbox: Running) -> None:
    send(sandbox, "有人申请查看：https://localhost:8443/worker/q/ab12?x=1。", "a2")

    assert latest(sandbox, NUMBER)["link"] == "https://localhost:8443/worker/q/ab12?x=1"
    assert latest(sandbox, NUMBER)["code"] is None
    assert '<a href="https://localhost:8443/worker/q/ab12?x=1">' in phone(sandbox, NUMBER)


def test_a_message_cannot_put_markup_on_the_phone(sandbox: Running) -> None:
    send(sandbox, '<script>alert(1)</script> https://a.example/"><b>', "a3")

    assert "<script>alert" not in phone(sandbox, NUMBER)
    assert "<b>" not in phone(sandbox, NUMBER)


def test_the_newest_message_is_first(sandbox: Running) -> None:
    send(sandbox, "第一条", "b1", "+8613800000002")
    send(sandbox, "第二条", "b2", "+8613800000002")

    shown = phone(sandbox, "+8613800000002")

    assert shown.index("第二条") < shown.index("第一条")


def test_the_same_message_arrives_once(sandbox: Running) -> None:
    assert send(sandbox, "一次", "c1", "+8613800000003").json()["again"] is False
    assert send(sandbox, "一次", "c1", "+8613800000003").json()["again"] is True

    assert phone(sandbox, "+8613800000003").count("一次") == 1


def test_nobody_sends_without_the_secret(sandbox: Running) -> None:
    for headers in ({}, {"authorization": "Bearer no"}, {"authorization": "Basic eA=="}):
        answer = httpx.post(
            f"{sandbox.url}/sandbox/sms",
            json={"to": NUMBER, "text": "x", "id": "d1"},
            headers=headers,
            trust_env=False,
        )
        assert answer.status_code == 401


@pytest.mark.parametrize("spoilt", [{"to": "abc"}, {"text": ""}, {"id": ""}, {"text": "x" * 1001}])
def test_a_message_that_is_not_whole_is_refused(sandbox: Running, spoilt: dict[str, str]) -> None:
    secret = json.loads((sandbox.home / "keys.json").read_text())["sms_secret"]
    body = {"to": NUMBER, "text": "x", "id": "e1"} | spoilt
    answer = httpx.post(
        f"{sandbox.url}/sandbox/sms",
        json=body,
        headers={"authorization": f"Bearer {secret}"},
        trust_env=False,
    )

    assert answer.status_code == 422


def test_a_phone_without_messages_says_so(sandbox: Running) -> None:
    assert "还没有短信" in phone(sandbox, "+8613800000009")
    assert latest(sandbox, "+8613800000009")["id"] is None


def test_a_foreign_phone_gets_messages_too(sandbox: Running) -> None:
    send(sandbox, "Your code is 204816", "f1", "+85251234567")

    assert latest(sandbox, "+852 5123 4567")["code"] == "204816"
