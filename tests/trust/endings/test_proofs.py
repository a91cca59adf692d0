"""A proof that was kept opens nothing after the ending, and nobody is given a new one.

Functions that take a proof, and services that ask for one, are found: a new one without a case
here fails.
"""

import ast
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from jiaxin.facts.records.rules import Section
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.queries import services as queries
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.rules import Wanted
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.rules import Handing
from jiaxin.gateways.exchange.services import pulling
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.proofs import KEPT, ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from tests import makers, makers_engagements
from tests.gateways.exchange.sending import actor_of, signed
from tests.house.source import PRODUCT, called_in, module_name, python_in, tree_of
from tests.trust.endings.reading import every_read, of_her, takes_proof, told_by
from tests.trust.endings.scene import EVERYONE, FAMILY, FIRM, LOCAL, Scene, ended

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("exchange")
HIDES = "opens no fact: "
# Reads that take a consent's proof, and what else they are given.
WITH_CONSENT: dict[str, dict[str, Any]] = {
    "facts.epidemic.reads.shown": {},
    "facts.records.reads.facts": {},
    "facts.records.reads.shown": {"sections": frozenset(Section)},
    "facts.records.reads.shown_and_lit": {"sections": frozenset(Section)},
    "facts.records.reads.shown_of": {"codes": frozenset({"employment", "training"})},
    "facts.records.reads.one": {},
    "flows.queries.reports.assemble": {},
    "flows.engagements.reports.assemble": {},
    "flows.queries.ports.reviews_under": {},
    "flows.reviews.reads.shown": {},
    "flows.showcase.reads.assemble": {},
    "gateways.exchange.sharing.given": {},
    "trust.consent.reads.whose": {},
}
# Those that only her own right opens, or a case's, or that yield a light and no rows.
WITH_ANOTHER = {
    "facts.records.reads.versions",
    "facts.records.reads.how_many_versions",
    "facts.records.reads.history",
    "facts.records.reads.enlightening",
    "facts.records.reads.background_now",
    "flows.corrections.items.of_worker",
    "flows.vetting.files.answer_in",
    "flows.vetting.files.assemble",
    "flows.vetting.services.deciding.settle",
    # What comes in is laid beside what is there.
    "facts.records.many.versions_of",
    "facts.records.many.last_answers",
    # These say what a proof opens.
    "facts.records.proofs.opens",
    "facts.epidemic.proofs.opens",
}


@service(Action.BACKGROUND_ADMIT)
def proven(actor: Actor, /, *, scene: Scene) -> ConsentProof:
    """The widest proof that there is: every consent of hers."""
    about(scene.lin.person)
    kinds = frozenset({Kind.BACKGROUND, Kind.HEALTH, Kind.EPIDEMIC, Kind.FACE})
    return consent.prove(actor, worker=scene.lin.person, kinds=kinds, purpose=Purpose.QUERY)


def test_every_read_that_takes_a_proof_is_tried() -> None:
    taking = {name for name, read in every_read().items() if takes_proof(read)}

    assert taking == set(WITH_CONSENT) | WITH_ANOTHER


def told(scene: Scene, proof: ConsentProof) -> dict[str, frozenset[str]]:
    reads = every_read()
    said = {
        name: told_by(reads[name], scene, scene.lin, proof=proof, **more)
        for name, more in WITH_CONSENT.items()
    }
    return {name: of_her(one) for name, one in said.items() if of_her(one)}


def test_a_kept_proof_opens_nothing_once_its_consents_have_run_out(scene: Scene) -> None:
    scene.hands.move(timedelta(minutes=3, seconds=30))
    proof = proven(SYSTEM, scene=scene)
    # No order is in force, and her province's own facts are hers alone.
    assert set(told(scene, proof)) >= {
        "facts.records.reads.facts",
        "flows.queries.reports.assemble",
    }

    scene.hands.move(timedelta(seconds=31))

    assert proof.until < clock.now() < proof.at + KEPT
    assert told(scene, proof) == {}


def test_a_kept_proof_opens_nothing_however_it_ended(scene: Scene) -> None:
    proof = proven(SYSTEM, scene=scene)
    left: dict[str, dict[str, frozenset[str]]] = {}
    for name, _ in ended(scene):
        # Longer than any service takes: what was put aside is none.
        scene.hands.move(KEPT)
        left |= {name: found} if (found := told(scene, proof)) else {}

    assert left == {}


def _query(scene: Scene) -> Any:
    return queries.open_report(scene.viewers["hu"], query_id=scene.id_of("query_id"))


def _staff(scene: Scene) -> Any:
    return engagements.look(
        scene.viewers["operator"],
        engagement_id=scene.id_of("engagement_id"),
        by=makers_engagements.BY,
    )


def _glance(scene: Scene) -> Any:
    return engagements.glance(
        scene.viewers["operator"],
        engagement_id=scene.id_of("engagement_id"),
        by=makers_engagements.BY,
    )


def _minors(scene: Scene) -> Any:
    return engagements.check(
        scene.viewers["operator"],
        engagement_id=scene.id_of("engagement_id"),
        by=makers_engagements.BY,
    )


def _asked(platform: Sender, handing: Handing) -> Any:
    return pulling.ask(
        actor_of(platform),
        signed=signed(platform),
        handing=handing,
        people=1,
        digest="d",
        fault=None,
    )


def _share(scene: Scene) -> Any:
    asked = _asked(scene.platform, Handing.ANSWERED)
    return pulling.share(
        actor_of(scene.platform),
        sender=scene.platform,
        outbound=asked,
        number=makers.a_number(),
        name=makers.NAME,
    )


def _part(scene: Scene) -> Any:
    asked = _asked(scene.platform, Handing.FETCHED)
    actor = actor_of(scene.platform)
    made = pulling.make_part(actor, sender=scene.platform, outbound=asked, number=1)
    return made.rows or None


def _card(scene: Scene) -> Any:
    return showcase.see(Actor.visitor(), card=scene.id_of("card_id"))


def _cards(scene: Scene) -> Any:
    return showcase.find(Actor.visitor(), wanted=Wanted()).cards or None


type Case = tuple[frozenset[str], Callable[[Scene], Any]]
# Who asks for a proof to show facts by, and whom it is shown to.
SHOWING: dict[str, list[Case]] = {
    "flows.queries.services.open_report": [(FAMILY, _query)],
    "flows.engagements.services.noting.allowed": [
        (FIRM, _staff),
        (FIRM, _glance),
        (FIRM, _minors),
    ],
    "flows.showcase.services._proofs": [(EVERYONE, _card), (EVERYONE, _cards)],
    "gateways.exchange.services.pulling._proofs": [(LOCAL, _share), (LOCAL, _part)],
}
# Who asks for one and shows nothing to anybody.
NOT_SHOWING = {
    "facts.epidemic.services._agreed": "she declares something herself",
    "facts.epidemic.services.take_answers": "an answer comes in",
    "facts.records.services.receive": "an answer comes in",
    "facts.records.services.many._agreed": "answers come in",
    "flows.engagements.services.claiming.ask_to_confirm": "she shows an entry of hers herself",
    "flows.presence.services._face_agreed": "her own face is compared",
    "flows.invitations.services.answering.accept": "she takes an invitation up herself",
    "flows.enrolment.services._agreed": "she enrols herself",
    "flows.queries.services._approve": "she approves herself",
    "flows.reviews.services.write": "a family says something",
}


def proving() -> Iterator[str]:
    """Each function that asks for a consent's proof."""
    for path in python_in(PRODUCT):
        calls = [
            node.lineno
            for node, name in called_in(path)
            if name.startswith("jiaxin.trust.consent.services.prove")
        ]
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and any(
                node.lineno <= line <= (node.end_lineno or 0) for line in calls
            ):
                name = module_name(path).removeprefix("jiaxin.")
                yield f"{name}.{node.name}"


def test_whoever_asks_for_a_proof_has_a_case() -> None:
    assert set(proving()) == set(SHOWING) | set(NOT_SHOWING)


def answered(scene: Scene, case: Callable[[Scene], Any]) -> Any:
    """What it answers; nothing if it refuses."""
    try:
        return case(scene)
    except Refusal:
        return None


def test_before_an_ending_each_of_them_answers(scene: Scene) -> None:
    silent = [
        name
        for name, cases in SHOWING.items()
        if not all(answered(scene, case) for _, case in cases)
    ]

    assert silent == []


def test_a_second_after_an_ending_none_of_them_answers(scene: Scene) -> None:
    left = [
        (name, asks)
        for name, ending in ended(scene)
        for asks, cases in SHOWING.items()
        for whom, case in cases
        if whom <= ending.ends_for and answered(scene, case) is not None
    ]

    assert left == []
