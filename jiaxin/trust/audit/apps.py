"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "jiaxin.trust.audit"
    label = "audit"
