"""The Django app that carries what every portal's pages are made of."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """Base templates, tags, static files, and the switches of size and language."""

    name = "jiaxin.portals.parts"
    label = "parts"
