"""The two switches, and the files that make a portal installable."""

import json
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path

from jiaxin.ground.errors import NotFound
from jiaxin.portals.parts import views
from jiaxin.portals.parts.looks import SIZES

A_PORTAL = (
    [
        path("", lambda _request: HttpResponse(), name="home"),
        path("manifest.webmanifest", views.manifest("worker"), name="manifest"),
        path("sw.js", views.service_worker("worker"), name="sw"),
        path("offline/", views.offline("worker"), name="offline"),
    ],
    "worker",
)
urlpatterns = [
    path("", include("jiaxin.portals.parts.urls")),
    path("worker/", include(A_PORTAL)),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize("size", SIZES)
def test_a_chosen_size_is_remembered_and_leads_back(client: Client, size: str) -> None:
    answer = client.post("/look/size/", {"to": size, "next": "/worker/?a=1"})

    assert (answer.status_code, answer["Location"]) == (HTTPStatus.SEE_OTHER, "/worker/?a=1")
    assert client.cookies["size"].value == size


def test_a_chosen_language_is_remembered(client: Client) -> None:
    client.post("/look/language/", {"to": "en", "next": "/"})

    assert client.cookies["lang"].value == "en"
    assert '<html lang="en"' in client.get("/worker/offline/").content.decode()


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_a_switch_leads_nowhere_else(client: Client, away: str) -> None:
    assert client.post("/look/size/", {"to": "large", "next": away})["Location"] == "/"


def test_an_unknown_size_is_refused(client: Client) -> None:
    answer = client.post("/look/size/", {"to": "gigantic", "next": "/"})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "size" not in client.cookies


def test_a_switch_is_no_link(client: Client) -> None:
    assert client.get("/look/size/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_chosen_size_is_drawn_by_the_server(client: Client) -> None:
    client.cookies["size"] = "large"

    assert 'data-size="large"' in client.get("/worker/offline/").content.decode()


def test_an_invented_size_is_drawn_as_standard(client: Client) -> None:
    client.cookies["size"] = '"><script>'

    assert 'data-size="standard"' in client.get("/worker/offline/").content.decode()


def test_the_manifest_keeps_the_app_in_its_own_scope(client: Client) -> None:
    answer = client.get("/worker/manifest.webmanifest")
    manifest = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert manifest["scope"] == manifest["start_url"] == "/worker/"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


def test_the_service_worker_keeps_static_files_and_the_offline_page_only(client: Client) -> None:
    answer = client.get("/worker/sw.js")
    kept = answer.content.decode().split("const KEPT = [")[1].split("]")[0]

    assert answer["Cache-Control"] == "no-cache"
    assert 'const OFFLINE = "/worker/offline/"' in answer.content.decode()
    assert all(name.strip(' "').startswith("/static/") for name in kept.split(","))


def test_a_refusal_page_says_what_and_what_to_do(client: Client) -> None:
    page = client.get("/worker/offline/").wsgi_request
    page.LANGUAGE_CODE = "en"

    text = render(page, "parts/refusal.html", {"refusal": NotFound()}).content.decode()

    assert NotFound.says.en in text
    assert NotFound.do.en in text


def test_a_stale_form_is_answered_in_words() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/look/size/", {"to": "large"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "jx-card" in answer.content.decode()


def test_an_unknown_address_is_answered_in_words(client: Client) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "没有找到这一页" in answer.content.decode()
