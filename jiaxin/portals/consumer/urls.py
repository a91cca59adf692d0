"""The addresses of the consumer's app."""

from django.urls import path

from jiaxin.portals.consumer import views
from jiaxin.portals.parts import sign_in, sign_ins
from jiaxin.portals.parts import views as parts
from jiaxin.trust.identity.rules import App

app_name = "consumer"
urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", sign_in.phone(App.CONSUMER), name="sign_in"),
    path("sign-in/code/", sign_in.code(App.CONSUMER), name="sign_in_code"),
    *sign_ins.addresses(),
    path("sign-out/", sign_in.out("consumer"), name="sign_out"),
    path("code/", views.short_code, name="short_code"),
    path("photo/", views.photo, name="photo"),
    path("ask/<str:ticket>/", views.ask, name="ask"),
    path("queries/<uuid:query_id>/", views.query, name="query"),
    path("queries/<uuid:query_id>/state/", views.state, name="state"),
    path("queries/<uuid:query_id>/record/", views.record, name="record"),
    path("queries/<uuid:query_id>/end/", views.end, name="end"),
    path("queries/<uuid:query_id>/receipt.json", views.receipt_file, name="receipt_file"),
    path("queries/<uuid:query_id>/receipt/", views.receipt, name="receipt"),
    path("account/", views.account, name="account"),
    path("manifest.webmanifest", parts.manifest("consumer"), name="manifest"),
    path("sw.js", parts.service_worker("consumer"), name="sw"),
    path("offline/", parts.offline("consumer"), name="offline"),
]
