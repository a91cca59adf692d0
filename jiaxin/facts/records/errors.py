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


class UnfitFact(Refusal):
    """A content that its kind does not take. The context names the kind, the field, the fault."""

    code = "records.unfit"
    status = 422
    says = Words(zh="有一栏填得不对，没有保存。", en="One field is not right; nothing was kept.")
    do = Words(zh="请改好标出的那一栏再提交。", en="Correct the field that is named and try again.")


class NotFromThere(Refusal):
    """This kind of fact is not taken from this side."""

    code = "records.not_from_there"
    status = 403
    says = Words(
        zh="这类信息不能由这一方提供。", en="This kind of fact is not taken from this side."
    )
    do = Words(zh="请由有资格的机构提供。", en="It must come from a body that may say so.")


class Unsigned(Refusal):
    """The issuer's signature is missing, or is not the issuer's."""

    code = "records.unsigned"
    status = 422
    says = Words(
        zh="报告上没有出具机构的有效签名，没有保存。",
        en="The report carries no valid signature of its issuer; nothing was kept.",
    )
    do = Words(
        zh="请向出具机构要一份带签名的报告。", en="Ask the issuer for a report that it has signed."
    )


class NotToAnswer(Refusal):
    """There is nothing here that this side may confirm, reject or withdraw now."""

    code = "records.not_to_answer"
    status = 409
    says = Words(zh="这一项现在不能这样处理。", en="This cannot be done to this entry now.")
    do = Words(
        zh="它可能刚刚变过。请回到记录看最新的内容。",
        en="It may just have changed. Go back to the record and look at it as it is now.",
    )
