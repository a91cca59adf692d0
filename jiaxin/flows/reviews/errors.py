"""The refusals of reviews."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class TooLateToReview(Refusal):
    """The service has been over for too long."""

    code = "reviews.too_late"
    status = 409
    says = Words(
        zh="服务结束超过 90 天，不能再评价了。", en="This service ended more than 90 days ago."
    )
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")


class AlreadyReviewed(Refusal):
    """One service, one review; one review, one answer a side."""

    code = "reviews.already"
    status = 409
    says = Words(zh="已经写过了，一次服务只写一次。", en="It is written already: once a service.")
    do = Words(
        zh="可以撤回自己写的评价；撤回后不能再写。",
        en="You may take your review back; it cannot be written anew.",
    )


class NotAnswerable(Refusal):
    """The review is not shown now, so nobody answers it."""

    code = "reviews.not_answerable"
    status = 409
    says = Words(zh="这条评价现在没有展示。", en="This review is not shown now.")
    do = Words(zh="不用回应。", en="There is no need to answer.")


class AnswerUnfit(Refusal):
    """The answer has words that a person would have to look at first."""

    code = "reviews.answer_unfit"
    status = 422
    says = Words(
        zh="回应里有骂人、联系方式或指责犯罪的话，不能展示。",
        en="The answer has insults, ways to reach somebody, or accuses of a crime.",
    )
    do = Words(
        zh="请只说这次服务的情况。涉及违法的，请投诉或拨打 110。",
        en="Please speak of the service only. Of a crime, complain or call 110.",
    )


class NotWhole(Refusal):
    """A question has no answer."""

    code = "reviews.not_whole"
    status = 422
    says = Words(zh="还有问题没有选。", en="A question has no answer yet.")
    do = Words(zh="请每一项选一个。", en="Please choose one for each.")


class AlreadyLookedAt(Refusal):
    """Another officer has decided, or the family took it back."""

    code = "reviews.decided"
    status = 409
    says = Words(zh="这条评价已经处理过了。", en="This review has been dealt with already.")
    do = Words(zh="请回到列表看下一条。", en="Go back to the list for the next.")
