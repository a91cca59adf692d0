"""The addresses of the console. A page adds its line, its row in the route table, its entry."""

from django.urls import path

from jiaxin.portals.console.views import accounts, coverage, home, orders, trail, vetting
from jiaxin.portals.parts import desk_account, desk_sign_in
from jiaxin.trust.identity.rules import App

app_name = "console"
urlpatterns = [
    path("", home.home, name="home"),
    *desk_sign_in.addresses(App.CONSOLE),
    *desk_account.addresses(),
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.new, name="order_new"),
    path("orders/<uuid:order_id>/close/", orders.close, name="order_close"),
    path("trail/", trail.search, name="trail"),
    path("trail/<uuid:line_id>/", trail.line, name="trail_line"),
    path("trail/<uuid:line_id>/receipt.json", trail.receipt, name="trail_receipt"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="account_new"),
    path("accounts/<uuid:staff_id>/", accounts.one, name="account_one"),
    path("accounts/<uuid:staff_id>/close/", accounts.close, name="account_close"),
    path("accounts/<uuid:staff_id>/reset/", accounts.reset, name="account_reset"),
    path("accounts/<uuid:staff_id>/end/", accounts.end, name="account_end"),
    path("vetting/", vetting.queue, name="vetting"),
    path("vetting/<uuid:case_id>/", vetting.case, name="vetting_case"),
    path("vetting/<uuid:case_id>/take/", vetting.take, name="vetting_take"),
    path("vetting/<uuid:case_id>/back/", vetting.hand_back, name="vetting_back"),
    path("vetting/<uuid:case_id>/more/", vetting.more_time, name="vetting_more"),
    path(
        "vetting/<uuid:case_id>/<uuid:exhibit_id>/<int:page>.jpg",
        vetting.file,
        name="vetting_file",
    ),
]
