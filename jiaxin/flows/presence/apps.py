"""The presence app."""

from django.apps import AppConfig


class PresenceConfig(AppConfig):
    name = "jiaxin.flows.presence"
    label = "presence"
