"""What granian serves: Django, if this deployment is fit to start."""

from django.core.wsgi import get_wsgi_application

from jiaxin.config import refusals

refusals.refuse_unfit()
application = get_wsgi_application()
