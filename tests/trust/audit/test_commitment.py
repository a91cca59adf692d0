"""What a line commits to can be shown by us and guessed by nobody."""

import hashlib

import pytest

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import rules
from jiaxin.trust.audit.trail import commitment
from tests.evidence import last_line

pytestmark = pytest.mark.django_db


def test_a_commitment_can_be_shown_again(lin: Actor) -> None:
    line = new_id()

    assert commitment(line, {"b": 1, "a": 2}) == commitment(line, {"a": 2, "b": 1})
    assert commitment(line, {"a": 2}) != commitment(line, {"a": 3})
    assert commitment(line, {"a": 2}) != commitment(new_id(), {"a": 2})


def test_the_word_of_a_background_answer_is_not_guessed_from_the_line(lin: Actor) -> None:
    line = last_line(Action.BACKGROUND_ADMIT)
    digest, evidence = bytes(line.digest), "ev"

    for word in BackgroundWord:
        for told in ({"word": word}, {"word": word, "evidence": evidence}):
            assert digest != rules.digest_of(told)
            assert digest != hashlib.sha256(line.id.bytes + rules.digest_of(told)).digest()
