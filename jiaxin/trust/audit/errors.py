"""The trail's refusals."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class NotSealedYet(Refusal):
    """The act was a moment ago; its receipt follows within seconds."""

    code = "audit.not_sealed_yet"
    status = 409
    says = Words(zh="凭证正在生成。", en="The receipt is being made.")
    do = Words(zh="请过几秒再试。", en="Please try again in a few seconds.")


class TooLongAgo(Refusal):
    """So many months cannot be searched at once, unless it is for one subject."""

    code = "audit.too_wide"
    status = 422
    says = Words(zh="查询的时间太长。", en="The time to search is too long.")
    do = Words(
        zh="一次最多查 31 天；只查某一个对象时不限。",
        en="Search 31 days at once at most; more for one subject only.",
    )


class NoReceipt(Refusal):
    """There is no such line, it is too old, or it is not about the viewer."""

    code = "audit.no_receipt"
    status = 404
    says = Words(zh="没有找到这份凭证。", en="There is no such receipt.")
    do = Words(zh="请从查看记录里重新打开。", en="Open it again from the list of looks.")


class NoReason(Refusal):
    """A flag is closed with what came of it."""

    code = "audit.no_reason"
    status = 422
    says = Words(zh="没有写清处理情况。", en="What came of it was not said.")
    do = Words(
        zh="请用 4 到 500 个字说明查到了什么、怎么处理的。",
        en="Say in 4 to 500 characters what you found and did.",
    )
