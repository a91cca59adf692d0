"""Copies of a record, made as their worker makes them."""

from uuid import UUID

from jiaxin.flows.presence.rules import Use
from jiaxin.flows.rights import errands
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.rules import FileKind
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.models import Tally
from tests import makers


def an_export(worker: Actor, *, language: str = "zh-hans", made: bool = True) -> UUID:
    """She has shown that it is she and asked for a copy; the job has made it."""
    check = makers.show_presence(worker, use=Use.EXPORT, about_id=worker.person)
    export = rights.ask_export(worker, presence_id=check, language=language)
    if made:
        errands.make_export(worker.person, export)
    return export


def taken(worker: Actor, kind: FileKind) -> bytes:
    """A fresh copy of hers, in one form."""
    return rights.take_file(worker, export_id=an_export(worker), kind=kind)


def a_deletion(worker: Actor) -> UUID:
    """She has shown that it is she and asked to have her record deleted."""
    rest()
    check = makers.show_presence(worker, use=Use.DELETE, about_id=worker.person)
    return rights.ask_deletion(worker, presence_id=check)


def rest() -> None:
    """Some time later: who lives a whole life in a second has used up her text messages."""
    Tally.objects.all().delete()


class PlainPaper:
    """Draws nothing: the real one takes a second. Its tests are in tests/portals/worker."""

    def draw(self, viewer: Actor, /, *, export: UUID, language: str) -> bytes:
        return f"%PDF of {export} in {language}, 2026".encode()
