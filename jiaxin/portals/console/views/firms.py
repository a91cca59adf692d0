"""Firms, for officers: found by name or code, and one with everything known and from where."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.facts.firms import finding
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.finding import Found, Standing, Wanted
from jiaxin.facts.firms.rules.profile import FirmStatus
from jiaxin.flows.filings import reads as filings
from jiaxin.flows.invitations.sheets import writing
from jiaxin.ground import credit_codes, regions
from jiaxin.ground.credit_codes import BadCreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.ground.words import Words
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.wording import worded
from jiaxin.trust.access import limits
from jiaxin.trust.access.actor import NATION
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import Role

officers = for_roles(Role.COMMERCE_OFFICER)
MOST_EXPORTED = 5000
_EXPORTS = Limit("firms.export", tries=30, per=timedelta(hours=1))
_FILED, _NOT_FILED = Words(zh="已备案", en="filed"), Words(zh="未备案", en="not filed")
_HEAD = (
    Words(zh="企业", en="Firm"),
    Words(zh="信用代码", en="Credit code"),
    Words(zh="品牌", en="Brand"),
    Words(zh="地区", en="Region"),
    Words(zh="登记状态", en="Registration"),
    Words(zh="备案", en="Filing"),
    Words(zh="名单和处罚", en="Lists and penalties"),
)


@officers
@require_GET
def search(request: PersonRequest) -> HttpResponse:
    """The firms of one's region, by name, code or list."""
    wanted = _wanted(request)
    is_asked = bool(wanted.text or wanted.standing or wanted.region)
    page = {
        "wanted": wanted,
        "results": finding.find(wanted) if is_asked else None,
        "most": MOST_EXPORTED,
        "standings": [(one, worded(one)) for one in Standing],
        "next_page": wanted.page + 1,
    }
    return render(request, "console/firms.html", page)


@officers
@require_GET
def export(request: PersonRequest) -> HttpResponse:
    """A list of one's region, as it is narrowed, as a CSV that a spreadsheet opens."""
    limits.throttle(_EXPORTS, key=str(request.actor.person))
    wanted = _wanted(request)
    language = language_of(request)
    rows = (_line(one, language) for one in finding.listed(wanted, MOST_EXPORTED))
    head = [one.in_(language) for one in _HEAD]
    response = HttpResponse(
        b"".join(writing.as_csv([head, *rows])), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="firms.csv"'
    response["Cache-Control"] = "no-store, private"
    return response


@officers
@require_GET
def firm(request: PersonRequest, number: str) -> HttpResponse:
    """Everything that is known of a firm: what is shown, what was, and from where."""
    try:
        code = credit_codes.parse(number)
    except BadCreditCode as bad:
        raise NotFound from bad
    known = firms.everything(request.actor, code=code)
    page = {
        "record": known.record,
        "history": [(fact, _title(fact.said)) for fact in known.history],
        "rows": filings.of_firm(request.actor, firm=known.id),
    }
    return render(request, "console/firm.html", page)


def _wanted(request: PersonRequest) -> Wanted:
    """What is looked for; never beyond the officer's own region."""
    standing = request.GET.get("standing", "")
    return Wanted(
        text=request.GET.get("q", "").strip()[:60],
        region="" if request.actor.region == NATION else request.actor.region,
        standing=Standing(standing) if standing in set(Standing) else None,
        page=_page_of(request.GET.get("page", "")),
    )


def _line(one: Found, language: str) -> list[str]:
    marks = [
        (one.red, Standing.RED),
        (one.black, Standing.BLACK),
        (one.penalised, Standing.PENALISED),
    ]
    return [
        one.name,
        one.code,
        one.brand,
        regions.full_name_of(one.region) or one.region,
        worded(FirmStatus(one.status)).in_(language) if one.status else "",
        (_FILED if one.filed else _NOT_FILED).in_(language),
        "; ".join(worded(standing).in_(language) for holds, standing in marks if holds),
    ]


def _title(said: object) -> str:
    """What a version says, in a line."""
    for name in ("title", "document", "name", "reason"):
        if found := getattr(said, name, ""):
            return str(found)
    return ""


def _page_of(text: str) -> int:
    return min(int(text), finding.PAGES) if text.isascii() and text.isdecimal() and int(text) else 1
