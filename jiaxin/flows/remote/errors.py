"""The refusals of answering from afar."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class NobodyAnswers(Refusal):
    """A reply from a phone that answers nothing by message, whether it is known or not."""

    code = "remote.nobody_answers"
    status = 409
    says = Words(zh="这个号码没有开通短信答复。", en="This number answers nothing by message.")
    do = Words(
        zh="请在手机页面或窗口先开通。", en="Switch it on first, on your phone or at a counter."
    )


class HeardBefore(Refusal):
    """The same message came again."""

    code = "remote.heard_before"
    status = 409
    says = Words(zh="这条短信已经处理过。", en="This message was taken in before.")
    do = Words(zh="不用再发。", en="There is no need to send it again.")


class Unclear(Refusal):
    """A reply that is none of the few things asked for."""

    code = "remote.unclear"
    status = 422
    says = Words(zh="没看懂这条回复。", en="This reply could not be read.")
    do = Words(
        zh="同意请只回复 6 位数字，不同意回复 0。",
        en="Reply with the six digits alone to agree, or with 0 to refuse.",
    )


class WrongReply(Refusal):
    """The code is not that of a request that waits, or it is over."""

    code = "remote.wrong_code"
    status = 409
    says = Words(zh="数字不对，或者已经过时。", en="The digits are wrong, or too late.")
    do = Words(
        zh="要新的数字请回复 1。没有人看到您的记录。",
        en="Reply 1 for new digits. Nobody has seen your record.",
    )


class NotThere(Refusal):
    """Nobody is helped by half of what a card says."""

    code = "remote.not_there"
    status = 404
    says = Words(zh="姓名和证件号码对不上。", en="That name and number do not belong together.")
    do = Words(
        zh="请照着证件重新输入；还没有实名的请先办实名。",
        en="Enter them as on the card; who is not proven yet enrols first.",
    )


class OnlyAtTheCounter(Refusal):
    """On the telephone a card is cancelled, and nothing else is done."""

    code = "remote.only_at_the_counter"
    status = 409
    says = Words(zh="电话里只能挂失证书卡。", en="By telephone only a card can be cancelled.")
    do = Words(
        zh="其他事情请本人带证件和手机到窗口。",
        en="For anything else she comes with her card and her phone.",
    )


class OfferOver(Refusal):
    """Her firm's offer of a link was answered, taken back, or waited too long."""

    code = "remote.offer_over"
    status = 409
    says = Words(zh="企业的这个请求已经结束。", en="This request of your firm is over.")
    do = Words(zh="需要的话，请企业再发一次。", en="Your firm may ask again if it needs to.")
