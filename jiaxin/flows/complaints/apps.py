"""The complaints app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "jiaxin.flows.complaints"
    label = "complaints"
