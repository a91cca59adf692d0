"""The placements app."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "jiaxin.flows.placements"
    label = "placements"
