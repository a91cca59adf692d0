"""The addresses of the worker portal: hers alone, but for signing in and what makes it an app."""

from django.urls import path

from jiaxin.portals.parts import sign_in
from jiaxin.portals.parts import views as parts
from jiaxin.portals.worker.views import (
    consents,
    devices,
    enrolment,
    epidemic,
    home,
    presence,
    record,
    requests,
    sharing,
    vetting,
)
from jiaxin.trust.identity.rules import App

app_name = "worker"

urlpatterns = [
    path("", home.home, name="home"),
    path("certificate/", home.certificate, name="certificate"),
    path("asks/", home.asks, name="asks"),
    path("sign-in/", sign_in.phone(App.WORKER), name="sign_in"),
    path("sign-in/code/", sign_in.code(App.WORKER), name="sign_in_code"),
    path("sign-out/", sign_in.out("worker"), name="sign_out"),
    path("enrol/", enrolment.next_page, name="enrol"),
    path("enrol/agree/", enrolment.agree, name="enrol_agree"),
    path("enrol/card/", enrolment.card, name="enrol_card"),
    path("enrol/details/", enrolment.details, name="enrol_details"),
    path("enrol/comparing/", enrolment.comparing, name="enrol_comparing"),
    path("enrol/prove/", enrolment.prove, name="enrol_prove"),
    path("enrol/background/", enrolment.background, name="enrol_background"),
    path("presence/<uuid:presence_id>/", presence.choose, name="presence"),
    path("presence/<uuid:presence_id>/face/", presence.face, name="presence_face"),
    path("presence/<uuid:presence_id>/passkey/", presence.passkey, name="presence_passkey"),
    path("presence/<uuid:presence_id>/pin/", presence.pin, name="presence_pin"),
    path("presence/<uuid:presence_id>/use/", presence.use, name="presence_use"),
    path("ways/", devices.ways, name="ways"),
    path("pin/", devices.pin, name="pin"),
    path("passkey/", devices.passkey, name="passkey"),
    path("requests/<uuid:query_id>/", requests.sheet, name="request"),
    path("requests/<uuid:query_id>/state/", requests.state, name="request_state"),
    path("requests/<uuid:query_id>/decline/", requests.decline, name="request_decline"),
    path("requests/<uuid:query_id>/block/", requests.block, name="request_block"),
    path("requests/<uuid:query_id>/stop/", requests.stop, name="request_stop"),
    path("record/", record.record, name="record"),
    path("record/portrait.jpg", record.portrait, name="portrait"),
    path("share/", sharing.links, name="share"),
    path("share/<uuid:link_id>/revoke/", sharing.revoke, name="share_revoke"),
    path("epidemic/", epidemic.declare, name="epidemic"),
    path("epidemic/show/", epidemic.show, name="epidemic_show"),
    path("looks/", record.looks, name="looks"),
    path("vetting/", vetting.page, name="vetting"),
    path("vetting/say/", vetting.say, name="vetting_say"),
    path("vetting/attach/", vetting.attach, name="vetting_attach"),
    path("vetting/done/", vetting.done, name="vetting_done"),
    path("vetting/<uuid:case_id>/appeal/", vetting.appeal, name="vetting_appeal"),
    path("vetting/<uuid:exhibit_id>/<int:page>.jpg", vetting.file, name="vetting_file"),
    path("consents/", consents.all_of_hers, name="consents"),
    path("consents/renew/", consents.renew, name="consents_renew"),
    path("consents/<slug:kind>/give/", consents.give, name="consent_give"),
    path("consents/<uuid:consent_id>/withdraw/", consents.withdraw, name="consent_withdraw"),
    path("consents/<uuid:consent_id>/receipt/", consents.receipt, name="consent_receipt"),
    path("consents/<uuid:consent_id>/receipt.json", consents.receipt_file, name="consent_file"),
    path("manifest.webmanifest", parts.manifest("worker"), name="manifest"),
    path("sw.js", parts.service_worker("worker"), name="sw"),
    path("offline/", parts.offline("worker"), name="offline"),
]
