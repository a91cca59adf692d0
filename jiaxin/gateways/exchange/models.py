"""Parties and their keys, messages and how far they are, rows that wait for a remedy."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaxin.gateways.exchange.rules import (
    Arrival,
    AskOutcome,
    Handing,
    Lot,
    Making,
    PartySort,
    State,
    Tale,
)
from jiaxin.ground.fields import OPEN, PERSONAL, SENSITIVE, SealedJSON, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

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
    suite = models.CharField(
        max_length=8,
        db_default="intl",
        db_comment=held(OPEN, "which algorithms", kept=_EVIDENCE),
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
        max_length=64, db_comment=held(OPEN, "digest of the sealed part", kept=_EVIDENCE)
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


class AskedSource(models.Model):
    """How a department that we ask does, a service: when it last answered, since when it does not.

    Says nothing of anybody whom a question was about.
    """

    pk = models.CompositePrimaryKey("source", "service")
    source = models.CharField(max_length=32, db_comment=held(OPEN, "the department"))
    service = models.CharField(max_length=32, db_comment=held(OPEN, "what was asked"))
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failing = models.CharField(
        max_length=16,
        default="",
        choices=[(outcome.value, outcome.value) for outcome in AskOutcome],
        db_comment=held(OPEN, "what is wrong since then"),
    )
    code = models.CharField(
        max_length=64, default="", db_comment=held(OPEN, "its own refusal's code")
    )

    class Meta:
        db_table = "exchange_asked"


class AskedCount(models.Model):
    """How often a department answered, or did not, a day: the error rate of whom we ask."""

    pk = models.CompositePrimaryKey("source", "day", "service", "outcome", "code")
    source = models.CharField(max_length=32, db_comment=held(OPEN, "whom", kept="2 years"))
    day = models.DateField(db_comment=held(OPEN, "the day in China", kept="2 years"))
    service = models.CharField(
        max_length=32, db_comment=held(OPEN, "what was asked", kept="2 years")
    )
    outcome = models.CharField(
        max_length=16,
        choices=[(outcome.value, outcome.value) for outcome in AskOutcome],
        db_comment=held(OPEN, "what came of it", kept="2 years"),
    )
    code = models.CharField(
        max_length=64, db_comment=held(OPEN, "its own refusal's code", kept="2 years")
    )
    count = models.BigIntegerField()
    first_at = models.DateTimeField()

    class Meta:
        db_table = "exchange_asked_count"

    retention = Kept(whose="", term=Term(years=2), since=("first_at",))


class Outbound(models.Model):
    """What a platform fetches: one question answered, or a batch of ours and how far it is."""

    id = models.UUIDField(primary_key=True, default=new_id)
    party_id = models.UUIDField()
    asked_as = models.UUIDField()
    kind = models.CharField(max_length=32, db_comment=held(OPEN, "what it is", kept=_EVIDENCE))
    handing = models.CharField(
        max_length=16,
        choices=[(handing.value, handing.value) for handing in Handing],
        db_comment=held(OPEN, "how it is handed over", kept=_EVIDENCE),
    )
    sequence = models.BigIntegerField(null=True)
    digest = models.CharField(
        max_length=64, db_comment=held(OPEN, "keyed digest of what was asked", kept=_EVIDENCE)
    )
    suite = models.CharField(
        max_length=8,
        db_default="intl",
        db_comment=held(OPEN, "which algorithms", kept=_EVIDENCE),
    )
    signed = models.TextField(
        db_comment=held(OPEN, "the signature and its parameters", kept=_EVIDENCE)
    )
    asked_at = models.DateTimeField(db_index=True)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in Making],
        db_comment=held(OPEN, "how far it is", kept=_EVIDENCE),
    )
    asked = models.IntegerField()
    parts = models.IntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    people = models.BigIntegerField(default=0)
    # Up to whom it is made: the ids of workers in their order.
    upto = models.UUIDField()

    class Meta:
        db_table = "exchange_outbound"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party_id", "asked_as"], name="a_pull_once_a_party"),
            models.UniqueConstraint(
                fields=["party_id", "kind", "sequence"],
                condition=Q(sequence__isnull=False),
                name="a_number_once_a_kind_out",
            ),
        ]

    retention = Kept(whose="", term=Term(years=5), since=("asked_at",))


class OutboundPart(models.Model):
    """One part of a batch of ours: its digest, and up to whom it goes."""

    pk = models.CompositePrimaryKey("outbound_id", "number")
    outbound_id = models.UUIDField()
    number = models.IntegerField()
    first_row = models.BigIntegerField()
    rows = models.IntegerField()
    people = models.IntegerField()
    bytes = models.IntegerField()
    digest = models.CharField(
        max_length=64, db_comment=held(OPEN, "digest of the sealed part", kept=_EVIDENCE)
    )
    made_at = models.DateTimeField()

    class Meta:
        db_table = "exchange_outbound_part"

    retention = Kept(whose="", term=Term(years=5), since=("made_at",))


class Pulled(models.Model):
    """A platform fetched her facts: which, when, how often, under which consent of hers."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    party_id = models.UUIDField()
    outbound_id = models.UUIDField()
    part = models.IntegerField()
    consent_id = models.UUIDField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    loads = models.IntegerField()
    shown = SealedJSON(db_comment=held(PERSONAL, "fact versions given", kept="3 years"))

    retention = Kept(
        term=Term(years=3),
        since=("last_at",),
        outlives=Words(
            zh="对外提供的留痕：谁在什么时候取过，内容已打不开，3 年",
            en="The log of what was shared: who and when; its content no longer opens: 3 years",
        ),
    )

    class Meta:
        db_table = "exchange_pulled"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker_id", "outbound_id"], name="one_look_a_pull")
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "-at"], name="pulled_newest"),
            models.Index(fields=["outbound_id", "part"], name="pulled_in_part"),
        ]
