"""The consent app."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "jiaxin.trust.consent"
    label = "consent"
