"""What an officer sees of a correction: the disputed fact, what is said of it, and no more."""

from dataclasses import dataclass

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections.items import Item
from jiaxin.flows.corrections.models import Correction
from jiaxin.flows.corrections.reads import Mine
from jiaxin.flows.corrections.rules import About
from jiaxin.ground.id_numbers import mask
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity


@dataclass(frozen=True, slots=True, repr=False)
class CorrectionFile:
    """An opened correction. `has_changed`: the fact is another than the one that was disputed."""

    stands: Mine
    item: Item
    name: str
    number: str
    agreed_by: str
    has_changed: bool


def assemble(row: Correction, item: Item) -> CorrectionFile:
    """The file; whoever opened it holds the proof that the item came under."""
    if About(row.about) is About.FIRM:
        firm = firms.whose(row.subject_id)
        name, number = firm.name, firm.code
    else:
        person = identity.known_person(Actor.system("corrections"), worker=row.subject_id)
        name, number = person.name, mask(person.number)
    return CorrectionFile(
        stands=reads.mine(row),
        item=item,
        name=name,
        number=number,
        agreed_by=row.agreed_by or "",
        has_changed=item.version_id != row.fact_version,
    )
