"""The comparisons app."""

from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "jiaxin.flows.comparisons"
    label = "comparisons"
