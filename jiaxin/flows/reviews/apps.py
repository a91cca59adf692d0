"""The reviews app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "jiaxin.flows.reviews"
    label = "reviews"
