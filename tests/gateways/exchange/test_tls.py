"""A department over https: its certificate is checked, and nothing is sent to another."""

from collections.abc import Iterator

import pytest

from jiaxin.gateways.exchange.departments import Police
from jiaxin.gateways.exchange.http import Line
from jiaxin.ground.errors import SourceUnreachable
from jiaxin.trust.identity.ports import RealNameWord
from tests.gateways.exchange.contract import fresh
from tests.sandbox.running import Running, running

NOBODY = "340121198001010019"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("tls"), "https") as started:
        yield started


def test_a_department_with_the_agreed_certificate_is_asked(sandbox: Running) -> None:
    with sandbox.police() as police:
        said = police.compare(name="林秀英", number=NOBODY, message_id=fresh())

    assert said.word is RealNameWord.UNKNOWN


def test_a_department_with_another_certificate_is_unreachable(sandbox: Running) -> None:
    with Police(sandbox.keys, Line(sandbox.url)) as police, pytest.raises(SourceUnreachable):
        police.compare(name="林秀英", number=NOBODY, message_id=fresh())
