"""The refusals of registers."""

from typing import ClassVar

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class BadEntry(Refusal):
    """An entry lacks something; `faults` says what."""

    code: ClassVar[str] = "registers.bad_entry"
    status: ClassVar[int] = 422
    says = Words(zh="有内容没有填好。", en="Something is not filled in as it must be.")
    do = Words(zh="请按每一项旁边的提示修改。", en="Mend what is said beside each field.")


class AlreadyReplaced(Refusal):
    """This assessment was replaced by another meanwhile."""

    code: ClassVar[str] = "registers.already_replaced"
    status: ClassVar[int] = 409
    says = Words(zh="这份评估已经有新的一份了。", en="A newer assessment took its place.")
    do = Words(zh="请打开最新的一份再改。", en="Open the newest one and go on from there.")


class AlreadyReported(Refusal):
    """When and to whom it was reported is noted, and stays."""

    code: ClassVar[str] = "registers.already_reported"
    status: ClassVar[int] = 409
    says = Words(zh="已经登记过报告了。", en="The report is noted already.")
    do = Words(
        zh="登记的内容不能改；补充写在处理结果里。", en="Add what is missing to the outcome."
    )


class AlreadyTelling(Refusal):
    """Those concerned are being told, or were."""

    code: ClassVar[str] = "registers.already_telling"
    status: ClassVar[int] = 409
    says = Words(zh="已经开始通知了，每人只通知一次。", en="They are being told; each only once.")
    do = Words(zh="可以在页面上看到通知了多少人。", en="The page shows how many were told.")


class NotToBeClosed(Refusal):
    """It is not reported, or those concerned were not told and nothing says why."""

    code: ClassVar[str] = "registers.not_to_be_closed"
    status: ClassVar[int] = 409
    says = Words(zh="现在还不能结案。", en="It cannot be closed yet.")
    do = Words(
        zh="先登记向主管部门的报告，并通知受影响的人；不需要通知的，要写明理由。",
        en="Note its report to the authority, and tell those concerned or say why not.",
    )


class IsClosed(Refusal):
    """Nothing is added to what is closed."""

    code: ClassVar[str] = "registers.is_closed"
    status: ClassVar[int] = 409
    says = Words(zh="已经结案。", en="It is closed.")
    do = Words(zh="有新情况请另外登记一起。", en="Enter what is new as a breach of its own.")
