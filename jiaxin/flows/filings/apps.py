"""The filings app."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "jiaxin.flows.filings"
    label = "filings"
