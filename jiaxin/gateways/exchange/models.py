"""Parties and their keys, messages and how far they are, rows that wait for a remedy."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaxin.gateways.exchange.rules import Arrival, Lot, PartySort, State, Tale
from jiaxin.ground.fields import OPEN, SENSITIVE, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

_EVIDENCE = "5 years"
_WAITED = "1 year"


class Party(models.Model):
    """A registered machine client: a body that sends facts, or asks."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(
        max_length=64, unique=True, db_comment=held(OPEN, "its name in messages")
    )
    title = models.CharField(max_length=120, db_comment=held(OPEN, "what pages call it"))
    sort = models.CharField(
        max_length=16,
        choices=[(sort.value, sort.value) for sort in PartySort],
        db_comment=held(OPEN, "what kind of body it is"),
    )
    services = models.JSONField(default=list, db_comment=held(OPEN, "what it may send"))
    region = models.CharField(max_length=6, default="", db_comment=held(OPEN, "where it acts"))
    messages_a_minute = models.IntegerField()
    rows_a_day = models.BigIntegerField()
    expected_every_hours = models.IntegerField(null=True)
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_party"


class PartyKey(models.Model):
    """The public half of a party's key. Its id is used once for all time."""

    kid = models.CharField(
        max_length=128, primary_key=True, db_comment=held(OPEN, "the key's id, which says nothing")
    )
    party_id = models.UUIDField(db_index=True)
    use = models.CharField(max_length=8, db_comment=held(OPEN, "sig or enc"))
    suite = models.CharField(max_length=8, db_comment=held(OPEN, "which algorithms"))
    public = models.BinaryField(db_comment=held(OPEN, "the public half"))
    not_before = models.BigIntegerField(null=True)
    not_after = models.BigIntegerField(null=True)
    added_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_party_key"


class Nonce(models.Model):
    """A nonce of a verified request: a second one is a replay."""

    pk = models.CompositePrimaryKey("kid", "nonce")
    kid = models.CharField(max_length=128, db_comment=held(OPEN, "the key", kept="1 day"))
    nonce = models.CharField(max_length=64, db_comment=held(OPEN, "random", kept="1 day"))
    until = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "exchange_nonce"

    retention = Kept(whose="", term=Term(days=1), since=("until",))


class Inbound(models.Model):
    """One inbound message: the evidence of it, and how far it is."""

    id = models.UUIDField(primary_key=True, default=new_id)
    party_id = models.UUIDField()
    sent_as = models.UUIDField()
    kind = models.CharField(max_length=32, db_comment=held(OPEN, "what it is", kept=_EVIDENCE))
    arrival = models.CharField(
        max_length=16,
        choices=[(arrival.value, arrival.value) for arrival in Arrival],
        db_comment=held(OPEN, "how it came", kept=_EVIDENCE),
    )
    sequence = models.BigIntegerField(null=True)
    is_dry_run = models.BooleanField(default=False)
    fixes = models.UUIDField(null=True)
    digest = models.CharField(
        max_length=64, db_comment=held(OPEN, "SHA-256 of what was signed", kept=_EVIDENCE)
    )
    signed = models.TextField(
        db_comment=held(OPEN, "the signature and its parameters", kept=_EVIDENCE)
    )
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(db_index=True)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "how far it is", kept=_EVIDENCE),
    )
    stopped_for = models.CharField(
        max_length=64, default="", db_comment=held(OPEN, "why it stopped", kept=_EVIDENCE)
    )
    parts = models.IntegerField()
    rows = models.BigIntegerField()
    taken = models.BigIntegerField(default=0)
    quarantined = models.BigIntegerField(default=0)
    applied = models.BigIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_inbound"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party_id", "sent_as"], name="a_message_once_a_party"),
            models.UniqueConstraint(
                fields=["party_id", "kind", "sequence"],
                condition=Q(sequence__isnull=False),
                name="a_number_once_a_kind",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["party_id", "-received_at"], name="exchange_newest"),
            models.Index(
                fields=["received_at"],
                condition=Q(state__in=[State.TAKEN, State.RECEIVING]),
                name="exchange_under_way",
            ),
        ]

    retention = Kept(whose="", term=Term(years=5), since=("received_at",))


class Part(models.Model):
    """One part of a message. `next_row` moves in the transaction that applies the rows before."""

    pk = models.CompositePrimaryKey("inbound_id", "number")
    inbound_id = models.UUIDField()
    number = models.IntegerField()
    first_row = models.BigIntegerField()
    rows = models.IntegerField()
    digest = models.CharField(
        max_length=64, db_comment=held(OPEN, "SHA-256 of the sealed part", kept=_EVIDENCE)
    )
    named_at = models.DateTimeField()
    here_at = models.DateTimeField(null=True)
    next_row = models.BigIntegerField()
    # A live push waits here as it came: sealed to our exchange key, opened by nobody else.
    sealed = models.BinaryField(
        null=True,
        db_comment=held(OPEN, "as it came, sealed; gone once worked through", kept=_EVIDENCE),
    )

    class Meta:
        db_table = "exchange_part"

    retention = Kept(whose="", term=Term(years=5), since=("named_at",))


class Quarantined(models.Model):
    """A row that could not be applied: why, and what it was, sealed under its sender's key."""

    id = models.UUIDField(primary_key=True, default=new_id)
    party_id = models.UUIDField()
    inbound_id = models.UUIDField()
    row = models.BigIntegerField()
    code = models.CharField(max_length=32, db_comment=held(OPEN, "why", kept=_WAITED))
    column = models.CharField(max_length=64, db_comment=held(OPEN, "which column", kept=_WAITED))
    tale = models.CharField(
        max_length=8,
        choices=[(tale.value, tale.value) for tale in Tale],
        db_comment=held(OPEN, "whether its sender is told", kept=_WAITED),
    )
    lot = models.CharField(
        max_length=16,
        choices=[(lot.value, lot.value) for lot in Lot],
        db_comment=held(OPEN, "what became of it", kept=_WAITED),
    )
    content = SealedText(
        owner="party_id", null=True, db_comment=held(SENSITIVE, "the row as it came", kept=_WAITED)
    )
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_quarantined"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inbound_id", "row"], name="a_row_once_a_message")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["party_id", "at"],
                condition=Q(lot=Lot.WAITING),
                name="exchange_quarantine",
            )
        ]

    retention = Kept(whose="party_id", term=Term(years=1), since=("at",))


class RefusedCount(models.Model):
    """How often a party's messages were refused, a day and a code: the error rate's numerator."""

    pk = models.CompositePrimaryKey("party_id", "day", "code")
    party_id = models.UUIDField()
    day = models.DateField(db_comment=held(OPEN, "the day in China", kept="2 years"))
    code = models.CharField(
        max_length=64, db_comment=held(OPEN, "refusal or fault", kept="2 years")
    )
    count = models.BigIntegerField()
    first_at = models.DateTimeField()

    class Meta:
        db_table = "exchange_refused"

    retention = Kept(whose="", term=Term(years=2), since=("first_at",))
