"""The invitations app."""

from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "jiaxin.flows.invitations"
    label = "invitations"
