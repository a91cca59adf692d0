"""The record's refusals, and the error that a read without a proof is."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class UnprovenRead(RuntimeError):
    """Facts were about to be read without a proof. A mistake in the code, never a user's."""


class NoRecord(Refusal):
    """There is no record yet."""

    code = "records.none"
    status = 404
    says = Words(zh="还没有信用记录。", en="There is no record yet.")
    do = Words(zh="完成实名后就会有。", en="There is one once the identity is proven.")
