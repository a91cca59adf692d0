"""The addresses of the consumer's app."""

from django.urls import path

from jiaxin.portals.consumer import cards, corrected, placements, reviews, views
from jiaxin.portals.parts import complaints, sign_in, sign_in_keys, sign_ins
from jiaxin.portals.parts import views as parts
from jiaxin.trust.identity.rules import App

app_name = "consumer"
urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", sign_in.phone(App.CONSUMER), name="sign_in"),
    path("sign-in/code/", sign_in.code(App.CONSUMER), name="sign_in_code"),
    *sign_ins.addresses(),
    *sign_in_keys.addresses(App.CONSUMER),
    path("sign-out/", sign_in.out("consumer"), name="sign_out"),
    path("code/", views.short_code, name="short_code"),
    path("photo/", views.photo, name="photo"),
    path("ask/<str:ticket>/", views.ask, name="ask"),
    path("cards/<uuid:card_id>/ask/", cards.ask, name="card_ask"),
    path("queries/<uuid:query_id>/", views.query, name="query"),
    path("queries/<uuid:query_id>/state/", views.state, name="state"),
    path("queries/<uuid:query_id>/record/", views.record, name="record"),
    path("queries/<uuid:query_id>/end/", views.end, name="end"),
    path("queries/<uuid:query_id>/receipt.json", views.receipt_file, name="receipt_file"),
    path("queries/<uuid:query_id>/receipt/", views.receipt, name="receipt"),
    path("queries/<uuid:query_id>/begin/", placements.begin, name="placement_begin"),
    path("services/", placements.everything, name="placements"),
    path("services/<uuid:placement_id>/", placements.one, name="placement"),
    path("services/<uuid:placement_id>/state/", placements.state, name="placement_state"),
    path("services/<uuid:placement_id>/end/", placements.end, name="placement_end"),
    path("services/<uuid:placement_id>/review/", reviews.review, name="review"),
    path("services/<uuid:placement_id>/review/back/", reviews.take_back, name="review_back"),
    *complaints.of_two(),
    *complaints.addresses(),
    path("corrected/", corrected.corrected, name="corrected"),
    path("account/", views.account, name="account"),
    path("manifest.webmanifest", parts.manifest("consumer"), name="manifest"),
    path("sw.js", parts.service_worker("consumer"), name="sw"),
    path("offline/", parts.offline("consumer"), name="offline"),
]
