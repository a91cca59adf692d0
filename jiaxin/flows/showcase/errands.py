"""What waits for the outside: her photo, opened and written anew."""

from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.errors import PhotosDown, PhotoUnfit
from jiaxin.flows.showcase.ports import PhotoBad, PhotoMaker
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import ProviderDown


class _Joined:
    photos: PhotoMaker | None = None


def join(photos: PhotoMaker | None) -> None:
    """Who writes photos anew in this deployment."""
    _Joined.photos = photos


def put_photo(actor: Actor, /, *, body: bytes) -> None:
    """Have the photo written anew, small, then keep that. The file itself is dropped."""
    showcase.admit_photo(actor)
    if _Joined.photos is None:
        raise PhotosDown
    try:
        photo = _Joined.photos.photo(body=body)
    except PhotoBad as bad:
        raise PhotoUnfit from bad
    except ProviderDown as down:
        raise PhotosDown from down
    showcase.keep_photo(actor, photo=photo)
