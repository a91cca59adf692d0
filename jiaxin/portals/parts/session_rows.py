"""Django's sessions in the database; the read that every page of a sign-in asks is compiled."""

from datetime import datetime
from typing import Any, override

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from jiaxin.ground.compiled import compiled


@compiled
def _holding(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """The rows, the signing and the expiry are Django's own; so is the clock that dates them."""

    @override
    def load(self) -> dict[str, Any]:
        found = _holding.first(self.session_key, timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None  # as Django's own does: a key of no session is forgotten
            return {}
        return self.decode(found.session_data)
