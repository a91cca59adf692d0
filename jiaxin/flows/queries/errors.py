"""The query's refusals."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_ASK_AGAIN = Words(zh="需要的话，可以再请求一次。", en="You may ask again if you need to.")


class NotAskable(Refusal):
    """The certificate is not valid, so there is nothing to ask for."""

    code = "queries.not_askable"
    status = 409
    says = Words(zh="这张证书现在无效，不能请求查看。", en="This certificate is not valid now.")
    do = Words(zh="请对方续期授权后再试。", en="Ask her to renew her consent, then try again.")


class OutOfUse(Refusal):
    """Her certificate is suspended or revoked: nothing can be shown by it."""

    code = "queries.out_of_use"
    status = 409
    says = Words(
        zh="您的证书现在停用，不能给别人查看。",
        en="Your certificate is out of use: nothing can be shown by it.",
    )
    do = Words(
        zh="请到首页看怎么办、怎么申诉。", en="Your home page says what to do and how to appeal."
    )


class Blocked(Refusal):
    """She does not want to be asked by this consumer. Said like any unanswered request."""

    code = "queries.not_available"
    status = 409
    says = Words(zh="现在不能向她发出请求。", en="You cannot ask her now.")
    do = Words(zh="请当面与她联系。", en="Please speak with her.")


class NotOpen(Refusal):
    """It was answered, or its time is over."""

    code = "queries.not_open"
    status = 409
    says = Words(zh="这个请求已经结束了。", en="This request is over.")
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")


class LookOver(Refusal):
    """The look has ended, or it was approved for another account or another device."""

    code = "queries.look_over"
    status = 410
    says = Words(zh="这次查看已经结束。", en="This look is over.")
    do = _ASK_AGAIN


class NotYours(Refusal):
    """The approval is for the sign-in that asked."""

    code = "queries.not_yours"
    status = 403
    says = Words(zh="只有提出请求的那台手机可以查看。", en="Only the phone that asked may look.")
    do = Words(zh="请回到提出请求的手机和账号。", en="Go back to the phone and account that asked.")


class ReceiptGone(Refusal):
    """The worker deleted her record: what a receipt said went with it."""

    code = "queries.receipt_gone"
    status = 410
    says = Words(
        zh="对方已删除记录，这张凭证打不开了。",
        en="The worker deleted her record, so this receipt no longer opens.",
    )
    do = Words(
        zh="您以前保存或打印的凭证仍然有效。", en="What you saved or printed before still holds."
    )
