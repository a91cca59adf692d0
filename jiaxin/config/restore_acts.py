"""What `jiaxin restore` does, once the apps are loaded."""

from collections import deque
from pathlib import Path

from django.db import connection

from jiaxin.config import tables, unfinished
from jiaxin.config.at_hand import Cannot
from jiaxin.config.backup_acts import OPERATOR, database_url, open_backup, program, told
from jiaxin.config.backup_file import Header
from jiaxin.config.screen import say
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.rules import since
from jiaxin.trust.audit import check as checking
from jiaxin.trust.audit import importing
from jiaxin.trust.audit.check import Findings
from jiaxin.trust.audit.importing import After, BadExport
from jiaxin.trust.audit.models import Leaf

NOT_WHOLE = 3


def restore(path: Path, trail: Path | None) -> int:
    """Check both files, fill the empty database in one transaction, end what had ended."""
    _refuse_used()
    _begin()
    try:
        return _restore(path, trail)
    except BaseException:
        # Nothing was filled: the database is empty again, as it was found.
        _forget_if_empty()
        raise


def _restore(path: Path, trail: Path | None) -> int:
    say("Reading the backup through before anything is written …")
    with open_backup(path) as (header, pieces):
        deque(told(pieces), maxlen=0)
        after = _after(trail, header)
    say("Filling the database …")
    with open_backup(path) as (_, pieces), program("pg_restore", *_how(), read=True) as into:
        for piece in told(pieces):
            into.write(piece)
    tables.bring_up_to_date()
    found = checking.run(lambda _: None)
    fits = after is None or _continues(after)
    known = since(after.done) if after and fits else None
    ended = rights.restore(OPERATOR, since=known)
    unfinished.clear()
    say(f"Restored: the database of {header.made_at}.")
    if not fits:
        say("The trail's export does not continue this backup, so every worker authorises anew.")
    say(f"  {ended.sign_ins} sign-ins ended")
    say(f"  {ended.consents} authorisations ended: those workers authorise anew")
    say(f"  {ended.erased} persons deleted again")
    say(f"  {ended.cards} printed cards and {ended.links} share links void: they are made anew")
    say(f"  {ended.looks} requests and looks ended, {ended.proofs} proofs of presence void")
    for worker in sorted(known.withdrew) if known else ():
        say(f"  withdrawn since, by the trail: an authorisation of worker {worker}")
    return _tell_of(found)


def _tell_of(found: Findings) -> int:
    if found.is_whole:
        say(f"The trail is whole: {found.lines} lines. Start with `jiaxin up`.")
        return 0
    say(f"The restored trail is NOT whole: {found.wrong} findings. The first of them:")
    for finding in found.told:
        say(f"  {finding}")
    return NOT_WHOLE


def _how() -> tuple[str, ...]:
    # One transaction: a file that breaks off half-way leaves the database empty, as it was.
    return ("--single-transaction", "--no-owner", "--exit-on-error", f"--dbname={database_url()}")


def _begin() -> None:
    """From now on this database is no whole one, until what had ended has ended in it again."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {unfinished.MARK} ()")


def _forget_if_empty() -> None:
    if _tables() == [unfinished.MARK]:
        unfinished.clear()


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return [name for (name,) in cursor.fetchall()]


def _refuse_used() -> None:
    if unfinished.is_marked():
        raise Cannot(unfinished.SAYS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        if cursor.fetchone() != (0,):
            raise Cannot(
                "this database is not empty, and nothing is written over: name an empty one, "
                "or another JIAXIN_HOME with a copy of the keys"
            )


def _after(trail: Path | None, header: Header) -> After | None:
    """What was done since the backup, by the trail's export; None: nobody knows."""
    if trail is None:
        return None
    try:
        with trail.open(encoding="utf-8") as lines:
            return importing.after(lines, place=header.tree)
    except OSError as wrong:
        raise Cannot(f"{trail}: {wrong.strerror}. Nothing was restored.") from wrong
    except (BadExport, UnicodeDecodeError) as wrong:
        raise Cannot(f"{trail}: {wrong}. Nothing was restored.") from wrong


def _continues(after: After) -> bool:
    """Whether the restored tree is the one that the export goes on from."""
    leaf = Leaf.objects.filter(index=after.place - 1).first()
    return after.last == (bytes(leaf.hash) if leaf else None)
