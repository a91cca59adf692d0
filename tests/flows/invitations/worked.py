"""A process that works an import through, to be killed: `python -m …worked <import>`."""

import sys
from uuid import UUID

import django

if __name__ == "__main__":
    django.setup()

    from jiaxin.flows.invitations import errands

    errands._ROWS = 200
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    errands.work(UUID(sys.argv[1]))
