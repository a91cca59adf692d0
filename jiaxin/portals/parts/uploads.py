"""Uploads stay in memory, up to a limit: a face or a card never touches the disk."""

from collections.abc import Callable, Mapping
from typing import Any, override

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import render

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts.refusals import as_json

LARGEST = 25 * 1024 * 1024
# A firm's roster is sealed block by block as it comes, so it fills no memory. Caddy says the same.
LARGER: Mapping[str, int] = {"/firm/rosters/": 101 * 1024 * 1024}


class FileTooLarge(Refusal):
    """A film, say: it is not even read."""

    code = "uploads.too_large"
    status = 413
    says = Words(zh="文件太大，没有上传。", en="The file is too large and was not sent.")
    do = Words(
        zh="每个文件不超过 20 MB。请换一个小一点的文件，或用手机拍照上传。已保存的内容都在。",
        en="A file has at most 20 MB. Choose a smaller one, or take a photo. What you saved is"
        " still there.",
    )


class InMemoryOnly(MemoryFileUploadHandler):
    """Keeps every file in memory; stops a request that is larger than any phone's photos."""

    @override
    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.activated = True
        self.seen = 0

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen += len(raw_data)
        if self.seen > LARGEST:
            raise StopUpload(connection_reset=True)
        self.file.write(raw_data)


class RefuseTooLarge:
    """Refuses what says that it is too large before a byte of it is read, in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        said = request.META.get("CONTENT_LENGTH") or "0"
        most = LARGER.get(request.path, LARGEST)
        if said.isascii() and said.isdecimal() and int(said) > most:
            response = _refused(request, FileTooLarge())
            response["Connection"] = "close"
            response["Cache-Control"] = "no-store, private"
            return response
        return self.get_response(request)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    # Nobody is known here yet, so the page is everybody's.
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(as_json(request, refusal), status=refusal.status)
    return render(request, "413.html", {"refusal": refusal}, status=refusal.status)
