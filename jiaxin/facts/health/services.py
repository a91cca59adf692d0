"""The examination's verbs: load tables."""

import hashlib

from jiaxin.facts.health import formats
from jiaxin.facts.health.errors import TablesRefused
from jiaxin.facts.health.models import Edition
from jiaxin.facts.health.rules import Tables
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service


@service(Action.EXAM_TABLES_LOAD)
def load_tables(actor: Actor, /, *, written: bytes) -> Tables:
    """Take in an edition of the tables. The same file twice is one edition."""
    digest = hashlib.sha256(written).hexdigest()
    grounds(f"sha-256:{digest}")
    try:
        tables = formats.read(written)
    except formats.BadTables as wrong:
        raise TablesRefused(faults=wrong.faults) from wrong
    newest = Edition.objects.order_by("-loaded_at").first()
    if newest is None or newest.digest != digest:
        Edition.objects.create(
            in_force_from=tables.in_force_from,
            written=written.decode("utf-8-sig"),
            digest=digest,
            loaded_at=clock.now(),
        )
    return tables
