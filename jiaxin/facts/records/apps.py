"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "jiaxin.facts.records"
    label = "records"
