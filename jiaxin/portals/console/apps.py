"""The console portal."""

from typing import override

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Puts the console's pages into its menu."""

    name = "jiaxin.portals.console"
    label = "console_portal"

    @override
    def ready(self) -> None:
        from jiaxin.portals.console import menu  # noqa: PLC0415 — needs the apps

        menu.offer_all()
