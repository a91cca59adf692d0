"""The joining app."""

from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "jiaxin.flows.joining"
    label = "joining"
