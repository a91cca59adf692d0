"""A second after an ending no function tells anything of her: every read of every app, found.

A read is called with whatever of the scene fits its types, for each viewer. One that tells of her
and has no row in `TELLS` fails; with its row it is tried after every ending. Those that take a
proof are tried in `test_proofs.py`.
"""

from collections.abc import Iterator

import pytest

from jiaxin.trust.access.actor import Actor
from tests.trust.endings.reading import (
    NoSuchThing,
    asks_who,
    every_read,
    of_her,
    takes_proof,
    told_by,
)
from tests.trust.endings.scene import FIRM, Scene, ended

pytestmark = pytest.mark.django_db

# Reads that ask who asks, and tell of her; to whom.
TELLS: dict[str, frozenset[str]] = {
    # What the firm calls somebody who works there.
    "flows.engagements.reads.staff": FIRM,
    "flows.engagements.reads.staff_member": FIRM,
    "flows.engagements.ledger.entries": FIRM,
    "flows.engagements.ledger.due": FIRM,
}
# Those that ask not: whoever calls one has passed a check already (`tests/trust/test_scoped.py`
# holds the pages to that, `test_proofs.py` the services).
OF_ANYBODY = {
    "trust.identity.reads.name_of",
    "trust.identity.reads.portrait_of",
    "trust.identity.reads.phone_of",
    "flows.corrections.reads.page_of",
    "flows.vetting.reads.page_of",
}
# What is made of a fact, a row or a text that somebody holds already, or of no person.
GIVEN_ALREADY = {
    "facts.firms.finding.find": "firms, which are public",
    "facts.firms.finding.listed": "firms, which are public",
    "facts.firms.reads.is_shown": "a firm's fact",
    "facts.firms.reads.name_in": "a firm's fact",
    "facts.records.reads.awaits_her": "a fact that was read",
    "facts.records.reads.background_shown": "a fact that was read",
    "facts.records.reads.exam_class_of": "facts that were read",
    "flows.certificates.reads.light_by": "what the same act has read",
    "flows.certificates.reads.light_from": "what the same act has read",
    "flows.certificates.reads.ticket_for": "what a code named",
    "flows.corrections.files.assemble": "an item that was read",
    "flows.corrections.items.refuse_if_not_disputable": "an item that was read",
    "flows.engagements.reads.on_what": "a consent that was read",
    "flows.engagements.reads.may_go_on": "a consent that was read",
    "flows.filings.checking.of": "a firm's filing",
    "flows.invitations.files.join": "where rosters lie",
    "flows.invitations.files.keep": "a roster that came in",
    "flows.queries.reports.background": "a fact that was read",
    "flows.queries.reports.fact_shown": "a fact that was read",
    "flows.showcase.reads.candidates": "what somebody looks for",
    "gateways.notices.reads.told_among": "phones, and which were told lately",
    "trust.audit.sharing.counted": "looks, of which only figures are told",
    "trust.audit.reads.body": "a line of the trail: ids",
    "trust.consent.reads.taken_back_since": "consents that were read",
}


def told(scene: Scene) -> Iterator[tuple[str, str, frozenset[str]]]:
    """What each read tells of her, and whom."""
    nobody = {"": Actor.visitor()}
    for name, read in every_read().items():
        if name in GIVEN_ALREADY or takes_proof(read):
            continue
        for who, viewer in (scene.viewers if asks_who(read) else nobody).items():
            if said := of_her(told_by(read, scene, viewer)):
                yield name, who, said


def test_every_read_is_tried(scene: Scene) -> None:
    untried = set()
    for name, read in every_read().items():
        try:
            told_by(read, scene, scene.lin)
        except NoSuchThing:
            untried |= set() if takes_proof(read) else {name}

    assert untried == set(GIVEN_ALREADY), "say of each what it is made of, or how it is called"


def test_only_reads_with_a_row_tell_anything_of_her(scene: Scene) -> None:
    found: dict[str, set[str]] = {}
    for name, who, _ in told(scene):
        found.setdefault(name, set()).add(who)

    assert found == TELLS | {name: {""} for name in OF_ANYBODY}


def test_a_second_after_an_ending_no_read_tells_anything_of_her(scene: Scene) -> None:
    reads = every_read()
    left = {}
    for name, ending in ended(scene):
        for read, viewers in TELLS.items():
            for who in viewers & ending.ends_for:
                said = of_her(told_by(reads[read], scene, scene.viewers[who]))
                # Her name, while she works there.
                if said - (set() if ending.is_gone else {"identity.name"}):
                    left[name, read, who] = sorted(said)

    assert left == {}


def test_her_own_reads_tell_her(scene: Scene) -> None:
    telling = {
        name
        for name, read in every_read().items()
        if name not in GIVEN_ALREADY and asks_who(read) and not takes_proof(read)
        if of_her(told_by(read, scene, scene.lin))
    }

    # Else the search would find nothing anywhere.
    assert telling >= {"trust.identity.reads.myself", "flows.rights.document.written"}
