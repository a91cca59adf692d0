"""What is asked for on the command line and in the environment, read once."""

from pathlib import Path

import pytest

from jiaxin.config.plan import BadPlan, cores, environment, plan, threads


def test_production_is_what_nobody_asked_otherwise() -> None:
    wanted = plan({"JIAXIN_PUBLIC_URL": "https://jiaxin.example.org/"})

    assert wanted.mode == "production"
    assert wanted.public_url == "https://jiaxin.example.org"
    assert (wanted.port, wanted.tls, wanted.sandbox_port) == (443, "acme", None)


def test_the_demo_listens_on_loopback_only(tmp_path: Path) -> None:
    wanted = plan({}, mode="demo", home=tmp_path)

    assert wanted.addresses == ("127.0.0.1",)
    assert (wanted.port, wanted.http_port) == (8443, 8080)
    assert wanted.public_url == "https://localhost:8443"
    assert wanted.sandbox_port


def test_a_moved_port_moves_both(tmp_path: Path) -> None:
    wanted = plan({"PORT": "9443"}, mode="demo", home=tmp_path)

    assert (wanted.port, wanted.http_port) == (9443, 9444)
    assert wanted.public_url == "https://localhost:9443"


def test_the_local_network_is_opened_by_its_address(tmp_path: Path) -> None:
    wanted = plan({"LAN": "192.0.2.7"}, mode="demo", home=tmp_path)

    assert wanted.addresses == ("127.0.0.1", "192.0.2.7")
    assert wanted.public_url == "https://192.0.2.7:8443"


def test_production_answers_with_every_core_and_a_demo_with_one(tmp_path: Path) -> None:
    assert plan({}, home=tmp_path).web_workers == cores()
    assert plan({}, mode="demo", home=tmp_path).web_workers == 1
    assert plan({"WEB_WORKERS": "3"}, mode="demo", home=tmp_path).web_workers == 3


@pytest.mark.parametrize(("workers", "each"), [(1, 4), (2, 2), (3, 2), (16, 2)])
def test_a_page_that_waits_holds_up_no_other(workers: int, each: int) -> None:
    assert threads(workers) == each


@pytest.mark.parametrize("text", ["0", "17", "-1", "two", "２"])
def test_what_is_no_number_of_web_workers_is_said(text: str) -> None:
    with pytest.raises(BadPlan, match="WEB_WORKERS is"):
        plan({"WEB_WORKERS": text})


@pytest.mark.parametrize("text", ["0", "65536", "abc", "-1", "８４４３"])
def test_what_is_no_port_is_said(text: str) -> None:
    with pytest.raises(BadPlan, match="PORT is"):
        plan({"PORT": text}, mode="demo")


def test_a_mode_nobody_knows_is_said() -> None:
    with pytest.raises(BadPlan, match="JIAXIN_MODE"):
        plan({"JIAXIN_MODE": "debug"})


def test_the_parts_never_learn_the_migrating_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://jiaxin_owner@/jiaxin")

    told = environment(plan({}, mode="demo", home=tmp_path), "postgresql://jiaxin_web@/jiaxin")

    assert "DATABASE_OWNER_URL" not in told
    assert told["DATABASE_URL"] == "postgresql://jiaxin_web@/jiaxin"
