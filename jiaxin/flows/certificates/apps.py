"""The certificates app."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "jiaxin.flows.certificates"
    label = "certificates"
