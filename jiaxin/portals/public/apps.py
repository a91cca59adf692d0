"""The public portal."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "jiaxin.portals.public"
    label = "public_portal"
