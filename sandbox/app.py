"""The sandbox as one web application: the department's doors, its pages, the message provider."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import authenticator, faults, forms, keys, pages
from sandbox.corrections import Corrections
from sandbox.exchange import Desk
from sandbox.faults import FAULTS, SERVICES, BadFault
from sandbox.market import SERVICE as REPRESENTATIVE
from sandbox.market import FirmOffice, MarketDesk
from sandbox.office import Office
from sandbox.pages import Html
from sandbox.phone import Phone
from sandbox.senders import Senders
from sandbox.slices import SERVICE, SliceDesk
from sandbox.store import Store

HOME, PUBLIC_BASE, AUTHORITIES = "SANDBOX_HOME", "SANDBOX_PUBLIC_BASE", "SANDBOX_AUTHORITIES"
STATIC = Path(__file__).with_name("static")


def from_environment() -> Starlette:
    """The application, set up as the command says (the server starts it in its own process)."""
    authorities = {part for part in os.environ[AUTHORITIES].split(" ") if part}
    authorities.add(urlsplit(os.environ[PUBLIC_BASE]).netloc)
    return create(Path(os.environ[HOME]), frozenset(one.lower() for one in authorities))


def create(home: Path, authorities: frozenset[str]) -> Starlette:
    """The application over the register in that home."""
    own, store = keys.load(home), Store(home)
    office, phone, switches = Office(home, store), Phone(home, own, store), Switches(store)
    senders = Senders(store)
    desk, slices = Desk(own, store, authorities), SliceDesk(own, store, authorities)
    market = MarketDesk(home, store, authorities)
    firms = FirmOffice(market.register)
    routes = [
        Route(f"/exchange/v1/{REPRESENTATIVE}", market.confirm, methods=["POST"]),
        *Corrections(home, store, authorities).routes(),
        Route(f"/exchange/v1/{SERVICE}", slices.compare, methods=["POST"]),
        Route("/exchange/v1/{service}", desk.answer, methods=["POST"]),
        Route("/sandbox", lambda _: RedirectResponse("/sandbox/")),
        Route("/sandbox/", switches.show),
        Route("/sandbox/alive", lambda _: JSONResponse({"alive": True})),
        Route("/sandbox/faults", switches.listed, methods=["GET"]),
        Route("/sandbox/faults", switches.switch, methods=["POST"]),
        *senders.routes(),
        Route("/sandbox/cards/", office.enter, methods=["GET", "POST"]),
        Route("/sandbox/cards/{card}/", office.card),
        Route("/sandbox/cards/{card}/{side:str}.png", office.side),
        Route("/sandbox/cards/{card}/{side}", office.show),
        Route("/sandbox/firms/", firms.show, methods=["GET"]),
        Route("/sandbox/firms/", firms.enter, methods=["POST"]),
        Route("/sandbox/faces/{name}.jpg", office.face),
        *phone.routes(),
        Route("/sandbox/authenticator/", authenticator.show),
        Route("/sandbox/authenticator/latest.json", authenticator.latest),
        Mount("/sandbox/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(routes=routes)
    app.add_middleware(SameSite)
    return app


_ELSEWHERE = ("cross-site", "same-site")


class SameSite:
    """Turns away forms that another site posts: a switch is set from here, or by a program."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        posted = scope["type"] == "http" and scope["method"] == "POST"
        if posted and Request(scope).headers.get("sec-fetch-site") in _ELSEWHERE:
            await Response(status_code=403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class Switches:
    """The first page: what this is, and the faults that can be switched on."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def listed(self, request: Request) -> Response:
        """The faults that are on, for programs."""
        on = await run_in_threadpool(self.store.faults)
        return JSONResponse(
            [
                {"id": one.id, "fault": one.fault, "service": one.service}
                | {"number": one.number, "times": one.times, "seconds": one.seconds}
                for one in on
            ]
        )

    async def switch(self, request: Request) -> Response:
        """Sets a switch from the page's form, or from JSON."""
        try:
            form = await forms.read(request)
            chosen = {name: forms.text(form, name) for name in form}
            await run_in_threadpool(faults.switch, self.store, chosen)
        except (BadFault, forms.TooMuch, forms.Unreadable):
            return pages.sorry(
                "没有这个开关，或数值有误。", "No such switch, or a wrong value.", 422
            )
        if "application/json" in request.headers.get("content-type", ""):
            return await self.listed(request)
        return RedirectResponse("/sandbox/", 303)

    async def show(self, request: Request) -> Response:
        """The page."""
        on = await run_in_threadpool(self.store.faults)
        rows = [
            pages.markup(
                "<tr><td>{name}</td><td>{service}</td><td>{number}</td><td>{times}</td><td>"
                '<form method="post" action="faults"><input type="hidden" name="id" value="{id}">'
                '<button class="small plain" name="fault" value="off">{off}</button></form>'
                "</td></tr>",
                name=pages.both(*faults.words_of(one.fault, one.service)[0]),
                service=pages.both(*faults.words_of(one.fault, one.service)[1]),
                number=one.number or "–",
                times=one.times or "∞",
                id=one.id,
                off=pages.both("关闭", "Off"),
            )
            for one in on
        ]
        return pages.page("部门模拟器", "Department simulator", _index(pages.joined(rows)))


_INDEX = """<p>{intro}</p>
<section><h2>{now}</h2>{on}</section>
<form class="box" method="post" action="faults"><h2>{more}</h2>
<label for="fault">{l_fault}</label><select id="fault" name="fault">{faults}</select>
<label for="service">{l_service}</label><select id="service" name="service">{services}</select>
<label for="number">{l_number}</label>
<input type="text" id="number" name="number" maxlength="18" autocomplete="off">
<label for="times">{l_times}</label>
<input type="number" id="times" name="times" min="0" max="1000" value="0">
<label for="seconds">{l_seconds}</label>
<input type="number" id="seconds" name="seconds" min="0" max="600" value="3">
<button>{switch_on}</button></form>"""


def _options(choices: dict[str, tuple[str, str]]) -> Html:
    return pages.joined(
        [
            pages.markup('<option value="{value}">{zh} {en}</option>', value=value, zh=zh, en=en)
            for value, (zh, en) in choices.items()
        ]
    )


def _index(rows: Html) -> Html:
    both = pages.both
    table = pages.markup(
        '<table><tbody>{rows}</tbody></table><form method="post" action="faults">'
        '<button class="plain" name="fault" value="off">{off}</button></form>',
        rows=rows,
        off=both("全部关闭", "All off"),
    )
    none = pages.markup("<p>{text}</p>", text=both("没有，一切正常。", "None: all is well."))
    return pages.markup(
        _INDEX,
        intro=both(
            "这里扮演平台之外的各方：公安的实名与背景核查、短信通道，还有各报送机构。只按自己的人口库答复，"
            "平台改不了它。这一页的故障，是公安答复时的；报送机构的故障，在“报送机构”里打开。",
            "This plays everyone outside the platform: the police's real-name and background"
            " checks, the message provider, and the bodies that send. It answers from its own"
            " register, which the platform cannot write. The faults on this page are of the"
            " police's answers; those of bodies are on their own pages.",
        ),
        now=both("已打开的故障", "Faults that are on"),
        on=table if rows else none,
        more=both("打开一个故障", "Switch a fault on"),
        l_fault=both("故障", "Fault"),
        faults=_options(FAULTS),
        l_service=both("服务", "Service"),
        services=_options(SERVICES),
        l_number=both("只对这个号码（可不填）", "Only for this number (may be empty)"),
        l_times=both("次数（0 为一直）", "How often (0: until switched off)"),
        l_seconds=both("秒数（用于“很慢”）", "Seconds (for “slowly”)"),
        switch_on=both("打开", "Switch on"),
    )
