"""What production does not start with: each fault alone, and a deployment without any."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from jiaxin.config import refusals
from jiaxin.config.places import DEMO_MARK
from jiaxin.config.refusals import Described

FIT = Described(
    mode="production",
    public_url="https://jiaxin.example.org",
    key_origin="production",
    database_url="postgresql://jiaxin_web@/jiaxin",
    owner_url="postgresql://jiaxin_owner@/jiaxin",
    sms_url="https://sms.example.org/send",
    department_urls=("https://police.example.org",),
)

FAULTS = [
    (replace(FIT, public_url=""), "JIAXIN_PUBLIC_URL is missing"),
    (replace(FIT, public_url="http://jiaxin.example.org"), "https://"),
    (replace(FIT, public_url="https://localhost:8443"), "this machine only"),
    (replace(FIT, debug=True), "DEBUG"),
    (replace(FIT, key_origin=None), "no key file"),
    (replace(FIT, key_origin="demo"), "made by the demo"),
    (replace(FIT, key_origin="unknown"), "made by the demo"),
    (replace(FIT, home_is_demo=True), "the demo's"),
    (replace(FIT, django_secret="short"), "JIAXIN_DJANGO_SECRET"),
    (replace(FIT, owner_url=FIT.database_url), "the same role"),
    (replace(FIT, sandbox_url="http://127.0.0.1:8091"), "the sandbox"),
    (replace(FIT, demo_settings=("JIAXIN_DEMO_CODES",)), "JIAXIN_DEMO_CODES"),
    (replace(FIT, sms_url="http://sms.example.org/send"), "JIAXIN_SMS_URL"),
    (replace(FIT, department_urls=("http://127.0.0.1:8091",)), "without https"),
]


def test_a_sound_deployment_starts() -> None:
    assert refusals.faults(FIT) == []


@pytest.mark.parametrize(("described", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_production_does_not_start_with(described: Described, said: str) -> None:
    faults = refusals.faults(described)

    assert len(faults) == 1
    assert said in faults[0]


@pytest.mark.parametrize("mode", ["demo", "test"])
@pytest.mark.parametrize("described", [described for described, _ in FAULTS])
def test_the_demo_and_the_tests_are_free(described: Described, mode: str) -> None:
    assert refusals.faults(replace(described, mode=mode)) == []


def test_all_faults_are_told_at_once() -> None:
    worst = replace(FIT, public_url="", key_origin="demo", debug=True)

    assert len(refusals.faults(worst)) == 3


def test_a_mode_that_is_not_named_is_production(tmp_path: Path) -> None:
    with pytest.raises(refusals.UnfitToStart, match="no key file"):
        refusals.refuse_unfit({"JIAXIN_HOME": str(tmp_path)})


def test_what_lies_in_the_home_is_seen(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "root.json").write_text(json.dumps({"origin": "demo"}))
    (tmp_path / "keys" / "exchange.json").write_text(
        json.dumps({"departments": {"police": {"url": "http://127.0.0.1:8091"}}})
    )
    (tmp_path / DEMO_MARK).touch()

    seen = refusals.look(
        {"JIAXIN_HOME": str(tmp_path), "JIAXIN_DEMO_CODES": "1", "JIAXIN_DEBUG": "1"}
    )

    assert seen == Described(
        mode="production",
        public_url="",
        key_origin="demo",
        home_is_demo=True,
        debug=True,
        department_urls=("http://127.0.0.1:8091",),
        demo_settings=("JIAXIN_DEMO_CODES",),
    )
