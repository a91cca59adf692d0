"""The refusals of the vetting desk."""

from jiaxin.flows.vetting.rules import MOST_PAGES, MOST_PAPERS, Bar, PaperFault
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_TO_QUEUE = Words(zh="请回到待办列表。", en="Go back to the list.")
_OTHER_FILE = Words(
    zh="请换一个文件，或改用手机拍照上传。", en="Choose another file, or take photos of it instead."
)


class CaseMoved(Refusal):
    """Somebody else was quicker, or the case has ended meanwhile."""

    code = "vetting.moved"
    status = 409
    says = Words(
        zh="这件案子已由别人办理，或状态已经变了。",
        en="Somebody else has dealt with this, or it has changed meanwhile.",
    )
    do = Words(
        zh="您写的内容没有提交。请看最新的情况再决定。",
        en="What you wrote was not sent. See how it stands now, then decide.",
    )


class TakenByOther(Refusal):
    """Another reviewer holds the case now."""

    code = "vetting.taken"
    status = 409
    says = Words(zh="这件案子正由另一位审核员办理。", en="Another reviewer has this case now.")
    do = _TO_QUEUE


class NotYourCase(Refusal):
    """Only the reviewer who took a case may open it."""

    code = "vetting.not_yours"
    status = 403
    says = Words(zh="您没有领取这件案子。", en="You have not taken this case.")
    do = Words(zh="请先在待办列表里领取。", en="Take it in the list first.")


class Paused(Refusal):
    """Her consent has ended, so nothing may be looked at until she renews it."""

    code = "vetting.paused"
    status = 409
    says = Words(
        zh="本人的授权已经到期，这件案子暂停办理。",
        en="Her consent has ended; the case rests until she renews it.",
    )
    do = Words(
        zh="她续期后可以接着办。现在可以先退回这件案子。",
        en="It goes on once she has renewed. You may hand it back meanwhile.",
    )


class MayNotSit(Refusal):
    """This reviewer may not speak in this case: another person is needed."""

    code = "vetting.may_not_sit"
    status = 409
    says = Words(zh="这件案子要由另一位审核员办理。", en="This case needs another reviewer.")
    do = _TO_QUEUE

    _WHY: dict[str, Words] = {
        Bar.STEPPED_BACK: Words(
            zh="您已回避，不能再办理。", en="You stepped back from it; you may not take it again."
        ),
        Bar.HAS_SPOKEN: Words(
            zh="您已经提过意见，须由另一人复核。",
            en="You have given your opinion; another person must give the next.",
        ),
        Bar.SAT_BEFORE: Words(
            zh="您办过原案，申诉须由没有办过的人办理。",
            en="You sat on the first decision; others look at the appeal.",
        ),
        Bar.NOT_WAITING: Words(zh="这件案子已经办结。", en="This case has ended."),
    }

    def __init__(self, *, bar: Bar) -> None:
        super().__init__(bar=bar)
        self.says = self._WHY[bar]  # type: ignore[misc]  # this one knows why


class NotHeardYet(Refusal):
    """Nothing is said against her before she spoke, or had her time to."""

    code = "vetting.not_heard"
    status = 409
    says = Words(
        zh="本人的申辩期还没有结束，现在不能作不利的决定。",
        en="She still has time to answer: nothing can be decided against her yet.",
    )
    do = Words(
        zh="可以先放一放；她说完了或到期后再提。未发现的意见随时可以提。",
        en="Leave it for now, until she is done or her time is over. “None found” may be said any"
        " time.",
    )


class NotYourTurn(Refusal):
    """This cannot be said at this point of the case."""

    code = "vetting.not_now"
    status = 409
    says = Words(zh="现在不能这样办理。", en="This cannot be said at this point.")
    do = Words(zh="请按页面上的选项办理。", en="Choose among what the page offers.")


class GroundDoesNotFit(Refusal):
    """The ground that was chosen is none for what is said."""

    code = "vetting.ground"
    status = 422
    says = Words(zh="选的理由与意见不符。", en="The ground does not fit what you say.")
    do = Words(zh="请重新选择理由。", en="Choose another ground.")


class WordsMissing(Refusal):
    """Plain words are needed, and not too many of them."""

    code = "vetting.words"
    status = 422
    says = Words(zh="请写几句话说明，最多 2000 字。", en="Write a few words; at most 2,000.")
    do = Words(zh="写好后再提交。", en="Then send it again.")


class MoreTimeTaken(Refusal):
    """More time was taken once already."""

    code = "vetting.more_taken"
    status = 409
    says = Words(zh="这件案子已经延期过一次。", en="More time was taken for this case already.")
    do = Words(zh="请尽快办结。", en="Please decide it soon.")


class NoCase(Refusal):
    """Nothing of hers is being looked at."""

    code = "vetting.none"
    status = 404
    says = Words(zh="没有正在核实的事项。", en="Nothing is being looked at.")
    do = Words(zh="不用做什么。", en="There is nothing to do.")


class TooLateToSpeak(Refusal):
    """The case has ended."""

    code = "vetting.ended"
    status = 409
    says = Words(zh="这件事已经有结果了。", en="This has been decided.")
    do = Words(zh="请看结果；不服可以申诉。", en="See the outcome; you may appeal against it.")


class NoAppeal(Refusal):
    """There is one appeal, within its time, against a decision against her."""

    code = "vetting.no_appeal"
    status = 409
    says = Words(zh="这件事不能再申诉了。", en="There is no appeal against this now.")
    do = Words(
        zh="申诉只有一次，须在 60 天内提出；您还可以依法申请行政复议或起诉。",
        en="There is one, within 60 days; the law's own remedies stay open to you.",
    )


class TooManyPapers(Refusal):
    """She attached as much as a case takes."""

    code = "vetting.many_papers"
    status = 409
    says = Words(
        zh=f"最多上传 {MOST_PAPERS} 份材料。", en=f"At most {MOST_PAPERS} files can be attached."
    )
    do = Words(zh="其余的请写在说明里。", en="Write down what else there is.")


class PaperUnreadable(Refusal):
    """A file that cannot be taken, and why."""

    code = "vetting.paper"
    status = 422
    says = Words(zh="这个文件收不了。", en="This file cannot be taken.")
    do = _OTHER_FILE

    _WHY: dict[str, Words] = {
        PaperFault.EMPTY: Words(zh="这个文件是空的。", en="This file is empty."),
        PaperFault.NOT_READABLE: Words(
            zh="只能上传照片（JPG、PNG、HEIC）或 PDF。",
            en="Only photos (JPG, PNG, HEIC) and PDF can be taken.",
        ),
        PaperFault.TOO_LARGE: Words(
            zh="文件太大，最多 20 MB。", en="The file is too large: at most 20 MB."
        ),
        PaperFault.TOO_MANY_PAGES: Words(
            zh=f"这份 PDF 超过 {MOST_PAGES} 页。", en=f"The PDF has more than {MOST_PAGES} pages."
        ),
        PaperFault.LOCKED: Words(zh="这份 PDF 有密码。", en="The PDF is locked with a password."),
    }

    def __init__(self, *, fault: PaperFault) -> None:
        super().__init__(fault=fault)
        self.says = self._WHY[fault]  # type: ignore[misc]  # this one knows why


class PapersDown(Refusal):
    """Files cannot be read just now."""

    code = "vetting.papers_down"
    status = 503
    says = Words(zh="现在暂时不能上传材料。", en="Files cannot be taken just now.")
    do = Words(
        zh="请过几分钟再试；说明可以先写。", en="Try again in a few minutes; write what you can."
    )
