"""People told apart, and live turns from photos, by the running process."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pytest

from jiaxin.gateways.vision.client import VisionFaces
from jiaxin.trust.identity.ports import FaceOutcome, NotLive, Turn
from tests.gateways.vision.contract import FaceContract, Staged
from tests.pictures import turns
from tests.pictures.faces import picture


@cache
def room() -> bytes:
    return turns.jpeg(np.full((turns.HEIGHT, turns.WIDTH, 3), 140, np.uint8))


@cache
def side_by_side() -> list[bytes]:
    """One person turning, and another beside him."""
    beside = turns.portrait("biden.jpg").pixels[40:420, 190:450]
    frames = []
    for pose in turns.sweep(25, 5):
        frame = turns.head(turns.portrait("obama.jpg"), pose)
        frames.append(np.concatenate([frame[40:420, 150:490], beside], axis=1))
    return turns.burst(frames)


class TestTheProcess(FaceContract):
    """The real provider keeps the contract."""

    @pytest.fixture
    def staged(self, faces: VisionFaces) -> Staged:
        return Staged(
            provider=faces,
            portrait=picture("obama2.jpg"),
            portrait_of_another=picture("biden.jpg"),
            turning_left=turns.head_turn("obama.jpg", 28.0),
            still=[picture("obama.jpg")] * 6,
            photo_turned_left=turns.photo_turn("obama.jpg", 40.0),
            two_people=side_by_side(),
            nobody=[room()] * 6,
        )


SAME = [
    ("obama.jpg", "obama2.jpg"),
    ("obama.jpg", "obama3.jpg"),
    ("obama.jpg", "obama_partial_face.jpg"),
    ("biden.jpg", "biden.jpg"),
    ("astronaut.png", "astronaut.png"),
]
DIFFERENT = [
    ("obama.jpg", "astronaut.png"),
    ("biden.jpg", "obama.jpg"),
    ("biden.jpg", "astronaut.png"),
    ("astronaut.png", "obama3.jpg"),
]


@pytest.mark.parametrize(("who", "portrait"), SAME)
def test_one_person_is_the_same_as_her_portrait(
    faces: VisionFaces, who: str, portrait: str
) -> None:
    said = faces.compare(
        portrait=picture(portrait), frames=turns.head_turn(who, 28.0), turn=Turn.LEFT
    )

    assert said.outcome is FaceOutcome.SAME


@pytest.mark.parametrize(("who", "portrait"), DIFFERENT)
def test_different_people_are_told_apart(faces: VisionFaces, who: str, portrait: str) -> None:
    said = faces.compare(
        portrait=picture(portrait), frames=turns.head_turn(who, 28.0), turn=Turn.LEFT
    )

    assert said.outcome is FaceOutcome.OTHER


@pytest.mark.parametrize("who", ["obama.jpg", "astronaut.png"])
def test_a_turn_to_her_right_is_a_turn_to_the_left_of_the_picture(
    faces: VisionFaces, who: str
) -> None:
    said = faces.compare(portrait=picture(who), frames=turns.head_turn(who, -28.0), turn=Turn.RIGHT)

    assert said.outcome is FaceOutcome.SAME


@pytest.mark.parametrize("who", ["obama.jpg", "biden.jpg", "astronaut.png"])
@pytest.mark.parametrize("degrees", [20.0, 40.0])
def test_a_flat_photo_turned_before_the_camera_is_refused(
    faces: VisionFaces, who: str, degrees: float
) -> None:
    said = faces.compare(
        portrait=picture(who), frames=turns.photo_turn(who, degrees), turn=Turn.LEFT
    )

    assert said.outcome is FaceOutcome.NOT_LIVE


@pytest.mark.parametrize("who", ["obama.jpg", "biden.jpg", "astronaut.png"])
def test_a_photo_bent_round_a_cylinder_and_turned_is_refused(faces: VisionFaces, who: str) -> None:
    said = faces.compare(
        portrait=picture(who), frames=turns.photo_turn(who, 45.0, bend=0.6), turn=Turn.LEFT
    )

    assert said.outcome is FaceOutcome.NOT_LIVE


def poor(pixels: turns.Pixels) -> turns.Pixels:
    return turns.worn(pixels, scale=0.5, noise=8, blur=0.8)


@pytest.mark.parametrize(
    "camera",
    [lambda frame: turns.worn(frame, noise=8), lambda frame: turns.worn(frame, blur=1.6), poor],
    ids=["noisy", "blurred", "poor"],
)
def test_a_live_turn_before_a_poor_camera_is_accepted(
    faces: VisionFaces, camera: Callable[[turns.Pixels], turns.Pixels]
) -> None:
    source = turns.portrait("obama.jpg")
    frames = turns.burst([camera(turns.head(source, pose)) for pose in turns.sweep(28, 6)], 60)

    said = faces.compare(portrait=picture("obama2.jpg"), frames=frames, turn=Turn.LEFT)

    assert said.outcome is FaceOutcome.SAME


def test_another_face_at_the_end_than_at_the_start_is_refused(faces: VisionFaces) -> None:
    begun: Sequence[bytes] = turns.head_turn("obama.jpg", 28.0)[:4]
    ended: Sequence[bytes] = turns.head_turn("astronaut.png", 28.0)[4:]

    said = faces.compare(portrait=picture("obama.jpg"), frames=[*begun, *ended], turn=Turn.LEFT)

    assert said.outcome is FaceOutcome.NOT_LIVE
    assert said.why in {NotLive.LOST, NotLive.CHANGED, NotLive.FLAT}


@pytest.mark.parametrize(
    ("side", "way"), [("obama2.jpg", Turn.RIGHT), ("obama3.jpg", Turn.LEFT)], ids=["right", "left"]
)
def test_photos_from_the_front_and_from_the_side_one_after_the_other_are_refused(
    faces: VisionFaces, side: str, way: Turn
) -> None:
    shown = [turns.jpeg(turns.portrait(name).pixels) for name in ("obama.jpg", side)]

    said = faces.compare(
        portrait=picture("obama.jpg"), frames=[shown[0]] * 3 + [shown[1]] * 3, turn=way
    )

    assert said.why is NotLive.LOST


def test_one_frame_is_not_a_turn(faces: VisionFaces) -> None:
    said = faces.compare(
        portrait=picture("obama.jpg"), frames=[picture("obama.jpg")], turn=Turn.LEFT
    )

    assert said.why is NotLive.TOO_FEW


def test_a_portrait_without_a_face_goes_to_a_person(faces: VisionFaces) -> None:
    said = faces.compare(portrait=room(), frames=turns.head_turn("obama.jpg", 28.0), turn=Turn.LEFT)

    assert (said.outcome, said.distance) == (FaceOutcome.REVIEW, None)
