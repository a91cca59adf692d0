"""The page of a body that fetches: one person asked for, and what the platform gave."""

import json

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from sandbox import bodies, fetching, forms, pages, sending
from sandbox.bodies import BODIES, Body
from sandbox.outgoing import Answered, Line, NotTheirs, fresh_id
from sandbox.pages import Html, both
from sandbox.store import Person, Store


class Fetchers:
    """Fetches by a form."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.home = store.file.parent

    async def fetch(self, request: Request) -> Response:
        """One person's rows, or that there are none to be had."""
        body = BODIES.get(request.path_params["name"])
        if body is None or not _fetches(body) or not bodies.are_paired(self.home):
            return pages.sorry("没有这个机构。", "There is no such body.", 404)
        try:
            form = await forms.read(request)
        except (forms.TooMuch, forms.Unreadable):
            return pages.sorry("表单无法读取。", "The form cannot be read.", 422)
        number = forms.text(form, "number").strip().upper()
        return await run_in_threadpool(self._fetched, body, number)

    def _fetched(self, body: Body, number: str) -> Response:
        person = self.store.person(number)
        if person is None:
            return pages.sorry("请选一个人。", "Choose somebody.", 422)
        pair = bodies.load(self.home, body.name)
        faults, seconds = sending.standing(self.store, body.name)
        line = Line(pair, faults, pair.verify, seconds)
        about = {"people": [[person.name, person.number]]}
        try:
            answer = line.ask(fetching.SERVICE, about, fresh_id(), "ask")
        except (NotTheirs, httpx.HTTPError) as broken:
            return pages.sorry(
                f"没有取成：{type(broken).__name__}。平台在运行吗？",
                f"It was not fetched: {type(broken).__name__}. Does the platform run?",
                502,
            )
        return _shown(body, person, answer)


def _fetches(body: Body) -> bool:
    return fetching.SERVICE in body.services


_FORM = """<form class="box" method="post" action="fetch"><h2>{title}</h2><p>{about}</p>
<label for="whose">{who}</label><select id="whose" name="number">{people}</select>
<button class="plain">{fetch}</button></form>"""


def form(body: Body, people: list[tuple[str, str]]) -> Html:
    """Whose record is fetched; nothing on the page of a body that only sends."""
    if not _fetches(body) or not people:
        return Html("")
    options = [
        pages.markup(
            '<option value="{number}">{text}</option>', number=number, text=f"{name} {number}"
        )
        for number, name in people
    ]
    return pages.markup(
        _FORM,
        title=both("3 取回记录", "3 Fetch a record"),
        about=both(
            "只取得到在平台上点名授权给本机构、现在仍有效的人。每次取回，她都看得到。",
            "Only of someone who named this body on its own sheet, and has not taken that back."
            " She sees each time.",
        ),
        who=both("取谁的", "Whose"),
        people=pages.joined(options),
        fetch=both("签名并取回", "Sign and fetch"),
    )


def _shown(body: Body, person: Person, answer: Answered) -> Response:
    said = answer.content
    if answer.status != 200:
        outcome = pages.markup(
            '<p class="bad" role="alert">{code}<br>{text}</p>',
            code=f"{answer.status} {answer.code}",
            text=both(str(said.get("zh", "")), str(said.get("en", ""))),
        )
    elif not said["shared"]:
        outcome = pages.markup(
            '<p id="not-shared">{text}</p>',
            text=both(
                "没有可以取回的。没有授权、没有这个人、姓名不同，答复都一样。",
                "Nothing is to be had. Not agreed, not enrolled, another name: the answer is one.",
            ),
        )
    else:
        rows = said["shared"][0]["rows"]
        outcome = pages.markup(
            "<table><tbody>{rows}</tbody></table>", rows=pages.joined([_row(one) for one in rows])
        )
    content = pages.markup(
        '<section id="fetched">{outcome}</section><p><a class="button" href="./">{back}</a></p>',
        outcome=outcome,
        back=both("再取一次", "Fetch again"),
    )
    return pages.page(f"{body.zh}：{person.name}", f"{body.en}: {person.name}", content)


def _row(row: dict[str, object]) -> Html:
    return pages.markup(
        "<tr><td>{kind}</td><td>{says}</td><td>{until}</td></tr>",
        kind=row["kind"],
        says=json.dumps(row["says"], ensure_ascii=False),
        until=both(f"留到 {row['keep_until']}", f"kept until {row['keep_until']}"),
    )
