"""What corrections announce: ids only."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.flows.corrections.rules import About
from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class CorrectionFiled(Event):
    """Somebody says that a fact is wrong, and its source is to be asked."""

    subject_id: UUID
    correction_id: UUID


@dataclass(frozen=True, slots=True)
class CorrectionMoved(Event):
    """Whoever filed it has something to read: it was decided, put off, or is late."""

    about: About
    subject_id: UUID
    correction_id: UUID
    move_id: UUID


@dataclass(frozen=True, slots=True)
class WrongFactSeen(Event):
    """Somebody was shown what was wrong, and is told that it was corrected."""

    viewer_id: UUID
    correction_id: UUID
