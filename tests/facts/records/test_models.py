"""Without a proof the record yields nothing; with one, what it opens."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import models
from django.shortcuts import get_list_or_404, get_object_or_404
from django.test.utils import isolate_apps

from jiaxin.facts.records import kinds as every_kind
from jiaxin.facts.records import reads
from jiaxin.facts.records.errors import UnprovenRead
from jiaxin.facts.records.models import Fact, SealedManager
from jiaxin.facts.records.proofs import Admission, OwnRecord
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from tests import clockwork, makers

pytestmark = pytest.mark.django_db
BOTH = {"identity", "background"}

UNPROVEN: list[Callable[[Any], Any]] = [
    lambda facts: list(facts.all()),
    lambda facts: list(facts.filter(kind="identity")),
    lambda facts: facts.exclude(kind="identity"),
    lambda facts: facts.count(),
    lambda facts: facts.get(version=1),
    lambda facts: facts.first(),
    lambda facts: facts.in_bulk([]),
    lambda facts: facts.exists(),
    lambda facts: facts.values("content"),
    lambda facts: facts.values_list("content"),
    lambda facts: facts.aggregate(models.Count("version")),
    lambda facts: facts.update(version=2),
    lambda facts: facts.order_by("version"),
    lambda facts: facts.only("content"),
    lambda facts: facts.raw("SELECT * FROM records_fact"),
    lambda facts: facts.create(version=1),
    lambda facts: facts.iterator(),
    lambda facts: facts.using("default"),
    lambda facts: facts.none(),
    lambda facts: facts.select_for_update(),
]


@pytest.mark.parametrize("number", range(len(UNPROVEN)))
@pytest.mark.parametrize("manager", ["objects", "sealed"])
def test_an_unproven_read_raises(manager: str, number: int) -> None:
    with pytest.raises(UnprovenRead):
        UNPROVEN[number](getattr(Fact, manager))


@pytest.mark.parametrize("shortcut", [get_object_or_404, get_list_or_404])
def test_the_frameworks_shortcuts_raise(shortcut: Callable[..., Any]) -> None:
    with pytest.raises(UnprovenRead):
        shortcut(Fact, version=1)


def test_the_frameworks_dump_refuses() -> None:
    with pytest.raises((CommandError, UnprovenRead)):
        call_command("dumpdata", "records.Fact", stdout=StringIO())


def test_a_choice_made_from_facts_raises() -> None:
    with pytest.raises(UnprovenRead):
        forms.ModelChoiceField(queryset=Fact.sealed.all())


def test_a_form_made_from_facts_does_not_look_for_others(lin: Actor) -> None:
    [mine] = [fact for fact in facts_of(lin) if fact.kind == every_kind.IDENTITY]
    form = forms.modelform_factory(Fact, fields=["version", "line", "worker_id"])(
        {"version": 1, "line": mine.line, "worker_id": lin.person}
    )

    with pytest.raises((UnprovenRead, ValidationError)):
        form.is_valid()


@isolate_apps("jiaxin.facts.records")
def test_a_related_manager_raises_too() -> None:
    class Person(models.Model):
        class Meta:
            app_label = "records"

    class Note(models.Model):
        person = models.ForeignKey(Person, models.CASCADE, related_name="notes")
        objects = SealedManager()

        class Meta:
            app_label = "records"

    lin = Person(id=7)

    with pytest.raises(UnprovenRead):
        lin.notes.all()  # type: ignore[attr-defined]  # the relation above
    with pytest.raises(UnprovenRead):
        models.prefetch_related_objects([lin], "notes")


@service(Action.BACKGROUND_ADMIT)
def proof_of(actor: Actor, /, *, worker: Actor, kinds: frozenset[Kind]) -> ConsentProof:
    about(worker.person)
    return consent.prove(actor, worker=worker.person, kinds=kinds, purpose=Purpose.CHECK)


def facts_of(worker: Actor) -> list[Fact]:
    return list(Fact.sealed.under(reads.own_record(worker)))


def kinds(rows: models.QuerySet[Fact]) -> set[str]:
    return {row.kind for row in rows}


def test_she_reads_all_of_her_own_and_nothing_of_others(lin: Actor) -> None:
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))

    assert {fact.worker_id for fact in facts_of(lin)} == {lin.person}
    assert {fact.kind for fact in facts_of(lin)} == BOTH
    assert {fact.worker_id for fact in facts_of(mei)} == {mei.person}


def test_a_general_consent_opens_nothing_that_needs_its_own(lin: Actor) -> None:
    system = Actor.system("records")
    general = proof_of(system, worker=lin, kinds=frozenset({Kind.PLATFORM}))
    both = proof_of(system, worker=lin, kinds=frozenset(Kind))

    assert kinds(Fact.sealed.under(general)) == {"identity"}
    assert kinds(Fact.sealed.under(both)) == {"identity", "background"}


def test_a_proof_that_was_put_aside_opens_nothing(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        proof = proof_of(Actor.system("records"), worker=lin, kinds=frozenset(Kind))
        hands.move(makers.minutes(1))

        assert not Fact.sealed.under(proof).exists()


def test_a_proof_from_the_future_opens_nothing(lin: Actor) -> None:
    proof = proof_of(Actor.system("records"), worker=lin, kinds=frozenset(Kind))

    later = replace(proof, at=proof.at + makers.minutes(1))

    assert not Fact.sealed.under(later).exists()


def test_the_light_opens_what_it_is_decided_from(lin: Actor) -> None:
    assert {code for code, kind in every_kind.every().items() if kind.in_light} == {
        "background",
        "employment",
        "skill",
        "exam",
        "insurance",
    }
    assert kinds(Fact.sealed.under(reads.light_only(lin.person))) == {"background"}


def test_an_admission_opens_its_own_kind_only(lin: Actor) -> None:
    assert kinds(Fact.sealed.under(Admission(lin.person, frozenset({every_kind.IDENTITY})))) == {
        "identity"
    }


def test_a_proof_of_one_worker_opens_no_other(lin: Actor) -> None:
    assert not Fact.sealed.under(OwnRecord(worker=new_id())).exists()


def test_a_row_in_hand_still_works(lin: Actor) -> None:
    fact = facts_of(lin)[0]

    fact.refresh_from_db()
    fact.disputed_at = clock.now()
    fact.save(update_fields=["disputed_at"])

    assert facts_of(lin)[0].content
