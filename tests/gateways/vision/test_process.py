"""The process beside the web: closed to others, writes nothing, survives what it is sent."""

import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from jiaxin.gateways.vision import client, framing
from jiaxin.gateways.vision.client import VisionCards, VisionFaces, is_up
from jiaxin.trust.identity.ports import FaceOutcome, ProviderDown, Turn
from tests.gateways.vision.conftest import Process, ended, started
from tests.pictures import turns
from tests.pictures.faces import picture

HEAVY = ("numpy", "cv2", "dlib", "onnxruntime", "rapidocr", "PIL", "pillow_heif")


def compare(faces: VisionFaces) -> FaceOutcome:
    frames = turns.head_turn("obama.jpg", 28.0)
    return faces.compare(portrait=picture("obama2.jpg"), frames=frames, turn=Turn.LEFT).outcome


def test_the_web_process_loads_none_of_the_heavy_libraries() -> None:
    asked = (
        "import sys, jiaxin.gateways.vision.client\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_only_its_own_user_may_open_the_socket(process: Process) -> None:
    assert stat.S_IMODE(process.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(process.socket.parent.stat().st_mode) == 0o700


def files_in(folder: Path) -> set[tuple[str, int, int]]:
    found = set()
    for path in folder.rglob("*"):
        about = path.lstat()
        found.add((str(path), about.st_size, about.st_mtime_ns))
    return found


def test_nothing_is_written_while_faces_are_compared(process: Process, faces: VisionFaces) -> None:
    before = files_in(process.folder)

    assert compare(faces) is FaceOutcome.SAME

    assert files_in(process.folder) == before


def test_nothing_is_written_while_a_card_is_read(
    process: Process, reader: VisionCards, front: bytes, back: bytes
) -> None:
    before = files_in(process.folder)

    assert reader.read(front=front, back=back).front.name

    assert files_in(process.folder) == before


def open_for_writing(pid: int) -> list[str]:
    """The regular files that a process holds open and may write to."""
    found = []
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        # One that is closed while this looks is held no more.
        with suppress(FileNotFoundError):
            about = entry.stat()
            flags = Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text()
            mode = int(flags.partition("flags:")[2].split()[0], 8) & os.O_ACCMODE
            if stat.S_ISREG(about.st_mode) and mode != os.O_RDONLY:
                found.append(str(entry.readlink()))
    return found


def socket_numbers(pid: int) -> set[str]:
    links: list[str] = []
    try:
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                links.append(str(entry.readlink()))
    except PermissionError:
        pytest.skip("its files are closed even to this user")
    return {link[8:-1] for link in links if link.startswith("socket:")}


def test_no_worker_holds_a_file_it_could_write_a_face_to(
    process: Process, faces: VisionFaces
) -> None:
    compare(faces)
    try:
        held = [file for pid in process.workers() for file in open_for_writing(pid)]
    except PermissionError:
        pytest.skip(
            "its memory and files are closed even to this user, which is the stronger claim"
        )

    # Its standard error, which this test run keeps in a file.
    assert {Path(file).name for file in held} <= {"said"}


def test_it_leaves_no_file_of_a_library_behind(process: Process, reader: VisionCards) -> None:
    # onnxruntime would keep a file to report its use from.
    assert reader is not None
    assert {path.name for path in process.folder.rglob("*")} == {"run", "vision.sock", "said"}


def test_it_has_no_line_to_any_network(process: Process, reader: VisionCards) -> None:
    assert reader is not None
    for pid in process.workers():
        held = socket_numbers(pid)
        for table in ("tcp", "tcp6", "udp", "udp6"):
            lines = Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
            assert held.isdisjoint(line.split()[9] for line in lines)


def test_what_it_says_holds_nothing_of_a_picture(process: Process, faces: VisionFaces) -> None:
    with pytest.raises(ProviderDown):
        ask(process.socket, {"do": "no such thing", "name": "林秀英"}, [b"secret"])

    said = (process.folder / "said").read_text()
    assert "KeyError" in said
    assert "林秀英" not in said
    assert "secret" not in said
    assert "no such thing" not in said


def ask(path: Path, header: dict[str, str], blobs: list[bytes]) -> None:
    client._ask(path, 20, header, blobs)


MALFORMED = {
    "nonsense": b"GET / HTTP/1.1\r\n\r\n",
    "a header beyond measure": struct.pack("!4sI", b"JXV1", 2_000_000_000),
    "no header": struct.pack("!4sI", b"JXV1", 2) + b"[]",
    "pictures beyond measure": struct.pack("!4sI", b"JXV1", 24) + b'{"blobs": [99999999999]}',
    "less than nothing": struct.pack("!4sI", b"JXV1", 15) + b'{"blobs": [-1]}',
    "a broken end": struct.pack("!4sI", b"JXV1", 24) + b'{"do": "ping", "blobs": ',
}


@pytest.mark.parametrize("said", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_caller_that_speaks_otherwise_is_dropped(process: Process, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(20)
        line.connect(str(process.socket))
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            assert line.recv(100) == b""

    assert is_up(process.socket, patience=20)


def test_a_worker_that_crashes_is_replaced(process: Process, faces: VisionFaces) -> None:
    fallen = process.workers()[0]

    os.kill(fallen, signal.SIGSEGV)
    for _ in range(100):
        if len(now := process.workers()) == 2 and fallen not in now:
            break
        time.sleep(0.1)

    assert len(process.workers()) == 2
    assert compare(faces) is FaceOutcome.SAME


def test_it_ends_when_told_to_and_leaves_no_socket() -> None:
    one = started(workers=1)
    workers = one.workers()

    one.running.send_signal(signal.SIGTERM)

    assert one.running.wait(timeout=30) == 0
    assert not one.socket.exists()
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    ended(one)


def test_a_second_process_does_not_take_the_place_of_a_living_one(process: Process) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "jiaxin.gateways.vision.server", "--socket", str(process.socket)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert "answers here already" in second.stderr
    assert is_up(process.socket, patience=20)


def test_where_nobody_listens_the_provider_is_down(tmp_path: Path) -> None:
    with pytest.raises(ProviderDown):
        VisionFaces(tmp_path / "nobody.sock").compare(portrait=b"", frames=[], turn=Turn.LEFT)
    assert not is_up(tmp_path / "nobody.sock")


def listening(folder: Path, behave: Callable[[socket.socket], None]) -> Path:
    path = folder / "odd.sock"
    line = socket.socket(socket.AF_UNIX)
    line.bind(str(path))
    line.listen(1)

    def answer() -> None:
        with line:
            caller, _ = line.accept()
            with caller:
                behave(caller)

    threading.Thread(target=answer, daemon=True).start()
    return path


def test_a_process_that_never_answers_is_down(tmp_path: Path) -> None:
    done = threading.Event()

    def say_nothing(caller: socket.socket) -> None:
        done.wait(5)

    path = listening(tmp_path, say_nothing)

    with pytest.raises(ProviderDown):
        VisionCards(path, patience=0.2).read(front=b"x", back=b"x")
    done.set()


@pytest.mark.parametrize("answer", [{}, {"outcome": "certainly"}, {"down": "MemoryError"}])
def test_an_answer_that_makes_no_sense_is_down(tmp_path: Path, answer: dict[str, str]) -> None:
    def behave(caller: socket.socket) -> None:
        framing.receive(caller)
        framing.send(caller, answer)

    path = listening(tmp_path, behave)

    with pytest.raises(ProviderDown):
        VisionFaces(path, patience=5).compare(portrait=b"", frames=[], turn=Turn.LEFT)
