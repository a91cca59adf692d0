"""What pages get from people and from their devices, read without ever falling over it."""

import pytest
from django.http import QueryDict

from jiaxin.portals.parts.typed import credential


@pytest.mark.parametrize("sent", ["", "no json", "[]", "7", '"x"', "[" * 100_000, "9" * 10_000])
def test_what_is_no_answer_of_a_device_is_an_empty_one(sent: str) -> None:
    data = QueryDict(mutable=True)
    data["credential"] = sent

    assert credential(data) == {}


def test_a_devices_answer_is_read() -> None:
    assert credential(QueryDict('credential={"id":"x"}')) == {"id": "x"}
