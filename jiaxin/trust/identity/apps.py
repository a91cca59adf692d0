"""The identity app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "jiaxin.trust.identity"
    label = "identity"
