"""The exchange's door."""

from django.apps import AppConfig


class ExchangeDoorConfig(AppConfig):
    name = "jiaxin.portals.exchange"
    label = "exchange_door"
