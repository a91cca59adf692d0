"""The consumer portal."""

from django.apps import AppConfig


class ConsumerConfig(AppConfig):
    name = "jiaxin.portals.consumer"
    label = "consumer_portal"
