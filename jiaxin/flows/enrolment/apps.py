"""The enrolment app."""

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "jiaxin.flows.enrolment"
    label = "enrolment"
