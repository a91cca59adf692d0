"""After a restore nothing is in force that may have ended since the backup."""

from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.certificates.models import PrintedCard, ShareLink
from jiaxin.flows.presence.models import Presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import reads as query_reads
from jiaxin.flows.queries import rules as query_rules
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.models import Query
from jiaxin.flows.rights import rules
from jiaxin.flows.rights import services as rights
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.models import SignIn
from tests import makers
from tests.evidence import last_line

OPERATOR = Actor(role=Role.SYSTEM, part="operator", channel=Channel.CLI)


def another_worker() -> Actor:
    return makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="何秀兰")


def test_everybody_signs_in_anew(lin: Actor, hu: Actor) -> None:
    ended = rights.restore(OPERATOR, since=rules.since([]))

    assert ended.sign_ins >= 2
    assert not SignIn.objects.filter(ended_at=None).exists()


def test_who_did_something_since_authorises_anew_and_others_do_not(lin: Actor) -> None:
    he = another_worker()
    since = rules.since([(Action.CONSENT_WITHDRAW.code, lin.person)])

    ended = rights.restore(OPERATOR, since=since)

    assert ended.consents
    assert consents.in_force(lin.person) == {}
    assert consents.in_force(he.person)


def test_where_nobody_knows_what_happened_everyone_authorises_anew(lin: Actor) -> None:
    he = another_worker()

    rights.restore(OPERATOR, since=None)

    assert consents.in_force(lin.person) == consents.in_force(he.person) == {}


def test_who_was_deleted_since_is_deleted_again(lin: Actor, hu: Actor) -> None:
    makers.a_query(lin, hu)
    since = rules.since(
        [(Action.DELETION_DUE.code, lin.person), (Action.ACCOUNT_CLOSE.code, hu.person)]
    )

    ended = rights.restore(OPERATOR, since=since)

    assert ended.erased == 2
    assert identity.is_erased(lin.person)
    assert identity.is_erased(hu.person)
    assert consents.in_force(lin.person) == {}


def test_somebody_whom_the_backup_does_not_know_is_passed_over(lin: Actor) -> None:
    since = rules.since([(Action.DELETION_NOW.code, new_id()), (Action.PAUSE.code, new_id())])

    ended = rights.restore(OPERATOR, since=since)

    assert (ended.consents, ended.erased) == (0, 0)
    assert consents.in_force(lin.person)


def test_being_looked_at_takes_nothing_back(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    since = rules.since([(Action.QUERY_OPEN.code, lin.person)])

    assert rights.restore(OPERATOR, since=since).consents == 0


def test_a_restore_and_a_backup_are_on_the_trail(lin: Actor) -> None:
    rights.note_backup(OPERATOR, lines=7)
    assert last_line(Action.BACKUP).proof == "lines:7"

    rights.restore(OPERATOR, since=None)

    assert last_line(Action.RESTORE).proof == "nothing known"


def test_cards_links_approvals_and_proofs_of_before_are_void(lin: Actor, hu: Actor) -> None:
    card = certificates.print_card(lin, shows_name=False)
    link = certificates.share(lin)
    asked = makers.a_query(lin, makers.a_consumer(phone="13511135111"))
    approved = makers.a_query(lin, hu)
    makers.approve(lin, approved)
    proof = makers.show_presence(lin, use=Use.EXPORT, about_id=lin.person)

    ended = rights.restore(OPERATOR, since=rules.since([]))

    assert (ended.cards, ended.links, ended.looks) == (1, 1, 2)
    assert ended.proofs >= 1
    assert PrintedCard.objects.get(id=card).revoked_at is not None
    assert ShareLink.objects.get(id=link).revoked_at is not None
    for query in (asked, approved):
        row = Query.objects.get(id=query)
        assert query_rules.state_at(query_reads.clocked(row), clock.now()) in query_rules.FINAL
    assert not Presence.objects.filter(id=proof).exists()
    # Her authorisation stands: nothing was done about it since.
    assert consents.in_force(lin.person)


def test_who_withdrew_is_named_for_the_report_and_who_was_deleted_is_not(lin: Actor) -> None:
    gone = new_id()
    done = [
        (Action.CONSENT_WITHDRAW.code, lin.person),
        (Action.CONSENT_WITHDRAW.code, gone),
        (Action.DELETION_NOW.code, gone),
    ]

    assert rules.since(done).withdrew == {lin.person}
