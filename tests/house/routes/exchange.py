"""The exchange's door: nobody's session opens it, only a registered party's signature."""

from dataclasses import replace

from tests.house.routes.tables import Portal, Scene
from tests.house.routes.the_loop import WHO, the_loop

TABLE: dict[str, tuple[int, ...]] = {
    "exchange:batches": (405, 405, 405, 405, 405),
    "exchange:part": (405, 405, 405, 405, 405),
    "exchange:push": (405, 405, 405, 405, 405),
    "exchange:nowhere": (405, 405, 405, 405, 405),
    "exchange:records": (405, 405, 405, 405, 405),
    "exchange:pulls": (405, 405, 405, 405, 405),
    "exchange:pull_part": (405, 405, 405, 405, 405),
    "exchange:pull_manifest": (405, 405, 405, 405, 405),
}


def _scene() -> Scene:
    scene = the_loop()
    named = {"batch": "0199a2b4-5c00-7000-8000-00000000000a", "number": 1, "service": "exam"}
    return replace(scene, values={**scene.values, **named})


PORTAL = Portal(name="exchange", who=WHO, owners=frozenset(()), table=TABLE, scene=_scene)
