"""Pages that know nobody."""

from tests.house.routes.tables import Portal
from tests.house.routes.the_loop import WHO, the_loop

TABLE: dict[str, tuple[int, ...]] = {
    "alive": (200, 200, 200, 200, 200),
    "ready": (503, 503, 503, 503, 503),
    "public:start": (200, 200, 200, 200, 200),
    "public:about": (200, 200, 200, 200, 200),
    "public:privacy": (200, 200, 200, 200, 200),
    "public:person": (200, 200, 200, 200, 200),
    "public:exam": (200, 200, 200, 200, 200),
    "public:firms": (200, 200, 200, 200, 200),
    "public:firm": (200, 200, 200, 200, 200),
    "public:cards": (200, 200, 200, 200, 200),
    "public:card": (200, 200, 200, 200, 200),
    "public:card_photo": (200, 200, 200, 200, 200),
    "public:scanned": (302, 302, 302, 302, 302),
    "public:check": (200, 200, 200, 200, 200),
    "public:photo": (200, 200, 200, 200, 200),
    "public:shared": (302, 302, 302, 302, 302),
    "public:found": (200, 200, 200, 200, 200),
    "public:deleted": (200, 200, 200, 200, 200),
    "public:export_check": (200, 200, 200, 200, 200),
    "public:export_seal": (200, 200, 200, 200, 200),
    "public:robots": (200, 200, 200, 200, 200),
    "parts:size": (405, 405, 405, 405, 405),
    "parts:language": (405, 405, 405, 405, 405),
}

PORTAL = Portal(name="public", who=WHO, owners=frozenset(()), table=TABLE, scene=the_loop)
