"""The demo throws away its own folder, and nothing else."""

from pathlib import Path

import pytest

from jiaxin.config.commands import demo, demo_cast, demo_cast_desk
from jiaxin.config.places import DEMO_MARK
from jiaxin.config.plan import BadPlan
from sandbox.regions import REGIONS


def test_a_new_folder_is_marked_as_the_demos(tmp_path: Path) -> None:
    demo.claim(tmp_path / "home")
    demo.claim(tmp_path / "home")

    assert (tmp_path / "home" / DEMO_MARK).exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")

    with pytest.raises(BadPlan, match="not the demo's"):
        demo.claim(tmp_path)
    with pytest.raises(BadPlan, match="was not made by the demo"):
        demo.reset(tmp_path)

    assert (tmp_path / "letters.txt").exists()


def test_starting_over_removes_the_demos_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    demo.claim(home)
    (home / "old").touch()

    demo.reset(home)

    assert not home.exists()


def test_starting_over_with_nothing_there_is_no_fault(tmp_path: Path) -> None:
    demo.reset(tmp_path / "nothing")


@pytest.mark.parametrize("member", [demo_cast.LIN, demo_cast.GULI, demo_cast_desk.ZHANG])
def test_the_sandbox_knows_the_region_of_everybody_in_the_cast(member: demo_cast.Member) -> None:
    assert member.body[:6] in REGIONS
