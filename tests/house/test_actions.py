"""Every act has a name, a wording, a role that holds it, and a line in the docs."""

import re
from collections import Counter

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.roles import HOLDS, Role, words
from tests.house.source import ROOT


def test_every_action_is_held_by_a_role() -> None:
    held = frozenset[Action]().union(*HOLDS.values())

    assert [action.code for action in Action if action not in held] == []


def test_every_action_is_worded_in_both_languages() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")

    assert [one.code for one in Action if not han.search(one.words.zh)] == []
    assert [one.code for one in Action if han.search(one.words.en)] == []


def test_every_action_stands_in_the_catalogue() -> None:
    catalogue = (ROOT / "docs" / "actions.md").read_text(encoding="utf-8")

    assert [action.code for action in Action if f"`{action.code}`" not in catalogue] == []


def test_an_action_has_a_code_of_its_own() -> None:
    codes = Counter(action.code for action in Action)

    assert [code for code, count in codes.items() if count > 1] == []
    # Two members with one value would be one member, silently.
    assert len(Action.__members__) == len(list(Action))


def test_a_code_names_its_app_and_its_verb() -> None:
    odd = [action.code for action in Action if not re.fullmatch(r"[a-z]+\.[a-z_]+", action.code)]

    assert odd == []


def test_every_role_has_a_row_and_a_name() -> None:
    assert set(HOLDS) == set(Role)
    assert len({words(role).zh for role in Role}) == len(Role)
