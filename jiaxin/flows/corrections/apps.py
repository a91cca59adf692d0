"""The corrections app."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "jiaxin.flows.corrections"
    label = "corrections"
