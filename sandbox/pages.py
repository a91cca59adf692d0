"""The frame of the sandbox's pages: plain HTML, Chinese first, marked 演示 on every one."""

from html import escape

from starlette.responses import HTMLResponse

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
    " img-src 'self' data: blob:; media-src 'self' blob:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'self'"
)


class Html(str):
    """Text that is markup already, and safe."""

    __slots__ = ()


def said(value: object) -> str:
    """A value as it may stand in a page."""
    return value if isinstance(value, Html) else escape(str(value))


def markup(text: str, /, **values: object) -> Html:
    """A piece of a page: `{name}` is filled with the value, escaped unless it is markup."""
    return Html(text.format(**{name: said(value) for name, value in values.items()}))


def joined(pieces: list[Html]) -> Html:
    """Pieces one after another."""
    return Html("".join(pieces))


def both(zh: str, en: str) -> Html:
    """A text in both languages."""
    return markup('{zh} <span class="en" lang="en">{en}</span>', zh=zh, en=en)


_FRAME = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
{refresh}<title>{title} · 演示 Demo</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/static/sandbox.css">
{script}</head>
<body{kind}>
<header><p><strong>演示 DEMO</strong> {about}</p>
<nav aria-label="演示 Demo"><a href="/sandbox/">开关 Switches</a>
<a href="/sandbox/bodies/">报送机构 Bodies</a>
<a href="/sandbox/cards/">办证处 Card office</a>
<a href="/sandbox/firms/">企业登记 Firms</a>
<a href="/sandbox/phone/">手机 Phone</a>
<a href="/sandbox/authenticator/">验证器 Authenticator</a></nav></header>
<main><h1>{heading}</h1>
{content}
</main>
</body>
</html>
"""


def page(
    zh: str, en: str, content: Html, *, script: str = "", refresh: int = 0, status: int = 200
) -> HTMLResponse:
    """A whole page. A script is one of our own; `refresh` is for browsers without scripts."""
    source = f"/sandbox/static/{script}.js"
    text = markup(
        _FRAME,
        title=f"{zh} {en}",
        heading=both(zh, en),
        about=both("这里的人和证件都是虚构的", "Everyone here is made up"),
        content=content,
        kind=Html(f' data-refresh="{refresh}"' if refresh else ""),
        script=markup('<script src="{source}" defer></script>\n', source=source)
        if script
        else Html(""),
        refresh=markup(
            '<noscript><meta http-equiv="refresh" content="{every}"></noscript>\n', every=refresh
        )
        if refresh
        else Html(""),
    )
    return HTMLResponse(text, status, headers())


def headers() -> dict[str, str]:
    """What every page is sent with: nothing from elsewhere, nothing kept."""
    return {
        "content-security-policy": _POLICY,
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "permissions-policy": "camera=(self)",
    }


def sorry(zh: str, en: str, status: int = 400) -> HTMLResponse:
    """A page that says what is wrong, and leads back."""
    back = markup('<p class="bad" role="alert">{text}</p>', text=both(zh, en))
    return page("请再试一次", "Please try again", back, status=status)
