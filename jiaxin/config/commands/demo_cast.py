"""The demo's cast: made-up people who came in by the product's own services, once.

Everything is real but the people: messages go to the sandbox's phone inbox and are read there,
names are compared by the sandbox's police source, which knows them from its own register.
"""

import io
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import django
from PIL import Image, ImageDraw

from jiaxin.config.screen import say

PIN = "271828"
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Member:
    """One worker of the cast."""

    name: str
    phone: str
    body: str  # seventeen digits of an ID number; the eighteenth follows from them
    ethnicity: str
    background: str
    face: str


LIN = Member("林秀英", "13800000001", "34012119790314002", "汉", "none_found", "sample-3")
GULI = Member(
    "阿依古丽·买买提", "13800000002", "65412519900502002", "维吾尔", "being_verified", "sample-3"
)
HU_PHONE = "13900000001"


class CastFailed(Exception):
    """The cast could not be made; says at which step."""


def main() -> None:
    """Make whoever is missing, then say who can sign in."""
    django.setup()
    from jiaxin.config.commands import demo_cast_acts as acts  # noqa: PLC0415 — needs Django
    from jiaxin.config.commands import demo_cast_desk as desk  # noqa: PLC0415 — as above
    from jiaxin.config.commands import demo_cast_exchange as exchange  # noqa: PLC0415 — as above
    from jiaxin.config.commands import demo_cast_firms as firms  # noqa: PLC0415 — as above
    from jiaxin.config.commands import demo_cast_services as services  # noqa: PLC0415 — as above
    from jiaxin.config.commands import demo_cast_staff as staff  # noqa: PLC0415 — as above
    from jiaxin.config.commands import demo_cast_staffing as staffing  # noqa: PLC0415 — as above

    home = Path(os.environ["JIAXIN_HOME"])
    mark = home / "cast.json"
    exchange.register()
    if mark.exists():
        exchange.send()
    else:
        say("  making the cast: three made-up people sign up, one looks at another …")
        register(home)
        acts.make()
        firms.make()
        desk.register(home)
        mark.write_text(json.dumps({"made": True}))
    staff.make()
    desk.make()
    staffing.make(home)
    services.make(home)
    say()
    say(f"  Worker   {LIN.name}  phone {LIN.phone}, PIN {PIN}: certificate valid, green")
    say(f"  Worker   {GULI.name}  phone {GULI.phone}, PIN {PIN}: being verified, grey")
    say(f"  Consumer 胡女士  phone {HU_PHONE}: has looked at {LIN.name} once")
    acts.tell()
    say("  Firms    a dozen, for anybody to look up at /firms/: try 阳光, yg, or a penalty filter")
    staff.tell()
    desk.tell()
    staffing.tell()
    services.tell()
    say("  First: sign in as the worker in one window and as the consumer in a private one;")
    say("  type her short code there, ask, approve with PIN and message, and see the record.")


def register(home: Path) -> None:
    """Enter the workers in the sandbox's register, which only the sandbox writes."""
    sandbox = home / "sandbox"
    _sandbox("faces", "--home", str(sandbox))
    for member in (LIN, GULI):
        face = member.face
        if not (sandbox / "faces" / f"{face}.jpg").exists():
            face = str(_drawn_face(home))
        _sandbox(
            *("enrol", "--home", str(sandbox), "--name", member.name, "--face", face),
            *("--number", number_of(member)),
            *("--ethnicity", member.ethnicity, "--background", member.background),
            *("--sex", "F", "--birth", "1979-03-14" if member is LIN else "1990-05-02"),
            *("--region", member.body[:6]),
        )


def register_a_firm(home: Path, member: Member, firm: dict[str, str]) -> None:
    """A person, and a firm that she represents, in the sandbox's two registers."""
    sandbox = home / "sandbox"
    _sandbox(
        *("enrol", "--home", str(sandbox), "--name", member.name, "--face", str(_drawn_face(home))),
        *("--number", number_of(member), "--sex", "F", "--birth", "1985-06-07"),
        *("--region", member.body[:6]),
    )
    words = [word for name, value in firm.items() for word in (f"--{name}", value)]
    _sandbox(
        *("firm", "--home", str(sandbox), "--representative", member.name),
        *("--number", number_of(member), *words),
    )


def number_of(member: Member) -> str:
    """The member's number, with the check character that fits."""
    from jiaxin.ground.id_numbers import check_character  # noqa: PLC0415 — used after set-up

    return member.body + check_character(member.body)


def code_sent_to(phone: str, *, after: int) -> str:
    """The code that comes to a phone after this message, whatever other messages come meanwhile."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        number, code = newest_code(phone)
        if number > after:
            return code
        time.sleep(0.2)
    raise CastFailed(f"no code came to {phone}")


def newest_code(phone: str) -> tuple[int, str]:
    """The number of the newest message with a code, and the code; 0 where there is none."""
    address = f"{os.environ['JIAXIN_SANDBOX_URL']}/sandbox/phone/latest.json?"
    try:
        asked = address + urlencode({"number": phone, "code": "1"})
        with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 — our own sandbox
            found = json.load(answer)
    except urllib.error.HTTPError:
        return 0, ""
    return int(found["id"] or 0), str(found["code"] or "")


def wait_until(what: str, holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > until:
            raise CastFailed(f"waited in vain for {what}")
        time.sleep(0.2)


def _sandbox(*argv: str) -> None:
    done = subprocess.run(  # noqa: S603 — our own program
        [sys.executable, "-m", "sandbox", *argv], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CastFailed(f"sandbox {argv[0]}: {done.stderr.strip()}")


def _drawn_face(home: Path) -> Path:
    """A drawn picture where no sample face could be had: enough for all ways but the face."""
    file = home / "drawn.jpg"
    picture = Image.new("RGB", (480, 600), (201, 211, 222))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((120, 110, 360, 420), fill=(236, 195, 160))
    pen.ellipse((180, 230, 200, 250), fill=(43, 35, 32))
    pen.ellipse((280, 230, 300, 250), fill=(43, 35, 32))
    pen.arc((190, 280, 290, 350), 20, 160, fill=(155, 90, 68), width=6)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=90)
    file.write_bytes(kept.getvalue())
    return file


if __name__ == "__main__":
    main()
