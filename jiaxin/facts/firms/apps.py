"""The firms app."""

from django.apps import AppConfig


class FirmsConfig(AppConfig):
    name = "jiaxin.facts.firms"
    label = "firms"
