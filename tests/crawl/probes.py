"""What strangers try at any site, and what each is answered."""

from dataclasses import dataclass, field

from tests.crawl.walking import Answer

EVIL = "evil.example"
# Found again unescaped, or on its own as a header, it was believed.
SCRIPT = "jx{{7*7}}<script>jx(1)</script>\"'><img src=x onerror=jx(1)>"
HEADER = "zh\r\nX-Planted: yes\r\nSet-Cookie: planted=1"
# Where a `next` would lead, were it followed as it stands.
ELSEWHERE = (
    f"https://{EVIL}/",
    f"//{EVIL}/",
    f"///{EVIL}/",
    f"\\\\{EVIL}/",
    f"/\\{EVIL}/",
    f"/worker/\\..\\//{EVIL}",
    f"https:{EVIL}",
    f"\thttps://{EVIL}/",
    f"/worker//{EVIL}/%0d%0aX-Planted:%20yes",
    f"https://jiaxin.example@{EVIL}/",
    f"https://jiaxin.example.{EVIL}/",
    "javascript:jx(1)",
)
# Values at the edges of what a form reads.
EDGES = (
    *("²", "99999999999999999999", "0001-01-01", "9999-12-31"),
    *("00000000-0000-0000-0000-000000000000", "a" * 3000 + "\ud800"),
)


@dataclass(frozen=True)
class Probe:
    """One request, and the statuses that answer it."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    answers: tuple[int, ...] = (404,)


KNOWN = (
    *("/.env", "/.git/config", "/.git/HEAD", "/.svn/entries", "/.DS_Store", "/.htaccess"),
    *("/.well-known/security.txt", "/server-status", "/phpinfo.php", "/wp-login.php"),
    *("/wp-admin/", "/xmlrpc.php", "/admin/", "/admin/login/", "/django-admin/", "/login"),
    *("/api/", "/api/v1/users", "/graphql", "/swagger.json", "/openapi.json", "/actuator/env"),
    *("/debug/", "/__debug__/", "/console", "/manager/html", "/cgi-bin/test.cgi", "/backup.sql"),
    *("/db.sqlite3", "/dump.sql.gz", "/config.json", "/settings.py", "/metrics", "/trace"),
    *("/jiaxin/config/settings.py", "/keys/root.json", "/sandbox/", "/sandbox/phone/"),
)
TRAVERSALS = (
    *("/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd"),
    *("/static/../settings.py", "/static/%2e%2e/%2e%2e/keys/root.json", "/%5c..%5c..%5cwin.ini"),
    *("/firms/..%2f..%2fetc%2fpasswd/", "/%252e%252e/%252e%252e/etc/passwd", "//etc/passwd"),
    *("/worker/%00/", "/cards/%00.jpg", "/%c0%ae%c0%ae/etc/passwd", "/%ff%fe", "/%ed%a0%80"),
    *("/check/%0d%0aX-Planted:%20yes/", "/v/%0d%0aX-Planted:%20yes", f"/{'a' * 9000}"),
)
METHODS = ("TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "CONNECT", "TRACK", "DEBUG", "FOO")
PLACES = ("/", "/firms/", "/worker/sign-in/", "/worker/", "/console/", "/exchange/v1/batches")

PROBES = (
    *(Probe(path, answers=(301, 302, 404)) for path in KNOWN),
    *(Probe(path, answers=(301, 302, 400, 404, 414, 422)) for path in TRAVERSALS),
    *(Probe(path, method, answers=(405,)) for method in METHODS for path in PLACES),
    *(
        Probe("/", headers={"host": host}, answers=(400,))
        for host in (EVIL, f"jiaxin.example.{EVIL}", f"jiaxin.example@{EVIL}", "", "a b", "[::1")
    ),
    # What a client says of the way that it came is not believed, and changes no page.
    *(
        Probe(path, headers={name: value}, answers=(200, 204, 302))
        for path in ("/", "/worker/", "/console/sign-in/")
        for name, value in (
            ("x-forwarded-host", EVIL),
            ("x-forwarded-server", EVIL),
            ("x-host", EVIL),
            ("forwarded", f"host={EVIL};proto=http"),
            ("x-original-url", "/console/accounts/"),
            ("x-rewrite-url", "/console/accounts/"),
            ("x-forwarded-prefix", f"//{EVIL}"),
            ("x-http-method-override", "DELETE"),
            ("x-forwarded-for", "127.0.0.1, <script>jx(1)</script>"),
            ("referer", f"https://{EVIL}/{SCRIPT}"),
            ("user-agent", f"() {{ :; }}; echo {SCRIPT}"),
            ("accept-language", "../../etc/passwd,zh;q=nonsense," + "x" * 600),
            ("cookie", f"lang={SCRIPT}; size={SCRIPT}; jx_worker=' OR 1=1--"),
            ("accept", "application/json"),
            ("hx-request", "true"),
        )
    ),
    # A POST in the clothes of another method, and without its token, is still refused.
    *(
        Probe("/worker/sign-out/", "POST", {"x-http-method-override": method}, (302, 403))
        for method in ("GET", "PUT")
    ),
)


def believed(answer: Answer) -> list[str]:
    """Whether an answer carries what was tried."""
    body = "" if answer.streaming else answer.content.decode(errors="replace")
    location = answer.get("Location", "") + answer.get("HX-Redirect", "")
    tries = {
        "a script as it was sent": "<script>jx" in body or "<img src=x" in body,
        "a sum that was worked out": "jx49<" in body or "jx49&lt;" in body,
        "a header of its own": "X-Planted" in answer or "planted" in answer.cookies,
        "a line break in a header": any("\n" in value for _, value in answer.items()),
        "another place to go to": EVIL in location.partition("?")[0].partition("//")[2]
        or location.lower().startswith("javascript:"),
        "a file of the machine": "root:x:0" in body or "DATABASES" in body,
        "what broke": "Traceback (most" in body or "DEBUG = True" in body,
    }
    return [what for what, was in tries.items() if was]
