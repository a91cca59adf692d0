"""A call of a party as it came in by HTTP, and our reply on its way back."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jiaxin.gateways.exchange import inbound, ours, reads
from jiaxin.gateways.exchange.errors import Malformed, SuiteUnknown, TooLarge
from jiaxin.gateways.exchange.inbound import Reply, Signed
from jiaxin.gateways.exchange.keys import KeysUnusable, Party
from jiaxin.gateways.exchange.signatures import Request
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.portals.parts.actors import address_of
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.door import request_id
from jiaxin.trust.access.limits import digest_of_address
from jiaxin.trust.access.roles import Role

_PIECE = 64 * 1024


class Call:
    """One call: its signature checked, its body not yet read."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        self._http = request
        self.most = most
        self.now = clock.now()
        self.ours: Party = ours.party()
        self.request = Request(
            method=request.method or "",
            authority=_authority(request),
            path=request.path,
            headers={name.lower(): value for name, value in request.headers.items()},
        )

    def check(self) -> Signed:
        """Who calls. Size first, since it costs nothing to refuse."""
        if self._length() > self.most:
            raise TooLarge
        headers = self.request.headers
        if self._http.META.get("QUERY_STRING") or "content-encoding" in headers:
            raise Malformed
        signed = inbound.check(self.request, reads.sender_of, self.now)
        if not self.ours.speaks(signed.suite, self.now):
            raise SuiteUnknown
        return signed

    def body(self) -> bytes:
        """All of it, within the limit."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """The body piece by piece; TooLarge once it is more than may come."""
        size = 0
        while piece := self._http.read(_PIECE):
            size += len(piece)
            if size > self.most:
                raise TooLarge
            yield piece

    def actor(self, signed: Signed) -> Actor:
        """The party at the door."""
        return Actor(
            role=Role.PARTY,
            id=signed.sender.id,
            channel=Channel.MACHINE,
            origin=digest_of_address(address_of(self._http)),
            request_id=request_id(),
        )

    def answer(self, signed: Signed, kind: str, content: dict[str, Any]) -> Reply:
        """A sealed answer to this call."""
        return inbound.answer(content, kind, signed, self.request, self.ours, self.now)

    def _length(self) -> int:
        try:
            return int(self._http.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            raise Malformed from None


def _authority(request: HttpRequest) -> str:
    try:
        return request.get_host().lower()
    except DisallowedHost:
        return ""


type Door = Callable[..., Reply]


def door(*, most: int) -> Callable[[Door], Callable[..., HttpResponse]]:
    """A view of the exchange: open to whoever signs, with every refusal in the protocol's words."""

    def wrap(act: Door) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @login_not_required
        @require_POST
        @wraps(act)
        def view(request: HttpRequest, **named: Any) -> HttpResponse:
            try:
                call = Call(request, most)
            except KeysUnusable:
                return _unavailable()
            try:
                reply = act(call, **named)
            except Refusal as refusal:
                reply = inbound.refuse(refusal, call.request, call.ours, call.now)
            response = HttpResponse(reply.body, status=reply.status, headers=reply.headers)
            response["Cache-Control"] = "no-store"
            return response

        return view

    return wrap


def _unavailable() -> HttpResponse:
    # Without keys nothing can be signed; the other side takes it as unreachable, and comes again.
    problem = {"type": "urn:jiaxin:exchange:unavailable", "status": 503, "code": "unavailable"}
    return JsonResponse(problem, status=503, content_type="application/problem+json")
