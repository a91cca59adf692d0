"""The settings that a ministry runs with, and everything outside played by fakes."""

import runpy
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import override_settings

from jiaxin.config import settings, wiring
from jiaxin.flows.rights import errands as rights
from tests import makers
from tests.crawl.walking import HOST, ORIGIN
from tests.makers_rights import PlainPaper

# What a browser is told, and who is answered; the rest is of this machine.
OF_THE_WEB = ("SECURE_", "SESSION_", "CSRF_", "X_FRAME_", "ALLOWED_HOSTS", "DEBUG", "PUBLIC_URL")


@pytest.fixture
def as_in_production(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the settings say of the web where the mode is production."""
    monkeypatch.setenv("JIAXIN_MODE", "production")
    monkeypatch.setenv("JIAXIN_PUBLIC_URL", ORIGIN)
    said = runpy.run_path(settings.__file__)
    monkeypatch.undo()
    web = {name: value for name, value in said.items() if name.startswith(OF_THE_WEB)}
    assert web["ALLOWED_HOSTS"][0] == HOST
    with override_settings(**web):
        yield


@pytest.fixture
def outside(db: None, as_in_production: None) -> Iterator[makers.Outside]:
    """The outside, played by fakes at the ports."""
    outside = makers.Outside()
    outside.join()
    # A sheet that takes a second to draw is drawn where drawing is tested.
    rights.join(PlainPaper())
    with (
        patch("jiaxin.portals.parts.paper.drawing.draw", lambda *_, **__: b"%PDF-"),
        patch("jiaxin.portals.worker.views.remote.draw", lambda *_: b"%PDF-"),
    ):
        yield outside
    wiring.join()
