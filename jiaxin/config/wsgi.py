"""What granian serves: Django, if this deployment is fit to start and its database is whole."""

from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from jiaxin.config import refusals, unfinished

refusals.refuse_unfit()
_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """One request. The database is asked once in a process, at the first."""
    unfinished.refuse()
    return _django(environ, start_response)
