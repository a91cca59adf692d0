"""A run in a process of its own, for tests that kill it: `python -m …comparisons.judged DAY LANES`.

The source's answers follow from the day and the number alone, so that every way through gives the
same end.
"""

import hashlib
import os
import sys
import time
from collections.abc import Sequence

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.comparisons.ports import SliceAnswer
from jiaxin.gateways.exchange.departments import years_before
from jiaxin.ground import clock


def word_of(day: int, number: str) -> BackgroundWord:
    """What the source says on this day about this number: one in six is to be verified."""
    drawn = hashlib.sha256(f"{day}/{number}".encode()).digest()[0]
    return BackgroundWord.BEING_VERIFIED if drawn < 43 else BackgroundWord.NONE_FOUND


class Judged:
    """Stands at the port of the source."""

    def __init__(self, day: int) -> None:
        self._day = day

    def compare(self, people: Sequence[tuple[str, str]], *, message_id: str) -> SliceAnswer:
        time.sleep(0.02)
        today = clock.today()
        return SliceAnswer(
            rows=tuple(word_of(self._day, number) for _, number in people),
            never_asked=0,
            answered_at=clock.now(),
            window_from=years_before(today),
            window_to=today,
            evidence=message_id,
        )


def main() -> None:
    """Run, or go on with, the comparison of one day."""
    import django  # noqa: PLC0415 — this file is imported by tests too

    django.setup()
    from jiaxin.flows.comparisons import errands  # noqa: PLC0415 — after django.setup
    from jiaxin.flows.comparisons.errors import AlreadyRunning  # noqa: PLC0415 — as above

    day, lanes = int(sys.argv[1]), int(sys.argv[2])
    errands.join(Judged(day))
    how = errands.How(slice_size=4, lanes=lanes, patience=200, wait=lambda seconds: time.sleep(0.1))
    sys.stdout.write(f"{os.getpid()} begins\n")
    sys.stdout.flush()
    while True:
        try:
            tally = errands.run(how)
        except AlreadyRunning:
            # The lock of a killed process goes when the database notices that it is gone.
            time.sleep(0.05)
            continue
        sys.exit(0 if tally.finished else 1)


if __name__ == "__main__":
    main()
