"""The provider's door, as docs/messages.md names it."""

from django.urls import path

from jiaxin.portals.replies import views

app_name = "replies"
urlpatterns = [path("", views.take, name="take")]
