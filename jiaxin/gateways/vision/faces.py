"""Finding faces, and telling whether two are one person's."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import dlib  # type: ignore[import-untyped]  # it ships no stubs
import numpy as np
from numpy.typing import NDArray

type Pixels = NDArray[np.uint8]
type Points = NDArray[np.float64]


def _weights(file: str) -> Path:
    # The package is not imported: its own code needs pkg_resources.
    spec = find_spec("face_recognition_models")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("face_recognition_models")
    return Path(next(iter(spec.submodule_search_locations))) / "models" / file


def landmarks_file() -> Path:
    """The five-point landmarks. The 68-point file beside it is not free for commercial use."""
    return _weights("shape_predictor_5_face_landmarks.dat")


def embedding_file() -> Path:
    """The network that turns a face into 128 numbers."""
    return _weights("dlib_face_recognition_resnet_model_v1.dat")


@dataclass(frozen=True)
class Face:
    """One face in a frame: its width, and the five points (her left eye is on the right)."""

    width: int
    box: tuple[int, int, int, int]
    points: Points
    shape: dlib.full_object_detection

    @cached_property
    def her_left_eye(self) -> Points:
        """The middle of the eye that lies on the right of the picture."""
        return np.asarray(self.points[0:2].mean(axis=0))

    @cached_property
    def her_right_eye(self) -> Points:
        """The middle of the eye that lies on the left of the picture."""
        return np.asarray(self.points[2:4].mean(axis=0))

    @cached_property
    def middle(self) -> Points:
        """Halfway between the eyes."""
        return np.asarray((self.her_left_eye + self.her_right_eye) / 2)

    @cached_property
    def eyes_apart(self) -> float:
        """The unit of every measure on a face, in pixels."""
        return max(1.0, float(np.hypot(*(self.her_left_eye - self.her_right_eye))))

    @cached_property
    def along(self) -> Points:
        """The direction from her right eye to her left, of length one."""
        return np.asarray((self.her_left_eye - self.her_right_eye) / self.eyes_apart)

    @cached_property
    def nose_offset(self) -> float:
        """How far the nose lies from the middle, in eye distances: positive towards her left."""
        return float(np.dot(self.points[4] - self.middle, self.along)) / self.eyes_apart


class FaceModels:
    """The detector, the landmarks and the embedding, loaded once."""

    def __init__(self) -> None:
        self._detector = dlib.get_frontal_face_detector()
        self._landmarks = dlib.shape_predictor(str(landmarks_file()))
        self._network = dlib.face_recognition_model_v1(str(embedding_file()))

    def find(self, pixels: Pixels, *, upsample: int = 0) -> list[Face]:
        """Every face, the widest first."""
        boxes = self._detector(pixels, upsample)
        faces = [self._face(pixels, box) for box in boxes]
        return sorted(faces, key=lambda face: -face.width)

    def _face(self, pixels: Pixels, box: dlib.rectangle) -> Face:
        shape = self._landmarks(pixels, box)
        points = np.array([(point.x, point.y) for point in shape.parts()], np.float64)
        edges = (box.left(), box.top(), box.right(), box.bottom())
        return Face(width=box.width(), box=edges, points=points, shape=shape)

    def embed(self, pixels: Pixels, face: Face) -> Points:
        """The face as 128 numbers; they live no longer than the comparison."""
        return np.array(self._network.compute_face_descriptor(pixels, face.shape))


def distance(one: Points, other: Points) -> float:
    """0 for the same picture; 0.5 and above for different people."""
    return float(np.linalg.norm(one - other))


def chief(found: Sequence[Face], *, rival: float) -> Face | None:
    """The one face that a frame shows; None where a second is nearly as large."""
    if not found or (len(found) > 1 and found[1].width >= rival * found[0].width):
        return None
    return found[0]
