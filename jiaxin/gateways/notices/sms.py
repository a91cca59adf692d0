"""A provider of text messages over HTTPS: JSON, a bearer secret, an idempotency id."""

import httpx

from jiaxin.gateways.notices.ports import SmsRefused


class HttpSms:
    """Posts `{"id", "to", "text"}`; anything but 2xx is a refusal."""

    def __init__(self, url: str, secret: str) -> None:
        self._url, self._secret = url, secret

    def send(self, *, to: str, text: str, message_id: str) -> None:
        try:
            answer = httpx.post(
                self._url,
                json={"id": message_id, "to": to, "text": text},
                headers={"Authorization": f"Bearer {self._secret}"},
                timeout=5.0,
            )
        except httpx.HTTPError as problem:
            raise SmsRefused(type(problem).__name__) from None
        if not answer.is_success:
            raise SmsRefused(str(answer.status_code))
