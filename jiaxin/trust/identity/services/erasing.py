"""The end of a person with identity: nothing finds her, nobody is signed in, no key is left."""

from uuid import UUID

from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import step
from jiaxin.trust.identity import reads
from jiaxin.trust.identity.models import (
    Account,
    BlindIndex,
    Consumer,
    DataKey,
    OneTimeCode,
    SignIn,
    SignInKey,
    Worker,
)

_NOTHING = {"document": "", "document_until": None, "home_region": "", "proven_by": ""}


@step
def erase_person(actor: Actor, /, *, person: UUID) -> None:
    """End her sign-ins, take away what finds her, destroy her keys. Her id stays, empty."""
    now = clock.now()
    digest = reads.contact_digest(person)
    if digest is not None:
        OneTimeCode.objects.filter(phone_digest=digest).delete()
    SignInKey.objects.filter(person_id=person).delete()
    SignIn.objects.filter(person_id=person, ended_at=None).update(ended_at=now)
    Account.objects.filter(id=person).update(is_active=False)
    Worker.objects.filter(id=person).update(proven_at=None, erased_at=now, **_NOTHING)
    Consumer.objects.filter(id=person).update(erased_at=now)
    BlindIndex.objects.filter(row_id=person).delete()
    destroy_key(actor, owner=person)


@step
def destroy_key(actor: Actor, /, *, owner: UUID) -> None:
    """What this owner's key has sealed opens no more, here or in any copy. Its place stays."""
    DataKey.objects.filter(owner_id=owner).update(wrapped=b"", destroyed_at=clock.now())
    held_keys.forget(owner)


@step
def end_every_sign_in(actor: Actor, /) -> int:
    """Everybody signs in anew: after a restore nobody knows which had ended; how many."""
    return SignIn.objects.filter(ended_at=None).update(ended_at=clock.now())
