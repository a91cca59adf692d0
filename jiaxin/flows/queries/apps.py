"""The queries app."""

from django.apps import AppConfig


class QueriesConfig(AppConfig):
    name = "jiaxin.flows.queries"
    label = "queries"
