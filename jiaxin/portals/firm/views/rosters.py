"""The firm's rosters: upload one, say what its columns hold, see what was found, import, mend."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.flows.invitations import errands, reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.errors import ColumnsMissing, NoFile, TooLargeASheet
from jiaxin.flows.invitations.reads import RosterRow
from jiaxin.flows.invitations.rules import headings
from jiaxin.flows.invitations.rules.cells import letters
from jiaxin.flows.invitations.rules.faults import TOLD
from jiaxin.flows.invitations.rules.headings import WORDS, Field, Mapped
from jiaxin.flows.invitations.rules.states import State
from jiaxin.flows.invitations.sheets import writing
from jiaxin.ground.errors import NotFound
from jiaxin.portals.firm.roster_uploads import FIELD, SealedUpload, SealedUploads
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.roster_words import GUIDE, REASON, TEMPLATE_NAME

_SHOWN = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = {Field.NAME: 12, Field.NUMBER: 24, Field.PHONE: 16, Field.FIRM_CODE: 24}


@csrf_exempt
@require_http_methods(["GET", "POST"])
def rosters(request: PersonRequest) -> HttpResponseBase:
    """Where a file comes in. The form's token is looked at below, once its parts may be read."""
    handler = SealedUploads(request)
    request.upload_handlers = [handler]
    return _rosters(request, handler)


@csrf_protect
@again
def _rosters(request: PersonRequest, handler: SealedUploads) -> HttpResponse:
    """All imports of the firm, the newest first, and the form for another."""
    if request.method == "POST":
        return _take(request, handler)
    page = {"rows": reads.rosters(request.actor), "guide": GUIDE, "fields": WORDS}
    return render(request, "firm/rosters.html", page)


def _take(request: PersonRequest, handler: SealedUploads) -> HttpResponse:
    file = request.FILES.get(FIELD)
    if handler.is_too_large:
        raise TooLargeASheet
    if not isinstance(file, SealedUpload) or not file.caught.size:
        raise NoFile
    roster = errands.upload(request.actor, caught=file.caught, name=file.name or "")
    return redirect("firm:roster", roster)


@require_http_methods(["GET", "POST"])
@again
def roster(request: PersonRequest, roster_id: UUID) -> HttpResponse:
    """One import as it stands; a POST says what its columns hold."""
    if request.method == "POST":
        columns = _columns(request)
        invitations.map_columns(request.actor, roster_id=roster_id, columns=columns)
        return redirect("firm:roster", roster_id)
    return render(request, "firm/roster.html", _page(request, roster_id))


@require_GET
def standing(request: PersonRequest, roster_id: UUID) -> HttpResponse:
    """The part of the page that moves, alone."""
    return render(request, "firm/roster.html#standing", _page(request, roster_id))


@require_POST
def open_it(request: PersonRequest, roster_id: UUID) -> HttpResponse:
    """Import what is good."""
    tells = request.POST.get("tells") == "yes"
    invitations.open_roster(request.actor, roster_id=roster_id, tells=tells)
    return redirect("firm:roster", roster_id)


@require_POST
def drop(request: PersonRequest, roster_id: UUID) -> HttpResponse:
    """The firm does not want it."""
    errands.drop(request.actor, roster=roster_id)
    return redirect("firm:roster", roster_id)


@require_GET
def unfit(request: PersonRequest, roster_id: UUID, form: str) -> HttpResponseBase:
    """The rows that could not be taken, each with its reasons, to be mended and uploaded alone."""
    own = reads.roster(request.actor, roster_id)
    if own.is_over or not own.unfit:
        raise NotFound
    return _file(form, f"to-mend-{own.id.hex[-6:]}", _to_mend(request, own))


@require_GET
def template(request: PersonRequest, form: str) -> HttpResponseBase:
    """An empty roster with every heading."""
    language = language_of(request)
    heads = [words.in_(language) for words in WORDS.values()]
    return _file(form, TEMPLATE_NAME.in_(language), iter([heads]))


def _file(form: str, name: str, rows: Iterator[list[str]]) -> HttpResponseBase:
    response: HttpResponseBase
    match form:
        case "csv":
            response = StreamingHttpResponse(
                writing.as_csv(rows), content_type="text/csv; charset=utf-8"
            )
        case "xlsx":
            widths = [_WIDTHS.get(field, 14) for field in Field]
            data = writing.as_xlsx(rows, widths=widths)
            response = HttpResponse(data, content_type=_XLSX)
        case _:
            raise NotFound
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}")
    response["Cache-Control"] = "no-store"
    return response


def _to_mend(request: PersonRequest, own: RosterRow) -> Iterator[list[str]]:
    language = language_of(request)
    columns = sorted(own.headings)
    yield [*(own.headings[column] for column in columns), REASON.in_(language)]
    for row in reads.unfit_rows(request.actor, own.id):
        reasons = [
            f"{one.address} {one.told.says.in_(language)}{one.told.do.in_(language)}"
            for one in row.faults
        ]
        yield [*(row.cells.get(column, "") for column in columns), " ".join(reasons)]


def _columns(request: PersonRequest) -> Mapped:
    found: Mapped = {}
    for field in Field:
        typed = request.POST.get(field.value, "")
        if not typed:
            continue
        if not (typed.isascii() and typed.isdigit() and len(typed) < 3):
            raise ColumnsMissing
        found[field] = int(typed)
    return found


def _page(request: PersonRequest, roster_id: UUID) -> dict[str, Any]:
    own = reads.roster(request.actor, roster_id)
    page: dict[str, Any] = {"row": own, "why": own.why}
    if own.state is State.MAPPING:
        page["mapping"] = _mapping(own)
        page["twice"] = headings.twice(own.headings)
    elif own.state in {State.CHECKED, State.OPENING, State.OPEN, State.STOPPED}:
        shown = list(reads.unfit_rows(request.actor, roster_id, most=_SHOWN))
        page["faults"] = [fault for unfit_row in shown for fault in unfit_row.faults][:_SHOWN]
        found = reads.faults_by_code(request.actor, roster_id)
        page["counts"] = [(TOLD[code].says, count) for code, count in found]
        page["read_as"] = _read_as(own)
    return page


def _read_as(own: RosterRow) -> list[tuple[Any, str]]:
    return [
        (WORDS[field], f"{letters(column)} {own.headings.get(column, '')}".strip())
        for field, column in own.columns.items()
    ]


def _mapping(own: RosterRow) -> list[dict[str, Any]]:
    offered = [
        (column, f"{letters(column)} – {text}") for column, text in sorted(own.headings.items())
    ]
    return [
        {
            "field": field.value,
            "words": words,
            "chosen": own.columns.get(field),
            "required": field in headings.REQUIRED,
            "offered": offered,
        }
        for field, words in WORDS.items()
    ]
