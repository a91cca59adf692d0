"""The card of paper, as a page to print: her number, a code, how it is used.

No more of her than she chose: her name, or not even that.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jiaxin.flows.remote.reads import PaperCard
from jiaxin.ground.ids import CertificateNo, show_certificate_no
from jiaxin.portals.parts import qr


def address_of(request: HttpRequest, paper: PaperCard) -> str:
    """Where its code leads: to asking her, and to nothing of her."""
    return request.build_absolute_uri(reverse("public:shared", args=[paper.token]))


def number_of(paper: PaperCard) -> str:
    """Her certificate's number, as people read it."""
    return show_certificate_no(CertificateNo(paper.number))


def page(request: HttpRequest, paper: PaperCard, *, back: str) -> HttpResponse:
    """Both sides, to print, cut and fold."""
    told = {
        "paper": paper,
        "number": number_of(paper),
        "code": qr.draw(address_of(request, paper)),
        "back": back,
    }
    return render(request, "parts/printed_card.html", told)
