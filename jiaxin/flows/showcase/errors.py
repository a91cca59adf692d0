"""The refusals of showcase."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class CardGone(Refusal):
    """There is no such card, or none any more: the same is said of both."""

    code = "showcase.gone"
    status = 410
    says = Words(zh="这张个人风采现在没有展示。", en="This card is not on show now.")
    do = Words(
        zh="她可能自己撤下了，这不说明她有问题。您可以看看别的，或当面请她出示证书。",
        en="She may have taken it down, which says nothing against her. Look at others, or ask"
        " her for her certificate when you meet.",
    )


class NothingChosen(Refusal):
    """A card needs a trade and a region, or nobody would find it."""

    code = "showcase.nothing_chosen"
    status = 422
    says = Words(zh="工种和地区还没有选。", en="No trade or no region is chosen yet.")
    do = Words(
        zh="请至少选一个工种，并填想在哪里工作。",
        en="Choose one trade at least, and say where you would work.",
    )


class NoCard(Refusal):
    """She has not made a card yet."""

    code = "showcase.no_card"
    status = 409
    says = Words(zh="您还没有做个人风采。", en="You have no card yet.")
    do = Words(zh="请先填好，看过预览再公开。", en="Fill it in first, and look at it.")


class PhotoUnfit(Refusal):
    """The file is no photo that can be used."""

    code = "showcase.photo"
    status = 422
    says = Words(zh="这张照片用不了。", en="This photo cannot be used.")
    do = Words(
        zh="请换一张手机拍的照片（JPG、PNG、HEIC），不超过 20 MB。",
        en="Take another one from your phone (JPG, PNG, HEIC), 20 MB at most.",
    )


class PhotosDown(Refusal):
    """What reads photos does not answer."""

    code = "showcase.photos_down"
    status = 503
    says = Words(zh="现在处理不了照片。", en="Photos cannot be read just now.")
    do = Words(zh="请过几分钟再试，或先不放照片。", en="Try again in a few minutes, or go without.")
