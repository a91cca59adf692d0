"""The exchange's addresses, as docs/PROTOCOL.md names them."""

from django.urls import path

from jiaxin.portals.exchange import views

app_name = "exchange"

urlpatterns = [
    path("batches", views.open_batch, name="batches"),
    path("batches/<uuid:batch>/parts/<int:number>", views.take_part, name="part"),
    path("<slug:service>", views.push, name="push"),
]
