"""The firm's portal."""

from typing import override

from django.apps import AppConfig


class FirmConfig(AppConfig):
    """Puts the desk's pages into its menu."""

    name = "jiaxin.portals.firm"
    label = "firm_portal"

    @override
    def ready(self) -> None:
        from jiaxin.portals.firm import menu  # noqa: PLC0415 — needs the apps

        menu.offer_all()
