"""The score of a page, and why there is none: Lighthouse's reports as it writes them."""

from pathlib import Path
from typing import Any

import pytest

from bench import lighthouse
from bench.figures import WrongAnswer

URL = "http://localhost:8080/worker/"


def report(**more: Any) -> dict[str, Any]:
    """The part of a report that is read."""
    metric = {"score": 1, "scoreDisplayMode": "numeric"}
    insight = {"scoreDisplayMode": "metricSavings"}
    return {
        "finalDisplayedUrl": URL,
        "categories": {"performance": {"score": 0.97}},
        "audits": {
            "first-contentful-paint": {**metric, "numericValue": 900.4},
            "largest-contentful-paint": {**metric, "numericValue": 1200.0},
            "total-blocking-time": {**metric, "numericValue": 10.0},
            "render-blocking-insight": {**insight, "score": 0.5},
            "cache-insight": {**insight, "score": 1},
        },
    } | more


def test_the_score_is_of_a_hundred_and_says_what_to_mend() -> None:
    found = lighthouse.read(report(), URL)

    assert found.score == pytest.approx(97)
    assert found.note == (
        "first paint 900 ms, largest 1200 ms, blocked 10 ms; it would mend: render-blocking-insight"
    )


def test_a_page_that_could_not_be_scored_says_why() -> None:
    with pytest.raises(lighthouse.NotToBeHad, match="NO_FCP"):
        lighthouse.read(report(runtimeError={"code": "NO_FCP"}), URL)


def test_the_score_of_the_sign_in_is_not_taken_for_that_of_her_page() -> None:
    with pytest.raises(WrongAnswer, match="led to /worker/sign-in/"):
        lighthouse.read(report(finalDisplayedUrl=f"{URL}sign-in/"), URL)


def test_where_it_cannot_be_had_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lighthouse, "FOLDER", tmp_path / "tools")
    # No package of this name is anywhere: as good as no network.
    monkeypatch.setattr(lighthouse, "NODE", "-r /nowhere")

    with pytest.raises(lighthouse.NotToBeHad, match="uv failed"):
        lighthouse.install()

    assert not (tmp_path / "tools" / ".locked").exists()
