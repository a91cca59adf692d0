"""Accounts, workers, consumers, sign-ins, and what they sign in with."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from jiaxin.ground.fields import (
    OPEN,
    PERSONAL,
    SENSITIVE,
    SealedBytes,
    SealedDate,
    SealedText,
    held,
)
from jiaxin.ground.id_numbers import IdKind
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words
from jiaxin.trust.identity.rules import App, CodeUse, ProposalKind, ProposalOutcome

_RECORD = "until the record is deleted"
_EMPTY = Words(
    zh="空的编号：让留痕里的编号不会再给别人用，打不开任何内容",
    en="An empty id, so that ids in the trail are never given again; it opens nothing",
)
_ACCOUNT = "with the account"
_ACTED = Words(
    zh="谁以工作身份做过什么，留痕要能指明到人",
    en="The trail must be able to say who acted for an office",
)


class DataKey(models.Model):
    """One person's data key, wrapped. A destroyed one stays as an empty row."""

    pk = models.CompositePrimaryKey("owner_id", "generation")
    owner_id = models.UUIDField()
    generation = models.IntegerField()
    kek_id = models.IntegerField()
    suite_id = models.SmallIntegerField()
    wrapped = models.BinaryField(db_comment=held(OPEN, "the key, under a key-encryption key"))
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    retention = Kept(whose="owner_id", outlives=_EMPTY)

    class Meta:
        db_table = "identity_data_key"


class BlindIndex(models.Model):
    """Where a findable value stands, under its keyed hash; unique over everyone."""

    digest = models.BinaryField(primary_key=True, db_comment=held(OPEN, "keyed hash of a value"))
    place = models.CharField(max_length=64, db_comment=held(OPEN, "table and column"))
    version = models.SmallIntegerField()
    row_id = models.UUIDField()

    retention = Kept(whose="row_id")

    class Meta:
        db_table = "identity_blind_index"
        indexes: ClassVar = [models.Index(fields=["row_id", "place"], name="blind_index_row")]


class Account(AbstractBaseUser):
    """Whoever can sign in. Staff sign in by a staff name and a password; others by their phone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    app = models.CharField(
        max_length=16,
        choices=[(app.value, app.value) for app in App],
        db_comment=held(OPEN, "which app it belongs to"),
    )
    staff_name = models.CharField(  # noqa: DJ001 — many have none, and "" would be one name
        max_length=40, unique=True, null=True, db_comment=held(OPEN, "an opaque sign-in name")
    )
    password = models.CharField(max_length=128, db_comment=held(OPEN, "an argon2 hash; staff only"))
    role = models.CharField(
        max_length=24,
        db_default="",
        db_comment=held(OPEN, "a staff account's role; others have their app's"),
    )
    region = models.CharField(
        max_length=6, default="", db_comment=held(OPEN, "where an officer may act")
    )
    organisation_id = models.UUIDField(null=True)
    is_active = models.BooleanField(default=True)
    last_login = None  # sign-ins are rows of their own
    made_at = models.DateTimeField()

    USERNAME_FIELD = "staff_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    retention = Kept(whose="id", outlives=_EMPTY)

    class Meta:
        db_table = "identity_account"


class Worker(models.Model):
    """A worker: her phone from the first day, her identity once it is proven."""

    id = models.UUIDField(primary_key=True, default=new_id)
    phone = SealedText(
        owner="id", findable=True, db_comment=held(PERSONAL, "sign-in, messages", kept=_RECORD)
    )
    name = SealedText(owner="id", null=True, db_comment=held(PERSONAL, "who she is", kept=_RECORD))
    number = SealedText(
        owner="id",
        findable=True,
        null=True,
        db_comment=held(SENSITIVE, "ID number: one person, one record", kept=_RECORD),
    )
    sex = SealedText(owner="id", null=True, db_comment=held(PERSONAL, "F or M", kept=_RECORD))
    birth = SealedDate(owner="id", null=True, db_comment=held(PERSONAL, "her age", kept=_RECORD))
    ethnicity = SealedText(
        owner="id", null=True, db_comment=held(SENSITIVE, "as on the card", kept=_RECORD)
    )
    address = SealedText(
        owner="id", null=True, db_comment=held(PERSONAL, "as on the card", kept=_RECORD)
    )
    portrait = SealedBytes(
        owner="id",
        null=True,
        db_comment=held(SENSITIVE, "what she is matched with, what a viewer sees", kept=_RECORD),
    )
    document = models.CharField(
        max_length=20,
        default="",
        choices=[(kind.value, kind.value) for kind in IdKind],
        db_comment=held(OPEN, "kind of document"),
    )
    document_until = models.DateField(
        null=True, db_comment=held(OPEN, "the document's last day; empty for one without end")
    )
    home_region = models.CharField(
        max_length=6, default="", db_comment=held(OPEN, "county code of her number")
    )
    proven_at = models.DateTimeField(null=True)
    proven_by = models.CharField(
        max_length=16, default="", db_comment=held(OPEN, "face, passkey or PIN and SMS")
    )
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    retention = Kept(whose="id", outlives=_EMPTY)

    class Meta:
        db_table = "identity_worker"


class Consumer(models.Model):
    """A consumer: a phone, and what she wants to be called."""

    id = models.UUIDField(primary_key=True, default=new_id)
    phone = SealedText(
        owner="id", findable=True, db_comment=held(PERSONAL, "sign-in", kept="with the account")
    )
    called = SealedText(
        owner="id",
        null=True,
        db_comment=held(PERSONAL, "shown to the worker who is asked", kept="with the account"),
    )
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    retention = Kept(whose="id", outlives=_EMPTY)

    class Meta:
        db_table = "identity_consumer"


class SignIn(models.Model):
    """One sign-in on one device, through one channel. A look is bound to it."""

    pk = models.CompositePrimaryKey("person_id", "id")
    person_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    channel = models.CharField(max_length=16, db_comment=held(OPEN, "came in by"))
    origin = models.CharField(max_length=64, db_comment=held(OPEN, "keyed digest of the address"))
    device = models.CharField(max_length=64, db_comment=held(OPEN, "keyed digest of the browser"))
    browser = models.CharField(
        max_length=40, db_default="", db_comment=held(OPEN, "kind of browser and system")
    )
    is_new_device = models.BooleanField(db_default=False)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    proven_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    retention = Kept(
        whose="person_id",
        term=Term(years=1),
        since=("began_at",),
        outlives=Words(
            zh="登录日志：时间和设备的摘要，不少于 6 个月（《网络安全法》），1 年",
            en="Sign-in log: times and digests; the law asks for six months at least: 1 year",
        ),
    )

    class Meta:
        db_table = "identity_sign_in"


class OneTimeCode(models.Model):
    """A code that was sent to a phone. Belongs to no person yet, so the system's key seals it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    app = models.CharField(max_length=16, db_comment=held(OPEN, "which app it was asked in"))
    use = models.CharField(
        max_length=16,
        choices=[(use.value, use.value) for use in CodeUse],
        db_comment=held(OPEN, "what it is good for"),
    )
    about = models.UUIDField(null=True)
    phone = SealedText(owner="nobody", db_comment=held(PERSONAL, "where it goes", kept="1 day"))
    code = SealedText(
        owner="nobody", null=True, db_comment=held(PERSONAL, "until it was used", kept="1 day")
    )
    phone_digest = models.BinaryField(
        null=True, db_comment=held(OPEN, "keyed digest, to find a phone's codes", kept="1 day")
    )
    sent_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(days=1), since=("sent_at",))

    class Meta:
        db_table = "identity_one_time_code"


class Pin(models.Model):
    """A worker's PIN, as an argon2 hash."""

    worker = models.OneToOneField(Worker, models.CASCADE, primary_key=True, related_name="+")
    hash = models.CharField(max_length=160, db_comment=held(OPEN, "argon2id hash of the PIN"))
    set_at = models.DateTimeField()

    class Meta:
        db_table = "identity_pin"


class Passkey(models.Model):
    """A device key (WebAuthn): its public half."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    id = models.UUIDField(default=new_id)
    credential = models.BinaryField(db_comment=held(OPEN, "credential data with the public key"))
    credential_id = models.BinaryField(db_comment=held(OPEN, "the credential's id"))
    sign_count = models.BigIntegerField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_passkey"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "credential_id"], name="a_passkey_once_a_worker"
            )
        ]


class SignInKey(models.Model):
    """A device key that signs its owner in on a phone. It shows presence to nobody."""

    pk = models.CompositePrimaryKey("person_id", "id")
    person_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    browser = models.CharField(
        max_length=40, db_default="", db_comment=held(OPEN, "kind of browser and system")
    )
    credential = models.BinaryField(db_comment=held(OPEN, "credential data with the public key"))
    credential_id = models.BinaryField(db_comment=held(OPEN, "the credential's id"))
    sign_count = models.BigIntegerField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    retention = Kept(whose="person_id")

    class Meta:
        db_table = "identity_sign_in_key"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_id", "credential_id"], name="a_sign_in_key_once_a_person"
            )
        ]


class StaffMember(models.Model):
    """Who is behind a staff account, and what she signs in with. Its id is the account's."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = SealedText(owner="id", db_comment=held(PERSONAL, "who acts", kept=_ACCOUNT))
    person = SealedText(
        owner="id",
        findable=True,
        null=True,
        db_comment=held(SENSITIVE, "one person, one account: desk and ID number", kept=_ACCOUNT),
    )
    must_change = models.BooleanField(default=True)
    password_at = models.DateTimeField()
    totp = SealedText(
        owner="id", null=True, db_comment=held(PERSONAL, "second factor", kept=_ACCOUNT)
    )
    totp_next = SealedText(
        owner="id", null=True, db_comment=held(PERSONAL, "one being set up", kept=_ACCOUNT)
    )
    totp_step = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    retention = Kept(whose="id", outlives=_ACTED)

    class Meta:
        db_table = "identity_staff_member"


class StaffKey(models.Model):
    """A staff member's device key (WebAuthn): its public half."""

    pk = models.CompositePrimaryKey("staff_id", "id")
    staff_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    credential = models.BinaryField(db_comment=held(OPEN, "credential data with the public key"))
    credential_id = models.BinaryField(db_comment=held(OPEN, "the credential's id"))
    sign_count = models.BigIntegerField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    retention = Kept(whose="staff_id")

    class Meta:
        db_table = "identity_staff_key"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff_id", "credential_id"], name="a_key_once_a_staff_member"
            )
        ]


class RecoveryCode(models.Model):
    """A code that stands in for a lost second factor, once. Only its keyed digest is kept."""

    pk = models.CompositePrimaryKey("staff_id", "id")
    staff_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    digest = models.BinaryField(db_comment=held(OPEN, "keyed digest of the code"))
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    retention = Kept(whose="staff_id")

    class Meta:
        db_table = "identity_recovery_code"


class StaffEntry(models.Model):
    """The right password was given, the second factor is still to come."""

    pk = models.CompositePrimaryKey("staff_id", "id")
    staff_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    origin = models.CharField(max_length=64, db_comment=held(OPEN, "keyed digest of the address"))
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    retention = Kept(whose="staff_id", term=Term(days=1), since=("began_at",))

    class Meta:
        db_table = "identity_staff_entry"


class StaffProposal(models.Model):
    """An account or a reset that one administrator proposed, until a second person releases it."""

    pk = models.CompositePrimaryKey("staff_id", "id")
    staff_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    kind = models.CharField(
        max_length=16,
        choices=[(kind.value, kind.value) for kind in ProposalKind],
        db_comment=held(OPEN, "a new account, or a reset"),
    )
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    until = models.DateTimeField()
    half = SealedText(
        owner="staff_id",
        null=True,
        db_comment=held(PERSONAL, "the proposer's half of the first password", kept="with its row"),
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    outcome = models.CharField(
        max_length=16, db_default="", db_comment=held(OPEN, "released or turned down")
    )

    retention = Kept(whose="staff_id", outlives=_ACTED)

    class Meta:
        db_table = "identity_staff_proposal"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff_id"],
                condition=models.Q(settled_at=None),
                name="one_open_proposal_a_staff_member",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None)
                | models.Q(outcome=ProposalOutcome.TURNED_DOWN.value)
                | (
                    models.Q(settled_by__isnull=False)
                    & ~models.Q(settled_by=models.F("proposed_by"))
                ),
                name="nobody_releases_what_she_proposed",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | models.Q(half__isnull=True),
                name="a_settled_proposal_keeps_no_password",
            ),
        ]
