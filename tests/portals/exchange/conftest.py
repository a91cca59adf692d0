"""The platform at an address, and bodies that send to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiaxin.config import wiring
from tests.sandbox import sending
from tests.sandbox.sending import Senders


@pytest.fixture(scope="session")
def pairing(live_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of both sides, made once: each test works on a copy."""
    folder = tmp_path_factory.mktemp("pairing")
    sending.pair(folder, live_server.url)
    return folder


@pytest.fixture
def senders(pairing: Path, live_server: Any, tmp_path: Path) -> Iterator[Senders]:
    """Bodies of the sandbox, paired; nobody is registered yet."""
    shutil.copytree(pairing, tmp_path / "paired")
    yield sending.joined(tmp_path / "paired", live_server.url)
    wiring.join()


@pytest.fixture
def hospital(senders: Senders) -> Senders:
    """The exam hospital is registered."""
    sending.register(senders, "hospital")
    return senders
