"""The rights app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "jiaxin.flows.rights"
    label = "rights"
