"""One running sandbox for a module's tests."""

from collections.abc import Iterator

import pytest

from tests.sandbox.running import Running, running


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("sandbox")) as started:
        yield started


@pytest.fixture
def sandbox(department: Running) -> Iterator[Running]:
    yield department
    department.fault("off")
