"""Her own app."""

from tests.house.routes.tables import Portal
from tests.house.routes.the_loop import WHO, the_loop

TABLE: dict[str, tuple[int, ...]] = {
    "worker:home": (302, 200, 200, 302, 302),
    "worker:certificate": (302, 200, 200, 302, 302),
    "worker:asks": (302, 200, 200, 302, 302),
    "worker:sign_in": (200, 302, 302, 200, 200),
    "worker:sign_in_code": (302, 302, 302, 302, 302),
    "worker:sign_out": (302, 405, 405, 302, 302),
    "worker:enrol": (302, 302, 302, 302, 302),
    "worker:enrol_agree": (302, 302, 302, 302, 302),
    "worker:enrol_card": (302, 302, 302, 302, 302),
    "worker:enrol_details": (302, 302, 302, 302, 302),
    "worker:enrol_comparing": (302, 302, 302, 302, 302),
    "worker:enrol_prove": (302, 302, 302, 302, 302),
    "worker:enrol_background": (302, 302, 302, 302, 302),
    "worker:presence": (302, 200, 410, 302, 302),
    "worker:presence_face": (302, 200, 410, 302, 302),
    "worker:presence_passkey": (302, 302, 410, 302, 302),
    "worker:presence_pin": (302, 200, 410, 302, 302),
    "worker:presence_use": (302, 405, 405, 302, 302),
    "worker:ways": (302, 200, 200, 302, 302),
    "worker:pin": (302, 200, 200, 302, 302),
    "worker:passkey": (302, 200, 200, 302, 302),
    "worker:request": (302, 200, 404, 302, 302),
    "worker:request_state": (302, 204, 404, 302, 302),
    "worker:request_decline": (302, 405, 405, 302, 302),
    "worker:request_block": (302, 405, 405, 302, 302),
    "worker:request_stop": (302, 405, 405, 302, 302),
    "worker:record": (302, 200, 200, 302, 302),
    "worker:portrait": (302, 200, 200, 302, 302),
    "worker:share": (302, 200, 200, 302, 302),
    "worker:share_revoke": (302, 405, 405, 302, 302),
    "worker:looks": (302, 200, 200, 302, 302),
    "worker:consents": (302, 200, 200, 302, 302),
    "worker:consents_renew": (302, 200, 200, 302, 302),
    "worker:consent_give": (302, 302, 302, 302, 302),
    "worker:consent_withdraw": (302, 200, 404, 302, 302),
    "worker:consent_receipt": (302, 200, 404, 302, 302),
    "worker:consent_file": (302, 200, 404, 302, 302),
    "worker:manifest": (200, 200, 200, 200, 200),
    "worker:sw": (200, 200, 200, 200, 200),
    "worker:offline": (200, 200, 200, 200, 200),
}

PORTAL = Portal(name="worker", who=WHO, owners=frozenset({"lin"}), table=TABLE, scene=the_loop)
