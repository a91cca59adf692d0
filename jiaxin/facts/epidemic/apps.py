"""The epidemic app."""

from django.apps import AppConfig


class EpidemicConfig(AppConfig):
    name = "jiaxin.facts.epidemic"
    label = "epidemic"
