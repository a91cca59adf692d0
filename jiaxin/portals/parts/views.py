"""Text size and language, and the files that make a portal installable."""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from jiaxin.portals.parts.looks import LANGUAGES, SIZE_COOKIE, SIZES

type View = Callable[[HttpRequest], HttpResponseBase]

A_YEAR = 365 * 24 * 3600
KEPT_OFFLINE = ("built/phone.css", "built/phone.js", "django_htmx/htmx-2.min.js")


@login_not_required
@require_POST
def size(request: HttpRequest) -> HttpResponse:
    """Remember the chosen text size in this browser, and go back to the page."""
    return _remember(request, cookie=SIZE_COOKIE, choices=SIZES)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language in this browser, and go back to the page."""
    return _remember(request, cookie=settings.LANGUAGE_COOKIE_NAME, choices=LANGUAGES)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or the browser keeps no cookies."""
    return render(request, "403_csrf.html", status=403)


def _remember(request: HttpRequest, *, cookie: str, choices: tuple[str, ...]) -> HttpResponse:
    chosen = request.POST.get("to", "")
    if chosen not in choices:
        return HttpResponseBadRequest()
    response = HttpResponseRedirect(_safe_next(request), status=303)
    response.set_cookie(
        cookie,
        chosen,
        max_age=A_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def manifest(app: str) -> View:
    """The web app manifest of one portal: `path("manifest.webmanifest", manifest("worker"))`."""

    @login_not_required
    @require_GET
    def show(request: HttpRequest) -> HttpResponse:
        context = {"app": app, "home": reverse(f"{app}:home")}
        return render(
            request,
            f"parts/{app}.webmanifest",
            context,
            content_type="application/manifest+json",
        )

    return show


def service_worker(app: str) -> View:
    """The service worker of one portal; its own folder is its scope: `path("sw.js", …)`."""

    @login_not_required
    @require_GET
    def show(request: HttpRequest) -> HttpResponse:
        offline_page = reverse(f"{app}:offline")
        kept = [static(name) for name in KEPT_OFFLINE]
        version = sha256("\n".join([app, offline_page, *kept]).encode()).hexdigest()[:12]
        context = {
            "cache": f"jiaxin-{app}-{version}",
            "family": f"jiaxin-{app}-",
            "offline": offline_page,
            "kept": kept,
            "static_root": settings.STATIC_URL,
        }
        response = render(request, "parts/sw.js", context, content_type="text/javascript")
        # A browser must see a new version at once, or old files outlive a release.
        response["Cache-Control"] = "no-cache"
        return response

    return show


def offline(app: str) -> View:
    """The page that the service worker shows when there is no network."""

    @login_not_required
    @require_GET
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, "parts/offline.html", {"home": reverse(f"{app}:home")})

    return show
