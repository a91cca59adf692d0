"""The refusals of filings and awards."""

from collections.abc import Sequence

from jiaxin.facts.firms.rules.profile import Gap
from jiaxin.flows.filings.rules import MOST_PAGES, MOST_PAPERS, MOST_WORDS, PaperFault
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_TO_QUEUE = Words(zh="请回到待办列表。", en="Go back to the list.")


class FilingMoved(Refusal):
    """Somebody else was quicker, or it has changed meanwhile."""

    code = "filings.moved"
    status = 409
    says = Words(
        zh="这件申报已由别人办理，或状态已经变了。",
        en="Somebody else has dealt with this, or it has changed meanwhile.",
    )
    do = Words(
        zh="您这次的操作没有生效。请看最新的情况再决定。",
        en="What you did has no effect. See how it stands now, then decide.",
    )


class FilingTaken(Refusal):
    """Another officer holds it now."""

    code = "filings.taken"
    status = 409
    says = Words(zh="这件申报正由另一位经办人办理。", en="Another officer has this now.")
    do = _TO_QUEUE


class FilingClosed(Refusal):
    """The firm may not write on it any more: it is with the department, or accepted."""

    code = "filings.closed"
    status = 409
    says = Words(
        zh="这件申报已经提交，现在不能修改。",
        en="This was submitted and cannot be changed now.",
    )
    do = Words(
        zh="请等审核结果；退回后可以修改，通过后可以办理变更。",
        en="Wait for the review: what is returned can be changed, what is accepted is changed by a"
        " new filing.",
    )


class NotComplete(Refusal):
    """Something is missing or wrong. The context's `gaps` say what, each with its field."""

    code = "filings.not_complete"
    status = 422
    says = Words(zh="还有内容没有填好，没有提交。", en="Something is missing; it was not sent.")
    do = Words(
        zh="请按提示补好，再提交。已填的内容都保存着。", en="Mend what is marked, then send."
    )

    def __init__(self, *, gaps: Sequence[Gap] = ()) -> None:
        super().__init__(gaps=tuple(gaps))


class NotFiledYet(Refusal):
    """Awards are for a firm whose filing was accepted."""

    code = "filings.not_filed"
    status = 409
    says = Words(zh="企业备案通过以后，才能申报奖励。", en="Awards come after the firm's filing.")
    do = Words(zh="请先完成企业备案。", en="Complete the firm's filing first.")


class AwardTwice(Refusal):
    """The same award is on the record, or being reviewed."""

    code = "filings.award_twice"
    status = 409
    says = Words(
        zh="同一项奖励已经申报过，或已在企业记录里。",
        en="This award was filed already, or stands on the record.",
    )
    do = Words(
        zh="请在申报列表里查看；如有不同，请核对名称、授予单位和日期。",
        en="See the list; if it is another one, check its title, who awarded it and when.",
    )


class ReasonsMissing(Refusal):
    """What is returned says why, part by part."""

    code = "filings.reasons"
    status = 422
    says = Words(zh="退回时至少要选一处，并说明原因。", en="Choose at least one part, and why.")
    do = Words(zh="企业会看到您选的原因和说明。", en="The firm reads what you choose and write.")


class WordsTooLong(Refusal):
    """Plain words, and not too many of them."""

    code = "filings.words"
    status = 422
    says = Words(
        zh=f"说明太长，最多 {MOST_WORDS} 字。", en=f"Too long: at most {MOST_WORDS} characters."
    )
    do = Words(zh="请写短一点。", en="Please shorten it.")


class NobodyThere(Refusal):
    """Who it is given to is no officer of this region."""

    code = "filings.nobody"
    status = 422
    says = Words(
        zh="不能转给这位经办人：不在职，或不负责这个地区。",
        en="It cannot be given to this officer: closed, or not in charge of the region.",
    )
    do = Words(zh="请另选一位。", en="Choose another.")


class TooManyPapers(Refusal):
    """As much is attached as a filing takes."""

    code = "filings.many_papers"
    status = 409
    says = Words(
        zh=f"最多上传 {MOST_PAPERS} 份材料。", en=f"At most {MOST_PAPERS} files can be attached."
    )
    do = Words(zh="可以先删掉不用的再上传。", en="Remove what is not needed first.")


class PaperUnreadable(Refusal):
    """A file that cannot be taken, and why."""

    code = "filings.paper"
    status = 422
    says = Words(zh="这个文件收不了。", en="This file cannot be taken.")
    do = Words(
        zh="请换一个文件，或用手机拍照上传。",
        en="Choose another file, or take photos of it instead.",
    )

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
        self.in_other_words(says=self._WHY[fault])


class PapersDown(Refusal):
    """Files cannot be read just now."""

    code = "filings.papers_down"
    status = 503
    says = Words(zh="现在暂时不能上传材料。", en="Files cannot be taken just now.")
    do = Words(zh="请过几分钟再试，其他内容可以先填。", en="Try again in a few minutes.")


class DaysInDisorder(Refusal):
    """The days do not follow each other, or lie on the wrong side of today."""

    code = "filings.days"
    status = 422
    says = Words(zh="日期前后不对。", en="The days are out of order.")
    do = Words(
        zh="结束不能早于开始，约谈日期不能晚于今天。",
        en="No end before its beginning, and no interview after today.",
    )


class AwayAlready(Refusal):
    """One leave at a time."""

    code = "filings.away"
    status = 409
    says = Words(zh="您已经登记过休假。", en="You are on leave already.")
    do = Words(zh="请先结束它，再登记新的。", en="End that leave first.")


class NotDrawn(Refusal):
    """It was not drawn, was looked at already, or is the officer's own decision."""

    code = "filings.not_drawn"
    status = 409
    says = Words(
        zh="这件不在您的抽查名单里，或已经有人查过。",
        en="This was not drawn for you, or was looked at already.",
    )
    do = Words(zh="请回到抽查名单。", en="Go back to the list.")


class WordsMissing(Refusal):
    """A few words are needed."""

    code = "filings.words_missing"
    status = 422
    says = Words(zh="请写几句说明。", en="Write a few words.")
    do = Words(zh="写好后再提交。", en="Then send it again.")


class SettledAlready(Refusal):
    """It was put right already."""

    code = "filings.settled"
    status = 409
    says = Words(zh="这次约谈已经办结。", en="This interview is settled already.")
    do = Words(zh="不用再做什么。", en="There is nothing to do.")
