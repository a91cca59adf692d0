"""The worker portal."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "jiaxin.portals.worker"
    label = "worker_portal"
