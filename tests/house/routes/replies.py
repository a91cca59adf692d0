"""The provider's door: nobody's session opens it, only the provider's signature."""

from tests.house.routes.tables import Portal
from tests.house.routes.the_loop import WHO, the_loop

TABLE: dict[str, tuple[int, ...]] = {"replies:take": (405, 405, 405, 405, 405)}

PORTAL = Portal(name="replies", who=WHO, owners=frozenset(()), table=TABLE, scene=the_loop)
