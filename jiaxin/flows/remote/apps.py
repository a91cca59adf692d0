"""The remote app."""

from django.apps import AppConfig


class RemoteConfig(AppConfig):
    name = "jiaxin.flows.remote"
    label = "remote"
