"""A burst of frames beside a portrait: live, and the same person?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from jiaxin.gateways.vision import faces, liveness, pictures
from jiaxin.gateways.vision.faces import Face, FaceModels, Pixels
from jiaxin.gateways.vision.liveness import Seen, TurnLimits
from jiaxin.trust.identity.ports import FaceAnswer, FaceOutcome, NotLive, Turn

# A frame needs no more than this; a portrait is small already.
FRAME_SIDE, PORTRAIT_SIDE = 640, 800
# A card's or a source's portrait may be tiny: the detector sees faces of 80 pixels and more.
SMALL = 320


@dataclass(frozen=True, slots=True)
class FaceLimits:
    """Distances between two faces, and what counts as one face: argued in docs/faces.md."""

    same: float = 0.50
    review: float = 0.55
    through_burst: float = 0.60
    narrowest: int = 60
    rival: float = 0.45
    crowded: int = 2
    turn: TurnLimits = field(default_factory=TurnLimits)

    def __post_init__(self) -> None:
        if not 0.3 <= self.same <= self.review <= 0.6:
            raise ValueError("face limits: 0.3 <= same <= review <= 0.6")


def limits_from(environment: Mapping[str, str]) -> FaceLimits:
    """The limits as the operator sets them; beyond 0.6, strangers pass, so that is refused."""
    return FaceLimits(
        same=float(environment.get("JIAXIN_FACE_SAME", "0.50")),
        review=float(environment.get("JIAXIN_FACE_REVIEW", "0.55")),
    )


class Matcher:
    """Models and limits together: answers for one burst at a time, and remembers nothing."""

    def __init__(self, models: FaceModels, limits: FaceLimits) -> None:
        self._models = models
        self._limits = limits

    def compare(self, *, portrait: bytes, frames: Sequence[bytes], turn: Turn) -> FaceAnswer:
        """Whether the burst is a live turn of the person in the portrait."""
        shown = [self._find(pixels) for pixels in map(_frame, frames) if pixels is not None]
        seen = [Seen(pixels, face) for pixels, found in shown if (face := self._chief(found))]
        if (no := self._unusable(shown, seen)) is not None:
            return FaceAnswer(no, None, "none")

        verdict = liveness.judge(seen, turn, self._limits.turn)
        if verdict.fault is not None:
            return FaceAnswer(FaceOutcome.NOT_LIVE, None, "none", verdict.fault)
        front, turned = seen[verdict.front], seen[verdict.turned]
        live = self._models.embed(front.pixels, front.face)
        after = self._models.embed(turned.pixels, turned.face)
        if faces.distance(live, after) > self._limits.through_burst:
            return FaceAnswer(FaceOutcome.NOT_LIVE, None, "none", NotLive.CHANGED)

        known = self._portrait(portrait)
        if known is None:
            # The burst is good; the portrait is not. A person has to look.
            return FaceAnswer(FaceOutcome.REVIEW, None, "challenge")
        apart = faces.distance(live, known)
        return FaceAnswer(self._word(apart), round(apart, 3), "challenge")

    def _word(self, apart: float) -> FaceOutcome:
        if apart <= self._limits.same:
            return FaceOutcome.SAME
        return FaceOutcome.REVIEW if apart <= self._limits.review else FaceOutcome.OTHER

    def _find(self, pixels: Pixels) -> tuple[Pixels, list[Face]]:
        wide = [face for face in self._models.find(pixels) if face.width >= self._limits.narrowest]
        return pixels, wide

    def _chief(self, found: Sequence[Face]) -> Face | None:
        return faces.chief(found, rival=self._limits.rival)

    def _unusable(
        self, shown: Sequence[tuple[Pixels, list[Face]]], seen: Sequence[Seen]
    ) -> FaceOutcome | None:
        crowded = sum(1 for _, found in shown if found and self._chief(found) is None)
        if crowded >= self._limits.crowded:
            return FaceOutcome.MANY_FACES
        return None if seen else FaceOutcome.NO_FACE

    def _portrait(self, body: bytes) -> faces.Points | None:
        try:
            picture = pictures.opened(body, longest=PORTRAIT_SIDE)
        except pictures.Unopenable:
            return None
        pixels = np.asarray(picture)
        found = self._models.find(pixels, upsample=1 if max(picture.size) < SMALL else 0)
        face = self._chief(found)
        return self._models.embed(pixels, face) if face else None


def _frame(body: bytes) -> Pixels | None:
    """A frame as pixels; None where it cannot be opened, which counts as no face."""
    try:
        return np.asarray(pictures.opened(body, longest=FRAME_SIDE))
    except pictures.Unopenable:
        return None
