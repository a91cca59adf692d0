"""Where a page leads: on to where she was going, back to the thing that a check was for."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from jiaxin.facts.records.rules import Section
from jiaxin.flows.presence.rules import Use

# What the address of a page of a check carries: the sections that she left ticked.
TICKS = "show"
# The page that makes another way for her, while she shows that it is she. It names nobody.
MAKES = "page_that_makes_a_way"


def wanted(request: HttpRequest, default: str, name: str = "next") -> str:
    """Where she was going: a page of this app; else the default."""
    asked = request.POST.get(name) or request.GET.get(name) or ""
    inside = asked.startswith(reverse("worker:home"))
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if inside and safe else default


def ticked(data: QueryDict) -> frozenset[Section]:
    """The sections that she left ticked; anything else in their place counts as unticked."""
    return frozenset(Section(code) for code in data.getlist(TICKS) if code in set(Section))


def with_ticks(address: str, sections: Iterable[Section], **more: str) -> str:
    """The address of the next page of a check, which keeps what she ticked."""
    chosen = [*((TICKS, section.value) for section in sorted(sections)), *more.items()]
    return f"{address}?{urlencode(chosen)}" if chosen else address


def with_next(address: str, then: str, **more: str) -> str:
    """An address that leads on to `then` once its own matter is settled."""
    return f"{address}?{urlencode({'next': then, **more})}"


def to_make(request: HttpRequest, **more: str) -> str:
    """The page that makes the way for which she shows that it is she."""
    page = request.session.get(MAKES) or reverse("worker:ways")
    if not more:
        return str(page)
    return f"{page}{'&' if '?' in page else '?'}{urlencode(more)}"


def back_to(
    request: HttpRequest, use: Use, about: UUID, sections: Iterable[Section], **more: str
) -> str:
    """The page of the thing that a check is for, as she left it: it says how that stands now."""
    match use:
        case Use.ENROL:
            return with_ticks(reverse("worker:enrol_prove"), sections, **more)
        case Use.APPROVE:
            return with_ticks(reverse("worker:request", args=[about]), sections, **more)
        case Use.DEVICE:
            return to_make(request, **more)
        case Use.AUTHORISE:
            return with_ticks(reverse("worker:firm_authorise", args=[about]), sections, **more)
        case Use.EXPORT:
            return with_ticks(reverse("worker:export"), sections, **more)
        case Use.DELETE:
            return with_ticks(reverse("worker:delete"), sections, **more)
