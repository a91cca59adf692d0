"""The two switches that every page's header carries."""

from django.urls import path

from jiaxin.portals.parts import views

app_name = "parts"

urlpatterns = [
    path("look/size/", views.size, name="size"),
    path("look/language/", views.language, name="language"),
]
