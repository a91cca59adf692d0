"""The token of a form is one that Django takes, new on each page, and of one visitor."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CsrfViewMiddleware, get_token
from django.test import RequestFactory

from jiaxin.portals.parts import form_tokens


def refused(token: str, cookie: str) -> bool:
    """Whether Django's own check turns away a form with this token from this browser."""
    request = RequestFactory().post("/", {"csrfmiddlewaretoken": token})
    request.COOKIES["jx_csrf"] = cookie
    guard = CsrfViewMiddleware(lambda _: HttpResponse())
    guard.process_request(request)
    return guard.process_view(request, lambda _: HttpResponse(), (), {}) is not None


def test_a_token_is_taken_from_the_browser_that_it_was_drawn_for_alone() -> None:
    one, other = HttpRequest(), HttpRequest()
    token, _ = form_tokens.token_of(one), form_tokens.token_of(other)

    assert not refused(token, one.META["CSRF_COOKIE"])
    assert refused(token, other.META["CSRF_COOKIE"])
    assert refused(token[::-1], one.META["CSRF_COOKIE"])


def test_a_secret_that_is_there_is_kept_under_a_mask_that_is_new() -> None:
    request = HttpRequest()
    get_token(request)
    secret = request.META["CSRF_COOKIE"]

    tokens = {form_tokens.token_of(request) for _ in range(20)}

    assert len(tokens) == len({token[:32] for token in tokens}) == 20
    assert not any(secret in token or refused(token, secret) for token in tokens)
    assert request.META["CSRF_COOKIE"] == secret


def test_the_cookie_is_sent_where_a_form_asked_and_nowhere_else() -> None:
    request = HttpRequest()
    context = form_tokens.for_templates(request)
    assert "CSRF_COOKIE" not in request.META

    assert len(str(context["csrf_token"])) == 64
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]


def test_every_letter_is_drawn_and_none_much_more_than_another() -> None:
    drawn = Counter("".join(form_tokens._letters() for _ in range(4000)))

    assert set(drawn) == set(CSRF_ALLOWED_CHARS)
    # 128,000 letters: 2,065 of each, give or take 45; seven times that is no accident.
    assert all(abs(count - 128_000 / 62) < 7 * 45 for count in drawn.values())
