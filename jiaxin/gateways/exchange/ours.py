"""Our own exchange keys, read from their file when it changes: they rotate while we run."""

from pathlib import Path

from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange.keys import KeysUnusable, Party


class _Joined:
    file: Path | None = None
    read_at: int = 0
    party: Party | None = None


def join(file: Path) -> None:
    """Where the keys lie."""
    _Joined.file, _Joined.party = file, None


def departments() -> tuple[str, ...]:
    """The departments that are paired with us to be asked; none where nothing is exchanged yet."""
    if _Joined.file is None or not _Joined.file.exists():
        return ()
    return keys.departments(_Joined.file)


def party() -> Party:
    """Our name and keys. KeysUnusable where there are none."""
    if _Joined.file is None or not _Joined.file.exists():
        raise KeysUnusable("no exchange keys were made")
    changed = _Joined.file.stat().st_mtime_ns
    if _Joined.party is None or changed != _Joined.read_at:
        _Joined.party, _Joined.read_at = keys.own(_Joined.file), changed
    return _Joined.party
