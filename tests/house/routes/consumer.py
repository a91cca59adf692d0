"""The app of who asks."""

from tests.house.routes.tables import Portal
from tests.house.routes.the_loop import WHO, the_loop

TABLE: dict[str, tuple[int, ...]] = {
    "consumer:home": (302, 302, 302, 200, 200),
    "consumer:sign_in": (200, 200, 200, 302, 302),
    "consumer:sign_in_code": (302, 302, 302, 302, 302),
    "consumer:sign_in_key": (200, 200, 200, 302, 302),
    "consumer:sign_ins_key": (302, 302, 302, 200, 200),
    "consumer:sign_ins_key_drop": (302, 302, 302, 405, 405),
    "consumer:sign_ins": (302, 302, 302, 200, 200),
    "consumer:sign_in_end": (302, 302, 302, 405, 405),
    "consumer:receipt_file": (302, 302, 302, 200, 404),
    "consumer:sign_out": (302, 302, 302, 405, 405),
    "consumer:short_code": (302, 302, 302, 200, 200),
    "consumer:photo": (302, 302, 302, 200, 200),
    "consumer:ask": (302, 302, 302, 200, 200),
    "consumer:review": (302, 302, 302, 200, 404),
    "consumer:review_back": (302, 302, 302, 405, 405),
    "consumer:card_ask": (302, 302, 302, 200, 200),
    "consumer:query": (302, 302, 302, 302, 404),
    "consumer:state": (302, 302, 302, 204, 404),
    "consumer:record": (302, 302, 302, 200, 404),
    "consumer:end": (302, 302, 302, 405, 405),
    "consumer:receipt": (302, 302, 302, 200, 404),
    "consumer:placement_begin": (302, 302, 302, 200, 404),
    "consumer:placements": (302, 302, 302, 200, 200),
    "consumer:placement": (302, 302, 302, 200, 404),
    "consumer:placement_state": (302, 302, 302, 204, 404),
    "consumer:placement_end": (302, 302, 302, 200, 404),
    "consumer:complaints": (302, 302, 302, 200, 200),
    "consumer:complaint": (302, 302, 302, 200, 404),
    "consumer:complaint_new": (302, 302, 302, 200, 404),
    "consumer:complaint_say": (302, 302, 302, 200, 404),
    "consumer:complaint_agree": (302, 302, 302, 405, 405),
    "consumer:complaint_attach": (302, 302, 302, 200, 404),
    "consumer:complaint_withdraw": (302, 302, 302, 405, 405),
    "consumer:complaint_file": (302, 302, 302, 200, 404),
    "consumer:corrected": (302, 302, 302, 200, 200),
    "consumer:account": (302, 302, 302, 200, 200),
    "consumer:manifest": (200, 200, 200, 200, 200),
    "consumer:sw": (200, 200, 200, 200, 200),
    "consumer:offline": (200, 200, 200, 200, 200),
}

PORTAL = Portal(name="consumer", who=WHO, owners=frozenset({"hu"}), table=TABLE, scene=the_loop)
