"""The table of roles, written out: a change here is a change of who may do what."""

import itertools

import pytest
from django.apps import apps as django_apps

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.roles import ADMINISTRATORS, HOLDS, STAFF, Role, words
from tests.house.source import PRODUCT

# What only the system does: no page leads to it.
OF_THE_SYSTEM = (
    Action.COMPARE_SETTLE,
    Action.BACKGROUND_ADMIT,
    Action.MESSAGE_WRITE,
    Action.MESSAGE_SETTLE,
)
# What opens or answers a look.
OF_A_WORKER = (
    Action.QUERY_APPROVE,
    Action.QUERY_DECLINE,
    Action.QUERY_BLOCK,
    Action.QUERY_REPORT,
    Action.CONSENT_GRANT,
)
OF_A_CONSUMER = (Action.QUERY_ASK, Action.QUERY_OPEN)


def holders(action: Action) -> set[Role]:
    return {role for role, held in HOLDS.items() if action in held}


def test_every_role_has_a_row_and_words() -> None:
    assert set(HOLDS) == set(Role)
    assert all(words(role).en for role in Role)


@pytest.mark.parametrize("action", OF_THE_SYSTEM)
def test_what_the_system_does_no_person_does(action: Action) -> None:
    assert holders(action) == {Role.SYSTEM}


@pytest.mark.parametrize("action", OF_A_WORKER)
def test_only_a_worker_answers(action: Action) -> None:
    assert holders(action) == {Role.WORKER}


@pytest.mark.parametrize("action", OF_A_CONSUMER)
def test_only_a_consumer_asks_and_looks(action: Action) -> None:
    assert holders(action) == {Role.CONSUMER}


def test_a_visitor_signs_in_signs_a_firm_up_checks_a_code_or_a_copy_sees_cards_and_no_more() -> (
    None
):
    assert HOLDS[Role.VISITOR] == {
        Action.CODE_REQUEST,
        Action.SIGN_IN,
        Action.CERTIFICATE_RESOLVE,
        Action.EXPORT_CHECK,
        Action.SHOWCASE_SEE,
        Action.SHOWCASE_FIND,
        Action.STAFF_ENTER,
        Action.STAFF_PROVE,
        Action.STAFF_SET_UP,
        Action.JOINING_ASK,
        Action.JOINING_OPEN,
        Action.JOINING_REPLACE,
        Action.JOINING_TAKE_OVER,
    }


def test_every_act_on_a_person_names_her() -> None:
    without = {action for action in Action if not action.needs_subject}

    assert {action.code for action in without if action.code.startswith("queries.")} == set()
    assert not without & {*OF_A_WORKER, *OF_A_CONSUMER}


def test_no_administrator_holds_anything_of_a_record_or_of_a_dealing() -> None:
    # What they hold is about accounts, the trail and the running of the system: `facts` and
    # `flows` are where records are, and whatever opens one is an action of theirs.
    floors = [PRODUCT / "facts", PRODUCT / "flows"]
    apps = {folder.name for floor in floors for folder in floor.iterdir() if folder.is_dir()}
    assert {"records", "queries"} <= apps
    # Breaches and assessments: texts and counts, with no row about anybody.
    assert not any(
        field.name == "worker_id"
        for model in django_apps.get_app_config("registers").get_models()
        for field in model._meta.get_fields()
    )
    apps.remove("registers")

    held = {
        f"{role}: {action.code}"
        for role in ADMINISTRATORS
        for action in HOLDS[role]
        if action.code.partition(".")[0] in {*apps, "consent"}
    }

    assert held == set()


def test_the_three_administrators_share_nothing_but_their_own_accounts() -> None:
    own = HOLDS[Role.FIRM_OPERATOR] & HOLDS[Role.REVIEWER]
    parts = [HOLDS[role] - own for role in sorted(ADMINISTRATORS)]

    assert all(not one & other for one, other in itertools.combinations(parts, 2))


def test_only_whoever_signs_in_holds_what_a_visitor_holds_of_sign_in() -> None:
    assert holders(Action.STAFF_ENTER) == {Role.VISITOR}
    assert holders(Action.STAFF_SET_UP) == {Role.VISITOR}


@pytest.mark.parametrize("role", sorted(STAFF))
def test_everyone_at_a_desk_looks_after_her_own_account(role: Role) -> None:
    assert {Action.STAFF_PASSWORD, Action.STAFF_FACTORS, Action.SIGN_IN_END} <= HOLDS[role]
