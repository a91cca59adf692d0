"""The bodies' pages: what each may push, its faults switched on and off, rows sent by a form."""

import json
from typing import Any

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sandbox import batch, bodies, examples, fetchers, forms, pages, sending
from sandbox.bodies import BODIES, Body
from sandbox.faults import SENDING, BadFault, switch
from sandbox.outgoing import Answered, Line, NotTheirs, fresh_id
from sandbox.pages import Html, both
from sandbox.store import Store

LONGEST_ROWS = 2_000_000


class Senders:
    """Pages over the bodies that are paired with the platform."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.home = store.file.parent

    def routes(self) -> list[Route]:
        """Their pages, and what each page posts."""
        fetcher = fetchers.Fetchers(self.store)
        return [
            Route("/sandbox/bodies", lambda _: RedirectResponse("/sandbox/bodies/")),
            Route("/sandbox/bodies/", self.listed),
            Route("/sandbox/bodies/{name}/", self.show),
            Route("/sandbox/bodies/{name}/fault", self.fault, methods=["POST"]),
            Route("/sandbox/bodies/{name}/send", self.send, methods=["POST"]),
            Route("/sandbox/bodies/{name}/mend", self.mend, methods=["POST"]),
            Route("/sandbox/bodies/{name}/fetch", fetcher.fetch, methods=["POST"]),
        ]

    async def listed(self, request: Request) -> Response:
        """All bodies."""
        return await run_in_threadpool(self._list)

    async def show(self, request: Request) -> Response:
        """One body: its faults, and rows to send, filled in for the service that was chosen."""
        body = BODIES.get(request.path_params["name"])
        if body is None:
            return pages.sorry("没有这个机构。", "There is no such body.", 404)
        if not bodies.are_paired(self.home):
            return _not_paired()
        return await run_in_threadpool(self._page, body, dict(request.query_params))

    async def fault(self, request: Request) -> Response:
        """Sets one of the body's faults."""
        body = BODIES.get(request.path_params["name"])
        try:
            form = await forms.read(request)
            chosen = {name: forms.text(form, name) for name in ("fault", "id", "seconds")}
            if body is None or chosen["fault"] not in {"off", *SENDING}:
                raise BadFault
            chosen["service"] = body.name
            await run_in_threadpool(switch, self.store, chosen)
        except (BadFault, forms.TooMuch, forms.Unreadable):
            return _no_switch()
        return RedirectResponse(f"/sandbox/bodies/{body.name}/", 303)

    async def send(self, request: Request) -> Response:
        """Rows of the form, live or as a batch; what came back is shown as it came."""
        body = BODIES.get(request.path_params["name"])
        if body is None or not bodies.are_paired(self.home):
            return pages.sorry("没有这个机构。", "There is no such body.", 404)
        try:
            form = await forms.read(request)
        except (forms.TooMuch, forms.Unreadable):
            return pages.sorry("表单无法读取。", "The form cannot be read.", 422)
        said = {name: forms.text(form, name) for name in form}
        return await run_in_threadpool(self._send, body, said)

    def _list(self) -> Response:
        if not bodies.are_paired(self.home):
            return _not_paired()
        on = {one.service for one in self.store.faults()}
        rows = [
            pages.markup(
                '<tr><td><a href="{name}/">{title}</a></td><td>{services}</td>'
                "<td>{faults}</td></tr>",
                name=body.name,
                title=both(body.zh, body.en),
                services=pages.joined([_service(one) for one in body.services]),
                faults=both("有故障", "faulty") if body.name in on else both("正常", "well"),
            )
            for body in BODIES.values()
        ]
        return pages.page(
            "报送机构",
            "Bodies that send",
            pages.markup(
                "<p>{intro}</p><section><table><thead><tr><th>{who}</th><th>{what}</th>"
                "<th>{how}</th></tr></thead><tbody>{rows}</tbody></table></section>",
                intro=both(
                    "这些机构把自己知道的报送给平台：签名、加密，走平台的正门。点开一个就能发。",
                    "These bodies send what they know to the platform: signed, sealed, by its front"
                    " door. Open one to send.",
                ),
                who=both("机构", "Body"),
                what=both("可以报送", "May send"),
                how=both("故障", "Faults"),
                rows=pages.joined(rows),
            ),
        )

    def _page(self, body: Body, asked: dict[str, str]) -> Response:
        service = asked.get("service", "")
        if service not in body.services or service not in examples.SERVICES:
            service = next(one for one in body.services if one in examples.SERVICES)
        person = self.store.person(asked.get("number", "").strip().upper())
        people = self.store.newest_people()
        row = examples.row(service, person or (people[0] if people else None))
        content = pages.markup(
            '<p><a href="/sandbox/bodies/">{back}</a></p>{faults}{choose}{form}{fetch}',
            back=both("全部机构", "All bodies"),
            faults=self._faults(body),
            choose=_choose(body, service, [(one.number, one.name) for one in people], person),
            form=_form(body, service, json.dumps(row, ensure_ascii=False)),
            fetch=fetchers.form(body, [(one.number, one.name) for one in people]),
        )
        return pages.page(body.zh, body.en, content)

    def _faults(self, body: Body) -> Html:
        on = {one.fault: one.id for one in self.store.faults() if one.service == body.name}
        rows = [
            pages.markup(
                "<tr><td>{name}</td><td>{state}</td><td>"
                '<form method="post" action="fault"><input type="hidden" name="id" value="{id}">'
                '<button class="small{plain}" name="fault" value="{value}">{act}</button></form>'
                "</td></tr>",
                name=both(*SENDING[fault]),
                state=both("已打开", "on") if fault in on else both("关", "off"),
                id=on.get(fault, ""),
                plain="" if fault in on else " plain",
                value="off" if fault in on else fault,
                act=both("关闭", "Switch off") if fault in on else both("打开", "Switch on"),
            )
            for fault in SENDING
        ]
        return pages.markup(
            "<section><details{open}><summary><strong>{title}</strong></summary><p>{about}</p>"
            "<table><tbody>{rows}</tbody></table></details></section>",
            open=Html(" open" if on else ""),
            title=both(f"故障（打开 {len(on)} 个）", f"Faults ({len(on)} on)"),
            about=both(
                "打开以后，这个机构以后每次发送都这样出错，直到关闭。",
                "Once on, whatever this body sends goes wrong that way, until it is off.",
            ),
            rows=pages.joined(rows),
        )

    def _send(self, body: Body, said: dict[str, str]) -> Response:
        service = said.get("service", "")
        lines = [line.strip().encode() for line in said.get("rows", "").splitlines()]
        lines = [line for line in lines if line]
        if service not in body.services or not lines:
            return pages.sorry(
                "请选一类数据，并至少写一行。", "Choose a kind, and write a row.", 422
            )
        message = fresh_id()
        try:
            answer = self._given(body, service, lines, said | {"message": message})
        except ValueError:
            return pages.sorry(
                "有一行不是 JSON；按实时推送时每行都必须是。按批量发送，平台会把错行隔离。",
                "A row is no JSON. As a live push each must be; in a batch the platform sets it"
                " aside.",
                422,
            )
        except (NotTheirs, httpx.HTTPError) as broken:
            return _away(broken)
        return _receipt(body, service, message, answer)

    async def mend(self, request: Request) -> Response:
        """Rows of a message that wait in quarantine, fetched back, to be put right and sent."""
        body = BODIES.get(request.path_params["name"])
        if body is None or not bodies.are_paired(self.home):
            return pages.sorry("没有这个机构。", "There is no such body.", 404)
        try:
            form = await forms.read(request)
        except (forms.TooMuch, forms.Unreadable):
            return pages.sorry("表单无法读取。", "The form cannot be read.", 422)
        service, message = forms.text(form, "service"), forms.text(form, "batch")
        if service not in body.services or service not in examples.SERVICES:
            return pages.sorry("请选一类数据。", "Choose a kind.", 422)
        return await run_in_threadpool(self._mend, body, service, message)

    def _mend(self, body: Body, service: str, message: str) -> Response:
        pair = bodies.load(self.home, body.name)
        try:
            about = {"batch": message, "after_row": 0}
            answer = Line(pair, frozenset(), pair.verify).ask("returned", about, fresh_id(), "ask")
        except (NotTheirs, httpx.HTTPError) as broken:
            return _away(broken)
        if answer.status != 200:
            return _receipt(body, service, message, answer)
        waiting = answer.content.get("quarantine") or []
        rows = "\n".join(_to_mend(one) for one in waiting)
        content = pages.markup(
            "<section>{why}</section>{form}",
            why=_quarantine(waiting) or both("没有等待改正的行。", "No row waits."),
            form=_form(body, service, rows, fixes=message) if waiting else Html(""),
        )
        return pages.page(f"{body.zh}：改正", f"{body.en}: mend", content)

    def _given(
        self, body: Body, service: str, lines: list[bytes], said: dict[str, str]
    ) -> Answered:
        pair = bodies.load(self.home, body.name)
        faults, seconds = sending.standing(self.store, body.name)
        line = Line(pair, faults, pair.verify, seconds)
        lines, message = sending.spoilt(lines, faults), said["message"]
        more: dict[str, Any] = {"fixes": said["fixes"]} if said.get("fixes") else {}
        if said.get("way") != "batch":
            rows = [json.loads(one) for one in lines]
            return line.ask(service, {"rows": rows, **more}, message, "push")
        sequence = self.store.next_sequence(body.name, service)
        if said.get("dry_run"):
            more["dry_run"] = True
        made = batch.write(
            *(pair, service, lines),
            message_id=message,
            sequence=sequence,
            faults=faults,
            more=more,
        )
        answer = batch.upload(line, made)
        if answer.status == 200:
            self.store.used_sequence(body.name, service, sequence)
            answer = line.ask("batch-status", {"batch": made.message_id}, fresh_id(), "ask")
        return answer


def _service(name: str) -> Html:
    zh, en = (examples.SERVICES | examples.OTHERS).get(name, (name, ""))
    return pages.markup("{text}<br>", text=both(zh, en))


_CHOOSE = """<form class="box" method="get"><h2>{title}</h2>
<label for="service">{l_service}</label><select id="service" name="service">{services}</select>
<label for="number">{l_number}</label><select id="number" name="number">{people}</select>
<button class="plain">{fill}</button></form>"""

_FORM = """<form class="box" method="post" action="send"><h2>{title}</h2>
<input type="hidden" name="service" value="{service}">
<input type="hidden" name="fixes" value="{fixes}">
<label for="rows">{l_rows}</label>
<textarea id="rows" name="rows" rows="9" spellcheck="false" maxlength="{longest}">{row}</textarea>
<fieldset><legend>{l_way}</legend>
<label class="pick"><input type="radio" name="way" value="live" checked> {live}</label>
<label class="pick"><input type="radio" name="way" value="batch"> {batch}</label>
<label class="pick"><input type="checkbox" name="dry_run" value="1"> {dry}</label></fieldset>
<button>{send}</button></form>"""


def _choose(body: Body, service: str, people: list[tuple[str, str]], person: Any) -> Html:
    chosen = person.number if person else ""
    return pages.markup(
        _CHOOSE,
        title=both("1 选一类数据", "1 Choose what to send"),
        l_service=both("数据", "Kind"),
        services=_options(
            [
                (one, " ".join(examples.SERVICES[one]))
                for one in body.services
                if one in examples.SERVICES
            ],
            service,
        ),
        l_number=both("关于谁（办证处登记过的人）", "About whom (of the card office's register)"),
        people=_options([(number, f"{name} {number}") for number, name in people], chosen),
        fill=both("填一行样例", "Fill in an example"),
    )


def _form(body: Body, service: str, row: str, *, fixes: str = "") -> Html:
    zh, en = examples.SERVICES[service]
    return pages.markup(
        _FORM,
        title=both(f"2 发送：{zh}", f"2 Send: {en}"),
        service=service,
        fixes=fixes,
        l_rows=both("每行一条，可以改，也可以加", "One row a line; change it, add more"),
        row=row,
        longest=LONGEST_ROWS,
        l_way=both("怎么发", "How"),
        live=both("实时推送", "live"),
        batch=both("批量文件", "as a batch"),
        dry=both("试运行（只检查，批量才有）", "dry run (checked only; batches)"),
        send=both("签名并发送", "Sign and send"),
    )


def _options(choices: list[tuple[str, str]], chosen: str) -> Html:
    return pages.joined(
        [
            pages.markup(
                '<option value="{value}"{selected}>{text}</option>',
                value=value,
                selected=Html(" selected" if value == chosen else ""),
                text=text,
            )
            for value, text in choices
        ]
    )


def _away(broken: Exception) -> Response:
    return pages.sorry(
        f"没有发成：{type(broken).__name__}。平台在运行吗？",
        f"It was not sent: {type(broken).__name__}. Does the platform run?",
        502,
    )


def _to_mend(waiting: dict[str, Any]) -> str:
    """The row as it came, and that what is sent in its place mends it; what is no row as it is."""
    line = str(waiting.get("line", ""))
    try:
        row = json.loads(line)
    except ValueError:
        return line.replace("\n", " ")
    whole = {**row, "fixes": waiting["row"]} if isinstance(row, dict) else row
    return json.dumps(whole, ensure_ascii=False)


def _receipt(body: Body, service: str, message: str, answer: Answered) -> Response:
    """What the platform answered, as the body reads it."""
    said = answer.content
    if answer.status != 200:
        outcome = pages.markup(
            '<p class="bad" role="alert">{code}<br>{text}</p>',
            code=f"{answer.status} {answer.code}",
            text=both(str(said.get("zh", "")), str(said.get("en", ""))),
        )
    else:
        outcome = pages.markup(
            "<dl>{pairs}</dl>",
            pairs=pages.joined(
                [
                    pages.markup(
                        '<dt>{k}</dt><dd id="{id}">{v}</dd>', k=label, id=name, v=said[name]
                    )
                    for name, label in _MEMBERS.items()
                    if said.get(name) not in (None, "", [])
                ]
            ),
        )
    waiting = said.get("quarantine") or []
    content = pages.markup(
        "<section>{outcome}{rows}</section>{mend}<p>{hint}</p>"
        '<p><a class="button" href="./">{again}</a></p>',
        outcome=outcome,
        rows=_quarantine(waiting),
        # Rows of a batch are read after it was taken: what is wrong is known later.
        mend=_mend_form(service, message) if waiting or "state" in said else Html(""),
        hint=both(
            "回执只看数据行写得对不对：平台里有没有这个人、她同意了没有，回执都一样。",
            "A receipt is about the rows alone: it is the same whether or not she is enrolled, or"
            " agreed.",
        ),
        again=both("再发一次", "Send again"),
    )
    return pages.page(f"{body.zh}：回执", f"{body.en}: receipt", content)


def _mend_form(service: str, message: str) -> Html:
    return pages.markup(
        '<form method="post" action="mend" id="mend">'
        '<input type="hidden" name="service" value="{service}">'
        '<input type="hidden" name="batch" value="{message}"><button>{text}</button></form>',
        service=service,
        message=message,
        text=both("看有没有错行，领回改正", "Fetch the rows that are wrong, to mend them"),
    )


_MEMBERS = {
    "batch": "批次 batch",
    "state": "状态 state",
    "rows": "行数 rows",
    "taken": "合格 taken",
    "quarantined": "隔离 quarantined",
    "missing_parts": "缺的部分 missing parts",
    "stopped_for": "停下的原因 stopped for",
}


def _quarantine(rows: list[dict[str, Any]]) -> Html:
    if not rows:
        return Html("")
    lines = [
        pages.markup(
            "<tr><td>{row}</td><td>{column}</td><td>{text}</td></tr>",
            row=one["row"],
            column=one["column"] or "–",
            text=both(one["zh"], one["en"]),
        )
        for one in rows
    ]
    return pages.markup(
        "<table><thead><tr><th>行 row</th><th>列 column</th><th>原因 why</th></tr></thead>"
        "<tbody>{lines}</tbody></table>",
        lines=pages.joined(lines),
    )


def _not_paired() -> Response:
    return pages.sorry(
        "还没有和平台配对：请用 python -m sandbox bodies。",
        "Not paired with a platform yet: python -m sandbox bodies.",
        409,
    )


def _no_switch() -> Response:
    return pages.sorry("没有这个开关，或数值有误。", "No such switch, or a wrong value.", 422)
