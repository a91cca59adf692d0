"""The wiring, as an app: it joins ports to implementations once everything is loaded."""

from typing import override

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConfigConfig(AppConfig):
    name = "jiaxin.config"
    label = "config"

    @override
    def ready(self) -> None:
        from jiaxin.config import wiring  # noqa: PLC0415 — models are loaded only now
        from jiaxin.ground import checks  # noqa: F401, PLC0415 — registers them

        wiring.join()
        autodiscover_modules("subscribers", "tasks")
