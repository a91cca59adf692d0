"""The addresses of the public portal: open to everyone, and knowing nobody."""

from django.urls import path

from jiaxin.portals.public import cards, firms, views

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("about/", views.about, name="about"),
    path("person/", views.person, name="person"),
    path("exam/", views.exam, name="exam"),
    path("firms/", firms.search, name="firms"),
    path("firms/<str:number>/", firms.firm, name="firm"),
    path("cards/", cards.search, name="cards"),
    path("cards/<uuid:card_id>/", cards.card, name="card"),
    path("cards/<uuid:card_id>/photo.jpg", cards.photo, name="card_photo"),
    path("privacy/", views.privacy, name="privacy"),
    path("v/<str:token>", views.scanned, name="scanned"),
    path("s/<str:token>/", views.shared, name="shared"),
    path("check/", views.check, name="check"),
    path("check/photo/", views.photo, name="photo"),
    path("check/<str:ticket>/", views.found, name="found"),
    path("deleted/", views.deleted, name="deleted"),
    path("exports/", views.export_check, name="export_check"),
    path("exports/<uuid:export_id>/", views.export_seal, name="export_seal"),
    path("robots.txt", views.robots, name="robots"),
]
