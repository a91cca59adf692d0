"""The exchange's addresses, as docs/PROTOCOL.md names them."""

from django.urls import path, re_path

from jiaxin.portals.exchange import pulls, views

app_name = "exchange"

urlpatterns = [
    path("batches", views.open_batch, name="batches"),
    path("batches/<uuid:batch>/parts/<int:number>", views.take_part, name="part"),
    path("local-facts", pulls.records, name="records"),
    path("pulls", pulls.open_pull, name="pulls"),
    path("pulls/<uuid:batch>/parts/<int:number>", pulls.part, name="pull_part"),
    path("pulls/<uuid:batch>/manifest", pulls.manifest, name="pull_manifest"),
    path("<slug:service>", views.push, name="push"),
    # A machine is not told so by a page for people.
    re_path("", views.nowhere, name="nowhere"),
]
