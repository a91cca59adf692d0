"""What refuses a photo is the relief: without that check it would pass."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jiaxin.gateways.vision import faces
from jiaxin.gateways.vision.faces import FaceModels
from jiaxin.gateways.vision.liveness import Seen, TurnLimits, judge
from jiaxin.gateways.vision.matching import FaceLimits, _frame, limits_from
from jiaxin.trust.identity.ports import NotLive, Turn
from tests.pictures import turns

# The whole burst is looked at, however little the nose moved.
ANY_TURN = replace(TurnLimits(), turn=0.0, facing=-1.0)
NO_RELIEF = replace(ANY_TURN, stands_out=-1.0, one_plane=1.0, agreeing=0.0)


@pytest.fixture(scope="module")
def models() -> FaceModels:
    return FaceModels()


def seen(models: FaceModels, burst: Sequence[bytes]) -> list[Seen]:
    frames = [frame for body in burst if (frame := _frame(body)) is not None]
    found = [(frame, faces.chief(models.find(frame), rival=0.45)) for frame in frames]
    return [Seen(frame, face) for frame, face in found if face]


@pytest.mark.parametrize("who", ["obama.jpg", "astronaut.png"])
def test_a_flat_photo_is_flat_however_little_turn_is_asked_for(
    models: FaceModels, who: str
) -> None:
    burst = seen(models, turns.photo_turn(who, 35.0))

    assert judge(burst, Turn.LEFT, ANY_TURN).fault is NotLive.FLAT


@pytest.mark.parametrize("who", ["obama.jpg", "astronaut.png"])
def test_with_the_relief_check_off_the_same_photo_would_pass(models: FaceModels, who: str) -> None:
    burst = seen(models, turns.photo_turn(who, 35.0))

    assert judge(burst, Turn.LEFT, NO_RELIEF).fault is None


def test_the_nose_of_a_live_head_stands_out(models: FaceModels) -> None:
    live = judge(seen(models, turns.head_turn("obama.jpg", 28.0)), Turn.LEFT, TurnLimits())
    flat = judge(seen(models, turns.photo_turn("obama.jpg", 35.0)), Turn.LEFT, ANY_TURN)

    assert live.relief is not None
    assert flat.relief is not None
    assert live.relief.nose > 3 * abs(flat.relief.nose)


def test_a_burst_that_begins_turned_away_is_told_so(models: FaceModels) -> None:
    source = turns.portrait("obama.jpg")
    poses = [turns.Pose(yaw=degrees) for degrees in (24, 28, 32, 36)]
    burst = seen(models, turns.burst(turns.head(source, pose) for pose in poses))

    assert judge(burst, Turn.LEFT, TurnLimits()).fault is NotLive.NOT_FRONT


@pytest.mark.parametrize("way", Turn)
def test_a_head_shaken_both_ways_answers_neither_challenge(models: FaceModels, way: Turn) -> None:
    left, right = turns.head_turn("obama.jpg", 28.0), turns.head_turn("obama.jpg", -28.0)
    shaken = seen(models, [*left, *reversed(left), *right])

    assert judge(shaken, way, TurnLimits()).fault is NotLive.WRONG_WAY


def test_an_operator_may_be_stricter_but_not_let_strangers_pass() -> None:
    assert limits_from({"JIAXIN_FACE_SAME": "0.45"}).same == 0.45
    with pytest.raises(ValueError, match="face limits"):
        limits_from({"JIAXIN_FACE_SAME": "0.65", "JIAXIN_FACE_REVIEW": "0.7"})


def test_between_same_and_other_a_person_looks() -> None:
    limits = FaceLimits()

    assert limits.same < limits.review
