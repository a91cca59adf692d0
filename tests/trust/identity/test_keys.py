"""One data key a person, however many ask for it first."""

import pytest
from django.db import transaction

from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.errors import ValueTaken
from jiaxin.ground.ids import new_id
from jiaxin.trust.identity.keys import TableDataKeys, TableLookups
from jiaxin.trust.identity.models import DataKey
from tests.evidence import at_once, refused


@pytest.mark.django_db
def test_a_key_is_made_for_an_owner_who_is_met_first() -> None:
    owner = new_id()

    first, again = TableDataKeys().of(owner, None), TableDataKeys().of(owner, 1)

    assert first == again
    assert len(first.key) == 32
    assert first.key not in bytes(DataKey.objects.get(owner_id=owner).wrapped)


@pytest.mark.django_db
def test_a_generation_that_never_was_does_not_open() -> None:
    owner = new_id()
    TableDataKeys().of(owner, None)

    for generation, whose in ((2, owner), (1, new_id())):
        with pytest.raises(DoesNotOpen):
            TableDataKeys().of(whose, generation)


@pytest.mark.django_db
def test_a_wrapped_key_put_in_anothers_row_does_not_open() -> None:
    lin, mei = new_id(), new_id()
    for owner in (lin, mei):
        TableDataKeys().of(owner, None)
    DataKey.objects.filter(owner_id=mei).update(
        wrapped=bytes(DataKey.objects.get(owner_id=lin).wrapped)
    )

    with pytest.raises(DoesNotOpen):
        TableDataKeys().of(mei, None)


@pytest.mark.django_db
def test_a_destroyed_key_is_not_made_again() -> None:
    owner = new_id()
    TableDataKeys().of(owner, None)
    DataKey.objects.filter(owner_id=owner).update(wrapped=b"", destroyed_at=clock.now())

    for generation in (None, 1):
        with pytest.raises(DoesNotOpen):
            TableDataKeys().of(owner, generation)


@pytest.mark.django_db(transaction=True)
def test_two_first_writes_at_once_use_one_key() -> None:
    owner = new_id()

    @transaction.atomic
    def seal() -> bytes:
        return held_keys.seal(owner, b"clear", b"place")

    sealed = at_once(*[seal] * 4)

    assert [held_keys.unseal(owner, each, b"place") for each in sealed] == [b"clear"] * 4
    assert DataKey.objects.filter(owner_id=owner).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_value_put_by_two_rows_at_once_belongs_to_one() -> None:
    rows = [new_id(), new_id()]

    def put(row_id: object) -> None:
        with transaction.atomic():
            TableLookups().put("table.column", "value", row_id)  # type: ignore[arg-type]  # a UUID

    results = at_once(*[lambda row=row: put(row) for row in rows])

    assert refused(results) == [ValueTaken]
    assert TableLookups().find("table.column", "value") in rows
