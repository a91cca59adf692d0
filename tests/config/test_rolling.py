"""Logs that end somewhere."""

from pathlib import Path

from jiaxin.config.rolling import KEPT, RollingFile


def test_a_full_file_makes_room_and_the_oldest_goes(tmp_path: Path) -> None:
    log = RollingFile(tmp_path / "web.log", limit=100)

    for number in range(100):
        log.write(f"line {number:04}\n".encode())
    log.close()

    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["web.log", *(f"web.log.{number}" for number in range(1, KEPT + 1))]
    assert all(path.stat().st_size <= 100 for path in tmp_path.iterdir())
    assert "line 0099" in (tmp_path / "web.log").read_text()


def test_the_end_is_told(tmp_path: Path) -> None:
    log = RollingFile(tmp_path / "web.log")
    log.write("一\n二\n三\n".encode())

    assert log.last(2) == ["二", "三"]
    log.close()
