"""Whether a sign-in still holds, decided whenever it is used: ended, idle too long, or too old.

Being there is no act, so it leaves no line; when a staff member was last there is noted, to half a
minute, in the sign-in's own row.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.trust.identity.models import SignIn
from jiaxin.trust.identity.rules import Sitting, sitting_holds

_NOTED_EVERY = timedelta(seconds=30)


@compiled
def _row(person: UUID, sign_in: UUID) -> QuerySet[SignIn]:
    return SignIn.objects.filter(person_id=person, id=sign_in)


def holds(person: UUID, sign_in: UUID) -> bool:
    """Whether it holds now; if so, she is here now."""
    row = _row.first(person, sign_in)
    now = clock.now()
    if row is None or not sitting_holds(Sitting(row.ended_at, row.seen_at, row.until), now):
        return False
    if row.seen_at is not None and now - row.seen_at >= _NOTED_EVERY:
        SignIn.objects.filter(person_id=person, id=sign_in).update(seen_at=now)
    return True
