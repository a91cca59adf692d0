"""The card office's pages: the form, the card, its two pictures, and each of them full size."""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from sandbox import cardoffice, cards, faces, forms, pages
from sandbox.cardoffice import BACKGROUNDS, TERMS, Application, NotIssued
from sandbox.pages import Html
from sandbox.regions import ETHNICITIES, REGIONS
from sandbox.store import Person, Store

_FIELDS = (
    *("name", "face", "sex", "birth", "ethnicity", "region", "address", "number"),
    *("term", "background"),
)

_FORM = """<form class="box" method="post" enctype="multipart/form-data">
<label for="name">{l_name}</label>
<input type="text" id="name" name="name" maxlength="50" required autocomplete="off">
<fieldset><legend>{l_sex}</legend>
<label class="pick"><input type="radio" name="sex" value="F" checked> {female}</label>
<label class="pick"><input type="radio" name="sex" value="M"> {male}</label></fieldset>
<label for="birth">{l_birth}</label>
<input type="date" id="birth" name="birth" value="1990-03-07" min="1900-01-01" required>
<label for="ethnicity">{l_ethnicity}</label>
<select id="ethnicity" name="ethnicity">{ethnicities}</select>
<label for="region">{l_region}</label><select id="region" name="region">{regions}</select>
<fieldset><legend>{l_face}</legend>
<button type="button" class="plain" id="camera-start" hidden>{selfie}</button>
<p class="bad" id="camera-sorry" role="alert" hidden>{refused}</p>
<div class="camera" id="camera" hidden><div class="frame"><video playsinline muted></video>
<canvas hidden></canvas><div class="oval"></div></div>
<button type="button" id="camera-take">{take}</button>
<button type="button" class="plain" id="camera-again" hidden>{again}</button></div>
<input type="hidden" name="selfie" id="selfie">
<label for="photo">{upload}</label>
<input type="file" id="photo" name="photo" accept="image/jpeg,image/png">
{samples}</fieldset>
<label for="term">{l_term}</label><select id="term" name="term">{terms}</select>
<label for="background">{l_background}</label>
<select id="background" name="background">{backgrounds}</select>
<button>{issue}</button></form>"""


def _options(choices: dict[str, str]) -> Html:
    return pages.joined(
        [
            pages.markup('<option value="{value}">{text}</option>', value=value, text=text)
            for value, text in choices.items()
        ]
    )


_LABELS = {
    name: pages.both(zh, en)
    for name, zh, en in (
        ("l_name", "姓名（请用虚构的名字）", "Name (make one up)"),
        ("l_sex", "性别", "Sex"),
        ("female", "女", "Female"),
        ("male", "男", "Male"),
        ("l_birth", "出生日期", "Date of birth"),
        ("l_ethnicity", "民族", "Ethnicity"),
        ("l_region", "地区", "Region"),
        ("l_face", "照片", "Photo"),
        ("selfie", "自拍", "Take a selfie"),
        ("refused", "无法打开摄像头，请上传照片。", "The camera cannot be opened; upload a photo."),
        ("take", "拍照", "Take"),
        ("again", "重拍", "Again"),
        ("upload", "或上传照片", "Or upload a photo"),
        ("l_term", "有效期限", "Valid"),
        ("l_background", "背景核查的答复", "Background answer"),
        ("issue", "领取样例证件", "Get a sample card"),
    )
}
_CHOICES = {
    "ethnicities": _options({one: one for one in ETHNICITIES}),
    "regions": _options({one.code: one.name for one in REGIONS.values()}),
    "terms": _options({name: f"{zh} {en}" for name, (zh, en) in TERMS.items()}),
    "backgrounds": _options({name: f"{zh} {en}" for name, (zh, en) in BACKGROUNDS.items()}),
}


_ALONE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>样例 Sample</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/static/sandbox.css"></head>
<body class="show"><a href="./"><img src="{source}" alt="样例 SAMPLE {side}"></a></body></html>
"""


class Office:
    """Takes applications, and hands out sample cards."""

    def __init__(self, home: Path, store: Store) -> None:
        self.home = home
        self.store = store

    async def enter(self, request: Request) -> Response:
        """The form on GET; a new card on POST, as a page or as JSON."""
        if request.method != "POST":
            return await run_in_threadpool(self._form)
        try:
            form = await forms.read(request)
            texts = {name: forms.text(form, name) for name in form}
            photo = cardoffice.photo_of(texts, forms.file(form, "photo"))
            given = {name: texts[name] for name in _FIELDS if texts.get(name)}
            wanted = Application(**{"name": "", **given}, photo=photo)
            person = await run_in_threadpool(cardoffice.issue, self.home, self.store, wanted)
        except NotIssued as no:
            return _no(request, no.zh, no.en)
        except (forms.TooMuch, forms.Unreadable):
            return _no(request, "表单无法读取。", "The form cannot be read.")
        if _wants_json(request):
            return JSONResponse(_as_json(person), 201)
        return RedirectResponse(f"/sandbox/cards/{person.card}/", 303)

    async def card(self, request: Request) -> Response:
        """One person's card, both sides, to print or to photograph."""
        person = await self._person(request)
        if person is None:
            return pages.sorry("没有这张卡。", "There is no such card.", 404)
        return pages.page("样例证件", "Sample card", _card(person))

    async def side(self, request: Request) -> Response:
        """One side as a PNG."""
        person = await self._person(request)
        if person is None:
            return Response(status_code=404)
        draw = cards.front if request.path_params["side"] == "front" else cards.back
        headers = {"cache-control": "no-store"}
        return Response(
            await run_in_threadpool(draw, person), media_type="image/png", headers=headers
        )

    async def show(self, request: Request) -> Response:
        """One side alone on the screen, as large as it goes, to be photographed."""
        side = "front" if request.path_params["side"] == "front" else "back"
        source = f"/sandbox/cards/{request.path_params['card']}/{side}.png"
        return HTMLResponse(pages.markup(_ALONE, source=source, side=side), 200, pages.headers())

    async def _person(self, request: Request) -> Person | None:
        return await run_in_threadpool(self.store.by_card, request.path_params["card"])

    def _form(self) -> Response:
        made = [
            pages.markup(
                '<li><a href="{card}/">{name}</a></li>', card=person.card, name=person.name
            )
            for person in self.store.newest_people()
        ]
        intro = pages.both(
            "填一个虚构的人，领一张样例证件；同时登记进本演示的人口库。照片只留在这台机器上。",
            "Make up a person and get a sample card; they are entered in this demo's register."
            " The photo stays on this machine.",
        )
        content = pages.markup(
            "<p>{intro}</p>{form}<h2>{done}</h2><ul>{made}</ul>",
            intro=intro,
            form=pages.markup(_FORM, **_LABELS, **_CHOICES, samples=self._samples()),
            done=pages.both("已领取", "Issued"),
            made=pages.joined(made),
        )
        return pages.page("办证处", "Card office", content, script="cards")

    def _samples(self) -> Html:
        names = faces.there_are(self.home)
        if not names:
            return Html("")
        picks = [
            pages.markup(
                '<label class="pick"><img src="/sandbox/faces/{name}.jpg" alt=""> '
                '<input type="radio" name="face" value="{name}"> {label}</label>',
                name=name,
                label=f"样本 {name.removeprefix('sample-')}",
            )
            for name in names
        ]
        return pages.markup(
            "<p>{text}</p>{picks}",
            text=pages.both("或选一张样本照片", "Or pick a sample face"),
            picks=pages.joined(picks),
        )

    async def face(self, request: Request) -> Response:
        """One sample face, for the form."""
        found = await run_in_threadpool(faces.load, self.home, request.path_params["name"])
        if found is None:
            return Response(status_code=404)
        return Response(found, media_type="image/jpeg")


def _card(person: Person) -> Html:
    sides = [
        pages.markup(
            '<section><img class="sample" src="{side}.png" alt="样例 SAMPLE {side}" width="1000"'
            ' height="630"><p class="noprint"><a class="button" href="{side}">{show}</a>'
            '<a class="button plain" href="{side}.png" download="sample-{side}.png">{save}</a></p>'
            "</section>",
            side=side,
            show=pages.both("全屏显示", "Full screen"),
            save=pages.both("下载", "Download"),
        )
        for side in ("front", "back")
    ]
    return pages.markup(
        '<dl class="card"><dt>姓名 Name</dt><dd id="name">{name}</dd>'
        '<dt>号码 Number</dt><dd id="number">{number}</dd></dl>{sides}'
        '<p class="noprint">{hint}</p>',
        name=person.name,
        number=person.number,
        sides=pages.joined(sides),
        hint=pages.both(
            "可用浏览器打印，尺寸与真实证件一致。", "Prints at the size of a real card."
        ),
    )


def _as_json(person: Person) -> dict[str, str]:
    at = f"/sandbox/cards/{person.card}/"
    known = {"name": person.name, "number": person.number, "sex": person.sex}
    known |= {"birth": person.birth, "address": person.address}
    return known | {"card": at, "front": f"{at}front.png", "back": f"{at}back.png"}


def _wants_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "") + request.headers.get("accept", "")
    return "application/json" in kind


def _no(request: Request, zh: str, en: str) -> Response:
    if _wants_json(request):
        return JSONResponse({"zh": zh, "en": en}, 422)
    return pages.sorry(zh, en, 422)
