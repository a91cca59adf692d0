"""An authenticator on the screen, for the demo's staff: all of them share one known secret."""

import base64
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import pages

SECRET = "JIAXINDEMOJIAXINDEMOJIAXINDEMO22"  # noqa: S105 — of the demo, and meant to be known
SECONDS = 30


def code_at(moment: float) -> str:
    """What every authenticator with this secret shows then."""
    totp = TOTP(base64.b32decode(SECRET), 6, SHA1(), SECONDS)  # noqa: S303 — as authenticators do
    return totp.generate(int(moment)).decode()


async def show(request: Request) -> Response:
    """The code of now, and the one that follows: each signs somebody in once."""
    now = time.time()
    left = SECONDS - int(now) % SECONDS
    content = pages.markup(
        '<div class="screen" id="authenticator" data-left="{left}"><h2>{title}</h2>'
        '<p class="code" aria-live="polite"><strong>{now}</strong></p><p>{following}</p></div>'
        "<p>{why}</p><p>{secret}</p>",
        left=left,
        title=pages.both("动态码", "Code"),
        now=code_at(now),
        following=pages.both(
            f"下一个：{code_at(now + SECONDS)}，{left} 秒后换",
            f"next: {code_at(now + SECONDS)}, in {left} s",
        ),
        why=pages.both(
            "监管端和企业端的演示账号都用这个码做第二步验证，每个码只能用一次。",
            "The demo's staff at the console use it as their second factor; each code works once.",
        ),
        secret=pages.both(f"密钥 {SECRET}", f"secret {SECRET}"),
    )
    return pages.page("验证器", "Authenticator", content, script="authenticator", refresh=5)


async def latest(request: Request) -> Response:
    """The code of now, for journeys."""
    return JSONResponse({"code": code_at(time.time())})
