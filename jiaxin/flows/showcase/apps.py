"""The showcase app."""

from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    name = "jiaxin.flows.showcase"
    label = "showcase"
