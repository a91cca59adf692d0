"""A sealed column opens in its own row only, and is never written in clear."""

from datetime import date
from uuid import UUID

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from jiaxin.flows.enrolment.models import Enrolment
from jiaxin.ground import clock, fields
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.held_keys import SYSTEM_OWNER
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.errors import ValueTaken
from jiaxin.ground.fields import PERSONAL, Sealed, SealedText, WithoutRow, held
from jiaxin.ground.ids import new_id
from jiaxin.trust.identity.models import DataKey, OneTimeCode, Worker

pytestmark = pytest.mark.django_db

NAME = "林秀英"


def a_row(phone: str = "+8613800138000", **more: object) -> Worker:
    return Worker.objects.create(phone=phone, joined_at=clock.now(), **more)


def raw(table: str, column: str, row_id: UUID) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [row_id])  # noqa: S608 — fixed
        return bytes(cursor.fetchone()[0])


def paste(value: bytes, column: str, row_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE identity_worker SET {column} = %s WHERE id = %s",  # noqa: S608 — fixed
            [value, row_id],
        )


def test_text_a_day_json_and_a_picture_come_back_as_they_were() -> None:
    row = a_row(name=NAME, birth=date(1979, 3, 14), portrait=b"\xff\xd8")
    draft = {"name": NAME, "until": None, "lines": [1, 2]}
    now = clock.now()
    other = Enrolment.objects.create(
        worker_id=row.id, state="open", draft=draft, began_at=now, moved_at=now
    )

    found = Worker.objects.get(id=row.id)

    assert (found.name, found.birth, found.portrait) == (NAME, date(1979, 3, 14), b"\xff\xd8")
    assert Enrolment.objects.get(worker_id=row.id, id=other.id).draft == draft


def test_the_table_holds_suite_generation_nonce_and_no_clear_text() -> None:
    row = a_row(name=NAME)

    kept = raw("identity_worker", "name", row.id)

    assert kept[:5] == b"\x01\x00\x00\x00\x01"
    assert len(kept) == held_keys.SHORTEST + len(NAME.encode())
    assert NAME.encode() not in kept


def test_the_same_text_is_never_the_same_ciphertext() -> None:
    one, two = a_row(name=NAME), a_row(phone="+8613800138001", name=NAME)

    assert raw("identity_worker", "name", one.id)[5:] != raw("identity_worker", "name", two.id)[5:]


@pytest.mark.parametrize("value", [NAME, NAME.encode(), b"\x01" * 40])
def test_an_update_without_a_row_is_refused(value: object) -> None:
    a_row()

    with pytest.raises(WithoutRow):
        Worker.objects.update(name=value)


def test_a_bulk_update_is_refused() -> None:
    row = a_row()
    row.name = NAME

    with pytest.raises(WithoutRow):
        Worker.objects.bulk_update([row], ["name"])


@pytest.mark.parametrize(
    "lookup", ["name", "name__exact", "name__in", "name__startswith", "name__gt"]
)
def test_nothing_is_found_by_a_sealed_value(lookup: str) -> None:
    with pytest.raises(FieldError):
        list(Worker.objects.filter(**{lookup: NAME}))


def test_a_missing_value_can_be_asked_for() -> None:
    row = a_row()

    assert Worker.objects.get(name__isnull=True).id == row.id


def test_a_value_read_in_bulk_stays_ciphertext() -> None:
    row = a_row(name=NAME)

    [value] = Worker.objects.filter(id=row.id).values_list("name", flat=True)

    assert isinstance(value, Sealed)


def test_the_database_itself_takes_no_clear_text() -> None:
    row = a_row(name=NAME)

    with pytest.raises(DatabaseError), transaction.atomic():
        paste(NAME.encode() * 9, "name", row.id)


def test_a_ciphertext_does_not_open_in_another_column() -> None:
    row = a_row(name=NAME)
    paste(raw("identity_worker", "name", row.id), "address", row.id)

    with pytest.raises(DoesNotOpen):
        _ = Worker.objects.get(id=row.id).address


def test_a_ciphertext_does_not_open_in_another_persons_row() -> None:
    lin, mei = a_row(name=NAME), a_row(phone="+8613800138001", name="梅")
    paste(raw("identity_worker", "name", lin.id), "name", mei.id)

    with pytest.raises(DoesNotOpen):
        _ = Worker.objects.get(id=mei.id).name


def test_a_ciphertext_does_not_open_in_another_row_of_the_same_owner() -> None:
    now = clock.now()
    one, two = (
        OneTimeCode.objects.create(
            app="worker", use="sign_in", phone=phone, code="123450", sent_at=now, until=now
        )
        for phone in ("+8613800138000", "+8613800138001")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE identity_one_time_code SET phone = %s WHERE id = %s",
            [raw("identity_one_time_code", "phone", one.id), two.id],
        )

    with pytest.raises(DoesNotOpen):
        _ = OneTimeCode.objects.get(id=two.id).phone


def test_a_changed_bit_does_not_open() -> None:
    row = a_row(name=NAME)
    kept = bytearray(raw("identity_worker", "name", row.id))
    kept[-1] ^= 1
    paste(bytes(kept), "name", row.id)

    with pytest.raises(DoesNotOpen):
        _ = Worker.objects.get(id=row.id).name


def test_a_destroyed_key_opens_nothing_and_seals_nothing() -> None:
    row = a_row(name=NAME)
    DataKey.objects.filter(owner_id=row.id).update(destroyed_at=clock.now(), wrapped=b"")
    found = Worker.objects.get(id=row.id)

    with pytest.raises(DoesNotOpen):
        _ = found.name
    with pytest.raises(DoesNotOpen):
        held_keys.seal(row.id, b"more", b"place")


def test_what_belongs_to_nobody_is_sealed_by_the_systems_key() -> None:
    now = clock.now()
    row = OneTimeCode.objects.create(
        app="worker", use="sign_in", phone="+8613800138000", code="123450", sent_at=now, until=now
    )

    place = f"identity_one_time_code.phone.{row.id}".encode()
    kept = raw("identity_one_time_code", "phone", row.id)
    assert held_keys.unseal(SYSTEM_OWNER, kept, place) == b"+8613800138000"


@isolate_apps("jiaxin.trust.identity")
def test_a_row_without_its_owner_is_refused_and_not_sealed_by_the_systems_key() -> None:
    class Stray(models.Model):
        worker_id = models.UUIDField(null=True)
        note = SealedText(db_comment=held(PERSONAL, "a test"))

        class Meta:
            app_label = "identity"

    with pytest.raises(WithoutRow):
        Stray._meta.get_field("note").pre_save(Stray(id=1, note="x"), add=True)


def test_several_rows_are_sealed_at_once() -> None:
    rows = [
        Worker(phone=f"+861380013800{number}", name=NAME, joined_at=clock.now())
        for number in range(3)
    ]

    Worker.objects.bulk_create(rows)

    assert {row.name for row in Worker.objects.all()} == {NAME}
    assert fields.find(Worker, "phone", "+8613800138002") == rows[2].id


def test_reading_a_row_again_brings_the_new_value() -> None:
    row = a_row(name=NAME)
    other = Worker.objects.get(id=row.id)
    other.name = "林秀"
    other.save()

    row.refresh_from_db()

    assert row.name == "林秀"


def test_a_column_that_was_not_loaded_is_loaded_when_it_is_read() -> None:
    row = a_row(name=NAME)

    assert Worker.objects.defer("name").get(id=row.id).name == NAME
    assert Worker.objects.only("id").get(id=row.id).phone == "+8613800138000"


def test_a_value_that_was_not_opened_is_written_back_untouched() -> None:
    row = a_row(name=NAME)
    before = raw("identity_worker", "name", row.id)

    Worker.objects.get(id=row.id).save()

    assert raw("identity_worker", "name", row.id) == before


def test_a_composite_key_is_bound_to_its_id() -> None:
    now = clock.now()
    worker, draft = new_id(), {"name": NAME}
    row = Enrolment.objects.create(
        worker_id=worker, state="open", draft=draft, began_at=now, moved_at=now
    )

    place = f"enrolment_enrolment.draft.{row.id}".encode()
    kept = raw("enrolment_enrolment", "draft", row.id)
    assert NAME.encode() in held_keys.unseal(worker, kept, place)


def test_a_dump_by_the_framework_leaves_sealed_columns_out() -> None:
    row = a_row(name=NAME, birth=date(1979, 3, 14))
    _ = (row.name, row.birth)

    dumped = serializers.serialize("json", [row], ensure_ascii=False)

    assert NAME not in dumped
    assert "1979" not in dumped
    assert "13800138000" not in dumped


def test_a_form_made_from_the_table_writes_through_the_row() -> None:
    row = a_row(name=NAME)
    form = forms.modelform_factory(Worker, fields=["name"])({"name": "林秀"}, instance=row)

    form.save()

    assert Worker.objects.get(id=row.id).name == "林秀"


def test_a_findable_value_finds_its_row_and_no_other_place_does() -> None:
    row = a_row()

    assert fields.find(Worker, "phone", "+8613800138000") == row.id
    assert fields.find(Worker, "number", "+8613800138000") is None
    assert fields.find(Worker, "phone", "+8613800138001") is None


def test_a_findable_value_belongs_to_one_row() -> None:
    a_row()

    with pytest.raises(ValueTaken):
        a_row()


def test_a_findable_value_that_changed_is_found_by_the_new_one_only() -> None:
    row = a_row()
    row.phone = "+8613800138009"
    row.save()

    assert fields.find(Worker, "phone", "+8613800138009") == row.id
    assert fields.find(Worker, "phone", "+8613800138000") is None


def test_a_findable_value_that_was_emptied_is_free_for_another() -> None:
    lin, mei = a_row(number="110105194912310021"), a_row(phone="+8613800138001")
    lin.number = None
    lin.save()

    mei.number = "110105194912310021"
    mei.save()

    assert fields.find(Worker, "number", "110105194912310021") == mei.id


def test_a_refused_value_leaves_the_row_as_it_was() -> None:
    lin, mei = a_row(number="110105194912310021"), a_row(phone="+8613800138001", number="1")
    mei.number = lin.number

    with pytest.raises(ValueTaken), transaction.atomic():
        mei.save()

    assert Worker.objects.get(id=mei.id).number == "1"
    assert fields.find(Worker, "number", "1") == mei.id


def test_the_look_up_table_holds_a_keyed_hash_only() -> None:
    a_row()

    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM identity_blind_index")
        [(digest,)] = cursor.fetchall()
    assert len(bytes(digest)) == 32
    assert b"138" not in bytes(digest)
