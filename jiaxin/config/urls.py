"""Every address of the product, by portal."""

from django.urls import include, path

from jiaxin.config import probes

urlpatterns = [
    path("alive", probes.alive, name="alive"),
    path("ready", probes.ready, name="ready"),
    path("", include("jiaxin.portals.public.urls")),
    path("", include("jiaxin.portals.parts.urls")),
    path("worker/", include("jiaxin.portals.worker.urls")),
    path("consumer/", include("jiaxin.portals.consumer.urls")),
    path("console/", include("jiaxin.portals.console.urls")),
    path("firm/", include("jiaxin.portals.firm.urls")),
    path("replies/", include("jiaxin.portals.replies.urls")),
    path("exchange/v1/", include("jiaxin.portals.exchange.urls")),
]
