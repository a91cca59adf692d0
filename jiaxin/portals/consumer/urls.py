"""The addresses of the consumer portal."""

from django.urls import URLPattern

app_name = "consumer"
urlpatterns: list[URLPattern] = []
