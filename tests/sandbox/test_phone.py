"""The message provider and the phone on the screen."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import override

import httpx
import pytest

from jiaxin.gateways.notices.inbound import SignedWebhook
from sandbox import bodies
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


def test_the_newest_code_is_found_whatever_comes_after_it(sandbox: Running) -> None:
    number = "+8613800000019"
    send(sandbox, "【家信】验证码 493027，5 分钟内有效。", "n1", number)
    send(sandbox, "【家信】样例家政邀请您入职。", "n2", number)

    found = httpx.get(
        f"{sandbox.url}/sandbox/phone/latest.json",
        params={"number": number, "code": "1"},
        trust_env=False,
    ).json()

    assert found["code"] == "493027"
    assert latest(sandbox, number)["code"] is None


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


@dataclass
class Platform:
    """Takes what the provider hands on, as docs/messages.md says."""

    url: str
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def platform(sandbox: Running) -> Iterator[Platform]:
    heard = Platform("")

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.taken.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(202 if self.path == "/replies/" else 404)
            self.end_headers()

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever)
    thread.start()
    heard.url = f"http://127.0.0.1:{server.server_port}"
    bodies.trust(sandbox.home, {"party": "jiaxin", "keys": []}, heard.url, None)
    yield heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_reply_goes_to_the_platform_signed_as_its_paper_says(
    sandbox: Running, platform: Platform
) -> None:
    answer = sandbox.post("/sandbox/phone/reply", number="13800000001", text="123456")
    assert answer.status_code == 202

    [(headers, body)] = platform.taken
    secret = (sandbox.home / "sms.secret").read_text()
    read = SignedWebhook(secret).read(headers=headers, body=body, now=datetime.now(UTC))
    assert (read.sender, read.text) == (NUMBER, "123456")


def test_each_reply_has_an_id_of_its_own_unless_it_is_played_again(
    sandbox: Running, platform: Platform
) -> None:
    for more in ({}, {}, {"id": "same"}, {"id": "same"}):
        sandbox.post("/sandbox/phone/reply", number=NUMBER, text="0", **more)

    ids = [json.loads(body)["id"] for _, body in platform.taken]
    assert len(ids) == 4
    assert len(set(ids)) == 3


def test_the_phone_has_a_box_to_reply_in(sandbox: Running) -> None:
    send(sandbox, "同意请回复 123456", "r1")

    assert 'action="/sandbox/phone/reply"' in phone(sandbox, NUMBER)
    assert sandbox.post("/sandbox/phone/reply", number=NUMBER, text="").status_code == 422
