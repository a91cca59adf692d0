"""The addresses of a firm's desk. A page adds its line, its row in the route table, its entry."""

from django.urls import path

from jiaxin.portals.firm.staff_urls import ADDRESSES as STAFF
from jiaxin.portals.firm.views import (
    accounts,
    cards,
    corrections,
    filings,
    home,
    phone,
    replacing,
    reviews,
    rosters,
    sign_up,
)
from jiaxin.portals.parts import complaints, desk_account, desk_sign_in, helping
from jiaxin.trust.identity.rules import App

app_name = "firm"
urlpatterns = [
    path("", home.home, name="home"),
    path("sign-up/", sign_up.sign_up, name="sign_up"),
    path("replace/", replacing.ask, name="replace"),
    path("replace/take-over/", replacing.take_over, name="replace_take_over"),
    path("replace/<uuid:replacement_id>/object/", replacing.object_to, name="replace_object"),
    path("phone/", phone.phone, name="phone"),
    *desk_sign_in.addresses(App.FIRM),
    *desk_account.addresses(),
    *helping.addresses(),
    *STAFF,
    path("cards/", cards.cards, name="cards"),
    path("reviews/", reviews.everything, name="reviews"),
    path("reviews/<uuid:review_id>/", reviews.one, name="review"),
    path("filings/", filings.filings, name="filings"),
    path("filings/new/<slug:topic>/", filings.new, name="filing_new"),
    path("filings/<uuid:filing_id>/", filings.filing, name="filing"),
    path("filings/<uuid:filing_id>/back/", filings.call_back, name="filing_back"),
    path("filings/<uuid:filing_id>/give-up/", filings.give_up, name="filing_give_up"),
    path("filings/<uuid:filing_id>/withdraw/", filings.withdraw, name="filing_withdraw"),
    path("filings/<uuid:filing_id>/papers/", filings.attach, name="filing_attach"),
    path(
        "filings/<uuid:filing_id>/papers/<uuid:paper_id>/remove/",
        filings.drop,
        name="filing_drop",
    ),
    path(
        "filings/<uuid:filing_id>/papers/<uuid:paper_id>/<int:page>.jpg",
        filings.paper,
        name="filing_paper",
    ),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="account_new"),
    path("accounts/<uuid:staff_id>/", accounts.one, name="account_one"),
    path("accounts/<uuid:staff_id>/close/", accounts.close, name="account_close"),
    path("accounts/<uuid:staff_id>/reset/", accounts.reset, name="account_reset"),
    path("accounts/<uuid:staff_id>/end/", accounts.end, name="account_end"),
    *complaints.addresses(),
    path("corrections/", corrections.everything, name="corrections"),
    path("corrections/read/", corrections.note_read, name="corrections_read"),
    path("corrections/new/<uuid:line>/", corrections.new, name="correction_new"),
    path("corrections/<uuid:correction_id>/", corrections.one, name="correction"),
    path("corrections/<uuid:correction_id>/attach/", corrections.attach, name="correction_attach"),
    path(
        "corrections/<uuid:correction_id>/withdraw/",
        corrections.withdraw,
        name="correction_withdraw",
    ),
    path("corrections/<uuid:correction_id>/appeal/", corrections.appeal, name="correction_appeal"),
    path(
        "corrections/<uuid:correction_id>/<uuid:enclosure_id>/<int:page>.jpg",
        corrections.file,
        name="correction_file",
    ),
    path("rosters/", rosters.rosters, name="rosters"),
    path("rosters/template.<slug:form>", rosters.template, name="roster_template"),
    path("rosters/<uuid:roster_id>/", rosters.roster, name="roster"),
    path("rosters/<uuid:roster_id>/standing/", rosters.standing, name="roster_standing"),
    path("rosters/<uuid:roster_id>/open/", rosters.open_it, name="roster_open"),
    path("rosters/<uuid:roster_id>/drop/", rosters.drop, name="roster_drop"),
    path("rosters/<uuid:roster_id>/to-mend.<slug:form>", rosters.unfit, name="roster_unfit"),
]
