"""The engagements app."""

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "jiaxin.flows.engagements"
    label = "engagements"
