"""The refusals of a person's rights."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class NoExport(Refusal):
    """There is no such copy, or its files are gone."""

    code = "rights.no_export"
    status = 410
    says = Words(zh="这份文件已经不在了。", en="This file is no longer there.")
    do = Words(
        zh="为了安全，文件只保存一天。请重新导出一份。",
        en="To keep you safe it waits one day only. Please make a new copy.",
    )


class NotReady(Refusal):
    """The copy is still being made."""

    code = "rights.not_ready"
    status = 409
    says = Words(zh="文件还在生成。", en="The file is still being made.")
    do = Words(zh="请过几秒钟再打开。", en="Please open it again in a few seconds.")


class NoSuchSeal(Refusal):
    """No file was made here under this number."""

    code = "rights.no_seal"
    status = 404
    says = Words(zh="本平台没有生成过这份文件。", en="No such file was made by this platform.")
    do = Words(
        zh="请核对网址是不是本平台的；还可以上传文件核对。",
        en="See whether the address is this platform's; you can also check the file itself.",
    )


class NoFileChosen(Refusal):
    """The form came without a file."""

    code = "rights.no_file"
    status = 422
    says = Words(zh="还没有选择文件。", en="No file was chosen.")
    do = Words(zh="请选择要核对的 PDF 或 JSON 文件。", en="Choose the PDF or JSON file to check.")


class Paused(Refusal):
    """She froze her record: nothing is given or renewed until she lifts that."""

    code = "rights.paused"
    status = 409
    says = Words(zh="您已暂停自己的记录。", en="You have paused your record.")
    do = Words(
        zh="请先到“我的信息我做主”恢复，原来的授权会一起恢复。",
        en="Resume it first under “My data, my rights”; your consents come back with it.",
    )


class NotPaused(Refusal):
    """There is nothing to lift."""

    code = "rights.not_paused"
    status = 409
    says = Words(zh="您的记录没有暂停。", en="Your record is not paused.")
    do = Words(zh="不用再办。", en="There is nothing to do.")


class DeletionOpen(Refusal):
    """A deletion waits: undoing it comes first."""

    code = "rights.deletion_open"
    status = 409
    says = Words(zh="您申请了删除记录。", en="You asked to delete your record.")
    do = Words(zh="要继续使用，请先撤销删除。", en="To go on, undo the deletion first.")


class NoDeletion(Refusal):
    """None waits."""

    code = "rights.no_deletion"
    status = 410
    says = Words(zh="没有等待中的删除申请。", en="No deletion is waiting.")
    do = Words(zh="请返回查看现在的状态。", en="Go back to see how it stands.")


class NobodyToClose(Refusal):
    """Name and number belong to nobody whose record lies in this officer's region."""

    code = "rights.nobody_to_close"
    status = 404
    says = Words(
        zh="没有找到这个人的记录，或不属于您的地区。",
        en="There is no such record in your region.",
    )
    do = Words(
        zh="请对照死亡证明和身份证核对姓名、号码。",
        en="Compare name and number with the death certificate and the ID card.",
    )


class NotToBeClosed(Refusal):
    """It is not this officer's to close, not yet, or not any more."""

    code = "rights.not_to_be_closed"
    status = 409
    says = Words(zh="现在不能由您关闭这份记录。", en="You cannot close this record now.")
    do = Words(
        zh="要由另一位经办人、在本人异议期满以后决定；本人已经否认的不再办理。",
        en="Another officer decides, once the time to object is over; not where she objected.",
    )


class NothingToObject(Refusal):
    """Nobody asks to close her record now."""

    code = "rights.nothing_to_object"
    status = 409
    says = Words(zh="现在没有人申请关闭您的记录。", en="Nobody asks to close your record now.")
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")
